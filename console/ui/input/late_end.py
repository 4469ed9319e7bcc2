"""What comes a little behind a scan, or a text that no person typed, and belongs to it: its Enter, keys of its own."""

from collections.abc import Sequence

from console.exchange.secrecy import LONGEST_PIN
from console.ui.input.key_events import KeyPress
from console.ui.input.pace import LATE_END_MS, PIN_END_MS


class LateEnd:
    """`taken` says of a key whether it belongs to what came last."""

    def __init__(self) -> None:
        self._ended_ms = self._no_end_ms = self._text_ms = -PIN_END_MS
        self._within_ms = LATE_END_MS
        self.doubtful = False
        """Whether somebody may have pressed the end that was taken last: it came behind what may have been a PIN."""

    def ended(self, at: int) -> None:
        """An end has come."""
        self._ended_ms = at

    def without_end(self, at: int, scan: Sequence[KeyPress]) -> None:
        """A scan has ended without; behind a few digits the hand that typed a PIN is lifted before it."""
        self.doubtful = len(scan) <= LONGEST_PIN and all(each.as_key.text.isdecimal() for each in scan)
        self._no_end_ms, self._within_ms = at, PIN_END_MS if self.doubtful else LATE_END_MS

    def text_without(self, at: int) -> None:
        """A text that stands in its field has ended without."""
        self._text_ms = at

    def is_of_text(self, at: int) -> bool:
        """Say whether an end at this time is that of a text."""
        return 0 <= at - self._text_ms <= LATE_END_MS

    def text_ended(self) -> None:
        self._text_ms = -PIN_END_MS

    def is_of_scan(self, at: int) -> bool:
        """Say whether an end at this time is that of a scan that had none. It has one end: the next acts."""
        found = 0 <= at - self._no_end_ms <= self._within_ms
        if found and self.doubtful:
            self._no_end_ms = -PIN_END_MS
        return found

    def is_behind(self, press: KeyPress, within_ms: int) -> bool:
        """Say whether the scanner sends the key behind its end."""
        behind = not press.printable and 0 <= press.at - self._ended_ms <= within_ms
        self._ended_ms = press.at if behind else -PIN_END_MS
        return behind

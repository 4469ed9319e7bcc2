"""The keys that wait until it is known whether a person or a scanner sent them, and the row that they came in."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from console.ui.input.bounces import only_leads
from console.ui.input.burst import is_secret
from console.ui.input.key_events import KeyPress
from console.ui.input.key_row import Row
from console.ui.input.pace import ROW_MS, SLIP_MS, SLOW_MS
from console.ui.input.scan_outlet import ENDS
from console.ui.input.taught_scanner import TaughtScanner

PREFIXES = "]("
"""Signs that a code begins with; neither has a meaning as a key."""


class Waiting:
    """
    into       the field into which somebody typed when the first key came that waits; None outside of fields
    row        keys outside of fields, those that have acted by now too
    waited_ms  how long the last key will have waited when it is asked about next
    """

    def __init__(self, taught: Callable[[], TaughtScanner]) -> None:
        self._taught = taught
        self.keys: list[KeyPress] = []
        self.into: QLineEdit | QPlainTextEdit | None = None
        self.row = Row()
        self.waited_ms = 0

    @property
    def row_ms(self) -> int:
        return max(ROW_MS, self._taught().pace.gap_ms)

    def take(self, press: KeyPress, field: QLineEdit | QPlainTextEdit | None) -> None:
        if not self.keys:
            self.into = field
        if field is not None:
            self.row.clear()
        else:
            self.row.take(press, self.row_ms)
        self.keys.append(press)
        self.waited_ms = self._taught().pace.hold_ms

    def came_up(self, at: int) -> None:
        """Take the time at which the last key came up."""
        self.row.came_up(at)
        if self.row.pressed and self._taught().is_told_apart and not self.keys:
            self.row.clear()

    def take_all(self) -> list[KeyPress]:
        taken, self.keys = self.keys, []
        return taken

    def begins_scan(self, ended: bool) -> bool:
        """Say whether no person pressed them. `ended`: the last of them is what ends a scan."""
        first, taught = self.keys[0], self._taught()
        if len(self.keys) == 1 and first.text and first.text in PREFIXES and not first.sign:
            return True
        if taught.begins([each.name for each in self.keys]) or (self.into is None and self.row.is_scan):
            return True
        keys = self.keys
        if self.into is None and taught.pace.slow_ms < SLOW_MS:
            keys = self.row.recent(SLOW_MS)
        at, different = [each.at for each in keys], len({each.key for each in keys if not only_leads(each)})
        return different > 1 and taught.pace.is_burst(at, different, ended)

    def needs_no_wait(self) -> bool:
        """Whether a scan would have begun otherwise here, and none may be running."""
        taught = self._taught()
        begins = taught.prefix[:1] == (self.keys[0].name,)
        return self.into is None and taught.is_told_apart and not begins and self.row.alone

    def is_near(self, press: KeyPress, field: QWidget | None) -> bool:
        """Whether the key may belong to the one that waits: an Enter in a field waits less, a secret for none.

        The same key once more waits for no row: all that waits acts at one moment, where one of them would be a bounce.
        """
        last = self.keys[-1]
        if is_secret(field) and press.key != last.key:
            return False
        enters = field is not None and last.key in ENDS
        within = self.row_ms if self.row.waits and press.key != last.key else self._taught().pace.slow_ms
        return 0 <= press.at - last.at <= (SLIP_MS if enters else within)

    def wait_longer(self) -> int:
        """Return how much longer the last key waits that was let go of: a scan's second one waits for the third."""
        pace = self._taught().pace
        longer = max(self.row_ms if self.row.waits else 0, pace.slow_ms) - self.waited_ms
        self.waited_ms += max(0, longer)
        return longer

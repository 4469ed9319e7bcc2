"""Keys in their order, each held until it is known whether a person or a scanner sent it. See ADR 13."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from console.exchange.udi import MOST
from console.ui.input.bounces import ARROWS
from console.ui.input.burst import Burst, FieldTyping, text_field
from console.ui.input.key_events import KeyPress
from console.ui.input.pace import LATE_END_MS, SLIP_MS
from console.ui.input.signs import alt_digit, is_sign, spell
from console.ui.input.taught_scanner import TaughtScanner

SHORTEST = 4
"""Signs: fewer are no code."""
LONGEST = 4 * (MOST + 1)
"""Keys of a scan that are kept: one that sends each sign as an ALT code takes four."""
PREFIXES = "]("
"""Signs that a code begins with; neither has a meaning as a key."""
ENDS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
EDITS = ARROWS | {Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Home, Qt.Key.Key_End}
"""Keys that change what stands in a field, or where the next sign goes: they come after what was typed before."""

DEAD = range(Qt.Key.Key_Multi_key.value, Qt.Key.Key_Dead_Longsolidusoverlay.value + 1)
"""Keys that belong to the letter that comes next."""


class KeyQueue(QObject):
    """`take` each key; `settle` says that time has passed in which nothing came. `held`: the last key is still down."""

    scanned = Signal(str)
    """A scan's text without its end, at most one sign longer than a code may be."""
    slow = Signal()
    """What was just scanned came slowly."""
    slipped = Signal()
    """A few different keys came at once and did nothing."""
    garbled = Signal()
    """A scan had keys that stand for no sign on this keyboard."""
    typed = Signal()
    """No person's typing stands in a field, and the Enter behind it was left out."""

    def __init__(self, parent: QObject, is_code: Callable[[str], bool], act: Callable[[KeyPress], object]) -> None:
        """`is_code` says of what was typed fast into a field whether it is a code or text."""
        super().__init__(parent)
        self._is_code, self._act = is_code, act
        self.taught = TaughtScanner()
        self._waiting: list[KeyPress] = []
        self._extended = False
        """Whether the key that waits was let go of, so that it waits as long as a slow scanner takes."""
        self._scan: list[KeyPress] | None = None
        """The keys of the scan so far; None while nothing is scanned."""
        self._burst: Burst | None = None
        self._typing = FieldTyping()
        self._last_ms = 0
        self._ended_ms = self._no_end_ms = -LATE_END_MS
        self.held = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(lambda: QTimer.singleShot(0, self, self._time_out))

    @property
    def busy(self) -> bool:
        """Whether something waits, or is scanned."""
        return self._scan is not None or bool(self._waiting)

    def take(self, press: KeyPress) -> bool:
        """Say whether the key is kept from the window."""
        self.held = True
        pace = self.taught.pace
        if self._scan is not None and press.at - self._last_ms > pace.gap_ms:
            self.settle()
        if self._scan is not None:
            return self._scan_on(self._scan, press)
        if self._is_late_end(press):
            return True
        field = text_field(QApplication.focusWidget())
        if self._waiting and not 0 <= press.at - self._waiting[-1].at <= self._patience(field is not None):
            self._release()
            field = text_field(QApplication.focusWidget())
        if field is None or self._waiting:
            return self._wait(press)
        return self._type(field, press)

    def settle(self) -> None:
        """Let a key that waits act and a scan end: time has passed in which nothing came."""
        self._timer.stop()
        if self._scan is not None:
            self._no_end_ms = self._last_ms
            self._end_scan()
        elif self._waiting:
            self._release()

    def _scan_on(self, scan: list[KeyPress], press: KeyPress) -> bool:
        if self._is_end(press):
            self._ended_ms = press.at
            self._end_scan()
            return True
        if self._burst is not None and press.key in EDITS:
            self._end_scan()
            return False
        late = press.at - self._last_ms > self.taught.pace.slow_ms
        if late and self._burst is None and not press.printable:
            self.settle()
            return self.take(press)
        self._last_ms = press.at
        if len(scan) < LONGEST:
            scan.append(press)
        self._timer.start(self.taught.pace.gap_ms)
        return True

    def _wait(self, press: KeyPress) -> bool:
        """Let a key wait for what follows it."""
        self._typing.clear()
        self._waiting.append(press)
        self._last_ms, self._extended = press.at, False
        if not self._begins_scan():
            self._timer.start(self.taught.pace.hold_ms)
            return True
        self._scan, self._waiting = self._waiting, []
        self._timer.start(self.taught.pace.gap_ms)
        if self._is_end(press):
            self._scan_on(self._scan, press)
        return True

    def _begins_scan(self) -> bool:
        first = self._waiting[0]
        if len(self._waiting) == 1 and first.text and first.text in PREFIXES and not first.sign:
            return True
        if self.taught.begins([each.name for each in self._waiting]):
            return True
        differ = len({each.key for each in self._waiting}) > 1
        return differ and self.taught.pace.is_burst([each.at for each in self._waiting])

    def _patience(self, in_field: bool) -> int:
        """How long after a key that waits the next one may belong to it; an Enter in a field waits no longer."""
        enters = in_field and self._waiting[-1].key in ENDS
        return SLIP_MS if enters else self.taught.pace.slow_ms

    def _type(self, field: QLineEdit | QPlainTextEdit, press: KeyPress) -> bool:
        """Leave text to the field until it comes faster than anybody types: then take all of it out again."""
        pace = self.taught.pace
        if self._is_end(press):
            burst = self._typing.ends(press, pace)
            if burst is None:
                return self._wait(press)
            self._ended_ms = press.at
            self._end_typed(burst)
            return True
        if (press.key in EDITS or press.key in DEAD) and not alt_digit(press):
            self._typing.clear()
            return False
        if not is_sign(press):
            return self._typing.goes_on(field, press, pace) or self._wait(press)
        if not self._typing.take(field, press, pace):
            return False
        self._burst = self._typing.fast
        assert self._burst is not None
        self._typing.clear()
        self._burst.undo()
        self._scan, self._last_ms = self._burst.presses, press.at
        self._timer.start(pace.gap_ms)
        return True

    def _time_out(self) -> None:
        """Settle once more around: keys that waited behind a busy moment belong to what is kept."""
        if self._timer.isActive():
            return
        pace = self.taught.pace
        enters = self._waiting and self._waiting[-1].key in ENDS and text_field(QApplication.focusWidget())
        if self._waiting and not enters and not self._extended and not self.held:
            self._extended = True
            self._timer.start(pace.slow_ms - pace.hold_ms)
        else:
            self.settle()

    def _end_typed(self, burst: Burst) -> None:
        """What a slow scanner typed into a field is taken out again where it is a code; its end does nothing."""
        spelled = spell(self.taught.own(burst.presses))
        if spelled.garbled or self._is_code(spelled.text):
            burst.undo()
            self._publish(spelled.text, spelled.garbled, burst.presses)
        else:
            self.typed.emit()

    def _end_scan(self) -> None:
        presses, burst = self._scan or [], self._burst
        self._scan = self._burst = None
        self._timer.stop()
        spelled = spell(self.taught.own(presses))
        text = spelled.text[: MOST + 1]
        if burst is not None and not spelled.garbled and len(text) <= MOST and not self._is_code(text):
            burst.insert(text)
        else:
            self._publish(text, spelled.garbled, presses)

    def _publish(self, text: str, garbled: bool, presses: list[KeyPress]) -> None:
        if garbled and len(text) >= SHORTEST:
            self.garbled.emit()
        elif len(text) < SHORTEST:
            self.slipped.emit()
        else:
            self.scanned.emit(text)
            if self.taught.is_slow(presses):
                self.slow.emit()

    def _release(self) -> None:
        """Let the keys that wait act in their order; one that came twice in a row bounced, and acts once."""
        waiting, self._waiting = self._waiting, []
        self._timer.stop()
        before = 0
        for press in waiting:
            if press.key != before:
                self._act(press)
            before = press.key

    def _is_end(self, press: KeyPress) -> bool:
        return press.key in ENDS or press.text in ("\r", "\n") or self.taught.is_end(press.name)

    def _is_late_end(self, press: KeyPress) -> bool:
        """Whether the key is the scanner's too: its end behind a scan that had none, or what it sends after its end."""
        if self._is_end(press) and 0 <= press.at - self._no_end_ms <= LATE_END_MS:
            return True
        behind = not press.printable and 0 <= press.at - self._ended_ms <= self.taught.pace.slow_ms
        self._ended_ms = press.at if behind else -LATE_END_MS
        return behind

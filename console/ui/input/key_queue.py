"""Keys in their order, each held until it is known whether a person or a scanner sent it. See ADR 13."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from console.exchange.udi import MOST
from console.ui.input.bounces import ARROWS
from console.ui.input.burst import Burst, FieldTyping, goes_on_typing, is_secret, text_field
from console.ui.input.key_events import KeyPress
from console.ui.input.pace import LATE_END_MS, ROW, SLIP_MS
from console.ui.input.scan_outlet import ENDS, ScanOutlet
from console.ui.input.signs import alt_digit, is_sign, spell

LONGEST = 4 * (MOST + 1)
"""Keys of a scan that are kept: one that sends each sign as an ALT code takes four."""
PREFIXES = "]("
"""Signs that a code begins with; neither has a meaning as a key."""
EDITS = ARROWS | {Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Home, Qt.Key.Key_End}
"""Keys that change what stands in a field, or where the next sign goes: they come after what was typed before."""

DEAD = range(Qt.Key.Key_Multi_key.value, Qt.Key.Key_Dead_Longsolidusoverlay.value + 1)
"""Keys that belong to the letter that comes next."""


class KeyQueue(ScanOutlet):
    """`take` each key; `settle` says that time has passed in which nothing came. `held`: the last key is still down."""

    def __init__(self, parent: QObject, is_code: Callable[[str], bool], act: Callable[[KeyPress], object]) -> None:
        """`is_code` says of what was typed fast into a field whether it is a code or text."""
        super().__init__(parent, is_code)
        self._act = act
        self._waiting: list[KeyPress] = []
        self._extended = False
        """Whether the key that waits was let go of, so that it waits as long as a slow scanner takes."""
        self._row: list[KeyPress] = []
        """Keys outside of fields that were let go of soon, without a pause between them; some have acted."""
        self._scan: list[KeyPress] | None = None
        """The keys of the scan so far; None while nothing is scanned."""
        self._burst: Burst | None = None
        self._typing = FieldTyping()
        self._last_ms = 0
        self._into: QLineEdit | QPlainTextEdit | None = None
        """The field into which somebody typed when the first key came that waits."""
        self._ended_ms = self._no_end_ms = self._text_ms = -LATE_END_MS
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
        if self._waiting and not self._is_near(press, field):
            self._release()
            field = text_field(QApplication.focusWidget())
        if field is None or self._waiting:
            return self._wait(press, field)
        return self._type_secret(field, press) if is_secret(field) else self._type(field, press)

    def settle(self) -> None:
        """Let a key that waits act and a scan end: time has passed in which nothing came."""
        self._timer.stop()
        if self._scan is not None:
            if self._end_scan():
                self._no_end_ms = self._last_ms
            else:
                self._text_ms = self._last_ms
        elif self._waiting:
            self._release()

    def _scan_on(self, scan: list[KeyPress], press: KeyPress) -> bool:
        field = self._burst.field if self._burst is not None else None
        if self.is_end(press):
            if not self._end_scan(ended=True):
                return self._end_text(field, press)
            self._ended_ms = press.at
            return True
        if field is not None and press.key in EDITS:
            self._end_scan()
            return False
        if field is not None and len(scan) >= LONGEST:
            self._end_scan()
            return self.take(press)
        late = press.at - self._last_ms > self.taught.pace.slow_ms
        if late and self._burst is None and not press.printable:
            self.settle()
            return self.take(press)
        self._last_ms = press.at
        if len(scan) < LONGEST:
            scan.append(press)
        self._timer.start(self.taught.pace.gap_ms)
        return True

    def _wait(self, press: KeyPress, field: QLineEdit | QPlainTextEdit | None) -> bool:
        """Let a key wait for what follows it."""
        self._typing.clear()
        if not self._waiting:
            self._into = field
        if field is not None or (self._row and press.at - self._row[-1].at > self.taught.pace.gap_ms):
            self._row.clear()
        self._row = [*self._row[-ROW:], press]
        self._waiting.append(press)
        self._last_ms, self._extended = press.at, False
        if not self._begins_scan():
            self._timer.start(self.taught.pace.hold_ms)
            return True
        self._scan, self._waiting = self._waiting, []
        into = self._into
        self._burst = Burst(into, self._scan[0]) if into is not None and isValid(into) else None
        self._timer.start(self.taught.pace.gap_ms)
        return not self.is_end(press) or self._scan_on(self._scan, press)

    def _begins_scan(self) -> bool:
        first = self._waiting[0]
        if len(self._waiting) == 1 and first.text and first.text in PREFIXES and not first.sign:
            return True
        if self.taught.begins([each.name for each in self._waiting]):
            return True
        if self._into is None and len({each.key for each in self._row}) >= ROW:
            return True
        at, different = [each.at for each in self._waiting], len({each.key for each in self._waiting})
        return different > 1 and self.taught.pace.is_burst(at, different, self.is_end(self._waiting[-1]))

    def _is_near(self, press: KeyPress, field: QWidget | None) -> bool:
        """Whether the key may belong to the one that waits: an Enter in a field waits less, a secret for none."""
        last = self._waiting[-1]
        if is_secret(field) and press.key != last.key:
            return False
        enters = field is not None and last.key in ENDS
        return 0 <= press.at - last.at <= (SLIP_MS if enters else self.taught.pace.slow_ms)

    def _type_secret(self, field: QLineEdit | QPlainTextEdit, press: KeyPress) -> bool:
        """Leave all of it to the field, however fast it comes: a program may type what nobody remembers."""
        self._typing.clear()
        typed = is_sign(press) or press.key in EDITS or press.key in DEAD or goes_on_typing(field, press)
        return not typed and self._wait(press, field)

    def _type(self, field: QLineEdit | QPlainTextEdit, press: KeyPress) -> bool:
        """Leave text to the field until it comes faster than anybody types: then take all of it out again."""
        pace = self.taught.pace
        if self.is_end(press):
            return self._end_typing(field, press)
        if (press.key in EDITS or press.key in DEAD) and not alt_digit(press):
            self._typing.clear()
            return False
        if not is_sign(press):
            return self._typing.goes_on(field, press, pace) or self._wait(press, field)
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
            if self.held:
                self._row.clear()
            self.settle()

    def _end_typing(self, field: QLineEdit | QPlainTextEdit, press: KeyPress) -> bool:
        """What a slow scanner typed is taken out again where it is a code; else its end is what it is behind text."""
        burst = self._typing.ends(press, self.taught.pace)
        if burst is not None:
            spelled = spell(self.taught.own(burst.presses))
            if self.is_scan(spelled):
                burst.undo()
                self._ended_ms = press.at
                self.publish(spelled, burst.presses, True)
                return True
        late = 0 <= press.at - self._text_ms <= LATE_END_MS
        if burst is None and not late and not goes_on_typing(field, press):
            return self._wait(press, field)
        return self._end_text(field, press)

    def _end_text(self, field: QWidget | None, press: KeyPress) -> bool:
        """An end behind text that no person typed goes on with it, or does nothing and is said."""
        self._text_ms = -LATE_END_MS
        if goes_on_typing(field, press):
            return False
        self._ended_ms = press.at
        self.typed.emit()
        return True

    def _end_scan(self, ended: bool = False) -> bool:
        """Say whether it was a scan; what is none stays in the field that it came into."""
        presses, burst = self._scan or [], self._burst
        self._scan = self._burst = None
        self._timer.stop()
        spelled = spell(self.taught.own(presses))
        if burst is None or self.is_scan(spelled):
            self.publish(spelled, presses, ended)
            return True
        burst.insert(spell(presses).text)
        if not all(is_sign(each) or alt_digit(each) for each in presses):
            self.typed.emit()
        return False

    def _release(self) -> None:
        """Let the keys that wait act in their order; one that came twice in a row bounced, and acts once.

        Of a PIN each digit counts.
        """
        waiting, self._waiting = self._waiting, []
        self._timer.stop()
        before = 0
        for press in waiting:
            if press.key != before or (press.as_key.text.isdecimal() and self.private()):
                self._act(press)
            before = press.key

    def _is_late_end(self, press: KeyPress) -> bool:
        """Whether the key is the scanner's too: its end behind a scan that had none, or what it sends after its end."""
        if self.is_end(press) and 0 <= press.at - self._no_end_ms <= LATE_END_MS:
            return True
        behind = not press.printable and 0 <= press.at - self._ended_ms <= self.taught.pace.slow_ms
        self._ended_ms = press.at if behind else -LATE_END_MS
        return behind

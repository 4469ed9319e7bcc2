"""Keys in their order, each held until it is known whether a person or a scanner sent it. See ADR 13."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from console.exchange.udi import MOST
from console.ui.input.bounces import ARROWS, only_leads
from console.ui.input.burst import Burst, FieldTyping, goes_on_typing, is_secret, text_field
from console.ui.input.key_events import KeyPress
from console.ui.input.late_end import LateEnd
from console.ui.input.pace import SLOW_MS
from console.ui.input.scan_outlet import ENDS, ScanOutlet
from console.ui.input.signs import alt_digit, is_sign, spell
from console.ui.input.waiting import Waiting

LONGEST = 4 * (MOST + 1)
"""Keys of a scan that are kept: one that sends each sign as an ALT code takes four."""
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
        self.waiting = Waiting(lambda: self.taught)
        self._scan: list[KeyPress] | None = None
        """The keys of the scan so far; None while nothing is scanned."""
        self._burst: Burst | None = None
        self._typing = FieldTyping()
        self._last_ms = 0
        self._late = LateEnd()
        self.held = False
        self._timer = QTimer(self, singleShot=True)
        self._behind = QTimer(self, singleShot=True, interval=0)
        """What the system has brought already comes first."""
        self._timer.timeout.connect(self._behind.start)
        self._behind.timeout.connect(self._time_out)

    def came_up(self, at: int) -> None:
        """Take the time at which the last key came up."""
        self.held = False
        self.waiting.came_up(at)
        self._typing.came_up(at)

    @property
    def busy(self) -> bool:
        """Whether something waits, or is scanned."""
        return self._scan is not None or bool(self.waiting.keys)

    def take(self, press: KeyPress) -> bool:
        """Say whether the key is kept from the window."""
        self.held = True
        if self._scan is not None and press.at - self._last_ms > self._gap_ms:
            self.settle()
        if self._scan is not None:
            return self._scan_on(self._scan, press)
        if self._is_late_end(press):
            return True
        field = text_field(QApplication.focusWidget())
        if self.waiting.keys and not self.waiting.is_near(press, field):
            self._release()
            field = text_field(QApplication.focusWidget())
        if self.waiting.keys:
            return self._wait(press, self.waiting.into)
        if field is None or (not is_secret(field) and self.waiting.row.opened(press.at, self.waiting.row_ms)):
            return self._wait(press, None)
        return self._type_secret(field, press) if is_secret(field) else self._type(field, press)

    def settle(self) -> None:
        """Let a key that waits act and a scan end: time has passed in which nothing came."""
        self._timer.stop()
        if self._scan is not None:
            scan = self._scan
            if self._end_scan():
                self._late.without_end(self._last_ms, scan)
            else:
                self._late.text_without(self._last_ms)
        elif self.waiting.keys:
            self._release()

    def let_act(self) -> None:
        """Let keys that wait act before a touch that came after them does: a click never overtakes an Escape."""
        if self._scan is None and self.waiting.keys:
            self._release()

    def _scan_on(self, scan: list[KeyPress], press: KeyPress) -> bool:
        field = self._burst.field if self._burst is not None else None
        if self.is_end(press):
            if not self._end_scan(ended=True):
                return self._end_text(field, press)
            self._late.ended(press.at)
            return True
        if field is not None and press.key in EDITS:
            self._end_scan()
            return False
        if field is not None and len(scan) >= LONGEST:
            self._end_scan()
            return self.take(press)
        self._last_ms = press.at
        if len(scan) < LONGEST:
            scan.append(press)
        self._timer.start(self._gap_ms)
        return True

    def _wait(self, press: KeyPress, field: QLineEdit | QPlainTextEdit | None) -> bool:
        """Let a key wait for what follows it."""
        self._typing.clear()
        self.waiting.take(press, field)
        self._last_ms = press.at
        if not self.waiting.begins_scan(self.is_end(press)):
            if self.waiting.needs_no_wait():
                self._release()
            self._timer.start(self.waiting.waited_ms)
            return True
        self._scan, into = [*self._take_back(), *self.waiting.take_all()], self.waiting.into
        self._burst = Burst(into, self._scan[0]) if into is not None and isValid(into) else None
        self._timer.start(self._gap_ms)
        return not self.is_end(press) or self._scan_on(self._scan, press)

    def _take_back(self) -> list[KeyPress]:
        """Return the keys of a scan that have acted before it was known; what they did is told, to be taken back."""
        row = self.waiting.row
        acted = [] if self.waiting.into is not None or self.private() else list(row.acted())
        row.clear()
        if acted:
            self.headed.emit(acted[0][1])
        return [press for press, _ in acted]

    @property
    def _gap_ms(self) -> int:
        """How long nothing comes once a scan has ended."""
        return self.taught.pace.gap_ms if self._burst is not None else self.waiting.row_ms

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
        self._timer.start(self._gap_ms)
        return True

    def _time_out(self) -> None:
        """Settle once more around: keys that waited behind a busy moment belong to what is kept."""
        if self._timer.isActive():
            return
        keys = self.waiting.keys
        enters = keys and keys[-1].key in ENDS and text_field(QApplication.focusWidget())
        longer = self.waiting.wait_longer() if keys and not enters and not self.held else 0
        if longer > 0:
            self._timer.start(longer)
        else:
            if self.held:
                self.waiting.row.clear()
            self.settle()

    def _end_typing(self, field: QLineEdit | QPlainTextEdit, press: KeyPress) -> bool:
        """What a slow scanner typed is taken out again where it is a code; else its end is what it is behind text."""
        burst = self._typing.ends(press, self.taught.pace)
        if burst is not None:
            spelled = self.spelled(burst.presses)
            if self.is_scan(spelled):
                burst.undo()
                self._late.ended(press.at)
                self.publish(spelled, burst.presses, True)
                return True
        late = self._late.is_of_text(press.at)
        if burst is None and not late and not goes_on_typing(field, press):
            return self._wait(press, field)
        return self._end_text(field, press)

    def _end_text(self, field: QWidget | None, press: KeyPress) -> bool:
        """An end behind text that no person typed goes on with it, or does nothing and is said."""
        self._late.text_ended()
        if goes_on_typing(field, press):
            return False
        self._late.ended(press.at)
        self.typed.emit()
        return True

    def _end_scan(self, ended: bool = False) -> bool:
        """Say whether it was a scan; what is none stays in the field that it came into."""
        presses, burst = self._scan or [], self._burst
        self._scan = self._burst = None
        self._timer.stop()
        spelled = self.spelled(presses)
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
        self._timer.stop()
        before = KeyPress(0)
        for press in self.waiting.take_all():
            again = press.key == before.key and press.at - before.at <= SLOW_MS
            bounced = press.bounced or (again and not only_leads(press))
            self.waiting.row.acting(press, self.standing())
            if not bounced or (press.as_key.text.isdecimal() and self.private()):
                self._act(press)
            before = press

    def _is_late_end(self, press: KeyPress) -> bool:
        """Whether the key is the scanner's too: its end behind a scan that had none, or what it sends after its end.

        Where secrets are typed the digits went to the pad, and so does their Enter.
        """
        if self.is_end(press) and not self.private() and self._late.is_of_scan(press.at):
            self._late.ended(press.at)
            if self._late.doubtful:
                self.left_out.emit()
            return True
        return self._late.is_behind(press, self.waiting.row_ms)

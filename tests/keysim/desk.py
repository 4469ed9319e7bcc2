"""A bare window with the filter: strokes go in as the system brings them, by a time that passes only as it is told."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import cast

from msgspec import Struct
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QPlainTextEdit, QVBoxLayout, QWidget

from console.core.refusal import Refusal
from console.exchange.udi import MARKED, read_udi
from console.ui.input.scanner import Scanner
from tests.keysim.strokes import Stroke
from tests.support.keyboard import DOWN
from tests.support.left_open import discard

START_MS, QUIET_MS = 100_000, 4_000
PIN_DIGITS = 4


class Timer:
    """In place of the filter's own: it runs out as the strokes' time goes on."""

    def __init__(self, now: Callable[[], int]) -> None:
        self._now, self.due = now, -1

    def start(self, ms: int) -> None:
        self.due = self._now() + ms

    def stop(self) -> None:
        self.due = -1

    def isActive(self) -> bool:
        return self.due >= 0


class Outcome(Struct):
    """
    acted   times of the strokes that did something and stand
    back    of those that did and were taken back
    said    how often something was said
    entered how often a line's Enter did something
    """

    acted: list[int] = []
    back: list[int] = []
    scans: list[str] = []
    said: int = 0
    text: str = ""
    entered: int = 0
    digits: str = ""


class Catcher(QWidget):
    """Has the keys outside of fields."""

    def __init__(self, took: Callable[[QKeyEvent], object]) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._took = took

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._took(event)
            return True
        return super().event(event)


class Desk:
    """`play` a row of strokes where the keys go, and tell what came of it."""

    def __init__(self) -> None:
        self.now, self.events = START_MS, 0
        self.window = QMainWindow()
        inside = QWidget()
        layout = QVBoxLayout(inside)
        self.keys, self.line, self.note = Catcher(self._take), QLineEdit(), QPlainTextEdit()
        for each in (self.keys, self.line, self.note):
            layout.addWidget(each)
        self.window.setCentralWidget(inside)
        self.scanner = Scanner(self.window, is_code)
        self.outcome = Outcome()
        self.timer = Timer(lambda: self.now)
        queue = self.scanner.queue
        queue._timer = cast(QTimer, self.timer)
        queue.standing = lambda: len(self.outcome.acted)
        queue.headed.connect(self._take_back)
        queue.scanned.connect(lambda text: self.outcome.scans.append(text))
        for told in (queue.slipped, queue.garbled, queue.left_out, queue.typed, queue.scanned, queue.headed):
            told.connect(self._say)
        queue.kept_out.connect(self._kept_out)
        self.line.returnPressed.connect(self._enter)
        self.scanner.watch()

    def open(self) -> None:
        self.window.show()
        self.window.activateWindow()
        self.scanner.watch()

    def close(self) -> None:
        self.window.close()
        discard(self.window)

    def play(self, strokes: Sequence[Stroke], where: str = "keys") -> Outcome:
        self.outcome = Outcome()
        target = {"line": self.line, "note": self.note}.get(where, self.keys)
        target.setFocus()
        self.scanner.queue.private = lambda: where == "pad"
        start = self.now + QUIET_MS
        for at, _, kinds, stroke in moves(strokes):
            self._pass_to(start + at)
            for kind in kinds:
                self._bring(kind, stroke)
        self._pass_to(self.now + QUIET_MS)
        outcome = self.outcome
        outcome.acted = [each - start for each in outcome.acted]
        outcome.back = [each - start for each in outcome.back]
        outcome.text = self.line.text() if where == "line" else self.note.toPlainText()
        self.line.clear()
        self.note.clear()
        return outcome

    def _pass_to(self, at: int) -> None:
        while 0 <= self.timer.due <= at:
            self.now, self.timer.due = self.timer.due, -1
            self.scanner.queue._time_out()
        self.now = at

    def _bring(self, kind: QEvent.Type, stroke: Stroke) -> None:
        cap = stroke.cap
        event = QKeyEvent(kind, cap.key, cap.modifiers, cap.key.value, 0, 0, cap.text, False)
        event.setTimestamp(self.now)
        self.events += 1
        QApplication.sendEvent(self.window.windowHandle(), event)

    def _take(self, event: QKeyEvent) -> None:
        at = self.scanner.take_time()
        if not event.isAutoRepeat() and at and event.key() not in MODIFIER_KEYS:
            self.outcome.acted.append(at)
            self.outcome.digits += event.text() if event.text().isdecimal() else ""
            self.outcome.entered += event.key() == Qt.Key.Key_Return

    def _take_back(self, stood: int) -> None:
        self.outcome.back += self.outcome.acted[stood:]
        del self.outcome.acted[stood:]

    def _kept_out(self, digits: str, ended: bool) -> None:
        self.outcome.entered += ended
        if digits and len(self.outcome.digits) + len(digits) <= PIN_DIGITS:
            self.outcome.digits += digits
        else:
            self._say()

    def _say(self, *_: object) -> None:
        self.outcome.said += 1

    def _enter(self) -> None:
        self.outcome.entered += 1


MODIFIER_KEYS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt)
UP = (QEvent.Type.KeyRelease,)


def moves(strokes: Sequence[Stroke]) -> list[tuple[int, int, tuple[QEvent.Type, ...], Stroke]]:
    """Return what the system brings, in its order: keys going down and up, and a held one up and down at once."""
    made = list[tuple[int, int, tuple[QEvent.Type, ...], Stroke]]()
    for each in strokes:
        made.append((each.at, 1, DOWN, each))
        made += [(at, 0, (*UP, *DOWN), each) for at in each.again]
        made.append((each.up, 2 if each.up == each.at else 0, UP, each))
    return sorted(made, key=lambda each: each[:2])


def is_code(text: str) -> bool:
    """As the program has it where no form for a pack is open."""
    with suppress(Refusal):
        udi = read_udi(text, 2026)
        return text.startswith(MARKED) or bool(udi.any_code and len(text) > len(udi.gtin))
    return False

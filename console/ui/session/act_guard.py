"""Keeps a second press of the primary action from doing what the first one brought up."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QPointerEvent, QWindow
from PySide6.QtWidgets import QWidget

from console.ui.shell.model import Model

CHANGED_MS = 1_000
"""Milliseconds from a press that changed what kind of act the primary action is, in which the next one does nothing."""
AFTER_SHEET_MS = 1_500
"""The same from a choice on a sheet: the sheet goes first, and what came up below it has to be read."""
TOUCHES = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin})


class ActGuard(QObject):
    """Knows the last press of the primary action, until something else was done by hand.

    Times are those that the presses themselves carry, in ms: behind a busy moment presses come late, two at once.
    Of a press that carries none the clock has to do.
    """

    def __init__(self, model: Model, button: QWidget, take_time: Callable[[], int]) -> None:
        """`button` is the primary action's; a touch anywhere else is something else. `take_time` as of the page."""
        super().__init__(button)
        self._model, self._button, self._take_time = model, button, take_time
        self._code, self._at, self._noted_ms, self._proposals = "", 0, 0, 0
        self._before, self._for_ms = ("", 0), CHANGED_MS

    def watch(self, window: QWindow | None) -> None:
        """Look at the touches that the system's own window gets."""
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def lets(self, code: str, at: int) -> bool:
        """Whether a press that was made at this time may do an act of this kind."""
        passed = at - self._at if at and self._at else self._now_ms() - self._noted_ms
        other = not self._code or self._proposals != self._model.proposals
        return other or code == self._code or not 0 <= passed < self._for_ms

    def note(self, code: str, at: int) -> None:
        """Note that a press was made for an act of this kind."""
        self._code, self._at, self._noted_ms, self._for_ms = code, at, self._now_ms(), CHANGED_MS
        self._proposals = self._model.proposals

    def choosing(self, acted: bool, by_digit: bool) -> None:
        """A choice on a sheet is about to act, or has: what it recorded may give the primary action another meaning.

        After a digit the next press is another key's, and meant.
        """
        if not acted:
            self._before = self._model.next_action().code if self._model.session else "", self._model.proposals
        elif self._before[0] and not by_digit and self._model.proposals != self._before[1]:
            self.note(self._before[0], self._take_time())
            self._for_ms = AFTER_SHEET_MS

    def forget(self) -> None:
        """A digit, a choice, a scan or a touch elsewhere came between: whatever is pressed next is meant."""
        self._code = ""

    def after(self, act: Callable[[], object]) -> Callable[[], None]:
        """Return what another key does: after it the primary action acts at once."""

        def done() -> None:
            self.forget()
            act()

        return done

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in TOUCHES and isinstance(event, QPointerEvent) and event.points():
            self._take_time()  # that of a key before it, which nobody asked for
            at = self._button.mapFromGlobal(event.points()[0].globalPosition().toPoint())
            if not self._button.rect().contains(at):
                self.forget()
        return False

    def _now_ms(self) -> int:
        return self._model.dependencies.clock.now().boot_ms

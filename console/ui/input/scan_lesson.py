"""One scan that teaches: every key of it, whatever it would do, until nothing has come for a while."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer

from console.ui.input.key_events import KeyPress

PAUSE_MS = 700
"""A scan that teaches has ended when nothing came for so long: the slowest that can be taught is well within it."""


class ScanLesson(QObject):
    """Hands the keys to `then` each time, with the ms for which each was down at most."""

    def __init__(self, parent: QObject, then: Callable[[Sequence[KeyPress], int], object]) -> None:
        super().__init__(parent)
        self._then = then
        self._presses: list[KeyPress] = []
        self._down_ms = 0
        self._timer = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._timer.timeout.connect(self.settle)

    def take(self, press: KeyPress) -> None:
        self._presses.append(press)
        self._timer.start()

    def came_up(self, at: int) -> None:
        """Take the time at which the last key came up."""
        if self._presses:
            self._down_ms = max(self._down_ms, at - self._presses[-1].at)

    def settle(self) -> None:
        """End the scan: time has passed in which nothing came."""
        self._timer.stop()
        presses, down, self._presses, self._down_ms = self._presses, self._down_ms, [], 0
        if presses:
            self._then(presses, down)

    def end(self) -> None:
        self._timer.stop()
        self.deleteLater()

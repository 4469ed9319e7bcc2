"""A double tap that was meant for what stood there before: its second half does nothing."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QMouseEvent, QWindow
from PySide6.QtWidgets import QWidget


class DoubleTapFilter(QObject):
    """The page or the sheet where the first tap fell has to be there still at the second: else one came between.

    Qt tells of the second tap twice, as a press to the window and then as a double click to all.
    """

    def __init__(self, window: QWidget, ground: Callable[[QPoint], QWidget | None]) -> None:
        """`ground`: the page or the sheet at a point of the window."""
        super().__init__(window)
        self._window, self._ground = window, ground
        self._taps: list[tuple[QPoint, int]] = []
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The system's own window exists once this one is shown: only what comes to it is looked at."""
        kind = event.type()
        if kind == QEvent.Type.Show and watched is self._window:
            handle = self._window.windowHandle()
            handle.removeEventFilter(self)
            handle.installEventFilter(self)
        if kind not in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
            return False
        if not isinstance(watched, QWindow):
            return False
        if kind == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            at = event.position().toPoint()
            self._taps = [*self._taps[-1:], (at, id(self._ground(at)))]
            return False
        first, before = self._taps[0]
        return id(self._ground(first)) != before

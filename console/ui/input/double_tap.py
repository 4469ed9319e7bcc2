"""A double tap that was meant for what stood there before: its second half does nothing."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QMouseEvent, QWindow
from PySide6.QtWidgets import QWidget

from console.ui.input.keys import DOUBLE_MS

NEAR_PX = 48
"""Two taps of a finger are no further apart than the least that one can hit; Qt knows those of a mouse alone."""


class DoubleTapFilter(QObject):
    """Lets the second tap through only while the page or the question where the first one fell is still there.

    Qt tells of the second tap twice, as a press to the window and then as a double click to all; of one that fell a
    little beside the first only as a press.
    """

    def __init__(self, window: QWidget, surface_at: Callable[[QPoint], object]) -> None:
        """`surface_at` tells apart what may be at a point of the window: the page, and each question on its sheet."""
        super().__init__(window)
        self._window, self._surface_at = window, surface_at
        self._taps: list[tuple[QPoint, object]] = []
        self._last_ms = -DOUBLE_MS
        window.installEventFilter(self)

    def forget(self) -> None:
        """Take the next tap for a first one."""
        self._last_ms = -DOUBLE_MS

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look only at what comes to the system's own window, which exists once this one is shown."""
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
            return self._is_second(event.position().toPoint(), event.timestamp())
        first, before = self._taps[0]
        return self._surface_at(first) != before

    def _is_second(self, at: QPoint, at_ms: int) -> bool:
        """Whether the tap was meant for what lay there when the one just before it fell."""
        quick, self._last_ms = 0 <= at_ms - self._last_ms < DOUBLE_MS, at_ms
        self._taps = [*self._taps[-1:], (at, self._surface_at(at))]
        first, before = self._taps[0]
        return quick and (at - first).manhattanLength() <= NEAR_PX and self._surface_at(first) != before

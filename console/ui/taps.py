"""A double tap that was meant for what stood there before: its second half does nothing."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QMouseEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget


class Taps(QObject):
    """What is under the finger at the second tap has to be what was there at the first: else a page or a sheet came
    between. Qt tells of the second tap twice, as a press to the window and then as a double click to all."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._before = self._under = 0
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
            return False
        if not isinstance(watched, QWindow) or watched is not self._window.windowHandle():
            return False
        if not isinstance(event, QMouseEvent):
            return False
        if kind == QEvent.Type.MouseButtonPress:
            self._before, self._under = self._under, id(self._window.childAt(event.position().toPoint()))
            return False
        return self._before != self._under

"""Where the window stands: always whole within what its screen has free, whatever becomes of that screen."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

SETTLED_MS = 300
"""So long a desktop may take to place its windows anew after a screen changed; what it then left outside is fetched."""
STATES = Qt.WindowState.WindowMinimized | Qt.WindowState.WindowMaximized | Qt.WindowState.WindowFullScreen


def within(wish: QRect, room: QRect) -> QRect:
    """Return the wish no larger than the room, and moved as little as brings all of it there."""
    size = wish.size().boundedTo(room.size())
    last = QPoint(room.right() - size.width() + 1, room.bottom() - size.height() + 1)
    x, y = (max(least, min(at, most)) for least, at, most in (
        (room.x(), wish.x(), last.x()), (room.y(), wish.y(), last.y()),
    ))  # fmt: skip
    return QRect(QPoint(x, y), size)


class WindowPlace(QObject):
    """Shows the window over all of its screen; one that nobody maximizes is whole in sight, too."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window, self._least = window, window.minimumSize()
        self._screen: QScreen | None = None
        self._later = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._later.timeout.connect(self.fit)

    def show(self) -> None:
        """Show it for the first time."""
        self._follow()
        self._fit_in(self._room())
        self._window.showMaximized()
        handle = self._window.windowHandle()
        assert handle is not None
        handle.screenChanged.connect(self._moved)
        self._window.installEventFilter(self)

    def fit(self) -> None:
        """Fetch it back where a part of it lies outside."""
        state = self._window.windowState()
        if state & Qt.WindowState.WindowMinimized:
            return
        room = self._window.screen().geometry() if state & STATES else self._room()
        if not room.contains(self._window.geometry()):
            self._fit_in(room)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowStateChange and not self._window.windowState() & STATES:
            self.fit()
            self._later.start()
        return super().eventFilter(watched, event)

    def _moved(self) -> None:
        self._follow()
        self._later.start()

    def _follow(self) -> None:
        """Watch the screen that it is on by now."""
        screen = self._window.screen()
        if screen is self._screen:
            return
        if self._screen is not None and self._screen in QGuiApplication.screens():
            self._screen.availableGeometryChanged.disconnect(self._later.start)
            self._screen.geometryChanged.disconnect(self._later.start)
        self._screen = screen
        screen.availableGeometryChanged.connect(self._later.start)
        screen.geometryChanged.connect(self._later.start)

    def _room(self) -> QRect:
        """Return what the screen has free for it, without the frame that the desktop puts round it."""
        inside, outside = self._window.geometry(), self._window.frameGeometry()
        room = self._window.screen().availableGeometry()
        return room.adjusted(
            inside.left() - outside.left(), inside.top() - outside.top(),
            inside.right() - outside.right(), inside.bottom() - outside.bottom(),
        )  # fmt: skip

    def _fit_in(self, room: QRect) -> None:
        self._window.setMinimumSize(self._least.boundedTo(room.size()))
        self._window.setGeometry(within(self._window.geometry(), room))

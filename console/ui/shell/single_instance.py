"""One window for a folder: who starts second brings the first one to the front and ends."""

import getpass
import hashlib
import sys
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication, QWidget

FOUND_MS = 500
ANSWERED_MS = 3_000
"""A window that is asked to come and does not within this hangs: the second start goes on, and the store's own lock
says that it is in use."""
COME = b"come"
ABSTRACT = sys.platform == "linux"
"""There a name is the kernel's: it goes with its program, however that ends, and is never taken twice."""


def name_of(folder: Path) -> str:
    """The socket's name: the same for the same folder and person, and nothing of either in it."""
    whose = f"{folder.resolve()}\0{getpass.getuser()}"
    return "stipple-" + hashlib.sha256(whose.encode("utf-8", "surrogatepass")).hexdigest()[:24]


class SingleInstance(QObject):
    """`first` is False where another window stands on the folder already and was brought to the front."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window: QWidget | None = None
        self._server = QLocalServer(self)
        option = QLocalServer.SocketOption
        self._server.setSocketOptions(option.AbstractNamespaceOption if ABSTRACT else option.UserAccessOption)
        self._server.newConnection.connect(self._asked)
        self.first = self._begin(name_of(folder))

    def shows(self, window: QWidget) -> None:
        """The window that is to come."""
        self._window = window

    def _begin(self, name: str) -> bool:
        if not ABSTRACT:
            if _came(name):
                return False
            QLocalServer.removeServer(name)
        return self._server.listen(name) or not _came(name)

    def _asked(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            socket.write(COME)
            socket.flush()
            if self._window is not None:
                raise_window(self._window)


def raise_window(window: QWidget) -> None:
    """To the front, also when it was made small; where the desktop forbids that, it asks for attention."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
    QApplication.alert(window)


def _came(name: str) -> bool:
    """Whether a window that stands answered."""
    socket = QLocalSocket()
    if ABSTRACT:
        socket.setSocketOptions(QLocalSocket.SocketOption.AbstractNamespaceOption)
    socket.connectToServer(name)
    came = socket.waitForConnected(FOUND_MS) and (socket.bytesAvailable() > 0 or socket.waitForReadyRead(ANSWERED_MS))
    socket.abort()
    return came

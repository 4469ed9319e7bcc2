"""Hears when the system locks its own screen: systemd's login manager and the desktop's screen saver, by D-Bus."""

import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import SLOT, QObject, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection

MANAGER = ("org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager")
SESSION = "org.freedesktop.login1.Session"
SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.mate.ScreenSaver", "org.cinnamon.ScreenSaver")
LIMIT_MS = 300
"""So long the login manager has to say which session is ours; without an answer only the screen saver is heard."""


class SystemLock(QObject):
    """`locked` each time. Where there is no bus, nothing is heard and nothing waits."""

    locked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._listens = False

    def listen(self) -> None:
        """Once; it takes no longer than LIMIT_MS."""
        if self._listens or sys.platform != "linux":
            return
        self._listens = True
        from PySide6.QtDBus import QDBusConnection

        session = QDBusConnection.sessionBus()
        if session.isConnected():
            for saver in SAVERS:
                session.connect("", "", saver, "ActiveChanged", self, SLOT("_saver_turned(bool)").encode())
        system = QDBusConnection.systemBus()
        path = _own_session(system) if system.isConnected() else ""
        if path:
            system.connect("", path, SESSION, "Lock", self, SLOT("_session_locked()").encode())

    @Slot(bool)
    def _saver_turned(self, on: bool) -> None:
        if on:
            self.locked.emit()

    @Slot()
    def _session_locked(self) -> None:
        self.locked.emit()


def _own_session(bus: "QDBusConnection") -> str:
    """The object that stands for the session in which the program runs; "" where nobody says."""
    from PySide6.QtDBus import QDBus, QDBusMessage, QDBusObjectPath

    named = os.environ.get("XDG_SESSION_ID", "")
    asked = QDBusMessage.createMethodCall(*MANAGER, "GetSession" if named else "GetSessionByPID")
    asked.setArguments([named or os.getpid()])
    answer = bus.call(asked, QDBus.CallMode.Block, LIMIT_MS)
    found = answer.arguments()
    told = answer.type() == QDBusMessage.MessageType.ReplyMessage and bool(found)
    return found[0].path() if told and isinstance(found[0], QDBusObjectPath) else ""

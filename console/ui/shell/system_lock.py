"""Hears when the system locks its own screen: systemd's login manager and the desktop's screen saver, by D-Bus."""

import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import SLOT, QObject, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection

SERVICE, PROPERTIES = "org.freedesktop.login1", "org.freedesktop.DBus.Properties"
SESSION = f"{SERVICE}.Session"
MANAGER, OWN = "/org/freedesktop/login1", "/org/freedesktop/login1/session/auto"
SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.mate.ScreenSaver", "org.cinnamon.ScreenSaver")
LIMIT_MS = 300
"""So long the login manager has for each answer; without one only the screen saver is heard."""


class SystemLock(QObject):
    """`locked` each time. Where there is no bus, nothing is heard and nothing waits."""

    locked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._listens = False

    def listen(self) -> None:
        """Once; it takes no longer than twice LIMIT_MS."""
        if self._listens or sys.platform != "linux":
            return
        self._listens = True
        from PySide6.QtDBus import QDBusConnection

        session = QDBusConnection.sessionBus()
        if session.isConnected():
            for saver in SAVERS:
                _hear(session, "", saver, "ActiveChanged", self, SLOT("_saver_turned(bool)"))
        system = QDBusConnection.systemBus()
        path = _own_session(system) if system.isConnected() else ""
        if path:
            _hear(system, path, SESSION, "Lock", self, SLOT("_session_locked()"))

    @Slot(bool)
    def _saver_turned(self, on: bool) -> None:
        if on:
            self.locked.emit()

    @Slot()
    def _session_locked(self) -> None:
        self.locked.emit()


def _hear(bus: "QDBusConnection", path: str, interface: str, name: str, to: QObject, slot: str) -> None:
    """From whoever sends it: asking for one sender would wait for that one. PySide takes the slot as text alone."""
    bus.connect("", path, interface, name, to, slot)  # type: ignore[call-overload]


def _own_session(bus: "QDBusConnection") -> str:
    """The object that stands for the session in which the program runs; "" where nobody says."""
    from PySide6.QtDBus import QDBusObjectPath

    known = os.environ.get("XDG_SESSION_ID") or _asked(bus, OWN, PROPERTIES, "Get", SESSION, "Id")
    found = (
        _asked(bus, MANAGER, f"{SERVICE}.Manager", "GetSession", known) if isinstance(known, str) and known else None
    )
    return found.path() if isinstance(found, QDBusObjectPath) else ""


def _asked(bus: "QDBusConnection", path: str, interface: str, method: str, *arguments: str) -> object:
    """What the login manager answers in time; else None."""
    from PySide6.QtDBus import QDBus, QDBusMessage

    asked = QDBusMessage.createMethodCall(SERVICE, path, interface, method)
    asked.setArguments(list(arguments))
    answer = bus.call(asked, QDBus.CallMode.Block, LIMIT_MS)
    told = answer.type() == QDBusMessage.MessageType.ReplyMessage and bool(answer.arguments())
    return answer.arguments()[0] if told else None

"""Keeps the screen awake and the computer from sleeping while a session is open."""

import sys
from typing import Any

from PySide6.QtCore import QObject

SCREEN = ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver")
LOGIN = ("org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager")
CONTINUOUS, SYSTEM, DISPLAY = 0x80000000, 0x1, 0x2


class KeepAwake(QObject):
    """Asks the system, and takes the wish back; where the system can't, sessions go on all the same."""

    def __init__(self, why: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._why = why
        self._held: list[Any] = []
        self.on = False

    def set(self, on: bool) -> None:
        if on == self.on:
            return
        self.on = on
        if sys.platform == "win32":
            _windows(CONTINUOUS | SYSTEM | DISPLAY if on else CONTINUOUS)
        elif sys.platform == "darwin":
            self._macos(on)
        else:
            self._linux(on)

    def _linux(self, on: bool) -> None:
        from PySide6.QtDBus import QDBusConnection, QDBusInterface

        session = QDBusConnection.sessionBus()
        if on:
            if session.isConnected():
                screen = QDBusInterface(*SCREEN, session)
                cookie = screen.call("Inhibit", "Stipple", self._why).arguments()
                self._held.append((screen, cookie))
            system = QDBusConnection.systemBus()
            if system.isConnected():
                login = QDBusInterface(*LOGIN, system)
                self._held.append(
                    (None, login.call("Inhibit", "sleep:idle", "Stipple", self._why, "block").arguments())
                )
            return
        for screen, cookie in self._held:
            if screen is not None and cookie and isinstance(cookie[0], int):
                screen.call("UnInhibit", cookie[0])
        self._held.clear()

    def _macos(self, on: bool) -> None:
        if on:
            import subprocess  # here, since no start waits for it

            self._held.append(subprocess.Popen(["/usr/bin/caffeinate", "-di"]))
        else:
            for process in self._held:
                process.terminate()
                process.wait()
            self._held.clear()


def _windows(state: int) -> None:
    import ctypes

    ctypes.windll.kernel32.SetThreadExecutionState(state)  # type: ignore[attr-defined,unused-ignore]

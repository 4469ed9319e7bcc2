"""Widgets that flash up as windows of their own: they take the focus from the one window there is."""

from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QWidget


class Flashes:
    """What else had the focus, for as long as it is watched: the name of a window, or "" where it was gone at once."""

    def __init__(self, app: QGuiApplication, window: QWidget) -> None:
        self._app, self._window = app, window
        self.seen: list[str] = []
        app.focusWindowChanged.connect(self._changed)

    def _changed(self, to: QWindow | None) -> None:
        if to is not self._window.windowHandle():
            self.seen.append(to.objectName() if to else "")

    def end(self) -> None:
        self._app.focusWindowChanged.disconnect(self._changed)
        assert self.seen == [], f"flashed up as windows of their own: {self.seen}"

"""The line that tells of a scan on whatever page is shown, and where it stands."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QBoxLayout, QMainWindow

from console.ui.kit.banner import Banner
from console.ui.kit.free_place import free_place, in_the_way

EDGE_PX = 8


class ScanBanner(Banner):
    """Lies where nothing can be pressed; where there is no such place, in a strip of the window's own."""

    def __init__(self, window: QMainWindow, strip: QBoxLayout, does: str, pressed: Callable[[], object]) -> None:
        super().__init__("warn", "", does, pressed)
        self._window, self._strip = window, strip
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self.make_way)
        self.hide()

    def show_text(self, text: str, does: str) -> None:
        """Say it; `does` stands on the button."""
        if self._strip.indexOf(self) < 0:
            self.setParent(self._window)
        self.button.setText(does)
        self.button.setAccessibleName(does)
        self.set_text(text, "warn")
        self.place()
        self.show()
        self.raise_()

    def put_away(self) -> None:
        self.hide()
        self._strip.removeWidget(self)

    def place(self) -> None:
        """Find its place anew, where it has none of its own."""
        if self._strip.indexOf(self) < 0 and not self._lies_free():
            self._strip.addWidget(self)

    def make_way(self) -> None:
        """Move off what came into sight below the line; where it has no other place, it was read before that."""
        if self.isVisible() and in_the_way(self._window, self) and not self._lies_free():
            self.put_away()

    def _lies_free(self) -> bool:
        within = self._window.rect().adjusted(EDGE_PX, EDGE_PX, -EDGE_PX, -EDGE_PX)
        for stacked in (False, True):
            self.stack(stacked)
            free = free_place(self._window, self, within)
            if free is not None:
                self.setGeometry(free)
                return True
        self.stack(False)
        return False

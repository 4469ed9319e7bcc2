"""What was refused, or waits: said where nothing can be pressed, so that nothing moves under a finger."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QBoxLayout, QStyle, QWidget

from console.ui.kit.banner import Banner
from console.ui.kit.free_place import free_place, in_the_way

BRIEF_MS = 8000
EDGE = 10


class Toast(Banner):
    """Stands until the next entry, or until it is closed; what is brief goes by itself."""

    def __init__(self, page: QWidget, beside: QWidget, over: QWidget, strip: QBoxLayout, does: str) -> None:
        """Lie on `page`, after `beside`, above `over`, else over what of `beside` need not be in sight. Where there is
        no such place free, stand in the `strip` until it is over."""
        super().__init__("warn", "", does, self.hide)
        self._page, self._beside, self._over, self._strip = page, beside, over, strip
        self._until: int | None = None
        self.setParent(page)
        self.hide()
        page.installEventFilter(self)
        over.installEventFilter(self)

    def show_text(self, text: str, kind: str = "warn", until_ms: int | None = None) -> None:
        """Show the text, until `until_ms` on the boot clock where it is to go by itself."""
        self._until = until_ms
        self.set_text(text, kind)
        self._place()
        self.show()
        self.raise_()

    def tick(self, now_ms: int) -> None:
        """Go once the time is over, and where it would lie over what came into sight and has no other place."""
        over = self._until is not None and now_ms >= self._until
        if over or (self.isVisible() and in_the_way(self._page.window(), self) and not self._lies_free()):
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show) and not self.isHidden():
            self._place()
        return False

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._strip.indexOf(self) >= 0 and not event.spontaneous():
            self._strip.removeWidget(self)

    def _place(self) -> None:
        if self._strip.indexOf(self) < 0 and not self._lies_free():
            self._strip.addWidget(self)

    def _lies_free(self) -> bool:
        """Lie where nothing can be pressed; return whether there is such a place."""
        side, top = self._beside.width() + EDGE, self._beside.y()
        high = self._over.y() - EDGE - top
        ways = (False, QRect(side, top, self._page.width() - side - EDGE, high)), (True, QRect(0, top, side, high))
        for stacked, box in ways:
            self.stack(stacked)
            if self._lie_in(QStyle.visualRect(self.layoutDirection(), self._page.rect(), box)):
                return True
        self.stack(False)
        return False

    def _lie_in(self, part: QRect) -> bool:
        """Lie in this part of the page where nothing can be pressed; return whether there is such a place."""
        root = self._page.window()
        here = self._page.mapTo(root, QPoint(0, 0))
        free = free_place(root, self, part.translated(here))
        if free is not None:
            self.setGeometry(free.translated(-here))
        return free is not None

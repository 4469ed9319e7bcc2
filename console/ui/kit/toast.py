"""What was refused, or waits: said over the lower edge of the page, so that nothing moves under a finger."""

from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtWidgets import QStyle, QWidget

from console.ui.kit.banner import Banner

BRIEF_MS = 8000
EDGE = 10


class Toast(Banner):
    """Stands until the next entry, or until it is closed; what is brief goes by itself."""

    def __init__(self, page: QWidget, beside: QWidget, over: QWidget, does: str) -> None:
        """Lie on `page`, after `beside`, just above `over`: neither timers nor the primary action are hidden."""
        super().__init__("warn", "", does, self.hide)
        self._page, self._beside, self._over = page, beside, over
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
        if self._until is not None and now_ms >= self._until:
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show) and not self.isHidden():
            self._place()
        return False

    def _place(self) -> None:
        width = self._page.width() - self._beside.width() - 2 * EDGE
        high = max(self.heightForWidth(width), self.minimumSizeHint().height())
        box = QRect(self._beside.width() + EDGE, self._over.y() - high - EDGE, width, high)
        self.setGeometry(QStyle.visualRect(self.layoutDirection(), self._page.rect(), box))

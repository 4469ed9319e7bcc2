"""Pages that are no session: a bar above, a card in the middle as high as needed, a bar below, and their keys."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from console.ui.input.key_scope import KeyScope
from console.ui.kit.fields import fields_first
from console.ui.kit.labels import button, enlarge, label
from console.ui.kit.layouts import column, holder, row, scroll_area
from console.ui.kit.theme import Theme

MARGIN, LOW_MARGIN = 24, 10
"""Around what is on the card, and in a low window above and below it."""
BELOW = 110
"""So much of what stands below a field is brought into sight with it: its hint, and what is wrong with it."""


class Card(QWidget):
    """A card in the middle of the page, as high as what is on it; scrolls inside when the page is lower than that."""

    def __init__(self, theme: Theme, inner: QWidget, width: int = 780, tall: bool = False) -> None:
        super().__init__()
        self._theme, self._width, self._tall, self._inner = theme, width, tall, inner
        self._frame = QFrame()
        self._frame.setProperty("card", True)
        self.area: QScrollArea = scroll_area(inner)
        self._within = QVBoxLayout(self._frame)
        self._within.addWidget(self.area)
        inner.setContentsMargins(MARGIN, 0, MARGIN, 0)
        inner.setMinimumHeight(1)
        self._frame.setParent(self)
        inner.installEventFilter(self)
        fields_first(inner)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
            self._follow(None, self.focusWidget())
        return False

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        """A field that is typed in is in sight, with what is said below it; a button stays under the finger."""
        if isinstance(now, QLineEdit) and now.hasFocus() and self._inner.isAncestorOf(now):
            self.area.ensureWidgetVisible(now, 0, self._theme.px(BELOW))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        width = min(self._theme.px(self._width), max(320, self.width() - 2 * MARGIN))
        down = LOW_MARGIN if self._theme.low or self._tall else MARGIN
        self._within.setContentsMargins(4, down, 4, down)
        layout, room = self._inner.layout(), max(120, self.height() - down)
        across = width - 10
        needed = 0
        if layout is not None:
            hangs = layout.hasHeightForWidth()
            needed = layout.totalHeightForWidth(across) if hangs else layout.totalSizeHint().height()
        wished = needed + 2 * down + 4
        bars = Qt.ScrollBarPolicy
        self.area.setVerticalScrollBarPolicy(bars.ScrollBarAsNeeded if wished > room else bars.ScrollBarAlwaysOff)
        height = room if self._tall else min(room, wished)
        top = max(down // 2, (self.height() - height) // 3)
        self._frame.setGeometry((self.width() - width) // 2, top, width, height)


class Foot(QFrame):
    """The bar below: back on the left, what is going on, the one primary action on the right."""

    def __init__(self, back: str, pressed: Callable[[], object] | None, primary: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("bar", "bottom")
        self.back = button(back, pressed)
        self.primary = button("", primary, "primary")
        enlarge(self.back, self.primary)
        self.status = label("", "body", "soft", wrap=True)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(18, 10, 18, 10)
        inside.setSpacing(16)
        inside.addWidget(self.back)
        inside.addWidget(self.status, 1)
        inside.addWidget(self.primary)
        self.back.setVisible(pressed is not None)

    def show_primary(self, text: str) -> None:
        self.primary.setText(text.replace("&", "&&"))
        self.primary.setAccessibleName(text)


def head(title: str, aside: QWidget | None = None) -> QFrame:
    """The bar above."""
    made = QFrame()
    made.setProperty("bar", "top")
    inside = row(label(title, "title", strong=True), 1, gap=12)
    if aside:
        inside.addWidget(aside, 0, Qt.AlignmentFlag.AlignVCenter)
    inside.setContentsMargins(22, 10, 22, 10)
    made.setLayout(inside)
    made.setMinimumHeight(74)
    return made


def page(whole: QWidget, *parts: QWidget, grows: int = 1) -> None:
    """Lays the parts out from the top down, without gaps, on the page's ground."""
    outer = column(*parts, gap=0)
    outer.setStretch(grows, 1)
    whole.setLayout(outer)
    whole.setProperty("ground", "bg")
    whole.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


def scroll_by_keys(keys: KeyScope, area: QScrollArea, back: Callable[[], object] | None = None) -> None:
    """Let keys scroll the area, from anywhere on the page; Home and End go to its ends. What turns pages itself goes
    `back` by Page Up, and Page Down is the page's, which presses the main button."""
    bar = area.verticalScrollBar()

    def scroll(by: float) -> None:
        bar.setValue(bar.value() + round(by * bar.pageStep()))

    if back is None:
        keys.bind({"page-down": partial(scroll, 0.9)})
    keys.bind(
        {
            "page-up": back or partial(scroll, -0.9),
            "line-down": partial(scroll, 0.15), "line-up": partial(scroll, -0.15),
            "to-top": lambda: bar.setValue(bar.minimum()), "to-end": lambda: bar.setValue(bar.maximum()),
        }
    )  # fmt: skip


def card_body(title: str, lead: str, *items: "QWidget | int", gap: int = 18) -> QWidget:
    """A title, a sentence about it, and what follows; room that is left stays below, where nothing else takes it."""
    above = label(title, "title", strong=True, wrap=True), label(lead, "body", "soft", wrap=True)
    below = () if any(isinstance(item, QScrollArea) for item in items) else (1,)
    return holder(column(*above, *items, *below, gap=gap))

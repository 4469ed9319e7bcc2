"""Where the parts of the run screen stand. Lengths are pixels of the design."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from console.ui.kit.layouts import PageStack, card, column
from console.ui.kit.theme import Theme

SIDE_PX = 372
RAIL_PX = 222
EDGE, GAP = 18, 16
DOWN, DOWN_LOW = 14, 4
"""Above and below the middle, and in a low window."""


class SessionLayout(QObject):
    """Lay the parts out, and keep the middle its share of the width beside larger text: no less than the side has."""

    def __init__(
        self, page: QWidget, theme: Theme, top: QWidget, rail: QWidget, banners: QWidget, middle: PageStack,
        side: PageStack, said: QBoxLayout, bar: QWidget,
    ) -> None:  # fmt: skip
        """`said` stands above the bar, and is empty but for a line that has no other place."""
        super().__init__(page)
        self._page, self._theme, self._rail = page, theme, rail
        self._side: QFrame = card(side)
        self._body = QHBoxLayout()
        theme.changed.connect(self._set_widths)
        page.installEventFilter(self)
        self._set_widths()
        body = self._body
        body.setSpacing(GAP)
        body.addWidget(middle, 1)
        body.addWidget(self._side)
        centre = QVBoxLayout()
        centre.setSpacing(0)
        strips = column(banners)
        strips.setContentsMargins(EDGE, 6, EDGE, 0)
        centre.addLayout(strips)
        centre.addLayout(body, 1)
        centre.addLayout(said)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(rail)
        across.addLayout(centre, 1)
        outer = QVBoxLayout(page)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(top)
        outer.addLayout(across, 1)
        outer.addWidget(bar)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._set_widths()
        return False

    def _set_widths(self) -> None:
        down = DOWN_LOW if self._theme.low else DOWN
        self._body.setContentsMargins(EDGE, down, EDGE, down)
        more = self._theme.scale - 1
        rail = round(RAIL_PX * (1 + 0.7 * more))
        half = (self._page.width() - rail - 2 * EDGE - GAP) // 2
        self._rail.setFixedWidth(rail)
        self._side.setFixedWidth(min(half, round(SIDE_PX * (1 + 0.55 * more))))

"""Where the parts of the run screen stand. Lengths are pixels of the design."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from console.ui.kit.layouts import PageStack, column
from console.ui.kit.theme import Theme
from console.ui.session.step_rail import Rail

SIDE_PX = 372
EDGE, GAP, TIGHT_GAP = 18, 16, 6
DOWN, DOWN_LOW = 14, 4
"""Above and below the middle, and in a low or a tight window."""


class SessionLayout(QObject):
    """Lay the parts out, and keep the middle its share of the width beside larger text: no less than the side has."""

    def __init__(
        self, page: QWidget, theme: Theme, top: QWidget, rail: Rail, banners: QWidget, middle: PageStack,
        side: PageStack, said: QBoxLayout, bar: QWidget,
    ) -> None:  # fmt: skip
        """`said` stands above the bar, and is empty but for a line that has no other place."""
        super().__init__(page)
        self._page, self._theme, self._rail = page, theme, rail
        self._side, self._inside = QFrame(), column(side)
        self._side.setProperty("card", True)
        self._side.setLayout(self._inside)
        self._body, self._strips = QHBoxLayout(), column(banners)
        theme.changed.connect(self._set_widths)
        for watched in (page, rail):
            watched.installEventFilter(self)
        self._set_widths()
        body = self._body
        body.setSpacing(GAP)
        body.addWidget(middle, 1)
        body.addWidget(self._side)
        centre = QVBoxLayout()
        centre.setSpacing(0)
        centre.addLayout(self._strips)
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
        within = TIGHT_GAP if self._theme.tight else EDGE
        self._inside.setContentsMargins(within, within, within, within)
        down = DOWN_LOW if self._theme.low or self._theme.tight else DOWN
        self._body.setContentsMargins(EDGE, down, EDGE, down)
        self._strips.setContentsMargins(EDGE, min(6, down), EDGE, 0)
        more = self._theme.scale - 1
        rail = self._rail.take_width()
        half = (self._page.width() - rail - 2 * EDGE - GAP) // 2
        self._side.setFixedWidth(min(half, round(SIDE_PX * (1 + 0.55 * more))))

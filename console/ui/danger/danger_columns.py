"""The danger card's two columns on a page that is no session: what to read, and what was done beside it."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from console.ui.danger.danger_board import DangerBoard
from console.ui.kit.layouts import card
from console.ui.kit.theme import Theme

SIDE_PX = 400


class DangerColumns(QWidget):
    """Lays a board out: the side is as wide as its text needs, and never more than half."""

    def __init__(self, theme: Theme, board: DangerBoard) -> None:
        super().__init__()
        self.board, self._theme = board, theme
        self._side = card(board.side)
        inside = QHBoxLayout()
        inside.setContentsMargins(18, 14, 18, 14)
        inside.setSpacing(16)
        inside.addWidget(board.middle, 1)
        inside.addWidget(self._side)
        self.setLayout(inside)
        theme.changed.connect(self._set_width)
        self._set_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_width()

    def _set_width(self) -> None:
        self._side.setFixedWidth(min(max(self.width() // 2 - 32, 240), self._theme.px(SIDE_PX)))

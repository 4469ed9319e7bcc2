"""A list to pick one of: it opens below, and shows by its arrow that it does."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QWidget

from console.ui.kit.pedal import LeavesPedal

IN, WIDE, HIGH = 30, 7, 4
"""Pixels from the edge to the middle of the arrow, and from there to its ends."""


class PickList(LeavesPedal, QComboBox):
    """A list that Space or a press opens; Up and Down pick without opening. Enter is left to the form."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(QStyledItemDelegate(self))  # else the list's rows take no height from the stylesheet

    def leave_open(self, text: str) -> None:
        """Have nothing picked; `text` stands there until something is."""
        self.setPlaceholderText(text)
        self.setCurrentIndex(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self.palette().color(QPalette.ColorRole.Text), 2.5)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        x = IN if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else self.width() - IN
        y = self.height() / 2
        painter.drawPolyline([QPointF(x - WIDE, y - HIGH), QPointF(x, y + HIGH), QPointF(x + WIDE, y - HIGH)])

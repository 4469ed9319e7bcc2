"""A name in full: it goes on in the next line, within a word where the word is too long."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy

from console.ui.kit.labels import leading


class WholeName(QLabel):
    """A label that breaks anywhere sooner than crop."""

    def __init__(self, size: str = "title") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("lettering", size)
        self.setProperty("strong", True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_text(self, text: str) -> None:
        self.setText(" ".join(text.split()))
        self.setAccessibleName(self.text())
        self._fit()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._break_lines(max(40, width))[1]) + 2

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(200, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.heightForWidth(max(200, self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        self._break_lines(self.width())[0].draw(painter, QPointF(0, 0))

    def _fit(self) -> None:
        wanted = self.heightForWidth(max(200, self.width()))
        if self.minimumHeight() != wanted:
            self.setMinimumHeight(wanted)

    def _break_lines(self, width: int) -> tuple[QTextLayout, float]:
        made = QTextLayout(self.text(), self.font())
        option = QTextOption(leading())
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        made.setTextOption(option)
        made.beginLayout()
        height = 0.0
        while (line := made.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, height))
            height += line.height()
        made.endLayout()
        return made, height

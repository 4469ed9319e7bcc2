"""A name in full: it goes on in the next line, within a word where the word is too long; or gets smaller letters."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy

from console.ui.kit.labels import leading, mark
from console.ui.kit.stylesheet import SIZES
from console.ui.kit.theme import Theme

SPARE_PX = 4


class WholeName(QLabel):
    """A label that breaks anywhere sooner than crop."""

    def __init__(self, size: str = "title", *, strong: bool = True) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("lettering", size)
        self.setProperty("strong", strong)
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


class FittingName(WholeName):
    """One whose letters are chosen by what there is room for in one line."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def wide(self, size: str) -> int:
        """Return the pixels of one line in the letters of this size of the stylesheet."""
        metrics = QFontMetrics(self._theme.font(SIZES[size], bold=True))
        return metrics.horizontalAdvance(self.text()) + SPARE_PX

    def take_size(self, size: str) -> None:
        """Go on in letters of this size."""
        mark(self, lettering=size)
        self._fit()

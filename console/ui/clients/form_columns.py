"""Two columns where there is room for both, else one below the other."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QSizePolicy, QWidget

from console.ui.kit.layouts import holder

SIGNS = 90
"""So many figures beside each other need both columns."""


class FormColumns(QWidget):
    """Both as wide as each other; the first begins where the language does."""

    def __init__(self, first: QLayout, second: QLayout, gap: int) -> None:
        super().__init__()
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._gap = gap
        for each in (first, second):
            made = holder(each)
            policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            made.setSizePolicy(policy)
            self._box.addWidget(made, 1)
        self._arrange()

    @property
    def beside(self) -> bool:
        """Whether they stand beside each other."""
        return self._box.direction() == QBoxLayout.Direction.LeftToRight

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        wide = self.width() >= SIGNS * self.fontMetrics().horizontalAdvance("0")
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._box.direction() != way or self._box.spacing() < 0:
            self._box.setDirection(way)
        self._box.setSpacing(3 * self._gap if wide else self._gap)

"""The cards of the open sessions, in as many columns as there is room for; where there is none, what that means."""

from collections.abc import Callable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from console.ui.home.session_card import SessionCard
from console.ui.kit.labels import label
from console.ui.kit.layouts import column, holder, scroll_area
from console.ui.kit.theme import Theme

CARD_PX, MOST, BAR_PX = 380, 3, 28


class OpenCards(QWidget):
    """Owns the cards that are shown."""

    def __init__(self, theme: Theme, say: Callable[[str], str]) -> None:
        super().__init__()
        self._theme, self._columns = theme, 0
        self.cards: list[SessionCard] = []
        self._grid = QGridLayout()
        self._grid.setSpacing(16)
        none, long = say("none-open"), say("none-open-long")
        texts = label(none, "huge", strong=True, wrap=True), label(long, "large", "soft", wrap=True)
        self._none = holder(column(1, *texts, 2))
        self._none.setContentsMargins(24, 0, 24, 0)
        self._area = scroll_area(holder(column(self._grid, 1)))
        self.setLayout(column(self._area, self._none))

    def show_cards(self, cards: list[SessionCard]) -> None:
        """Show these in place of those before."""
        for each in self.cards:
            each.hide()
            each.deleteLater()
        self.cards, self._columns = cards, 0
        self.place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place()

    def place(self) -> None:
        """Spread the cards over the columns that fit."""
        columns = max(1, min(MOST, (self.width() - BAR_PX) // self._theme.px(CARD_PX)))
        if columns != self._columns:
            self._columns = columns
            while self._grid.takeAt(0) is not None:
                pass
            for index, each in enumerate(self.cards):
                self._grid.addWidget(each, index // columns, index % columns)
            for at in range(MOST):
                self._grid.setColumnStretch(at, int(at < columns))
        self._none.setVisible(not self.cards)
        self._area.setVisible(bool(self.cards))

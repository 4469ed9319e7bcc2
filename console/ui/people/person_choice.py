"""After the recovery code: who are you? One large button for each, with its digit."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QPushButton

from console.core.people import Operator
from console.ui.kit.card import Card, card_body
from console.ui.kit.card_page import CardPage
from console.ui.kit.layouts import clear_layout, holder
from console.ui.kit.rows import Row
from console.ui.kit.theme import Theme
from console.ui.shell.model import Model

WIDE = 980
ACROSS = 2
DIGITS = 9


class PersonChoice(CardPage):
    """Asks who is present. Emits `chosen` with the Operator. There is no way back."""

    chosen = Signal(object)

    def __init__(self, model: Model, theme: Theme) -> None:
        super().__init__(model, theme, "start")
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.buttons: list[QPushButton] = []
        inner = card_body(self.say("people"), self.say("people-long"), holder(self._grid))
        self.lay_out(Card(theme, inner, WIDE))
        self.keys.bind({f"digit-{digit}": partial(self._press, digit - 1) for digit in range(1, DIGITS + 1)})

    def show_people(self, people: Sequence[Operator]) -> None:
        """Offer everybody, in this order."""
        clear_layout(self._grid)
        self.buttons = []
        for at, person in enumerate(people):
            made = Row(person.name, str(at + 1) if at < DIGITS else "", least=76)
            made.clicked.connect(lambda _=False, person=person: self.chosen.emit(person))
            self._grid.addWidget(made, at // ACROSS, at % ACROSS)
            self.buttons.append(made)
        for at in range(ACROSS):
            self._grid.setColumnStretch(at, 1)

    def begin(self) -> None:
        if self.buttons:
            self.buttons[0].setFocus()

    def leave(self) -> None:
        """Stay: nothing lies before this page."""

    def _press(self, at: int) -> None:
        if at < len(self.buttons):
            self.buttons[at].click()

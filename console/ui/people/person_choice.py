"""After the recovery code: who are you? One large button for each, with its digit."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from console.core.people import Operator
from console.ui.kit.layouts import clear_layout, holder
from console.ui.kit.rows import Row
from console.ui.kit.sheet import Sheet, enter, head, on_key, page, titled
from console.ui.kit.theme import Theme
from console.ui.shell.model import Model

ACROSS = 2
DIGITS = 9


class PersonChoice(QWidget):
    """`chosen` brings the Operator."""

    chosen = Signal(object)

    def __init__(self, model: Model, theme: Theme) -> None:
        super().__init__()
        words = model.words
        self._words = words
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.buttons: list[QPushButton] = []
        inner = titled(words.say("start", "people"), words.say("start", "people-long"), holder(self._grid))
        page(self, head(words.say("window", "title")), Sheet(theme, inner, 980))
        enter(self, self._entered)
        for digit in range(1, DIGITS + 1):
            on_key(self, str(digit), partial(self._press, digit - 1))

    def show_people(self, people: Sequence[Operator]) -> None:
        """Everybody, in the order in which they came."""
        clear_layout(self._grid)
        self.buttons = []
        for at, person in enumerate(people):
            made = Row(person.name, str(at + 1) if at < DIGITS else "", least=76)
            made.clicked.connect(partial(self._choose, person))
            self._grid.addWidget(made, at // ACROSS, at % ACROSS)
            self.buttons.append(made)
        for at in range(ACROSS):
            self._grid.setColumnStretch(at, 1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.buttons:
            self.buttons[0].setFocus()

    def _choose(self, person: Operator, checked: bool = False) -> None:
        self.chosen.emit(person)

    def _press(self, at: int) -> None:
        if at < len(self.buttons):
            self.buttons[at].click()

    def _entered(self) -> None:
        """The one in focus; one is always."""
        for each in self.buttons:
            if each.hasFocus():
                each.click()
                return

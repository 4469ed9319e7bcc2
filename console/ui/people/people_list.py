"""Who works here, for who may manage; and what everybody may do for themselves: another passphrase."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QWidget

from console.core.people import Operator, roles_of
from console.core.text.words import Words
from console.ui.kit.labels import button, label
from console.ui.kit.layouts import clear_layout, column, holder, row
from console.ui.kit.rows import Row
from console.ui.kit.sheet import Sheet, enter, head, on_key, page, titled
from console.ui.kit.theme import Theme
from console.ui.shell.model import Model

WIDE = 900


class PeopleList(QWidget):
    """`person` brings the Operator to look at, or None for somebody new."""

    person = Signal(object)
    passphrase = Signal()
    code = Signal()
    closed = Signal()

    def __init__(self, model: Model, theme: Theme) -> None:
        super().__init__()
        self._model, self._words, self._say = model, model.words, partial(model.words.say, "people")
        self.rows: list[Row] = []
        self._list = column(gap=8)
        self._only = label(self._say("people-of-manager"), "body", "soft", wrap=True)
        self.said = label("", strong=True, wrap=True)
        self.add = button(self._say("add-person"), partial(self.person.emit, None), "primary")
        self.own = button(self._say("own-passphrase"), self.passphrase.emit)
        self.new_code = button(self._say("new-code"), self.code.emit)
        inner = titled(
            self._say("people"), self._say("people-long"), holder(self._list), self._only, self.said,
            holder(row(self.own, self.new_code, 1, self.add)),
        )  # fmt: skip
        self.close_button = button(self._say("close"), self.closed.emit)
        page(self, head(self._words.say("window", "title"), self.close_button), Sheet(theme, inner, WIDE))
        enter(self, self._entered)
        on_key(self, "Esc", self.closed.emit)

    def show_all(self, said: str = "") -> None:
        """Asks who works here; `said` tells what was just done."""
        self.said.setText(said)
        self.said.setVisible(bool(said))
        store = self._model.open_clinic.store
        self._model.read(store.people, self._came)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.own.setFocus()

    def _came(self, people: Sequence[Operator]) -> None:
        me = self._model.operator
        mine = next((each for each in people if me is not None and each.id == me.id), None)
        if mine is not None and mine != me:
            self._model.sign_in(mine)
        may = mine is not None and "manage" in mine.rights
        for each in (self.add, self.new_code):
            each.setVisible(may)
        self._only.setVisible(not may)
        clear_layout(self._list)
        self.rows = []
        for person in people:
            name = self._say("you", name=person.name) if person == mine else person.name
            made = Row(name, end=told(self._words, person))
            made.setEnabled(may)
            made.clicked.connect(partial(self._chosen, person))
            self._list.addWidget(made)
            self.rows.append(made)

    def _chosen(self, person: Operator, checked: bool = False) -> None:
        self.person.emit(person)

    def _entered(self) -> None:
        focused = self.focusWidget()
        if isinstance(focused, QPushButton):
            focused.click()


def told(words: Words, person: Operator) -> str:
    """Roles and limit in a few words."""
    roles = [words.say("people", role) for role in roles_of(person.rights)]
    least = "" if person.max_depth_um is None else words.say("people", "limit-of", limit=words.mm(person.max_depth_um))
    return words.say("people", "and").join(roles) + least

"""Who works here, for who may manage; and what everybody may do for themselves: another passphrase."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal

from console.core.people import Operator, roles_of
from console.core.text.words import Words
from console.ui.kit.card import Card, card_body
from console.ui.kit.card_page import CardPage
from console.ui.kit.labels import button, label
from console.ui.kit.layouts import clear_layout, column, holder, row
from console.ui.kit.rows import Row
from console.ui.kit.theme import Theme
from console.ui.shell.model import Model

WIDE = 900


class PeopleList(CardPage):
    """Who works here. Emits `person` with the Operator to look at, or None for somebody new.

    Emits `passphrase` for a new one of one's own, `code` for a new recovery code.
    """

    person = Signal(object)
    passphrase = Signal()
    code = Signal()

    def __init__(self, model: Model, theme: Theme) -> None:
        super().__init__(model, theme, "people")
        self.rows: list[Row] = []
        self._list = column(gap=8)
        self._only = label(self.say("people-of-manager"), "body", "soft", wrap=True)
        self.outcome.setProperty("tone", "")
        self.add = button(self.say("add-person"), partial(self.person.emit, None), "primary")
        self.own = button(self.say("own-passphrase"), self.passphrase.emit)
        self.new_code = button(self.say("new-code"), self.code.emit)
        inner = card_body(
            self.say("people"), self.say("people-long"), holder(self._list), self._only, self.outcome,
            self.trouble,
            holder(row(self.own, self.new_code, 1, self.add)),
        )  # fmt: skip
        self.lay_out(Card(theme, inner, WIDE), button(self.say("close"), self.leave))

    def show_all(self, said: str = "") -> None:
        """Ask who works here; `said` tells what was just done."""
        self.tell(said)
        self.read(self.model.open_clinic.store.people, self._show, long=False)

    def begin(self) -> None:
        (self.add if "manage" in self.operator.rights else self.own).setFocus()

    def _show(self, people: Sequence[Operator]) -> None:
        me = self.model.operator
        mine = next((each for each in people if me is not None and each.id == me.id), None)
        if mine is not None and mine != me:
            self.model.sign_in(mine)
        may = mine is not None and "manage" in mine.rights
        for each in (self.add, self.new_code):
            each.setVisible(may)
        self._only.setVisible(not may)
        clear_layout(self._list)
        self.rows = []
        for person in people:
            name = self.say("you", name=person.name) if person == mine else person.name
            made = Row(name, end=rights_text(self.words, person))
            made.setEnabled(may)
            made.clicked.connect(lambda _=False, person=person: self.person.emit(person))
            self._list.addWidget(made)
            self.rows.append(made)


def rights_text(words: Words, person: Operator) -> str:
    """Return roles and limit in a few words."""
    roles = [words.say("people", role) for role in roles_of(person.rights)]
    least = "" if person.max_depth_um is None else words.say("people", "limit-of", limit=words.mm(person.max_depth_um))
    return words.say("people", "and").join(roles) + least

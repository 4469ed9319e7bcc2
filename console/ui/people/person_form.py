"""Somebody who works here: added with a passphrase of their own, or changed."""

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from console.app.number_input import parse_number
from console.core.names import readable_name
from console.core.people import Operator, Right, Role, rights_of, roles_of
from console.core.refusal import Refusal
from console.ui.kit.card import Card, card_body
from console.ui.kit.drafts import Place
from console.ui.kit.fields import Field, Tick, Trouble
from console.ui.kit.form_page import FormPage
from console.ui.kit.labels import button, label
from console.ui.kit.layouts import section
from console.ui.kit.theme import Theme
from console.ui.people.passphrase_fields import PassphrasePair, Proof
from console.ui.shell.model import Model

MOST_MM = 999
"""The deepest limit in mm that can be read; what is too deep the clinic itself refuses."""
ROLES: tuple[Role, ...] = ("practitioner", "manager")


class PersonForm(FormPage):
    """Adds somebody, where `person` is None, or changes a person. Emits `removal` with who shall go."""

    removal = Signal(object)

    def __init__(self, model: Model, theme: Theme, person: Operator | None) -> None:
        super().__init__(model, theme, "people")
        self.person = person
        self.name = Field(self.say("name"), self.say("name-hint"))
        self.ticks = {role: Tick(self.say(f"{role}-long")) for role in ROLES}
        self.roles_trouble = Trouble()
        self.limit = Field(self.say("limit"), self.say("limit-hint"))
        self.secret = PassphrasePair(self.words, self.say("their-passphrase")) if person is None else None
        self.own = Proof(model)
        self.remove: QPushButton | None = None
        if self.secret is not None:
            self.chain = self.secret.first, self.secret.again, self.own
        title = person.name if person else self.say("new-person")
        lead = self.say("known-person-long" if person else "new-person-long")
        roles = section(self.say("roles"), *self.ticks.values(), self.roles_trouble)
        inner = card_body(title, lead, self.name, roles, self.limit, *self._last(), self.trouble)
        self.lay_out(Card(theme, inner))
        for tick in self.ticks.values():
            tick.ticked.connect(lambda _: self.roles_trouble.set_text(""))
        if person is not None:
            self._show(person)
        of = Place(f"person {person.id if person else ''}")
        self.keep_typed(title, {"name": self.name, "limit": self.limit}, lambda: of)

    def _last(self) -> list[QWidget]:
        """Return what stands below: somebody new types a passphrase; others can be removed, oneself can not."""
        person = self.person
        if self.secret is not None:
            return [self.secret, self.own]
        if person == self.model.operator:
            return [self.own, label(self.say("remove-self"), "body", "soft", wrap=True)]
        self.remove = button(self.say("remove"), lambda: self.removal.emit(person))
        return [self.own, self.remove]

    @property
    def action(self) -> str:
        return self.say("save" if self.person else "add")

    def check(self) -> bool:
        """Whether every field is right; where not, the first that isn't says why."""
        if not self._has_name():
            return False
        if not self._rights():
            self.roles_trouble.set_text(self.words.refusal(Refusal("role-needed")))
            self.ticks["practitioner"].setFocus()
            return False
        if self.limit.text.strip() and self._limit_um() is None:
            self.limit.refuse(self.say("limit-unreadable", text=self.limit.text))
            return False
        return (self.secret is None or self.secret.check()) and self.own.check()

    def job(self) -> Callable[[], object]:
        people, own = self.model.open_clinic.people, self.own.text
        name, rights, limit = self.name.text, self._rights(), self._limit_um()
        if self.person is not None:
            changed = replace(self.person, name=name, rights=rights, max_depth_um=limit)
            return lambda: people.change(changed, own)
        secret = self.secret.text if self.secret else ""
        return lambda: people.add(name, rights, limit, secret, own)

    def handles(self, error: Exception) -> bool:
        return self.own.handles(error)

    def begin(self) -> None:
        self.name.edit.setFocus()

    def _show(self, person: Operator) -> None:
        self.name.edit.setText(person.name)
        for role, tick in self.ticks.items():
            tick.setChecked(role in roles_of(person.rights))
        if person.max_depth_um is not None:
            self.limit.edit.setText(self.words.number(person.max_depth_um / 1000, 3))

    def _rights(self) -> tuple[Right, ...]:
        """Return what the ticked roles may do; rights given one by one stay until the roles are changed."""
        roles = tuple(role for role, tick in self.ticks.items() if tick.isChecked())
        if self.person is not None and roles == roles_of(self.person.rights):
            return self.person.rights
        return rights_of(roles)

    def _limit_um(self) -> int | None:
        """Return the depth in µm; None where nothing is typed, or no depth."""
        typed = parse_number(self.limit.text, MOST_MM)
        return None if typed is None else int(typed * 1000)

    def _has_name(self) -> bool:
        try:
            readable_name(self.name.text)
        except Refusal as refusal:
            self.name.refuse(self.words.refusal(refusal))
            return False
        return True

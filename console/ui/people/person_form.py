"""Somebody who works here: added with a passphrase of their own, changed, or removed."""

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from console.app.clinic import readable_name
from console.app.number_input import typed_number
from console.core.people import Operator, Right, Role, rights_of, roles_of
from console.core.refusal import Refusal
from console.ui.kit.fields import Field, Tick, Trouble
from console.ui.kit.form import Asked, Proof, Twice, section
from console.ui.kit.labels import button, label
from console.ui.kit.theme import Theme
from console.ui.shell.model import Model

MOST_MM = 999
"""What can be read; what is too deep the clinic itself refuses."""
ROLES: tuple[Role, ...] = ("practitioner", "manager")


class PersonForm(Asked):
    """With a person, or with None for somebody new. `removal` brings who shall go."""

    removal = Signal(object)

    def __init__(self, model: Model, theme: Theme, person: Operator | None) -> None:
        words = model.words
        self.person = person
        self.name = Field(words.say("people", "name"), words.say("people", "name-hint"))
        self.ticks = {role: Tick(words.say("people", f"{role}-long")) for role in ROLES}
        self.roles_trouble = Trouble()
        self.limit = Field(words.say("people", "limit"), words.say("people", "limit-hint"))
        self.secret = Twice(words, words.say("people", "their-passphrase")) if person is None else None
        self.remove: QPushButton | None = None
        items = [
            self.name,
            section(words.say("people", "roles"), *self.ticks.values(), self.roles_trouble)[1],
            self.limit,
        ]
        self.own = Proof(model)
        if self.secret is not None:
            items += [self.secret, self.own]
        elif person is not None and person != model.operator:
            self.remove = button(words.say("people", "remove"), lambda: self.removal.emit(person))
            items += [self.own, self.remove]
        else:
            items += [self.own, label(words.say("people", "remove-self"), "body", "soft", wrap=True)]
        title = person.name if person else words.say("people", "new-person")
        lead = words.say("people", "known-person-long" if person else "new-person-long")
        super().__init__(model, theme, title, lead, *items)
        self.ask_proof(self.own)
        for tick in self.ticks.values():
            tick.ticked.connect(lambda _: self.roles_trouble.set_text(""))
        if person is not None:
            self._show(person)

    @property
    def action(self) -> str:
        return self.say("save" if self.person else "add")

    def check(self) -> bool:
        """The first field that is not right says why."""
        if not self._good_name():
            return False
        if not self._rights():
            self.roles_trouble.set_text(self.words.refusal(Refusal("role-needed")))
            self.ticks["practitioner"].setFocus()
            return False
        if self.limit.text.strip() and self._limit_um() is None:
            self.limit.refuse(self.say("limit-unreadable", text=self.limit.text))
            return False
        return (self.secret is None or self.secret.check()) and self.own.given()

    def job(self) -> object:
        rights, limit, people = self._rights(), self._limit_um(), self.model.open_clinic.people
        if self.person is not None:
            people.change(replace(self.person, name=self.name.text, rights=rights, max_depth_um=limit), self.own.text)
        elif self.secret is not None:
            people.add(self.name.text, rights, limit, self.secret.text, self.own.text)
        return None

    def begin(self) -> None:
        self.name.edit.setFocus()

    def entered(self) -> None:
        """From field to field; a tick is turned with Space."""
        if self.secret is None or not (self.secret.entered() or self.own.entered(self.secret.again)):
            self.primary()

    def _show(self, person: Operator) -> None:
        self.name.edit.setText(person.name)
        for role, tick in self.ticks.items():
            tick.setChecked(role in roles_of(person.rights))
        if person.max_depth_um is not None:
            self.limit.edit.setText(self.words.number(person.max_depth_um / 1000, 3))

    def _rights(self) -> tuple[Right, ...]:
        """Those given one by one stay as they are until the roles are changed."""
        roles = tuple(role for role, tick in self.ticks.items() if tick.isChecked())
        if self.person is not None and roles == roles_of(self.person.rights):
            return self.person.rights
        return rights_of(roles)

    def _limit_um(self) -> int | None:
        """None where nothing is typed, or no depth."""
        typed = typed_number(self.limit.text, MOST_MM)
        return None if typed is None else int(typed * 1000)

    def _good_name(self) -> bool:
        try:
            readable_name(self.name.text)
        except Refusal as refusal:
            self.name.refuse(self.words.refusal(refusal))
            return False
        return True


class Removal(Asked):
    """Asked once more, with what comes of it and what does not."""

    def __init__(self, model: Model, theme: Theme, person: Operator) -> None:
        words, name = model.words, person.name
        self.person = person
        backups, self.own = label(words.say("people", "old-backups"), wrap=True), Proof(model)
        title, lead = words.say("people", "removal", name=name), words.say("people", "removal-long", name=name)
        super().__init__(model, theme, title, lead, backups, self.own)
        self.ask_proof(self.own)

    @property
    def action(self) -> str:
        return self.say("remove-yes")

    def check(self) -> bool:
        return self.own.given()

    def job(self) -> object:
        self.model.open_clinic.people.remove(self.person.id, self.own.text)
        return self.say("removed", name=self.person.name)

    def begin(self) -> None:
        """Nothing is removed by a bounce."""
        (self.foot.back if self.own.needless else self.own.edit).setFocus()

    def entered(self) -> None:
        focused = self.focusWidget()
        if isinstance(focused, QPushButton):
            focused.click()
        else:
            self.primary()

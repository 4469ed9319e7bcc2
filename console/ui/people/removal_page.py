"""Removing somebody who works here: asked once more, with what comes of it and what does not."""

from collections.abc import Callable

from console.core.people import Operator
from console.ui.kit.card import Card, card_body
from console.ui.kit.form_page import FormPage
from console.ui.kit.labels import label
from console.ui.kit.theme import Theme
from console.ui.people.passphrase_fields import Proof
from console.ui.shell.model import Model


class RemovalPage(FormPage):
    """A person of the clinic who shall go. Emits `done` with what to say of it."""

    def __init__(self, model: Model, theme: Theme, person: Operator) -> None:
        super().__init__(model, theme, "removal")
        self.person, self.own = person, Proof(model)
        title, lead = self.say("title", name=person.name), self.say("lead", name=person.name)
        inner = card_body(title, lead, label(self.say("old-backups"), wrap=True), self.own, self.trouble)
        self.lay_out(Card(theme, inner))

    def check(self) -> bool:
        return self.own.check()

    def job(self) -> Callable[[], object]:
        people, person, own = self.model.open_clinic.people, self.person.id, self.own.text
        return lambda: people.remove(person, own)

    def finish(self, result: object) -> None:
        super().finish(self.say("done", name=self.person.name))

    def handles(self, error: Exception) -> bool:
        return self.own.handles(error)

    def begin(self) -> None:
        """Put the focus where a bounce removes nobody."""
        (self.foot.back if self.own.needless else self.own.edit).setFocus()

"""A new passphrase: one's own, with the old one; or after the recovery code, which was asked for instead."""

from collections.abc import Callable

from console.core.people import Operator
from console.ui.kit.card import Card, card_body
from console.ui.kit.form_page import FormPage
from console.ui.kit.theme import Theme
from console.ui.people.passphrase_fields import PassphraseField, PassphrasePair
from console.ui.shell.model import Model


class OwnPassphrase(FormPage):
    """Whoever is signed in changes their own. Emits `done` with what to say of it."""

    def __init__(self, model: Model, theme: Theme) -> None:
        super().__init__(model, theme, "people")
        self.old = PassphraseField(self.words, self.say("old-passphrase"))
        self.new = PassphrasePair(self.words, self.say("new-passphrase"))
        self.chain = self.old, self.new.first, self.new.again
        inner = card_body(self.say("own-title"), self.say("own-lead"), self.old, self.new, self.trouble)
        self.lay_out(Card(theme, inner))

    @property
    def action(self) -> str:
        return self.say("change")

    def check(self) -> bool:
        if not self.old.text:
            self.old.refuse(self.words.say("store", "passphrase-empty"))
            return False
        return self.new.check()

    def job(self) -> Callable[[], object]:
        people, old, new = self.model.open_clinic.people, self.old.text, self.new.text
        return lambda: people.change_passphrase(old, new)

    def finish(self, result: object) -> None:
        super().finish(self.say("passphrase-done"))

    def handles(self, error: Exception) -> bool:
        return self.old.handles(error)

    def begin(self) -> None:
        self.old.edit.setFocus()


class NewPassphrase(FormPage):
    """Asks this person for one after the recovery code. Emits `done` with who came back."""

    def __init__(self, model: Model, theme: Theme, person: Operator) -> None:
        super().__init__(model, theme, "people")
        self.person = person
        self.new = PassphrasePair(self.words, self.say("new-passphrase"))
        self.chain = self.new.first, self.new.again
        inner = card_body(self.say("again-title", name=person.name), self.say("again-lead"), self.new, self.trouble)
        self.lay_out(Card(theme, inner))

    @property
    def action(self) -> str:
        return self.say("go-on")

    def check(self) -> bool:
        return self.new.check()

    def job(self) -> Callable[[], object]:
        people, person, new = self.model.open_clinic.people, self.person.id, self.new.text
        return lambda: people.come_back(person, new)

    def begin(self) -> None:
        self.new.first.edit.setFocus()

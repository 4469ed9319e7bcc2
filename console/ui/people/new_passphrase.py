"""A new passphrase: one's own, with the old one; or after the recovery code, which was asked for instead."""

from console.core.people import Operator
from console.ui.kit.fields import SecretField
from console.ui.kit.form import Asked, Twice
from console.ui.kit.theme import Theme
from console.ui.shell.model import Model


class OwnPassphrase(Asked):
    """Whoever is signed in changes their own."""

    def __init__(self, model: Model, theme: Theme) -> None:
        words = model.words
        show, hide = words.say("people", "show"), words.say("people", "hide")
        self.old = SecretField(words.say("people", "old-passphrase"), show, hide)
        self.new = Twice(words, words.say("people", "new-passphrase"))
        title, lead = words.say("people", "own-title"), words.say("people", "own-lead")
        super().__init__(model, theme, title, lead, self.old, self.new)
        self.proof = self.old

    @property
    def action(self) -> str:
        return self.say("change")

    def check(self) -> bool:
        if not self.old.text:
            self.old.refuse(self.words.say("store", "passphrase-empty"))
            return False
        return self.new.check()

    def job(self) -> object:
        self.model.open_clinic.people.change_passphrase(self.old.text, self.new.text)
        return self.say("passphrase-done")

    def begin(self) -> None:
        self.old.edit.setFocus()

    def entered(self) -> None:
        if self.old.edit.hasFocus() and not self.new.text:
            self.new.first.edit.setFocus()
        elif not self.new.entered():
            self.primary()


class NewPassphrase(Asked):
    """After the recovery code; `done` brings who came back."""

    def __init__(self, model: Model, theme: Theme, person: Operator) -> None:
        words = model.words
        self.person = person
        self.new = Twice(words, words.say("people", "new-passphrase"))
        title = words.say("people", "again-title", name=person.name)
        super().__init__(model, theme, title, words.say("people", "again-lead"), self.new)

    @property
    def action(self) -> str:
        return self.say("go-on")

    def check(self) -> bool:
        return self.new.check()

    def job(self) -> object:
        return self.model.open_clinic.people.come_back(self.person.id, self.new.text)

    def begin(self) -> None:
        self.new.first.edit.setFocus()

    def entered(self) -> None:
        if not self.new.entered():
            self.primary()

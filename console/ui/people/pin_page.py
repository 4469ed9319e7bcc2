"""Choosing one's PIN: the passphrase, then the PIN typed, and typed once more."""

from console.core.people import Operator
from console.ui.kit.card import Card
from console.ui.kit.card_page import CardPage
from console.ui.kit.fields import SecretField
from console.ui.kit.labels import button, label
from console.ui.kit.layouts import column, holder, row
from console.ui.kit.theme import Theme
from console.ui.people.pin_pad import PinPad
from console.ui.shell.model import Model

WIDE = 820


class PinPage(CardPage):
    """Asks whoever `choose_for` names for their passphrase and a PIN."""

    def __init__(self, model: Model, theme: Theme) -> None:
        super().__init__(model, theme, "lock")
        self._person: Operator | None = None
        self._first = ""
        self._title = label("", "title", strong=True, wrap=True)
        self.instruction = label("", "large", strong=True, wrap=True)
        self.secret = SecretField(self.words, self.say("passphrase"))
        self.pad = PinPad(self.words)
        self.pad.typed.connect(self._take)
        self.back = button(self.say("back"), self.leave)
        lead = label(self.say("pin-long"), "body", "soft", wrap=True)
        left = holder(column(self._title, lead, self.secret, self.instruction, self.trouble, 1, gap=12))
        beside = row(left, self.pad, gap=24)
        for at in range(2):
            beside.setStretch(at, 1)
        self.lay_out(Card(theme, holder(column(holder(beside), 1)), WIDE), self.back)
        self.keys.bind_after(self.pad.by_key)

    def choose_for(self, person: Operator) -> None:
        """Begin with nothing typed, for this person."""
        self._person = person
        self._title.setText(self.say("pin-title", name=person.name))
        self.trouble.set_text("")
        self.forget()

    def begin(self) -> None:
        self.secret.edit.setFocus()

    def forget(self) -> None:
        super().forget()
        self._first = ""
        self.instruction.setText(self.say("pin-first"))
        self.pad.begin(0)

    def enter(self) -> None:
        """Go on from the passphrase to the digits, and take the digits."""
        if self.secret.edit.hasFocus():
            self.back.setFocus()
        else:
            self.pad.finish()

    def take_digits(self, digits: str, ended: bool) -> bool:
        """Type digits that came at once."""
        return self.pad.take(digits, ended)

    def _take(self, digits: str) -> None:
        """Take the PIN the first time, then the second, and set it where they are the same."""
        self.trouble.set_text("")
        if not self.secret.text:
            self.secret.refuse(self.say("secret-needed"))
            return
        if not self._first:
            self._first = digits
            self.instruction.setText(self.say("pin-again"))
            return
        first, self._first = self._first, ""
        self.instruction.setText(self.say("pin-first"))
        if first != digits:
            self.trouble.set_text(self.say("pin-differs"))
        elif self._person is not None:
            pins, person, secret = self.model.open_clinic.pins, self._person.id, self.secret.text
            self.run(lambda: pins.set(person, digits, secret), self._confirm)

    def _confirm(self, done: None) -> None:
        self.secret.forget()
        self.instruction.setText(self.say("pin-kept"))

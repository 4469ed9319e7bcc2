"""Fields for passphrases: a new one typed twice, and one's own as the proof of who asks."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from console.app.passphrases import LEAST, allow_passphrase
from console.core.refusal import Refusal
from console.core.text.words import Words
from console.ui.kit.fields import SecretField
from console.ui.kit.layouts import column
from console.ui.shell.model import Model


class PassphrasePair(QWidget):
    """A new passphrase, typed twice. Emits `edited` when the first field changes."""

    edited = Signal()

    def __init__(self, words: Words, title: str) -> None:
        super().__init__()
        self._words, say = words, partial(words.say, "people")
        self.first = SecretField(words, title, say("passphrase-hint", count=LEAST))
        self.again = SecretField(words, say("again"))
        self.first.edited.connect(self.edited)
        self.setLayout(column(self.first, self.again, gap=18))

    @property
    def text(self) -> str:
        return self.first.text

    def is_strong(self) -> bool:
        """Whether the first field will do; where not, say why beside it."""
        self.first.trouble.set_text("")
        self.again.trouble.set_text("")
        try:
            allow_passphrase(self.first.text)
        except Refusal as refusal:
            self.first.refuse(self._words.refusal(refusal))
            return False
        return True

    def check(self) -> bool:
        """Whether it is strong enough and twice the same; where not, say why beside the field."""
        if not self.is_strong():
            return False
        if self.first.text != self.again.text:
            self.again.refuse(self._words.say("command", "not-the-same"))
            return False
        return True


class PassphraseField(SecretField):
    """A passphrase that somebody has, to be tried."""

    def __init__(self, words: Words, title: str, hint: str = "") -> None:
        super().__init__(words, title, hint)
        self._refusal_text = words.refusal

    def handles(self, error: Exception) -> bool:
        """Whether the error is that this passphrase is wrong; it is said beside the field."""
        if not isinstance(error, Refusal) or error.code != "passphrase-wrong":
            return False
        self.refuse(self._refusal_text(error))
        return True


class Proof(PassphraseField):
    """One's own passphrase, for what a screen that was left must not give away; hidden where nobody has one."""

    def __init__(self, model: Model) -> None:
        say = partial(model.words.say, "people")
        super().__init__(model.words, say("proof"), say("proof-hint"))
        self._needed_text = say("proof-needed")
        self.needless = model.open_clinic.people.needs_no_proof
        if self.needless:
            self.hide()

    def check(self) -> bool:
        """Whether there is something to try; where not, say so."""
        if not self.needless and not self.text:
            self.refuse(self._needed_text)
        return self.needless or bool(self.text)

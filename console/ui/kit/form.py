"""What the pages for people and keys have in common: something is asked, one action does it, trouble is said there."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QWidget

from console.app.passphrases import LEAST, allow_passphrase
from console.core.refusal import Refusal
from console.core.text.words import Words
from console.ui.kit.fields import Field, SecretField, Trouble
from console.ui.kit.labels import label, mark
from console.ui.kit.layouts import column, holder
from console.ui.kit.sheet import Foot, Sheet, enter, head, on_key, page, titled
from console.ui.kit.theme import Theme
from console.ui.shell.attempt import attempt
from console.ui.shell.model import Model


class Asked(QWidget):
    """`done` when it was done; `closed` when it was left. Who inherits gives `check`, `job` and `begin`."""

    done = Signal(object)
    closed = Signal()
    job: Callable[[], object]
    """Runs off the window's thread."""

    def __init__(self, model: Model, theme: Theme, title: str, lead: str, *items: "QWidget | int") -> None:
        super().__init__()
        self.model, self.words, self.say = model, model.words, partial(model.words.say, "people")
        self.trouble = Trouble()
        self.busy = False
        self.proof: SecretField | None = None
        inner = titled(title, lead, *items, self.trouble) if title else holder(column(*items, self.trouble, 1))
        self.foot = Foot(self.say("back"), self.leave, self.primary)
        page(self, head(self.words.say("window", "title")), Sheet(theme, inner), self.foot)
        enter(self, self.entered)
        on_key(self, "Esc", self.leave)
        self.rest(False)

    @property
    def action(self) -> str:
        """What stands on the primary button."""
        return self.say("save")

    def check(self) -> bool:
        """Whether it can be done; where not, it says why, beside what stands in the way."""
        return True

    def begin(self) -> None:
        """Where typing starts."""

    def entered(self) -> None:
        self.primary()

    def leave(self) -> None:
        if not self.busy:
            self.closed.emit()

    def primary(self) -> None:
        self.trouble.set_text("")
        if self.busy or not self.check():
            return
        self.rest(True)
        attempt(self.model, self.job, self._came, self._failed, self._disproved)

    def rest(self, on: bool) -> None:
        self.busy = on
        mark(self.foot.primary, kind="waiting" if on else "primary")
        self.foot.show_primary(self.say("moment") if on else self.action)

    def ask_proof(self, proof: "Proof") -> None:
        """That field, which is among the items; nothing where nobody has a passphrase."""
        self.proof = proof
        proof.setHidden(proof.needless)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.begin()

    def _came(self, result: Any) -> None:
        self.rest(False)
        for each in self.findChildren(SecretField):
            each.forget()
        self.done.emit(result)

    def _failed(self, text: str) -> None:
        self.rest(False)
        self.trouble.set_text(text)
        self.begin()

    def _disproved(self, error: Exception) -> bool:
        """One's own passphrase was wrong: that is said beside it."""
        if self.proof is None or not isinstance(error, Refusal) or error.code != "passphrase-wrong":
            return False
        self.rest(False)
        self.proof.refuse(self.words.refusal(error))
        return True


class Proof(SecretField):
    """One's own passphrase, for what a screen that was left must not give away; not there where nobody has one."""

    def __init__(self, model: Model) -> None:
        say = partial(model.words.say, "people")
        super().__init__(say("proof"), say("show"), say("hide"), say("proof-hint"))
        self._words_of, self.needless = model.words, model.open_clinic.people.needless

    def given(self) -> bool:
        """Whether there is something to try; where not, that is said."""
        if not self.needless and not self.text:
            self.refuse(self._words_of.say("people", "proof-needed"))
        return self.needless or bool(self.text)

    def entered(self, above: Field) -> bool:
        """Whether Enter went on to it from the field above."""
        if self.needless or self.text or not above.edit.hasFocus():
            return False
        self.edit.setFocus()
        return True


class Twice(QWidget):
    """A new passphrase, typed twice."""

    def __init__(self, words: Words, title: str) -> None:
        super().__init__()
        self._words, say = words, partial(words.say, "people")
        show, hide = say("show"), say("hide")
        self.first = SecretField(title, show, hide, say("passphrase-hint", least=LEAST))
        self.again = SecretField(say("again"), show, hide)
        self.setLayout(column(self.first, self.again, gap=18))

    @property
    def text(self) -> str:
        return self.first.text

    def check(self) -> bool:
        """Strong enough, and twice the same."""
        self.first.trouble.set_text("")
        self.again.trouble.set_text("")
        try:
            allow_passphrase(self.first.text)
        except Refusal as refusal:
            self.first.refuse(self._words.refusal(refusal))
            return False
        if self.first.text != self.again.text:
            self.again.refuse(self._words.say("command", "not-the-same"))
            return False
        return True

    def entered(self) -> bool:
        """Whether Enter went on from the first field to the second."""
        if not self.first.edit.hasFocus() or self.again.text:
            return False
        self.again.edit.setFocus()
        return True


def section(title: str, *items: QWidget) -> tuple[QLabel, QWidget]:
    """Some controls under a heading of their own: the heading, and all of it."""
    above = label(title, strong=True)
    return above, holder(column(above, *items, gap=8))

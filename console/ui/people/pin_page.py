"""Choosing one's PIN: the passphrase, then the PIN typed, and typed once more."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from console.core.people import Operator
from console.ui.kit.fields import SecretField, Trouble
from console.ui.kit.labels import button, label
from console.ui.kit.layouts import column, holder, row
from console.ui.kit.sheet import Sheet, enter, head, on_key, page
from console.ui.kit.theme import Theme
from console.ui.people.pin_pad import PinPad
from console.ui.shell.attempt import attempt
from console.ui.shell.model import Model

WIDE = 820


class PinPage(QWidget):
    """For whoever is signed in; `begin` says who that is."""

    closed = Signal()

    def __init__(self, model: Model, theme: Theme) -> None:
        super().__init__()
        self._model, self._say = model, partial(model.words.say, "lock")
        self._person: Operator | None = None
        self._first = ""
        self._title = label("", "title", strong=True, wrap=True)
        self.said = label("", "large", strong=True, wrap=True)
        self.trouble = Trouble()
        self.secret = SecretField(self._say("passphrase"), self._say("show"), self._say("hide"))
        self.pad = PinPad(model.words)
        self.pad.typed.connect(self._typed)
        long = label(self._say("pin-long"), "body", "soft", wrap=True)
        left = holder(column(self._title, long, self.secret, self.said, self.trouble, 1, gap=12))
        beside = row(left, self.pad, gap=24)
        for at in range(2):
            beside.setStretch(at, 1)
        inner = holder(column(holder(beside), 1))
        self.back = button(self._say("back"), self.closed.emit)
        page(self, head(model.words.say("window", "title"), self.back), Sheet(theme, inner, WIDE))
        enter(self, self._entered)
        on_key(self, "Esc", self.closed.emit)

    def begin(self, person: Operator) -> None:
        self._person, self._first = person, ""
        self._title.setText(self._say("pin-title", name=person.name))
        self.said.setText(self._say("pin-first"))
        self.trouble.set_text("")
        self.secret.forget()
        self.pad.begin(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if len(text) == 1 and text in "0123456789" and not event.isAutoRepeat():
            self.pad.press(text)
        elif text == "\b":
            self.pad.back()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.secret.edit.setFocus()

    def _entered(self) -> None:
        """From the passphrase to the digits."""
        if self.secret.edit.hasFocus():
            self.back.setFocus()
        else:
            self.pad.finish()

    def _typed(self, digits: str) -> None:
        self.trouble.set_text("")
        if not self.secret.text:
            self.secret.refuse(self._say("secret-needed"))
            return
        if not self._first:
            self._first = digits
            self.said.setText(self._say("pin-again"))
            return
        first, self._first = self._first, ""
        self.said.setText(self._say("pin-first"))
        if first != digits:
            self.trouble.set_text(self._say("pin-differs"))
        elif self._person is not None:
            pins, person, secret = self._model.open_clinic.pins, self._person.id, self.secret.text
            attempt(self._model, lambda: pins.set(person, digits, secret), self._kept, self.trouble.set_text)

    def _kept(self, done: None) -> None:
        self.secret.forget()
        self.said.setText(self._say("pin-kept"))

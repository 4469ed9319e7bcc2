"""Signing in: the passphrase or the recovery code opens the clinic."""

from collections.abc import Callable

from PySide6.QtCore import Signal

from console.app.ports import StoreError
from console.app.rescue import DAMAGE
from console.ui.kit.card import Card, card_body
from console.ui.kit.fields import SecretField
from console.ui.kit.form_page import FormPage
from console.ui.kit.labels import ElidedLabel
from console.ui.kit.theme import Theme
from console.ui.shell.model import Model


class SignIn(FormPage):
    """Asks for the secret that opens the clinic. There is no way back.

    Emits `done` with the store, which whoever listens closes, or `damaged`.
    """

    damaged = Signal(object, str)
    """The StoreError that opening met, or None where somebody asks for a backup; and the secret that was typed."""
    progress = Signal(int, int)
    """How many sessions of an earlier program's file are brought up, and of how many; from the thread that opens it."""

    def __init__(self, model: Model, theme: Theme) -> None:
        super().__init__(model, theme, "start", model.words.say("backups", "put-back-now"))
        self.secret = SecretField(self.words, self.say("secret"), self.say("secret-hint"))
        self.folder = folder = ElidedLabel("small")
        folder.setProperty("tone", "soft")
        folder.set_text(self.say("folder", folder=model.dependencies.folder))
        self.progress.connect(self._show_progress)
        self.foot.back.setVisible(model.dependencies.backup_store is not None)
        self.lay_out(
            Card(theme, card_body(self.say("sign-in"), self.say("sign-in-long"), self.secret, self.outcome, folder))
        )

    @property
    def action(self) -> str:
        return self.say("open-clinic")

    def check(self) -> bool:
        if not self.secret.text:
            self.secret.refuse(self.say("secret-needed"))
        return bool(self.secret.text)

    def job(self) -> Callable[[], object]:
        dependencies, secret = self.model.dependencies, self.secret.text
        return lambda: dependencies.open_store(dependencies.folder, secret, self.progress.emit)

    def _show_progress(self, done: int, total: int) -> None:
        self.tell(self.say("bringing-up", done=done, count=total))

    def handles(self, error: Exception) -> bool:
        """Whether it is damage of a kind that a backup can mend."""
        mends = isinstance(error, StoreError) and error.code in DAMAGE
        if not mends or self.model.dependencies.backup_store is None:
            return False
        self.damaged.emit(error, self.secret.text)
        self.secret.forget()
        return True

    def refuse(self, text: str) -> None:
        self.tell("")
        self.secret.refuse(text)

    def begin(self) -> None:
        self.secret.edit.setFocus()

    def leave(self) -> None:
        """Stay: nothing lies before this page."""

    def back(self) -> None:
        """Ask for a backup."""
        if not self.busy:
            self.damaged.emit(None, self.secret.text)

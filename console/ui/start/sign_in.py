"""Signing in: the passphrase or the recovery code opens the clinic."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from console.app.ports import Store, StoreError
from console.app.rescue import DAMAGE
from console.ui.kit.fields import SecretField
from console.ui.kit.labels import Elided, mark
from console.ui.kit.sheet import Foot, Sheet, enter, head, page, titled
from console.ui.kit.theme import Theme
from console.ui.shell.attempt import attempt
from console.ui.shell.model import Model


class SignIn(QWidget):
    """`opened` brings the store, which whoever listens closes."""

    opened = Signal(object)
    damaged = Signal(object, str)
    """The StoreError that opening met, or None where somebody asks for a backup; and the secret that was typed."""

    def __init__(self, model: Model, theme: Theme) -> None:
        super().__init__()
        self._model, self._words = model, model.words
        show, hide = self._say("show"), self._say("hide")
        self.secret = SecretField(self._say("secret"), show, hide, self._say("secret-hint"))
        folder = Elided("small")
        folder.setProperty("tone", "soft")
        folder.set_text(self._say("folder", folder=model.dependencies.folder))
        inner = titled(self._say("sign-in"), self._say("sign-in-long"), self.secret, folder)
        self.foot = Foot(self._words.say("backups", "put-back-now"), self._put_back, self.primary)
        self.foot.back.setVisible(model.dependencies.backup_store is not None)
        self._busy = False
        page(self, head(self._words.say("window", "title")), Sheet(theme, inner), self.foot)
        enter(self, self.primary)
        self._rest(False)

    def primary(self) -> None:
        """Opens the clinic; where that can't be, says why beside the field and waits there."""
        if self._busy:
            return
        folder, secret = self._model.dependencies.folder, self.secret.text
        if not secret:
            self.secret.refuse(self._say("secret-needed"))
            return
        self._rest(True)
        attempt(
            self._model,
            lambda: self._model.dependencies.open_store(folder, secret),
            self._came,
            self._failed,
            self._damage,
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.secret.edit.setFocus()

    def _say(self, code: str, **facts: object) -> str:
        return self._words.say("start", code, **facts)

    def _came(self, store: Store) -> None:
        self._rest(False)
        self.secret.forget()
        self.opened.emit(store)

    def _put_back(self) -> None:
        self.damaged.emit(None, self.secret.text)

    def _damage(self, error: Exception) -> bool:
        """Whether it is of a kind that a backup can mend."""
        mends = (
            isinstance(error, StoreError) and error.code in DAMAGE and self._model.dependencies.backup_store is not None
        )
        if mends:
            self._rest(False)
            self.damaged.emit(error, self.secret.text)
            self.secret.forget()
        return mends

    def _failed(self, text: str) -> None:
        self._rest(False)
        self.secret.refuse(text)

    def _rest(self, on: bool) -> None:
        self._busy = on
        self.secret.edit.setReadOnly(on)
        mark(self.foot.primary, kind="waiting" if on else "primary")
        self.foot.show_primary(self._say("moment" if on else "open-clinic"))

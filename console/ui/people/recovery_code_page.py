"""A new recovery code, for one's own passphrase: shown once, typed back from the paper, and only then in force."""

from typing import Any

from console.ui.kit.form import Asked, Proof
from console.ui.kit.sheet import titled
from console.ui.kit.theme import Theme
from console.ui.shell.model import Model
from console.ui.start.setup_steps import CodeStep


class RecoveryCodePage(Asked):
    """`show_new` asks for the passphrase, where there is one to ask for, and has a code made."""

    def __init__(self, model: Model, theme: Theme) -> None:
        say = model.words.say
        self.step, self.own = CodeStep(model.words), Proof(model)
        self._first = titled(say("people", "new-code"), say("people", "new-code-long"), self.own)
        self._code = ""
        super().__init__(model, theme, "", "", self._first, self.step)
        self.ask_proof(self.own)
        self._ask(True)

    def show_new(self) -> None:
        if self.own.needless:
            self.primary()

    @property
    def action(self) -> str:
        return self.say("go-on") if self._asking else self.step.primary

    def check(self) -> bool:
        if self._asking:
            return self.own.given()
        checked = self.step.check()
        self.rest(False)
        return checked

    def job(self) -> object:
        if self._asking:
            return self._code or self.model.open_clinic.people.new_code(self.own.text)
        self.model.open_clinic.people.take_code(self._code, self.step.typed.text, self.own.text)
        return self.say("code-done")

    def leave(self) -> None:
        if self.busy:
            return
        if not self._asking and self.step.back():
            self.rest(False)
        else:
            self.own.forget()
            self.closed.emit()

    def begin(self) -> None:
        if self._asking:
            self.own.edit.setFocus()
        else:
            self.foot.primary.setFocus()
            self.step.begin()

    @property
    def _asking(self) -> bool:
        return not self._first.isHidden()

    def _ask(self, on: bool) -> None:
        self._first.setHidden(not on)
        self.step.setHidden(on)
        self.rest(False)
        self.begin()

    def _came(self, result: Any) -> None:
        if not self._asking:
            super()._came(result)
            return
        self._code = str(result)
        self.step.show_code(self._code)
        self._ask(False)

    def _disproved(self, error: Exception) -> bool:
        """The screen was locked meanwhile, by which the passphrase is forgotten: it is asked for again."""
        wrong = super()._disproved(error)
        if wrong and not self._asking:
            self._ask(True)
        return wrong

"""A new recovery code, for one's own passphrase: shown once, typed back from the paper, and only then in force."""

from collections.abc import Callable
from typing import Any

from console.ui.kit.card import Card, card_body
from console.ui.kit.form_page import FormPage
from console.ui.kit.layouts import column, holder
from console.ui.kit.theme import Theme
from console.ui.people.passphrase_fields import Proof
from console.ui.shell.model import Model
from console.ui.start.setup_steps import CodeStep


class RecoveryCodePage(FormPage):
    """`show_new` asks for the passphrase, where there is one to ask for, and has a code made.

    Emits `done` with what to say once the code is in force.
    """

    def __init__(self, model: Model, theme: Theme) -> None:
        super().__init__(model, theme, "people")
        self.step, self.own = CodeStep(self.words), Proof(model)
        self._first = card_body(self.say("new-code"), self.say("new-code-long"), self.own)
        self._code = ""
        self.lay_out(Card(theme, holder(column(self._first, self.step, self.trouble, 1))))
        self._ask(True)

    def show_new(self) -> None:
        if self.own.needless:
            self.primary()

    @property
    def action(self) -> str:
        return self.say("go-on") if self._asking else self.step.primary

    def check(self) -> bool:
        if self._asking:
            return self.own.check()
        checked = self.step.check()
        self.show_action()
        return checked

    def job(self) -> Callable[[], object]:
        people, own, code, typed = self.model.open_clinic.people, self.own.text, self._code, self.step.code_field.text
        if self._asking:
            return lambda: code or people.new_code(own)
        return lambda: people.take_code(code, typed, own)

    def finish(self, result: Any) -> None:
        if not self._asking:
            super().finish(self.say("code-done"))
            return
        self._code = str(result)
        self.step.show_code(self._code)
        self._ask(False)

    def handles(self, error: Exception) -> bool:
        """Ask for the passphrase again where it was forgotten when the screen was locked meanwhile."""
        wrong = self.own.handles(error)
        if wrong and not self._asking:
            self._ask(True)
        return wrong

    def leave(self) -> None:
        """Go back from what is typed to the code that is shown; from there leave the page."""
        if self.busy or self._asking or not self.step.back():
            super().leave()
        else:
            self.show_action()

    def begin(self) -> None:
        if self._asking:
            self.own.edit.setFocus()
        else:
            self.foot.primary.setFocus()
            self.step.begin()

    @property
    def _asking(self) -> bool:
        """Whether the passphrase is asked for; else the code is shown, or typed back."""
        return not self._first.isHidden()

    def _ask(self, on: bool) -> None:
        self._first.setHidden(not on)
        self.step.setHidden(on)
        self.show_action()
        self.begin()

"""A new recovery code: shown once, typed back from the paper, and only then in force."""

from console.ui.attempt import attempt
from console.ui.look import Look
from console.ui.model import Model
from console.ui.pages.firststeps import CodeStep
from console.ui.pages.peopleasked import Asked


class NewCode(Asked):
    """`show_new` has one made."""

    def __init__(self, model: Model, look: Look) -> None:
        self.step = CodeStep(model.words)
        self._code = ""
        super().__init__(model, look, "", "", self.step)

    def show_new(self) -> None:
        attempt(self.model, self.model.people.new_code, self._made, self.trouble.say)

    @property
    def action(self) -> str:
        return self.step.primary

    def check(self) -> bool:
        checked = bool(self._code) and self.step.check()
        self.rest(False)
        return checked

    def job(self) -> object:
        self.model.people.take_code(self._code, self.step.typed.text)
        return self.say("code-done")

    def leave(self) -> None:
        if self.busy:
            return
        if self.step.back():
            self.rest(False)
        else:
            self.closed.emit()

    def begin(self) -> None:
        self.foot.primary.setFocus()
        self.step.begin()

    def _made(self, code: str) -> None:
        self._code = code
        self.step.show_code(code)

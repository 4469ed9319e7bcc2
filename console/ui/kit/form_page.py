"""The shape of every form: fields, one action, busy while its job runs, trouble said where it belongs."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from console.ui.kit.card import Foot
from console.ui.kit.card_page import CardPage
from console.ui.kit.fields import Field, SecretField, Tick
from console.ui.kit.labels import mark
from console.ui.kit.pedal import go_on
from console.ui.kit.theme import Theme
from console.ui.shell.attempt import attempt
from console.ui.shell.model import Model

Result = TypeVar("Result")


class FormPage(CardPage):
    """A page on which something is typed and one action does it. Emits `done` with what came of it, or `closed`.

    A new form makes its fields, hands them to `lay_out`, and gives `action`, `check` and `job`. Esc leaves; Enter
    presses the button in focus, goes on along `chain`, or does it; a pedal reads on, then does it. While the job runs,
    nothing else is done.
    """

    done = Signal(object)
    chain: tuple[Field, ...] = ()
    """Enter goes on from each to the next while that is empty."""

    def __init__(self, model: Model, theme: Theme, texts: str, back: str = "") -> None:
        """`back` stands on the button that leaves, in place of "Back"."""
        super().__init__(model, theme, texts)
        self.busy = False
        model.broken.connect(self._tell_mistake)
        self.keys.bind({"pedal": lambda: go_on(self, self.press_on)})
        self.foot = Foot(back or self.words.say("start", "back"), self.back, self.primary)

    def lay_out(self, card: QWidget, *above: QWidget) -> None:
        super().lay_out(card, *above)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self.foot)
        self.rest(False)

    @property
    def action(self) -> str:
        """What stands on the primary button."""
        return self.say("action")

    def check(self) -> bool:
        """Whether it can be done; where not, say why beside what stands in the way."""
        return True

    def job(self) -> Callable[[], object]:
        """Return what is run off the window's thread, with what was typed."""
        raise NotImplementedError

    def finish(self, result: Any) -> None:
        """Go on after the job."""
        self.forget()
        self.done.emit(result)

    def handles(self, error: Exception) -> bool:
        """Whether the page deals with this error of the job; else `refuse` gets its text."""
        return False

    def primary(self) -> None:
        """Do it, where `check` finds everything there; once at a time."""
        if self.busy:
            return
        self.tell("")
        if self.check():
            self.work(self.job(), self._finished)

    def press_on(self) -> None:
        """What Enter and a pedal do where no button has the focus: what the primary button does."""
        self.primary()

    def _finished(self, result: Any) -> None:
        if self.draft is not None:
            self.draft.done()
        self.finish(result)

    def work(
        self,
        job: Callable[[], Result],
        then: Callable[[Result], object],
        refused: Callable[[str], object] | None = None,
    ) -> None:
        """Run the job; the form rests until it is known what came of it. `refused` is `refuse` where none is given."""
        if self.busy:
            return
        self.rest(True)
        attempt(self.model, job, self.after(then), self.after(refused or self.refuse), self.after(self.handles))

    def after(self, deal: Callable[[Any], Result]) -> Callable[[Any], Result]:
        """Return `deal` with the form listening again before it."""

        def dealt(outcome: object) -> Result:
            self.rest(False)
            return deal(outcome)

        return dealt

    def rest(self, on: bool) -> None:
        """Take nothing while a job runs: `on` from its start to its end."""
        self.busy = on
        for field in self.findChildren(SecretField):
            field.edit.setReadOnly(on)
        self.show_action()

    def show_action(self) -> None:
        mark(self.foot.primary, kind="waiting" if self.busy else "primary")
        self.foot.show_primary(self.words.say("start", "moment") if self.busy else self.action)

    def _tell_mistake(self, error: BaseException) -> None:
        """Let the form be left, or tried again, where its job failed by our own mistake."""
        if self.busy:
            self.rest(False)
            self.fail(self.words.say("window", "mistake", kind=type(error).__name__))

    def refuse(self, text: str) -> None:
        """Say why the job was not done, and let it be tried again."""
        self.fail(text)
        self.begin()

    def leave(self) -> None:
        if not self.busy:
            self.closed.emit()

    def back(self) -> None:
        """Go one step back: off the page, where it has but one."""
        self.leave()

    def go_on(self) -> bool:
        """Whether Enter goes on to another field."""
        for field, after in pairwise(self.chain):
            if field.edit.hasFocus() and not after.isHidden() and not after.text:
                after.edit.setFocus()
                return True
        return False

    def enter(self) -> None:
        """A tick and the button that shows a secret count as fields: they are turned with Space."""
        focused = self.focusWidget()
        if isinstance(focused, QPushButton) and not isinstance(focused, Tick) and not _shows_secret(focused):
            focused.click()
        elif not self.go_on():
            self.press_on()


def _shows_secret(button: QPushButton) -> bool:
    return isinstance(button.parentWidget(), SecretField)

"""The shape of a page that is one card: the way out above, what was done or went wrong, Enter and Esc."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QWidget

from console.core.people import Operator
from console.ui.input.key_scope import KeyScope
from console.ui.kit.card import head, page
from console.ui.kit.drafts import Place
from console.ui.kit.fields import Field, SecretField, Trouble
from console.ui.kit.flow import Flow
from console.ui.kit.labels import label
from console.ui.kit.layouts import holder
from console.ui.kit.page_draft import PageDraft
from console.ui.kit.pedal import go_on
from console.ui.kit.theme import Theme
from console.ui.shell.attempt import attempt, run_beside
from console.ui.shell.model import Model

Result = TypeVar("Result")


class CardPage(QWidget):
    """A page to read or to press buttons on. Emits `closed` when it is left.

    A new page calls this constructor, makes what stands on it, and hands that to `lay_out`; it may override
    `load`, `begin`, `enter`, `leave` and `forget`.
    """

    closed = Signal()

    def __init__(self, model: Model, theme: Theme, texts: str) -> None:
        """`texts` is the group of resources/i18n from which `say` takes its texts."""
        super().__init__()
        self.model, self.theme, self.words = model, theme, model.words
        self.say = partial(model.words.say, texts)
        self.keys = KeyScope(self, {"enter": self.enter, "back": self.leave})
        self.draft: PageDraft | None = None
        self.trouble = Trouble()
        self.outcome = label("", "body", "ok", strong=True, wrap=True)
        for line in (self.trouble, self.outcome):
            line.setParent(self)
            line.hide()
        self._kept = ""
        model.drafts.put_by.connect(self._tell_kept)
        model.drafts.left.connect(self._forget_kept)
        model.said.connect(self._say)

    def lay_out(self, card: QWidget, *above: QWidget) -> None:
        """Fill the page: `above` stands at the end of the bar above the card."""
        aside = holder(Flow(*above, gap=12)) if above else None
        page(self, head(self.words.say("window", "title"), aside), card)
        if type(self).primary is CardPage.primary and any(_is_filled(each) for each in self.findChildren(QPushButton)):
            self.keys.bind({"pedal": lambda: go_on(self, self.primary)})

    @property
    def operator(self) -> Operator:
        """Whoever is signed in."""
        assert self.model.operator is not None, "nobody is signed in"
        return self.model.operator

    def load(self) -> None:
        """Fill in what may have changed since the page was last shown."""

    def begin(self) -> None:
        """Put the focus where one begins."""

    def enter(self) -> None:
        """Press the button that has the focus."""
        focused = self.focusWidget()
        if isinstance(focused, QPushButton):
            focused.click()

    def primary(self) -> None:
        """Press the button that looks as the one to press, where there is one: a pedal does that once all was read."""
        seen = [each for each in self.findChildren(QPushButton) if each.isVisible() and each.isEnabled()]
        for made in [each for each in seen if _is_filled(each)][:1]:
            made.click()

    def leave(self) -> None:
        self.closed.emit()

    def forget(self) -> None:
        """Let go of what must not stay on a page that is not shown: secrets, and what the page adds."""
        for field in self.findChildren(SecretField):
            field.forget()

    def tell(self, text: str) -> None:
        """Say what was done, "" for nothing; what went wrong before is over."""
        self.trouble.set_text("")
        self.outcome.setText(text)
        self.outcome.setVisible(bool(text))

    def fail(self, text: str) -> None:
        """Say what went wrong."""
        self.tell("")
        self.trouble.set_text(text)

    def run(
        self,
        job: Callable[[], Result],
        then: Callable[[Result], object],
        failed: Callable[[str], object] | None = None,
    ) -> None:
        """Run the job in the engine's thread and hand its result to `then`; a known error is said by `fail`."""
        attempt(self.model, job, then, failed or self.fail)

    def read(self, job: Callable[[], Result], then: Callable[[Result], object], long: bool = True) -> None:
        """Run a job that only reads: no press waits for it, and no short read for a `long` one."""
        run_beside(self.model, self, job, then, self.fail, long)

    def keep_typed(self, title: str, fields: Mapping[str, Field], place: Callable[[], Place]) -> PageDraft:
        """Keep what is typed into these fields for whoever typed it, while the page is left or the screen locked."""
        self.draft = PageDraft(self.model.drafts, title, fields, place)
        return self.draft

    def show_typed(self) -> None:
        """Have what was typed before stand there again, and say so."""
        if self.draft is not None:
            self.draft.show(self.words.say("drafts", "back"))

    def _tell_kept(self, what: str) -> None:
        self._say(self.words.say("drafts", "kept", what=what))

    def _say(self, text: str) -> None:
        if not text:
            self._forget_kept()
        elif self.isVisible():
            self._kept = text
            self.tell(text)

    def _forget_kept(self) -> None:
        """What somebody typed is told to nobody else, not even where."""
        if self._kept and self.outcome.text() == self._kept:
            self.tell("")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.load()
        self.begin()
        self.show_typed()

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget when the page is left; a window that is minimized leaves nothing."""
        super().hideEvent(event)
        if not event.spontaneous():
            if self.draft is not None:
                self.draft.hide()
            self.forget()


def _is_filled(made: QPushButton) -> bool:
    """Whether it looks as what is pressed next."""
    return bool(made.property("kind") == "primary")

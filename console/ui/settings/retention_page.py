"""How long records are kept: the clinic's own figure and where it stands, set before anybody is erased."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QWidget

from console.app import erasure
from console.core.events import RetentionSet
from console.ui.kit.fields import Field, Trouble
from console.ui.kit.labels import label
from console.ui.kit.sheet import Foot, Sheet, enter, head, on_key, page, titled
from console.ui.kit.theme import Theme
from console.ui.shell.attempt import attempt
from console.ui.shell.model import Model


class RetentionPage(QWidget):
    """Whoever may not set it is told so by the use case."""

    closed = Signal()

    def __init__(self, model: Model, theme: Theme) -> None:
        super().__init__()
        self._model, self._say = model, partial(model.words.say, "erasing")
        self.kept = label("", "large", strong=True, wrap=True)
        self.trouble = Trouble()
        self.years = Field(self._say("years"), self._say("years-hint"))
        self.source = Field(self._say("source"), self._say("source-hint"))
        inner = titled(
            self._say("keeping"), self._say("keeping-long"), self.kept, self.trouble, self.years, self.source
        )
        self.foot = Foot(self._say("close"), self.closed.emit, self.primary)
        page(self, head(model.words.say("window", "title")), Sheet(theme, inner), self.foot)
        enter(self, self._entered)
        on_key(self, "Esc", self.closed.emit)
        self.foot.show_primary(self._say("keep"))

    def primary(self) -> None:
        """Sets what was typed."""
        by, dependencies, store = self._model.operator, self._model.dependencies, self._model.open_clinic.store
        if by is None:
            return
        text, source = self.years.text.strip(), self.source.text
        years = int(text) if text.isdecimal() else 0
        attempt(
            self._model,
            lambda: erasure.set_retention(store, dependencies.clock, dependencies.random, by, years, source),
            lambda _: self._ask(),
            self.years.refuse,
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        for field in (self.years, self.source):
            field.edit.clear()
            field.trouble.set_text("")
        self._ask()
        self.years.edit.setFocus()

    def _ask(self) -> None:
        store = self._model.open_clinic.store
        attempt(self._model, lambda: erasure.retention(store), self._came, self.trouble.set_text)

    def _came(self, found: RetentionSet | None) -> None:
        if found is None:
            self.kept.setText(self._say("keeping-unset"))
            return
        text = self._say("keeping-set", count=found.years, by=found.by)
        self.kept.setText(f"{text} {self._say('keeping-source', source=found.source)}" if found.source else text)

    def _entered(self) -> None:
        focused = self.focusWidget()
        if isinstance(focused, QPushButton):
            focused.click()
        else:
            self.primary()

"""Checking that nothing in the records was altered, beside whatever goes on."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from console.app.verify import Checked, allow, check
from console.ui.kit.fields import Trouble
from console.ui.kit.labels import label
from console.ui.kit.layouts import column, holder
from console.ui.kit.sheet import Foot, Sheet, enter, head, on_key, page, titled
from console.ui.kit.theme import Theme
from console.ui.shell.attempt import error_text
from console.ui.shell.model import Model

WIDE = 900
SHOWN = 6
"""So many bad places are named; the first is what matters."""


class VerifyPage(QWidget):
    """One button, and what came of it. The check runs in a thread of its own, over connections of its own."""

    closed = Signal()
    went_on = Signal(str, int, int)

    def __init__(self, model: Model, theme: Theme) -> None:
        super().__init__()
        self._model, self._say = model, partial(model.words.say, "checking")
        self._busy = False
        self.result = label("", "large", strong=True, wrap=True)
        self.figures = label("", wrap=True)
        self.trouble, self.places = Trouble(), label("", wrap=True)
        self.advice = label(self._say("what-to-do"), strong=True, wrap=True)
        below = holder(column(self.trouble, self.result, self.figures, self.places, self.advice, gap=10))
        self.foot = Foot(self._say("close"), self.closed.emit, self.primary)
        inner = titled(self._say("title"), self._say("lead"), below)
        page(self, head(model.words.say("window", "title")), Sheet(theme, inner, WIDE), self.foot)
        enter(self, self.primary)
        on_key(self, "Esc", self.closed.emit)
        self.went_on.connect(self._went_on)
        self._clear("begin")

    def primary(self) -> None:
        """Checks; once at a time."""
        operator, dependencies = self._model.operator, self._model.dependencies
        if self._busy or operator is None:
            return
        self._clear("busy")
        self._busy = True
        store, clock, zone = self._model.open_clinic.store, dependencies.clock, dependencies.zone_name()

        def job() -> Checked:
            allow(operator)
            return check(store, clock, zone, self.went_on.emit)

        self._model.beside.run(job, self._came, self._failed)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.foot.primary.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not (self._busy or event.spontaneous()):
            self._clear("begin")

    def _clear(self, primary: str) -> None:
        self.trouble.set_text("")
        self.foot.said.setText("")
        self.foot.show_primary(self._say(primary))
        for each in (self.result, self.figures, self.places, self.advice):
            each.setVisible(False)

    def _went_on(self, stage: str, done: int, total: int) -> None:
        if self._busy:
            self.foot.said.setText(self._say(f"at-{stage}", done=done, total=total, count=total))

    def _came(self, checked: Checked) -> None:
        self._busy = False
        self._clear("again")
        good = not checked.findings
        if good:
            self._tell(self.result, f"✓ {self._say('good')}")
            self._tell(self.figures, self._say("figures", events=checked.events, sessions=checked.sessions))
            return
        self.trouble.set_text(self._say("bad"))
        words, more = self._model.words, len(checked.findings) - SHOWN
        lines = [words.finding(each.code, each.seq, each.detail) for each in checked.findings[:SHOWN]]
        self._tell(self.places, "\n".join([*lines, *([self._say("more", count=more)] if more > 0 else [])]))
        self.advice.setVisible(True)

    def _failed(self, error: BaseException) -> None:
        self._busy = False
        self._clear("begin")
        if not isinstance(error, Exception):
            raise error
        self.trouble.set_text(error_text(self._model.words, error))

    def _tell(self, line: QWidget, text: str) -> None:
        line.setText(text)  # type: ignore[attr-defined]
        line.setVisible(True)

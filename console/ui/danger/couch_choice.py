"""Whose danger it is: the couches, one press each; those signed off today, and nobody's."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from console.app.late_danger import SignedSession, signed_lately
from console.core.state import SessionState
from console.ui.clients.client_name import Clients, name_among
from console.ui.kit.digit_lines import DigitLines
from console.ui.kit.labels import button, label
from console.ui.kit.layouts import clear_layout, column
from console.ui.kit.rows import Row
from console.ui.shell.model import Model


class CouchChoice(QWidget):
    """Emits `chosen` with a session's id, or `nobodys`. Where it is `locked` it names couches, never clients."""

    chosen = Signal(str)
    nobodys = Signal()
    filled = Signal()
    """The sessions were asked for, and are shown."""

    def __init__(self, model: Model, locked: bool) -> None:
        super().__init__()
        self._model, self._locked = model, locked
        self._say = partial(model.words.say, "danger")
        self._rows = column(gap=8)
        self._offered: list[Row] = []
        self._lines = DigitLines(model.dependencies.clock)
        self.setLayout(column(label(self._say("whose"), "large", strong=True, wrap=True), self._rows, gap=8))
        self.hide()

    def load(self) -> None:
        """Show the open sessions, and ask for those signed off today."""
        model = self._model
        store, since = model.open_clinic.store, model.words.day_start(model.dependencies.clock.now().utc_ms)
        self._fill([])
        model.read(lambda: signed_lately(store, since), self._fill)

    def forget(self) -> None:
        """Offer none of those that were offered before."""
        clear_layout(self._rows)
        self._offered = []

    def digit(self, number: int) -> None:
        if 1 <= number <= len(self._offered):
            self._lines.press(self._offered[number - 1], self._offered[number - 1].click)

    def _fill(self, signed: list[SignedSession]) -> None:
        self.forget()
        named = {each.client: each.profile for each in signed}
        named |= {each.client: each.profile for each in self._model.open_sessions}
        for number, state in enumerate(self._model.open_sessions, start=1):
            self._add(self._open_text(number, state, named), partial(self.chosen.emit, state.id))
        for each in signed:
            self._add(self._signed_text(each, named), partial(self.chosen.emit, each.id))
        self._rows.addWidget(button(self._say("nobodys"), self.nobodys.emit, "quiet", large=True))
        self.filled.emit()

    @property
    def any(self) -> bool:
        """Whether there is a session that may be named."""
        return bool(self._offered)

    def _add(self, text: str, act: Callable[[], object]) -> None:
        number = len(self._offered) + 1
        made = Row(text, str(number) if number <= 9 else "")
        self._offered.append(made)
        made.clicked.connect(lambda: act())
        self._rows.addWidget(made)

    def name_of(self, state: SessionState) -> str:
        """Return where an open session is, and whose."""
        every = self._model.open_sessions
        number = next((at for at, each in enumerate(every, start=1) if each.id == state.id), len(every) + 1)
        return self._open_text(number, state, {each.client: each.profile for each in every})

    def _open_text(self, number: int, state: SessionState, named: Clients) -> str:
        where = state.couch or self._model.words.say("lock", "session", number=number)
        name = "" if self._locked else name_among(self._model.words, state.client, state.profile, named)
        return self._say("open-one", where=where, name=name) if name else where

    def _signed_text(self, each: SignedSession, named: Clients) -> str:
        at, where = self._model.words.clock_time(each.ended_utc_ms), each.couch
        if self._locked or each.profile is None or not each.profile.name:
            return self._say("signed-one", where=where, time=at) if where else self._say("signed-anywhere", time=at)
        return self._say("signed-of", name=name_among(self._model.words, each.client, each.profile, named), time=at)

"""The top bar of a session: who lies here, what they must not get, that all is saved, who treats."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy

from console.core.screening import age
from console.core.state import SessionState
from console.ui.local import clock_time, day_of
from console.ui.look import Look
from console.ui.model import Model
from console.ui.widgets.allergies import allergy_chip, show_allergies
from console.ui.widgets.basics import Elided, button, chip, label, mark, row
from console.ui.widgets.pagebar import KindChip

LARGE = 1.4
"""From this text size on."""
SKIN_TYPES = ("I", "II", "III", "IV", "V", "VI")


class TopBar(QFrame):
    """Nothing in it scrolls or hides: allergies wrap, names end in an ellipsis."""

    home = Signal()

    def __init__(self, model: Model, look: Look) -> None:
        super().__init__()
        self._model, self._look, self._words = model, look, model.words
        self.setProperty("bar", "top")
        self.setMinimumHeight(76)
        self._name = Elided("title", strong=True)
        self._facts = label("", "small", "soft")
        self._allergies = allergy_chip()
        self._session = chip("accent")
        self._mark = KindChip()
        self._saved = chip("ok")
        self._operator = Elided("large", strong=True)
        self._home = button(self.say("home"), self.home.emit, "quiet", self.say("home-long"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(2)
        self._below = row(self._facts, self._session, self._mark, 1, gap=14)
        self._grid.addWidget(self._name, 0, 0)
        self._grid.addWidget(self._allergies, 0, 2)
        self._grid.setColumnStretch(3, 1)
        inside = row(self._grid, self._saved, self._operator, self._home, gap=14)
        inside.setStretch(0, 1)
        inside.setContentsMargins(22, 8, 12, 8)
        self.setLayout(inside)
        look.changed.connect(self._arrange)
        self._arrange()
        for fixed in (self._facts, self._session, self._saved, self._mark):
            fixed.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._saved.setAlignment(Qt.AlignmentFlag.AlignCenter)
        model.saving.connect(self._saving)

    def _arrange(self) -> None:
        """One line; with large text the lesser facts go below the name."""
        large = self._look.scale >= LARGE
        self._grid.removeItem(self._below)
        self._grid.addLayout(self._below, 1 if large else 0, 0 if large else 1, 1, 4 if large else 1)

    def say(self, code: str, **facts: object) -> str:
        return self._words.say("window", code, **facts)

    def show_state(self, state: SessionState) -> None:
        profile = state.profile
        none = self._words.say("format", "none")
        self._name.say(profile.name if profile else none)
        years = age(profile.born, day_of(state.begun.utc_ms)) if profile else None
        facts = [str(years)] if years is not None else []
        if profile and profile.skin:
            facts.append(self.say("skin-type", type=SKIN_TYPES[profile.skin - 1]))
        self._facts.setText(" · ".join(facts))
        show_allergies(self._allergies, self._words, profile)
        self._session.setText(self.say("session-number", number=state.number))
        self._mark.show_kind(self._model)
        self._operator.say(state.operator.name)
        self._saving(False)

    def _saving(self, slow: bool) -> None:
        state = self._model.session
        if state is None:
            return
        if self._model.problem is not None:
            self._saved.setText(self.say("not-saved"))
            mark(self._saved, chip="stop")
        elif slow:
            self._saved.setText(self.say("saving"))
            mark(self._saved, chip="warn")
        else:
            self._saved.setText(self.say("saved", time=clock_time(state.timeline.at.utc_ms, seconds=True)))
            mark(self._saved, chip="ok")

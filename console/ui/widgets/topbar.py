"""The top bar of a session: who lies here, what they must not get, that all is saved, who treats."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy

from console.core.screening import age
from console.core.state import SessionState
from console.ui.local import clock_time, day_of
from console.ui.model import Model
from console.ui.widgets.basics import Elided, button, chip, label, mark, row

SKIN_TYPES = ("I", "II", "III", "IV", "V", "VI")


class TopBar(QFrame):
    """Nothing in it scrolls or hides: allergies wrap, names end in an ellipsis."""

    home = Signal()

    def __init__(self, model: Model) -> None:
        super().__init__()
        self._model, self._words = model, model.words
        self.setProperty("bar", "top")
        self.setMinimumHeight(76)
        self._name = Elided("title", strong=True)
        self._facts = label("", "small", "soft")
        self._allergies = chip("stop")
        self._allergies.setWordWrap(True)
        self._allergies.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._session = chip("accent")
        self._mark = chip("warn")
        self._mark.setText(self.say("rehearsal"))
        self._saved = chip("ok")
        self._operator = Elided("large", strong=True)
        self._home = button(self.say("home"), self.home.emit, "quiet", self.say("home-long"))
        client = row(self._name, self._facts, self._allergies, self._session, self._mark, 1, gap=14)
        for each in (self._allergies, self._session, self._mark):
            client.setAlignment(each, Qt.AlignmentFlag.AlignVCenter)
        inside = row(client, self._saved, self._operator, self._home, gap=14)
        inside.setContentsMargins(22, 8, 12, 8)
        self.setLayout(inside)
        for fixed in (self._facts, self._session, self._saved, self._mark):
            fixed.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._saved.setAlignment(Qt.AlignmentFlag.AlignCenter)
        model.saving.connect(self._saving)

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
        known = " ".join(profile.allergies.split()) if profile else ""
        self._allergies.setText(self.say("allergies", allergies=known) if known else self.say("no-allergies"))
        mark(self._allergies, chip="stop" if known else "accent", strong=bool(known))
        self._session.setText(self.say("session-number", number=state.number))
        self._mark.setVisible(self._model.example)
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

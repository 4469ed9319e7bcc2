"""The top bar of a session: who lies here, what they must not get, that all is saved, who treats."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout

from console.core.screening import age
from console.core.state import SessionState
from console.ui.clients.allergies import allergy_chip, show_allergies
from console.ui.clients.client_name import name_text, shares_name
from console.ui.kit.labels import ElidedLabel, button, chip, label, let_wrap, mark
from console.ui.kit.layouts import column, row
from console.ui.kit.page_bar import KindChip
from console.ui.kit.theme import Theme
from console.ui.shell.model import Model

OPERATOR_PART = 6
"""At most this part of the width is for who works: the client's name comes first."""
SHORT = 0.26
"""Of the bar's width: longer allergies go on a line of their own."""
SKIN_TYPES = ("I", "II", "III", "IV", "V", "VI")


class TopBar(QFrame):
    """Nothing in it scrolls or hides: allergies wrap, names end in an ellipsis."""

    home = Signal()
    lock = Signal()

    def __init__(self, model: Model, theme: Theme) -> None:
        super().__init__()
        self._model, self._theme, self._words = model, theme, model.words
        self.setProperty("bar", "top")
        self._name = ElidedLabel("title", strong=True)
        self._facts = label("", "small", "soft")
        self._allergies = allergy_chip()
        self._session = chip("accent")
        self._mark = KindChip()
        self._saved = chip("ok")
        self._operator = ElidedLabel("large", strong=True)
        self._home = button(self.say("home"), self.home.emit, "quiet", self.say("home-long"), large=True)
        locks = model.words.say("lock", "lock-long")
        self._lock = button(model.words.say("lock", "lock"), self.lock.emit, "quiet", locks, large=True)
        self._lesser = row(self._facts, self._session, self._mark, self._allergies, gap=14)
        self._first = row(self._name, 1, self._saved, self._operator, self._lock, self._home, gap=14)
        outer = column(self._first, gap=4)
        outer.setContentsMargins(22, 2, 12, 4)
        self.setLayout(outer)
        self._first.insertLayout(1, self._lesser)
        self._in_two = False
        theme.changed.connect(self._arrange)
        for fixed in (self._facts, self._session, self._saved, self._mark):
            fixed.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._saved.setAlignment(Qt.AlignmentFlag.AlignCenter)
        model.saving.connect(self._saving)
        model.session_numbered.connect(self._number_came)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """One line; with large text or long allergies a second one, in which the allergies have all the room."""
        self._operator.setMaximumWidth(self.width() // OPERATOR_PART)
        needs = self._allergies.fontMetrics().horizontalAdvance(self._allergies.text()) + 2 * self._theme.px(16)
        large = self._theme.large
        taken = sum(each.sizeHint().width() + 14 for each in (self._facts, self._session, self._mark) if each.text())
        long = needs > (self.width() - 34 - taken if large else self.width() * SHORT)
        let_wrap(self._allergies, long)
        self._lesser.setStretch(3, int(long))
        middle = Qt.AlignmentFlag(0) if long else Qt.AlignmentFlag.AlignVCenter
        self._lesser.setAlignment(self._allergies, middle)
        in_two = large or long
        if in_two != self._in_two:
            self._in_two = in_two
            outer = self.layout()
            assert isinstance(outer, QVBoxLayout)
            (self._first if in_two else outer).removeItem(self._lesser)
            self._lesser.setParent(None)
            if in_two:
                outer.addLayout(self._lesser)
                self._lesser.addStretch(0)
            else:
                self._lesser.takeAt(4)
                self._first.insertLayout(1, self._lesser)

    def say(self, code: str, **facts: object) -> str:
        return self._words.say("window", code, **facts)

    def show_state(self, state: SessionState) -> None:
        profile = state.profile
        none = self._words.say("format", "none")
        self._name.set_text(name_text(self._words, profile) if profile else none)
        years = age(profile.born, self._words.day_of(state.begun.utc_ms)) if profile else None
        facts = [str(years)] if years is not None else []
        others = {each.client: each.profile for each in self._model.open_sessions}
        if profile and shares_name(self._words, state.client, profile, others):
            facts.append(self._words.iso_day(profile.born) or self._words.say("clients", "born-open"))
        if profile and profile.skin:
            facts.append(self.say("skin-type", type=SKIN_TYPES[profile.skin - 1]))
        self._facts.setText(" · ".join(facts))
        show_allergies(self._allergies, self._words, profile)
        self._show_number()
        self._mark.show_kind(self._model)
        self._operator.set_text(state.operator.name)
        self._arrange()
        self._saving(False)

    def _show_number(self) -> None:
        """Show which of their client's sessions it is, as soon as that is read."""
        number = self._model.session_number
        self._session.setText(self.say("session-number", number=number) if number else "")
        self._session.setVisible(number is not None)

    def _number_came(self) -> None:
        self._show_number()
        self._arrange()

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
            self._saved.setText(self.say("saved", time=self._words.clock_time(state.timeline.at.utc_ms, seconds=True)))
            mark(self._saved, chip="ok")

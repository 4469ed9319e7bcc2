"""The top bar of a session: who lies here, what they must not get, that all is saved, who treats."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy

from console.core.screening import age
from console.core.state import SessionState
from console.ui.clients.allergies import allergy_chip, show_allergies
from console.ui.clients.client_name import name_text, shares_name
from console.ui.kit.labels import ElidedLabel, button, chip, hint, label, let_wrap, mark
from console.ui.kit.layouts import column, row
from console.ui.kit.page_bar import KindChip
from console.ui.kit.theme import Theme
from console.ui.kit.whole_name import FittingName
from console.ui.shell.model import Model

OPERATOR_PART = 6
"""At most this part of the width is for who works: the client's name comes first."""
GAP, LEAST = 14, 2
SKIN_TYPES = ("I", "II", "III", "IV", "V", "VI")


class TopBar(QFrame):
    """Nothing in it scrolls. The client's name and allergies are always whole: where there is no room the words of
    "saved" go first, then which session it is; then the name gets smaller letters; in a tight window the skin type
    goes, then who works here; then both wrap.
    """

    home = Signal()
    lock = Signal()

    def __init__(self, model: Model, theme: Theme) -> None:
        super().__init__()
        self._model, self._theme, self._words = model, theme, model.words
        self.setProperty("bar", "top")
        self._name = FittingName(theme)
        self._facts = label("", "small", "soft")
        self._allergies = allergy_chip()
        self._session = chip("accent")
        self._mark = KindChip()
        self._saved = chip("ok")
        self._saved_texts = "", ""
        self._facts_texts = "", ""
        self._operator = ElidedLabel("body", strong=True)
        self._home = button(self.say("home"), self.home.emit, "quiet", self.say("home-long"), large=True)
        locks = model.words.say("lock", "lock-long")
        self._lock = button(model.words.say("lock", "lock"), self.lock.emit, "quiet", locks, large=True)
        self._lesser = row(self._facts, self._session, self._mark, self._allergies, gap=GAP)
        self._lesser.addStretch(0)
        aside = column(1, self._saved, self._operator, 1, gap=2)
        self._outer = row(column(self._name, self._lesser, gap=0), aside, self._lock, self._home, gap=GAP)
        self._outer.setStretch(0, 1)
        self._outer.setContentsMargins(22, 0, 12, 3)
        self.setLayout(self._outer)
        theme.changed.connect(self._arrange)
        for fixed in (self._facts, self._session, self._saved, self._mark):
            fixed.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._saved.setAlignment(Qt.AlignmentFlag.AlignCenter)
        model.saving.connect(self._saving)
        model.session_numbered.connect(self._show_number)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

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
        skin = [self.say("skin-type", type=SKIN_TYPES[profile.skin - 1])] if profile and profile.skin else []
        self._facts_texts = " · ".join(facts + skin), " · ".join(facts)
        self._facts.setAccessibleName(self._facts_texts[0])
        show_allergies(self._allergies, self._words, profile)
        self._mark.show_kind(self._model)
        self._operator.set_text(state.operator.name)
        self._show_number()
        self._saving(False)

    def _show_number(self) -> None:
        """Show which of their client's sessions it is, as soon as that is read."""
        number = self._model.session_number
        self._session.setText(self.say("session-number", number=number) if number else "")
        self._arrange()

    def _saving(self, slow: bool) -> None:
        state = self._model.session
        if state is None:
            return
        short = ""
        if self._model.problem is not None:
            kind, text = "stop", self.say("not-saved")
            short = self.say("not-saved-short") if self._theme.tight else ""
        elif slow:
            kind, text = "warn", self.say("saving")
        else:
            time = self._words.clock_time(state.timeline.at.utc_ms, seconds=True)
            kind, text, short = "ok", self.say("saved", time=time), self.say("saved-short")
        mark(self._saved, chip=kind)
        if (text, short or text) != self._saved_texts:
            self._saved_texts = text, short or text
            self._saved.setAccessibleName(text)
            self._saved.setToolTip(hint(text))
            self._arrange()

    def _arrange(self) -> None:
        """Share out the width, and say less where it is not enough for all."""
        self._operator.setMaximumWidth(self.width() // OPERATOR_PART)
        ways = [(size, which) for size in ("title", "large") for which in (0, 1)]
        for less in range(LEAST + 1 if self._theme.tight else 1):
            self._facts.setText(self._facts_texts[min(less, 1)])
            self._operator.setVisible(less < LEAST)
            rooms = [self._room_beside(text) for text in self._saved_texts]
            fitting = (way for way in ways if self._name.wide(way[0]) <= rooms[way[1]])
            size, which = next(fitting, ways[-1])
            if self._lesser_px() + GAP <= rooms[which]:
                break
        self._name.take_size(size)
        if self._saved.text() != self._saved_texts[which]:
            self._saved.setText(self._saved_texts[which])
        self._arrange_lesser(rooms[which] - GAP)

    def _room_beside(self, saved: str) -> int:
        """Return what the client has of the width where this is said of what was saved."""
        wide = self._saved.fontMetrics().horizontalAdvance
        chip_px = self._saved.sizeHint().width() - wide(self._saved.text()) + wide(saved)
        works = self._operator.sizeHint().width() if not self._operator.isHidden() else 0
        aside = max(chip_px, min(works, self._operator.maximumWidth()))
        edges = self._outer.contentsMargins()
        others = self._lock.sizeHint().width() + self._home.sizeHint().width() + edges.left() + edges.right()
        return self.width() - others - aside - 3 * GAP

    def _lesser_px(self) -> int:
        """Return the width of the allergies in one line, and of what stands before them."""
        wide = self._allergies.fontMetrics().horizontalAdvance(self._allergies.text())
        before = (each for each in (self._facts, self._mark) if not each.isHidden())
        return wide + 2 * self._theme.px(16) + sum(each.sizeHint().width() + GAP for each in before)

    def _arrange_lesser(self, room: int) -> None:
        """Allergies that have no room beside all else wrap, and which session it is gives them its place."""
        needs, session = self._lesser_px(), self._session.sizeHint().width() + GAP
        self._session.setVisible(bool(self._session.text()) and needs + session <= room)
        long = needs > room
        let_wrap(self._allergies, long)
        self._lesser.setStretch(3, int(long))
        middle = Qt.AlignmentFlag(0) if long else Qt.AlignmentFlag.AlignVCenter
        self._lesser.setAlignment(self._allergies, middle)

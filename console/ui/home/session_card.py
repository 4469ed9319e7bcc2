"""An open session on the home page: who, where, what runs, what calls, and the way back in."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from console.app.number_input import parse_whole
from console.app.today import OpenSession
from console.core.state import SessionState
from console.core.text.locale import clock_text
from console.core.timers import Gap, gap
from console.ui.alarms.alarm_banner import MARKS
from console.ui.alarms.timer_text import alarm_text, timer_text
from console.ui.clients.allergies import allergy_chip, show_allergies
from console.ui.clients.client_name import Clients, name_among
from console.ui.kit.choice import Choice
from console.ui.kit.flow import Flow
from console.ui.kit.labels import button, chip, label, mark
from console.ui.kit.layouts import column, holder, row
from console.ui.kit.prompt import Prompt
from console.ui.kit.whole_name import WholeName
from console.ui.shell.model import Model

OTHER_MIN = (1, 2, 5, 10, 15, 30, 60, 120)
MOST_MIN = 366 * 24 * 60
CHIPS = {"high": "stop", "medium": "warn", "low": "accent"}
AS_THE_CLOCKS_SAY = -1


class Lines(QVBoxLayout):
    """Texts that change while they are shown; only what changed is painted again."""

    def __init__(self, make: Callable[[], QLabel]) -> None:
        super().__init__()
        self._make = make
        self._labels: list[QLabel] = []
        self.setSpacing(6)

    def set_text(self, lines: list[tuple[str, str]]) -> None:
        """Show these texts, each with its chip or ""."""
        while len(self._labels) < len(lines):
            self._labels.append(self._make())
            self.addWidget(self._labels[-1])
        for index, shown in enumerate(self._labels):
            text, kind = lines[index] if index < len(lines) else ("", "")
            if shown.text() != text:
                shown.setText(text)
            if shown.isHidden() == bool(text):
                shown.setVisible(bool(text))
            if kind:
                mark(shown, chip=kind)


class SessionCard(QFrame):
    """An open session: who, where, what runs, what calls.

    `resume` gets its id; `resume_after` also how long the computer was off in ms, or AS_THE_CLOCKS_SAY.
    """

    def __init__(
        self,
        model: Model,
        prompt: Prompt,
        going: OpenSession,
        digit: int,
        resume: Callable[[str], object],
        resume_after: Callable[[str, int], object],
        others: Clients,
    ) -> None:
        """`others` are the clients who are named on the page."""
        super().__init__()
        self._key = f"   {digit}" if digit <= 9 else ""
        self._model, self._prompt, self._number, self._beat = model, prompt, going.number, going.beat
        self._resume, self._resume_after, self._others = resume, resume_after, others
        self._say, self._of_clients = partial(model.words.say, "home"), partial(model.words.say, "clients")
        self.state = going.state
        self.sure = going.state.timeline.sure(model.dependencies.clock.now())
        self._name, self._step = WholeName(), label("", "body", "soft", wrap=True)
        self._couch, self._allergies = chip("accent"), allergy_chip()
        self._alarms = Lines(_alarm)
        self._timers = Lines(lambda: label("", "large", wrap=True))
        self.go_on = button("", self.press, large=True)
        self.other: QPushButton | None = None
        self._gap = label("", "body", strong=True, wrap=True)
        self._lay_out()
        self.show_state(going.state)

    def show_state(self, state: SessionState) -> None:
        self.state = state
        name = name_among(self._model.words, state.client, state.profile, self._others)
        step = state.protocol.step[state.step].label
        self._name.set_text(name)
        self._couch.setText(state.couch or self._of_clients("no-couch"))
        self._step.setText(self._say("step", step=step, number=self._number))
        show_allergies(self._allergies, self._model.words, state.profile)
        self.setAccessibleName(f"{name}, {self._couch.text()}, {self._step.text()}, {self._allergies.text()}")
        if self.sure:
            self.go_on.setText(self._of_clients("go-on") + self._key)
            self.go_on.setAccessibleName(self._of_clients("go-on-with", name=name, step=step))
        else:
            self._show_gap()
        self.tick()

    def tick(self) -> None:
        words, state = self._model.words, self.state
        alarms = [
            (f"{MARKS[each.level]}  {alarm_text(words, state, each)}", CHIPS[each.level])
            for each in self._model.alarms_of(state)
        ]
        self._alarms.set_text(alarms)
        self._timers.set_text([(timer_text(words, state, each), "") for each in self._model.timers_of(state)])

    def press(self) -> None:
        """Go on, agree with the clocks, or ask where they can't tell: what the large button says."""
        if self.sure:
            self._resume(self.state.id)
        elif self._gap_now().ask:
            self.ask_length()
        else:
            self._resume_after(self.state.id, AS_THE_CLOCKS_SAY)

    def ask_length(self) -> None:
        """Ask how long the computer was off; the wall clock's own figure comes first where it has one."""
        now = self._model.dependencies.clock.now()
        by_clock = self._gap_now().off_ms - now.boot_ms
        choices = []
        if self._gap_now().ask and by_clock > 0:
            text = self._say("gap-take", off=self._length(by_clock))
            choices.append(Choice(text, partial(self._resume_after, self.state.id, by_clock)))
        for minutes in OTHER_MIN[len(choices) :]:
            stated = partial(self._resume_after, self.state.id, minutes * 60_000)
            choices.append(Choice(self._length(minutes * 60_000), stated))
        place = f"gap {self.state.id}"
        title, long = self._say("gap-title"), self._say("gap-long")
        self._prompt.ask(title, choices, long, self._exact(), place=place, again=self.ask_length)

    def _exact(self) -> QWidget:
        """Return a line for any other number of minutes."""
        field = QLineEdit()
        field.setMaxLength(len(str(MOST_MIN)))
        field.setAccessibleName(self._say("gap-exact"))
        field.setMinimumHeight(60)

        def take() -> None:
            minutes = parse_whole(field.text(), MOST_MIN)
            if minutes is not None:
                self._prompt.typed.choose()
                self._prompt.close_sheet()
                self._resume_after(self.state.id, minutes * 60_000)

        field.returnPressed.connect(take)
        taken = button(self._say("gap-exact-take"), take, large=True)
        asked = row(label(self._say("gap-exact"), wrap=True), field, taken)
        asked.setStretch(0, 1)
        return holder(asked)

    def _gap_now(self) -> Gap:
        return gap(self.state.timeline, self._model.dependencies.clock.now(), self._beat)

    def _length(self, ms: int) -> str:
        if ms % 60_000:
            return clock_text(ms)
        hours, minutes = divmod(ms // 60_000, 60)
        parts = [self._say("hours", number=hours)] if hours else []
        return " ".join([*parts, self._say("minutes", number=minutes)] if minutes else parts)

    def _show_gap(self) -> None:
        found = self._gap_now()
        off = clock_text(found.off_ms)
        code = "gap" if not found.ask else "gap-unsure" if found.off_ms else "gap-back"
        self._gap.setText(f"⚠ {self._say(code, off=off)}")
        text = self._say("gap-say") if found.ask else self._say("gap-agree", off=off)
        self.go_on.setText(text + self._key)
        self.go_on.setAccessibleName(f"{self._name.accessibleName()}: {text}")
        if self.other:
            self.other.setVisible(not found.ask)
            self.other.setAccessibleName(f"{self._name.accessibleName()}: {self.other.text()}")

    def _lay_out(self) -> None:
        self.setProperty("card", True)
        where = row(self._couch, self._step)
        where.setStretch(1, 1)
        where.setAlignment(self._couch, Qt.AlignmentFlag.AlignVCenter)
        inside = column(self._name, where, self._allergies, self._alarms, self._timers, gap=10)
        if self.sure:
            inside.addStretch(1)
            inside.addWidget(self.go_on)
        else:
            self.other = button(self._say("gap-other"), self.ask_length, large=True)
            banner = QFrame()
            banner.setProperty("banner", "warn")
            asked = column(self._gap, Flow(self.go_on, self.other, gap=10), gap=10)
            asked.setContentsMargins(10, 12, 10, 12)
            banner.setLayout(asked)
            inside.addStretch(1)
            inside.addWidget(banner)
        inside.setContentsMargins(18, 16, 18, 18)
        self.setLayout(inside)


def _alarm() -> QLabel:
    made = allergy_chip()
    made.setProperty("strong", True)
    return made

"""An open session on the locked screen: alarms and clocks, to be read from afar, and what anybody may do."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from console.core.alarms import Alarm, Timer
from console.core.events import Acknowledged, CreamOff, Paused, SessionBody
from console.core.state import SessionState
from console.core.text.locale import clock_text
from console.ui.alarms.alarm_banner import AlarmBanner
from console.ui.alarms.bell import Bell
from console.ui.alarms.timer_text import alarm_text, code_without_maximum
from console.ui.input.keys import debounce
from console.ui.kit.labels import button, enlarge, label
from console.ui.kit.layouts import clear_layout, column, row
from console.ui.kit.theme import Theme
from console.ui.shell.model import Model

Act = Callable[[SessionState, SessionBody], object]


class LockedCard(QFrame):
    """An open session: names the couch and nobody. `act` gets the session and what somebody did."""

    def __init__(self, model: Model, theme: Theme, bell: Bell, where: str, act: Act) -> None:
        super().__init__()
        self._model, self._theme, self._bell, self._where, self._act = model, theme, bell, where, act
        self._say = partial(model.words.say, "lock")
        self._shape: object = None
        self._figures: list[QLabel] = []
        self._alarms: list[Alarm] = []
        self._banners: list[AlarmBanner] = []
        bell.beat.connect(self._flash)
        self.setProperty("card", True)
        self._inside: QVBoxLayout = column(gap=10)
        self._inside.setContentsMargins(20, 14, 20, 16)
        self.setLayout(self._inside)

    def show_state(self, state: SessionState) -> None:
        """Show the session; only what changed is made again, so that a button under a finger stays where it is."""
        model = self._model
        running, alarms = model.timers_of(state), model.alarms_of(state)
        shape = (
            [(each.kind, each.number, each.phase) for each in running],
            [each.id for each in alarms],
            state.on,
            state.paused,
            self._theme.tight,
        )
        if shape != self._shape:
            self._shape = shape
            clear_layout(self._inside)
            self._fill(state, running, alarms)
        for figure, timer in zip(self._figures, running, strict=True):
            text = clock_text(timer.elapsed_ms)
            if figure.text() != text:
                figure.setText(text)
        self._alarms = alarms
        for banner, alarm in zip(self._banners, alarms, strict=True):
            banner.show_alarm(state, alarm)

    def _fill(self, state: SessionState, running: list[Timer], alarms: list[Alarm]) -> None:
        self._inside.addWidget(label(self._where, "title", strong=True, wrap=True))
        self._banners = [self._banner(state, alarm) for alarm in alarms]
        for banner in self._banners:
            self._inside.addWidget(banner)
        size = "huge" if self._theme.tight else "far"
        self._figures = [label("", size, strong=True) for _ in running]
        for figure, timer in zip(self._figures, running, strict=True):
            line = row(figure, label(self._timer(state, timer), "large", wrap=True), gap=10)
            line.setStretch(1, 1)
            line.setAlignment(figure, Qt.AlignmentFlag.AlignVCenter)
            self._inside.addLayout(line)
        for deed in self._deeds(state):
            self._inside.addWidget(deed)

    def _timer(self, state: SessionState, timer: Timer) -> str:
        code = f"timer-{timer.kind}-{timer.phase}" if timer.phase else f"timer-{timer.kind}"
        code = code_without_maximum(code, state, timer.number) if timer.phase == "overtime" else code
        facts: dict[str, str] = {}
        if timer.kind == "numbing":
            agent = next(each.agent for each in state.applications if each.number == timer.number)
            facts["agent"] = f"{_number(state, timer.number)} {state.protocol.agent[agent].label}".strip()
        elif timer.kind == "reaction":
            facts["number"] = f" {timer.number}" if len(state.reactions) > 1 else ""
        return self._say(code, **facts)

    def _banner(self, state: SessionState, alarm: Alarm) -> AlarmBanner:
        words = self._model.words
        text = alarm_text(words, state, alarm)
        made = AlarmBanner(words, self._bell, "", self._say("acknowledge"), self._does(state, Acknowledged(alarm.id)))
        made.button.setAccessibleName(self._say("acknowledge-of", where=self._where, alarm=text))
        if self._theme.tight:
            made.put_below()
        return made

    def _flash(self) -> None:
        for banner, alarm in zip(self._banners, self._alarms, strict=True):
            banner.flash(alarm)

    def _deeds(self, state: SessionState) -> list[QWidget]:
        made = []
        for each in state.on:
            agent = state.protocol.agent[each.agent].label
            number = _number(state, each.number)
            name = self._say("cream-off-of", where=self._where, agent=agent, number=number)
            does = self._does(state, CreamOff(each.number))
            made.append(button(self._say("cream-off", number=number), does, "danger", name))
        if not state.paused:
            name = self._say("stop-work-of", where=self._where)
            made.append(button(self._say("stop-work"), self._does(state, Paused()), name=name))
        enlarge(*made)
        return list(made)

    def _does(self, state: SessionState, body: SessionBody) -> Callable[[], None]:
        return debounce(self._model.dependencies.clock, partial(self._act, state, body))


def _number(state: SessionState, application: int) -> str:
    """Return the application's number to put behind a word; "" where there is only one."""
    return f" {application}" if len(state.applications) > 1 else ""

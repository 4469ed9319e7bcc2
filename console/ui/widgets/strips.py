"""Strips across the page: alarms until somebody acknowledges them, what was refused and why, trouble with the disk."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from console.core.clocks import Alarm
from console.core.state import SessionState
from console.ui.desk import Desk
from console.ui.widgets.basics import button, emptied, label, mark, row
from console.ui.widgets.timertext import alarm_text

MARKS = {"high": "***", "medium": "**", "low": "*"}
BANNERS = {"high": "stop", "medium": "warn", "low": "low"}


class Strip(QFrame):
    """One line with a button at its end."""

    def __init__(self, kind: str, text: str = "", does: str = "", pressed: Callable[[], object] | None = None) -> None:
        super().__init__()
        self.setProperty("banner", kind)
        self.text: QLabel = label(text, strong=True, wrap=True)
        self.button: QPushButton = button(does, pressed)
        self.button.setProperty("session", True)
        inside = row(self.text, self.button)
        inside.setStretch(0, 1)
        inside.setContentsMargins(16, 4, 6, 4)
        self.setLayout(inside)
        self.button.setVisible(bool(does))
        self.setMinimumHeight(56)

    def say(self, text: str, kind: str) -> None:
        self.text.setText(text)
        self.setAccessibleName(text)
        mark(self, banner=kind)


class Alarms(QWidget):
    """The highest first. An alarm of another couch says which one."""

    def __init__(self, desk: Desk, acknowledge: Callable[[SessionState, Alarm], None]) -> None:
        super().__init__()
        self._desk, self._acknowledge = desk, acknowledge
        self._list = QVBoxLayout(self)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(6)
        self._shown: list[tuple[str, str]] = []
        self._here = ""
        self.raised: list[tuple[SessionState, Alarm]] = []
        self.hide()

    def tick(self) -> None:
        model = self._desk.model
        self.raised = [(state, alarm) for state in model.open_sessions for alarm in model.alarms_of(state)]
        order = ("high", "medium", "low")
        self.raised.sort(key=lambda each: order.index(each[1].level))
        here = model.session.id if model.session else ""
        now = [(state.id, alarm.id) for state, alarm in self.raised]
        if (here, now) == (self._here, self._shown):
            return
        self._here, self._shown = here, now
        emptied(self._list)
        most = 1 if self._desk.look.large or len(self.raised) > 2 else 2
        for state, alarm in self.raised[:most]:
            self._list.addWidget(self._strip(state, alarm))
        if (more := len(self.raised) - most) > 0:
            self._list.addWidget(label(self._desk.say("alarms-more", count=more), "body", "stop", strong=True))
        self.setVisible(bool(now))

    def acknowledge_first(self) -> None:
        if self.raised:
            self._acknowledge(*self.raised[0])

    def _strip(self, state: SessionState, alarm: Alarm) -> Strip:
        here = self._desk.model.session is not None and self._desk.model.session.id == state.id
        where = "" if here else self._desk.say("on-couch", couch=state.couch or "?")
        text = f"{MARKS[alarm.level]}  {where}{alarm_text(self._desk.words, state, alarm)}"
        made = Strip("stop", "", self._desk.say("acknowledge"), partial(self._acknowledge, state, alarm))
        made.say(text, BANNERS[alarm.level])
        return made

"""The alarms of every couch across the run screen, the most urgent first, until somebody has seen them."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.core.alarms import LEVELS, Alarm
from console.core.state import SessionState
from console.ui.alarms.alarm_banner import AlarmBanner, AlarmLine
from console.ui.alarms.mute import MuteButton, mute_text
from console.ui.kit.labels import label
from console.ui.kit.layouts import clear_layout
from console.ui.session.pane_context import PaneContext

Raised = tuple[SessionState, Alarm]


class AlarmBanners(QWidget):
    """An alarm of another couch says which one. Beside the first stands what mutes them all."""

    def __init__(self, context: PaneContext, acknowledge: Callable[[SessionState, Alarm], None]) -> None:
        super().__init__()
        self._context, self._acknowledge = context, acknowledge
        self._list = QVBoxLayout(self)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(6)
        self._shown = False, "", list[tuple[str, str, bool]]()
        self.only_one = False
        """Whether one strip stands for all of them, and says how many more there are."""
        self._strips: list[AlarmBanner | AlarmLine] = []
        self._mute: MuteButton | None = None
        self.raised: list[Raised] = []
        context.bell.beat.connect(self._beaten)
        self.hide()

    def tick(self) -> None:
        model = self._context.model
        self.raised = [(state, alarm) for state in model.open_sessions for alarm in model.alarms_of(state)]
        self.raised.sort(key=lambda each: (LEVELS.index(each[1].level), each[1].quiet))
        here = model.session.id if model.session else ""
        now = [(state.id, alarm.id, alarm.quiet) for state, alarm in self.raised]
        one = self.only_one or self._context.theme.low
        if (one, here, now) != self._shown:
            self._shown = one, here, now
            self._fill(one)
        if self._mute is not None:
            self._mute.tick()
        note = mute_text(self._context.words, self._context.bell)
        if one and len(self.raised) > 1:
            note = self._context.say("alarms-more", count=len(self.raised) - 1)
        for index, (strip, (state, alarm)) in enumerate(zip(self._strips, self.raised, strict=False)):
            strip.show_alarm(state, alarm, "" if index else note)

    def acknowledge_first(self) -> None:
        """Of those that nobody has seen."""
        calling = [each for each in self.raised if not each[1].quiet]
        if calling:
            self._acknowledge(*calling[0])

    def least_px(self) -> int:
        """Return how high a strip is whose text takes two lines."""
        sample = AlarmBanner(self._context.words, self._context.bell, "", "-", lambda: None)
        sample.setParent(self)
        sample.ensurePolished()
        sample.button.ensurePolished()
        sample.text.setText("\n")
        least = sample.sizeHint().height()
        sample.deleteLater()
        return least

    def _fill(self, one: bool) -> None:
        clear_layout(self._list)
        self._strips, self._mute = [], None
        context = self._context
        most = 1 if context.theme.large or one or len(self.raised) > 2 else 2
        for state, alarm in self.raised[:most]:
            strip = self._strip(state, alarm)
            self._list.addWidget(strip)
            self._strips.append(strip)
        first = self._strips[0] if self._strips else None
        if isinstance(first, AlarmBanner):
            self._mute = MuteButton(context.words, context.bell)
            first.put_beside(self._mute)
        for strip in self._strips:
            strip.show()  # else those before it are measured, and their room is kept over the danger card
        if (more := len(self.raised) - most) > 0 and not one:
            self._list.addWidget(label(context.say("alarms-more", count=more), "body", "stop", strong=True))
        self.setVisible(bool(self.raised))

    def _strip(self, state: SessionState, alarm: Alarm) -> AlarmBanner | AlarmLine:
        context = self._context
        here = context.model.session is not None and context.model.session.id == state.id
        where = "" if here else context.say("on-couch", couch=state.couch or "?")
        if alarm.quiet and context.theme.large:
            return AlarmLine(context.words, where)
        seen = partial(self._acknowledge, state, alarm)
        return AlarmBanner(context.words, context.bell, where, context.say("acknowledge"), seen)

    def _beaten(self) -> None:
        for strip, (_, alarm) in zip(self._strips, self.raised, strict=False):
            strip.flash(alarm)

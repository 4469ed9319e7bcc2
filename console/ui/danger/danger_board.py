"""The danger card's parts, wherever it is shown: what to read in the middle, the number and what was done beside it."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QLayout, QScrollArea, QVBoxLayout, QWidget

from console.app.late_danger import LateDanger
from console.core.danger_parts import Danger
from console.core.state import SessionState
from console.core.state_parts import DangerRun
from console.core.text.locale import clock_text
from console.ui.danger.danger_actions import DangerActions
from console.ui.danger.danger_guide import DangerGuide
from console.ui.danger.emergency_call import EmergencyCall
from console.ui.kit.digit_lines import bring
from console.ui.kit.labels import label, mark
from console.ui.kit.layouts import card, column, holder, row, scroll_area
from console.ui.kit.wrapped_button import WrappedButton
from console.ui.shell.model import Model

LEAST_PX = 30
"""Of what scrolls, where alarms leave little room: the number and what comes first are never cut."""
EDGE = 18
GAP, STILL_PX = 6, 44
"""Of the actions that scroll, where the ways out stand still below them."""


class DangerSide(QWidget):
    """The number; the first two things to do; the actions, which scroll; the ways out. As much of it as there is room
    for stands still: the number always, then the ways out, which come behind all actions and never between them."""

    def __init__(
        self,
        told: QLayout,
        first: QWidget,
        rest: QScrollArea,
        ways_out: QWidget,
        above: QVBoxLayout,
        below: QVBoxLayout,
    ) -> None:
        super().__init__()
        self._told, self._first, self._ways_out, self._above, self._below = told, first, ways_out, above, below
        self._inside = column(told, first, rest, gap=GAP)
        self.setLayout(self._inside)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        told, first, out = (self._high(each) for each in (self._told, self._first.layout(), self._ways_out.layout()))
        room = self.height() - told - first - 2 * GAP
        still = room - out - GAP >= STILL_PX
        if room >= out:
            self._inside.addWidget(self._ways_out)
        else:
            self._below.addWidget(self._ways_out)
        if still or LEAST_PX <= room < out:
            self._inside.insertWidget(1, self._first)
        else:
            self._above.insertWidget(0, self._first)

    def _high(self, part: QLayout | None) -> int:
        assert part is not None
        flowing = part.totalHeightForWidth(self.width()) if part.hasHeightForWidth() else 0
        return max(flowing, part.totalMinimumSize().height())


class Brought(WrappedButton):
    """A button that comes into sight with the focus, from wherever Tab comes."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        bring(self)


class DangerBoard(QObject):
    """`middle` and `side` are laid out by whoever shows the card. What stands still: `DangerSide`; all else scrolls."""

    pressed = Signal(str)
    """An action was done, by its words."""
    cream_off = Signal()
    over = Signal()
    mistaken = Signal()
    """Nobody meant to open the card."""
    back = Signal()

    def __init__(self, model: Model, back: str) -> None:
        super().__init__()
        self._words = model.words
        self.danger = Danger()
        self._time = label("", "huge", "stop", strong=True)
        words, clock = model.words, model.dependencies.clock
        self.guide, self.call, self.actions = DangerGuide(words), EmergencyCall(model), DangerActions(words, clock)
        self._remove = WrappedButton("", self.cream_off.emit, "alarm")
        self._bare = label(self.say("no-cream"), strong=True, wrap=True)
        self.known = label("", wrap=True)
        self._over = WrappedButton(self.say("over"), self.over.emit)
        self.actions.pressed.connect(self.pressed)
        self.title = label(self.say("title"), "title", "stop", strong=True)
        self.mistake = Brought(f"{self.say('by-mistake')}   Z", self.mistaken.emit, "quiet", self.say("by-mistake"))
        keeps = self.mistake.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        self.mistake.setSizePolicy(keeps)
        self.head = row(self.title, 1, self.mistake)
        self.middle = card(self.head, self.guide)
        first = row(self._remove, self.actions.first, gap=6)
        ways_out = row(WrappedButton(back, self.back.emit), self._over, gap=8)
        for at in range(2):
            for halves in (first, ways_out):
                halves.setStretch(at, 1)
        self.above = column(gap=8)
        """What is offered before the actions; it scrolls with them."""
        self.asked = column(gap=8)
        """What is asked before the actions."""
        self.below = column(gap=8)
        parts = self.above, self.asked, self.actions, self.below, self._bare, self.known
        self._rest = scroll_area(holder(column(*parts, 1, gap=8)))
        self._rest.setMinimumHeight(LEAST_PX)
        told = row(self.call, self._time)
        told.setStretch(0, 1)
        self.side = DangerSide(told, holder(first), self._rest, holder(ways_out), self.above, self.below)

    def say(self, code: str, **facts: object) -> str:
        return self._words.say("danger", code, **facts)

    def show_danger(self, danger: Danger, event: str = "") -> None:
        """Show signs and actions from their beginning; the event named comes first."""
        self.danger = danger
        self._rest.verticalScrollBar().setValue(0)
        self._remove.set_text(f"{danger.first}   ␣", danger.first)
        self.guide.show_danger(danger, event)
        self.actions.show_actions(danger.actions)

    def show_card(self, state: SessionState | None, run: DangerRun | None) -> None:
        """Show what was done; None where no session is named, or the card is not open there.

        Where the cream came off, its button leaves its room: a second press there does nothing.
        """
        came_off = state.applications if state is not None and run is not None else ()
        policy = self._remove.sizePolicy()
        policy.setRetainSizeWhenHidden(any(each.off and run and each.off.t_ms >= run.begun.t_ms for each in came_off))
        self._remove.setSizePolicy(policy)
        self._remove.setVisible(state is not None and creamed(state))
        self._bare.setVisible(state is not None and not state.on)
        self._over.setVisible(run is not None)
        self.mistake.setVisible(run is not None and not run.done)
        self._show_done((each.text, each.value, each.at.utc_ms) for each in (run.done if run else ()))

    def show_late(self, late: LateDanger) -> None:
        """Show what was done before anybody said whose the danger is."""
        self.show_card(None, None)
        self._show_done((body.what, body.value, at.utc_ms) for body, at in late.done)

    def _show_done(self, done: Iterable[tuple[str, str, int]]) -> None:
        times: dict[str, list[str]] = {}
        for what, value, utc_ms in done:
            at = self._words.clock_time(utc_ms)
            times.setdefault(what, []).append(self._words.pair(at, value) if value else at)
        self.actions.show_done({what: self._words.listed(at) for what, at in times.items()})

    def squeeze(self, on: bool) -> None:
        """Where text is large for the window, let the time and the edges leave room for what is done."""
        mark(self._time, lettering="title" if on else "huge")
        edge = GAP if on else EDGE
        inside = self.middle.layout()
        assert inside is not None
        inside.setContentsMargins(edge, edge, edge, edge)

    def show_time(self, elapsed_ms: int | None) -> None:
        """Show how long the danger goes on."""
        told = "" if elapsed_ms is None else clock_text(elapsed_ms)
        if self._time.text() != told:
            self._time.setText(told)

    def show_known(self, *lines: str) -> None:
        """Show what somebody on the telephone asks for."""
        self.known.setText("\n".join(filter(None, lines)))
        self.known.setVisible(bool(self.known.text()))


def creamed(state: SessionState) -> bool:
    """Whether there is cream that can be recorded as taken off."""
    return bool(state.on) and state.signed is None

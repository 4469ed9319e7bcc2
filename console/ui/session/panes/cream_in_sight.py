"""What stands of the creams that are on: a tab for each, the ring of the one in sight, and its times."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from console.core.state import SessionState
from console.core.state_parts import Application
from console.ui.kit.labels import label
from console.ui.kit.layouts import clear_layout, column, row
from console.ui.kit.wrapped_button import WrappedToggle
from console.ui.session.pane_context import PaneContext
from console.ui.session.panes.cream_ring import show_ring
from console.ui.session.ring import Ring


class CreamInSight(QWidget):
    """Owns which cream is in sight: one that is on, until another tab is pressed."""

    turned = Signal()
    """Another cream was turned to."""

    def __init__(self, context: PaneContext) -> None:
        super().__init__()
        self._context = context
        self.number = 0
        self._ring = Ring(context.theme)
        self._applied = label("", "small", "soft", wrap=True)
        self._applied.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._tabs = row(gap=8)
        inside = column(self._applied, self._tabs, self._ring, gap=8)
        inside.setStretch(2, 1)
        self.setLayout(inside)

    def look(self, state: SessionState) -> None:
        """Stay with the cream in sight while it is on."""
        if not any(each.number == self.number and not each.off for each in state.applications):
            self.number = state.on[0].number if state.on else 0

    def cream(self, state: SessionState) -> Application | None:
        """Return the one in sight, else the last."""
        chosen = next((each for each in state.applications if each.number == self.number), None)
        return chosen or (state.applications[-1] if state.applications else None)

    def show_state(self, state: SessionState) -> None:
        clear_layout(self._tabs)
        if len(state.on) > 1:
            for each in state.on:
                text = f"{each.number} · {state.protocol.agent[each.agent].label}"
                made = WrappedToggle(text, partial(self.turn, each.number))
                made.setChecked(each.number == self.number)
                self._tabs.addWidget(made, 1)
        self.tick(state)

    def turn(self, number: int) -> None:
        """Bring this cream in sight."""
        self.number = number
        self.turned.emit()

    def tick(self, state: SessionState) -> None:
        cream, context = self.cream(state), self._context
        numbing = (each for each in context.model.timers_of(state) if each.kind == "numbing")
        timer = next((each for each in numbing if cream and each.number == cream.number), None)
        self._ring.setVisible(timer is not None)
        if cream is not None and timer is not None:
            self._applied.setText(show_ring(context, self._ring, state, cream, timer))
            return
        told = context.say("no-cream")
        if cream and cream.off:
            off = context.words.clock_time(cream.off.utc_ms)
            told = context.say("cream-came-off", time=off, agent=state.protocol.agent[cream.agent].label)
        elif state.left_out:
            told = context.say("left-out", reason=state.left_out.text)
        self._applied.setText(told)

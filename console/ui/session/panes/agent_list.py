"""The numbing agents to choose from, each with what speaks against it for this client."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from console.core.client_groups import agent_stop
from console.core.screening import numbing_block
from console.core.state import SessionState
from console.core.timers import window_of
from console.ui.kit.digit_lines import bring
from console.ui.kit.labels import mark
from console.ui.kit.layouts import clear_layout, column
from console.ui.kit.rows import Row
from console.ui.session.file_prompts import stop_text
from console.ui.session.pane_context import PaneContext

DIGITS = 9


def against(state: SessionState, agent: str) -> bool:
    """Whether anything that is known of the client speaks against it, or nobody knows whether something does."""
    return bool(agent_stop(state, agent) or numbing_block(state, agent))


class AgentList(QWidget):
    """A row for each. Emits `pressed` with an agent's id."""

    pressed = Signal(str)

    def __init__(self, context: PaneContext) -> None:
        super().__init__()
        self._context = context
        self.rows: dict[str, Row] = {}
        self._digits: dict[str, str] = {}
        self._column = column(gap=8)
        self.setLayout(self._column)

    def begin(self, state: SessionState, chosen: str) -> str:
        """Show the agents of another session; return `chosen` where nothing speaks against it, else ""."""
        clear_layout(self._column)
        self.rows = {agent.id: self._row(agent.id, agent.label) for agent in state.protocol.agents}
        self._digits = {agent: f"{at}.  " if at <= DIGITS else "" for at, agent in enumerate(self.rows, start=1)}
        if chosen not in self.rows or against(state, chosen):
            return ""
        self.rows[chosen].setChecked(True)
        return chosen

    def show_state(self, state: SessionState) -> None:
        """Show how long each works, and what speaks against it."""
        for agent, made in self.rows.items():
            known = state.protocol.agent[agent]
            frame = window_of(known)
            ends = {"effective": _min(frame.effective_ms), "remove": _min(frame.remove_ms)}
            why = self._why_not(state, agent)
            text = f"{self._digits[agent]}{known.label}" + (f"\n⚠ {why}" if why else "")
            mark(made, tone="warn" if why else "")
            times = self._context.say("agent-window", **ends)
            made.set_text("", text, times, " ".join(filter(None, (known.label, why, times))))

    def choose(self, agent: str) -> None:
        """Show this one as chosen; "" for none."""
        for each, made in self.rows.items():
            made.setAutoExclusive(False)
            made.setChecked(each == agent)
            made.setAutoExclusive(True)

    def lead(self) -> None:
        """To the first, to choose by X or by arrows."""
        first = next(iter(self.rows.values()))
        bring(first)
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def digit(self, number: int) -> None:
        """Press the row with this number."""
        if 1 <= number <= len(self.rows):
            line = list(self.rows.values())[number - 1]
            self._context.lines.press(line, line.click)

    def _why_not(self, state: SessionState, agent: str) -> str:
        blocked = numbing_block(state, agent)
        if blocked:
            return self._context.say("barred", rule=blocked.rule.text)
        why = stop_text(self._context, state, agent_stop(state, agent))
        return self._context.say("stops", why=why) if why else ""

    def _row(self, agent: str, text: str) -> Row:
        made = Row(text)
        made.setCheckable(True)
        made.setAutoExclusive(True)
        made.clicked.connect(partial(self._press, agent))
        self._column.addWidget(made)
        return made

    def _press(self, agent: str) -> None:
        self.pressed.emit(agent)


def _min(ms: int) -> int:
    return round(ms / 60_000)

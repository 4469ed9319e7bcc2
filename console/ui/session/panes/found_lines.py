"""What the screening found, and what in the client's file nobody has sorted yet: a line each, with what settles it."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtWidgets import QBoxLayout, QPushButton, QVBoxLayout, QWidget

from console.core.client_groups import unsorted_entries
from console.core.screening import Finding, findings
from console.core.spacing import CODE, contradicted, too_soon
from console.core.state import SessionState
from console.core.state_parts import Deviation
from console.ui.kit.labels import button, label
from console.ui.kit.layouts import clear_layout, column
from console.ui.session.file_prompts import sort_first
from console.ui.session.pane_context import PaneContext
from console.ui.session.panes.deviation_prompt import ask_for_reason
from console.ui.session.panes.finding_prompt import ask_to_settle, found_text


class Found(QWidget):
    """The lines, or nothing; `show_state` says whether others stand here than before."""

    def __init__(self, context: PaneContext) -> None:
        super().__init__()
        self._context = context
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._shown: object = None
        self.setLayout(self._lines)

    def show_state(self, state: SessionState) -> bool:
        """Show what was found by now."""
        shown = (state.id, findings(state), unsorted_entries(state.protocol.groups, state.profile))
        clear_layout(self._lines)
        for line in found_lines(self._context, state):
            self._lines.addLayout(line)
        self.setVisible(bool(self._lines.count()))
        others, self._shown = shown != self._shown, shown
        return others


def found_lines(context: PaneContext, state: SessionState) -> Iterator[QBoxLayout]:
    """Yield the lines; what is pressed stands below its words."""
    unsorted = unsorted_entries(state.protocol.groups, state.profile)
    if unsorted:
        text = context.say("unsorted", entries=context.words.entries(unsorted))
        ask = button(context.say("sort"), partial(sort_first, context, lambda: None), large=True)
        yield _line(context, text, "warn", ask)
    for early in (each for each in state.deviations if each.code == CODE):
        text, open_ = context.words.deviation(early, state.protocol), early in (too_soon(state), contradicted(state))
        if early.reason:
            text = f"{text} {context.say('found-cleared', reason=early.reason)}"
        yield _line(context, text, "stop" if open_ else "warn", _explain(context, early) if open_ else None)
    for each in findings(state):
        text = found_text(context, each)
        if each.cleared:
            text = f"{text} {context.say('found-cleared', reason=state.cleared[each.rule.id])}"
        yield _line(context, text, "stop" if each.blocks else "warn", _settle(context, each) if each.blocks else None)


def _explain(context: PaneContext, early: Deviation) -> QPushButton:
    return button(context.say("settle"), partial(ask_for_reason, context, early), "danger", large=True)


def _settle(context: PaneContext, found: Finding) -> QPushButton:
    return button(context.say("settle"), partial(ask_to_settle, context, found), "danger", large=True)


def _line(context: PaneContext, text: str, tone: str, made: QPushButton | None) -> QBoxLayout:
    told = label(f"⚠ {text}", "body", tone, strong=tone == "stop", wrap=True)
    line = column(told, gap=4)
    if made is not None:
        line.addWidget(made)
    return line

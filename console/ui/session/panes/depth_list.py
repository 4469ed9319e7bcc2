"""The plan's depths, zone by zone, as they are or would be settled; a press changes one."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.core.events import PlannedZone
from console.core.settling import offered_depth, open_depths, plan_as_before
from console.core.state import SessionState
from console.ui.kit.choice import Choice
from console.ui.kit.labels import label
from console.ui.kit.layouts import clear_layout, column
from console.ui.kit.wrapped_button import WrappedButton
from console.ui.session.pane_context import PaneContext
from console.ui.session.panes.depth_prompts import ask_depth, zones_text

LEAST_PX = 64

Group = tuple[int | None, str]
"""A depth in micrometres, and what stands beside it where it is outside the published range."""


class DepthList(QWidget):
    """A line for each depth, with its zones; above the others those outside the published range, which say so."""

    def __init__(self, context: PaneContext) -> None:
        super().__init__()
        self._context = context
        self._said = label("", "small", "soft", wrap=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self._again = WrappedButton(context.words.say("depths", "as-last"), self._take_last)
        self._last: Mapping[str, PlannedZone] = {}
        self._shown: object = None
        title = label(context.words.say("depths", "title"), "large", strong=True)
        self.setLayout(column(title, self._said, self._again, self._lines, gap=6))

    def show_state(self, state: SessionState, last: Mapping[str, PlannedZone]) -> None:
        """Nothing where there is no device or no plan yet. `last`: what was done at the last visit."""
        left, self._last = open_depths(state), last
        self._again.setVisible(plan_as_before(state, last).zones != state.plan)
        self.setVisible(bool(state.device and state.plan and state.depths == "chosen"))
        self._said.setText(self._settled_text(state, left))
        groups = self._groups(state, left)
        shown = (state.id, list(groups.items()), state.zones_left_out)
        if shown != self._shown:
            self._shown = shown
            self._lay_lines(state, groups)

    def _settled_text(self, state: SessionState, left: list[str]) -> str:
        """Return which depths nobody has chosen yet, and what stands there instead."""
        words, planned = self._context.words, {each.zone: each.depth_um for each in state.plan}
        if not left:
            return words.say("depths", "settled")
        code = "open-some" if all(planned[zone] is None for zone in left) else "open-other"
        if code == "open-some" and len(left) == len(planned.keys() - state.zones_left_out.keys()):
            code = "open"
        return words.say("depths", code, zones=zones_text(self._context, state, left))

    def _lay_lines(self, state: SessionState, groups: dict[Group, list[str]]) -> None:
        clear_layout(self._lines)
        for (depth, remark), zones in groups.items():
            self._lines.addWidget(self._line(state, depth, remark, zones))
        for zone, why in state.zones_left_out.items():
            name = self._context.words.zone(state.protocol, zone)
            text = self._context.words.say("depths", "left-out", zone=name, reason=why.text)
            self._lines.addWidget(label(text, "body", "soft", wrap=True))

    def _take_last(self) -> None:
        state = self._context.model.session
        if state:
            self._context.propose(plan_as_before(state, self._last))

    def _groups(self, state: SessionState, left: list[str]) -> dict[Group, list[str]]:
        groups: dict[Group, list[str]] = {}
        for planned in state.plan:
            zone = planned.zone
            if zone not in state.zones_left_out:
                depth = offered_depth(state, zone) if zone in left else planned.depth_um
                published = state.protocol.zone.get(zone)
                remark = self._context.words.outside_range(published, depth) if published else ""
                groups.setdefault((depth, remark), []).append(zone)
        return dict(sorted(groups.items(), key=lambda each: (each[0][0] is not None, not each[0][1], each[0][0] or 0)))

    def _line(self, state: SessionState, depth: int | None, remark: str, zones: list[str]) -> WrappedButton:
        words, named = self._context.words, zones_text(self._context, state, zones)
        code = "ask" if depth is None else "group"
        text = words.say("depths", code, depth=remark or words.mm(depth), zones=named)
        kind = "danger" if depth is None else "row"
        made = WrappedButton(text, partial(self._press, zones), kind)
        made.setMinimumHeight(LEAST_PX)
        return made

    def _press(self, zones: list[str]) -> None:
        """Which zone, where the line has several; then how deep."""
        state = self._context.model.session
        if state is None or len(zones) == 1:
            ask_depth(self._context, zones[0])
            return
        choices = [
            Choice(self._context.words.zone(state.protocol, zone), partial(ask_depth, self._context, zone))
            for zone in zones
        ]
        self._context.prompt.ask(self._context.words.say("depths", "which"), choices, columns=3)

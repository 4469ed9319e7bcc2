"""On the card of a zone: the sub-areas that are marked in it; a press takes one."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.core.anatomy import zone_of
from console.core.state import SessionState
from console.core.sub_areas import of_zone
from console.ui.kit.layouts import clear_layout
from console.ui.kit.wrapped_button import WrappedToggle
from console.ui.session.pane_context import PaneContext


class SubAreaList(QWidget):
    """A line for each, the one in work pressed; the last line takes the zone itself again."""

    def __init__(self, context: PaneContext, take: Callable[[str], None]) -> None:
        super().__init__()
        self._context, self._take = context, take
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(6)
        self.setLayout(self._lines)

    def show_zone(self, state: SessionState, zone: str) -> None:
        clear_layout(self._lines)
        places = of_zone(state, zone)
        for place in places:
            self._add(state, place)
        if places and zone_of(zone) != zone:
            self._add(state, zone_of(zone))
        self.setVisible(bool(places))

    def _add(self, state: SessionState, place: str) -> None:
        words, record = self._context.words, state.zones.get(place)
        name = words.zone(state.protocol, place)
        mark = state.sub_areas.get(place)
        what = words.pair(name, mark.name) if mark and mark.name else name
        done = len(record.passes) if record else 0
        said = [words.say("sub-area", "done", what=what, count=done)]
        if place in state.zones_left_out:
            said.append(words.say("map", "left-out", reason=state.zones_left_out[place].text))
        made = WrappedToggle(words.listed(said), partial(self._take, place))
        made.setChecked(place == state.current)
        self._lines.addWidget(made)

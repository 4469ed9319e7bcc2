"""The map with its figures: a tab for each, and what it shows of every zone."""

from functools import partial

from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout

from console.core.anatomy import Map, zone_of
from console.core.next_action import zone_done
from console.core.state import SessionState
from console.ui.kit.flow import Flow
from console.ui.kit.labels import button, enlarge, label
from console.ui.session.map.body_map import BodyMap, ZoneLook
from console.ui.session.pane_context import PaneContext
from console.ui.session.panes.earlier_visits import EarlierVisits
from console.ui.session.sub_area_prompts import SubAreaMarking, mark_looks

MAPS: tuple[Map, ...] = ("face", "body-front", "body-back", "scalp")


def zone_looks(context: PaneContext, state: SessionState, earlier: EarlierVisits) -> dict[str, ZoneLook]:
    """What the map shows of every zone."""
    looks = {}
    last, differing = earlier.last, earlier.differing(state)
    planned, left_out = {each.zone for each in state.plan}, state.zones_left_out
    for zone_id, zone in state.protocol.zone.items():
        record = state.zones.get(zone_id)
        passes = record.passes if record else ()
        ghost = last.get(zone_id)
        looks[zone_id] = ZoneLook(
            zone=zone_id,
            name=context.words.zone(state.protocol, zone_id),
            depth_um=max((each.depth_um for each in passes), default=None),
            passes=len(passes),
            planned=zone_id in planned,
            done=zone_done(state, zone_id),
            never=bool(zone.never),
            why=zone.never,
            ghost_um=ghost.depth_um if ghost else None,
            ghost_passes=(ghost.passes or 0) if ghost else 0,
            cream=state.under_cream(zone_id) is not None,
            differs=zone_id in differing,
            left_out=left_out[zone_id].text if zone_id in left_out else "",
        )
    return looks


class MapTabs(QVBoxLayout):
    """The four figures with how many zones of each are treated; the map below."""

    def __init__(self, context: PaneContext) -> None:
        super().__init__()
        self._context = context
        self.map = BodyMap(context.words)
        self.marking = SubAreaMarking(context, self.map)
        self._tabs: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self.tally = label("", "large", strong=True)
        self.bar = bar = Flow()
        for name in MAPS:
            made = button("", partial(self.turn, name), "tab", context.say(f"map-{name}"))
            made.setCheckable(True)
            enlarge(made)
            self._group.addButton(made)
            self._tabs[name] = made
            bar.addWidget(made)
        self.tally.setMinimumHeight(64)
        self.setSpacing(8)
        self.setContentsMargins(0, 0, 0, 0)
        self.addLayout(bar)
        self.addWidget(self.map, 1)
        self.shown = ""
        self._theme = context.theme
        self._theme.changed.connect(self._colour)
        self._colour()
        self.turn(MAPS[0])

    def _colour(self) -> None:
        self.map.set_colours(self._theme.tokens)

    def begin(self) -> None:
        """Show the face, all of it; no place is waited for that was asked of another client."""
        self.marking.begin(None)
        self.map.show_whole()
        self.turn(MAPS[0])

    def turn(self, name: str) -> None:
        self.shown = name
        self._tabs[name].setChecked(True)
        self.map.show_map(name)

    def face(self, state: SessionState, zone: str) -> None:
        """Turns to a figure on which the zone is, where the present one has it not."""
        known = state.protocol.zone.get(zone_of(zone))
        if known and self.shown not in known.maps:
            self.turn(known.maps[0])

    def show_counts(self, state: SessionState) -> None:
        self.map.show_marks(mark_looks(state))
        for name, tab in self._tabs.items():
            zones = [zone for zone, known in state.protocol.zone.items() if name in known.maps]
            here = {*zones, *(zone for zone, mark in state.sub_areas.items() if mark.map == name)}
            planned = sum(each.zone in here and each.zone not in state.zones_left_out for each in state.plan)
            done = sum(record.zone in here for record in state.treated)
            text = self._context.say(f"map-{name}")
            if planned or done:
                text = f"{text} {done}/{max(planned, done)}"
            tab.setText(text)
            tab.setAccessibleName(text)

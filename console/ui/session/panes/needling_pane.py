"""Needling: the map in the middle, the zone in work beside it."""

from functools import partial

from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout

from console.core.anatomy import Map, zone_of
from console.core.events import ZoneTaken
from console.core.next_action import ActionCode, zone_done
from console.core.preparation import repeated_checks
from console.core.state import SessionState
from console.core.text.locale import clock_text
from console.ui.kit.flow import Flow
from console.ui.kit.labels import button, enlarge, label
from console.ui.kit.layouts import column, holder
from console.ui.session.map.body_map import BodyMap, ZoneLook
from console.ui.session.pane_context import PaneContext
from console.ui.session.panes.depth_prompts import ask_depth
from console.ui.session.panes.earlier_visits import EarlierVisits
from console.ui.session.panes.pane import Pane
from console.ui.session.panes.plan_prompts import choose_device, choose_plan
from console.ui.session.panes.setup_strip import SetupStrip
from console.ui.session.panes.zone_card import ZoneCard
from console.ui.session.setup_prompts import SetupPrompts
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
            planned = sum(state.planned(zone) is not None and zone not in state.zones_left_out for zone in zones)
            done = sum(bool(record.passes) for record in state.treated if record.zone in zones)
            text = self._context.say(f"map-{name}")
            if planned or done:
                text = f"{text} {done}/{max(planned, done)}"
            tab.setText(text)
            tab.setAccessibleName(text)


class NeedlingPane(Pane):
    """Presses on the map take a zone; arrows only choose one, so that looking changes nothing."""

    def __init__(self, context: PaneContext) -> None:
        super().__init__(context)
        self.tabs = MapTabs(context)
        self.card = ZoneCard(context, self._take)
        self.tabs.bar.addWidget(self.tabs.tally)
        self.setup = SetupPrompts(context)
        self._strip = SetupStrip(context, self.setup.ask)
        self.middle = holder(self.tabs)
        self.side = holder(column(self.checks, self.card, gap=16))
        self._chosen = ""
        self._of = ""
        self._earlier = EarlierVisits(context, self._show)
        self.card.add_below(self.tabs.marking.button)
        context.theme.changed.connect(self._arrange)
        self._arrange()
        self.tabs.map.pressed.connect(self._pressed)
        self.tabs.map.selected.connect(self._choose)

    def _arrange(self) -> None:
        """With large text the map has no room to lose: what is in hand stands in the card, below the zone."""
        if self.context.theme.large:
            self.card.add_below(self._strip)
        else:
            self.tabs.insertWidget(1, self._strip)

    def begin(self) -> None:
        super().begin()
        self.tabs.begin()

    def show_state(self, state: SessionState) -> None:
        self.tabs.map.set_reduced_motion(not self.context.theme.motion)
        if state.id != self._of:
            self._of, self._chosen = state.id, ""
            self._earlier.ask(state)
        if state.current and state.current != self._chosen:
            self._chosen = state.current
            self.tabs.face(state, state.current)
        elif not self._chosen and state.plan:
            self.tabs.face(state, state.plan[0].zone)
        self._show(state)

    def tick(self, state: SessionState) -> None:
        planned = sum(each.zone not in state.zones_left_out for each in state.plan)
        treated = len(state.treated)
        step = next(each for each in self.model.timers_of(state) if each.kind == "step")
        text = self.context.say(
            "zones-done", done=treated, count=max(planned, treated), time=clock_text(step.elapsed_ms)
        )
        if self.tabs.tally.text() != text:
            self.tabs.tally.setText(text)

    def digit(self, number: int) -> None:
        if self.checks.isVisibleTo(self.side):
            self.checks.digit(number)
        else:
            self.card.passes(number)

    def arrow(self, dx: int, dy: int) -> None:
        self.tabs.map.move(dx, dy)

    def ask_device(self) -> None:
        self.setup.ask()

    def step_depth(self, by: int) -> None:
        self.card.step_depth(by)

    def help_with(self, code: ActionCode) -> bool:
        if code == "choose-device":
            choose_device(self.context)
            return True
        if code == "set-depth":
            ask_depth(self.context, self.model.next_action().zone)
            return True
        return super().help_with(code)

    def leave_out(self) -> None:
        self.card.leave_out.ask()

    def ask_plan(self) -> None:
        choose_plan(self.context, self.tabs.marking.begin)

    def mark(self) -> None:
        self.tabs.marking.ask()

    def take(self) -> None:
        if self.tabs.marking.take():
            return
        state = self.model.session
        if state and self._chosen and self._chosen != state.current:
            self._take(self._chosen)

    def _take(self, zone: str) -> None:
        self.context.propose(ZoneTaken(zone))

    def _pressed(self, zone: str) -> None:
        state = self.model.session
        assert state is not None
        self._choose(zone)
        if zone != state.current:
            self._take(zone)

    def _choose(self, zone: str) -> None:
        self._chosen = zone
        if self.model.session:
            self._show(self.model.session)

    def _show(self, state: SessionState) -> None:
        self.checks.show_state(state)
        self.checks.setVisible(bool(repeated_checks(state)))
        self.tabs.show_counts(state)
        self.tabs.map.show_zones(zone_looks(self.context, state, self._earlier), state.current, self._chosen)
        self.card.show_zone(state, self._chosen or state.current, self._earlier)
        self._strip.show_state(state)
        self.tick(state)

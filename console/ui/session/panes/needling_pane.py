"""Needling: the map in the middle, the zone in work beside it."""

from console.core.events import ZoneTaken
from console.core.next_action import ActionCode
from console.core.preparation import repeated_checks
from console.core.state import SessionState
from console.core.text.locale import clock_text
from console.ui.kit.layouts import column, holder
from console.ui.session.pane_context import PaneContext
from console.ui.session.panes.depth_prompts import ask_depth
from console.ui.session.panes.earlier_visits import EarlierVisits
from console.ui.session.panes.map_tabs import MapTabs, zone_looks
from console.ui.session.panes.pane import Pane
from console.ui.session.panes.plan_prompts import choose_device, choose_plan
from console.ui.session.panes.setup_strip import SetupStrip
from console.ui.session.panes.zone_card import ZoneCard
from console.ui.session.setup_prompts import SetupPrompts


class NeedlingPane(Pane):
    """Presses on the map take a zone; arrows only choose one, so that looking changes nothing."""

    def __init__(self, context: PaneContext) -> None:
        super().__init__(context)
        self.tabs = MapTabs(context)
        self.card = ZoneCard(context, self._take)
        self.setup = SetupPrompts(context)
        self._strip = SetupStrip(context, self.setup.ask)
        self.middle = self.tabs
        self.side = holder(column(self.checks, self.card, gap=16))
        self._chosen = ""
        self._nearer = False
        self._of = ""
        self._earlier = EarlierVisits(context, self._show)
        self.card.add_below(self.tabs.marking.button)
        context.theme.changed.connect(self._arrange)
        self._arrange()
        self.tabs.map.pressed.connect(self._pressed)
        self.tabs.map.selected.connect(self._choose)
        self.tabs.map.nearer.connect(self._went_nearer)

    def _arrange(self) -> None:
        """With large text the map has no room to lose: what is in hand stands in the card, below the zone."""
        if self.context.theme.large:
            self.card.add_below(self._strip)
        else:
            self.tabs.put_strip(self._strip)

    def begin(self) -> None:
        super().begin()
        self.tabs.begin()
        self._chosen = ""  # the zone in work is turned to again

    def show_state(self, state: SessionState) -> None:
        self.tabs.map.set_reduced_motion(not self.context.theme.motion)
        if state.id != self._of:
            self._of, self._chosen = state.id, ""
            self._earlier.ask(state)
        self.tabs.follow_plan(state)
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
        time = clock_text(step.elapsed_ms)
        if self._nearer and not self.waits:
            self._nearer = False
            self._show_zone(state)
        self.tabs.tell(self.context.say("zones-done", done=treated, count=max(planned, treated), time=time))

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

    def late_pass(self) -> None:
        self.card.late.ask()

    def ask_plan(self) -> None:
        choose_plan(self.context, self.tabs.marking.begin)

    def mark(self) -> None:
        self.tabs.marking.ask()

    @property
    def waits(self) -> str:
        """A touch that only went nearer has taken no zone, and nothing goes to the one before, until one is touched."""
        nearer = self._nearer and self.tabs.map.zoomed and not self.tabs.map.placing
        return self.context.say("nearer") if nearer else ""

    def step_back(self) -> bool:
        return self.tabs.map.step_back()

    def take(self) -> None:
        if self.tabs.marking.take() or self.waits:
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

    def _went_nearer(self) -> None:
        self._nearer = True
        if self.model.session:
            self._show_zone(self.model.session)
        self.chosen.emit()

    def _choose(self, zone: str) -> None:
        self._chosen, self._nearer = zone, False
        if self.model.session:
            self._show(self.model.session)

    def _show(self, state: SessionState) -> None:
        self.checks.show_state(state)
        self.checks.setVisible(bool(repeated_checks(state)))
        self.tabs.show_counts(state)
        self.tabs.map.show_zones(zone_looks(self.context, state, self._earlier), state.current, self._chosen)
        self._show_zone(state)
        self._strip.show_state(state)
        self.tick(state)

    def _show_zone(self, state: SessionState) -> None:
        waits = self.waits
        self.card.show_zone(state, "" if waits else self._chosen or state.current, self._earlier, waits)

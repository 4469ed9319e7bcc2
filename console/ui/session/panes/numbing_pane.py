"""Numbing: agents to choose from, then the window as a ring for each cream that is on."""

from functools import partial

from PySide6.QtWidgets import QWidget

from console.core.next_action import ActionCode
from console.core.state import SessionState
from console.exchange.contents import Udi
from console.ui.kit.flow import Flow
from console.ui.kit.labels import label, mark
from console.ui.kit.layouts import PageStack, card, clear_layout, column, holder, scroll_area, to_top
from console.ui.kit.wrapped_button import WrappedButton
from console.ui.session.dose_lines import DoseLines
from console.ui.session.file_prompts import sort_first
from console.ui.session.pane_context import PaneContext
from console.ui.session.panes.agent_list import AgentList, against
from console.ui.session.panes.agent_stops import barred_for_good, tell_against
from console.ui.session.panes.cream_card import CreamCard
from console.ui.session.panes.cream_form import CreamForm
from console.ui.session.panes.cream_in_sight import CreamInSight
from console.ui.session.panes.pane import Pane
from console.ui.session.panes.second_pack import take_pack

STEP_RESTS = frozenset({"see-danger", "end-danger", "continue", "signed", "closed"})
"""What comes before any form of the step."""


class NumbingPane(Pane):
    """Before the first cream and for another one: the form. While one is on: its ring."""

    def __init__(self, context: PaneContext) -> None:
        super().__init__(context)
        self._of = ""
        self._adding, self._stood = False, 0
        self._seen = False, 0
        self._form = CreamForm(context)
        self._card = CreamCard(context, self._add)
        self._dose = DoseLines(context, across=True)
        self._in_sight = CreamInSight(context)
        self._heading = label(context.say("numbing"), "title", strong=True)
        self._list = AgentList(context)
        self._plan = column(gap=6)
        self._stack = PageStack()
        self.middle, self.side = QWidget(), QWidget()
        self._lay_out()
        context.theme.changed.connect(self._arrange)

    def show_state(self, state: SessionState) -> None:
        if state.id != self._of:  # nothing that was entered for another client is taken for this one
            self._of = state.id
            self._form.typed.look_again()
            self._form.keep(self._list.begin(state, self._form.agent))
        self._put_back(state)
        self._list.show_state(state)
        self._in_sight.look(state)
        count = len(state.applications)
        forming = not count or (self._adding and count == self._stood)
        self._adding, self._stood = forming and not state.left_out, count
        self._stack.setCurrentIndex(0 if self._adding else 1)
        for part in (self._form, self._form.acts):
            part.setVisible(self._adding)
        self._card.setVisible(not self._adding)
        self._leave.setVisible(not count)
        self._none_more.setVisible(bool(count))
        self._form.show_state(state)
        self._show_dose()
        self._card.show_application(state, self._in_sight.cream(state))
        self.checks.show_state(state)
        self.checks.setVisible(not self._adding and state.kind == "numbing")
        (self._beside if state.on else self._alone).addWidget(self.checks)
        self._show_plan(state)
        self._arrange()
        self._in_sight.show_state(state)
        if (self._adding, self._in_sight.number) != self._seen:  # last: what hides hands its focus on, and that scrolls
            self._seen = self._adding, self._in_sight.number
            to_top(self.middle, self.side)

    def _arrange(self) -> None:
        """With large text the ring has no room to lose: what may be done with the cream stands on its card."""
        state, large = self.model.session, self.context.theme.large
        self._heading.setVisible(not large and state is not None and len(state.on) < 2)
        mark(self._which, lettering="large" if large else "title")
        (self._card.place if large else self._second).addWidget(self._card.buttons)

    def _put_back(self, state: SessionState) -> None:
        """What whoever is here typed of a cream for this session before, unless something speaks against that cream."""
        agent = self._form.typed.agent_for(state)
        if agent and (agent not in state.protocol.agent or against(state, agent)):
            return
        if agent:
            self._list.choose(agent)
            self._form.choose(state, agent)
        if agent is not None:
            self._form.typed.put_back()

    def tick(self, state: SessionState) -> None:
        self._in_sight.tick(state)

    def digit(self, number: int) -> None:
        if self._adding:
            self._list.digit(number)
        else:
            self.checks.digit(number)

    def offer(self, code: ActionCode) -> str:
        state = self.model.session
        if state is None or not self._form.agent:
            return ""
        barred = self._form.missing(state) if self._another(code) else against(state, self._form.agent)
        if barred or not (code == "choose-numbing" or self._another(code)):
            return ""
        return self.context.say("put-on", agent=state.protocol.agent[self._form.agent].label)

    def act(self, code: ActionCode) -> str:
        return "choose-numbing" if self._another(code) else code

    def asks(self, code: ActionCode) -> str:
        state = self.model.session
        missing = self._form.missing(state) if state and self._another(code) else ""
        return self.context.say(missing) if missing else ""

    def step_back(self) -> bool:
        state = self.model.session
        left = state is not None and self._adding and bool(state.applications)
        if state is not None and left:
            self._form.typed.look_again()
            self._adding = False
            self.show_state(state)
            self.chosen.emit()
        return left

    def help_with(self, code: ActionCode) -> bool:
        state = self.model.session
        missing = self._form.missing(state) if state and self._another(code) else ""
        if code == "leave-numbing":
            self._form.leave_out()
        elif missing == "cream-zones-first":
            self._form.choose_zones()
        elif missing == "cream-stop-first":
            tell_against(self.context, self._form.agent, self._form.pass_stop)
        elif missing:
            self._list.lead()
        elif self.offer(code):
            self._form.put_on()
        else:
            return super().help_with(code)
        return True

    def _another(self, code: ActionCode) -> bool:
        """Whether the form of one more cream has the primary action: then that does nothing to the cream before."""
        state = self.model.session
        return self._adding and state is not None and bool(state.applications) and code not in STEP_RESTS

    def take_scan(self, udi: Udi) -> bool:
        if not self.scan_form():
            return super().take_scan(udi)
        take_pack(self.context, self._form.pack, udi)
        return True

    def scan_form(self) -> bool:
        return self._adding

    def _show_plan(self, state: SessionState) -> None:
        """Once all cream is off it is read aloud."""
        clear_layout(self._plan)
        if state.on or self._adding or not state.plan:
            return
        self._plan.addWidget(label(self.context.say("plan-title"), "large", strong=True))
        for each in state.plan:
            passes = self.context.say("passes-are", count=each.passes) if each.passes else ""
            depth = self.words.mm(each.depth_um) if each.depth_um else ""
            told = self.words.listed((depth, passes))
            zone = self.words.zone(state.protocol, each.zone)
            self._plan.addWidget(label(self.context.say("plan-read", zone=zone, how=told) if told else zone, wrap=True))

    def _turn(self) -> None:
        if self.model.session:
            self.show_state(self.model.session)

    def _add(self) -> None:
        self._adding = True
        self._form.typed.look_again()
        self._form.keep("")
        self._list.choose("")
        self._show_dose()
        if self.model.session:
            self.show_state(self.model.session)
        self.chosen.emit()

    def _chose(self, agent: str) -> None:
        state = self.model.session
        if state is None:
            return
        if barred_for_good(state, agent):
            self._list.choose(self._form.agent)
            tell_against(self.context, agent, self._form.pass_stop)
            return
        if self._form.agent not in ("", agent):
            self._form.typed.drop()
        self._form.choose(state, agent)
        self._show_dose()
        self.chosen.emit()
        then = partial(tell_against, self.context, agent, self._form.pass_stop)
        if not sort_first(self.context, then):
            then()

    def _show_dose(self) -> None:
        """Of what is entered in the form, before it goes on."""
        state = self.model.session
        chosen = state is not None and bool(self._form.agent)
        self._dose_card.setVisible(chosen)
        if state is not None and chosen:
            self._dose.show_dose(state, self._form.body(state))

    def _lay_out(self) -> None:
        self._beside, self._alone, self._second = column(self.checks), column(), column()
        self._which = label(self.context.say("numbing-choose"), "title", strong=True, wrap=True)
        self._leave = WrappedButton(self.context.say("leave-out"), self._form.leave_out)
        self._none_more = WrappedButton(self.context.say("no-other-cream"), self.step_back)
        self._dose_card = card(self._dose, gap=4, margin=12)
        self._form.told.connect(self._show_dose)
        self._list.pressed.connect(self._chose)
        self._in_sight.turned.connect(self._turn)
        head = holder(Flow(self._which, self._leave, self._none_more))
        first = holder(column(head, self._list, self._dose_card, 1, gap=10))
        stands = column(self._heading, self._in_sight, self._alone, self._second, gap=8)
        stands.setStretch(1, 1)
        self._stack.addWidget(scroll_area(first))
        self._stack.addWidget(scroll_area(holder(stands)))
        self.middle.setLayout(column(self._stack))
        parts = self._form, self._card, self._beside, self._plan
        self.side.setLayout(column(scroll_area(holder(column(*parts, 1, gap=16))), self._form.acts, gap=8))

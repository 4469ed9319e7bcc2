"""Numbing: agents to choose from, then the window as a ring for each cream that is on."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from console.core.alarms import Timer
from console.core.next_action import ActionCode
from console.core.state import SessionState
from console.core.state_parts import Application
from console.core.text.locale import clock_text
from console.core.timers import Phase, window_of
from console.exchange.contents import Udi
from console.ui.kit.flow import Flow
from console.ui.kit.labels import label, mark
from console.ui.kit.layouts import PageStack, card, clear_layout, column, holder, row, scroll_area, to_top
from console.ui.kit.wrapped_button import WrappedButton, WrappedToggle
from console.ui.session.dose_lines import DoseLines
from console.ui.session.file_prompts import sort_first
from console.ui.session.pane_context import PaneContext
from console.ui.session.panes.agent_list import AgentList, against
from console.ui.session.panes.agent_stops import barred_for_good, tell_against
from console.ui.session.panes.cream_card import CreamCard
from console.ui.session.panes.cream_form import CreamForm
from console.ui.session.panes.pane import Pane
from console.ui.session.panes.second_pack import take_pack
from console.ui.session.ring import Ring, RingState

TONES: dict[Phase, str] = {"too-early": "ink", "effective": "ok", "remove": "warn", "overtime": "stop"}


class NumbingPane(Pane):
    """Before the first cream and for another one: the form. While one is on: its ring."""

    def __init__(self, context: PaneContext) -> None:
        super().__init__(context)
        self._of, self._shown = "", 0
        self._adding, self._stood = False, 0
        self._seen = False, 0
        self._form = CreamForm(context)
        self._card = CreamCard(context, self._add)
        self._dose = DoseLines(context, across=True)
        self._ring = Ring(context.theme)
        self._applied = label("", "small", "soft", wrap=True)
        self._heading = label(context.say("numbing"), "title", strong=True)
        self._tabs = row(gap=8)
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
        if not any(each.number == self._shown and not each.off for each in state.applications):
            self._shown = state.on[0].number if state.on else 0
        count = len(state.applications)
        forming = not count or (self._adding and count == self._stood)
        self._adding, self._stood = forming and not state.left_out, count
        if (self._adding, self._shown) != self._seen:
            self._seen = self._adding, self._shown
            to_top(self.middle, self.side)
        self._stack.setCurrentIndex(0 if self._adding else 1)
        for part in (self._form, self._form.acts):
            part.setVisible(self._adding)
        self._card.setVisible(not self._adding)
        self._form.show_state(state)
        self._show_dose()
        self._card.show_application(state, self._application(state))
        self.checks.show_state(state)
        self.checks.setVisible(not self._adding and state.kind == "numbing")
        (self._beside if state.on else self._alone).addWidget(self.checks)
        self._show_plan(state)
        self._arrange()
        self._show_tabs(state)
        self.tick(state)

    def _arrange(self) -> None:
        """With large text the ring has no room to lose: what may be done with the cream stands on its card."""
        state, large = self.model.session, self.context.theme.large
        self._heading.setVisible(not large and state is not None and len(state.on) < 2)
        mark(self._which, lettering="large" if large else "title")
        (self._below if large else self._second).addWidget(self._card.buttons)

    def _put_back(self, state: SessionState) -> None:
        """What whoever is here typed of a cream for this session before, unless something speaks against that cream."""
        agent = self._form.typed.agent_for(state)
        if agent in state.protocol.agent and not against(state, agent):
            self._list.choose(agent)
            self._form.choose(state, agent)
            self._form.typed.put_back()

    def tick(self, state: SessionState) -> None:
        cream = self._application(state)
        timer = next(
            (
                each
                for each in self.model.timers_of(state)
                if each.kind == "numbing" and cream and each.number == cream.number
            ),
            None,
        )
        self._ring.setVisible(timer is not None)
        if cream is None or timer is None:
            told = self.context.say("no-cream")
            if cream and cream.off:
                off = self.words.clock_time(cream.off.utc_ms)
                told = self.context.say("cream-came-off", time=off, agent=state.protocol.agent[cream.agent].label)
            elif state.left_out:
                told = self.context.say("left-out", reason=state.left_out.text)
            self._applied.setText(told)
            return
        frame = window_of(state.protocol.agent[cream.agent])
        on = cream.on.utc_ms
        times = {"on": on, "effective": on + frame.effective_ms, "remove": on + frame.remove_ms}
        read = {name: self.words.clock_time(each) for name, each in times.items()}
        self._applied.setText(self.context.say("applied", **read))
        said = self._said(timer, on, frame.remove_ms)
        tone = TONES[timer.phase or "too-early"]
        self._ring.show_state(RingState(frame, timer.elapsed_ms, clock_text(timer.elapsed_ms), said, tone))

    def digit(self, number: int) -> None:
        if self._adding:
            self._list.digit(number)
        else:
            self.checks.digit(number)

    def offer(self, code: ActionCode) -> str:
        state = self.model.session
        if code != "choose-numbing" or not self._form.agent or state is None or against(state, self._form.agent):
            return ""
        return self.context.say("put-on", agent=state.protocol.agent[self._form.agent].label)

    def help_with(self, code: ActionCode) -> bool:
        if code == "leave-numbing":
            self._form.leave_out()
            return True
        if self.offer(code):
            self._form.put_on()
            return True
        return super().help_with(code)

    def take_scan(self, udi: Udi) -> bool:
        if not self.scan_form():
            return super().take_scan(udi)
        take_pack(self.context, self._form.pack, udi)
        return True

    def scan_form(self) -> bool:
        return self._adding

    def _said(self, timer: Timer, on: int, remove_ms: int) -> str:
        due = timer.due_ms or 0
        if timer.phase == "overtime":
            return self.context.say("ring-overtime", over=clock_text(timer.overtime_ms))
        if timer.phase == "remove":
            return self.context.say("ring-remove", time=self.words.clock_time(on + remove_ms))
        if timer.phase == "effective":
            return self.context.say("ring-effective", time=self.words.clock_time(on + remove_ms), left=clock_text(due))
        return self.context.say("ring-too-early", left=clock_text(due))

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

    def _application(self, state: SessionState) -> Application | None:
        chosen = next((each for each in state.applications if each.number == self._shown), None)
        return chosen or (state.applications[-1] if state.applications else None)

    def _show_tabs(self, state: SessionState) -> None:
        clear_layout(self._tabs)
        if len(state.on) > 1:
            for each in state.on:
                text = f"{each.number} · {state.protocol.agent[each.agent].label}"
                made = WrappedToggle(text, partial(self._turn, each.number))
                made.setChecked(each.number == self._shown)
                self._tabs.addWidget(made, 1)

    def _turn(self, number: int) -> None:
        self._shown = number
        if self.model.session:
            self.show_state(self.model.session)

    def _add(self) -> None:
        self._adding = True
        self._form.typed.look_again()
        self._form.begin()
        if self.model.session:
            self.show_state(self.model.session)

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
        self._beside, self._alone, self._second, self._below = column(self.checks), column(), column(), column()
        self._which = label(self.context.say("numbing-choose"), "title", strong=True, wrap=True)
        leave = WrappedButton(self.context.say("leave-out"), self._form.leave_out)
        self._dose_card = card(self._dose, gap=4, margin=12)
        self._form.told.connect(self._show_dose)
        self._list.pressed.connect(self._chose)
        first = holder(column(holder(Flow(self._which, leave)), self._list, self._dose_card, 1, gap=10))
        stands = column(self._heading, self._applied, self._tabs, self._ring, self._alone, self._second, gap=8)
        stands.setStretch(3, 1)
        self._applied.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._stack.addWidget(scroll_area(first))
        self._stack.addWidget(scroll_area(holder(stands)))
        self.middle.setLayout(column(self._stack))
        parts = self._form, self._card, self._below, self._beside, self._plan
        self.side.setLayout(column(scroll_area(holder(column(*parts, 1, gap=16))), self._form.acts, gap=8))

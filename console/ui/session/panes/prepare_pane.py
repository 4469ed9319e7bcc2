"""Preparing: the screening questions, device and plan; the pause point beside them."""

from functools import partial

from console.core.client_groups import file_answers
from console.core.events import (
    SubAreaKind,
    ZonePlanned,
    ZoneUnplanned,
)
from console.core.next_action import ActionCode
from console.core.screening import answers, open_questions, undecided_questions
from console.core.spacing import contradicted, too_soon
from console.core.state import SessionState
from console.ui.kit.labels import ElidedLabel, button, label
from console.ui.kit.layouts import PageStack, column, holder, row, scroll_area, to_top
from console.ui.kit.wrapped_button import WrappedToggle
from console.ui.session.pane_context import PaneContext
from console.ui.session.panes.depth_list import DepthList
from console.ui.session.panes.depth_prompts import ask_depth
from console.ui.session.panes.deviation_prompt import ask_for_reason
from console.ui.session.panes.earlier_visits import EarlierVisits
from console.ui.session.panes.found_lines import Found
from console.ui.session.panes.map_tabs import MOST_PX, MapTabs, zone_looks
from console.ui.session.panes.pane import Pane
from console.ui.session.panes.plan_choices import PlanChoices
from console.ui.session.panes.plan_prompts import choose_plan
from console.ui.session.panes.screening_prompts import ScreeningPrompts
from console.ui.session.question_list import QuestionList

CHOICES_PX = 168
"""How wide device and plan are beside the map."""


class PreparePane(Pane):
    """Two tabs: questions, and the plan on the map. The one that the next action waits for opens by itself."""

    def __init__(self, context: PaneContext) -> None:
        super().__init__(context)
        self._screening = ScreeningPrompts(context, lambda asked: self._questions.unread(asked))
        self._of = ""
        self._left, self._settles = 0, False
        self._questions = QuestionList(context, self._screening.answer)
        self._ask = WrappedToggle("", partial(self._turn, 0))
        self._plan = WrappedToggle("", partial(self._turn, 1))
        self._all_no = button(context.say("all-no"), self._screening.answer_rest, large=True)
        self._found = Found(context)
        self.tabs = MapTabs(context)
        self.tabs.map.pressed.connect(self._touched)
        self.tabs.map.selected.connect(self._choose)
        for tab in (self._ask, self._plan):
            tab.setProperty("snug", True)
        self._chosen = ""
        self._zone = ElidedLabel()
        self._earlier = EarlierVisits(context, self._show_plan)
        self._differs = button("", self._tell_differences, "row", large=True)
        self._choices = PlanChoices(context, self.ask_plan)
        self._depths = DepthList(context)
        self._stack = PageStack()
        self._lay_out()

    def begin(self) -> None:
        super().begin()
        self.tabs.begin()

    def show_state(self, state: SessionState) -> None:
        if state.id != self._of:
            self._of, self._chosen, self._settles = state.id, "", False
            self._questions.ask([rule for rule in state.protocol.rules if rule.asked])
            self._earlier.ask(state)
            self._turn(0 if open_questions(state) else 1)
        left = len(open_questions(state))
        if self._left and not left:
            self._turn(1)
        self._left = left
        say = self.context.say
        self._ask.set_text(say("questions-left", left=left) if left else say("questions-done"))
        self._plan.set_text(say("plan-tab", count=len(state.plan)))
        self._all_no.setVisible(bool(left))
        origins = {rule: say("by-file", entries=self.words.entries(each)) for rule, each in file_answers(state).items()}
        for rule, each in undecided_questions(state).items():
            origins[rule] = say("undecided", entries=self.words.entries(each))
        self._questions.show_answers(answers(state), origins)
        if self._found.show_state(state):
            to_top(self.area)
        self.checks.show_state(state)
        self.tabs.follow_plan(state)
        self._show_plan(state)
        settles = self.model.next_action().code == "settle-depths"
        if settles and not self._settles:
            self.area.verticalScrollBar().setValue(self._depths.y())
        self._settles = settles

    def tick(self, state: SessionState) -> None:
        self._questions.look()

    def read_all(self) -> None:
        self._questions.read_all()

    def digit(self, number: int) -> None:
        """A digit that follows an answer in the same breath was meant for a question, and is none for the checks."""
        if self._screening.too_soon():
            self.context.tell(self.context.say("digit-too-soon", digit=number))
        else:
            super().digit(number)

    def arrow(self, dx: int, dy: int) -> None:
        if self._stack.currentIndex() == 1:
            self.tabs.map.move(dx, dy)

    def ask_plan(self) -> None:
        choose_plan(self.context, self._begin_marking)

    def mark(self) -> None:
        self._turn(1)
        self.tabs.marking.ask()

    def _begin_marking(self, what: SubAreaKind) -> None:
        self._turn(1)
        self.tabs.marking.begin(what)

    def take(self) -> None:
        if self.tabs.marking.take():
            return
        if self._chosen and self._stack.currentIndex() == 1:
            self._touched(self._chosen)

    def help_with(self, code: ActionCode) -> bool:
        state = self.model.session
        if code in ("choose-device", "choose-plan"):
            (self.ask_device if code == "choose-device" else self.ask_plan)()
            return True
        early = (too_soon(state) or contradicted(state)) if code == "give-reasons" and state else None
        if early:
            ask_for_reason(self.context, early)
            return True
        if code == "set-depth" and state:
            self.tabs.face(state, self.model.next_action().zone)
            ask_depth(self.context, self.model.next_action().zone)
            return True
        if code == "answer-screening" and state:
            self._turn(0)
            self._screening.ask_next(open_questions(state))
            return True
        return super().help_with(code)

    def _choose(self, zone: str) -> None:
        self._chosen = zone
        if self.model.session:
            self._show_plan(self.model.session)

    def _touched(self, zone: str) -> None:
        state = self.model.session
        if state is not None:
            self.context.propose(ZoneUnplanned(zone) if state.planned(zone) else ZonePlanned(zone))

    def _show_plan(self, state: SessionState) -> None:
        self._choices.show_state(state)
        self.tabs.map.show_zones(zone_looks(self.context, state, self._earlier), "", self._chosen)
        self._depths.show_state(state, self._earlier.last)
        code = "unplan-zone" if state.planned(self._chosen) else "plan-zone"
        zone = self.words.zone(state.protocol, self._chosen)
        self._zone.set_text(self.context.say(code, zone=zone) if self._chosen else "")
        self._zone.setVisible(bool(self._chosen))
        self.tabs.show_counts(state)
        differing = len(self._earlier.differing(state))
        self._differs.setText(self.context.say("differences", count=differing))
        self._differs.setAccessibleName(self._differs.text())
        self._differs.setVisible(bool(differing))

    def _tell_differences(self) -> None:
        state = self.model.session
        if state is not None:
            said = "\n".join(self._earlier.differing(state).values())
            self.context.prompt.ask(self.context.say("differences-long"), [], said)

    def _turn(self, index: int) -> None:
        self._stack.setCurrentIndex(index)
        self._ask.setChecked(index == 0)
        self._plan.setChecked(index == 1)
        self.tabs.marking.button.setVisible(index == 1)

    def _arrange(self) -> None:
        """Device, plan and marking stand beside the map, where a longer name moves nothing. With large text the map has
        no room to lose: they stand in the side card, the first two above all that scrolls there."""
        large, theme = self.context.theme.large, self.context.theme
        self._choices.arrange(beside=large)
        self._questions.arrange()
        (self._head if large else self._beside).insertWidget(0, self._choices)
        (self._head if large else self._below).addWidget(self._zone)
        (self._first if large else self._turns).addWidget(self._differs)
        (self._last if large else self._marks).addWidget(self.tabs.marking.button)
        self._choices.setMinimumWidth(0 if large else theme.px(CHOICES_PX))
        self._choices.setMaximumWidth(MOST_PX if large else theme.px(CHOICES_PX))
        self.tabs.marking.button.setMaximumWidth(MOST_PX if large else theme.px(CHOICES_PX))

    def _lay_out(self) -> None:
        asked = row(label(self.context.say("questions-long"), "small", "soft", wrap=True), self._all_no)
        asked.setStretch(0, 1)
        questions = scroll_area(holder(column(asked, self._questions, 1, gap=8)))
        self._beside, self._below = column(1, gap=8), column()
        self._marks = column()
        self._beside.insertLayout(0, self._marks)
        across = row(self.tabs, self._beside, gap=8)
        across.setStretch(0, 1)
        planning = holder(column(across, self._below, gap=4))
        self._stack.addWidget(questions)
        self._stack.addWidget(planning)
        self._turns = row(self._ask, self._plan, 1, gap=8)
        self.middle = holder(column(self._turns, self._stack, gap=6))
        self.middle.layout().setStretch(1, 1)  # type: ignore[union-attr]
        self._head, self._first, self._last = column(gap=4), column(), column()
        self.area = scroll_area(holder(column(self._first, self._found, self._depths, self.checks, self._last, 1)))
        self.side = holder(column(self._head, self.area, gap=8))
        self._arrange()
        self.context.theme.changed.connect(self._arrange)

"""Sign-off: the record read over, and a reason for each deviation that has none yet."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from console.core.attribution import UNNAMED_SUFFIX
from console.core.course import unexplained_deviations
from console.core.events import UNKNOWN, ActorNamed
from console.core.history import event_kind
from console.core.next_action import ActionCode
from console.core.state import SessionState
from console.core.state_parts import Deviation, ZoneRecord
from console.core.text.locale import clock_text
from console.ui.kit.labels import button, label
from console.ui.kit.layouts import clear_layout, column, holder, scroll, scroll_area
from console.ui.session.pane_context import PaneContext
from console.ui.session.panes.attribution_prompt import ask_who
from console.ui.session.panes.deviation_prompt import ask_for_reason
from console.ui.session.panes.lot_prompt import ask_lot, made_with
from console.ui.session.panes.pane import Pane
from console.ui.session.product_list import ProductList
from console.ui.session.reaction_prompts import reaction_line


class SignOffPane(Pane):
    """After sign-off the same page shows the finished record and the way to the summary."""

    def __init__(self, context: PaneContext) -> None:
        super().__init__(context)
        self._title = label("", "title", strong=True, wrap=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self._reasons = QVBoxLayout()
        self._reasons.setSpacing(8)
        self._products = ProductList(context)
        self._record = scroll_area(holder(column(self._lines, 1)))
        self.middle = holder(column(self._title, self._record))
        self.side = scroll_area(holder(column(self._reasons, self.checks, self._products, 1, gap=16)))

    def show_state(self, state: SessionState) -> None:
        self._title.setText(self.context.say("signed-title") if state.signed else self.context.say("review-title"))
        self.checks.show_state(state)
        self.checks.setVisible(not state.signed and self.checks.any)
        self._products.show_state(state)
        self._products.setVisible(not state.signed or bool(state.products))
        clear_layout(self._lines)
        for head, lines in self._sections(state):
            if lines:
                self._lines.addWidget(label(head, "large", strong=True))
                for line in lines:
                    self._lines.addWidget(label(line, wrap=True))
        clear_layout(self._reasons)
        for each in unexplained_deviations(state):
            self._reasons.addWidget(label(self._deviation(state, each), "body", "warn", wrap=True))
            made = button(self.context.say("give-reason"), partial(self._ask, each), "danger", large=True)
            self._reasons.addWidget(made)

    def arrow(self, dx: int, dy: int) -> None:
        scroll(self._record, dy)

    def offer(self, code: ActionCode) -> str:
        return self.words.say("action", code) if code == "sign-without-lot" else super().offer(code)

    def help_with(self, code: ActionCode) -> bool:
        state = self.model.session
        if code == "sign-without-lot" and state:
            ask_lot(self.context, state)
            return True
        if code == "give-reasons" and state and unexplained_deviations(state):
            self._ask(unexplained_deviations(state)[0])
            return True
        return super().help_with(code)

    def _ask(self, deviation: Deviation) -> None:
        state = self.model.session
        if state and deviation.id.endswith(UNNAMED_SUFFIX):
            ask_who(self.context, deviation, partial(ask_for_reason, self.context))
        elif state:
            ask_for_reason(self.context, deviation)

    def _deviation(self, state: SessionState, each: Deviation) -> str:
        return self.words.deviation(each, state.protocol)

    def _depths(self, record: ZoneRecord) -> str:
        depths = [each.depth_um for each in record.passes]
        return self.words.mm_range(min(depths), max(depths))

    def _locked(self, state: SessionState) -> list[str]:
        """What was done while the screen was locked: whose it was said to be, and by whom; or that nobody has said."""
        told = {event.body.target: event.actor for event in state.history if isinstance(event.body, ActorNamed)}
        known = {operator.id: operator.name for operator, _ in state.operators}
        nameless, lines = {at.event for _, at in state.unnamed}, list[str]()
        for event in state.history:
            if event.actor != UNKNOWN:
                continue
            at = self.words.clock_time(event.at.utc_ms)
            facts = {"at": at, "what": self.words.say("event", event_kind(event.body))}
            named = state.named.get(event.id)
            if event.id in nameless:
                lines.append(self.context.say("review-nameless", **facts))
            elif named:
                by = known.get(told[event.id], "")
                lines.append(self.context.say("review-named", person=named.name, by=by, **facts))
        return lines

    def _zones(self, state: SessionState) -> list[str]:
        """What was done on each zone, then those that were left out, and why."""
        none = self.words.say("format", "none")
        treated = [
            self.context.say(
                "review-zone", zone=self.words.zone(state.protocol, each.zone),
                depth=self._depths(each), count=len(each.passes),
                endpoint=self.words.say("endpoint", each.endpoint) if each.endpoint else none,
            )
            for each in state.treated
        ]  # fmt: skip
        left_out = [
            self.words.say("depths", "left-out", zone=self.words.zone(state.protocol, zone), reason=why.text)
            for zone, why in state.zones_left_out.items()
        ]
        return [*treated, *left_out]

    def _sections(self, state: SessionState) -> list[tuple[str, list[str]]]:
        none = self.words.say("format", "none")
        steps = [
            self.context.say(
                "review-step", step=state.protocol.step[run.step].label, begun=self.words.clock_time(run.begun.utc_ms),
                done=self.words.clock_time(run.done.utc_ms) if run.done else "…",
            )
            for run in state.steps
        ]  # fmt: skip
        steps += made_with(self.context, state)
        creams = [
            self.context.say(
                "review-cream", agent=state.protocol.agent[each.agent].label, on=self.words.clock_time(each.on.utc_ms),
                off=self.words.clock_time(each.off.utc_ms) if each.off else none,
                spent=clock_text((each.off.t_ms if each.off else self.model.now_t()) - each.on.t_ms),
            )
            for each in state.applications
        ]  # fmt: skip
        deviations = [f"{self._deviation(state, each)} {each.reason or none}" for each in state.deviations]
        reactions = [reaction_line(self.words, each) for each in state.reactions]
        texts = [(each.at.utc_ms, each.text) for each in (*state.notes, *state.addenda)]
        notes = [f"{self.words.clock_time(utc_ms)}  {self.words.isolate(text)}" for utc_ms, text in texts]
        say = self.context.say
        return [
            (say("review-steps"), steps), (say("review-creams"), creams), (say("review-zones"), self._zones(state)),
            (say("review-locked"), self._locked(state)),
            (say("review-deviations"), deviations), (say("review-reactions"), reactions), (say("review-notes"), notes),
        ]  # fmt: skip

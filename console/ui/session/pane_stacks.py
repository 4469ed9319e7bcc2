"""The two places of the run screen that change with the step: its middle, and the card beside it."""

from collections.abc import Callable
from functools import partial

from console.core.protocol_parts import StepKind
from console.core.state import SessionState
from console.ui.input.keys import debounce
from console.ui.kit.layouts import PageStack
from console.ui.session.pane_context import PaneContext
from console.ui.session.panes.aftercare_pane import AftercarePane
from console.ui.session.panes.danger_card import DangerCard
from console.ui.session.panes.needling_pane import NeedlingPane
from console.ui.session.panes.numbing_pane import NumbingPane
from console.ui.session.panes.pane import Pane
from console.ui.session.panes.plain_pane import PlainPane
from console.ui.session.panes.prepare_pane import PreparePane
from console.ui.session.panes.sign_off_pane import SignOffPane

PANES: dict[StepKind, type[Pane]] = {
    "prepare": PreparePane,
    "plain": PlainPane,
    "numbing": NumbingPane,
    "needling": NeedlingPane,
    "aftercare": AftercarePane,
    "sign-off": SignOffPane,
}


class PaneStacks:
    """Hold a pane for each kind of step, made when the step first comes, and the danger card, which may lie over them.

    `chosen` is called when something was chosen on a pane.
    """

    def __init__(self, context: PaneContext, chosen: Callable[[], object]) -> None:
        self.middle, self.side = PageStack(), PageStack()
        self.danger = DangerCard(context)
        self._context, self._chosen = context, chosen
        self._panes: dict[StepKind, Pane] = {}
        self._begun = ("", "")

    def pane(self, kind: StepKind) -> Pane:
        """Return the pane of this kind of step."""
        if kind not in self._panes:
            made = self._panes[kind] = PANES[kind](self._context)
            made.chosen.connect(self._chosen)
            self._add(made)
        return self._panes[kind]

    def begun(self, state: SessionState) -> Pane:
        """Return the pane of the step in hand, at its top where session or step is another than before."""
        pane, now = self.pane(state.kind), (state.id, state.step)
        if now != self._begun:
            self._begun = now
            pane.begin()
        return pane

    def in_sight(self, state: SessionState) -> Pane | DangerCard:
        """Return what is shown, and has the keys."""
        return self.danger if self.danger.shown else self.pane(state.kind)

    def show(self, state: SessionState) -> None:
        """Turn to the danger card where it is open and in sight, else to the step."""
        shown = self.in_sight(state)
        if self.side.indexOf(shown.side) < 0:
            self._add(shown)
            if shown is self.danger:
                self.danger.come_first()
        beside = self.danger.shown and self.danger.beside_step
        self.middle.setCurrentWidget(self.pane(state.kind).middle if beside else shown.middle)
        self.side.setCurrentWidget(shown.side)

    @property
    def by_key(self) -> dict[str, Callable[[], object]]:
        """Return what the keys of a step do: in what is in sight, or in the step whatever lies over it."""
        steady, here, step = partial(debounce, self._context.model.dependencies.clock), self._here, self._on_step
        acts: dict[str, Callable[[], object]] = {
            "left": partial(self._arrow, -1, 0), "right": partial(self._arrow, 1, 0),
            "up": partial(self._arrow, 0, -1), "down": partial(self._arrow, 0, 1),
            "take": partial(here, lambda pane: pane.take()),
            "leave-zone": partial(here, lambda pane: pane.leave_out()),
            "deeper": steady(partial(here, lambda pane: pane.step_depth(1))),
            "less-deep": steady(partial(here, lambda pane: pane.step_depth(-1))),
            "late-pass": partial(step, lambda pane: pane.late_pass()),
            "plan": partial(step, lambda pane: pane.ask_plan()),
            "device": partial(step, lambda pane: pane.ask_device()),
            "mark": partial(step, lambda pane: pane.mark()),
        }  # fmt: skip
        return acts | {f"digit-{number}": steady(partial(self._digit, number)) for number in range(10)}

    def _here(self, act: Callable[[Pane | DangerCard], object]) -> None:
        state = self._context.model.session
        if state is not None:
            act(self.in_sight(state))

    def _on_step(self, act: Callable[[Pane], object]) -> None:
        state = self._context.model.session
        if state is not None and not state.signed:
            act(self.pane(state.kind))

    def _digit(self, number: int) -> None:
        if number or self.danger.shown:
            self._here(lambda pane: pane.digit(number))

    def _arrow(self, dx: int, dy: int) -> None:
        """Go on by arrows in what is shown: beside the danger card that is the step, with its map."""
        state = self._context.model.session
        if state is not None:
            beside = self.danger.shown and self.danger.beside_step
            (self.pane(state.kind) if beside else self.in_sight(state)).arrow(dx, dy)

    def _add(self, pane: Pane | DangerCard) -> None:
        self.middle.addWidget(pane.middle)
        self.side.addWidget(pane.side)

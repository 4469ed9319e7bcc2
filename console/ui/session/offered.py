"""Since when the primary action has offered what it offers."""

from console.core.actions import Action
from console.core.event_rules import rules_of
from console.core.state import SessionState
from console.ui.input.keys import DOUBLE_MS
from console.ui.shell.model import Model


class Offered:
    """Told at every tick what is offered; what has just come up was not what a press meant."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._what, self._since_ms = ("", "", ""), -DOUBLE_MS

    def tell(self, state: SessionState, action: Action) -> None:
        """This is on the button now."""
        what = (state.id, state.step, action.code)
        if what != self._what:
            self._what = what
            self.begin()

    def begin(self) -> None:
        """Count from now: the page has only just come into sight."""
        self._since_ms = self._now_ms()

    def stood(self) -> bool:
        """Whether the end of a step was on the button long enough to be what the press meant."""
        intent = self._model.next_action().intent
        ends = intent is not None and rules_of(intent).ends_step
        return ends and not 0 <= self._now_ms() - self._since_ms < DOUBLE_MS

    def _now_ms(self) -> int:
        return self._model.dependencies.clock.now().boot_ms

"""The reason for a deviation that the program noted: from the protocol's list, with one press."""

from console.core.events import ReasonGiven
from console.core.protocol_parts import Situation
from console.core.spacing import CODE
from console.core.state_parts import Deviation
from console.ui.session.pane_context import PaneContext


def ask_for_reason(context: PaneContext, deviation: Deviation) -> None:
    """Asks on the sheet; one press gives it."""
    state = context.model.session
    if state is None:
        return
    title = context.words.deviation(deviation, state.protocol)
    situation: Situation = "too-soon" if deviation.code == CODE else "deviation"
    context.ask_reason(title, situation, ReasonGiven, deviation=deviation.id)

"""The reason for a deviation that the program noted: from the protocol's list, with one press."""

from console.core.events import ReasonGiven
from console.core.spacing import CODE, contradicted, spacing_reasons
from console.core.state_parts import Deviation
from console.ui.session.pane_context import PaneContext


def ask_for_reason(context: PaneContext, deviation: Deviation) -> None:
    """Asks on the sheet; one press gives it."""
    state = context.model.session
    if state is None:
        return
    title = context.words.deviation(deviation, state.protocol)
    reasons = spacing_reasons(state) if deviation.code == CODE else state.protocol.reason_texts("deviation")
    said = context.say("reason-contradicted", reason=deviation.reason) if contradicted(state) == deviation else ""
    choices = context.reason_choices(reasons, lambda reason: context.propose(ReasonGiven(deviation.id, reason)))
    context.prompt.ask(title, choices, said)

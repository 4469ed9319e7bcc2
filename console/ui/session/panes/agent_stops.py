"""What speaks against a numbing agent, said as soon as it is chosen, with the reasons that pass a stop of the file."""

from collections.abc import Callable
from functools import partial

from console.core.client_groups import agent_stop
from console.core.numbing import agent_refusal
from console.core.screening import numbing_block
from console.core.state import SessionState
from console.core.state_parts import FileStop
from console.ui.session.pane_context import PaneContext
from console.ui.shell.clinic_jobs import RefusedIntent


def barred_for_good(state: SessionState, agent: str) -> bool:
    """Whether no reason passes it: a finding bars the agent, and did when the session began."""
    return numbing_block(state, agent) is not None and state.profile_t < 0


def tell_against(context: PaneContext, agent: str, take: Callable[[FileStop, str], object]) -> None:
    """Say what speaks against the agent; `take` gets the reason that passes what the client's file stops."""
    state = context.model.session
    refusal = agent_refusal(state, agent) if state else None
    if state is None or refusal is None:
        return
    stop = agent_stop(state, agent)
    if refusal.situation is None or stop is None or not stop.groups:
        context.model.refused.emit(RefusedIntent(refusal))
        return
    reasons = state.protocol.reason_texts(refusal.situation)
    choices = context.reason_choices(reasons, partial(take, stop))
    context.prompt.ask(context.words.refusal(refusal, state.protocol), choices)

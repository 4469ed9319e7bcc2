"""The rules of the danger card: opened with a clock of its own, actions noted, closed when the danger is over."""

from typing import assert_never

from msgspec.structs import replace

from console.core.events import DangerAction, DangerBody, DangerOpened, DangerOver
from console.core.refusal import Refusal
from console.core.state import SessionState
from console.core.state_parts import DangerRun, Moment, Remark


def decide(state: SessionState, body: DangerBody, t: int) -> DangerBody:
    """Return the event as it will be recorded at t on the session's own time. Raises Refusal."""
    going = open_card(state)
    if isinstance(body, DangerOpened):
        if going:
            raise Refusal("danger-open")
        ends = [each.over.t_ms for each in state.dangers if each.over]
        if t < max(ends, default=t):
            raise Refusal("before-its-beginning")
        return replace(body, danger=len(state.dangers) + 1)
    if going is None or body.danger not in (0, going.number):
        raise Refusal("no-danger")
    if isinstance(body, DangerAction) and not body.what.strip():
        raise Refusal("nothing-to-note")
    begun = going.begun.t_ms
    if t < (max([begun, *(each.at.t_ms for each in going.done)]) if isinstance(body, DangerOver) else begun):
        raise Refusal("before-its-beginning")
    return replace(body, danger=going.number)


def apply(state: SessionState, body: DangerBody, at: Moment) -> SessionState:
    """Return the state after the event."""
    match body:
        case DangerOpened():
            return replace(state, dangers=(*state.dangers, DangerRun(body.danger, at)))
        case DangerAction():
            *before, last = state.dangers
            return replace(state, dangers=(*before, replace(last, done=(*last.done, Remark(body.what, at)))))
        case DangerOver():
            *before, last = state.dangers
            return replace(state, dangers=(*before, replace(last, over=at)))
        case _:
            assert_never(body)


def open_card(state: SessionState) -> DangerRun | None:
    """Return the open danger card, None where none is; there is one at most."""
    last = state.dangers[-1] if state.dangers else None
    return last if last and last.over is None else None

"""From step to step: what a step needs before it is left, the minimum of time, and entering the next."""

from msgspec.structs import replace

from console.core.errors import Refusal
from console.core.events import StepDone
from console.core.needling import leave
from console.core.prepare import unchecked
from console.core.protocol_parts import BEFORE_NEEDLING
from console.core.screening import allow_found, unanswered
from console.core.state import SessionState
from console.core.state_parts import Deviation, Moment, StepRun
from console.core.timers import worked


def allow_done(state: SessionState, body: StepDone, t: int) -> None:
    """Refusal where something is still open in the step, or its minimum of time wants a reason."""
    if body.step != state.step or state.kind == "sign-off":
        raise Refusal("not-this-step", step=body.step, now=state.step)
    if state.kind == "prepare" and unanswered(state):
        raise Refusal("screening-unanswered", left=len(unanswered(state)))
    if state.kind == "numbing" and not state.left_out:
        if not state.applications:
            raise Refusal("numbing-open")
        if len(state.on) == len(state.applications):
            raise Refusal("cream-still-on")
    if state.kind == "needling":
        if state.on:
            raise Refusal("cream-still-on")
        if not state.treated:
            raise Refusal("nothing-treated")
    if state.kind in BEFORE_NEEDLING and not state.treated:
        allow_found(state)
    allow_leaving(state)
    short = _too_fast(state, t)
    if short and not body.reason:
        raise Refusal("too-fast", "too-fast", step=state.step, short_ms=short)


def allow_leaving(state: SessionState) -> None:
    left = unchecked(state)
    if left:
        raise Refusal("checks-left", left=", ".join(state.protocol.check[each].text for each in left))


def _too_fast(state: SessionState, t: int) -> int:
    """By how many ms of work the step, or its pause point, is shorter than its minimum."""
    step = state.protocol.step[state.step]
    begun = state.steps[-1].begun.t_ms
    answered = [state.checks[check.id].at.t_ms for check in step.checks if check.id in state.checks]
    short = 0
    for minimum, since in ((step.minimum_s.value, begun), (step.pause_minimum_s.value, min(answered, default=begun))):
        if minimum is not None:
            short = max(short, round(minimum * 1000) - worked((since, t), state.pauses, t))
    return short


def done(state: SessionState, body: StepDone, at: Moment) -> SessionState:
    """The next step begins; what was too fast is noted with its reason."""
    short = _too_fast(state, at.t_ms)
    if short:
        facts: dict[str, str | int] = {"step": state.step, "by_ms": short}
        noted = Deviation(at.event, at, "too-fast", facts=facts, reason=body.reason)
        state = replace(state, deviations=(*state.deviations, noted))
    return enter(end(state, at, stopped=False), state.protocol.after(state.step), at)


def end(state: SessionState, at: Moment, stopped: bool) -> SessionState:
    """The step that runs ends here; `stopped`: before its time."""
    state = leave(state, at.t_ms)
    return replace(state, steps=(*state.steps[:-1], replace(state.steps[-1], done=at, stopped=stopped)))


def enter(state: SessionState, step: str, at: Moment) -> SessionState:
    return replace(state, step=step, steps=(*state.steps, StepRun(step, at)))

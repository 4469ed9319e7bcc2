"""The rules of going from step to step: what a step needs before it ends, its minimum time, the next one."""

from msgspec.structs import replace

from console.core.events import StepDone
from console.core.needling import leave_zone
from console.core.preparation import open_checks
from console.core.protocol_parts import BEFORE_NEEDLING
from console.core.refusal import Refusal
from console.core.screening import allow_findings, open_questions
from console.core.spacing import allow_so_soon
from console.core.state import SessionState
from console.core.state_parts import Deviation, Moment, StepRun
from console.core.timers import working_ms


def allow_done(state: SessionState, body: StepDone, t: int) -> None:
    """Raise Refusal where something is open in the step, or it was too fast and has no reason."""
    if body.step != state.step or state.kind == "sign-off":
        raise Refusal("not-this-step", step=body.step, now=state.step)
    if state.kind == "prepare" and open_questions(state):
        raise Refusal("screening-unanswered", left=len(open_questions(state)))
    if state.kind == "prepare":
        allow_so_soon(state)
    if state.kind == "numbing" and not state.left_out:
        if not state.applications:
            raise Refusal("numbing-open")
        if len(state.on) == len(state.applications):
            raise Refusal("cream-still-on")
    if state.kind == "needling":
        if not state.treated:
            raise Refusal("nothing-treated")
        if state.on:
            raise Refusal("cream-still-on")
    if state.kind in BEFORE_NEEDLING and not state.treated:
        allow_findings(state)
    allow_leaving(state)
    short = _too_fast(state, t)
    if short and not body.reason:
        raise Refusal("too-fast", "too-fast", step=state.step, short_ms=short)


def allow_leaving(state: SessionState) -> None:
    """Raise Refusal where due checks have no answer."""
    left = open_checks(state)
    if left:
        raise Refusal("checks-left", left=tuple(state.protocol.check[each].text for each in left))


def _too_fast(state: SessionState, t: int) -> int:
    """Return by how many ms of work the step or its pause point falls short of its minimum; 0 or less where not.

    In sessions of before, the time of an open danger card was work.
    """
    step, rests = state.protocol.step[state.step], state.rests if state.depths == "chosen" else state.pauses
    begun = state.steps[-1].begun.t_ms
    answered = [state.checks[check.id].at.t_ms for check in step.checks if check.id in state.checks]
    short = 0
    for minimum, since in ((step.minimum_s.value, begun), (step.pause_minimum_s.value, min(answered, default=begun))):
        if minimum is not None:
            short = max(short, round(minimum * 1000) - working_ms((since, t), rests, t))
    return short


def finish_step(state: SessionState, body: StepDone, at: Moment) -> SessionState:
    """Return the state in the next step; a step that was too fast is noted as a deviation."""
    short = _too_fast(state, at.t_ms)
    if short:
        facts: dict[str, str | int] = {"step": state.step, "by_ms": short}
        noted = Deviation(at.event, at, "too-fast", facts=facts, reason=body.reason)
        state = replace(state, deviations=(*state.deviations, noted))
    return enter_step(end_step(state, at, stopped=False), state.protocol.after(state.step), at)


def end_step(state: SessionState, at: Moment, stopped: bool) -> SessionState:
    """Return the state with the present step ended; `stopped`: before its time."""
    state = leave_zone(state, at.t_ms)
    return replace(state, steps=(*state.steps[:-1], replace(state.steps[-1], done=at, stopped=stopped)))


def enter_step(state: SessionState, step: str, at: Moment) -> SessionState:
    """Return the state with the next step begun."""
    return replace(state, step=step, steps=(*state.steps, StepRun(step, at)))

"""The rules of what may happen in any step: pauses, deviations, stop, hand-over, sign-off, seal."""

from typing import assert_never

from msgspec.structs import replace

from console.core.alarms import alarms
from console.core.attribution import allow_name, apply_name, unnamed_deviations
from console.core.danger import open_card
from console.core.events import (
    Acknowledged,
    ActorNamed,
    Addendum,
    Continued,
    CourseBody,
    Deviated,
    HandedOver,
    Noted,
    OpenedByMistake,
    Paused,
    ReasonGiven,
    Sealed,
    SignedOff,
    StepDone,
    StoppedEarly,
)
from console.core.people import require_right
from console.core.protocol_parts import AFTER_NEEDLING
from console.core.reactions import running_reactions
from console.core.refusal import Refusal
from console.core.state import SessionState
from console.core.state_parts import Deviation, Moment, Remark
from console.core.steps import allow_done, allow_leaving, end_step, enter_step, finish_step
from console.core.unsigned_entries import to_sign


def decide(state: SessionState, body: CourseBody, t: int) -> CourseBody:
    """Return the event as it will be recorded at t on the session's own time. Raises Refusal."""
    match body:
        case StepDone():
            allow_done(state, body, t)
        case Paused() | Continued():
            _allow_pause(state, body, t)
        case Noted() | Addendum():
            if not body.text.strip():
                raise Refusal("nothing-to-note")
        case Deviated() | ReasonGiven():
            _allow_reason(state, body)
        case StoppedEarly():
            _allow_stop(state, body, t)
        case OpenedByMistake():
            _allow_mistake(state)
        case HandedOver():
            require_right(body.operator, "treat")
            if body.operator.id == state.operator.id:
                raise Refusal("same-operator", name=body.operator.name)
        case ActorNamed():
            allow_name(state, body)
        case SignedOff():
            _allow_sign_off(state)
        case Sealed():
            _allow_seal(state, body)
        case Acknowledged():
            pass
        case _:
            assert_never(body)
    return body


def _allow_mistake(state: SessionState) -> None:
    """Raise Refusal where something was done to the client or seen on them: that session prints its record."""
    if state.applications or state.treated:
        raise Refusal("treatment-stands")
    if open_card(state):
        raise Refusal("danger-open")
    if state.dangers or state.reactions:
        raise Refusal("seen-stands")


def _allow_reason(state: SessionState, body: Deviated | ReasonGiven) -> None:
    if isinstance(body, Deviated) and not body.what.strip():
        raise Refusal("nothing-to-note")
    known = {each.id for each in (*state.deviations, *_due_at_sign_off(state))}
    if isinstance(body, ReasonGiven) and body.deviation not in known:
        raise Refusal("no-such-deviation", deviation=body.deviation)
    if not body.reason:
        raise Refusal("deviation-needs-reason", "deviation")


def apply(state: SessionState, body: CourseBody, at: Moment) -> SessionState:
    """Return the state after the event."""
    match body:
        case StepDone():
            return finish_step(state, body, at)
        case Paused():
            return replace(state, pauses=(*state.pauses, (at.t_ms, None)))
        case Continued():
            return replace(state, pauses=(*state.pauses[:-1], (state.pauses[-1][0], at.t_ms)))
        case Noted():
            return replace(state, notes=(*state.notes, Remark(body.text, at)))
        case Deviated():
            made = Deviation(at.event, at, "", body.what, reason=body.reason)
            return replace(state, deviations=(*state.deviations, made))
        case ReasonGiven():
            return _explain(state, body)
        case Acknowledged():
            return _acknowledge(state, body, at)
        case StoppedEarly():
            return _stop(state, body, at)
        case OpenedByMistake():
            return replace(end_step(state, at, stopped=True), closed=at)
        case HandedOver():
            return replace(state, operator=body.operator, operators=(*state.operators, (body.operator, at)))
        case ActorNamed():
            return apply_name(state, body)
        case SignedOff():
            return replace(end_step(state, at, stopped=False), signed=(body, at))
        case Addendum():
            return replace(state, addenda=(*state.addenda, Remark(body.text, at)))
        case Sealed():
            return replace(state, seals=(*state.seals, (body, at)))
        case _:
            assert_never(body)


def unexplained_deviations(state: SessionState) -> list[Deviation]:
    """Return the deviations that still need a reason.

    At sign-off each running reaction is one, and each entry of the locked screen whose actor nobody has named.
    """
    return [each for each in (*state.deviations, *_due_at_sign_off(state)) if not each.reason]


def _explain(state: SessionState, body: ReasonGiven) -> SessionState:
    known = (*state.deviations, *(each for each in _due_at_sign_off(state) if each.id == body.deviation))
    given = (replace(each, reason=body.reason) if each.id == body.deviation else each for each in known)
    return replace(state, deviations=tuple(given))


def _acknowledge(state: SessionState, body: Acknowledged, at: Moment) -> SessionState:
    raised = {each.id for each in alarms(state, at.t_ms)}
    seen = {body.alarm: at.t_ms} if body.alarm in raised else {}
    return replace(state, acknowledged=state.acknowledged | seen)


def _due_at_sign_off(state: SessionState) -> list[Deviation]:
    return [*running_reactions(state), *unnamed_deviations(state)]


def _stop(state: SessionState, body: StoppedEarly, at: Moment) -> SessionState:
    """Return the state after a stop: in aftercare where skin was needled, else in sign-off."""
    state = replace(state, stopped=Remark(body.reason, at))
    if state.paused:
        state = replace(state, pauses=(*state.pauses[:-1], (state.pauses[-1][0], at.t_ms)))
    if state.kind in AFTER_NEEDLING:
        return state
    return enter_step(end_step(state, at, stopped=True), step_after_stop(state), at)


def step_after_stop(state: SessionState) -> str:
    """Return the id of the step that follows a stop: the step itself from aftercare on."""
    kinds = {step.kind: step.id for step in state.protocol.steps}
    if state.kind in AFTER_NEEDLING:
        return state.step
    return kinds["aftercare" if state.treated and "aftercare" in kinds else "sign-off"]


def _allow_pause(state: SessionState, body: Paused | Continued, t: int) -> None:
    if isinstance(body, Paused) and state.paused:
        raise Refusal("already-paused")
    if isinstance(body, Continued) and not state.paused:
        raise Refusal("not-paused")
    _not_before(t, _last_pause_t(state))


def _allow_stop(state: SessionState, body: StoppedEarly, t: int) -> None:
    if state.stopped:
        raise Refusal("already-stopped")
    if not body.reason:
        raise Refusal("stop-needs-reason", "stop")
    if state.paused:
        _not_before(t, _last_pause_t(state))


def _last_pause_t(state: SessionState) -> int:
    """Return when the last pause began or ended; the next one cannot lie before that."""
    return max((t for span in state.pauses for t in span if t is not None), default=0)


def _not_before(t: int, beginning: int) -> None:
    if t < beginning:
        raise Refusal("before-its-beginning")


def _allow_sign_off(state: SessionState) -> None:
    if state.on:
        raise Refusal("cream-still-on")
    if open_card(state):
        raise Refusal("danger-open")
    allow_leaving(state)
    missing = unexplained_deviations(state)
    if missing:
        raise Refusal("reasons-missing", left=len(missing))


def _allow_seal(state: SessionState, body: Sealed) -> None:
    signable = {each.id for each in to_sign(state.history)}
    if body.target not in signable - {seal.target for seal, _ in state.seals}:
        raise Refusal("nothing-to-seal")

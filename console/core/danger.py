"""The rules of the danger card: opened with a clock of its own, actions noted, closed when the danger is over."""

from typing import assert_never

from msgspec.structs import replace

from console.core.danger_parts import Danger, Emergency
from console.core.events import CreamOff, DangerAction, DangerBody, DangerOpened, DangerOver
from console.core.refusal import Refusal
from console.core.screening import answers
from console.core.state import SessionState
from console.core.state_parts import DangerDone, DangerRun, Moment
from console.core.timers import window_of

HOUR_MS = 3_600_000


def decide(state: SessionState, body: DangerBody, t: int) -> DangerBody:
    """Return the event as it will be recorded at t on the session's own time. Raises Refusal."""
    going = open_card(state)
    if isinstance(body, DangerOpened):
        if going and t >= going.begun.t_ms:
            raise Refusal("danger-open")
        last = max((each.number for each in state.dangers), default=0)
        return replace(body, danger=going.number if going else last + 1)
    if isinstance(body, DangerOver) and body.what and (going is None or body.danger not in (0, going.number)):
        return _named(state, body)
    if going is None or body.danger not in (0, going.number):
        raise Refusal("no-danger")
    if isinstance(body, DangerAction) and body.target:
        return _complete(going, body)
    if isinstance(body, DangerAction) and not body.what.strip():
        raise Refusal("nothing-to-note")
    begun = going.begun.t_ms
    if t < (max([begun, *(each.at.t_ms for each in going.done)]) if isinstance(body, DangerOver) else begun):
        raise Refusal("before-its-beginning")
    return replace(body, danger=going.number, target="")


def _named(state: SessionState, body: DangerOver) -> DangerOver:
    """Return what says of a danger that is over what it was. Raises Refusal where that is said, or there is none."""
    found = next((each for each in reversed(state.dangers) if body.danger in (0, each.number)), None)
    if found is None or found.over is None or found.what or not body.what.strip():
        raise Refusal("no-danger-to-name")
    return replace(body, danger=found.number, target=found.over.event)


def _complete(going: DangerRun, body: DangerAction) -> DangerAction:
    """Return the value of something done before. Raises Refusal where that has one, or was not done."""
    found = next((each for each in going.done if each.at.event == body.target and not each.value), None)
    if found is None:
        raise Refusal("no-such-action")
    if not body.value.strip():
        raise Refusal("nothing-to-note")
    return replace(body, what=found.text, danger=going.number)


def apply(state: SessionState, body: DangerBody, at: Moment) -> SessionState:
    """Return the state after the event."""
    match body:
        case DangerOpened():
            return replace(state, dangers=_opened(state, body, at))
        case DangerAction():
            *before, last = state.dangers
            return replace(state, dangers=(*before, replace(last, done=_done(last, body, at))))
        case DangerOver() if body.target:
            return replace(state, dangers=tuple(_told(each, body) for each in state.dangers))
        case DangerOver():
            *before, last = state.dangers
            return replace(state, dangers=(*before, replace(last, over=at, what=body.what)))
        case _:
            assert_never(body)


def _opened(state: SessionState, body: DangerOpened, at: Moment) -> tuple[DangerRun, ...]:
    """Return the cards with this one; the open card that began earlier, as somebody told late, goes on."""
    going, after = open_card(state), state.signed is not None and at.t_ms >= state.signed[1].t_ms
    if going and going.number == body.danger:
        return (*state.dangers[:-1], replace(going, begun=at, after=after))
    return (*state.dangers, DangerRun(body.danger, at, after=after))


def _told(run: DangerRun, body: DangerOver) -> DangerRun:
    return replace(run, what=body.what) if run.over and run.over.event == body.target else run


def _done(run: DangerRun, body: DangerAction, at: Moment) -> tuple[DangerDone, ...]:
    if not body.target:
        return (*run.done, DangerDone(body.what, at, body.value))
    return tuple(replace(each, value=body.value) if each.at.event == body.target else each for each in run.done)


def open_card(state: SessionState) -> DangerRun | None:
    """Return the open danger card, None where none is; there is one at most."""
    last = state.dangers[-1] if state.dangers else None
    return last if last and last.over is None else None


def cream_removal(state: SessionState, t: int, reason: str) -> list[DangerAction | CreamOff]:
    """Return what takes every cream off at t; where one is too early the card is the reason."""
    off: list[DangerAction | CreamOff] = [DangerAction(state.protocol.danger.first)]
    for each in state.on:
        early = window_of(state.protocol.agent[each.agent]).phase(t - each.on.t_ms) == "too-early"
        off.append(CreamOff(each.number, reason if early else ""))
    return off


def danger_for(state: SessionState, t: int, elsewhere: bool = False) -> Danger:
    """Return the card with its events in the order in which they are thought of at t on the session's own time.

    First what comes from cream within its hours, last what comes from cream where there was none. `elsewhere`: another
    session put some on this client today; when that came off is not known here.
    """
    danger, first = state.protocol.danger, first_event(state, t)
    behind = {each.id for each in danger.events if not elsewhere and _needs_cream(each) and not _may_be(state, each, t)}
    order = sorted(danger.events, key=lambda each: (each.id != first, each.id in behind))
    return replace(danger, events=tuple(order))


def first_event(state: SessionState, t: int) -> str:
    """Return the id of the event to think of first: what comes from cream, so many hours after it was on; else ""."""
    within = (each for each in state.protocol.danger.events if each.after_cream_h.value is not None)
    return next((each.id for each in within if _after_cream(state, each, t)), "")


def _needs_cream(event: Emergency) -> bool:
    return event.of_cream or event.after_cream_h.value is not None


def _may_be(state: SessionState, event: Emergency, t: int) -> bool:
    return _after_cream(state, event, t) or answers(state).get(event.after_answer) == "yes"


def _after_cream(state: SessionState, event: Emergency, t: int) -> bool:
    """Whether cream was on within the event's hours; where the file says no hours, whether any was on."""
    hours, off = event.after_cream_h.value, [each.off.t_ms if each.off else t for each in state.applications]
    return bool(off) and (hours is None or t - max(off) <= hours * HOUR_MS)

"""Whether an event is allowed now, by its row of event_rules; and the dispatch to the module that decides it."""

from types import ModuleType
from typing import Final, get_args

from msgspec.structs import replace

from console.core import course, danger, needling, numbing, preparation, reactions, setup, sub_areas
from console.core.event_rules import Kinds, rules_of
from console.core.events import (
    UNKNOWN,
    CourseBody,
    CreamOn,
    DangerAction,
    DangerBody,
    DangerOpened,
    DangerOver,
    NeedlingBody,
    NumbingBody,
    PreparingBody,
    ReactionBody,
    SetupBody,
    SubAreaBody,
)
from console.core.refusal import Refusal
from console.core.state import SessionState
from console.core.state_parts import Moment

Fact = PreparingBody | SetupBody | SubAreaBody | NumbingBody | NeedlingBody | CourseBody | ReactionBody | DangerBody

GROUPS: Final[dict[type, ModuleType]] = {
    body: module
    for module, group in (
        (preparation, PreparingBody), (numbing, NumbingBody), (needling, NeedlingBody), (course, CourseBody),
        (reactions, ReactionBody), (danger, DangerBody), (setup, SetupBody),
        (sub_areas, SubAreaBody),
    )
    for body in get_args(group)
}  # fmt: skip
"""The module that decides and applies each event."""
LONGEST_AGO_MS: Final = 24 * 3_600_000
"""Milliseconds, a day: a late entry that reaches further back is a typing error."""


def allow_late(state: SessionState, body: object, ago_ms: int, t: int) -> None:
    """Raise Refusal where a late entry reaches back too far, or before the session began; cream and danger may."""
    if not 0 <= ago_ms <= LONGEST_AGO_MS:
        raise Refusal("too-long-ago")
    if t < 0 and not isinstance(body, CreamOn | DangerOpened | DangerAction | DangerOver):
        raise Refusal("before-its-beginning", of="session", since_utc=state.begun.utc_ms)


def check(state: SessionState, body: Fact, t: int) -> Fact:
    """Return the event as it will be recorded at t on the session's own time. Raises Refusal."""
    body, rules = _without_blanks(body), rules_of(body)
    if state.closed:
        raise Refusal("closed")
    if not rules.steps:
        if not state.signed:
            raise Refusal("not-signed")
    elif state.signed and not rules.afterwards:
        raise Refusal("signed")
    elif state.kind not in rules.steps:
        raise Refusal("not-in-step", step=state.step, when=tuple(_steps(state, rules.steps)))
    if state.paused and not rules.while_paused:
        raise Refusal("paused")
    begun = state.steps[-1].begun
    if not rules.earlier and t < begun.t_ms:
        raise Refusal("before-its-beginning", of="step", step=state.step, since_utc=begun.utc_ms)
    decided: Fact = GROUPS[type(body)].decide(state, body, t)
    return decided


def apply_fact(state: SessionState, body: Fact, at: Moment) -> SessionState:
    """Return the state after the event."""
    after: SessionState = GROUPS[type(body)].apply(state, body, at)
    if at.actor != UNKNOWN or state.signed:
        return after
    return replace(after, unnamed=(*after.unnamed, (str(type(body).__struct_config__.tag), at)))


def _without_blanks(body: Fact) -> Fact:
    """Return the event with its reason stripped: blanks are no reason."""
    reason: str = getattr(body, "reason", "")
    return body if reason == reason.strip() else replace(body, reason=reason.strip())


def _steps(state: SessionState, kinds: Kinds) -> list[str]:
    return [step.label for step in state.protocol.steps if step.kind in kinds]

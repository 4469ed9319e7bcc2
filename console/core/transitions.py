"""The transition table: which event is allowed in which kind of step; and the dispatch to each group's rules."""

from types import ModuleType
from typing import Final, get_args

from msgspec.structs import replace

from console.core import course, danger, needling, numbing, preparation
from console.core.events import (
    UNKNOWN,
    Acknowledged,
    ActorNamed,
    Addendum,
    CheckAnswered,
    Continued,
    CourseBody,
    CreamOff,
    CreamOn,
    DangerAction,
    DangerBody,
    DangerOpened,
    DangerOver,
    DepthSet,
    Deviated,
    DeviceChosen,
    Disinfected,
    EndpointSeen,
    FindingCleared,
    HandedOver,
    NeedlingBody,
    Noted,
    NumbingBody,
    NumbingLeftOut,
    PassDone,
    PassesSet,
    Paused,
    PlanSet,
    PreparingBody,
    ProductUsed,
    ProfileTaken,
    ReactionOver,
    ReactionSeen,
    ReasonGiven,
    ScreeningAnswered,
    Sealed,
    SignedOff,
    StepDone,
    StoppedEarly,
    ZoneCorrected,
    ZonePlanned,
    ZoneTaken,
    ZoneUnplanned,
)
from console.core.protocol_parts import StepKind
from console.core.refusal import Refusal
from console.core.state import SessionState
from console.core.state_parts import Moment

Fact = PreparingBody | NumbingBody | NeedlingBody | CourseBody | DangerBody
Kinds = frozenset[StepKind]

EVERY: Final[Kinds] = frozenset({"prepare", "plain", "numbing", "needling", "aftercare", "sign-off"})
BEFORE: Final[Kinds] = frozenset({"prepare", "plain", "numbing", "needling"})
NUMB: Final[Kinds] = frozenset({"numbing", "needling"})
NEEDLE: Final[Kinds] = frozenset({"needling"})
LATE: Final[Kinds] = frozenset({"needling", "aftercare", "sign-off"})
PREPARE: Final[Kinds] = frozenset({"prepare"})

ALLOWED: Final[dict[type, Kinds]] = {
    ProfileTaken: EVERY,
    ScreeningAnswered: PREPARE,
    FindingCleared: EVERY,
    DeviceChosen: BEFORE,
    PlanSet: BEFORE,
    ZonePlanned: BEFORE,
    ZoneUnplanned: BEFORE,
    CheckAnswered: EVERY,
    ProductUsed: EVERY,
    CreamOn: NUMB,
    CreamOff: EVERY,
    NumbingLeftOut: frozenset({"numbing"}),
    Disinfected: NUMB,
    ZoneTaken: NEEDLE,
    DepthSet: NEEDLE,
    PassDone: NEEDLE,
    PassesSet: NEEDLE,
    EndpointSeen: NEEDLE,
    ZoneCorrected: LATE,
    StepDone: EVERY - {"sign-off"},
    SignedOff: frozenset({"sign-off"}),
    StoppedEarly: EVERY - {"sign-off"},
    Paused: EVERY,
    Continued: EVERY,
    Noted: EVERY,
    Deviated: EVERY,
    ReasonGiven: EVERY,
    ReactionSeen: EVERY,
    ReactionOver: EVERY,
    DangerOpened: EVERY,
    DangerAction: EVERY,
    DangerOver: EVERY,
    Acknowledged: EVERY,
    HandedOver: EVERY,
    ActorNamed: EVERY,
}
"""The steps in which each event is allowed. Addendum and Sealed are not in it: they come after sign-off only."""

GROUPS: Final[dict[type, ModuleType]] = {
    body: module
    for module, group in (
        (preparation, PreparingBody), (numbing, NumbingBody), (needling, NeedlingBody), (course, CourseBody),
        (danger, DangerBody),
    )
    for body in get_args(group)
}  # fmt: skip
"""The module that decides and applies each event."""
WORK: Final = (ZoneTaken, PassDone, PassesSet, StepDone, SignedOff)
"""Events refused while work is paused."""
LOCKED: Final = (Acknowledged, CreamOff, Paused)
"""Events that anybody may record while the screen is locked."""
IN_STEP: Final = (StepDone, ZoneTaken, PassDone, PassesSet, NumbingLeftOut, StoppedEarly, SignedOff)
"""Events that cannot have happened before the present step began."""

LONGEST_AGO_MS: Final = 24 * 3_600_000
"""Milliseconds, a day: a late entry that reaches further back is a typing error."""


def allow_late(body: object, ago_ms: int, t: int) -> None:
    """Raise Refusal where a late entry reaches back too far, or before the session began; cream may."""
    if not 0 <= ago_ms <= LONGEST_AGO_MS:
        raise Refusal("too-long-ago")
    if t < 0 and not isinstance(body, CreamOn):
        raise Refusal("before-its-beginning")


def check(state: SessionState, body: Fact, t: int) -> Fact:
    """Return the event as it will be recorded at t on the session's own time. Raises Refusal."""
    body = _without_blanks(body)
    if isinstance(body, Addendum | Sealed):
        if not state.signed:
            raise Refusal("not-signed")
    elif state.signed:
        raise Refusal("signed")
    elif state.kind not in ALLOWED[type(body)]:
        raise Refusal("not-in-step", step=state.step, when=", ".join(_steps(state, ALLOWED[type(body)])))
    if state.paused and isinstance(body, WORK):
        raise Refusal("paused")
    if isinstance(body, IN_STEP) and t < state.steps[-1].begun.t_ms:
        raise Refusal("before-its-beginning")
    decided: Fact = GROUPS[type(body)].decide(state, body, t)
    return decided


def apply_fact(state: SessionState, body: Fact, at: Moment) -> SessionState:
    """Return the state after the event."""
    after: SessionState = GROUPS[type(body)].apply(state, body, at)
    if at.actor != UNKNOWN:
        return after
    return replace(after, unnamed=(*after.unnamed, (str(type(body).__struct_config__.tag), at)))


def _without_blanks(body: Fact) -> Fact:
    """Return the event with its reason stripped: blanks are no reason."""
    reason: str = getattr(body, "reason", "")
    return body if reason == reason.strip() else replace(body, reason=reason.strip())


def _steps(state: SessionState, kinds: Kinds) -> list[str]:
    return [step.label for step in state.protocol.steps if step.kind in kinds]

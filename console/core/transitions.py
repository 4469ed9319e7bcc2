"""The transition table: which event may stand in which kind of step, and the dispatch to the rules of each group."""

from typing import Final

from console.core import course, needling, numbing, prepare
from console.core.errors import Refusal
from console.core.events import (
    Acknowledged,
    Addendum,
    CheckAnswered,
    Continued,
    CourseBody,
    CreamOff,
    CreamOn,
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
    ReactionOver,
    ReactionSeen,
    ReasonGiven,
    ScreeningAnswered,
    SignedOff,
    StepDone,
    StoppedEarly,
    ZoneCorrected,
    ZonePlanned,
    ZoneTaken,
    ZoneUnplanned,
)
from console.core.protocol import StepKind
from console.core.state import Moment, SessionState

Fact = PreparingBody | NumbingBody | NeedlingBody | CourseBody
Kinds = frozenset[StepKind]

EVERY: Final[Kinds] = frozenset({"prepare", "plain", "numbing", "needling", "aftercare", "sign-off"})
BEFORE: Final[Kinds] = frozenset({"prepare", "plain", "numbing", "needling"})
NUMB: Final[Kinds] = frozenset({"numbing", "needling"})
NEEDLE: Final[Kinds] = frozenset({"needling"})
LATE: Final[Kinds] = frozenset({"needling", "aftercare", "sign-off"})
PREPARE: Final[Kinds] = frozenset({"prepare"})

ALLOWED: Final[dict[type, Kinds]] = {
    ScreeningAnswered: PREPARE,
    FindingCleared: PREPARE,
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
    Acknowledged: EVERY,
    HandedOver: EVERY,
}
"""What is not in the table stands outside the steps: Addendum, only after sign-off."""

WORK: Final = (ZoneTaken, PassDone, PassesSet, StepDone, SignedOff)
"""Refused while work is paused."""
IN_STEP: Final = (StepDone, ZoneTaken, PassDone, PassesSet, NumbingLeftOut, StoppedEarly)
"""What cannot have happened before the present step began."""


def check(state: SessionState, body: Fact, t: int) -> Fact:
    """The event as it will stand, having happened at t on the session's time; or Refusal."""
    if isinstance(body, Addendum):
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
    return _decide(state, body, t)


def apply_fact(state: SessionState, body: Fact, at: Moment) -> SessionState:
    """The state after it."""
    if isinstance(body, PreparingBody):
        return prepare.apply(state, body, at)
    if isinstance(body, NumbingBody):
        return numbing.apply(state, body, at)
    if isinstance(body, NeedlingBody):
        return needling.apply(state, body, at)
    return course.apply(state, body, at)


def _decide(state: SessionState, body: Fact, t: int) -> Fact:
    if isinstance(body, PreparingBody):
        return prepare.decide(state, body, t)
    if isinstance(body, NumbingBody):
        return numbing.decide(state, body, t)
    if isinstance(body, NeedlingBody):
        return needling.decide(state, body, t)
    return course.decide(state, body, t)


def _steps(state: SessionState, kinds: Kinds) -> list[str]:
    return [step.label for step in state.protocol.steps if step.kind in kinds]

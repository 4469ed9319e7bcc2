"""The guided session: `decide` whether an intent stands, `apply` it, `fold` a history."""

from msgspec.structs import replace

from console.core.amendments import correct, taken_back_after, undo
from console.core.clock import Instant
from console.core.event_rules import rules_of
from console.core.events import (
    UNKNOWN,
    AnyBody,
    Corrected,
    Event,
    Resumed,
    SessionBegun,
    SessionBody,
    Undone,
    ZoneCorrected,
)
from console.core.history import FACTS, apply, fold
from console.core.refusal import Refusal
from console.core.state import SessionState
from console.core.timers import gap
from console.core.transitions import LONGEST_AGO_MS, allow_late, check

LONGEST_OFF_MS = 366 * 24 * 3_600_000
"""Milliseconds, a year: beyond it a stated gap is a typing error."""


def decide(state: SessionState, intent: Event) -> Event:
    """Return the intent as it will be recorded, with what it leaves open filled in. Raises Refusal.

    An intent is an event that has not happened yet.
    """
    body = _judged(intent.body)
    if intent.actor == UNKNOWN and not rules_of(body).while_locked:
        raise Refusal("screen-locked")
    now_t = state.timeline.t(intent.at)
    if not state.over and not state.timeline.sure(intent.at) and not isinstance(body, Resumed):
        raise Refusal("confirm-gap")
    t = now_t - intent.ago_ms
    allow_late(state, body, intent.ago_ms, t)
    return replace(intent, body=_with_reason_id(state, _decide(state, intent, body, now_t, t)))


def _judged(body: AnyBody) -> AnyBody:
    """Return a correction of a zone as one that goes by the limits of each pass: all do that are made from now on."""
    return replace(body, judged="pass") if isinstance(body, ZoneCorrected) else body


def _with_reason_id(state: SessionState, body: SessionBody) -> SessionBody:
    """Return the event with the id of the protocol's reason that it gives in the protocol's words."""
    if not hasattr(body, "reason_id"):
        return body
    return replace(body, reason_id=state.protocol.reason_ids.get(getattr(body, "reason", "").strip(), ""))


def _decide(state: SessionState, intent: Event, body: object, now_t: int, t: int) -> SessionBody:
    if isinstance(body, FACTS):
        return check(state, body, t)
    if state.closed:
        raise Refusal("closed")
    if state.signed and not (isinstance(body, Corrected) and taken_back_after(state, body)):
        raise Refusal("signed")
    if isinstance(body, Undone):
        return undo(state, body, intent)
    if isinstance(body, Corrected):
        return correct(state, body, intent, now_t)
    if isinstance(body, Resumed):
        return _resume(state, body, intent.at)
    if isinstance(body, SessionBegun):
        raise Refusal("already-begun")
    raise TypeError(type(body))


def _resume(state: SessionState, body: Resumed, now: Instant) -> Resumed:
    """Return the gap by the boot clock; over a restart by the wall clock, or as somebody stated it.

    What is stated is how long the computer was off; how long it has run since is known.
    """
    found = gap(state.timeline, now, body.heartbeat, body.back)
    lived = found.gap_ms - found.off_ms
    if found.basis == "wall" and body.basis == "stated":
        if not 0 <= body.off_ms <= LONGEST_OFF_MS:
            raise Refusal("state-gap")
        away = body.off_ms + now.boot_ms
        return replace(body, gap_ms=lived + away, off_ms=away)
    if found.ask:
        raise Refusal("state-gap")
    return replace(body, gap_ms=found.gap_ms, off_ms=found.off_ms, basis=found.basis)


__all__ = ["LONGEST_AGO_MS", "apply", "decide", "fold"]

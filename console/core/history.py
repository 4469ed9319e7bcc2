"""Folding a whole history, undone and corrected events included."""

from collections.abc import Sequence
from typing import Final, cast, get_args

from msgspec.structs import replace

from console.core.broken_rules import with_broken
from console.core.corrections import apply_corrections, old_values_of
from console.core.events import (
    AnyBody,
    Corrected,
    CreamOn,
    DangerOpened,
    DangerOver,
    Event,
    ReactionSeen,
    Resumed,
    SessionBegun,
    Undone,
)
from console.core.mistakes import mistaken_ids, undone_ids
from console.core.protocol import Protocol
from console.core.refusal import Refusal
from console.core.spacing import spacing_deviations
from console.core.state import SessionState
from console.core.state_parts import Correction, Interruption, Moment, StepRun
from console.core.timers import Timeline
from console.core.transitions import Fact, apply_fact, check

BENDABLE: Final = frozenset(
    {
        "cream-on-zone",
        "cream-still-on",
        "zone-not-disinfected",
        "zone-already-needled",
        "numbing-blocked",
        "cream-never",
        "agent-age",
        "cover-forbidden",
        "may-not-cover",
        "second-cream",
        "file-stops",
        "file-unsorted",
        "may-not-pass-file",
        "which-disinfectant",
        "device-stopped",
        "product-stopped",
        "cream-elsewhere",
        "cream-early",
        "over-label",
        "may-not-pass-label",
        "action-not-so",
        "no-such-deviation",
        "too-fast",
        "depth-above-device",
        "depth-above-clinic",
        "depth-above-operator",
        "depth-above-protocol",
        "checks-left",
        "finding-stop",
        "finding-wait",
        "finding-consent",
        "screening-unanswered",
        "lot-expired",
        "unit-used-before",
        "lot-expired-unit-used",
        "unit-used-alike",
    }
)
"""Refusals that a correction may cause in the history, with a reason: what was really done is recorded.

Every `decide` raises these last, so that none of them hides one that is impossible.
"""
FACTS: Final = get_args(Fact)


def begin(protocol: Protocol, event: Event, body: SessionBegun) -> SessionState:
    """Return the state after the session's first event."""
    at = Moment(event.id, event.actor, 0, event.at.utc_ms, event.at.utc_ms)
    first = protocol.steps[0].id
    state = SessionState(
        protocol=protocol, id=event.session, client=event.client, history=(event,), timeline=Timeline(0, event.at),
        begun=at, number=body.number, couch=body.couch, adopted_by=body.adopted_by,
        adopted_utc_ms=body.adopted_utc_ms, zone_name=body.zone, profile=body.profile, operator=body.operator,
        operators=((body.operator, at),), step=first, steps=(StepRun(first, at),), offset_min=body.offset_min,
        days=body.days, depths=body.depths, emergency_number=body.emergency_number,
    )  # fmt: skip
    return replace(state, deviations=spacing_deviations(state, body, at))


def fold(protocol: Protocol, events: Sequence[Event]) -> SessionState:
    """Return the state after these events, oldest first. The first must be SessionBegun."""
    return _run(protocol, events, judging=False)[0]


def apply(state: SessionState, event: Event) -> SessionState:
    """Return the state after one more event; it equals the fold of all of them."""
    if isinstance(event.body, Undone | Corrected):
        return fold(state.protocol, (*state.history, event))
    return _next(state, event, event.body, event.ago_ms)


def judge(protocol: Protocol, events: Sequence[Event]) -> dict[str, Refusal]:
    """Return the refusal of each event that the rules would now refuse, by its id.

    Stops after the first that is not BENDABLE.
    """
    return _run(protocol, events, judging=True)[1]


def event_kind(body: AnyBody) -> str:
    """Return the name of an event's type, such as "pass-done"; what only says of a danger what it was has its own."""
    if isinstance(body, DangerOver) and body.target:
        return "danger-named"
    return str(type(body).__struct_config__.tag)


def recorded_times(events: Sequence[Event]) -> dict[str, int]:
    """Return when each event was recorded, in ms on the session's own time, by its id."""
    line = Timeline(0, events[0].at)
    times = {}
    for event in events:
        line = _timeline(line, event)
        times[event.id] = line.t_ms
    return times


def _timeline(line: Timeline, event: Event) -> Timeline:
    if isinstance(event.body, Resumed) and event.body.gap_ms is not None:
        return Timeline(line.t_ms + event.body.gap_ms, event.at)
    return Timeline(line.t(event.at), event.at)


def _run(protocol: Protocol, events: Sequence[Event], judging: bool) -> tuple[SessionState, dict[str, Refusal]]:
    """Fold the events; when `judging`, also collect the refusals of those that the rules would now refuse."""
    gone, mistaken = undone_ids(events), mistaken_ids(events)
    fixes: dict[str, list[Event]] = {}
    for event in events:
        if isinstance(event.body, Corrected) and event.id not in gone:
            fixes.setdefault(event.body.target, []).append(event)
    first = apply_corrections(events[0], fixes.get(events[0].id, []), protocol)[0]
    assert isinstance(first, SessionBegun)
    state = begin(protocol, events[0], first)
    old_values = old_values_of(events, fixes, protocol) if fixes else {}
    broken: dict[str, Refusal] = {}
    skipped = gone | mistaken
    for event in events[1:]:
        if event.id in skipped or isinstance(event.body, Undone):
            state = _advance(state, event)
        elif isinstance(event.body, Corrected):
            state = _advance(state, event)
            if event.body.target not in gone:
                state = _note_correction(state, event, event.body, *old_values[event.id])
        else:
            fixed = fixes.get(event.id)
            body, ago_ms = apply_corrections(event, fixed, protocol) if fixed else (event.body, event.ago_ms)
            if judging and isinstance(body, FACTS):
                refusal = _refusal(state, body, state.timeline.t(event.at) - ago_ms)
                if refusal:
                    broken[event.id] = refusal
                if refusal and refusal.code not in BENDABLE:
                    return state, broken
            state = _next(state, event, body, ago_ms)
    return state, broken


def _refusal(state: SessionState, body: Fact, t: int) -> Refusal | None:
    """Return with what the rules would refuse the event, None where they accept it unchanged."""
    try:
        return None if _numbered(state, check(state, body, t), body) == body else Refusal("not-correctable")
    except Refusal as refusal:
        return refusal.with_traceback(None)


def _numbered(state: SessionState, decided: Fact, body: Fact) -> Fact:
    """Return what was decided with the number that the event has, where nothing else has it.

    Where one before it counts for nothing any more, later ones keep their numbers: what refers to them stays right.
    """
    match body, decided:
        case ReactionSeen(reaction=number), ReactionSeen():
            return decided if number in {each.number for each in state.reactions} else replace(decided, reaction=number)
        case CreamOn(application=number), CreamOn():
            used = {each.number for each in state.applications}
            return decided if number in used else replace(decided, application=number)
        case DangerOpened(danger=number), DangerOpened():
            return decided if number in {each.number for each in state.dangers} else replace(decided, danger=number)
        case _:
            return decided


def _next(state: SessionState, event: Event, body: object, ago_ms: int) -> SessionState:
    state = _advance(state, event)
    utc_ms = event.at.utc_ms
    at = Moment(event.id, event.actor, state.timeline.t_ms - ago_ms, utc_ms - ago_ms, utc_ms)
    if isinstance(body, Resumed):
        away = Interruption(at, body.gap_ms or 0, body.off_ms, body.basis)
        return replace(state, interruptions=(*state.interruptions, away))
    return apply_fact(state, cast(Fact, body), at)


def _advance(state: SessionState, event: Event) -> SessionState:
    moved = state.timeline.jump(event.at)
    line = _timeline(state.timeline, event)
    jumps = state.jumps
    if moved:
        at = Moment(event.id, event.actor, line.t_ms, event.at.utc_ms, event.at.utc_ms)
        jumps = (*jumps, (at, moved))
    return replace(state, history=(*state.history, event), timeline=line, jumps=jumps)


def _note_correction(state: SessionState, event: Event, body: Corrected, target: Event, old: str) -> SessionState:
    utc_ms = event.at.utc_ms
    at = Moment(event.id, event.actor, state.timeline.t_ms, utc_ms, utc_ms)
    zone = "" if isinstance(target.body, SessionBegun) else getattr(target.body, "zone", "")
    made = Correction(at, event_kind(target.body), body.field, old, body.value, zone, body.reason)
    deviations = with_broken(state.deviations, body, at)
    return replace(state, corrections=(*state.corrections, made), deviations=deviations)

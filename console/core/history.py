"""The history as a whole: folding it, taking events back, putting earlier ones right."""

from collections.abc import Iterable, Sequence
from typing import Final, get_args

import msgspec
from msgspec.structs import fields, replace

from console.core.errors import Refusal
from console.core.events import (
    Addendum,
    AnyBody,
    Corrected,
    CreamOff,
    CreamOn,
    Event,
    ReactionOver,
    ReactionSeen,
    Resumed,
    SessionBegun,
    SignedOff,
    Undone,
)
from console.core.protocol import Protocol
from console.core.state import Correction, Interruption, Moment, SessionState, StepRun
from console.core.timers import Timeline
from console.core.transitions import Fact, apply_fact, check

NEVER_UNDONE: Final = (
    SessionBegun,
    CreamOn,
    CreamOff,
    ReactionSeen,
    ReactionOver,
    Resumed,
    SignedOff,
    Addendum,
    Undone,
)
NEVER_CORRECTED: Final = (Corrected, Resumed, SignedOff, Addendum, Undone)
FIXED: Final = frozenset(
    {"application", "reaction", "operator", "protocol", "zone_name", "adopted_by", "adopted_utc_ms"}
)
BENDABLE: Final = frozenset(
    {
        "cream-on-zone",
        "zone-not-disinfected",
        "zone-already-needled",
        "numbing-blocked",
        "cream-early",
        "too-fast",
        "depth-above-device",
        "depth-above-clinic",
        "depth-above-operator",
        "checks-left",
        "paused",
        "finding-stop",
        "finding-wait",
        "finding-consent",
        "screening-unanswered",
    }
)
"""Rules that a correction may show to have been broken: what was done is recorded, with a reason."""
FACTS: Final = get_args(Fact)


def begin(protocol: Protocol, event: Event, body: SessionBegun) -> SessionState:
    """The state right after its first event."""
    at = Moment(event.id, event.actor, 0, event.at.utc_ms, event.at.utc_ms)
    first = protocol.steps[0].id
    return SessionState(
        protocol=protocol, id=event.session, client=event.client, history=(event,), timeline=Timeline(0, event.at),
        begun=at, number=body.number, couch=body.couch, adopted_by=body.adopted_by,
        adopted_utc_ms=body.adopted_utc_ms, zone_name=body.zone, profile=body.profile, operator=body.operator,
        operators=((body.operator, at),), step=first, steps=(StepRun(first, at),),
    )  # fmt: skip


def fold(protocol: Protocol, events: Sequence[Event]) -> SessionState:
    """The state that these events leave, oldest first. The first must be SessionBegun."""
    return _run(protocol, events, judge=False)[0]


def apply(state: SessionState, event: Event) -> SessionState:
    """The state after one more event; the same as folding all of them."""
    if isinstance(event.body, Undone | Corrected):
        return fold(state.protocol, (*state.history, event))
    return _next(state, event, event.body, event.ago_ms)


def undo(state: SessionState, body: Undone, event: Event) -> Undone:
    """Names the latest event that can be taken back; refuses where a later one needs it."""
    gone = undone(state.history)
    for past in reversed(state.history):
        if past.id in gone or isinstance(past.body, NEVER_UNDONE) or body.target not in ("", past.id):
            continue
        found = Undone(past.id)
        broken = _newly_broken(state, replace(event, body=found))
        if broken:
            raise Refusal("undo-needed-later", kind=kind(past.body), why=next(iter(broken.values())))
        return found
    if any(past.id == body.target for past in state.history):
        raise Refusal("never-undone")
    raise Refusal("nothing-to-undo")


def correct(state: SessionState, body: Corrected, event: Event, now_t: int) -> Corrected:
    """Accepts a correction that leaves a possible history; one that shows a broken rule needs a reason."""
    target = next((past for past in state.history if past.id == body.target), None)
    if target is None or target.id in undone(state.history) or isinstance(target.body, NEVER_CORRECTED):
        raise Refusal("not-correctable")
    allowed = [field.name for field in fields(type(target.body)) if field.name not in FIXED]
    if body.field not in (*allowed, "time"):
        raise Refusal("no-such-field", field=body.field, known=", ".join([*allowed, "time"]))
    try:
        _, ago_ms = _fixed(target, [replace(event, body=body)])
    except (msgspec.ValidationError, msgspec.DecodeError, ValueError):
        raise Refusal("correction-not-valid", field=body.field) from None
    if body.field == "time" and recorded_t(state.history)[target.id] - ago_ms > now_t:
        raise Refusal("time-in-future")
    broken = _newly_broken(state, replace(event, body=body))
    for code in broken.values():
        if code not in BENDABLE:
            raise Refusal("correction-impossible", why=code)
    if broken and not body.reason:
        raise Refusal("correction-needs-reason", "correction", why=next(iter(broken.values())))
    return body


def undone(events: Iterable[Event]) -> frozenset[str]:
    """The ids of the events that were taken back."""
    return frozenset(each.body.target for each in events if isinstance(each.body, Undone))


def kind(body: AnyBody) -> str:
    """The name of an event's type."""
    return str(type(body).__struct_config__.tag)


def recorded_t(events: Sequence[Event]) -> dict[str, int]:
    """When each event was recorded, on the session's own time."""
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


def _run(protocol: Protocol, events: Sequence[Event], judge: bool) -> tuple[SessionState, dict[str, str]]:
    """Folds; with `judge` also names each event that the rules would now refuse, by id."""
    gone = undone(events)
    fixes: dict[str, list[Event]] = {}
    for event in events:
        if isinstance(event.body, Corrected) and event.id not in gone:
            fixes.setdefault(event.body.target, []).append(event)
    first = _fixed(events[0], fixes.get(events[0].id, []))[0]
    assert isinstance(first, SessionBegun)
    state = begin(protocol, events[0], first)
    old_values = _old_values(events, fixes)
    broken: dict[str, str] = {}
    for event in events[1:]:
        if event.id in gone or isinstance(event.body, Undone):
            state = _advance(state, event)
        elif isinstance(event.body, Corrected):
            state = _note_correction(_advance(state, event), event, event.body, *old_values[event.id])
        else:
            body, ago_ms = _fixed(event, fixes.get(event.id, []))
            if judge and isinstance(body, FACTS):
                try:
                    check(state, body, state.timeline.t(event.at) - ago_ms)
                except Refusal as refusal:
                    broken[event.id] = refusal.code
                    if refusal.code not in BENDABLE:
                        return state, broken
            state = _next(state, event, body, ago_ms)
    return state, broken


def _next(state: SessionState, event: Event, body: object, ago_ms: int) -> SessionState:
    state = _advance(state, event)
    utc_ms = event.at.utc_ms
    at = Moment(event.id, event.actor, state.timeline.t_ms - ago_ms, utc_ms - ago_ms, utc_ms)
    if isinstance(body, Resumed):
        away = Interruption(at, body.gap_ms or 0, body.off_ms, body.basis)
        return replace(state, interruptions=(*state.interruptions, away))
    assert isinstance(body, FACTS)
    return apply_fact(state, body, at)


def _advance(state: SessionState, event: Event) -> SessionState:
    moved = state.timeline.jump(event.at)
    line = _timeline(state.timeline, event)
    jumps = state.jumps
    if moved:
        at = Moment(event.id, event.actor, line.t_ms, event.at.utc_ms, event.at.utc_ms)
        jumps = (*jumps, (at, moved))
    return replace(state, history=(*state.history, event), timeline=line, jumps=jumps)


def _fixed(event: Event, fixes: Sequence[Event]) -> tuple[object, int]:
    """An event's body and lateness with its corrections. Raises ValueError or msgspec's errors."""
    body, ago_ms = event.body, event.ago_ms
    for fix in fixes:
        assert isinstance(fix.body, Corrected)
        value = msgspec.json.decode(fix.body.value)
        if fix.body.field == "time":
            ago_ms = event.at.utc_ms - msgspec.convert(value, int)
        else:
            body = msgspec.convert({**msgspec.to_builtins(body), fix.body.field: value}, type(body))
    return body, ago_ms


def _old_values(events: Sequence[Event], fixes: dict[str, list[Event]]) -> dict[str, tuple[Event, str]]:
    """For each correction its target and, as JSON text, the value that stood before it."""
    known = {event.id: event for event in events}
    old: dict[str, tuple[Event, str]] = {}
    for target, made in fixes.items():
        for index, fix in enumerate(made):
            assert isinstance(fix.body, Corrected)
            body, ago_ms = _fixed(known[target], made[:index])
            was = known[target].at.utc_ms - ago_ms if fix.body.field == "time" else getattr(body, fix.body.field)
            old[fix.id] = (known[target], msgspec.json.encode(was).decode())
    return old


def _note_correction(state: SessionState, event: Event, body: Corrected, target: Event, old: str) -> SessionState:
    utc_ms = event.at.utc_ms
    at = Moment(event.id, event.actor, state.timeline.t_ms, utc_ms, utc_ms)
    zone = getattr(target.body, "zone", "")
    made = Correction(at, kind(target.body), body.field, old, body.value, zone, body.reason)
    return replace(state, corrections=(*state.corrections, made))


def _newly_broken(state: SessionState, event: Event) -> dict[str, str]:
    """The events that the rules would refuse with this one in place, and would not without it."""
    before = _run(state.protocol, state.history, judge=True)[1]
    after = _run(state.protocol, (*state.history, event), judge=True)[1]
    return {each: code for each, code in after.items() if each not in before}

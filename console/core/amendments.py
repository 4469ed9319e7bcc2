"""Undo and correction of earlier events, judged over the whole history."""

import msgspec
from msgspec.structs import fields, replace

from console.core.broken_rules import TOLD, mended
from console.core.corrections import apply_corrections
from console.core.days import session_day
from console.core.event_rules import rules_of
from console.core.events import Corrected, DangerAction, Event, PlanSet, SessionBegun, SignedOff, SubAreaMarked, Undone
from console.core.history import BENDABLE, event_kind, fold, judge, recorded_times
from console.core.mistakes import MISTAKE, mistaken_ids, undone_ids
from console.core.preparation import allow_profile
from console.core.refusal import Refusal
from console.core.state import SessionState
from console.core.transitions import allow_late
from console.core.zone_corrections import obstacle_then


def undo(state: SessionState, body: Undone, event: Event) -> Undone:
    """Return the undo of `body.target`, or of the latest entry where that is "".

    Raises Refusal where that entry may only be corrected, or where a later entry needs it.
    """
    if body.target:
        past = next((each for each in _standing(state, "yes") if each.id == body.target), None)
    else:
        past = latest_entry(state)
    if past is None and any(each.id == body.target for each in state.history):
        raise Refusal("never-undone")
    if past is None:
        raise Refusal("nothing-to-undo")
    if rules_of(past.body).undo == "stops":
        raise Refusal("undo-not-this", kind=event_kind(past.body))
    found = Undone(past.id)
    broken = _newly_broken(state, judge(state.protocol, (*state.history, replace(event, body=found))))
    if broken:
        raise Refusal("undo-needed-later", kind=event_kind(past.body), why=next(iter(broken.values())))
    return found


def latest_entry(state: SessionState) -> Event | None:
    """Return the entry that undo takes back, or stops at; None where there is none."""
    return next(iter(_standing(state, "yes", "stops")), None)


def _standing(state: SessionState, *undo: str) -> list[Event]:
    """Return the entries that still count of which undo says one of these, the newest first."""
    gone = undone_ids(state.history) | mistaken_ids(state.history)
    return [each for each in reversed(state.history) if each.id not in gone and rules_of(each.body).undo in undo]


def correct(state: SessionState, body: Corrected, event: Event, now_t: int) -> Corrected:
    """Return the correction where the corrected history is possible. Raises Refusal where it is not.

    A correction that shows a BENDABLE rule to have been broken needs a reason.
    """
    mistaken = mistaken_ids(state.history)
    target = next((past for past in state.history if past.id == body.target), None)
    if target is None or target.id in undone_ids(state.history) or not rules_of(target.body).corrected:
        raise Refusal("not-correctable")
    names = [*(field.name for field in fields(type(target.body)) if field.name != "reason_id"), "time"]
    known = [name for name in names if name not in rules_of(target.body).fixed]
    known += [MISTAKE] if rules_of(target.body).stray else []
    if body.field not in known:
        raise Refusal("no-such-field", field=body.field, known=tuple(known))
    if not body.value or (body.field == MISTAKE and (body.value != "true" or target.id in mistaken)):
        raise Refusal("correction-not-valid", field=body.field)
    try:
        right, ago_ms = apply_corrections(target, [replace(event, body=body)], state.protocol)
    except (msgspec.DecodeError, ValueError, RecursionError):
        raise Refusal("correction-not-valid", field=body.field) from None
    if isinstance(right, SessionBegun) and right.profile:
        anew = right.profile.born != (state.profile.born if state.profile else "")
        allow_profile(right.profile, session_day(state, now_t) if anew else None)
    if isinstance(right, SessionBegun):
        _keep_entries(state, target, right)
    if body.field == "time":
        t = recorded_times(state.history)[target.id] - ago_ms
        if t > now_t:
            raise Refusal("time-in-future")
        allow_late(state, target.body, max(0, ago_ms), t)
    history = (*state.history, replace(event, body=body))
    after = judge(state.protocol, history)
    for refusal in (each for each in _newly_broken(state, after).values() if each.code not in BENDABLE):
        raise Refusal("correction-impossible", why=refusal)
    after = _by_time(after, fold(state.protocol, history))
    broken = _newly_broken(state, after)
    if broken and not body.reason.strip():
        raise Refusal("correction-needs-reason", "correction", why=next(iter(broken.values())))
    breaks = tuple(sorted(TOLD & {refusal.code for refusal in broken.values()}))
    return replace(body, breaks=breaks, mends=mended(_standing(state, "yes"), [each.code for each in after.values()]))


def _by_time(broken: dict[str, Refusal], right: SessionState) -> dict[str, Refusal]:
    """Return the refusals, those of a pass under cream by when that went on: what was told last may have come first."""
    told = dict(broken)
    for record in right.treated:
        for each in record.passes:
            refused = broken.get(each.at.event)
            later = obstacle_then(right, record.zone, each) == "zone-already-needled"
            if later and refused and refused.code == "cream-on-zone":
                told[each.at.event] = Refusal("zone-already-needled", zone=record.zone)
    return told


def _keep_entries(state: SessionState, target: Event, right: SessionBegun) -> None:
    """Raise Refusal where an entry of the client's file would go or say something else: only the file changes it."""
    stood, _ = as_corrected(state, target)
    assert isinstance(stood, SessionBegun)
    if stood.profile and not set(stood.profile.listed) <= set(right.profile.listed if right.profile else ()):
        raise Refusal("entries-in-file")


def as_corrected(state: SessionState, event: Event) -> tuple[object, int]:
    """Return what the entry says by now, and its lateness in ms."""
    gone = undone_ids(state.history)
    fixes = [each for each in state.history if isinstance(each.body, Corrected) and each.body.target == event.id]
    return apply_corrections(event, [each for each in fixes if each.id not in gone], state.protocol)


def mark_called(state: SessionState, mark: str, name: str) -> tuple[str, dict[str, object]]:
    """Return the id of the entry that a sub-area comes from, and its field with the value that calls it so.

    Of one that came with a plan, that is all marks of the plan.
    """
    for event in _standing(state, "yes"):
        body = as_corrected(state, event)[0] if isinstance(event.body, SubAreaMarked | PlanSet) else None
        if isinstance(body, SubAreaMarked) and body.id == mark:
            return event.id, {"name": name}
        if isinstance(body, PlanSet) and mark in {each.id for each in body.marks}:
            marks = tuple(replace(each, name=name) if each.id == mark else each for each in body.marks)
            return event.id, {"marks": msgspec.to_builtins(marks)}
    raise KeyError(mark)


def stray_presses(state: SessionState) -> list[Event]:
    """Return the entries that undo stops at and that may have been pressed by mistake, the newest first."""
    every = (each for each in _standing(state, "yes", "stops") if rules_of(each.body).stray and not _tells_value(each))
    return [each for each in every if not state.signed or _after_signature(state, each.id)]


def value_told(state: SessionState, action: str) -> Event | None:
    """Return the entry that told the value of something done at the danger card; None where that came with it."""
    told = (each for each in _standing(state, "yes") if _tells_value(each))
    return next((each for each in told if isinstance(each.body, DangerAction) and each.body.target == action), None)


def _tells_value(event: Event) -> bool:
    return isinstance(event.body, DangerAction) and bool(event.body.target)


def taken_back_after(state: SessionState, body: Corrected) -> bool:
    """Whether it takes back a press that came after sign-off: that is an addendum, as the press was."""
    return body.field == MISTAKE and _after_signature(state, body.target)


def _after_signature(state: SessionState, event: str) -> bool:
    signed = [at for at, each in enumerate(state.history) if isinstance(each.body, SignedOff)]
    after = state.history[signed[0] :] if signed else ()
    return any(each.id == event and rules_of(each.body).afterwards for each in after)


def _newly_broken(state: SessionState, after: dict[str, Refusal]) -> dict[str, Refusal]:
    """Return those refusals, by event, that the history as it stands has not, or has otherwise."""
    before = _by_time(judge(state.protocol, state.history), state)
    return {each: refusal for each, refusal in after.items() if each not in before or before[each].code != refusal.code}

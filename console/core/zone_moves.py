"""What a correction makes of the records of zones: what moves and what it joins, what stays, what changes places."""

import json
from typing import Any

from msgspec.structs import replace

from console.core.events import ZoneCorrected
from console.core.left_out import without_left_out
from console.core.limits import known_zone
from console.core.preparation import MAX_PASSES
from console.core.refusal import Refusal
from console.core.setup import setup_of, told_places
from console.core.state import SessionState
from console.core.state_parts import Correction, Moment, Pass, ZoneRecord


def allow_move(state: SessionState, body: ZoneCorrected) -> None:
    """Raise Refusal where nothing can move there, or more than one thing is said of what moves."""
    if not (body.to or body.swap or body.moved):
        return
    if not body.to or body.to == body.zone:
        raise Refusal("same-zone", zone=body.zone)
    known_zone(state, body.to)
    there = state.zones.get(body.to) or ZoneRecord(body.to)
    if body.swap and not there.passes:
        raise Refusal("nothing-recorded", zone=body.to)
    of_zone = body.passes is not None or body.endpoint is not None
    more = of_zone or body.depth_um is not None or bool(body.device or body.of_pass)
    if (more and (body.swap or body.moved)) or (body.swap and body.moved):
        raise Refusal("one-thing-at-a-time", zone=body.zone)
    here = len(state.zones[body.zone].passes)
    if any(not 0 < each <= here for each in body.moved):
        raise Refusal("no-such-pass", zone=body.zone, count=here)
    coming = len(set(body.moved)) or (here if body.passes is None else body.passes)
    if not body.swap and there.passes and len(there.passes) + coming > MAX_PASSES:
        raise Refusal("passes-out-of-range", most=MAX_PASSES)


def right_record(state: SessionState, body: ZoneCorrected, at: Moment) -> ZoneRecord:
    """Return the record with the right values; where some passes move alone, those under their new zone.

    Added passes get the last pass's moment, else the end of needling.
    """
    record = state.zones[body.zone]
    passes = record.passes
    if body.passes is not None:
        depth = passes[-1].depth_um if passes else record.depth_um or 0
        ends = [run.done for run in state.steps if run.done and state.protocol.step[run.step].kind == "needling"]
        when = passes[-1].at if passes else [at, *ends][-1]
        added = replace(passes[-1], depth_um=depth) if passes else Pass(depth, when)
        places = range(added.place + 1, added.place + 1 + body.passes - len(passes))
        passes = (*passes[: body.passes], *(replace(added, place=place) for place in places))
    wrong = range(1, len(passes) + 1) if not body.of_pass else (body.of_pass,)
    right: dict[str, Any] = {} if body.depth_um is None else {"depth_um": body.depth_um}
    right |= {"device": body.device, "serial": body.serial} if body.device else {}
    passes = tuple(replace(each, **right) if number in wrong else each for number, each in enumerate(passes, start=1))
    if moves_some(state, body):
        going, _ = parted(record, body)
        return ZoneRecord(body.to, going[-1].depth_um, going)
    depth_um = record.depth_um if body.depth_um is None or body.of_pass else body.depth_um
    endpoint = record.endpoint if body.endpoint is None else body.endpoint
    return ZoneRecord(body.to or body.zone, depth_um, passes, endpoint, record.spans)


def moves_some(state: SessionState, body: ZoneCorrected) -> bool:
    """Whether some passes move and others stay, with what else was recorded of their zone."""
    return 0 < len(set(body.moved)) < len(state.zones[body.zone].passes)


def parted(record: ZoneRecord, body: ZoneCorrected) -> tuple[tuple[Pass, ...], tuple[Pass, ...]]:
    """Return the passes that move, and those that stay."""
    numbered = tuple(enumerate(record.passes, start=1))
    going = tuple(each for number, each in numbered if number in body.moved)
    return going, tuple(each for number, each in numbered if number not in body.moved)


def with_moved(state: SessionState, body: ZoneCorrected, new: ZoneRecord) -> SessionState:
    """Return the state with the right record of the zone, joined with what stands at the zone that it moves to."""
    here, there = state.zones[body.zone], state.zones.get(new.zone)
    zones = {zone: record for zone, record in state.zones.items() if zone != body.zone}
    current, left_out = state.current, state.zones_left_out
    if body.swap and there:
        turn = {body.zone: body.to, body.to: body.zone}
        zones |= {body.zone: replace(there, zone=body.zone), body.to: new}
        left_out = {turn.get(zone, zone): why for zone, why in left_out.items()}
        return replace(state, zones=zones, current=turn.get(current, current), zones_left_out=left_out)
    if moves_some(state, body):
        zones[body.zone] = replace(here, passes=parted(here, body)[1])
    elif current == body.zone:
        current = new.zone
    zones[new.zone] = _joined(state, there, new) if there and there.zone != body.zone else new
    if body.to and new.passes and not (there and there.passes):
        left_out = without_left_out(state, (new.zone,))
    return replace(state, zones=zones, current=current, zones_left_out=left_out)


def _joined(state: SessionState, there: ZoneRecord, moved: ZoneRecord) -> ZoneRecord:
    """Return the moved record joined with the one that stands at its new zone: the passes of both by their times, those
    of one time as they were told, the time worked on both, and endpoint and depth of whichever was needled last.
    """
    told = told_places(state)

    def when(made: Pass) -> tuple[int, int, int]:
        return made.at.t_ms, told.get(made.at.event, len(told)), made.place

    spans = sorted((*there.spans, *moved.spans), key=lambda span: (span[0], span[1] is None, span[1] or 0))
    passes = tuple(sorted((*there.passes, *moved.passes), key=when))
    there_last = bool(there.passes) and (not moved.passes or when(there.passes[-1]) > when(moved.passes[-1]))
    last, first = (there, moved) if there_last else (moved, there)
    depth_um = last.depth_um if there.passes else moved.depth_um
    return ZoneRecord(moved.zone, depth_um, passes, last.endpoint or first.endpoint, tuple(spans))


def correction_notes(
    state: SessionState, body: ZoneCorrected, new: ZoneRecord, right: SessionState, at: Moment
) -> tuple[Correction, ...]:
    """Return a note of each value that is otherwise in the right state, with what stood before."""
    old = state.zones[body.zone]
    some = moves_some(state, body)
    stays = right.zones[body.zone] if some else new
    after = _depths(new.passes) if body.of_pass else str(body.depth_um)
    changes = [
        ("passes", str(len(old.passes)), str(len(stays.passes)), len(stays.passes) != len(old.passes)),
        ("depth_um", _depths(old.passes), after, body.depth_um is not None),
        ("endpoint", old.endpoint or "", stays.endpoint or "", stays.endpoint != old.endpoint),
        ("zone", old.zone, new.zone, new.zone != old.zone),
        (*_made_with(state, old, new), bool(body.device)),
    ]
    notes = [
        Correction(
            at,
            "zone",
            field,
            was,
            now,
            body.zone,
            body.reason,
            tuple(sorted(set(body.moved))) if some and field == "zone" else (),
        )
        for field, was, now, made in changes
        if made
    ]
    there = state.zones.get(body.to)
    if there and there.passes:
        notes += _notes_there(body, there, right, at)
    return tuple(notes)


def _notes_there(body: ZoneCorrected, there: ZoneRecord, right: SessionState, at: Moment) -> list[Correction]:
    """Return what is otherwise of the zone that something moved to, which had passes of its own."""
    joined = right.zones[body.to]
    changes = (
        [("zone", body.to, body.zone, body.swap)]
        if body.swap
        else [
            ("passes", str(len(there.passes)), str(len(joined.passes)), len(joined.passes) != len(there.passes)),
            ("endpoint", there.endpoint or "", joined.endpoint or "", joined.endpoint != there.endpoint),
        ]
    )
    return [Correction(at, "zone", field, was, now, body.to, body.reason) for field, was, now, made in changes if made]


def _depths(passes: tuple[Pass, ...]) -> str:
    return ",".join(str(each.depth_um) for each in passes)


def _made_with(state: SessionState, old: ZoneRecord, new: ZoneRecord) -> tuple[str, str, str]:
    """Return the field that is otherwise, the device or of the same its serial number, with both values."""
    was, now = ([setup_of(state, each) for each in record.passes] for record in (old, new))
    before, since = (",".join(each.device for each in made) for made in (was, now))
    if before != since or was == now:
        return "device", before, since
    serials, right = (json.dumps(", ".join(dict.fromkeys(each.serial for each in made))) for made in (was, now))
    return "serial", serials, right

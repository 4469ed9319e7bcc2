"""The rules of needling: zones, depths, passes, endpoints, and corrections of a zone's record."""

from typing import assert_never

from msgspec.structs import replace

from console.core.events import (
    DepthSet,
    EndpointSeen,
    NeedlingBody,
    PassDone,
    PassesSet,
    ZoneCorrected,
    ZoneLeftOut,
    ZoneTaken,
)
from console.core.left_out import allow_leaving_out, with_left_out, without_left_out
from console.core.limits import DEEPEST_UM, allow_depth, initial_depth, known_zone
from console.core.numbing import needling_obstacle
from console.core.preparation import MAX_PASSES
from console.core.refusal import Refusal
from console.core.screening import allow_findings
from console.core.state import SessionState
from console.core.state_parts import Correction, Deviation, Moment, Pass, ZoneRecord


def decide(state: SessionState, body: NeedlingBody, t: int) -> NeedlingBody:
    """Return the event as it will be recorded at t on the session's own time. Raises Refusal."""
    match body:
        case ZoneTaken():
            known_zone(state, body.zone)
            _need_device(state)
            if body.zone == state.current:
                raise Refusal("zone-current", zone=body.zone)
            if state.current and t < state.zones[state.current].spans[-1][0]:
                raise Refusal("before-its-beginning")
            allow_findings(state)
            _need_ready(state, body.zone, t)
        case DepthSet():
            known_zone(state, body.zone)
            _need_device(state)
            allow_depth(state, body.zone, body.depth_um)
        case PassDone() | PassesSet():
            return _decide_passes(state, body, t)
        case EndpointSeen():
            if body.zone not in state.zones or not state.zones[body.zone].spans:
                raise Refusal("zone-not-taken", zone=body.zone)
        case ZoneCorrected():
            _allow_correction(state, body)
        case ZoneLeftOut():
            allow_leaving_out(state, body)
        case _:
            assert_never(body)
    return body


def apply(state: SessionState, body: NeedlingBody, at: Moment) -> SessionState:
    """Return the state after the event."""
    record = state.zones.get(body.zone) or ZoneRecord(body.zone)
    match body:
        case ZoneTaken():
            zones = _end_work(state, at.t_ms)
            record = zones.get(body.zone) or ZoneRecord(body.zone)
            depth = initial_depth(state, body.zone) if record.depth_um is None else record.depth_um
            taken = replace(record, depth_um=depth, spans=(*record.spans, (at.t_ms, None)))
            left_out = without_left_out(state, (body.zone,))
            return replace(state, zones=zones | {body.zone: taken}, current=body.zone, zones_left_out=left_out)
        case ZoneLeftOut():
            state = leave_zone(state, at.t_ms) if body.zone == state.current else state
            return replace(state, zones_left_out=with_left_out(state, body, at))
        case DepthSet():
            record = replace(record, depth_um=body.depth_um)
        case PassDone():
            record = replace(record, passes=(*record.passes, Pass(body.depth_um, at)))
        case PassesSet():
            more = (Pass(body.depth_um, at),) * (body.passes - len(record.passes))
            record = replace(record, passes=record.passes[: body.passes] + more)
        case EndpointSeen():
            record = replace(record, endpoint=body.endpoint)
        case ZoneCorrected():
            return _correct_zone(state, body, at)
        case _:
            assert_never(body)
    return replace(state, zones=state.zones | {body.zone: record})


def leave_zone(state: SessionState, t: int) -> SessionState:
    """Return the state with no zone in work."""
    return replace(state, zones=_end_work(state, t), current="")


def _end_work(state: SessionState, t: int) -> dict[str, ZoneRecord]:
    zones = dict(state.zones)
    if state.current:
        record = zones[state.current]
        begun = record.spans[-1][0]
        zones[state.current] = replace(record, spans=(*record.spans[:-1], (begun, max(begun, t))))
    return zones


def _need_device(state: SessionState) -> None:
    if not state.device:
        raise Refusal("choose-device", known=tuple(state.protocol.device))


def _need_ready(state: SessionState, zone: str, t: int) -> None:
    why = needling_obstacle(state, zone, t)
    if why:
        raise Refusal(why, zone=zone)


def _decide_passes(state: SessionState, body: PassDone | PassesSet, t: int) -> PassDone | PassesSet:
    known_zone(state, body.zone)
    if body.zone != state.current:
        raise Refusal("take-zone-first", zone=body.zone)
    _need_device(state)
    record = state.zones[body.zone]
    wanted = len(record.passes) + 1 if isinstance(body, PassDone) else body.passes
    if not 0 <= wanted <= MAX_PASSES:
        raise Refusal("passes-out-of-range", most=MAX_PASSES)
    depth = body.depth_um or record.depth_um
    if wanted > len(record.passes):
        if depth is None:
            raise Refusal("set-depth", zone=body.zone)
        allow_depth(state, body.zone, depth)
    _need_ready(state, body.zone, t)
    return replace(body, depth_um=depth or 0)


def _allow_correction(state: SessionState, body: ZoneCorrected) -> None:
    record = state.zones.get(body.zone)
    if record is None or not (record.passes or record.endpoint):
        raise Refusal("nothing-recorded", zone=body.zone)
    if body.depth_um is None and body.passes is None and body.endpoint is None and not body.to:
        raise Refusal("correct-what", zone=body.zone)
    if body.passes is not None and not 0 <= body.passes <= MAX_PASSES:
        raise Refusal("passes-out-of-range", most=MAX_PASSES)
    if body.to:
        known_zone(state, body.to)
        if body.to == body.zone or (body.to in state.zones and state.zones[body.to].passes):
            raise Refusal("zone-has-record", zone=body.to)
    if body.depth_um is not None and not 0 < body.depth_um <= DEEPEST_UM:
        raise Refusal("depth-not-a-setting", depth_um=body.depth_um, step_um=0, least_um=0)
    if body.of_pass and (body.depth_um is None or not 0 < body.of_pass <= len(record.passes)):
        raise Refusal("no-such-pass", zone=body.zone, count=len(record.passes))
    new = _right_record(state, body, state.begun)
    if any(each.depth_um <= 0 for each in new.passes):
        raise Refusal("set-depth", zone=body.zone)
    beyond = _broken_rule(state, body, new)
    if beyond and not body.reason:
        raise Refusal(beyond.code, "correction", **beyond.facts)


def _broken_rule(state: SessionState, body: ZoneCorrected, new: ZoneRecord) -> Refusal | None:
    """Return the refusal that the right values meet, None for none; with a reason they are recorded all the same."""
    moved = new.passes if body.to else ()
    try:
        for depth_um in [*(each.depth_um for each in moved), *([] if body.depth_um is None else [body.depth_um])]:
            allow_depth(state, new.zone, depth_um)
        for each in moved:
            _need_ready(state, new.zone, each.at.t_ms)
    except Refusal as refusal:
        return refusal
    return None


def _right_record(state: SessionState, body: ZoneCorrected, at: Moment) -> ZoneRecord:
    """Return the record with the right values. Added passes get the last pass's moment, else the end of needling."""
    record = state.zones[body.zone]
    passes = record.passes
    if body.passes is not None:
        depth = passes[-1].depth_um if passes else record.depth_um or 0
        ends = [run.done for run in state.steps if run.done and state.protocol.step[run.step].kind == "needling"]
        when = passes[-1].at if passes else [at, *ends][-1]
        passes = passes[: body.passes] + (Pass(depth, when),) * (body.passes - len(passes))
    if body.depth_um is not None:
        wrong = range(1, len(passes) + 1) if not body.of_pass else (body.of_pass,)
        passes = tuple(
            Pass(body.depth_um, each.at) if number in wrong else each for number, each in enumerate(passes, start=1)
        )
    depth_um = record.depth_um if body.depth_um is None or body.of_pass else body.depth_um
    endpoint = record.endpoint if body.endpoint is None else body.endpoint
    return ZoneRecord(body.to or body.zone, depth_um, passes, endpoint, record.spans)


def _correct_zone(state: SessionState, body: ZoneCorrected, at: Moment) -> SessionState:
    old, new = state.zones[body.zone], _right_record(state, body, at)
    changes = (
        ("passes", str(len(old.passes)), str(len(new.passes)), len(new.passes) != len(old.passes)),
        ("depth_um", _depths(old), _depths(new) if body.of_pass else str(body.depth_um), body.depth_um is not None),
        ("endpoint", old.endpoint or "", new.endpoint or "", new.endpoint != old.endpoint),
        ("zone", old.zone, new.zone, new.zone != old.zone),
    )
    notes = tuple(
        Correction(at, "zone", field, before, after, body.zone, body.reason)
        for field, before, after, made in changes
        if made
    )
    deviations = state.deviations
    beyond = _broken_rule(state, body, new)
    if beyond and beyond.code.startswith("depth"):
        depth_um = body.depth_um or max(each.depth_um for each in new.passes)
        facts: dict[str, str | int] = {"zone": new.zone, "depth_um": depth_um}
        deviations += (Deviation(at.event, at, "depth-above-limit", facts=facts, reason=body.reason),)
    zones = {zone: record for zone, record in state.zones.items() if zone != body.zone}
    zones[new.zone] = _merge(zones[new.zone], new) if new.zone in zones else new
    current = new.zone if state.current == body.zone else state.current
    corrections = (*state.corrections, *notes)
    return replace(state, zones=zones, current=current, corrections=corrections, deviations=deviations)


def _depths(record: ZoneRecord) -> str:
    return ",".join(str(each.depth_um) for each in record.passes)


def _merge(there: ZoneRecord, moved: ZoneRecord) -> ZoneRecord:
    """Return the moved record joined with the one that stands at its new zone; the time worked on both is kept."""
    spans = sorted((*there.spans, *moved.spans), key=lambda span: (span[0], span[1] is None, span[1] or 0))
    return replace(moved, endpoint=moved.endpoint or there.endpoint, spans=tuple(spans))

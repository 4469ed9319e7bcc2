"""Needling: zones taken, depths, passes, endpoints, and what was recorded of a zone put right."""

from typing import assert_never

from msgspec.structs import replace

from console.core.errors import Refusal
from console.core.events import (
    DepthSet,
    EndpointSeen,
    NeedlingBody,
    PassDone,
    PassesSet,
    ZoneCorrected,
    ZoneTaken,
)
from console.core.limits import allow_depth, known_zone, preselected
from console.core.numbing import ready
from console.core.prepare import MAX_PASSES
from console.core.state import Correction, Deviation, Moment, Pass, SessionState, ZoneRecord


def decide(state: SessionState, body: NeedlingBody, t: int) -> NeedlingBody:
    """The event as it will stand, or Refusal."""
    match body:
        case ZoneTaken():
            _allow_work(state, body.zone)
            if body.zone == state.current:
                raise Refusal("zone-current", zone=body.zone)
        case DepthSet():
            known_zone(state, body.zone)
            _need_device(state)
            allow_depth(state, body.zone, body.depth_um)
        case PassDone() | PassesSet():
            return _decide_passes(state, body)
        case EndpointSeen():
            if body.zone not in state.zones:
                raise Refusal("zone-not-taken", zone=body.zone)
        case ZoneCorrected():
            _allow_correction(state, body)
        case _:
            assert_never(body)
    return body


def apply(state: SessionState, body: NeedlingBody, at: Moment) -> SessionState:
    record = state.zones.get(body.zone) or ZoneRecord(body.zone)
    match body:
        case ZoneTaken():
            zones = _left(state, at.t_ms)
            record = zones.get(body.zone) or ZoneRecord(body.zone)
            depth = preselected(state, body.zone) if record.depth_um is None else record.depth_um
            taken = replace(record, depth_um=depth, spans=(*record.spans, (at.t_ms, None)))
            return replace(state, zones=zones | {body.zone: taken}, current=body.zone)
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
            return _corrected(state, body, at)
        case _:
            assert_never(body)
    return replace(state, zones=state.zones | {body.zone: record})


def leave(state: SessionState, t: int) -> SessionState:
    """The state with no zone being worked on."""
    return replace(state, zones=_left(state, t), current="")


def _left(state: SessionState, t: int) -> dict[str, ZoneRecord]:
    zones = dict(state.zones)
    if state.current:
        record = zones[state.current]
        begun = record.spans[-1][0]
        zones[state.current] = replace(record, spans=(*record.spans[:-1], (begun, max(begun, t))))
    return zones


def _need_device(state: SessionState) -> None:
    if not state.device:
        raise Refusal("choose-device", known=", ".join(state.protocol.device))


def _allow_work(state: SessionState, zone: str) -> None:
    known_zone(state, zone)
    _need_device(state)
    why = ready(state, zone)
    if why:
        raise Refusal(why, zone=zone)


def _decide_passes(state: SessionState, body: PassDone | PassesSet) -> PassDone | PassesSet:
    _allow_work(state, body.zone)
    if body.zone != state.current:
        raise Refusal("take-zone-first", zone=body.zone)
    record = state.zones[body.zone]
    wanted = len(record.passes) + 1 if isinstance(body, PassDone) else body.passes
    if not 0 <= wanted <= MAX_PASSES:
        raise Refusal("passes-out-of-range", most=MAX_PASSES)
    if wanted <= len(record.passes):
        return body
    depth = body.depth_um or record.depth_um
    if depth is None:
        raise Refusal("set-depth", zone=body.zone)
    allow_depth(state, body.zone, depth)
    return replace(body, depth_um=depth)


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
        if body.to in state.zones and state.zones[body.to].passes:
            raise Refusal("zone-has-record", zone=body.to)
    if body.depth_um is not None:
        if body.depth_um <= 0:
            raise Refusal("depth-not-a-setting", depth_um=body.depth_um, step_um=0, least_um=0)
        if not body.reason:
            _correct_above(state, body.to or body.zone, body.depth_um)


def _correct_above(state: SessionState, zone: str, depth_um: int) -> None:
    """What was really done may lie above a limit: it is recorded, with a reason."""
    try:
        allow_depth(state, zone, depth_um)
    except Refusal as refusal:
        raise Refusal(refusal.code, "correction", **refusal.facts) from None


def _corrected(state: SessionState, body: ZoneCorrected, at: Moment) -> SessionState:
    old = state.zones[body.zone]
    new, notes = old, list(state.corrections)

    def note(field: str, before: object, after: object) -> None:
        notes.append(Correction(at, "zone", field, str(before), str(after), body.zone, body.reason))

    if body.passes is not None and body.passes != len(new.passes):
        note("passes", len(new.passes), body.passes)
        depth = new.passes[-1].depth_um if new.passes else new.depth_um or body.depth_um or 0
        more = (Pass(depth, at),) * (body.passes - len(new.passes))
        new = replace(new, passes=new.passes[: body.passes] + more)
    if body.depth_um is not None:
        note("depth_um", ",".join(str(each.depth_um) for each in new.passes), body.depth_um)
        new = replace(new, depth_um=body.depth_um, passes=tuple(Pass(body.depth_um, each.at) for each in new.passes))
    if body.endpoint is not None and body.endpoint != old.endpoint:
        note("endpoint", old.endpoint or "", body.endpoint)
        new = replace(new, endpoint=body.endpoint)
    zones = state.zones | {body.zone: new}
    current = state.current
    if body.to:
        note("zone", body.zone, body.to)
        del zones[body.zone]
        zones[body.to] = replace(new, zone=body.to)
        current = body.to if current == body.zone else current
    deviations = state.deviations
    if body.depth_um is not None and _above(state, body.to or body.zone, body.depth_um):
        facts: dict[str, str | int] = {"zone": body.to or body.zone, "depth_um": body.depth_um}
        deviations += (Deviation(at.event, at, "depth-above-limit", facts=facts, reason=body.reason),)
    return replace(state, zones=zones, current=current, corrections=tuple(notes), deviations=deviations)


def _above(state: SessionState, zone: str, depth_um: int) -> bool:
    try:
        allow_depth(state, zone, depth_um)
    except Refusal:
        return True
    return False

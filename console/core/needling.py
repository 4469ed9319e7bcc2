"""The rules of needling: zones, depths, passes, endpoints."""

from math import inf
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
from console.core.limits import allow_depth, initial_depth, known_zone
from console.core.numbing import clean_at
from console.core.preparation import MAX_PASSES
from console.core.refusal import Refusal
from console.core.screening import allow_findings
from console.core.setup import device_at
from console.core.state import SessionState
from console.core.state_parts import Deviation, Moment, Pass, ZoneRecord
from console.core.stopped_since import device_stopped, under_stopped
from console.core.zone_corrections import allow_correction, correct_zone, need_ready


def decide(state: SessionState, body: NeedlingBody, t: int) -> NeedlingBody:
    """Return the event as it will be recorded at t on the session's own time. Raises Refusal."""
    match body:
        case ZoneTaken():
            known_zone(state, body.zone)
            _need_device(state)
            if body.zone == state.current:
                raise Refusal("zone-current", zone=body.zone)
            if t < _last_work_t(state):
                raise Refusal("before-its-beginning")
            _need_under(state)
            allow_findings(state)
            need_ready(state, body.zone, t)
        case DepthSet():
            known_zone(state, body.zone)
            _need_device(state)
            allow_depth(state, body.zone, body.depth_um)
        case PassDone() | PassesSet():
            return _decide_passes(state, body, t)
        case EndpointSeen():
            record = state.zones.get(body.zone)
            if record is None or not (record.spans or record.passes):
                raise Refusal("zone-not-taken", zone=body.zone)
        case ZoneCorrected():
            allow_correction(state, body)
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
            record = replace(record, passes=(*record.passes, Pass(body.depth_um, at, when_open=body.when_open)))
            state = _with_unclean(state, body.zone, at)
        case PassesSet():
            more = (Pass(body.depth_um, at, place=place) for place in range(len(record.passes), body.passes))
            record = replace(record, passes=(*record.passes[: body.passes], *more))
        case EndpointSeen():
            record = replace(record, endpoint=body.endpoint)
        case ZoneCorrected():
            return correct_zone(state, body, at)
        case _:
            assert_never(body)
    return replace(state, zones=state.zones | {body.zone: record})


def _with_unclean(state: SessionState, zone: str, at: Moment) -> SessionState:
    """Return the state with the deviation of a pass from before the step, and before the skin was disinfected."""
    if at.t_ms >= state.steps[-1].begun.t_ms or clean_at(state, zone, at):
        return state
    noted = Deviation(f"{at.event}-unclean", at, "pass-before-disinfected", facts={"zone": zone})
    return replace(state, deviations=(*state.deviations, noted))


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


def _last_work_t(state: SessionState) -> float:
    """Return when the last work on a zone ended, or began where it goes on; -inf before any. Two never overlap."""
    spans = (span for record in state.zones.values() for span in record.spans)
    return max((begin if end is None else end for begin, end in spans), default=-inf)


def _need_device(state: SessionState) -> None:
    if not state.device:
        raise Refusal("choose-device", known=tuple(state.protocol.device))
    if device_stopped(state):
        raise Refusal("device-stopped", device=state.protocol.device[state.device].label)


def _need_under(state: SessionState) -> None:
    for product, _ in under_stopped(state):
        raise Refusal("product-stopped", name=product.name)


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
        allow_depth(device_at(state, t), body.zone, depth)
        _need_under(state)
        if t >= state.profile_t:
            allow_findings(state)
    need_ready(state, body.zone, t)
    return replace(body, depth_um=depth or 0)

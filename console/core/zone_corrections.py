"""Corrections of what was recorded of a zone, judged by the device of each pass."""

from typing import Any

from msgspec.structs import replace

from console.core.broken_rules import broken_deviations
from console.core.client_groups import stop_deviation, stop_refusal
from console.core.events import ZoneCorrected
from console.core.left_out import without_left_out
from console.core.limits import DEEPEST_UM, allow_depth, known_zone
from console.core.numbing import needling_obstacle
from console.core.preparation import MAX_PASSES
from console.core.refusal import Refusal
from console.core.setup import as_then, known_device, setup_of
from console.core.state import SessionState
from console.core.state_parts import Correction, Deviation, FileStop, Moment, Pass, ZoneRecord
from console.core.stopped_since import device_unpassed


def allow_correction(state: SessionState, body: ZoneCorrected) -> None:
    """Raise Refusal where the right values are impossible, or break a rule and no reason is given."""
    record = state.zones.get(body.zone)
    if record is None or not (record.passes or record.endpoint):
        raise Refusal("nothing-recorded", zone=body.zone)
    if body.depth_um is None and body.passes is None and body.endpoint is None and not (body.to or body.device):
        raise Refusal("correct-what", zone=body.zone)
    if body.device:
        known_device(state, body.device)
    if body.passes is not None and not 0 <= body.passes <= MAX_PASSES:
        raise Refusal("passes-out-of-range", most=MAX_PASSES)
    if body.to:
        known_zone(state, body.to)
        if body.to == body.zone or (body.to in state.zones and state.zones[body.to].passes):
            raise Refusal("zone-has-record", zone=body.to)
    if body.depth_um is not None and not 0 < body.depth_um <= DEEPEST_UM:
        raise Refusal("depth-not-a-setting", depth_um=body.depth_um, step_um=0, least_um=0)
    of_one = body.depth_um is not None or body.device
    if body.of_pass and not (of_one and 0 < body.of_pass <= len(record.passes)):
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
        if body.judged == "present":
            for depth_um in [*(each.depth_um for each in moved), *([] if body.depth_um is None else [body.depth_um])]:
                allow_depth(state, new.zone, depth_um)
        else:
            _allow_passes(state, body, new)
        for each in moved:
            need_ready(state, new.zone, each.at.t_ms)
        stop = _file_stop(state, body, new)
        if stop:
            raise stop_refusal(state, state.protocol.device[body.device].label, stop, "correction")
    except Refusal as refusal:
        return refusal
    return None


def _file_stop(state: SessionState, body: ZoneCorrected, new: ZoneRecord) -> FileStop | None:
    """Return why the client's file stops the device that this names for the passes, None where nothing does."""
    before = [setup_of(state, each).device for each in state.zones[body.zone].passes]
    return device_unpassed(state, body.device) if new.passes and body.device not in ("", *before) else None


def _allow_passes(state: SessionState, body: ZoneCorrected, new: ZoneRecord) -> None:
    """Raise Refusal where a pass that is not as it stood was deeper than its own device and practitioner may go."""
    stood = () if body.to else state.zones[body.zone].passes
    for number, each in enumerate(new.passes):
        if number >= len(stood) or each != stood[number]:
            allow_depth(as_then(state, each), new.zone, each.depth_um)
    if body.depth_um is not None and not new.passes:
        allow_depth(state, new.zone, body.depth_um)


def _right_record(state: SessionState, body: ZoneCorrected, at: Moment) -> ZoneRecord:
    """Return the record with the right values. Added passes get the last pass's moment, else the end of needling."""
    record = state.zones[body.zone]
    passes = record.passes
    if body.passes is not None:
        depth = passes[-1].depth_um if passes else record.depth_um or 0
        ends = [run.done for run in state.steps if run.done and state.protocol.step[run.step].kind == "needling"]
        when = passes[-1].at if passes else [at, *ends][-1]
        added = replace(passes[-1], depth_um=depth) if passes else Pass(depth, when)
        passes = passes[: body.passes] + (added,) * (body.passes - len(passes))
    wrong = range(1, len(passes) + 1) if not body.of_pass else (body.of_pass,)
    right: dict[str, Any] = {} if body.depth_um is None else {"depth_um": body.depth_um}
    right |= {"device": body.device, "serial": body.serial} if body.device else {}
    passes = tuple(replace(each, **right) if number in wrong else each for number, each in enumerate(passes, start=1))
    depth_um = record.depth_um if body.depth_um is None or body.of_pass else body.depth_um
    endpoint = record.endpoint if body.endpoint is None else body.endpoint
    return ZoneRecord(body.to or body.zone, depth_um, passes, endpoint, record.spans)


def correct_zone(state: SessionState, body: ZoneCorrected, at: Moment) -> SessionState:
    """Return the state with the right values, and a note of what stood before."""
    old, new = state.zones[body.zone], _right_record(state, body, at)
    changes = (
        ("passes", str(len(old.passes)), str(len(new.passes)), len(new.passes) != len(old.passes)),
        ("depth_um", _depths(old), _depths(new) if body.of_pass else str(body.depth_um), body.depth_um is not None),
        ("endpoint", old.endpoint or "", new.endpoint or "", new.endpoint != old.endpoint),
        ("zone", old.zone, new.zone, new.zone != old.zone),
        ("device", _devices(state, old), _devices(state, new), bool(body.device)),
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
    if beyond and body.judged == "pass":
        deviations += broken_deviations([beyond.code], at, body.reason)
    stop = _file_stop(state, body, new)
    if stop:
        deviations += (stop_deviation(state, state.protocol.device[body.device].label, stop, at),)
    zones = {zone: record for zone, record in state.zones.items() if zone != body.zone}
    zones[new.zone] = _merge(zones[new.zone], new) if new.zone in zones else new
    current = new.zone if state.current == body.zone else state.current
    corrections = (*state.corrections, *notes)
    left_out = without_left_out(state, (new.zone,)) if body.to and new.passes else state.zones_left_out
    return replace(
        state, zones=zones, current=current, corrections=corrections, deviations=deviations, zones_left_out=left_out
    )


def _depths(record: ZoneRecord) -> str:
    return ",".join(str(each.depth_um) for each in record.passes)


def _devices(state: SessionState, record: ZoneRecord) -> str:
    return ",".join(setup_of(state, each).device for each in record.passes)


def _merge(there: ZoneRecord, moved: ZoneRecord) -> ZoneRecord:
    """Return the moved record joined with the one that stands at its new zone; the time worked on both is kept."""
    spans = sorted((*there.spans, *moved.spans), key=lambda span: (span[0], span[1] is None, span[1] or 0))
    return replace(moved, endpoint=moved.endpoint or there.endpoint, spans=tuple(spans))


def need_ready(state: SessionState, zone: str, t: int) -> None:
    """Raise Refusal where the skin of the zone is not ready to be needled at t."""
    why = needling_obstacle(state, zone, t)
    if why:
        raise Refusal(why, zone=zone)

"""Corrections of what was recorded of a zone, judged by the device of each pass."""

from msgspec.structs import replace

from console.core.broken_rules import broken_deviations
from console.core.client_groups import stop_deviation, stop_refusal
from console.core.events import ZoneCorrected
from console.core.limits import DEEPEST_UM, allow_depth
from console.core.numbing import needling_obstacle
from console.core.preparation import MAX_PASSES
from console.core.refusal import Refusal
from console.core.setup import as_then, known_device, setup_of
from console.core.state import SessionState
from console.core.state_parts import Deviation, FileStop, Moment, ZoneRecord
from console.core.stopped_since import device_unpassed
from console.core.zone_moves import allow_move, correction_notes, right_record, with_moved


def allow_correction(state: SessionState, body: ZoneCorrected) -> None:
    """Raise Refusal where the right values are impossible, or break a rule and no reason is given."""
    record = state.zones.get(body.zone)
    if record is None or not (record.passes or record.endpoint):
        raise Refusal("nothing-recorded", zone=body.zone)
    if (
        body.depth_um is None
        and body.passes is None
        and body.endpoint is None
        and not (body.to or body.swap or body.moved or body.device)
    ):
        raise Refusal("correct-what", zone=body.zone)
    if body.device:
        known_device(state, body.device)
    if body.passes is not None and not 0 <= body.passes <= MAX_PASSES:
        raise Refusal("passes-out-of-range", most=MAX_PASSES)
    allow_move(state, body)
    if body.depth_um is not None and not 0 < body.depth_um <= DEEPEST_UM:
        raise Refusal("depth-not-a-setting", depth_um=body.depth_um, step_um=0, least_um=0)
    of_one = body.depth_um is not None or body.device
    if body.of_pass and not (of_one and 0 < body.of_pass <= len(record.passes)):
        raise Refusal("no-such-pass", zone=body.zone, count=len(record.passes))
    new = right_record(state, body, state.begun)
    if any(each.depth_um <= 0 for each in new.passes):
        raise Refusal("set-depth", zone=body.zone)
    for _, beyond in _broken_rules(state, body, new):
        if not body.reason:
            raise Refusal(beyond.code, "correction", **beyond.facts)


def _broken_rules(state: SessionState, body: ZoneCorrected, new: ZoneRecord) -> list[tuple[ZoneRecord, Refusal]]:
    """Return each right record that meets a refusal, with it; given a reason they are recorded all the same."""
    made = [(body, new)]
    if body.swap:
        back = replace(body, zone=body.to, to=body.zone)
        made.append((back, right_record(state, back, state.begun)))
    met = ((record, _broken_rule(state, each, record)) for each, record in made)
    return [(record, refusal) for record, refusal in met if refusal]


def _broken_rule(state: SessionState, body: ZoneCorrected, new: ZoneRecord) -> Refusal | None:
    """Return the refusal that the right values of one zone meet, None for none."""
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


def correct_zone(state: SessionState, body: ZoneCorrected, at: Moment) -> SessionState:
    """Return the state with the right values, and a note of what stood before."""
    new = right_record(state, body, at)
    right = with_moved(state, body, new)
    broken = _broken_rules(state, body, new)
    deviations = state.deviations
    for record, beyond in broken:
        if beyond.code.startswith("depth"):
            depth_um = body.depth_um or max(each.depth_um for each in record.passes)
            facts: dict[str, str | int] = {"zone": record.zone, "depth_um": depth_um}
            name = at.event if record is new else f"{at.event}-{record.zone}"
            deviations += (Deviation(name, at, "depth-above-limit", facts=facts, reason=body.reason),)
    if body.judged == "pass":
        deviations += broken_deviations([beyond.code for _, beyond in broken], at, body.reason)
    stop = _file_stop(state, body, new)
    if stop:
        deviations += (stop_deviation(state, state.protocol.device[body.device].label, stop, at),)
    corrections = (*state.corrections, *correction_notes(state, body, new, right, at))
    return replace(right, corrections=corrections, deviations=deviations)


def need_ready(state: SessionState, zone: str, t: int) -> None:
    """Raise Refusal where the skin of the zone is not ready to be needled at t."""
    why = needling_obstacle(state, zone, t)
    if why:
        raise Refusal(why, zone=zone)

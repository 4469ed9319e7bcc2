"""Corrections of what was recorded of a zone, judged by the device of each pass."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from msgspec.structs import replace

from console.core.anatomy import zone_of
from console.core.broken_rules import TOLD, broken_code
from console.core.client_groups import stop_deviation, stop_refusal
from console.core.events import ZoneCorrected
from console.core.limits import DEEPEST_UM, allow_depth
from console.core.numbing import needling_obstacle
from console.core.preparation import MAX_PASSES
from console.core.refusal import Refusal
from console.core.setup import as_then, known_device, setup_of
from console.core.state import SessionState
from console.core.state_parts import Deviation, FileStop, Moment, Pass, ZoneRecord
from console.core.stopped_since import device_unpassed
from console.core.zone_moves import allow_move, correction_notes, right_record, with_moved

ABOVE: Final = "depth-above-limit"
NO_SETTING: Final = "depth-not-a-setting"
"""Codes of deviations; the second is that of the refusal too."""


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
    """Return each refusal that a right record meets, with that; given a reason they are recorded all the same."""
    made = [(body, new)]
    if body.swap:
        back = replace(body, zone=body.to, to=body.zone)
        made.append((back, right_record(state, back, state.begun)))
    return [(record, refusal) for each, record in made for refusal in _met(state, each, record)]


def _met(state: SessionState, body: ZoneCorrected, new: ZoneRecord) -> Iterator[Refusal]:
    """Yield the refusals that the right values of one zone meet."""
    for rule in _depth_rules(state, body, new):
        try:
            rule()
        except Refusal as refusal:
            yield refusal.with_traceback(None)
    skin = (obstacle_then(state, new.zone, each) for each in (new.passes if body.to else ()))
    yield from (Refusal(why, zone=new.zone) for why in skin if why)
    stop = _file_stop(state, body, new)
    if stop:
        yield stop_refusal(state, state.protocol.device[body.device].label, stop, "correction")


def obstacle_then(state: SessionState, zone: str, made: Pass) -> str:
    """Return why the skin of the zone was not ready for this pass, or for the cream that went on after it; else ""."""
    after = (each for each in state.applications if each.on.t_ms > made.at.t_ms and zone_of(zone) in each.zones)
    return "zone-already-needled" if any(after) else needling_obstacle(state, zone, made.at.t_ms)


def _depth_rules(state: SessionState, body: ZoneCorrected, new: ZoneRecord) -> list[Callable[[], None]]:
    """Return what refuses a depth that is not as it stood; each pass goes by its own device and practitioner."""
    alone = [] if body.depth_um is None else [partial(allow_depth, state, new.zone, body.depth_um)]
    if body.judged == "present":
        moved = new.passes if body.to else ()
        return [*(partial(allow_depth, state, new.zone, each.depth_um) for each in moved), *alone]
    stood = () if body.to else state.zones[body.zone].passes
    changed = [each for number, each in enumerate(new.passes) if number >= len(stood) or each != stood[number]]
    judged = [partial(allow_depth, as_then(state, each), new.zone, each.depth_um) for each in changed]
    return [*judged, *([] if new.passes else alone)]


def _file_stop(state: SessionState, body: ZoneCorrected, new: ZoneRecord) -> FileStop | None:
    """Return why the client's file stops the device that this names for the passes, None where nothing does."""
    before = [setup_of(state, each).device for each in state.zones[body.zone].passes]
    return device_unpassed(state, body.device) if new.passes and body.device not in ("", *before) else None


def correct_zone(state: SessionState, body: ZoneCorrected, at: Moment) -> SessionState:
    """Return the state with the right values, a note of what stood before, and a deviation of each rule they break."""
    new = right_record(state, body, at)
    right = with_moved(state, body, new)
    deviations = state.deviations
    if body.judged == "pass":
        deviations = tuple(each for each in deviations if _stands(right, each))
    deviations += _deviations(state, body, new, at)
    corrections = (*state.corrections, *correction_notes(state, body, new, right, at))
    return replace(right, corrections=corrections, deviations=deviations)


def _deviations(state: SessionState, body: ZoneCorrected, new: ZoneRecord, at: Moment) -> tuple[Deviation, ...]:
    """Return what the right values do otherwise than the rules say, each once for a zone, of depths the deepest."""
    found: dict[str, Deviation] = {}
    for record, beyond in _broken_rules(state, body, new):
        name = at.event if record is new else f"{at.event}-{record.zone}"
        code, facts = beyond.code, dict[str, str | int](zone=record.zone)
        if code.startswith("depth"):
            told = code if code == NO_SETTING and body.judged == "pass" else ABOVE
            name += f"-{code}" if told == NO_SETTING else ""
            before = int(found[name].facts["depth_um"]) if name in found else 0
            facts["depth_um"] = max(before, _depth(body, record, beyond))
        elif code in TOLD and body.judged == "pass":
            told, name = broken_code(code), f"{name}-{code}"
            wrong = (each for each in record.passes if obstacle_then(state, record.zone, each) == code)
            facts["events"] = ",".join(dict.fromkeys(each.at.event for each in wrong))
        else:
            continue
        found[name] = Deviation(name, at, told, facts=facts, reason=body.reason)
    stop = _file_stop(state, body, new)
    stopped = (stop_deviation(state, state.protocol.device[body.device].label, stop, at),) if stop else ()
    return (*found.values(), *stopped)


def _depth(body: ZoneCorrected, record: ZoneRecord, beyond: Refusal) -> int:
    """Return the depth that was refused; before passes were judged one by one, the deepest of all."""
    if body.judged == "present":
        return body.depth_um or max(each.depth_um for each in record.passes)
    return int(str(beyond.facts["depth_um"]))


def _stands(state: SessionState, deviation: Deviation) -> bool:
    """Whether what an earlier correction of a zone showed is so still, in the state that a later one made."""
    facts = deviation.facts
    record = state.zones.get(str(facts.get("zone"))) or ZoneRecord("")
    if deviation.code in (ABOVE, NO_SETTING):
        return facts["depth_um"] in ([each.depth_um for each in record.passes] if record.passes else [record.depth_um])
    passes = {each.at.event for each in record.passes}
    return "events" not in facts or not passes.isdisjoint(str(facts["events"]).split(","))


def need_ready(state: SessionState, zone: str, t: int) -> None:
    """Raise Refusal where the skin of the zone is not ready to be needled at t."""
    why = needling_obstacle(state, zone, t)
    if not why:
        return
    off = [each.off for each in state.applications if each.off and zone_of(zone) in each.zones]
    if why == "cream-on-zone" and off and not state.under_cream(zone_of(zone)):
        last = max(off, key=lambda at: at.t_ms)
        raise Refusal(why, zone=zone, of="cream-off", since_utc=last.utc_ms)
    raise Refusal(why, zone=zone)

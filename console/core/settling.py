"""The plan's depths, settled before needling: each at the low end of its zone's own published range, or asked for."""

from collections.abc import Iterable, Mapping
from typing import Literal

from msgspec.structs import replace

from console.core.anatomy import Zone, to_um, zone_of
from console.core.events import PlannedZone, PlanSet, SubAreaMarked
from console.core.limits import depth_allowed, depth_limit, depth_settings, lowered_depth
from console.core.state import SessionState
from console.core.sub_areas import renamed

RangeSide = Literal["", "below", "above"]


def range_side(zone: Zone, depth_um: int | None) -> RangeSide:
    """Return on which side of the zone's published range a depth lies; "" within it, and where there is none."""
    if zone.suggest_mm is None or not depth_um:
        return ""
    low, high = map(to_um, zone.suggest_mm)
    return "below" if depth_um < low else "above" if depth_um > high else ""


def open_depths(state: SessionState) -> list[str]:
    """Return the planned zones whose depth nobody has chosen, or that may not be set so today, in the plan's order."""
    if state.depths != "chosen":
        return []
    return [each.zone for each in state.plan if each.zone not in state.zones_left_out and not _settled(state, each)]


def offered_depth(state: SessionState, zone: str) -> int | None:
    """Return the depth in micrometres that settling would give the zone; None where nothing published says one.

    It is the planned depth, else the low end of the published range, at the next setting of the device, and never
    above the limit that binds. What is published of a zone says nothing of a scar in it: that is asked for.
    """
    planned, known = state.planned(zone), state.protocol.zone[zone_of(zone)]
    published = known.suggest_mm if known.id == zone else None
    low = _next_setting(state, to_um(published[0])) if published else None
    if planned and planned.depth_um is not None:
        lowered = lowered_depth(state, zone, planned.depth_um)
        if low is None or range_side(known, lowered) != "below" or range_side(known, planned.depth_um) == "below":
            return lowered
    return None if low is None else lowered_depth(state, zone, low)


def unpublished(state: SessionState) -> list[str]:
    """Return those of the open zones whose depth has to be asked for."""
    return [zone for zone in open_depths(state) if offered_depth(state, zone) is None]


def settled_plan(state: SessionState) -> PlanSet:
    """Return the plan with a depth for each open zone that something published says one for."""
    left = set(open_depths(state))
    zones = (
        replace(each, depth_um=offered_depth(state, each.zone)) if each.zone in left else each for each in state.plan
    )
    return PlanSet(state.plan_source or "touch", tuple(zones))


def plan_as_before(state: SessionState, last: Mapping[str, PlannedZone]) -> PlanSet:
    """Return the plan with the depths of the last visit, none deeper than today's limit; other zones as they are."""
    plan = (
        replace(each, depth_um=lowered_depth(state, each.zone, before.depth_um))
        if (before := last.get(each.zone)) and before.depth_um
        else each
        for each in state.plan
    )
    return PlanSet(state.plan_source or "touch", tuple(plan))


def last_plan(state: SessionState, done: Iterable[PlannedZone], marks: Iterable[SubAreaMarked] = ()) -> PlanSet:
    """Return what was done the last time as today's plan, each depth lowered to today's limit, or open.

    `marks` are the sub-areas of then; one whose number another one has today gets the next that is free.
    Zones that today's protocol does not have or never needles are left out.
    """
    zones = state.protocol.zone
    marks = [each for each in marks if each.zone in zones and not zones[each.zone].never]
    names = renamed(state, marks)
    places = {names[each.id]: replace(each, id=names[each.id]) for each in marks}
    done = [replace(each, zone=names.get(each.zone, each.zone)) for each in done]
    known = [each for each in done if each.zone in places or (each.zone in zones and not zones[each.zone].never)]
    lowered = (
        each if each.depth_um is None else replace(each, depth_um=lowered_depth(state, each.zone, each.depth_um))
        for each in known
    )
    planned = {each.zone for each in known}
    return PlanSet("last", tuple(lowered), tuple(each for each in places.values() if each.id in planned))


def depth_choices(state: SessionState, zone: str) -> list[int]:
    """Return the settings of the device that may be chosen on the zone, in micrometres."""
    if not state.device:
        return []
    step, least, most = depth_settings(state.protocol.device[state.device])
    limit = depth_limit(state, zone)
    first = -(-least // step) * step
    return list(range(first, min(most, limit.um if limit else most) + 1, step))


def _settled(state: SessionState, planned: PlannedZone) -> bool:
    record = state.zones.get(planned.zone)
    chosen = record.depth_um if record and record.depth_um is not None else planned.depth_um
    return chosen is not None and depth_allowed(state, planned.zone, chosen)


def _next_setting(state: SessionState, depth_um: int) -> int:
    """Return the depth, or the next deeper setting of the device."""
    if not state.device:
        return depth_um
    step = depth_settings(state.protocol.device[state.device])[0]
    return -(-depth_um // step) * step

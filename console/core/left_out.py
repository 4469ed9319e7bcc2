"""Zones that are left out today: each with its reason, until work on it begins after all."""

from collections.abc import Iterable

from console.core.events import DepthSet, PlannedZone, ZoneLeftOut, ZoneTaken
from console.core.limits import known_zone
from console.core.mistakes import undone_ids
from console.core.refusal import Refusal
from console.core.state import SessionState
from console.core.state_parts import Moment, Remark


def allow_leaving_out(state: SessionState, body: ZoneLeftOut) -> None:
    """Raise Refusal where the zone is not planned, was left out already, or has no reason."""
    known_zone(state, body.zone)
    if state.planned(body.zone) is None and body.zone not in state.zones:
        raise Refusal("zone-not-planned", zone=body.zone)
    if body.zone in state.zones_left_out:
        raise Refusal("zone-left-out", zone=body.zone)
    if not body.reason:
        raise Refusal("zone-needs-reason", "leave-zone-out", zone=body.zone)


def with_left_out(state: SessionState, body: ZoneLeftOut, at: Moment) -> dict[str, Remark]:
    """Return the zones left out, with this one."""
    return state.zones_left_out | {body.zone: Remark(body.reason, at)}


def without_left_out(state: SessionState, zones: Iterable[str]) -> dict[str, Remark]:
    """Return the zones left out, but for those that are treated after all."""
    back = set(zones)
    if not back & state.zones_left_out.keys():
        return state.zones_left_out
    return {zone: why for zone, why in state.zones_left_out.items() if zone not in back}


def stray_on_zone(state: SessionState, zone: str) -> tuple[str, ...]:
    """Return the entries by which a zone without passes stands in the record, the newest first: taking each back clears
    it, whatever was recorded since."""
    record = state.zones.get(zone)
    if state.over or (record is not None and record.passes):
        return ()
    gone = undone_ids(state.history)
    kinds = ZoneTaken, DepthSet, ZoneLeftOut
    of_zone = (each for each in reversed(state.history) if isinstance(each.body, kinds) and each.body.zone == zone)
    return tuple(each.id for each in of_zone if each.id not in gone)


def stray_zones(state: SessionState) -> tuple[str, ...]:
    """Return the zones that were touched or left out and have no passes."""
    every = dict.fromkeys((*state.zones, *state.zones_left_out))
    return tuple(zone for zone in every if stray_on_zone(state, zone))


def newly_planned(state: SessionState, plan: Iterable[PlannedZone]) -> tuple[str, ...]:
    """Return the zones of another plan; none where only depths and passes are otherwise."""
    zones = tuple(each.zone for each in plan)
    return () if zones == tuple(each.zone for each in state.plan) else zones

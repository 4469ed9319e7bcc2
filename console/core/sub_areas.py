"""The rules of sub-areas: a scar, a patch, striae within a zone, numbered within it by their kind."""

from msgspec.structs import replace

from console.core.anatomy import zone_of
from console.core.events import PlannedZone, SubAreaBody
from console.core.limits import known_zone, next_id
from console.core.products import allow_codes
from console.core.refusal import Refusal
from console.core.state import SessionState, with_marks
from console.core.state_parts import Moment

MOST_IN_ZONE = 20
"""Of a kind in one zone; not a clinical number."""
WHOLE = 1000
"""Thousandths of the map."""


def decide(state: SessionState, body: SubAreaBody, t: int) -> SubAreaBody:
    """Return the event as it will be recorded, with its number within the zone. Raises Refusal."""
    zone = known_zone(state, zone_of(body.zone))
    if body.map not in zone.maps:
        raise Refusal("zone-not-on-map", zone=body.zone)
    if not (0 <= body.x <= WHOLE and 0 <= body.y <= WHOLE):
        raise Refusal("not-on-map")
    allow_codes(body.name)
    of_kind = [each for each in state.sub_areas.values() if (each.zone, each.what) == (zone_of(body.zone), body.what)]
    if len(of_kind) >= MOST_IN_ZONE:
        raise Refusal("sub-areas-full", zone=body.zone, most=MOST_IN_ZONE)
    free = body.id and body.id not in state.sub_areas and body.id.startswith(f"{zone_of(body.zone)}/{body.what}-")
    return replace(body, zone=zone_of(body.zone), id=body.id if free else next_id(state.sub_areas, body))


def apply(state: SessionState, body: SubAreaBody, at: Moment) -> SessionState:
    """Return the state after the event: what is marked is planned, its depth and passes left open."""
    return replace(with_marks(state, (body,)), plan=(*state.plan, PlannedZone(body.id)))


def of_zone(state: SessionState, zone: str) -> tuple[str, ...]:
    """Return the sub-areas of the zone, in the order in which they were marked."""
    return tuple(each.id for each in state.sub_areas.values() if each.zone == zone_of(zone))

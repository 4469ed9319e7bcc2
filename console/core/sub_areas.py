"""The rules of sub-areas: a scar, a patch, striae within a zone, numbered within it by their kind."""

from collections.abc import Iterable, Sequence
from typing import assert_never

from msgspec.structs import replace

from console.core.anatomy import sub_area_of, zone_of
from console.core.events import PlannedZone, SubAreaBody, SubAreaMarked, SubAreaTakenOut
from console.core.left_out import without_left_out
from console.core.limits import known_zone
from console.core.products import allow_codes
from console.core.refusal import Refusal
from console.core.state import SessionState, with_marks
from console.core.state_parts import Moment

MOST_IN_ZONE = 20
"""Of a kind in one zone; not a clinical number."""
WHOLE = 1000
"""Thousandths of the map."""


def decide(state: SessionState, body: SubAreaBody, t: int) -> SubAreaBody:
    """Return the event as it will be recorded, a mark with its number within the zone. Raises Refusal."""
    match body:
        case SubAreaMarked():
            return _numbered(state, body)
        case SubAreaTakenOut():
            if body.zone not in state.sub_areas:
                raise Refusal("unknown-zone", zone=body.zone)
            if not may_go(state, body.zone):
                raise Refusal("zone-has-record", zone=body.zone)
            return body
        case _:
            assert_never(body)


def apply(state: SessionState, body: SubAreaBody, at: Moment) -> SessionState:
    """Return the state after the event: what is marked is planned, its depth and passes left open."""
    match body:
        case SubAreaMarked():
            return replace(with_marks(state, (body,)), plan=(*state.plan, PlannedZone(body.id)))
        case SubAreaTakenOut():
            return _without(state, body.zone)
        case _:
            assert_never(body)


def may_go(state: SessionState, mark: str) -> bool:
    """Whether nothing is recorded on the sub-area, so that it can be taken out."""
    record = state.zones.get(mark)
    return record is None or not (record.passes or record.endpoint)


def _without(state: SessionState, mark: str) -> SessionState:
    return replace(
        state,
        sub_areas={name: each for name, each in state.sub_areas.items() if name != mark},
        plan=tuple(each for each in state.plan if each.zone != mark),
        zones={name: each for name, each in state.zones.items() if name != mark},
        zones_left_out=without_left_out(state, (mark,)),
        current="" if state.current == mark else state.current,
    )


def _numbered(state: SessionState, body: SubAreaMarked) -> SubAreaMarked:
    zone = known_zone(state, zone_of(body.zone))
    if body.map not in zone.maps:
        raise Refusal("zone-not-on-map", zone=body.zone)
    if not (0 <= body.x <= WHOLE and 0 <= body.y <= WHOLE):
        raise Refusal("not-on-map")
    allow_codes(body.name)
    of_kind = [each for each in state.sub_areas.values() if (each.zone, each.what) == (zone_of(body.zone), body.what)]
    if len(of_kind) >= MOST_IN_ZONE:
        raise Refusal("sub-areas-full", zone=body.zone, most=MOST_IN_ZONE)
    free = body.id and body.id not in state.sub_areas and _alike(body.id, body)
    return replace(body, zone=zone_of(body.zone), id=body.id if free else _next_id(state.sub_areas, body))


def of_zone(state: SessionState, zone: str) -> tuple[str, ...]:
    """Return the sub-areas of the zone, in the order in which they were marked."""
    return tuple(each.id for each in state.sub_areas.values() if each.zone == zone_of(zone))


def renamed(state: SessionState, marks: Sequence[SubAreaMarked]) -> dict[str, str]:
    """Return by the id of each mark the id that it may have beside those of the session."""
    taken, names = dict(state.sub_areas), dict[str, str]()
    theirs = {each.id: each for each in marks}
    for each in marks:
        stands = [other for other in taken.values() if replace(other, id=each.id) == each]
        free = [other.id for other in stands if other.id not in names.values()]
        free += [] if each.id in taken else [each.id]
        names[each.id] = each.id if each.id in free else [*free, _next_id(theirs | taken, each)][0]
        taken[names[each.id]] = replace(each, id=names[each.id])
    return names


def _next_id(taken: Iterable[str], mark: SubAreaMarked) -> str:
    """Return the id of a sub-area that comes after those of its kind in its zone."""
    numbers = [int(sub_area_of(each)[1]) for each in taken if _alike(each, mark)]
    return f"{zone_of(mark.zone)}/{mark.what}-{max(numbers, default=0) + 1}"


def _alike(place: str, mark: SubAreaMarked) -> bool:
    """Whether the sub-area is of the mark's kind and in its zone."""
    return (zone_of(place), sub_area_of(place)[0]) == (zone_of(mark.zone), mark.what)

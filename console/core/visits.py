"""What was done on each zone at earlier visits, and where today's plan differs from the last visit."""

from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct

from console.core.days import begun_minutes
from console.core.events import Endpoint, PlannedZone
from console.core.limits import Limit, depth_limit
from console.core.state import SessionState

DifferenceKind = Literal["left-out", "new", "above", "shallower", "deeper", "passes"]


class ZoneVisit(Struct, frozen=True):
    """One zone at one visit: its deepest pass, passes, endpoint, and how many reactions named the zone.

    minutes  by so many the visit's own local time led UTC; None: an older record does not say
    """

    zone: str
    utc_ms: int
    depth_um: int
    passes: int
    endpoint: Endpoint | None = None
    reactions: int = 0
    minutes: int | None = None


class Difference(Struct, frozen=True):
    """A zone that is not planned as it was done the last time. `limit`: today's, where the last depth is above it."""

    zone: str
    kind: DifferenceKind
    then: PlannedZone | None = None
    now: PlannedZone | None = None
    limit: Limit | None = None


def zone_visits(state: SessionState) -> list[ZoneVisit]:
    """Return the treated zones of one session, in the order of their first pass."""
    return [
        ZoneVisit(
            record.zone,
            state.begun.utc_ms,
            max(each.depth_um for each in record.passes),
            len(record.passes),
            record.endpoint,
            sum(record.zone in each.zones for each in state.reactions),
            begun_minutes(state),
        )
        for record in state.treated
    ]


def plan_as_done(visits: Iterable[ZoneVisit]) -> tuple[PlannedZone, ...]:
    """Return what was done as a plan."""
    return tuple(PlannedZone(each.zone, each.depth_um, each.passes) for each in visits)


def visits_of_zone(visits: Iterable[ZoneVisit], zone: str) -> tuple[ZoneVisit, ...]:
    """Return the visits at which the zone was treated."""
    return tuple(each for each in visits if each.zone == zone)


def differences(state: SessionState, last: Sequence[PlannedZone]) -> list[Difference]:
    """Return where the plan differs from the last visit: in the plan's order, then the zones left out."""
    before = {each.zone: each for each in last}
    found = [_difference(state, before.get(now.zone), now) for now in state.plan]
    planned = {each.zone for each in state.plan}
    found += [Difference(each.zone, "left-out", each) for each in last if each.zone not in planned]
    return [each for each in found if each is not None]


def _difference(state: SessionState, then: PlannedZone | None, now: PlannedZone) -> Difference | None:
    """Return how one zone differs, None where it does not; an open depth or number of passes is no difference."""
    if then is None:
        return Difference(now.zone, "new", None, now)
    limit = depth_limit(state, now.zone)
    if limit and then.depth_um and then.depth_um > limit.um:
        return Difference(now.zone, "above", then, now, limit)
    if then.depth_um and now.depth_um is not None and now.depth_um != then.depth_um:
        return Difference(now.zone, "deeper" if now.depth_um > then.depth_um else "shallower", then, now)
    if then.passes and now.passes is not None and now.passes != then.passes:
        return Difference(now.zone, "passes", then, now)
    return None

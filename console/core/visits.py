"""What was done on each zone at earlier visits, and where today's plan differs from the last one."""

from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct

from console.core.events import Endpoint, PlannedZone
from console.core.limits import Limit, depth_limit
from console.core.state import SessionState

Kind = Literal["left-out", "new", "above", "shallower", "deeper", "passes"]


class ZoneVisit(Struct, frozen=True):
    """One zone at one visit: the deepest pass, how many, what was seen, and how many reactions named the zone."""

    zone: str
    utc_ms: int
    depth_um: int
    passes: int
    endpoint: Endpoint | None = None
    reactions: int = 0


class Difference(Struct, frozen=True):
    """A zone that is not planned as it was done the last time. `limit`: today's, that the depth of then is above."""

    zone: str
    kind: Kind
    then: PlannedZone | None = None
    now: PlannedZone | None = None
    limit: Limit | None = None


def visit(state: SessionState) -> list[ZoneVisit]:
    """The treated zones of one session, in the order of their first pass."""
    return [
        ZoneVisit(
            record.zone,
            state.begun.utc_ms,
            max(each.depth_um for each in record.passes),
            len(record.passes),
            record.endpoint,
            sum(record.zone in each.zones for each in state.reactions),
        )
        for record in state.treated
    ]


def as_done(visits: Iterable[ZoneVisit]) -> tuple[PlannedZone, ...]:
    """What was done, as a plan would say it."""
    return tuple(PlannedZone(each.zone, each.depth_um, each.passes) for each in visits)


def of_zone(visits: Iterable[ZoneVisit], zone: str) -> tuple[ZoneVisit, ...]:
    return tuple(each for each in visits if each.zone == zone)


def differences(state: SessionState, last: Sequence[PlannedZone]) -> list[Difference]:
    """Where the plan is not what was done the last time: first in the plan's order, then what was left out."""
    before = {each.zone: each for each in last}
    found = [_difference(state, before.get(now.zone), now) for now in state.plan]
    planned = {each.zone for each in state.plan}
    found += [Difference(each.zone, "left-out", each) for each in last if each.zone not in planned]
    return [each for each in found if each is not None]


def _difference(state: SessionState, then: PlannedZone | None, now: PlannedZone) -> Difference | None:
    """A depth that is left open, and a number of passes that is, is no difference: nobody has said anything else."""
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

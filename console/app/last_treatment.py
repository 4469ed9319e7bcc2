"""What was last done to a client, as the plan of a session."""

from collections.abc import Callable

from console.app.ports import Store
from console.core.events import PlannedZone, PlanSet
from console.core.refusal import Refusal
from console.core.settling import last_plan
from console.core.state import SessionState


def last_treatment(store: Store, folded: Callable[[str], SessionState], state: SessionState) -> PlanSet:
    """Return the zones of the client's last signed session in which one was treated. Refusal "no-last-session"."""
    last = next((view for view in store.sessions(state.client, "signed") if view.zones), None)
    done = last.zones if last else ()
    marked = last is not None and any("/" in zone.zone for zone in done)
    marks = folded(last.id).sub_areas.values() if last and marked else ()
    plan = last_plan(state, (PlannedZone(zone.zone, zone.depth_um, zone.passes) for zone in done), marks)
    if not plan.zones:
        raise Refusal("no-last-session")
    return plan

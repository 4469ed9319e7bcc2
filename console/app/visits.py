"""What was done at a client's earlier visits, folded from their logs."""

from collections.abc import Callable, Sequence

from console.app.ports import Store
from console.core.events import Event
from console.core.state import SessionState
from console.core.visits import ZoneVisit, zone_visits

MOST = 5
"""Visits shown at once: as many as a card has room for."""


Fold = Callable[[Sequence[Event]], SessionState]


def earlier_visits(store: Store, fold: Fold, client: str, session: str) -> tuple[tuple[ZoneVisit, ...], ...]:
    """Return the last signed sessions of the client in which a zone was treated, the latest first."""
    treated = [view.id for view in store.sessions(client, "signed") if view.zones and view.id != session]
    return tuple(tuple(zone_visits(fold(store.events(each)))) for each in treated[:MOST])

"""What was done at a client's earlier visits, folded from their logs."""

from console.app.ports import Store
from console.app.sessions import Sessions
from console.core.visits import ZoneVisit, visit

MOST = 5
"""Visits shown at once: as many as a card has room for."""


def earlier(store: Store, sessions: Sessions, session: str) -> tuple[tuple[ZoneVisit, ...], ...]:
    """The last signed sessions of this session's client in which a zone was treated, the latest first."""
    client = sessions.state(session).client
    treated = [view.id for view in store.sessions(client, "signed") if view.zones and view.id != session]
    return tuple(tuple(visit(sessions.fold(store.events(each)))) for each in treated[:MOST])

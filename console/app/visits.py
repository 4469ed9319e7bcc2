"""What was done at a client's earlier visits, folded from their logs."""

from collections.abc import Callable, Sequence
from itertools import islice

from console.app.local_time import day_in
from console.app.open_sessions import if_readable
from console.app.ports import Store
from console.core.events import Event
from console.core.state import SessionState
from console.core.visits import ZoneVisit, zone_visits

MOST = 5
"""Visits shown at once: as many as a card has room for."""


Fold = Callable[[Sequence[Event]], SessionState]


def earlier_visits(store: Store, fold: Fold, client: str, session: str) -> tuple[tuple[ZoneVisit, ...], ...]:
    """Return the last signed sessions of the client in which a zone was treated, the latest first.

    One that can't be read is passed over.
    """
    treated = [view.id for view in store.sessions(client, "signed") if view.zones and view.id != session]
    read = (if_readable(lambda session: fold(store.events(session)), each) for each in treated)
    return tuple(tuple(zone_visits(state)) for state in islice(filter(None, read), MOST))


def last_day(store: Store, fold: Fold, client: str, zone: str) -> str:
    """Return the local day (ISO) on which needling of the client last ended; "" where nothing was needled.

    Of a session that can't be read it is the day on which that began.
    """
    last = next((view for view in store.sessions(client) if view.zones), None)
    if last is None:
        return ""
    read = if_readable(lambda session: fold(store.events(session)), last.id)
    end = read.needling_end if read else None
    return day_in(zone, end.utc_ms if end else last.begun_utc_ms).isoformat()

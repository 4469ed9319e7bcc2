"""What only the client's other sessions know of a cream: that one went on already on this day."""

from collections.abc import Callable

from console.app.local_time import day_in
from console.app.open_sessions import if_readable
from console.app.ports import ClientSession, Queries
from console.core.dosing import dose
from console.core.events import EarlierCream
from console.core.state import SessionState
from console.core.state_parts import Application

DAY_MS = 86_400_000
"""Nothing that was signed off longer ago was put on today."""


def earlier_creams(
    queries: Queries, fold: Callable[[str], SessionState], state: SessionState, on_utc_ms: int
) -> tuple[EarlierCream, ...]:
    """Return what other sessions put on this client on the room's own day of that instant, oldest first.

    Of a session that can't be read what its view says; its drugs are not known then.
    """
    if state.protocol.second_cream is None:
        return ()
    zone, day = state.zone_name, day_in(state.zone_name, on_utc_ms)
    signed = queries.sessions(state.client, "signed", on_utc_ms - DAY_MS)
    found: list[EarlierCream] = []
    for view in (*signed, *queries.sessions(state.client, "open")):
        if view.id != state.id and any(each.use == "numbing" for each in view.products):
            found += _creams(view, if_readable(fold, view.id))
    same_day = (each for each in found if day_in(zone, each.utc_ms) == day)
    return tuple(sorted(same_day, key=lambda each: each.utc_ms))


def _creams(view: ClientSession, state: SessionState | None) -> list[EarlierCream]:
    if state is None:
        return [EarlierCream(each.used_utc_ms, each.name) for each in view.products if each.use == "numbing"]
    return [_cream(state, each) for each in state.applications]


def _cream(state: SessionState, each: Application) -> EarlierCream:
    return EarlierCream(each.on.utc_ms, state.cream_name(each), dict(dose(state.protocol, each).drugs))

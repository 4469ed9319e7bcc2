"""A danger of which nobody has said yet whose it is: kept here, and recorded late in the session that is named."""

from msgspec import Struct
from msgspec.structs import replace

from console.app.ports import Store
from console.app.sessions import LateEntry, Sessions
from console.core.clock import Clock, Instant
from console.core.danger import open_card
from console.core.events import DangerAction, DangerOpened, SessionBegun
from console.core.people import Profile
from console.core.state import SessionState

MOST_SIGNED = 6
"""As many sessions that were signed off are offered, the newest."""


class LateDanger(Struct, frozen=True):
    """When the card was opened, and what was done under it and when."""

    opened: Instant
    done: tuple[tuple[DangerAction, Instant], ...] = ()

    def plus(self, what: str, at: Instant) -> "LateDanger":
        """Return it with one more thing done."""
        return replace(self, done=(*self.done, (DangerAction(what), at)))

    def valued(self, value: str) -> "LateDanger":
        """Return it with the value of what was done last."""
        *before, (body, at) = self.done
        return replace(self, done=(*before, (replace(body, value=value), at)))


class SignedSession(Struct, frozen=True):
    """A session that was signed off: where it was, whose, and when it ended."""

    id: str
    couch: str
    client: str
    profile: Profile | None
    ended_utc_ms: int


def record_late(sessions: Sessions, clock: Clock, session: str, danger: LateDanger, actor: str = "") -> SessionState:
    """Record it in this session, each entry with both times, all of them or none. Refusal.

    An open card there is gone on with; where it began later, it began when this one was opened.
    """
    state = sessions.state(session)
    going = open_card(state)
    opened_ms = _ago_ms(clock, danger.opened)
    entries: list[LateEntry] = [(body, _ago_ms(clock, at)) for body, at in danger.done]
    if going is None or sessions.now_t(state) - opened_ms < going.begun.t_ms:
        entries.insert(0, (DangerOpened(), opened_ms))
    return sessions.propose_late(session, entries, actor)


def signed_lately(store: Store, since_utc_ms: int) -> list[SignedSession]:
    """Return the sessions that ended since then, the newest first."""
    views = store.sessions(status="signed", ended_since_utc_ms=since_utc_ms)
    views.sort(key=lambda each: each.ended_utc_ms or 0, reverse=True)
    found = []
    for view in views[:MOST_SIGNED]:
        body = store.events(view.id)[0].body
        if isinstance(body, SessionBegun):
            found.append(SignedSession(view.id, body.couch, view.client, body.profile, view.ended_utc_ms or 0))
    return found


def _ago_ms(clock: Clock, then: Instant) -> int:
    """Return how long ago that was, by the boot clock; it is within one run of the program."""
    return max(0, clock.now().boot_ms - then.boot_ms)

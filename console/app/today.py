"""What stands in the clinic today: open sessions with their last sign of life, and what was signed off."""

from msgspec import Struct

from console.app.clinic import Clinic
from console.app.ports import ClientSession, Queries
from console.app.session_number import session_number
from console.app.sessions import Sessions
from console.core.clock import Instant
from console.core.people import Profile
from console.core.state import SessionState


class OpenSession(Struct, frozen=True):
    """An open session, which of their client's it is, and when the program last was alive in it."""

    state: SessionState
    number: int
    beat: Instant | None


class ViewedSession(Struct, frozen=True):
    """A session as its view has it; the profile is None where the client was erased."""

    view: ClientSession
    profile: Profile | None


class Today(Struct, frozen=True):
    clinic: str
    open: tuple[OpenSession, ...]
    lost: tuple[ViewedSession, ...]
    signed: tuple[ViewedSession, ...]


def today(queries: Queries, clinic: Clinic, sessions: Sessions, since_utc_ms: int) -> Today:
    """Return the open sessions, the oldest first, and those signed since then, the newest first.

    What can't be read of the open ones is shown by its view, and stands in no other's way.
    """
    standing = sessions.standing()
    going = tuple(
        OpenSession(state, session_number(queries, state), queries.last_beat(state.id)) for state in standing.going
    )
    lost = tuple(ViewedSession(each, _profile(queries, each.client)) for each in standing.lost)
    done = queries.sessions(status="signed", ended_since_utc_ms=since_utc_ms)
    done.sort(key=lambda each: each.ended_utc_ms or 0, reverse=True)
    return Today(
        clinic.name(), going, lost, tuple(ViewedSession(each, _profile(queries, each.client)) for each in done)
    )


def _profile(queries: Queries, client: str) -> Profile | None:
    known = queries.client(client)
    return known.profile if known else None

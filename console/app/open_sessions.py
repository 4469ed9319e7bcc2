"""The sessions that are not signed off: those that go on, and those that can't be read any more."""

from collections.abc import Callable, Iterable

from msgspec import Struct

from console.app.ports import ClientSession, Queries, StoreError
from console.core.protocol_file import BadFile
from console.core.refusal import Refusal
from console.core.state import SessionState


class OpenSessions(Struct, frozen=True):
    """Both oldest first. lost: of which an entry, or the protocol, can't be read; nobody can go on with them."""

    going: tuple[SessionState, ...]
    lost: tuple[ClientSession, ...]


def open_sessions(queries: Queries, state: Callable[[str], SessionState], client: str = "") -> OpenSessions:
    """Return the open sessions, all or one client's; `state` gives each. One that is lost stands in no other's way."""
    found = [(view, if_readable(state, view.id)) for view in reversed(queries.sessions(client, "open"))]
    going = tuple(each for _, each in found if each is not None)
    return OpenSessions(going, tuple(view for view, each in found if each is None))


def readable(state: Callable[[str], SessionState], sessions: Iterable[str]) -> list[SessionState]:
    """Return those of the sessions that can be read; `state` gives each."""
    return [each for each in (if_readable(state, session) for session in sessions) if each is not None]


def if_readable(state: Callable[[str], SessionState], session: str) -> SessionState | None:
    """Return the session as `state` gives it; None where an entry, or its protocol, can't be read."""
    try:
        return state(session)
    except StoreError as error:
        if error.code != "event-unreadable":
            raise
    except (Refusal, BadFile):
        pass
    return None

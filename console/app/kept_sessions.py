"""Sessions as they stand: folded from the log when they are first asked for, and then kept in memory."""

from collections.abc import Sequence

from console.app.clinic import Clinic
from console.app.ports import SessionView, Store
from console.app.projections.session_view import session_view
from console.app.signs_of_life import SignsOfLife
from console.core.events import Event, SessionBegun
from console.core.protocol import Protocol
from console.core.refusal import Refusal
from console.core.session import fold
from console.core.state import SessionState


class KeptSessions:
    """Holds what was last committed and decides nothing."""

    def __init__(self, store: Store, clinic: Clinic, signs: SignsOfLife) -> None:
        self._store, self._clinic, self._signs = store, clinic, signs
        self._protocols: dict[str, Protocol] = {}
        self._states: dict[str, SessionState] = {}
        self._views: dict[str, SessionView] = {}
        self.behind: set[str] = set()
        """Sessions whose client's file may say otherwise than they do."""

    @property
    def ids(self) -> tuple[str, ...]:
        """Return which sessions are in memory."""
        return tuple(self._states)

    def state(self, session: str) -> SessionState:
        """Return the session as it stands, from memory or folded from the log."""
        if session not in self._states:
            state = self._states[session] = self.folded(session)
            if not state.over:
                self.behind.add(session)
                self._signs.found(session)
        return self._states[session]

    def folded(self, session: str) -> SessionState:
        """Return the session folded from the log; it is not kept."""
        return self.fold(self._store.events(session))

    def fold(self, events: Sequence[Event]) -> SessionState:
        """Fold any session's events, under the protocol that it began with."""
        if not events or not isinstance(events[0].body, SessionBegun):
            raise Refusal("unknown-session")
        digest = events[0].body.protocol
        if digest not in self._protocols:
            self._protocols[digest] = self._clinic.protocol(digest)[1]
        return fold(self._protocols[digest], events)

    def view(self, events: Sequence[Event]) -> SessionView:
        """Return what the views say of these events: for rebuilding."""
        return session_view(self.fold(events))

    def view_of(self, state: SessionState) -> SessionView:
        """Return what the views say of the session as it stands in memory."""
        return self._views.get(state.id) or session_view(state)

    def keep(self, state: SessionState, view: SessionView) -> None:
        """Keep the session as it was just committed."""
        self._states[state.id], self._views[state.id] = state, view

    def forget(self, session: str) -> None:
        """Drop the session from memory; it is folded from the log when somebody asks for it."""
        self._states.pop(session, None)
        self._views.pop(session, None)

    def forget_ended(self) -> None:
        """Drop what is over, which is folded when somebody asks: memory does not grow with the day."""
        for session in [each for each, state in self._states.items() if state.over]:
            self.forget(session)

    def forget_client(self, client: str) -> None:
        """Drop everything of an erased client from memory."""
        for session in [each for each, state in self._states.items() if state.client == client]:
            self.forget(session)

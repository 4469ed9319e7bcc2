"""The signs of life of open sessions, by which is told how long the program was away."""

from collections.abc import Iterable

from console.app.ports import Store
from console.core.clock import Clock, Instant
from console.core.state import SessionState


class SignsOfLife:
    """What a run of the program found of each session is kept until somebody goes on: its own signs write over that."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock
        self._found: dict[str, tuple[Instant | None, Instant]] = {}

    def found(self, session: str) -> None:
        """Note that an open session was read from the log."""
        if session not in self._found:
            self._found[session] = self._store.last_beat(session), self._clock.now()

    def away(self, session: str) -> tuple[Instant | None, Instant | None]:
        """Return the last sign of life before the program was away, and when it was back, where that is not now."""
        return self._found.get(session) or (self._store.last_beat(session), None)

    def gone_on(self, session: str) -> None:
        self._found.pop(session, None)

    def beat(self, states: Iterable[SessionState]) -> None:
        """Give one for each of these, so that a gap can be told after a kill."""
        at = self._clock.now()
        for state in states:
            if state.timeline.sure(at):
                self._store.beat(state.id, at)

"""The log: events in, events out, and nothing else that is the truth."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Protocol as Interface

from console.app.ports.faults import Head
from console.app.ports.store_identity import StoreIdentity
from console.app.projections.session_view import SessionView
from console.core.clock import Instant
from console.core.events import Event


class EventLog(StoreIdentity, Interface):
    """The log, and the views kept in the same transaction. Every method may raise StoreError but `beat`."""

    def append(self, event: Event, before: SessionView | None = None, after: SessionView | None = None) -> Head:
        """Append the event, durable on return. Bring the session's views from `before` to `after` with it."""
        ...

    def append_all(
        self, events: Sequence[Event], before: SessionView | None = None, after: SessionView | None = None
    ) -> Head:
        """Append several in one transaction: all of them, or none."""
        ...

    def events(self, session: str) -> list[Event]:
        """Return one session's events, oldest first; the clinic's own with "". Erased text comes back empty."""
        ...

    def latest(self, kind: str, client: str = "") -> Event | None:
        """Return the clinic's newest own event of this kind about this client, with "" about nobody; None if none."""
        ...

    def of_kind(self, kind: str) -> list[Event]:
        """Return the clinic's own events of this kind, oldest first; what nobody can read of them is passed over."""
        ...

    def head(self) -> Head:
        """Return the end of the log."""
        ...

    def beat(self, session: str, at: Instant) -> None:
        """Keep a sign of life for a running session: no event, overwritten each time. Never raises StoreError."""
        ...

    def bulk_load(self) -> AbstractContextManager[None]:
        """Make what is appended within durable only at the end, for making up a past. Refused for a clinic's store."""
        ...

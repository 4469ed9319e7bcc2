"""The part of an open store that appends to the log, and reads it."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, suppress

from console.app.ports import Head, SessionView, StoreError
from console.app.projections.clinic_views import clinic_view
from console.app.projections.row_values import rows_of
from console.core.clock import Instant
from console.core.events import ClientBody, Event
from db import disk_reserve
from db.connections import Raw, raw_of
from db.log.log import READ_KIND, Log
from db.open_store import OpenStore
from db.views import session_queries
from db.views.client_files import write_client
from db.views.log_views import if_readable
from db.views.view_rows import rows_standing_for, write_changes, write_rows


class EventLog(OpenStore):
    """See `console.app.ports.EventLog`. One thread appends, another waits its turn; any thread may read."""

    def append(self, event: Event, before: SessionView | None = None, after: SessionView | None = None) -> Head:
        return self.append_all((event,), before, after)

    def append_all(
        self, events: Sequence[Event], before: SessionView | None = None, after: SessionView | None = None
    ) -> Head:
        """See the port. Where the disk is full the reserve is given up, once."""

        def job(raw: Raw, head: Head) -> Head:
            for event in events:
                head = append_with_rows(raw, self._log, event, head)
            if after is not None and after != before:
                stand = rows_of(before) if before else rows_standing_for(raw, SessionView, after.id)
                write_changes(raw, stand, rows_of(after))
            return head

        try:
            head = self._writer.run(job)
        except StoreError as error:
            if error.code != "disk-full" or not disk_reserve.release(self.folder):
                raise
            head = self._writer.run(job)
        self._lock.mark(head)
        return head

    def events(self, session: str) -> list[Event]:
        with self._reading() as connection:
            return self._log.events(raw_of(connection), session)

    def latest(self, kind: str, client: str = "") -> Event | None:
        with self._reading() as connection:
            return self._log.latest(raw_of(connection), kind, client)

    def of_kind(self, kind: str) -> list[Event]:
        with self._reading() as connection:
            rows = raw_of(connection).execute(READ_KIND, (kind,)).fetchall()
            return [*filter(None, (if_readable(self._log.event, row) for row in rows))]

    def head(self) -> Head:
        with self._reading() as connection:
            return self._log.head(raw_of(connection))

    def beat(self, session: str, at: Instant) -> None:
        """See the port. One that cannot be written is only a sign of life that is missing."""
        with suppress(StoreError):
            self._writer.run(lambda raw, _: session_queries.write_beat(raw, session, at))

    def bulk_load(self) -> AbstractContextManager[None]:
        """See the port."""
        if self.kind == "clinic":
            raise StoreError("wrong-kind", found=self.kind, wanted="example")
        return self._writer.bulk_load()


def append_with_rows(raw: Raw, log: Log, event: Event, last: Head) -> Head:
    """Append the event's row, and write the rows of the views that it makes as one of the clinic's own."""
    head = log.append(raw, event, last)
    if not event.session:
        made = clinic_view(event, log.place(raw, head.seq))
        if made is not None:
            write_rows(raw, rows_of(made))
        elif isinstance(event.body, ClientBody):
            write_client(raw, log, event)
    return head

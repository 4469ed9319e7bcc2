"""The log in memory, and the rows that its events make, by the code of the real store."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import TypeVar

from console.app.ports import Head, Place, Row, SessionView, StoreError, StoreKind
from console.app.projections.clinic_views import clinic_view
from console.app.projections.row_values import Rows, add_rows, read
from console.core.client_file import ClientFile, follow
from console.core.clock import Instant
from console.core.events import ClientBody, Event

RowType = TypeVar("RowType", bound=Row)


class MemoryLog:
    """Keeps the events in a list; session views as they are given."""

    def __init__(self, kind: StoreKind = "rehearsal") -> None:
        self.kind: StoreKind = kind
        self.viewing = False
        self.viewing_error = StoreError("viewing", folder="")
        self.log: list[Event] = []
        self.views: dict[str, SessionView] = {}
        self.beats: dict[str, Instant] = {}
        self._rows: Rows = {}
        self._folded = 0
        """So many events have made their rows."""
        self._files: dict[str, ClientFile] = {}
        self._filed = 0
        """So many events stand in the clients' files."""

    @property
    def identity(self) -> str:
        return "0" * 32

    def append(self, event: Event, before: SessionView | None = None, after: SessionView | None = None) -> Head:
        self.log.append(event)
        if after:
            self.views[after.id] = after
        return self.head()

    def append_all(
        self, events: Sequence[Event], before: SessionView | None = None, after: SessionView | None = None
    ) -> Head:
        """Append them as one: a test's own `append` sees the first."""
        first, *others = events
        self.append(first, before, after)
        self.log.extend(others)
        return self.head()

    def events(self, session: str) -> list[Event]:
        return [event for event in self.log if event.session == session]

    def latest(self, kind: str, client: str = "") -> Event | None:
        own = (event for event in reversed(self.log) if not event.session and event.client == client)
        return next((event for event in own if event.body.__struct_config__.tag == kind), None)

    def of_kind(self, kind: str) -> list[Event]:
        return [event for event in self.log if not event.session and event.body.__struct_config__.tag == kind]

    def head(self) -> Head:
        return Head(len(self.log), f"{len(self.log):064x}")

    def beat(self, session: str, at: Instant) -> None:
        self.beats[session] = at

    def bulk_load(self) -> AbstractContextManager[None]:
        return nullcontext()

    def table(self, kind: type[RowType]) -> list[RowType]:
        """Return the rows of a view of the clinic's own events, as values and in no order."""
        for number, event in enumerate(self.log[self._folded :], self._folded + 1):
            made = None if event.session else clinic_view(event, Place(self.identity, number))
            if made is not None:
                add_rows(self._rows, made)
        self._folded = len(self.log)
        return [read(kind, row) for (table, _), row in self._rows.items() if table == kind.shape.table]

    def files(self) -> dict[str, ClientFile]:
        """Return all clients' files by id."""
        for event in self.log[self._filed :]:
            if isinstance(event.body, ClientBody):
                self._files[event.client] = follow(self._files.get(event.client, ClientFile()), event)
        self._filed = len(self.log)
        return self._files

    def fold_again(self) -> None:
        """Forget rows and files: the log is not what it was."""
        self._rows, self._folded = {}, 0
        self._files, self._filed = {}, 0

"""The views held against the log, a session and a client at a time: the first row that a rebuild would change."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache, cached_property
from itertools import islice
from typing import Any

from console.app.ports import ClientRow, Finding, SessionView, StoreError
from console.app.projections.client_view import client_view
from console.app.projections.clinic_views import clinic_view
from console.app.projections.row_values import Rows, add_rows, rows_of
from console.core.client_file import ClientFile
from console.core.events import Event
from db.connections import Raw
from db.errors import finding_of, sqlite_errors
from db.log.log import Log
from db.views.client_files import client_file, follow_row
from db.views.client_index import LINES, differing
from db.views.log_rows import OWNERS, View, session_view_of
from db.views.log_views import LogViews
from db.views.tables import VIEWS, metadata
from db.views.view_rows import rows_standing_for, standing_rows

LAST = "SELECT client, max(seq) FROM log WHERE session = '' AND client <> '' AND seq > ? GROUP BY client"
NEW_LAST = LAST.replace("FROM log", "FROM log NOT INDEXED")
OF_CLINIC = tuple(each for each in VIEWS if each.name not in OWNERS)


class ViewCheck:
    """Has a connection of its own: one that met a damaged page fails at everything after.

    found  the first difference, if there is one
    """

    def __init__(self, raw: Raw, log: Log, view: View, after: int) -> None:
        self._raw, self._log, self._view, self._after = raw, log, view, after
        self._last: dict[str, int] = dict(raw.execute(NEW_LAST if after else LAST, (after,)).fetchall())
        self._files: dict[str, ClientFile] = {}
        self._clinic: Rows = {}
        self._unsure = False
        self.found: list[Finding] = []

    @cached_property
    def _own(self) -> LogViews:
        return LogViews(self._raw, self._log)

    def session(self, known: Sequence[tuple[Any, Event | None]]) -> None:
        """Compare the session's rows; not where nobody can read one of its entries."""
        events = [event for _, event in known if event is not None]
        if self.found or len(events) < len(known):
            return
        with self._own_trouble():
            view = session_view_of(lambda: self._own, self._view, events, [row for row, _ in known])
            unfolded = self.__dict__["_own"].unfolded if "_own" in self.__dict__ else {}
            self.found += [Finding("view-differs", detail=why) for why in islice(unfolded.values(), 1)]
            self._compare(rows_standing_for(self._raw, SessionView, view.id), rows_of(view))

    def clinic_row(self, row: Any, event: Event | None) -> None:
        """Follow an entry of the clinic's own; compare the rows of a client at the last about them."""
        if self.found:
            return
        self._unsure = self._unsure or (event is None and not row[3])
        with self._own_trouble():
            self._follow(row, event)

    def _follow(self, row: Any, event: Event | None) -> None:
        shown = None if event is None else clinic_view(event, self._log.place(self._raw, row[0]))
        client = row[3]
        if shown is not None:
            add_rows(self._clinic, shown)
        elif client and not self._after:
            self._files[client] = follow_row(self._files.get(client, ClientFile()), row, event)
        if client and row[0] == self._last.get(client):
            if self._after:
                file = client_file(self._raw, self._log, client)
            else:
                file = self._files.pop(client, ClientFile())
            if not file.unread:
                made = rows_of(*filter(None, [client_view(client, file)]))
                self._compare(rows_standing_for(self._raw, ClientRow, client), made)

    def end(self) -> None:
        """Compare the clinic's own rows, and find those of whom the log does not have."""
        with self._own_trouble():
            self._end()

    def _end(self) -> None:
        stands = standing_rows(self._raw, OF_CLINIC)
        if self._after:
            self._compare(_bare({key: row for key, row in stands.items() if key in self._clinic}), _bare(self._clinic))
            return
        if not self._unsure:
            self._compare(stands, self._clinic)
        for kind, column in ((SessionView, "session"), (ClientRow, "client")):
            table, key = kind.shape.table, kind.shape.key[0]
            stray = f"SELECT {key} FROM {table} WHERE {key} NOT IN (SELECT {column} FROM log) LIMIT 1"
            for (name,) in self._raw.execute(stray).fetchall():
                self.found = self.found or [Finding("view-differs", detail=f"{table} {name}")]
        for client in islice(differing(self._raw), 1):
            self.found = self.found or [Finding("view-differs", detail=f"{LINES} {client}")]

    @contextmanager
    def _own_trouble(self) -> Iterator[None]:
        """Find damage to the views alone: it keeps nobody from reading the log."""
        try:
            with sqlite_errors():
                yield
        except StoreError as error:
            self.found = self.found or [finding_of(error)]

    def _compare(self, stands: Rows, made: Rows) -> None:
        if stands == made or self.found:
            return
        differ = (key for key in {**stands, **made} if stands.get(key) != made.get(key))
        table, key = next(differ)
        self.found = [Finding("view-differs", detail=" ".join(map(str, (table, *key))))]


def _bare(rows: Rows) -> Rows:
    """Return the rows without the columns that stay as they were first written."""
    return {key: tuple(cell for at, cell in enumerate(row) if at not in _kept(key[0])) for key, row in rows.items()}


@cache
def _kept(table: str) -> frozenset[int]:
    known = metadata.tables[table]
    return frozenset(at for at, each in enumerate(known.c) if each.name in known.info["kept"])

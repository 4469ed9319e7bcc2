"""All rows of the views as the log alone gives them; what nobody can read of it is passed over, and told."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import starmap
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from console.app.ports import ClientRow, Finding, Report, SessionView
from console.app.projections.client_view import client_view
from console.app.projections.clinic_views import clinic_view
from console.app.projections.row_values import Key, Rows, add_rows, rows_of
from console.core.client_file import ClientFile
from console.core.events import Event, SignedOff
from db.connections import Raw
from db.log.log import READ_SESSION, Log
from db.views.client_files import follow_row
from db.views.client_index import MAKE
from db.views.log_views import UNFOLDABLE, LogViews, if_readable

View = Callable[[Sequence[Event]], SessionView]
IDS = "SELECT session FROM log WHERE session <> '' GROUP BY session ORDER BY min(seq)"
SIGNED = str(SignedOff.__struct_config__.tag)
SAYS_SIGNED = f'"kind":"{SIGNED}"'
OWNERS = {
    table: kind.shape.table
    for kind in (SessionView, ClientRow)
    for table in (kind.shape.table, *(child for _, child in kind.shape.children))
} | dict.fromkeys(MAKE, ClientRow.shape.table)
"""Of the tables that sessions and clients have: whose they are. The first column of each view is the id of that."""


class LogRows(Struct):
    """The rows that a log gives, and what it could not give.

    unread    the first entry that could not be read
    lacking   the sessions and clients, by id, of which an entry could not be read or that can't be folded
    clinic    whether another entry of the clinic's own could not be read
    unfolded  what kept a session that can be read from being folded; "" where none was
    """

    rows: Rows = field(default_factory=dict)
    unread: Finding | None = None
    lacking: set[str] = field(default_factory=set)
    clinic: bool = False
    unfolded: str = ""

    def over(self, stood: Rows) -> Rows:
        """Return what a rebuild leaves: what stood is worth more than what a log that can't be read in full gives."""
        kept = {key: row for key, row in stood.items() if self._lacks(key)}
        theirs = {_owner(key) for key in kept}
        made = {key: row for key, row in self.rows.items() if not (self._lacks(key) and _owner(key) in theirs)}
        return {**kept, **made}

    def _lacks(self, key: Key) -> bool:
        return key[1][0] in self.lacking if key[0] in OWNERS else self.clinic

    def pass_over(self, row: Any) -> None:
        """Note that this row of READ can't be read."""
        seq, _, session, client, _, kind, *_ = row
        if self.unread is None or seq < (self.unread.seq or 0):
            self.unread = Finding("event-unreadable", seq, kind)
        if session or client:
            self.lacking.add(session or client)
        else:
            self.clinic = True


def owner_of(table: str) -> str:
    """Return the view to which the table's rows belong: often itself."""
    return OWNERS.get(table, table)


def _owner(key: Key) -> Key:
    return (OWNERS[key[0]], key[1][:1]) if key[0] in OWNERS else key


def rows_of_log(
    raw: Raw,
    log: Log,
    view: View | None = None,
    report: Report = lambda done, total: None,
    sessions: bool = True,
) -> LogRows:
    """Return all rows that the log gives, or all but those of sessions.

    `view` gives those of a session; without it, and where it can't, the log itself does.
    """
    made = LogRows()
    _add_clinic(raw, log, made)
    own = LogViews(raw, log, report)
    for (session,) in raw.execute(IDS).fetchall() if sessions else ():
        rows = raw.execute(READ_SESSION, (session,)).fetchall()
        events = list(_session_events(log, rows, made))
        if events:
            made.rows |= rows_of(session_view_of(lambda: own, view, events, rows))
    made.unfolded = next((why for session, why in own.unfolded.items() if session not in made.lacking), "")
    made.lacking |= own.unfolded.keys()
    return made


def session_rows(raw: Raw, log: Log, session: str, view: View) -> Rows:
    """Return the rows that the log gives of one session; none where nothing of it can be read."""
    rows = raw.execute(READ_SESSION, (session,)).fetchall()
    events = list(_session_events(log, rows, LogRows()))
    if not events:
        return {}
    return rows_of(session_view_of(lambda: LogViews(raw, log), view, events, rows))


def _add_clinic(raw: Raw, log: Log, made: LogRows) -> None:
    files: dict[str, ClientFile] = {}
    for row in raw.execute(READ_SESSION, ("",)):
        event = if_readable(log.event, row)
        if event is None:
            made.pass_over(row)
        shown = None if event is None else clinic_view(event, log.place(raw, row[0]))
        if shown is not None:
            add_rows(made.rows, shown)
        elif row[3]:
            files[row[3]] = follow_row(files.get(row[3], ClientFile()), row, event)
    made.rows |= rows_of(*filter(None, starmap(client_view, files.items())))


def _session_events(log: Log, rows: Sequence[Any], made: LogRows) -> Iterator[Event]:
    """Yield what can be read of a session; where only the sealed text can't be opened, the entry without it."""
    for row in rows:
        event = if_readable(log.event, row)
        if event is None:
            made.pass_over(row)
            event = if_readable(log.bare_event, row)
        if event is not None:
            yield event


def session_view_of(
    own: Callable[[], LogViews], view: View | None, events: Sequence[Event], rows: Sequence[Any]
) -> SessionView:
    """Return the view of a session, as `view` gives it or the log itself."""
    with suppress(*UNFOLDABLE):
        if view is not None:
            return _with_end(view(events), rows)
    return _with_end(own()(events), rows)


def _with_end(view: SessionView, rows: Sequence[Any]) -> SessionView:
    """Return the view of a session that was signed off as a signed one, though nobody can read that entry."""
    if view.status == "signed":
        return view
    ended = next((row[7] for row in rows if row[5] == SIGNED or SAYS_SIGNED in str(row[11])), None)
    if ended is None:
        return view
    return replace(view, status="signed", ended_utc_ms=ended)

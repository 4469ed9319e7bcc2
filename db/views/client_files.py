"""A client's file out of the log, whatever of it can be read, over what its view shows of better days."""

from collections.abc import Iterable
from functools import reduce
from typing import Any, get_args

from msgspec.structs import replace

from console.app.ports import ClientRow, Finding
from console.app.projections.client_view import client_view
from console.app.projections.row_values import read, rows_of
from console.core.client_file import ClientFile, follow
from console.core.client_gaps import completed
from console.core.events import ClientBody, Event
from console.core.people import Entry, Profile
from db.connections import Raw
from db.log.kinds import TAGS
from db.log.log import READ_CLIENT, Log
from db.views.log_views import if_readable
from db.views.view_rows import rows_standing_for, write_changes

OTHERS = TAGS - {str(body.__struct_config__.tag) for body in get_args(ClientBody)}
"""Kinds of events about a client that say nothing of their file, readable or not."""


def client_file(raw: Raw, log: Log, client: str) -> ClientFile:
    """Return the client's file."""
    return _file(raw, log, client, raw.execute(READ_CLIENT, (client,)).fetchall())


def unread_event(raw: Raw, file: ClientFile) -> list[Finding]:
    """Return the latest entry of the file that nobody can read, if there is one."""
    asked = "SELECT seq, kind FROM log WHERE session = '' AND id = ?"
    return [Finding("event-unreadable", *row) for row in raw.execute(asked, (file.unread,))] if file.unread else []


def write_client(raw: Raw, log: Log, event: Event) -> None:
    """Bring the view of a client to the event about them that is the log's last."""
    rows = raw.execute(READ_CLIENT, (event.client,)).fetchall()
    shown = client_view(event.client, follow(_file(raw, log, event.client, rows[:-1]), event))
    write_changes(raw, rows_standing_for(raw, ClientRow, event.client), rows_of(*filter(None, [shown])))


def follow_row(file: ClientFile, row: Any, event: Event | None) -> ClientFile:
    """Return the file after the event of the next row of READ, None where nobody can read it.

    Once the client's key is gone, they were erased, though the entry that says so may be lost.
    """
    if row[12] is not None and row[14] is None:
        file = replace(file, erased=True)
    if event is None:
        return file if row[5] in OTHERS else replace(file, unread=row[1])
    return follow(file, event)


def _file(raw: Raw, log: Log, client: str, rows: Iterable[Any]) -> ClientFile:
    told = (row for row in rows if row[5] not in OTHERS)
    file = reduce(lambda file, row: follow_row(file, row, if_readable(log.event, row)), told, ClientFile())
    stood = _stood(raw, client) if file.unread else None
    return completed(file, stood) if stood else file


def _stood(raw: Raw, client: str) -> Profile | None:
    own, *entries = rows_standing_for(raw, ClientRow, client).values() or [None]
    made = tuple(read(Entry, row[2:]) for row in entries if row)
    return read(ClientRow, own, entries=made).profile if own else None

"""What the views answer about clients: by name, by what was typed, by birthday, by the name that others have too."""

from collections.abc import Sequence
from itertools import islice

from sqlalchemy import Connection, ScalarSelect, func, select

from console.app.ports import MOST_FOUND, Asked, ClientPage, ClientView
from console.app.projections.row_values import read
from console.core.looks import likely_name
from console.core.people import Entry
from console.core.search_words import search_key
from db.connections import raw_of
from db.views import tables as t
from db.views.client_index import LINES, WORDS
from db.views.columns import chosen
from db.views.session_queries import LAST_SIGN, MISTAKEN, by_parent

FIRST = f"SELECT client FROM {LINES} ORDER BY name, client LIMIT ?"
AFTER = f"SELECT client FROM {LINES} WHERE (name, client) > (?, ?) ORDER BY name, client LIMIT ?"
COUNT = f"SELECT count(*) FROM (SELECT 1 FROM {LINES} LIMIT ?)"
FOUND = f"""SELECT {LINES}.name, {LINES}.client
    FROM (SELECT rowid FROM {WORDS} WHERE {WORDS} MATCH ? ORDER BY rowid LIMIT ?) AS found
    JOIN {LINES} ON {LINES}.line = found.rowid"""
SAME = f"""SELECT other.client FROM {LINES} AS own JOIN {LINES} AS other ON other.likely = own.likely
    WHERE own.client = ? AND own.likely <> '' ORDER BY other.name, other.client"""

SAME_PERSON = f"""SELECT client FROM {LINES} WHERE likely = ?
    AND (SELECT born FROM {t.clients.name} WHERE id = client) = ? ORDER BY client"""
CALLED = f"""SELECT name, client FROM {LINES} WHERE likely = ?
    UNION SELECT name, client FROM {LINES} WHERE client >= ? AND client < ?"""


def clients(connection: Connection, only: str | None = None) -> list[ClientView]:
    """Return the clients by name; with `only` the one with this id."""
    c = t.clients.c
    query = select(*chosen(ClientView, t.clients, sessions=_sessions()))
    query = query.where(c.id == only) if only is not None else query.order_by(c.name.collate("NOCASE"), c.id)
    entries = by_parent(connection, t.client_entries, Entry, select(c.id).where(c.id == only) if only else None)
    return [read(ClientView, row, entries=tuple(entries[row.id])) for row in connection.execute(query)]


def client_page(connection: Connection, asked: Asked, after: ClientView | None, most: int) -> ClientPage:
    raw = raw_of(connection)
    last = (search_key(after.profile.name), after.id) if after else None
    if asked:
        rows = raw.execute(FOUND, (expression(asked), MOST_FOUND + 1)).fetchall()
        found = sorted(tuple(row) for row in rows)
        ids = [client for _, client in islice((row for row in found if last is None or row > last), most)]
        return ClientPage(tuple(_these(connection, ids)), len(found))
    rows = raw.execute(AFTER, (*last, most)) if last else raw.execute(FIRST, (most,))  # type: ignore[assignment]
    count = raw.execute(COUNT, (MOST_FOUND + 1,)).fetchone()[0]
    return ClientPage(tuple(_these(connection, [client for (client,) in rows])), count)


def namesakes(connection: Connection, client: str) -> list[ClientView]:
    """Return who has the client's name, the client among them; nobody where no other has it."""
    found = [each for (each,) in raw_of(connection).execute(SAME, (client,))]
    return _these(connection, found) if len(found) > 1 else []


def clients_called(connection: Connection, text: str) -> list[ClientView]:
    rows = raw_of(connection).execute(CALLED, (likely_name(text), text, text + LAST_SIGN))
    return _these(connection, [client for _, client in sorted(tuple(row) for row in rows)])


def same_person(connection: Connection, name: str, born: str) -> list[ClientView]:
    rows = raw_of(connection).execute(SAME_PERSON, (likely_name(name), born))
    return _these(connection, [client for (client,) in rows])


def expression(asked: Asked) -> str:
    """Return what is asked as FTS5 reads it: each word in quotation marks, which none of them has."""
    return " AND ".join(
        f"({' OR '.join('(' + ' AND '.join(_beginning(word) for word in way) + ')' for way in ways)})" for ways in asked
    )


def _beginning(word: str) -> str:
    return '"' + word.replace('"', "") + '"*'


def _these(connection: Connection, ids: Sequence[str]) -> list[ClientView]:
    """Return the clients with these ids, in this order."""
    if not ids:
        return []
    c = t.clients.c
    query = select(*chosen(ClientView, t.clients, sessions=_sessions())).where(c.id.in_(ids))
    entries = by_parent(connection, t.client_entries, Entry, select(c.id).where(c.id.in_(ids)))
    known = {row.id: read(ClientView, row, entries=tuple(entries[row.id])) for row in connection.execute(query)}
    return [known[each] for each in ids if each in known]


def _sessions() -> ScalarSelect[int]:
    counted = select(func.count()).where(t.sessions.c.client == t.clients.c.id, t.sessions.c.status != MISTAKEN)
    return counted.correlate(t.clients).scalar_subquery()

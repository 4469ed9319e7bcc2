"""What the views answer, as frozen values, and the heartbeat."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from sqlalchemy import ColumnElement, Connection, ScalarSelect, Select, Table, func, select, tuple_

from console.app.ports import AdoptionView, ClientSession, ProductView, SessionStatus, ZoneView
from console.app.projections.row_values import Value, read
from console.core.clock import Instant
from console.core.people import Operator
from db.connections import Raw
from db.views import tables as t
from db.views.columns import chosen

MISTAKEN: Final[SessionStatus] = "mistaken"
LAST_SIGN = chr(0x10FFFF)


def sessions(
    connection: Connection,
    client: str = "",
    status: str = "",
    ended_since_utc_ms: int | None = None,
    most: int | None = None,
) -> list[ClientSession]:
    """Return the sessions, newest first; all of them, or those of one client, of one status, ended since then; so many.

    Those that were opened by mistake only where that is the status.
    """
    s = t.sessions.c
    asked = [s.client == client] if client else []
    asked += [s.status == status if status else s.status != MISTAKEN]
    asked += [s.ended_utc_ms >= ended_since_utc_ms] if ended_since_utc_ms is not None else []
    return _sessions(connection, asked, most)


def session_page(connection: Connection, before: ClientSession | None, most: int) -> list[ClientSession]:
    s = t.sessions.c
    asked = [s.status != MISTAKEN]
    if before is not None:
        asked += [tuple_(s.begun_utc_ms, s.id) < tuple_(before.begun_utc_ms, before.id)]
    return _sessions(connection, asked, most)


def sessions_called(connection: Connection, begins: str) -> list[ClientSession]:
    s = t.sessions.c
    return _sessions(connection, [s.status != MISTAKEN, s.id >= begins, s.id < begins + LAST_SIGN])


def signed(connection: Connection) -> int:
    s = t.sessions.c
    return connection.execute(select(func.count()).where(s.status == "signed")).scalar_one()


def _sessions(
    connection: Connection, asked: Sequence[ColumnElement[bool]], most: int | None = None
) -> list[ClientSession]:
    s = t.sessions.c
    wanted = select(s.id).where(*asked)
    if most is not None:
        wanted = wanted.order_by(s.begun_utc_ms.desc(), s.id.desc()).limit(most)
    zones = by_parent(connection, t.treated_zones, ZoneView, wanted)
    uses = by_parent(connection, t.product_uses, ProductView, wanted)
    query = select(*chosen(ClientSession, t.sessions, number=session_number()))
    query = query.order_by(s.begun_utc_ms.desc(), s.id.desc())
    query = query.where(s.id.in_(wanted))
    return [
        read(ClientSession, row, zones=tuple(zones[row.id]), products=tuple(uses[row.id]))
        for row in connection.execute(query)
    ]


def going(connection: Connection) -> list[str]:
    """Return the ids of the sessions that are not signed off, oldest first."""
    s = t.sessions.c
    return list(connection.execute(select(s.id).where(s.status == "open").order_by(s.begun_utc_ms, s.id)).scalars())


def unsigned(connection: Connection) -> list[str]:
    """Return the ids of sessions in which something came after sign-off that nobody has signed yet."""
    s = t.sessions.c
    return list(connection.execute(select(s.id).where(s.unsigned > 0)).scalars())


def session_number() -> ScalarSelect[int]:
    """Return how many sessions their client had begun with this one: each is counted when it is asked for."""
    s, earlier = t.sessions.c, t.sessions.alias("earlier").c
    counted = select(func.count()).where(
        earlier.client == s.client,
        earlier.status != MISTAKEN,
        tuple_(earlier.begun_utc_ms, earlier.id) <= tuple_(s.begun_utc_ms, s.id),
    )
    return counted.correlate(t.sessions).scalar_subquery()


def by_parent(
    connection: Connection, table: Table, kind: type[Value], wanted: Select[tuple[str]] | None
) -> dict[str, list[Value]]:
    """Return the values of a table that belong to something, by its id and in order; to those wanted, or to all."""
    found: dict[str, list[Value]] = defaultdict(list)
    parent = table.primary_key.columns[0]
    query = select(parent, *chosen(kind, table)).order_by(parent, table.c.position)
    for key, *row in connection.execute(query if wanted is None else query.where(parent.in_(wanted))):
        found[key].append(read(kind, row))
    return found


def people(connection: Connection, gone: bool = False) -> list[Operator]:
    """Return the people in the order in which they were added; those who were removed only with `gone`."""
    c = t.people.c
    query = select(*chosen(Operator, t.people)).order_by(c.number, c.store)
    found = connection.execute(query if gone else query.where(c.id.not_in(select(t.people_removed.c.id))))
    return [read(Operator, row) for row in found]


def key_in_log(connection: Connection, person: str) -> str:
    c = t.signing_keys.c
    return connection.execute(select(c.public).where(c.person == person)).scalar() or ""


def adoption(connection: Connection, digest: str) -> AdoptionView | None:
    c = t.protocols.c
    query = select(*chosen(AdoptionView, t.protocols)).order_by(c.number.desc(), c.store.desc()).limit(1)
    row = connection.execute(query.where(c.digest == digest) if digest else query).first()
    return read(AdoptionView, row) if row else None


def write_beat(raw: Raw, session: str, at: Instant) -> None:
    raw.execute(
        "INSERT INTO heartbeats (session, utc_ms, boot_ms, boot_id) VALUES (?, ?, ?, ?) ON CONFLICT (session)"
        " DO UPDATE SET utc_ms = excluded.utc_ms, boot_ms = excluded.boot_ms, boot_id = excluded.boot_id",
        (session, at.utc_ms, at.boot_ms, at.boot_id),
    )


def read_beat(raw: Raw, session: str) -> Instant | None:
    row = raw.execute("SELECT utc_ms, boot_ms, boot_id FROM heartbeats WHERE session = ?", (session,)).fetchone()
    return Instant(*row) if row else None

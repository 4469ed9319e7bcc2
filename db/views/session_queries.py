"""What the views answer, as frozen values, and the heartbeat."""

from collections import defaultdict
from collections.abc import Callable, Sequence

import msgspec
from sqlalchemy import Connection, func, select

from console.app.ports import AdoptionView, ClientView, ProductView, SessionView, ZoneView
from console.core.clock import Instant
from console.core.events import Event
from console.core.people import Operator, Profile, Right
from db.connections import Raw
from db.log.log import READ_SESSION, Log
from db.views import tables as t
from db.views.view_rows import Rows, add_rows, clinic_rows, session_rows

_rights = msgspec.json.Decoder(tuple[Right, ...])


def sessions(
    connection: Connection, client: str = "", status: str = "", ended_since_utc_ms: int | None = None
) -> list[SessionView]:
    """Return the sessions, newest first; all of them, or those of one client, of one status, ended since then."""
    zones: dict[str, list[ZoneView]] = defaultdict(list)
    products: dict[str, list[ProductView]] = defaultdict(list)
    z, p, s = t.treated_zones.c, t.product_uses.c, t.sessions.c
    asked = [s.client == client] if client else []
    asked += [s.status == status] if status else []
    asked += [s.ended_utc_ms >= ended_since_utc_ms] if ended_since_utc_ms is not None else []
    of_zones = select(z.session, z.zone, z.passes, z.depth_um, z.endpoint, z.worked_ms).order_by(z.session, z.position)
    of_products = select(p.session, p.use, p.name, p.lot, p.expiry, p.mass_mg, p.gtin, p.serial, p.used_utc_ms)
    of_products = of_products.order_by(p.session, p.position)
    found = select(s.id, s.client, s.number, s.operator, s.begun_utc_ms, s.step, s.status, s.ended_utc_ms)
    found = found.order_by(s.begun_utc_ms.desc(), s.id.desc())
    if asked:
        wanted = select(s.id).where(*asked)
        of_zones, of_products = of_zones.where(z.session.in_(wanted)), of_products.where(p.session.in_(wanted))
        found = found.where(s.id.in_(wanted))
    for session, *rest in connection.execute(of_zones):
        zones[session].append(ZoneView(*rest))
    for session, *rest in connection.execute(of_products):
        products[session].append(ProductView(*rest))
    return [SessionView(*row, tuple(zones[row.id]), tuple(products[row.id])) for row in connection.execute(found)]


def clients(connection: Connection, only: str | None = None) -> list[ClientView]:
    """Return the clients by name; with `only` the one with this id."""
    c = t.clients.c
    number = select(func.count()).where(t.sessions.c.client == c.id).scalar_subquery()
    query = select(c.id, c.name, c.born, c.skin, c.allergies, c.contact, number)
    query = query.where(c.id == only) if only is not None else query.order_by(c.name.collate("NOCASE"), c.id)
    return [ClientView(row[0], Profile(*row[1:6]), row[6]) for row in connection.execute(query)]


def people(connection: Connection, gone: bool = False) -> list[Operator]:
    """Return the people in the order in which they were added; those who were removed only with `gone`."""
    c = t.people.c
    query = select(c.id, c.name, c.rights, c.max_depth_um).order_by(c.seq)
    found = connection.execute(query if gone else query.where(c.id.not_in(select(t.people_removed.c.id))))
    return [Operator(id_, name, _rights.decode(rights), depth) for id_, name, rights, depth in found]


def key_in_log(connection: Connection, person: str) -> str:
    c = t.signing_keys.c
    return connection.execute(select(c.public).where(c.person == person)).scalar() or ""


def adoption(connection: Connection, digest: str) -> AdoptionView | None:
    c = t.protocols.c
    query = select(c.digest, c.content, c.by, c.utc_ms).order_by(c.seq.desc()).limit(1)
    row = connection.execute(query.where(c.digest == digest) if digest else query).first()
    return AdoptionView(*row) if row else None


def rows_of_log(raw: Raw, log: Log, view: Callable[[Sequence[Event]], SessionView]) -> Rows:
    """Return all rows that the log alone gives."""
    rows: Rows = {}
    for row in raw.execute(READ_SESSION, ("",)):
        add_rows(rows, clinic_rows(log.event(row), row[0]))
    ids = raw.execute("SELECT session FROM log WHERE session <> '' GROUP BY session ORDER BY min(seq)").fetchall()
    for (session,) in ids:
        rows |= session_rows(view(log.events(raw, session)))
    return rows


def write_beat(raw: Raw, session: str, at: Instant) -> None:
    raw.execute(
        "INSERT INTO heartbeats (session, utc_ms, boot_ms, boot_id) VALUES (?, ?, ?, ?) ON CONFLICT (session)"
        " DO UPDATE SET utc_ms = excluded.utc_ms, boot_ms = excluded.boot_ms, boot_id = excluded.boot_id",
        (session, at.utc_ms, at.boot_ms, at.boot_id),
    )


def read_beat(raw: Raw, session: str) -> Instant | None:
    row = raw.execute("SELECT utc_ms, boot_ms, boot_id FROM heartbeats WHERE session = ?", (session,)).fetchone()
    return Instant(*row) if row else None

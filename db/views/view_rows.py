"""The views as rows: which rows an event or a session's view makes, and writing only what differs."""

from collections.abc import Iterable

import msgspec
from msgspec import Struct

from console.app.ports import SessionView
from console.core.events import (
    ClientAdded,
    ClientChanged,
    Event,
    PersonAdded,
    PersonChanged,
    PersonRemoved,
    ProductNamed,
    ProtocolAdopted,
    SigningKeyTaken,
    StockCounted,
    StockReceived,
)
from db.connections import Raw

Key = tuple[str, tuple[object, ...]]
Rows = dict[Key, tuple[object, ...]]
"""(table, key) → the row's other values, in the order of its columns."""


class Shape(Struct, frozen=True):
    """A view's key columns and its others; the first `kept` of those never change once written."""

    keys: tuple[str, ...]
    rest: tuple[str, ...]
    kept: int = 0


SHAPES = {
    "people": Shape(("id",), ("seq", "name", "rights", "max_depth_um"), kept=1),
    "people_removed": Shape(("id",), ("seq",)),
    "signing_keys": Shape(("person",), ("public",)),
    "protocols": Shape(("digest",), ("seq", "content", "by", "utc_ms")),
    "clients": Shape(("id",), ("name", "born", "skin", "allergies", "contact")),
    "sessions": Shape(
        ("id",), ("client", "number", "operator", "begun_utc_ms", "step", "status", "ended_utc_ms")
    ),
    "treated_zones": Shape(("session", "position"), ("zone", "passes", "depth_um", "endpoint", "worked_ms")),
    "product_uses": Shape(
        ("session", "position"), ("use", "name", "lot", "expiry", "mass_mg", "gtin", "serial", "used_utc_ms")
    ),
    "products": Shape(("id",), ("seq", "named_utc_ms", "name", "use", "agent", "gtin", "single_use"), kept=2),
    "stock": Shape(("seq",), ("product", "lot", "serial", "expiry", "count", "counted", "utc_ms")),
}  # fmt: skip
"""Parents before children, so that references hold while writing in this order and deleting in the other."""


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _upsert(table: str, shape: Shape) -> str:
    marks = ", ".join("?" * len(shape.keys + shape.rest))
    changes = ", ".join(f'"{name}" = excluded."{name}"' for name in shape.rest[shape.kept :])
    return (
        f"INSERT INTO {table} ({_quoted(shape.keys + shape.rest)}) VALUES ({marks})"
        f" ON CONFLICT ({_quoted(shape.keys)}) DO UPDATE SET {changes}"
    )


UPSERT = {table: _upsert(table, shape) for table, shape in SHAPES.items()}
DELETE = {
    table: f"DELETE FROM {table} WHERE {' AND '.join(f'{name} = ?' for name in shape.keys)}"
    for table, shape in SHAPES.items()
}
SELECT = {table: f"SELECT {_quoted(shape.keys + shape.rest)} FROM {table}" for table, shape in SHAPES.items()}
OF_SESSION = {
    table: f"{SELECT[table]} WHERE {SHAPES[table].keys[0]} = ?"
    for table in ("sessions", "treated_zones", "product_uses")
}


def clinic_rows(event: Event, seq: int) -> Rows:
    """Return the rows that one of the clinic's own events makes; none for an erased client."""
    match event.body:
        case PersonAdded(person=person) | PersonChanged(person=person):
            rights = msgspec.json.encode(person.rights).decode()
            return {("people", (person.id,)): (seq, person.name, rights, person.max_depth_um)}
        case PersonRemoved(person=gone):
            return {("people_removed", (gone,)): (seq,)}
        case SigningKeyTaken(person=person_id, public=public):
            return {("signing_keys", (person_id,)): (public,)}
        case ProtocolAdopted(digest=digest, content=content, by=by):
            return {("protocols", (digest,)): (seq, content, by, event.at.utc_ms)}
        case ClientAdded(profile=profile) | ClientChanged(profile=profile) if profile is not None:
            known = (profile.name, profile.born, profile.skin, profile.allergies, profile.contact)
            return {("clients", (event.client,)): known}
        case ProductNamed() as named:
            marks = (named.name, named.use, named.agent, named.gtin, int(named.single_use))
            return {("products", (named.product,)): (seq, event.at.utc_ms, *marks)}
        case StockReceived() as came:
            values = (came.product, came.lot, came.serial, came.expiry, came.count, 0, event.at.utc_ms)
            return {("stock", (seq,)): values}
        case StockCounted() as found:
            values = (found.product, found.lot, found.serial, "", found.count, 1, event.at.utc_ms)
            return {("stock", (seq,)): values}
        case _:
            return {}


def session_rows(view: SessionView | None) -> Rows:
    """Return the rows of one session; none without a view."""
    if view is None:
        return {}
    rows: Rows = {
        ("sessions", (view.id,)): (
            view.client, view.number, view.operator, view.begun_utc_ms, view.step, view.status, view.ended_utc_ms,
        )
    }  # fmt: skip
    for at, zone in enumerate(view.zones):
        values = (zone.zone, zone.passes, zone.depth_um, zone.endpoint, zone.worked_ms)
        rows["treated_zones", (view.id, at)] = values
    for at, used in enumerate(view.products):
        told = (
            used.use, used.name, used.lot, used.expiry, used.mass_mg, used.gtin, used.serial, used.used_utc_ms,
        )  # fmt: skip
        rows["product_uses", (view.id, at)] = told
    return rows


def add_rows(rows: Rows, more: Rows) -> None:
    """Bring `rows` to what writing `more` after them leaves."""
    for key, values in more.items():
        kept = SHAPES[key[0]].kept
        rows[key] = rows[key][:kept] + values[kept:] if key in rows else values


def write_changes(raw: Raw, before: Rows, after: Rows) -> int:
    """Make the rows `before` into `after`, touching only those that differ. Return how many did."""
    gone = [key for key in reversed(before) if key not in after]
    changed = [(key, values) for key, values in after.items() if before.get(key) != values]
    for table, key in gone:
        raw.execute(DELETE[table], key)
    for (table, key), values in changed:
        raw.execute(UPSERT[table], (*key, *values))
    return len(gone) + len(changed)


def standing_rows(raw: Raw, session: str | None = None) -> Rows:
    """Return all rows of all views, or those of one session."""
    rows: Rows = {}
    for table, sql in (SELECT if session is None else OF_SESSION).items():
        width = len(SHAPES[table].keys)
        for row in raw.execute(sql, () if session is None else (session,)):
            rows[table, tuple(row[:width])] = tuple(row[width:])
    return rows

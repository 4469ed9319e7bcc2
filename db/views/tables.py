"""The tables as the program knows them. Times are UTC milliseconds, lengths micrometres, masses milligrams."""

from typing import Any

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text, text
from sqlalchemy.schema import SchemaItem

from console.app.projections.client_view import ClientRow
from console.app.projections.clinic_views import (
    AdoptionRow,
    PersonRow,
    ProductRow,
    RemovalRow,
    SigningKeyRow,
    StockRow,
)
from console.app.projections.row import Row
from console.app.projections.row_values import ValueColumn, children, columns
from console.app.projections.session_view import SessionView

SCHEMA = 3
"""Kept in user_version; equals the number of the newest revision."""
APPLICATION_ID = 0x53545031  # "STP1"

metadata = MetaData()


def _table(name: str, *items: SchemaItem, info: dict[str, object] | None = None) -> Table:
    return Table(name, metadata, *items, sqlite_strict=True, info=info or {})


def _text(name: str, *rest: SchemaItem) -> Column[str]:
    return Column(name, Text, *rest, nullable=False)


def _int(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _key(name: str, *rest: SchemaItem) -> Column[str]:
    return Column(name, Text, *rest, primary_key=True, nullable=False)


def _check(name: str, sql: str) -> CheckConstraint:
    return CheckConstraint(sql, name=name)


def _view(kind: type[Row], *items: SchemaItem) -> Table:
    """Make the table whose columns are the value's fields."""
    shape = kind.shape
    made = [_column(each, primary_key=each.name in shape.key) for each in columns(kind)]
    return _table(shape.table, *made, *items, info={"kept": shape.kept, "form": shape.form})


def _children(kind: type[Row], field: str, *items: SchemaItem) -> Table:
    """Make the table for a field's values: the key of what they belong to, their position, and their own fields."""
    shape = kind.shape
    table, child = next((table, child) for name, table, child in children(kind) if name == field)
    parent = ForeignKey(f"{shape.table}.{shape.key[0]}", name=f"{table}_{shape.parent}")
    position = Column("position", Integer, primary_key=True, nullable=False)
    own = [_column(each) for each in columns(child)]
    return _table(table, _key(shape.parent, parent), position, *own, *items, info={"kept": (), "form": shape.form})


def _column(column: ValueColumn, primary_key: bool = False) -> Column[Any]:
    stored = Integer if column.form in ("whole", "flag") else Text
    return Column(column.name, stored, primary_key=primary_key, nullable=column.optional)


meta = _table("meta", _key("name"), _text("value"))

log = _table(
    "log",
    Column("seq", Integer, primary_key=True, nullable=False),
    _text("id"),
    _text("session"),
    _text("client"),
    _text("actor"),
    _text("kind"),
    _int("version"),
    _int("utc_ms"),
    _int("boot_ms"),
    _text("boot_id"),
    _int("ago_ms"),
    _text("body"),
    Column("sealed", LargeBinary),
    Column("mac", LargeBinary, nullable=False),
    _check("log_seq", "seq > 0"),
    _check("log_id", "id <> ''"),
    _check("log_version", "version > 0"),
    _check("log_body", "json_valid(body)"),
    _check("log_sealed", "sealed IS NULL OR client <> ''"),
    _check("log_mac", "length(mac) = 32"),
    Index("log_by_session", "session", "id", unique=True),
    Index("log_by_client", "client", "kind", sqlite_where=text("session = ''")),
)

kinds = _table("kinds", _key("kind"), Column("version", Integer, primary_key=True, nullable=False))

views = _table("views", _key("name"), _text("form"), Column("unread", Integer))
"""Which views the file has, in which form, and the first entry of the log that nobody could read to make them."""

client_keys = _table("client_keys", _key("client"), Column("wrapped", LargeBinary))

heartbeats = _table("heartbeats", _key("session"), _int("utc_ms"), _int("boot_ms"), _text("boot_id"))

pins = _table(
    "pins",
    _key("person"),
    Column("salt", LargeBinary, nullable=False),
    Column("verifier", LargeBinary, nullable=False),
    _int("digits"),
    _int("failed"),
    _check("pins_digits", "digits BETWEEN 4 AND 8"),
    _check("pins_failed", "failed >= 0"),
)

people = _view(PersonRow, _check("people_rights", "json_valid(rights)"))

people_removed = _view(RemovalRow)

signing_keys = _view(SigningKeyRow)

protocols = _view(AdoptionRow)

clients = _view(ClientRow, _check("clients_skin", "skin BETWEEN 1 AND 6"))
Index("clients_by_name", clients.c.name.collate("NOCASE"))

client_entries = _children(
    ClientRow, "profile.entries", _check("client_entries_kind", "kind IN ('allergy', 'medicine', 'condition')")
)

sessions = _view(
    SessionView,
    _check("sessions_status", "status IN ('open', 'signed', 'mistaken')"),
    Index("sessions_by_begun", "begun_utc_ms"),
    Index("sessions_by_client", "client", "status"),
    Index("sessions_by_number", "client", "begun_utc_ms", "id", "status"),
    Index("sessions_by_status", "status", "ended_utc_ms"),
    Index("sessions_by_unsigned", "unsigned"),
)

treated_zones = _children(
    SessionView,
    "zones",
    _check("treated_zones_endpoint", "endpoint IN ('none', 'erythema', 'pinpoint', 'excess')"),
)

product_uses = _children(
    SessionView,
    "products",
    Index("product_uses_by_lot", "lot_key"),
    Index("product_uses_by_serial", "serial_key"),
    Index("product_uses_by_look", "lot_look"),
    Index("product_uses_by_used", "used_utc_ms"),
)

products = _view(ProductRow, _check("products_single_use", "single_use IN (0, 1)"))

stock = _view(StockRow, _check("stock_counted", "counted IN (0, 1)"))

VIEWS = tuple(each for each in metadata.tables.values() if "kept" in each.info)
"""The tables that a rebuild makes from the log. Parents come before children, so that references hold while writing."""
RECORDS = frozenset(metadata.tables) - {each.name for each in (views, *VIEWS)}
"""The tables that a migration leaves alone; every other one may be made from the log again."""

TRIGGERS = {
    "log_never_changes": (
        "CREATE TRIGGER log_never_changes BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'the log never changes'); END"
    ),
    "log_never_shrinks": (
        "CREATE TRIGGER log_never_shrinks BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'the log never shrinks'); END"
    ),
    "log_has_no_gaps": (
        "CREATE TRIGGER log_has_no_gaps BEFORE INSERT ON log"
        " WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM log)"
        " BEGIN SELECT RAISE(ABORT, 'the log has no gaps'); END"
    ),
}
"""Part of no revision: every migration drops them and makes them again at its end."""

"""The tables as the program knows them. Times are UTC milliseconds, lengths micrometres, masses milligrams."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text, text
from sqlalchemy.schema import SchemaItem

SCHEMA = 3
"""Kept in user_version; equals the number of the newest revision."""
RECORDS = frozenset({"meta", "log", "kinds", "client_keys", "heartbeats", "pins"})
"""The tables that a migration leaves alone; every other one is a view, and may be made from the log again."""
APPLICATION_ID = 0x53545031  # "STP1"

metadata = MetaData()


def _table(name: str, *items: SchemaItem) -> Table:
    return Table(name, metadata, *items, sqlite_strict=True)


def _text(name: str, *rest: SchemaItem) -> Column[str]:
    return Column(name, Text, *rest, nullable=False)


def _int(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _key(name: str, *rest: SchemaItem) -> Column[str]:
    return Column(name, Text, *rest, primary_key=True, nullable=False)


def _check(name: str, sql: str) -> CheckConstraint:
    return CheckConstraint(sql, name=name)


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

people = _table(
    "people",
    _key("id"),
    _int("seq"),
    _text("name"),
    _text("rights"),
    Column("max_depth_um", Integer),
    _check("people_rights", "json_valid(rights)"),
)

people_removed = _table("people_removed", _key("id"), _int("seq"))

signing_keys = _table("signing_keys", _key("person"), _text("public"))

protocols = _table("protocols", _key("digest"), _int("seq"), _text("content"), _text("by"), _int("utc_ms"))

clients = _table(
    "clients",
    _key("id"),
    _text("name"),
    _text("born"),
    Column("skin", Integer),
    _text("allergies"),
    _text("contact"),
    _check("clients_skin", "skin BETWEEN 1 AND 6"),
)
Index("clients_by_name", clients.c.name.collate("NOCASE"))

sessions = _table(
    "sessions",
    _key("id"),
    _text("client"),
    _int("number"),
    _text("operator"),
    _int("begun_utc_ms"),
    _text("step"),
    _text("status"),
    Column("ended_utc_ms", Integer),
    _check("sessions_status", "status IN ('open', 'signed')"),
    Index("sessions_by_client", "client", "status"),
    Index("sessions_by_begun", "begun_utc_ms"),
    Index("sessions_by_status", "status", "ended_utc_ms"),
)

treated_zones = _table(
    "treated_zones",
    _key("session", ForeignKey("sessions.id", name="treated_zones_session")),
    Column("position", Integer, primary_key=True, nullable=False),
    _text("zone"),
    _int("passes"),
    Column("depth_um", Integer),
    Column("endpoint", Text),
    Column("worked_ms", Integer),
    _check("treated_zones_endpoint", "endpoint IN ('none', 'erythema', 'pinpoint', 'excess')"),
)

product_uses = _table(
    "product_uses",
    _key("session", ForeignKey("sessions.id", name="product_uses_session")),
    Column("position", Integer, primary_key=True, nullable=False),
    _text("use"),
    _text("name"),
    _text("lot"),
    _text("expiry"),
    Column("mass_mg", Integer),
    _text("gtin"),
    _text("serial"),
    _int("used_utc_ms"),
    Index("product_uses_by_serial", "serial"),
    Index("product_uses_by_used", "used_utc_ms"),
)
Index("product_uses_by_lot", product_uses.c.lot.collate("NOCASE"))

products = _table(
    "products",
    _key("id"),
    _int("seq"),
    _int("named_utc_ms"),
    _text("name"),
    _text("use"),
    _text("agent"),
    _text("gtin"),
    _int("single_use"),
    _check("products_single_use", "single_use IN (0, 1)"),
)

stock = _table(
    "stock",
    Column("seq", Integer, primary_key=True, nullable=False),
    _text("product"),
    _text("lot"),
    _text("serial"),
    _text("expiry"),
    _int("count"),
    _int("counted"),
    _int("utc_ms"),
    _check("stock_counted", "counted IN (0, 1)"),
)

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

"""Is this our store, whole and of this version? Says what was found; makes and changes nothing."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Literal

from console.app.ports import StoreError
from db.connections import Mode, Raw, connect
from db.errors import file_errors, sqlite_code, sqlite_errors
from db.files import KEYS
from db.keys.store_keys import Keys
from db.log import kinds, kinds_noted
from db.log.log import Log
from db.views.forms import behind
from db.views.tables import APPLICATION_ID, RECORDS, SCHEMA

Standing = Literal["earlier", "other-views", "today"]
PAGE = 4096
UNREADABLE = frozenset({11, 26})
"""SQLITE_CORRUPT, SQLITE_NOTADB"""
PLAIN = b"SQLite format 3\0"


def check_header(path: Path, keys_salt: bytes) -> None:
    """Look at the file before SQLite does; only while no connection to it is open in this process. StoreError."""
    if not path.exists():
        raise StoreError("database-missing", file=str(path))
    with file_errors(), path.open("rb") as file:
        header = file.read(len(PLAIN))
    if not header:
        raise StoreError("database-zero", file=str(path))
    if header == PLAIN:
        raise StoreError("database-plain", file=str(path))
    if header != keys_salt:
        raise StoreError("keys-foreign", file=str(path.with_name(KEYS)))


def check_identity(path: Path, keys: Keys, mode: Mode = "rw") -> Standing:
    """Return how the file stands to this program. StoreError for one that a newer wrote, and for any but this store's.

    "earlier" where its schema is, "other-views" where it is of today but for the form of its views.
    """
    with name_damage(path), sqlite_errors(path), closing(connect(path, keys, mode)) as raw:
        return _identity(path, raw, keys)


@contextmanager
def name_damage(path: Path) -> Iterator[None]:
    """Turn what SQLite cannot read into "database-truncated" or "database-damaged"."""
    try:
        yield
    except StoreError as error:
        if error.code != "disk-error" or sqlite_code(error.__cause__) not in UNREADABLE:
            raise
        size = path.stat().st_size
        if size % PAGE:
            raise StoreError("database-truncated", file=str(path), bytes=size) from error
        raise StoreError("database-damaged", file=str(path), detail=str(error.facts["detail"])) from error


def _identity(path: Path, raw: Raw, keys: Keys) -> Standing:
    tables = {name for (name,) in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    if not tables:
        raise StoreError("database-empty", file=str(path))
    if raw.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,) or "meta" not in tables:
        raise StoreError("database-foreign", file=str(path))
    schema = int(raw.execute("PRAGMA user_version").fetchone()[0])
    if schema > SCHEMA:
        raise StoreError("database-newer", file=str(path), found=f"schema {schema}", known=f"schema {SCHEMA}")
    if missing := _required(schema) - tables:
        raise StoreError("database-damaged", file=str(path), detail=f"missing: {', '.join(sorted(missing))}")
    if unknown := kinds_noted.newer(raw, Log(keys)):
        raise StoreError("database-newer", file=str(path), found=", ".join(unknown), known=f"schema {SCHEMA}")
    found = dict(raw.execute("SELECT name, value FROM meta").fetchall())
    if (found.get("db_uuid"), found.get("kind")) != (keys.file.db_uuid, keys.file.kind):
        raise StoreError("database-other", file=str(path))
    if schema < SCHEMA:
        return "earlier"
    return "other-views" if behind(raw) else "today"


def _required(schema: int) -> frozenset[str]:
    """Return the tables that a file of this schema must have, for nothing makes them again."""
    return RECORDS if schema >= kinds.SINCE else RECORDS - {"kinds"}

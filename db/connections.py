"""Connections to the encrypted file, through SQLAlchemy, every setting read back."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal
from typing import Protocol as Interface

import sqlcipher3.dbapi2 as driver
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from console.app.ports import StoreError
from db.errors import sqlite_errors
from db.keys.store_keys import Keys

OLDEST_SQLITE = (3, 53, 4)
Mode = Literal["rw", "rwc", "ro", "view", "view-wal"]
"""The last two are for places where nothing can be written; a -wal is read with its index in memory, without locks."""
UNLOCKED = "win32-none" if sys.platform == "win32" else "unix-none"
URI: dict[Mode, str] = {"view": "mode=ro&immutable=1", "view-wal": f"mode=ro&vfs={UNLOCKED}"}

PRAGMAS: tuple[tuple[str, str, object], ...] = (
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", 2),
    ("foreign_keys", "ON", 1),
    ("recursive_triggers", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("secure_delete", "ON", 1),
    ("temp_store", "MEMORY", 2),
    ("busy_timeout", "5000", 5000),
    ("journal_size_limit", "16777216", 16777216),
    ("mmap_size", "0", 0),
)
MAC_PRAGMAS: tuple[tuple[str, str, object], ...] = (("fullfsync", "ON", 1), ("checkpoint_fullfsync", "ON", 1))

KEPT_OPEN = 3
"""Connections: the writer's, one for the engine's reads, one for a second thread's."""


class Cursor(Interface):
    def fetchone(self) -> Any: ...
    def fetchall(self) -> list[Any]: ...
    def __iter__(self) -> Iterator[Any]: ...


class Raw(Interface):
    """The driver's own connection, in autocommit until told BEGIN."""

    in_transaction: bool

    def execute(self, sql: str, parameters: Sequence[object] = ..., /) -> Cursor: ...
    def rollback(self) -> None: ...
    def close(self) -> None: ...


def connect(path: Path, keys: Keys, mode: Mode = "rw") -> Raw:
    """Open a connection with every setting made and read back; one that only reads leaves the journal mode as it is."""
    with sqlite_errors(path):
        name = f"{path.absolute().as_uri()}?{URI.get(mode, f'mode={mode}')}"
        raw: Raw = driver.connect(name, uri=True, isolation_level=None, check_same_thread=False, timeout=5)
        try:
            _prepare(raw, keys, mode)
        except BaseException:
            raw.close()
            raise
        return raw


def _prepare(raw: Raw, keys: Keys, mode: Mode) -> None:
    raw.execute("PRAGMA cipher_log_level = NONE")
    raw.execute(f"PRAGMA key = \"x'{keys.database.hex()}{keys.file.salt.hex()}'\"")
    if mode == "view-wal":
        raw.execute("PRAGMA locking_mode = EXCLUSIVE").fetchall()
    _check_library(raw)
    for name, value, expected in (*PRAGMAS, *(MAC_PRAGMAS if sys.platform == "darwin" else ())):
        if name == "journal_mode" and mode not in ("rw", "rwc"):
            continue
        raw.execute(f"PRAGMA {name} = {value}").fetchall()
        found = raw.execute(f"PRAGMA {name}").fetchone()
        if found != (expected,):
            raise StoreError("engine-unfit", what=name, found=str(found))


def _check_library(raw: Raw) -> None:
    version = raw.execute("SELECT sqlite_version()").fetchone()[0]
    if tuple(map(int, version.split("."))) < OLDEST_SQLITE:
        raise StoreError("engine-unfit", what="sqlite", found=version)
    cipher = raw.execute("PRAGMA cipher_version").fetchone()
    if not cipher or not cipher[0]:
        raise StoreError("engine-unfit", what="cipher", found=str(cipher))
    for option in ("HAS_CODEC", "ENABLE_FTS5"):
        if raw.execute("SELECT sqlite_compileoption_used(?)", (option,)).fetchone() != (1,):
            raise StoreError("engine-unfit", what=option, found="absent")


def make_engine(path: Path, keys: Keys, mode: Mode = "rw") -> Engine:
    """Return a pool whose transactions begin IMMEDIATE; with the execution option ro=True they only read."""
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        creator=lambda: connect(path, keys, mode),
        module=driver,
        poolclass=QueuePool,
        pool_size=KEPT_OPEN,
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        reading = connection.get_execution_options().get("ro")
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Lend one consistent view of the file; wait for no writer. StoreError.

    After a damaged page a connection fails at everything, so one that failed is not used again.
    """
    with sqlite_errors(engine.url.database), engine.connect() as connection:
        connection.execution_options(ro=True).begin()
        try:
            yield connection
        except (DBAPIError, driver.Error):
            connection.invalidate()
            raise


def raw_of(connection: Connection) -> Raw:
    """Return the driver's own connection."""
    raw: Raw = connection.connection.driver_connection  # type: ignore[assignment]
    return raw

"""What an open store reads: its log and its views."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from sqlalchemy import Connection, Engine

from console.app.ports import (
    AdoptedView,
    BackupFile,
    ClientView,
    Finding,
    Head,
    SessionStatus,
    SessionView,
    StoreError,
    UsedOn,
)
from console.core.clock import Instant
from console.core.events import Event
from console.core.people import Operator
from console.core.stock import Product, StockMove, UnitUse
from db.connections import raw_of, reading
from db.files import FolderLock
from db.keys.store_keys import Keys
from db.log.anchors import Anchor, anchor_of
from db.log.log import Log
from db.log.verify import contradicted
from db.views import session_queries, stock_queries


class Queries:
    """The part of `db.store.Store` that only reads. See `console.app.ports.Store` for its methods."""

    _engine: Engine
    _lock: FolderLock
    _log: Log
    _keys: Keys
    _heads: dict[Path, Anchor | None]

    def events(self, session: str) -> list[Event]:
        with self._reading() as connection:
            return self._log.events(raw_of(connection), session)

    def latest(self, kind: str, client: str = "") -> Event | None:
        with self._reading() as connection:
            return self._log.latest(raw_of(connection), kind, client)

    def head(self) -> Head:
        with self._reading() as connection:
            return self._log.head(raw_of(connection))

    def sessions(
        self, client: str = "", status: SessionStatus | Literal[""] = "", ended_since_utc_ms: int | None = None
    ) -> list[SessionView]:
        with self._reading() as connection:
            return session_queries.sessions(connection, client, status, ended_since_utc_ms)

    def clients(self) -> list[ClientView]:
        with self._reading() as connection:
            return session_queries.clients(connection)

    def client(self, client: str) -> ClientView | None:
        with self._reading() as connection:
            return next(iter(session_queries.clients(connection, client)), None)

    def people(self, gone: bool = False) -> list[Operator]:
        with self._reading() as connection:
            return session_queries.people(connection, gone)

    def adopted(self, digest: str = "") -> AdoptedView | None:
        with self._reading() as connection:
            return session_queries.adopted(connection, digest)

    def last_beat(self, session: str) -> Instant | None:
        with self._reading() as connection:
            return session_queries.read_beat(raw_of(connection), session)

    def taken_key(self, person: str) -> str:
        with self._reading() as connection:
            return session_queries.taken_key(connection, person)

    def doubted_by(self, kept: Sequence[BackupFile]) -> list[Finding]:
        """See the port. What a backup says of itself is asked for once."""
        for each in kept:
            if each.file not in self._heads:
                self._heads[each.file] = anchor_of(each.file, self._keys.file.db_uuid)
        known = [anchor for each in kept if (anchor := self._heads[each.file])]
        with self._reading() as connection:
            return contradicted(raw_of(connection), known)

    def products(self) -> list[Product]:
        with self._reading() as connection:
            return stock_queries.products(connection)

    def moves(self) -> list[StockMove]:
        with self._reading() as connection:
            return stock_queries.moves(connection)

    def uses(self, since_utc_ms: int = 0) -> list[UnitUse]:
        with self._reading() as connection:
            return stock_queries.uses(connection, since_utc_ms)

    def used_units(self, serial: str) -> list[tuple[str, str, int]]:
        with self._reading() as connection:
            return stock_queries.used_units(connection, serial)

    def used_on(self, lot: str) -> list[UsedOn]:
        with self._reading() as connection:
            return stock_queries.used_on(connection, lot)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        if not self._lock.held:
            raise StoreError("closed")
        with reading(self._engine) as connection:
            yield connection

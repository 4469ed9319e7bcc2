"""The part of an open store that asks its views."""

from collections.abc import Iterator
from typing import Literal

from console.app.ports import (
    AdoptionView,
    Asked,
    ClientPage,
    ClientSession,
    ClientView,
    LotUseView,
    SessionStatus,
)
from console.core.client_file import ClientFile
from console.core.clock import Instant
from console.core.people import Operator
from console.core.stock import Product, StockMove, UnitUse
from db.connections import raw_of
from db.open_store import OpenStore
from db.views import client_queries, session_queries, stock_queries
from db.views.client_files import client_file, unread_event


class Queries(OpenStore):
    """See `console.app.ports.Queries`. Any thread may ask."""

    def sessions(
        self,
        client: str = "",
        status: SessionStatus | Literal[""] = "",
        ended_since_utc_ms: int | None = None,
        most: int | None = None,
    ) -> list[ClientSession]:
        with self._reading() as connection:
            return session_queries.sessions(connection, client, status, ended_since_utc_ms, most)

    def session_page(self, before: ClientSession | None = None, most: int = 100) -> list[ClientSession]:
        with self._reading() as connection:
            return session_queries.session_page(connection, before, most)

    def sessions_called(self, begins: str) -> list[ClientSession]:
        with self._reading() as connection:
            return session_queries.sessions_called(connection, begins)

    def signed(self) -> int:
        with self._reading() as connection:
            return session_queries.signed(connection)

    def going(self) -> list[str]:
        with self._reading() as connection:
            return session_queries.going(connection)

    def unsigned(self) -> list[str]:
        with self._reading() as connection:
            return session_queries.unsigned(connection)

    def clients(self) -> list[ClientView]:
        with self._reading() as connection:
            return client_queries.clients(connection)

    def client_page(self, asked: Asked = (), after: ClientView | None = None, most: int = 100) -> ClientPage:
        with self._reading() as connection:
            return client_queries.client_page(connection, asked, after, most)

    def namesakes(self, client: str) -> list[ClientView]:
        with self._reading() as connection:
            return client_queries.namesakes(connection, client)

    def clients_called(self, text: str) -> list[ClientView]:
        with self._reading() as connection:
            return client_queries.clients_called(connection, text)

    def client(self, client: str) -> ClientView | None:
        with self._reading() as connection:
            return next(iter(client_queries.clients(connection, client)), None)

    def same_person(self, name: str, born: str) -> list[ClientView]:
        with self._reading() as connection:
            return client_queries.same_person(connection, name, born)

    def client_file(self, client: str) -> ClientFile:
        with self._reading() as connection:
            file = client_file(raw_of(connection), self._log, client)
            self._tell(unread_event(raw_of(connection), file))
            return file

    def people(self, gone: bool = False) -> list[Operator]:
        with self._reading() as connection:
            return session_queries.people(connection, gone)

    def adoption(self, digest: str = "") -> AdoptionView | None:
        with self._reading() as connection:
            return session_queries.adoption(connection, digest)

    def last_beat(self, session: str) -> Instant | None:
        with self._reading() as connection:
            return session_queries.read_beat(raw_of(connection), session)

    def key_in_log(self, person: str) -> str:
        with self._reading() as connection:
            return session_queries.key_in_log(connection, person)

    def products(self) -> list[Product]:
        with self._reading() as connection:
            return stock_queries.products(connection)

    def moves(self) -> list[StockMove]:
        with self._reading() as connection:
            return stock_queries.moves(connection)

    def uses(self, since_utc_ms: int = 0) -> Iterator[UnitUse]:
        with self._reading() as connection:
            yield from stock_queries.uses(connection, since_utc_ms)

    def unit_uses(self, serial: str) -> list[tuple[str, UnitUse]]:
        with self._reading() as connection:
            return stock_queries.unit_uses(connection, serial)

    def lot_uses(self, lot: str) -> list[LotUseView]:
        with self._reading() as connection:
            return stock_queries.lot_uses(connection, lot)

    def lots_like(self, lot: str) -> list[UnitUse]:
        with self._reading() as connection:
            return stock_queries.lots_like(connection, lot)

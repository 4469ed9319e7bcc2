"""What the views answer, in memory."""

from collections import Counter
from collections.abc import Iterator
from itertools import starmap
from typing import Literal

from msgspec.structs import asdict

from console.app.ports import (
    MOST_FOUND,
    AdoptionView,
    Asked,
    ClientPage,
    ClientSession,
    ClientView,
    LotUseView,
    ProductView,
    SessionStatus,
)
from console.app.projections.client_view import client_view
from console.app.projections.clinic_views import (
    AdoptionRow,
    PersonRow,
    ProductRow,
    RemovalRow,
    SigningKeyRow,
    StockRow,
)
from console.core.client_file import ClientFile
from console.core.clock import Instant
from console.core.looks import likely_name, look_key
from console.core.names import lot_key
from console.core.people import Operator
from console.core.search_words import search_key, search_words
from console.core.stock import Product, StockMove, UnitUse
from tests.support.memory_log import MemoryLog


class MemoryQueries(MemoryLog):
    """Reads the rows of the log, and the session views."""

    def sessions(
        self,
        client: str = "",
        status: SessionStatus | Literal[""] = "",
        ended_since_utc_ms: int | None = None,
        most: int | None = None,
    ) -> list[ClientSession]:
        since = ended_since_utc_ms
        found = [
            view
            for view in self._numbered()
            if client in ("", view.client)
            and (view.status == status if status else view.status != "mistaken")
            and (since is None or (view.ended_utc_ms is not None and view.ended_utc_ms >= since))
        ]
        return found[:most]

    def session_page(self, before: ClientSession | None = None, most: int = 100) -> list[ClientSession]:
        found = self.sessions()
        return found[found.index(before) + 1 if before else 0 :][:most]

    def sessions_called(self, begins: str) -> list[ClientSession]:
        return [view for view in self.sessions() if view.id.startswith(begins)]

    def signed(self) -> int:
        return len(self.sessions(status="signed"))

    def going(self) -> list[str]:
        return [view.id for view in reversed(self.sessions(status="open"))]

    def unsigned(self) -> list[str]:
        return [view.id for view in self.views.values() if view.unsigned]

    def _numbered(self) -> list[ClientSession]:
        """Return all sessions, newest first, each with its number among its client's."""
        counts: Counter[str] = Counter()
        found = []
        for view in sorted(self.views.values(), key=lambda each: (each.begun_utc_ms, each.id)):
            counts[view.client] += view.status != "mistaken"
            found.append(ClientSession(**asdict(view), number=counts[view.client]))
        return found[::-1]

    def clients(self) -> list[ClientView]:
        counts = Counter(view.client for view in self.views.values() if view.status != "mistaken")
        rows = filter(None, starmap(client_view, self.files().items()))
        found = [ClientView(**asdict(row), sessions=counts[row.id]) for row in rows]
        return sorted(found, key=lambda each: (_no_case(each.profile.name), each.id))

    def client_page(self, asked: Asked = (), after: ClientView | None = None, most: int = 100) -> ClientPage:
        found = sorted((each for each in self.clients() if _is_asked(each, asked)), key=_place)
        rest = [each for each in found if after is None or _place(each) > _place(after)]
        return ClientPage(tuple(rest[:most]), min(len(found), MOST_FOUND + 1))

    def namesakes(self, client: str) -> list[ClientView]:
        known = sorted(self.clients(), key=_place)
        own = next((likely_name(each.profile.name) for each in known if each.id == client), "")
        alike = [each for each in known if own and likely_name(each.profile.name) == own]
        return alike if len(alike) > 1 else []

    def clients_called(self, text: str) -> list[ClientView]:
        meant = likely_name(text)
        known = sorted(self.clients(), key=_place)
        return [each for each in known if likely_name(each.profile.name) == meant or each.id.startswith(text)]

    def client(self, client: str) -> ClientView | None:
        return next((each for each in self.clients() if each.id == client), None)

    def same_person(self, name: str, born: str) -> list[ClientView]:
        alike = (each for each in self.clients() if likely_name(each.profile.name) == likely_name(name))
        return sorted((each for each in alike if each.profile.born == born), key=lambda each: each.id)

    def client_file(self, client: str) -> ClientFile:
        return self.files().get(client, ClientFile())

    def people(self, gone: bool = False) -> list[Operator]:
        removed = set() if gone else {each.id for each in self.table(RemovalRow)}
        return [row.person for row in sorted(self.table(PersonRow), key=_order) if row.person.id not in removed]

    def adoption(self, digest: str = "") -> AdoptionView | None:
        found = [row for row in self.table(AdoptionRow) if digest in ("", row.adoption.digest)]
        return max(found, key=_order).adoption if found else None

    def last_beat(self, session: str) -> Instant | None:
        return self.beats.get(session)

    def key_in_log(self, person: str) -> str:
        return next((row.public for row in self.table(SigningKeyRow) if row.person == person), "")

    def products(self) -> list[Product]:
        return [row.product for row in sorted(self.table(ProductRow), key=_order)]

    def moves(self) -> list[StockMove]:
        return [row.move for row in sorted(self.table(StockRow), key=_order)]

    def uses(self, since_utc_ms: int = 0) -> Iterator[UnitUse]:
        used = [each for view in self.views.values() for each in view.products]
        return (_unit(each) for each in used if each.used_utc_ms >= since_utc_ms)

    def lots_like(self, lot: str) -> list[UnitUse]:
        alike = [each for view in self.views.values() for each in view.products if each.lot_look == look_key(lot) != ""]
        others = [_unit(each) for each in alike if each.lot_key != lot_key(lot)]
        return sorted(others, key=lambda each: (each.utc_ms, each.lot))

    def unit_uses(self, serial: str) -> list[tuple[str, UnitUse]]:
        return [
            (view.id, _unit(each))
            for view in self.views.values()
            for each in view.products
            if each.serial_key == lot_key(serial)
        ]

    def lot_uses(self, lot: str) -> list[LotUseView]:
        people = {person.id: person.name for person in self.people(gone=True)}
        found = []
        for view in self._numbered():
            known = self.client(view.client)
            name, contact = (known.profile.name, known.profile.contact) if known else ("", "")
            born = known.profile.born if known else ""
            found += [
                LotUseView(
                    view.id, view.client, name, contact, view.number, view.begun_utc_ms,
                    people.get(view.operator, ""), each, tuple(zone.zone for zone in view.zones), view.begun_min, born,
                )
                for each in view.products
                if each.lot_key == lot_key(lot)
            ]  # fmt: skip
        return found


def _unit(used: ProductView) -> UnitUse:
    return UnitUse(used.use, used.name, used.gtin, used.lot, used.serial, used.expiry, used.used_utc_ms)


def _place(client: ClientView) -> tuple[str, str]:
    return search_key(client.profile.name), client.id


def _is_asked(client: ClientView, asked: Asked) -> bool:
    words = search_words(client.profile.name, client.profile.born, client.profile.contact).split()
    return all(any(all(any(word.startswith(each) for word in words) for each in way) for way in ways) for ways in asked)


def _no_case(text: str) -> str:
    """As the database compares: capitals of ASCII alone are small letters."""
    return "".join(char.lower() if char.isascii() else char for char in text)


def _order(row: PersonRow | AdoptionRow | ProductRow | StockRow) -> tuple[int, str]:
    return row.place.number, row.place.store

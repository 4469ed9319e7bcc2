"""What the views answer, in memory."""

from typing import Any, Literal

import msgspec

from console.app.ports import AdoptionView, ClientView, LotUseView, SessionStatus, SessionView
from console.core.clock import Instant
from console.core.people import Operator, Profile, Right
from console.core.stock import Product, StockMove, UnitUse
from tests.support.memory_log import MemoryLog

_rights = msgspec.json.Decoder(tuple[Right, ...])


class MemoryQueries(MemoryLog):
    """Reads the rows of the log, and the session views."""

    def sessions(
        self, client: str = "", status: SessionStatus | Literal[""] = "", ended_since_utc_ms: int | None = None
    ) -> list[SessionView]:
        return [
            view
            for view in reversed(self.views.values())
            if client in ("", view.client)
            and status in ("", view.status)
            and (ended_since_utc_ms is None or (view.ended_utc_ms or 0) >= ended_since_utc_ms)
        ]

    def clients(self) -> list[ClientView]:
        counts = [view.client for view in self.views.values()]
        rows: dict[Any, tuple[Any, ...]] = self.table("clients")
        found = [ClientView(id_, Profile(*values), counts.count(id_)) for id_, values in rows.items()]
        return sorted(found, key=lambda each: (each.profile.name.lower(), each.id))

    def client(self, client: str) -> ClientView | None:
        return next((each for each in self.clients() if each.id == client), None)

    def people(self, gone: bool = False) -> list[Operator]:
        removed = () if gone else self.table("people_removed")
        rows: dict[Any, tuple[Any, ...]] = self.table("people")
        return [
            Operator(id_, name, _rights.decode(rights), depth)
            for id_, (_, name, rights, depth) in sorted(rows.items(), key=lambda row: row[1][0])
            if id_ not in removed
        ]

    def adoption(self, digest: str = "") -> AdoptionView | None:
        rows: dict[Any, tuple[Any, ...]] = self.table("protocols")
        found = [(id_, *values) for id_, values in rows.items() if digest in ("", id_)]
        id_, _, *values = max(found, key=lambda row: row[1], default=("", 0))
        return AdoptionView(id_, *values) if values else None

    def last_beat(self, session: str) -> Instant | None:
        return self.beats.get(session)

    def key_in_log(self, person: str) -> str:
        return str(self.table("signing_keys").get(person, ("",))[0])

    def products(self) -> list[Product]:
        rows: dict[Any, tuple[Any, ...]] = self.table("products")
        return [
            Product(id_, name, use, agent, gtin, bool(single), named)
            for id_, (_, named, name, use, agent, gtin, single) in sorted(rows.items(), key=lambda row: row[1][0])
        ]

    def moves(self) -> list[StockMove]:
        rows: dict[Any, tuple[Any, ...]] = self.table("stock")
        return [
            StockMove(product, lot, serial, expiry, count, bool(counted), utc_ms)
            for _, (product, lot, serial, expiry, count, counted, utc_ms) in sorted(rows.items())
        ]

    def uses(self, since_utc_ms: int = 0) -> list[UnitUse]:
        used = [each for view in self.views.values() for each in view.products]
        return [
            UnitUse(each.use, each.name, each.gtin, each.lot, each.serial, each.expiry, each.used_utc_ms)
            for each in used
            if each.used_utc_ms >= since_utc_ms
        ]

    def unit_uses(self, serial: str) -> list[tuple[str, str, int]]:
        return [
            (view.id, each.gtin, each.used_utc_ms)
            for view in self.views.values()
            for each in view.products
            if each.serial == serial
        ]

    def lot_uses(self, lot: str) -> list[LotUseView]:
        people = {person.id: person.name for person in self.people(gone=True)}
        found = []
        for view in sorted(self.views.values(), key=lambda each: (each.begun_utc_ms, each.id), reverse=True):
            known = self.client(view.client)
            name, contact = (known.profile.name, known.profile.contact) if known else ("", "")
            found += [
                LotUseView(
                    view.id, view.client, name, contact, view.number, view.begun_utc_ms,
                    people.get(view.operator, ""), each, tuple(zone.zone for zone in view.zones),
                )
                for each in view.products
                if each.lot.casefold() == lot.casefold()
            ]  # fmt: skip
        return found

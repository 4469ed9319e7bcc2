"""The part of the store in memory that answers about products."""

from console.app.ports import ClientView, SessionView, UsedOn
from console.core.events import Event, ProductNamed, StockCounted, StockReceived
from console.core.people import Operator
from console.core.stock import Product, StockMove, UnitUse


class MemoryShelf:
    log: list[Event]
    views: dict[str, SessionView]

    def client(self, client: str) -> ClientView | None:
        raise NotImplementedError

    def people(self, gone: bool = False) -> list[Operator]:
        raise NotImplementedError

    def products(self) -> list[Product]:
        found: dict[str, Product] = {}
        for event in self.log:
            if isinstance(event.body, ProductNamed):
                named = event.body
                first = found[named.product].named_utc_ms if named.product in found else event.at.utc_ms
                found[named.product] = Product(
                    named.product, named.name, named.use, named.agent, named.gtin, named.single_use, first
                )
        return list(found.values())

    def moves(self) -> list[StockMove]:
        made = []
        for event in self.log:
            body = event.body
            if isinstance(body, StockReceived | StockCounted):
                expiry = body.expiry if isinstance(body, StockReceived) else ""
                counted = isinstance(body, StockCounted)
                which = (body.product, body.lot, body.serial)
                made.append(StockMove(*which, expiry, body.count, counted, event.at.utc_ms))
        return made

    def uses(self, since_utc_ms: int = 0) -> list[UnitUse]:
        used = [each for view in self.views.values() for each in view.products]
        return [
            UnitUse(each.use, each.name, each.gtin, each.lot, each.serial, each.expiry, each.used_utc_ms)
            for each in used
            if each.used_utc_ms >= since_utc_ms
        ]

    def used_units(self, serial: str) -> list[tuple[str, str, int]]:
        return [
            (view.id, each.gtin, each.used_utc_ms)
            for view in self.views.values()
            for each in view.products
            if each.serial == serial
        ]

    def used_on(self, lot: str) -> list[UsedOn]:
        people = {person.id: person.name for person in self.people(gone=True)}
        found = []
        for view in sorted(self.views.values(), key=lambda each: (each.begun_utc_ms, each.id), reverse=True):
            known = self.client(view.client)
            name, contact = (known.profile.name, known.profile.contact) if known else ("", "")
            found += [
                UsedOn(
                    view.id, view.client, name, contact, view.number, view.begun_utc_ms,
                    people.get(view.operator, ""), each, tuple(zone.zone for zone in view.zones),
                )
                for each in view.products
                if each.lot.casefold() == lot.casefold()
            ]  # fmt: skip
        return found

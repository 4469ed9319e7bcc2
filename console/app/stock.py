"""The shelf: products named, lots received and counted, what is left and what expires."""

from datetime import date

from msgspec import Struct

from console.app.clinic import Clinic
from console.app.local_time import day_in
from console.app.ports import Store
from console.app.rights import need_anybody, need_one_of
from console.core.clinic_state import ClinicState, decide, named_product
from console.core.clock import Clock
from console.core.events import ProductNamed, StockCounted, StockReceived
from console.core.names import one_line, serial_key
from console.core.product_codes import kept_code
from console.core.products import allow_codes, iso_day
from console.core.refusal import Refusal
from console.core.stock import Product, StockLine, expiry_counts, product_with, stock_lines

MOST = 9_999
"""Units at once: beyond it a figure is a slip of the finger."""


class StockLevels(Struct, frozen=True):
    """The lots on the shelf today; `warn_days` before its expiry a lot is pointed out."""

    lines: tuple[StockLine, ...]
    products: tuple[Product, ...]
    warn_days: int

    @property
    def pointed_out(self) -> tuple[int, int]:
        """Return how many lots still there have expired, and how many soon will."""
        return expiry_counts(self.lines)


class Stock:
    """One method, one event; every one raises StoreError, or Refusal.

    Who takes in a delivery or counts the shelf needs no right of their own, but must be signed in. A product is named
    by who treats or who manages: with its name goes whether a unit may be used again.
    """

    def __init__(self, store: Store, clinic: Clinic, clock: Clock, zone: str) -> None:
        self._store, self._clinic, self._clock, self._zone = store, clinic, clock, zone

    def today(self) -> date:
        """Return today where the clinic is."""
        return day_in(self._zone, self._clock.now().utc_ms)

    def name(self, product: Product) -> Product:
        """Name a new product where its id is "", else that one. Names and codes tell products apart."""
        need_one_of(self._store, self._clinic.actor, "treat", "manage")
        marks = (product.name, product.use, product.agent, product.gtin, product.single_use, product.holds)
        known = ClinicState(products={each.id: each for each in self._store.products()})
        named = decide(known, ProductNamed(product.id or self._clinic.new_id(), *marks))
        assert isinstance(named, ProductNamed)
        self._store.append(self._clinic.event(named))
        return named_product(named, product.named_utc_ms)

    def receive(self, product: str, lot: str, expiry: str, serial: str, count: int) -> None:
        """Record that so many units came; one with a serial number comes once."""
        lot, serial = self._allow(product, lot, serial)
        if expiry:
            iso_day(expiry)
        if not 1 <= count <= MOST:
            raise Refusal("count-range", most=MOST)
        if serial and count > 1:
            raise Refusal("serial-is-one")
        unit = (product, serial_key(serial))
        if unit[1] and unit in (
            (each.product, serial_key(each.serial)) for each in self._store.moves() if not each.counted
        ):
            raise Refusal("unit-received", serial=serial)
        self._store.append(self._clinic.event(StockReceived(product, lot, expiry, serial, count)))

    def count(self, product: str, lot: str, serial: str, count: int, reason: str) -> None:
        """Record that so many are there, whatever was reckoned."""
        lot, serial = self._allow(product, lot, serial)
        if not 0 <= count <= MOST:
            raise Refusal("count-range", most=MOST)
        body = StockCounted(product, lot, serial, count, one_line(reason, "code-unreadable"))
        self._store.append(self._clinic.event(body))

    def find(self, code: str) -> Product | None:
        """Return the product with this code, or of another pack of it, as scanned or typed; None for none."""
        return product_with(self._store.products(), kept_code(code))

    def levels(self) -> StockLevels:
        """Return everything, by product, soonest expiry first. Reads every use: for a second thread."""
        products = self._store.products()
        if not products:
            return StockLevels((), (), 0)
        rules = self._clinic.protocol()[1].stock
        warn, low = rules.warn_days.value, rules.low_count.value
        uses = self._store.uses(min(each.named_utc_ms for each in products))
        found = stock_lines(
            products, self._store.moves(), uses, self.today(),
            0 if warn is None else round(warn), None if low is None else round(low),
        )  # fmt: skip
        return StockLevels(tuple(found), tuple(products), 0 if warn is None else round(warn))

    def _allow(self, product: str, lot: str, serial: str) -> tuple[str, str]:
        """Return lot and serial number, each as one line."""
        need_anybody(self._store, self._clinic.actor)
        if product not in {each.id for each in self._store.products()}:
            raise Refusal("unknown-product")
        lot, serial = (one_line(each, "code-unreadable") for each in (lot, serial))
        allow_codes(lot, serial)
        return lot, serial

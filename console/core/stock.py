"""The stock: what was received, counted and used, and what is left, as pure arithmetic."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from console.core.events import StockUse
from console.core.looks import look_key
from console.core.names import lot_key, same_key, serial_key
from console.core.people import joined_groups
from console.core.product_codes import code_key, is_same_item

StockMark = Literal["expired", "soon", "unreceived", "none", "low"]
LotKey = tuple[str, str, str]
"""Product id, lot and serial number as compared; "" for the serial of units that are not told apart."""


class Product(Struct, frozen=True):
    """A product that the clinic keeps. `agent`: a numbing agent's id in the protocol, or ""; gtin: its code."""

    id: str
    name: str
    use: StockUse
    agent: str = ""
    gtin: str = ""
    single_use: bool = False
    named_utc_ms: int = 0
    holds: tuple[str, ...] = ()
    """The groups of the protocol that it holds, or "none" alone; none at all: nobody said which."""


class StockMove(Struct, frozen=True):
    """Units that came, or with `counted` how many there were. Expiry is an ISO day or ""."""

    product: str
    lot: str
    serial: str
    expiry: str
    count: int
    counted: bool
    utc_ms: int


class UnitUse(Struct, frozen=True):
    """One unit used in a session. For a numbing agent, use is "numbing" and name the agent's id."""

    use: str
    name: str
    gtin: str
    lot: str
    serial: str
    expiry: str
    utc_ms: int


class StockLine(Struct, frozen=True):
    """One lot of a product.

    received  units that came since the last count, or ever
    used      units used since then
    counted   what the last count found; None where nobody counted
    """

    product: Product
    lot: str
    serial: str
    expiry: str
    received: int
    used: int
    counted: int | None = None
    marks: tuple[StockMark, ...] = ()
    alike: tuple[str, ...] = ()
    """Other lots, or serial numbers, of the product that look like this one."""

    @property
    def on_hand(self) -> int:
        """Return the units left; below 0 where more were used than came."""
        return (self.counted or 0) + self.received - self.used


def product_with(products: Iterable[Product], code: str) -> Product | None:
    """Return the product with this code, else the one of whose other packs it is; None for none."""
    known = [each for each in products if is_same_item(each.gtin, code)]
    return next((each for each in known if code_key(each.gtin) == code_key(code)), next(iter(known), None))


def product_of(products: Iterable[Product], use: str, name: str, gtin: str) -> Product | None:
    """Return the product that was used, by its code where both have one, else by agent or name; None for none."""
    known = list(products)
    by_code = product_with(known, gtin)
    if by_code:
        return by_code
    called = same_key(name)
    return next(
        (
            each
            for each in known
            if not (gtin and each.gtin)
            and (each.agent == name if use == "numbing" else each.use == use and same_key(each.name) == called)
        ),
        None,
    )


def held_by(products: Iterable[Product], use: str, name: str, gtin: str, agent: str = "") -> tuple[str, ...]:
    """Return the groups that a product holds, as the clinic keeps it: by its code, else its name and kind, name, agent.

    A code of another pack of it, or another kind that it was put down as, makes it no other. Of several that may be
    meant all counts; () where nobody said it.
    """
    known, called = [each for each in products if each.holds], same_key(name)
    tiers = (
        [each for each in known if is_same_item(each.gtin, gtin)],
        [each for each in known if each.use == use and same_key(each.name) == called],
        [each for each in known if same_key(each.name) == called],
        [each for each in known if agent and each.agent == agent],
    )
    return joined_groups(each.holds for each in next(filter(None, tiers), []))


def stock_lines(
    products: Sequence[Product],
    moves: Iterable[StockMove],
    uses: Iterable[UnitUse],
    today: date,
    warn: int,
    low: int | None,
) -> list[StockLine]:
    """Return every lot that came, was counted or was used since its product was named.

    They are sorted by product, the soonest expiry first.
    moves in the order in which they were recorded: a clock that was set back moves no count before what it counted
    warn  days before its expiry from which a lot is marked "soon"
    low   units left from which it is marked "low"; None for no such mark
    """
    known = {each.id: each for each in products}
    came: dict[LotKey, list[StockMove]] = {}
    for move in (each for each in moves if each.product in known):
        came.setdefault((move.product, lot_key(move.lot), serial_key(move.serial)), []).append(move)
    gone = _uses_by_lot(products, uses, came)
    made = [_line(known[key[0]], came.get(key, []), gone.get(key)) for key in {**came, **gone}]
    marked = [_mark(each, today, warn, low) for each in _alike(made)]
    return sorted(
        marked, key=lambda each: (same_key(each.product.name), each.expiry or "9", lot_key(each.lot), each.serial)
    )


class _Gone(Struct):
    """What was used of a lot: how it was called first, an expiry that was recorded, and how much since it was counted.

    Years of uses are gone through, and none is kept.
    """

    lot: str
    expiry: str = ""
    used: int = 0


def _uses_by_lot(
    products: Sequence[Product], uses: Iterable[UnitUse], came: Mapping[LotKey, Sequence[StockMove]]
) -> dict[LotKey, _Gone]:
    """Return what was used since each product was named, by lot; by unit where that unit came as such."""
    gone: dict[LotKey, _Gone] = {}
    found: dict[tuple[str, str, str], Product | None] = {}
    units: dict[LotKey, list[str]] = {}
    for *lot, serial in came:
        units.setdefault((lot[0], lot[1], lot_key(serial)), []).append(serial)
    since = {key: _counted_at(moves) for key, moves in came.items()}
    for used in uses:
        named = (used.use, used.name, used.gtin)
        if named not in found:
            found[named] = product_of(products, *named)
        product = found[named]
        if product and used.utc_ms >= product.named_utc_ms:
            unit = (product.id, lot_key(used.lot), lot_key(used.serial))
            key = (*unit[:2], _unit_that_came(units.get(unit, []), used.serial))
            told = gone.setdefault(key, _Gone(used.lot))
            told.expiry = told.expiry or used.expiry
            counted = since.get(key)
            told.used += counted is None or used.utc_ms > counted
    return gone


def _counted_at(moves: Sequence[StockMove]) -> int | None:
    """Return when the last of these that counted did; None where none did."""
    return next((each.utc_ms for each in reversed(moves) if each.counted), None)


def _unit_that_came(units: Sequence[str], serial: str) -> str:
    """Return the serial of the unit as it came: written so, else the one that was written with other dashes; or ""."""
    exact = serial_key(serial)
    return exact if exact in units else units[0] if len(units) == 1 else ""


def _alike(lines: Sequence[StockLine]) -> list[StockLine]:
    """Return the lines with what each may be mixed up with: a lot of the same look, a number with other dashes."""
    looks: dict[tuple[str, str, str], list[StockLine]] = {}
    for each in lines:
        looks.setdefault((each.product.id, look_key(each.lot), lot_key(each.serial)), []).append(each)
    return [
        replace(
            line, alike=tuple(each.serial if lot_key(each.lot) == lot_key(line.lot) else each.lot for each in others)
        )
        if look != "" and (others := [each for each in group if each is not line])
        else line
        for (_, look, _), group in looks.items()
        for line in group
    ]


def expiry_counts(shelf: Iterable[StockLine]) -> tuple[int, int]:
    """Return how many lots on hand have expired, and how many will soon."""
    there = [each for each in shelf if each.on_hand > 0]
    return sum("expired" in each.marks for each in there), sum("soon" in each.marks for each in there)


def _line(product: Product, came: Sequence[StockMove], gone: _Gone | None) -> StockLine:
    at = max((index for index, each in enumerate(came) if each.counted), default=-1)
    lot = came[0].lot if came else gone.lot if gone else ""
    days = [each.expiry for each in reversed(came)] + ([gone.expiry] if gone else [])
    received = sum(each.count for each in came[at + 1 :])
    serial = came[0].serial.strip() if came else ""
    counted = came[at].count if at >= 0 else None
    used = gone.used if gone else 0
    return StockLine(product, lot.strip(), serial, next(filter(None, days), ""), received, used, counted)


def _mark(line: StockLine, today: date, warn: int, low: int | None) -> StockLine:
    marks: list[StockMark] = []
    if line.expiry:
        ends = date.fromisoformat(line.expiry)
        if ends < today:
            marks.append("expired")
        elif ends <= today + timedelta(days=warn):
            marks.append("soon")
    if line.on_hand < 0:
        marks.append("unreceived")
    elif line.on_hand == 0:
        marks.append("none")
    elif low is not None and line.on_hand <= low:
        marks.append("low")
    return replace(line, marks=tuple(marks))

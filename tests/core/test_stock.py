"""The shelf's arithmetic: received, counted anew, used, and never hidden when it does not fit."""

from collections.abc import Iterator
from datetime import date
from weakref import ref

import pytest
from msgspec.structs import replace

from console.core.stock import Product, StockMove, UnitUse, expiry_counts, held_by, product_of, stock_lines

TODAY = date(2026, 3, 2)
TIP = Product("tip", "Tip 12", "cartridge", "", "04012345678901", True)
GEL = Product("gel", "Glide gel", "glide")
LIDO = Product("lido", "Lidocaine tube", "numbing", "lidocaine-4")
ALL = [TIP, GEL, LIDO]


def came(
    count: int, lot: str = "L1", expiry: str = "", at: int = 1, product: str = "tip", serial: str = ""
) -> StockMove:
    return StockMove(product, lot, serial, expiry, count, False, at)


def counted(count: int, at: int, lot: str = "L1", serial: str = "") -> StockMove:
    return StockMove("tip", lot, serial, "", count, True, at)


def used(at: int = 2, lot: str = "L1", serial: str = "", gtin: str = TIP.gtin, name: str = "Tip 12") -> UnitUse:
    return UnitUse("cartridge", name, gtin, lot, serial, "", at)


def left(moves: list[StockMove], uses: list[UnitUse]) -> dict[tuple[str, str], int]:
    return {(each.lot, each.serial): each.on_hand for each in stock_lines(ALL, moves, uses, TODAY, 30, None)}


def test_on_hand_is_what_came_less_what_was_used() -> None:
    assert left([came(10), came(5)], [used(), used()]) == {("L1", ""): 13}
    assert left([came(10), came(5, "L2")], [used(lot="l2 ")]) == {("L1", ""): 10, ("L2", ""): 4}


def test_a_count_sets_anew() -> None:
    moves = [came(10, at=1), counted(4, 5), came(2, at=7)]
    assert left(moves, [used(2), used(5), used(6)]) == {("L1", ""): 5}
    assert left([*moves, counted(0, 9)], [used(6)]) == {("L1", ""): 0}


def test_a_count_counts_whatever_the_clock_said() -> None:
    """Ten came, the clock was set back, three were counted; what was used after the count is told by its time."""
    assert left([came(10, at=100), counted(3, 50)], []) == {("L1", ""): 3}
    assert left([came(10, at=100), counted(3, 50)], [used(40), used(60)]) == {("L1", ""): 2}
    (line,) = stock_lines(
        ALL, [came(1, expiry="2027-01-31", at=9), came(1, expiry="2027-02-28", at=2)], [], TODAY, 0, None
    )
    assert line.expiry == "2027-02-28", "as it was told last"


@pytest.mark.parametrize("moves", [[], [came(1)]])
def test_more_used_than_came_is_shown(moves: list[StockMove]) -> None:
    (line,) = stock_lines(ALL, moves, [used(), used(), used()], TODAY, 30, None)
    assert line.on_hand == len(moves) - 3
    assert line.marks == ("unreceived",)


def test_a_use_without_its_lot_is_shown() -> None:
    assert left([came(2)], [used(lot="")]) == {("L1", ""): 2, ("", ""): -1}


def test_units_are_counted_by_their_serial_where_they_came_with_it() -> None:
    moves = [came(1, serial="S1"), came(1, serial="S2"), came(5)]
    assert left(moves, [used(serial="S2"), used(serial="S9")]) == {("L1", ""): 4, ("L1", "S1"): 1, ("L1", "S2"): 0}


def test_what_was_used_before_a_product_was_named_is_not_counted() -> None:
    late = Product("tip", "Tip 12", "cartridge", "", TIP.gtin, True, 50)
    assert stock_lines([late], [], [used(49)], TODAY, 30, None) == []
    assert len(stock_lines([late], [], [used(50)], TODAY, 30, None)) == 1


def test_a_product_is_known_by_its_code_before_its_name() -> None:
    other = Product("other", "Tip 12", "cartridge", "", "00000096385074")
    assert product_of([other, TIP], "cartridge", "Tip 12", "4012345678901") == TIP
    assert product_of([other, TIP], "cartridge", " tip 12", "") == other
    assert product_of([TIP], "cartridge", "Tip 12", "10614141000415") is None
    assert product_of(ALL, "glide", "GLIDE GEL", "10614141000415") == GEL
    assert product_of(ALL, "numbing", "lidocaine-4", "") == LIDO
    assert product_of(ALL, "aftercare", "Glide gel", "") is None


@pytest.mark.parametrize(
    ("expiry", "marks"),
    [("2026-03-01", ("expired",)), ("2026-03-02", ("soon",)), ("2026-04-01", ("soon",)), ("2026-04-02", ()), ("", ())],
)
def test_expiry_marks(expiry: str, marks: tuple[str, ...]) -> None:
    (line,) = stock_lines(ALL, [came(3, expiry=expiry)], [], TODAY, 30, None)
    assert line.marks == marks


@pytest.mark.parametrize(("low", "marks"), [(None, ()), (1, ()), (2, ("low",)), (9, ("low",))])
def test_low_is_what_the_clinic_says(low: int | None, marks: tuple[str, ...]) -> None:
    (line,) = stock_lines(ALL, [came(2)], [], TODAY, 30, low)
    assert line.marks == marks


def test_only_what_is_still_there_is_pointed_out() -> None:
    moves = [came(1, "A", "2026-01-01"), came(1, "B", "2026-01-01"), came(1, "C", "2026-03-20"), came(1, "D")]
    assert expiry_counts(stock_lines(ALL, moves, [used(lot="A")], TODAY, 30, None)) == (1, 1)


def test_soonest_expiry_first() -> None:
    moves = [came(1, "A"), came(1, "B", "2027-01-01"), came(1, "C", "2026-12-01"), came(1, "Z", product="gel")]
    assert [each.lot for each in stock_lines(ALL, moves, [], TODAY, 30, None)] == ["Z", "C", "B", "A"]


SHELF = [
    replace(TIP, holds=("steel",)),
    replace(GEL, gtin="04006381333931", holds=("glycol",)),
    Product("serum", "Glide gel", "serum", holds=("none",)),
    replace(LIDO, holds=("latex",)),
    Product("pot", "Pot", "numbing", "lidocaine-4", "04007817327098", holds=("none",)),
    Product("unsaid", "Unsaid", "other", gtin="04260000000004"),
]
HELD = [
    (("cartridge", "Tip", "4012345678901"), ("steel",)),
    (("cartridge", "Tip", "14012345678908"), ("steel",)),
    (("glide", "Glide  GEL", ""), ("glycol",)),
    (("glide", "Glide gel", "04012345678918"), ("glycol",)),
    (("serum", "Glide gel", ""), ("none",)),
    (("topical", "Glide gel", ""), ("glycol",)),
    (("glide", "Other", ""), ()),
    (("other", "Glide gel", "04260000000004"), ("glycol",)),
    (("numbing", "", "", "lidocaine-4"), ("latex",)),
    (("numbing", "Pot", "", "lidocaine-4"), ("none",)),
    (("numbing", "", "04007817327098", "lidocaine-4"), ("none",)),
    (("numbing", "", "", "lidocaine-5"), ()),
]


@pytest.mark.parametrize(("used", "held"), HELD)
def test_what_a_product_holds_is_known_by_any_pack_and_kind_of_it(
    used: tuple[str, str, str], held: tuple[str, ...]
) -> None:
    assert held_by(SHELF, *used) == held


class Seen(UnitUse, frozen=True, weakref=True):
    """A use of which it can be told whether somebody still holds it."""


def test_years_of_uses_are_counted_and_none_is_held() -> None:
    alive: list[ref[Seen]] = []

    def uses() -> Iterator[UnitUse]:
        for at in range(50):
            made = Seen("cartridge", TIP.name, TIP.gtin, "L1", "", "2027-01-31" if at else "", at)
            alive.append(ref(made))
            yield made
            del made
            assert sum(each() is not None for each in alive) <= 2

    (line,) = stock_lines([TIP], [counted(9, 29)], uses(), TODAY, 30, None)
    assert (line.used, line.on_hand, line.expiry) == (20, -11, "2027-01-31")

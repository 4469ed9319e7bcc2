"""Codes of two packs, in every order, into every form that takes a scan: no form holds fields of both untold."""

from collections.abc import Callable, Iterator
from itertools import permutations

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from console.core.events import ProductUsed
from console.core.stock import Product
from console.exchange.contents import Udi
from console.exchange.udi import read_udi
from console.ui.kit.day_line import DayLine
from console.ui.kit.layouts import column
from console.ui.kit.pack_fields import Pack
from console.ui.session.lot_form import LotForm
from console.ui.session.product_form import ProductForm
from console.ui.stock import naming_form
from console.ui.stock.stock_forms import DeliveryForm
from tests.support.left_open import discard
from tests.support.start_points import prepared
from tests.support.texts import WORDS
from tests.support.window_room import RunScreenRoom

GS = "\x1d"
PACKS: dict[str, tuple[str, ...]] = {
    "tip": (f"]d201040123456789011727063010AB12{GS}21S1", "]d20104012345678901", f"]d210AB12{GS}17270630"),
    "next tip": ("]d201040123456789011728013110CD34",),
    "gel": ("]d201095060001343521729063010EF56", "]d210EF56"),
    "of HIBCC": ("+A99912345/$$52001510X3/16D20111212/S77DEFG457", "+A123BJC5D6E71G", "+$$52001510X3GD"),
    "other of HIBCC": ("+H123ABC01234567890D",),
    "of IFA": ("[)>\x1e06\x1d9N110375286414\x1d1T12345ABCD\x1dD280617\x1dS12345\x1e\x04", "-27580899"),
}
CODES = {code: read_udi(code, 2026) for codes in PACKS.values() for code in codes}
PRODUCTS = [Product("1", "Tip", "cartridge", "", "04012345678901"), Product("2", "Gel", "glide", "", "09506000134352")]
Held = Callable[[], Udi]
Form = tuple[QWidget, Callable[[Udi], object], Held, Callable[[], str]]


def of_pack(form: QWidget, pack: Pack, take: Callable[[Udi], object]) -> Form:
    return form, take, lambda: pack.stands, pack.accessibleName


def product(desk: RunScreenRoom, name: str = "") -> Form:
    form = ProductForm(desk.page.context)
    form._name.setText(name)
    form._go_on = lambda: None  # type: ignore[method-assign]  # there is no sheet below it
    return of_pack(form, form._pack, form.take_scan)


def named(desk: RunScreenRoom) -> Form:
    return product(desk, "Numb gel")


def cream(desk: RunScreenRoom) -> Form:
    """Its fields; which of two packs it was is asked before them."""
    form, expiry = QWidget(), DayLine(WORDS, desk.model.today, 26)
    pack = Pack(WORDS, desk.model.today, expiry)
    form.setLayout(column(pack, pack.lot, expiry, expiry.reading))
    return of_pack(form, pack, pack.take)


def correction(desk: RunScreenRoom) -> Form:
    form = LotForm(desk.page.context, {"lot": "", "expiry": "", "gtin": "", "serial": ""})
    return of_pack(form, form.pack, form.take_scan)


def delivery(desk: RunScreenRoom) -> Form:
    form = DeliveryForm(WORDS, desk.theme, PRODUCTS, desk.model.today)
    return of_pack(form, form.scanned, form.take)


def naming(desk: RunScreenRoom) -> Form:
    form = naming_form.ProductForm(WORDS, desk.theme, (), (), None, desk.model.today)
    form.name_field.setText("Tip")
    return form, form.take, lambda: form._stands, form.scanned.accessibleName


@pytest.fixture(params=[product, named, cream, correction, delivery, naming])
def make(desk: RunScreenRoom, request: pytest.FixtureRequest) -> Iterator[Callable[[], Form]]:
    made: list[Form] = []

    def make() -> Form:
        made.append(request.param(desk))
        return made[-1]

    yield make
    QApplication.processEvents()
    discard(*(each[0] for each in made))


def facts(udi: Udi) -> set[tuple[str, str]]:
    every = {"code": udi.product_code, "lot": udi.lot, "expiry": udi.expiry, "serial": udi.serial}
    return {(name, value) for name, value in every.items() if value}


def test_no_form_holds_fields_of_two_packs(make: Callable[[], Form]) -> None:
    tried = 0
    for one, other in permutations(PACKS, 2):
        for first in PACKS[one]:
            for second in PACKS[other]:
                if not contradict(CODES[first], CODES[second]):
                    continue
                tried += 1
                _, take, held, told = make()
                take(CODES[first])
                take(CODES[second])
                of_first = facts(held()) - facts(CODES[second])
                of_second = facts(held()) - facts(CODES[first])
                assert not (of_first and of_second), (first, second, held())
                assert of_second or "another pack" in told(), (first, second, told())
    assert tried > 20


def contradict(one: Udi, other: Udi) -> bool:
    """Whether the codes themselves tell that they are of two packs: by a field that differs, or a link."""
    names = ("product_code", "lot", "expiry", "serial", "link")
    return any(getattr(one, n) and getattr(other, n) and getattr(one, n) != getattr(other, n) for n in names)


def test_codes_of_one_pack_fill_one_form_in_any_order(make: Callable[[], Form]) -> None:
    whole, *parts = PACKS["tip"]
    for order in permutations(parts):
        _, take, held, _ = make()
        for code in order:
            take(CODES[code])
        assert facts(held()) == facts(CODES[whole]) - {("serial", "S1")}


def test_a_correction_keeps_the_product_and_takes_the_next_unit_whole(desk: RunScreenRoom) -> None:
    stands = {"lot": "AB12", "expiry": "2027-06-30", "gtin": "04012345678901", "serial": "S1"}
    form = LotForm(desk.page.context, stands)
    form.take_scan(CODES[PACKS["gel"][0]])
    assert form.right() == stands
    assert "another pack" in form.pack.accessibleName()
    form.take_scan(Udi(lot="CD34"))
    assert form.right() == {"lot": "CD34", "expiry": "", "gtin": "04012345678901", "serial": ""}
    discard(form)


def test_a_delivery_that_was_counted_is_kept_from_another_product_and_counted_anew_for_another_lot(
    desk: RunScreenRoom,
) -> None:
    form = DeliveryForm(WORDS, desk.theme, PRODUCTS, desk.model.today)
    assert not form.ready(), "nobody has chosen a product"
    form.take(Udi("04012345678901", "A"))
    form.count.setText("5")
    form.take(Udi("09506000134352"))
    assert (form.product, form.input.lot, form.input.count) == (PRODUCTS[0], "A", 5)
    form.take(Udi("04012345678901", "B"))
    assert (form.product, form.input.lot, form.input.count) == (PRODUCTS[0], "B", 1)
    discard(form)


def test_a_scan_fills_in_the_correction_of_a_lot(desk: RunScreenRoom) -> None:
    desk.lead(prepared)
    desk.model.propose(ProductUsed("cleanser", "Skin wash", "L1", gtin="04012345678901", serial="S1"))
    desk.settle()
    desk.key("m")
    for press in ("Correct another entry …", "10:00, Cleanser", "Lot or expiry"):
        desk.click(press)
    before = len(desk.state.history)
    assert desk.page.scan_form()
    assert desk.page.take_scan(Udi("04012345678901", "L2", "2027-06-30"))
    desk.settle()
    assert len(desk.state.history) == before, "nothing is recorded"
    desk.click("Put it right")
    desk.click("Wrong value")
    (used, _), *_ = desk.state.products
    assert (used.lot, used.expiry, used.gtin, used.serial) == ("L2", "2027-06-30", "04012345678901", "")

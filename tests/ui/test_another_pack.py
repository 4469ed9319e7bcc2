"""A product form in which something stands, and a scan of another pack."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit

from console.core.events import ProductUsed
from console.exchange.contents import Udi
from console.ui.kit.pack_fields import Pack
from tests.support.scans import choose_kind
from tests.support.start_points import prepared
from tests.support.window_room import RunScreenRoom

ENTER = Qt.Key.Key_Return
FIRST = Udi(lot="Q1", expiry="2027-06-30", code="+A99912345")
OTHER = Udi("04012345678901", "L9", "2028-01-31")


def recorded(desk: RunScreenRoom) -> list[tuple[str, str, str]]:
    found = [event.body for event in desk.state.history if isinstance(event.body, ProductUsed)]
    return [(each.name, each.gtin, each.lot) for each in found]


def told(desk: RunScreenRoom, part: str) -> bool:
    return any(part in each.text() for each in desk.page.prompt.findChildren(QLabel) if each.isVisible())


@pytest.mark.parametrize("other", [OTHER, Udi(code="9N112758089923"), Udi("04012345678901", "L9", others=(OTHER,))])
def test_nothing_is_recorded_under_another_packs_name(desk: RunScreenRoom, other: Udi) -> None:
    assert desk.page.take_scan(FIRST)
    desk.key("Numb gel")
    assert desk.page.take_scan(other)
    desk.settle()
    assert told(desk, "That was another pack")
    choose_kind(desk)
    desk.click("Record")
    assert recorded(desk) == [("Numb gel", "+A99912345", "Q1")]


def test_a_code_that_had_another_name_says_so(desk: RunScreenRoom) -> None:
    desk.lead(prepared)
    assert desk.page.take_scan(OTHER)
    desk.key("Skin wash")
    choose_kind(desk)
    desk.click("Record")
    desk.click("Add a product")
    desk.key(ENTER, "Numb gel")
    assert desk.page.take_scan(OTHER)
    desk.settle()
    assert told(desk, "Skin wash")


def test_a_code_typed_where_the_lot_goes_keeps_to_that_too(desk: RunScreenRoom) -> None:
    assert desk.page.take_scan(FIRST)
    desk.key("Numb gel")
    form = desk.page.prompt.findChildren(Pack)[-1]
    form.lot.setText("https://id.gs1.org/01/04012345678901/10/L9")
    form.lot.editingFinished.emit()
    assert told(desk, "That was another pack")
    choose_kind(desk)
    desk.click("Record")
    assert [(name, code) for name, code, _ in recorded(desk)] == [("Numb gel", "+A99912345")]


def test_the_next_unit_of_a_product_has_nothing_of_the_one_before(desk: RunScreenRoom) -> None:
    assert desk.page.take_scan(Udi("04012345678901", "AB 12", serial="S1"))
    desk.key("Tip")
    form = desk.page.prompt.findChildren(Pack)[-1]
    assert desk.page.take_scan(Udi("04012345678901", "ab-12", "2027-06-30"))
    assert (form.serial, form.expiry.iso) == ("S1", "2027-06-30"), "one lot, however it is written"
    assert desk.page.take_scan(Udi("04012345678901", "L2"))
    assert (form.lot.text(), form.serial, form.expiry.iso) == ("L2", "", "")


def test_a_name_that_was_wrong_is_put_right_and_the_old_one_stays_readable(desk: RunScreenRoom) -> None:
    desk.lead(prepared)
    desk.model.propose(ProductUsed("cleanser", "Numb gel", "L1"))
    desk.settle()
    desk.key("m")
    for press in ("Correct another entry …", "10:00, Cleanser", "Name or kind"):
        desk.click(press)
    field = desk.page.prompt.findChildren(QLineEdit)[-1]
    field.setText("Skin wash")
    desk.click("Put it right")
    desk.click("Wrong value")
    (used, _), *_ = desk.state.products
    assert (used.name, used.lot) == ("Skin wash", "L1")
    assert [(each.field, each.old, each.new) for each in desk.state.corrections] == [
        ("name", '"Numb gel"', '"Skin wash"')
    ]


def test_a_code_of_hibcc_without_its_check_character_is_told_and_no_sign_of_it_or_of_a_passphrase(
    desk: RunScreenRoom,
) -> None:
    for text, part in (("+A123BJC5D6E71", "looks like an HIBC code"), ("+Letmein1", "may be a PIN")):
        desk.window.scan_routing.take(text)
        shown = [each.text() for each in desk.window.findChildren(QLabel) if each.isVisible()]
        assert any(part in each for each in shown)
        assert not any(sign in each for each in shown for sign in (text, text[1:]))

"""The fields of a pack, filled by whatever code it has, whoever issued that."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from console.core.text.words import Words
from console.exchange.udi import read_udi
from console.ui.kit.day_line import DayLine
from console.ui.kit.pack_fields import Pack
from resources import Texts

WORDS = Words(Texts("en"))


@pytest.fixture
def pack(qtbot: QtBot) -> Iterator[Pack]:
    def today() -> date:
        return date(2026, 3, 2)

    made, page = Pack(WORDS, today, DayLine(WORDS, today)), QWidget()
    for each in (made, made.lot, made.expiry, made.expiry.reading):
        each.setParent(page)
    qtbot.addWidget(page)
    yield made
    page.deleteLater()


def scan(pack: Pack, text: str) -> str:
    pack.take(read_udi(text, 2026))
    return pack.accessibleName()


def test_two_codes_of_one_pack_fill_it(pack: Pack) -> None:
    assert scan(pack, "+A123BJC5D6E71G") == "✓ HIBC +A123BJC5D6E71"
    assert scan(pack, "+$$52001510X3GD") == "✓ HIBC +A123BJC5D6E71"
    assert (pack.code, pack.lot.text(), pack.expiry.iso) == ("+A123BJC5D6E71", "10X3", "2020-01-15")


def test_the_codes_of_two_packs_are_told(pack: Pack) -> None:
    scan(pack, "+$$52001510X3GD")
    assert "different packs" in scan(pack, "+H123ABC01234567890D")


def test_a_pack_of_the_century_before_is_told_to_have_expired(pack: Pack) -> None:
    scan(pack, "(01)04012345678901(17)991231")
    assert (pack.expiry.iso, pack.expiry.reading.text()) == ("1999-12-31", "⚠ 31 Dec 1999: expired")


@pytest.mark.parametrize(
    ("element", "said"),
    [
        ("15270600", "best before 30 Jun 2027"), ("70032601011200", "expires 1 Jan 2026 12:00"),
        ("7007260101260203", "harvested 1 Jan 2026–3 Feb 2026"), ("11250102", "made 2 Jan 2025"),
        ("3012", "not taken over: quantity 12"), ("240X5", "not taken over: (240) X5"),
        ("3710\x1d22AB", "not taken over: quantity 10, (22) AB"),
        ("16270231", "sell by 270231, which is no day\nA day in the code is no day."),
    ],
)  # fmt: skip
def test_what_is_not_taken_over_is_shown(pack: Pack, element: str, said: str) -> None:
    assert scan(pack, f"]d20104012345678901{element}").endswith(f"GTIN 04012345678901 · {said}")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("+EHWD3551419/$$900100F", "quantity 100"), ("+A99912349/$10X3/16D20111231/14D20200131/Q500Z", "quantity 500"),
        ("[)>\x1e06\x1d9N110375286414\x1dQ12\x1d27Q0990\x1e\x04", "quantity 12, (27Q) 0990"),
        ("https://id.gs1.org/01/04012345678901/22/2A?30=5", "(22) 2A, quantity 5"),
    ],
)  # fmt: skip
def test_so_it_is_of_codes_of_every_issuer(pack: Pack, text: str, said: str) -> None:
    assert scan(pack, text).endswith(f"not taken over: {said}")


def test_none_of_the_readings_fills_in_nothing(pack: Pack, qtbot: QtBot) -> None:
    scan(pack, "(10)A(21)X")
    ways = [each for each in pack.findChildren(QPushButton) if each.accessibleName()]
    assert [each.accessibleName() for each in ways] == ["lot A(21)X", "lot A · serial X", "None of these"]
    ways[-1].click()
    assert (pack.lot.text(), pack.settled()) == ("", True)
    assert "Type lot and expiry" in pack.accessibleName()


def test_what_is_another_product_begins_anew(pack: Pack) -> None:
    scan(pack, "+A99912345/$$52001510X3/16D20111212/S77DEFG457")
    assert scan(pack, "-27580899") == "✓ PZN 27580899"
    assert (pack.code, pack.lot.text(), pack.serial) == ("9N112758089923", "", "")


def test_signs_that_a_wedge_left_out_are_asked_about(pack: Pack) -> None:
    assert "more than one way" in scan(pack, "[)>069N1103752864141T12345ABCDD280617S12345")
    assert not pack.settled()


def test_an_order_without_a_mark_typed_where_the_lot_goes_is_asked_about(pack: Pack) -> None:
    pack.lot.setText("1021072911172405310100693570007182")
    pack.lot.editingFinished.emit()
    assert (pack.lot.text(), pack.settled()) == ("", False)


@pytest.mark.parametrize(
    "typed",
    ["+$$52001510X3GD", "[)>069N110375286414D280617", "https://id.gs1.org/01/04012345678901/10/AB12?17=270630"],
)
def test_a_code_typed_where_the_lot_goes(pack: Pack, typed: str) -> None:
    pack.lot.setText(typed)
    pack.lot.editingFinished.emit()
    assert pack.lot.text() != typed
    assert pack.expiry.iso


def test_the_reading_with_an_expiry_is_offered_first(pack: Pack) -> None:
    scan(pack, "[)>069N1103752864141T12345ABCDD280617S12345")
    offered = [each.accessibleName() for each in pack.findChildren(QPushButton)]
    assert offered[0] == "PZN 03752864 · lot 12345ABCD · expires 17 Jun 2028 · serial 12345"
    assert offered[-1] == "None of these"

"""A lot is one lot, and a unit one unit, however its number was written; what was typed stays readable."""

from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from console.app.recall import recall
from console.app.scripts.interpreter import play
from console.app.scripts.script_stage import Stage
from console.core.looks import look_key
from console.core.names import lot_key, serial_key
from console.core.recall import count_text
from console.core.stock import Product
from console.core.text.words import Words
from console.ui.stock.stock_text import line_text
from resources import Texts
from tests.support.refused import refused
from tests.support.stage import stage

WORDS = Words(Texts("en"))
WRITTEN = [
    "AB12", " ab 12", "AB\u00a01\u30002", "AB-12", "ab\u201112", "A\u2013B\u20141\u22122",
    "\uff21\uff22\uff0d\uff11\uff12", "AB\u200b12", "a-b-1-2", "AB\t12", "AB\u204312",
]  # fmt: skip
SCRIPT = """\
0:00:00  day 2026-03-09 10:00 Europe/Berlin
0:00:00  operator osei "Dr A. Osei"
0:00:00  client maya "Maya Lindqvist"
0:00:00  keep cartridge "Tip 12" gtin=4012345678901
0:00:00  keep glide "Gel"
0:00:00  receive "Tip 12" 5 lot="AB 12" expiry=2026-04-30
0:00:00  receive "Gel" 5 lot=AB12
0:00:00  begin maya as=one
0:01:00  @one product cartridge "Tip 12" lot=AB12 gtin=4012345678901
0:01:10  @one product cartridge "Tip 12" lot=ab-12
0:01:20  @one product glide "Gel" lot=AB–12
"""


@pytest.mark.parametrize("written", WRITTEN)
def test_one_lot_however_it_is_written(written: str) -> None:
    assert lot_key(written) == "ab12"


def test_what_is_another_lot_stays_another() -> None:
    different = ["AB12", "AB13", "AB.12", "AB/12", "AB_12", "A812", "ÄB12"]
    assert len({lot_key(each) for each in different}) == len(different)
    assert {lot_key(each) for each in ("", " ", "-", "–")} == {""}


@given(st.text(max_size=12))
def test_a_key_is_its_own_key_in_either_case(text: str) -> None:
    assert lot_key(lot_key(text)) == lot_key(text)
    assert lot_key(text.casefold()) == lot_key(text) == lot_key(f" {text}\u2010")


def test_the_shelf_has_one_line_of_it_as_it_was_written_first(played: Stage) -> None:
    shelf = {(each.product.name, each.lot): each.on_hand for each in played.stock.levels().lines}
    assert shelf == {("Tip 12", "AB 12"): 3, ("Gel", "AB12"): 4}


@pytest.mark.parametrize("asked", ["AB12", "ａｂ‐12"])
def test_a_recall_finds_all_of_it_as_it_was_typed_and_no_other_products(played: Stage, asked: str) -> None:
    def found(product: str = "") -> list[tuple[str, str]]:
        uses = recall(played.store, played.clinic, WORDS, asked, "UTC", 1_773_300_000_000, product).uses
        return [(each.product, each.lot) for each in uses]

    tip = played.stock.find("4012345678901")
    assert tip
    assert found(tip.id) == [("Tip 12", "AB12"), ("Tip 12", "ab-12")]
    assert found() == [*found(tip.id), ("Gel", "AB–12")]
    refused("recall-needs-lot", lambda: recall(played.store, played.clinic, WORDS, " - ", "UTC", 0))


PACKS = [
    ("4012345678901", "14012345678908"), ("14012345678908", "4012345678901"), ("+E260PPAUXEMO19", "+E260PPAUXEMO10"),
    ("9N112758089923", "04150275808996"), ("04150275808996", "9N112758089923"),
]  # fmt: skip


@pytest.mark.parametrize(("kept", "used"), PACKS)
def test_a_recall_and_the_shelf_know_each_pack_of_one_item(tmp_path: Path, kept: str, used: str) -> None:
    made = stage(tmp_path / "store")
    with closing(made.store):
        play(
            made, SCRIPT.replace("4012345678901", kept).replace('Tip 12" lot=ab-12', f'Else" lot=AB12 gtin={used}'), "s"
        )
        tip = made.stock.find(used)
        assert tip is not None
        assert tip.name == "Tip 12"
        found = recall(made.store, made.clinic, WORDS, "AB12", "UTC", 1_773_300_000_000, tip.id)
        assert [each.product for each in found.uses] == ["Tip 12", "Else"]
        assert {each.product.name: each.on_hand for each in made.stock.levels().lines}["Tip 12"] == 3
        refused("product-known", lambda: made.stock.name(Product("", "Box", "other", gtin=used)))
        assert made.stock.name(replace(tip, name="Tip 13")).name == "Tip 13"
        refused("gtin-or-pzn", lambda: made.stock.name(Product("", "Box", "other", gtin="27580899")))


LOOKS = [
    ("ΑΒ12", "AB12"),
    ("АВ12", "ab-12"),
    ("O12", "012"),
    ("I10", "l1O"),
    ("٣٤", "34"),
    ("AB.12", "AB12"),
    ("Å1", "A1"),
]


@pytest.mark.parametrize(("one", "other"), LOOKS)
def test_lots_that_look_alike_are_two_of_one_look(one: str, other: str) -> None:
    assert lot_key(one) != lot_key(other)
    assert look_key(one) == look_key(other) != look_key(one + "3")


def test_a_recall_and_the_shelf_name_lots_that_look_like_it(played: Stage) -> None:
    script = """
0:02:00  @one product cartridge "Tip 12" lot=ΑΒ12
0:02:10  @one product cartridge "Tip 13" lot="ΑΒ 12"
0:02:20  @one product glide "Gel" lot=АВ12
"""
    play(played, script, "more")
    tip = played.stock.find("4012345678901")
    assert tip is not None
    asked = [recall(played.store, played.clinic, WORDS, "AB12", "UTC", 0, product) for product in ("", tip.id)]
    assert [(len(each.uses), each.alike, each.others) for each in asked] == [
        (3, ("ΑΒ12", "АВ12"), 0),
        (2, ("ΑΒ12",), 1),
    ]
    assert "ΑΒ12" in count_text(asked[0], WORDS)
    assert "1 use of this lot" in count_text(asked[1], WORDS)
    nobody = recall(played.store, played.clinic, WORDS, "A-BI2", "UTC", 0, tip.id)
    assert (nobody.uses, {*nobody.alike}) == ((), {"AB12", "ΑΒ12"})
    shelf = {each.lot: each.alike for each in played.stock.levels().lines if each.product.id == tip.id}
    assert shelf == {"AB 12": ("ΑΒ12",), "ΑΒ12": ("AB 12",)}
    assert "also like this" in line_text(WORDS, played.stock.levels().lines[-1])


@pytest.mark.parametrize("written", ["AB-12", "ab‐12", " AB—12 "])
def test_the_dashes_of_a_serial_number_count(written: str) -> None:
    assert serial_key(written) == "ab-12"
    assert {serial_key(each) for each in ("1-23", "12-3", "123", "ＡＢ12", "-", " ")} == {
        "1-23",
        "12-3",
        "123",
        "ab12",
        "",
    }

"""Products named, lots received and counted: by whom, and what stands after it."""

from console.app.clinic import Clinic
from console.app.ids import system_random
from console.app.scripts.script_stage import Stage
from console.app.stock import Stock
from console.core.events import ProductNamed
from console.core.people import Operator, Right
from console.core.stock import Product
from tests.support.refused import refused

SCRIPT = """\
0:00:00  day 2026-03-09 23:30 Europe/Berlin
0:00:00  client maya "Maya Lindqvist"
0:00:00  keep cartridge "Tip 12" gtin=4012345678901 single-use=yes
0:00:00  receive "Tip 12" 5 lot=L1 expiry=2026-03-09
0:00:00  receive "Tip 12" 5 lot=L2 expiry=2026-04-08
0:00:00  receive "Tip 12" 5 lot=L3
0:00:00  begin maya
0:01:00  product cartridge "Tip 12" lot=L3
"""
GEL = Product("", "Glide gel", "glide")


def of(played: Stage, *rights: Right) -> Stock:
    person = played.clinic.add_person(Operator("", "Somebody", rights))
    clinic = Clinic(played.store, played.clock, system_random)
    clinic.actor = person.id
    return Stock(played.store, clinic, played.clock, "Europe/Berlin")


def test_who_may_name_and_who_may_take_in(played: Stage) -> None:
    desk, hand = of(played, "print"), of(played, "treat")
    refused("may-not-treat", lambda: desk.name(GEL))
    named = hand.name(GEL)
    desk.receive(named.id, "G1", "2027-01-31", "", 3)
    desk.count(named.id, "G1", "", 2, "One fell down")
    assert [each.on_hand for each in desk.levels().lines if each.product.id == named.id] == [2]
    assert of(played, "manage").name(Product(named.id, "Glide gel 30 ml", "glide")).id == named.id
    assert [each.name for each in played.store.products()] == ["Tip 12", "Glide gel 30 ml"]


def test_nobody_signed_in_takes_in_nothing(played: Stage) -> None:
    clinic = Clinic(played.store, played.clock, system_random)
    clinic.actor = "somebody who was removed"
    stock = Stock(played.store, clinic, played.clock, "UTC")
    product = played.store.products()[0].id
    refused("nobody-signed-in", lambda: stock.receive(product, "L1", "", "", 1))
    refused("nobody-signed-in", lambda: stock.count(product, "L1", "", 1, ""))
    refused("nobody-signed-in", lambda: stock.name(GEL))


def test_what_cannot_be_is_refused_and_nothing_is_written(played: Stage) -> None:
    product, before = played.store.products()[0].id, played.store.head()
    stock = played.stock
    refused("unknown-product", lambda: stock.receive("none", "L1", "", "", 1))
    refused("count-range", lambda: stock.receive(product, "L1", "", "", 10_000))
    refused("count-range", lambda: stock.count(product, "L1", "", -1, ""))
    refused("not-a-day", lambda: stock.receive(product, "L1", "2026-02-30", "", 1))
    refused("code-unreadable", lambda: stock.receive(product, "L\x1d1", "", "", 1))
    refused("code-too-long", lambda: stock.receive(product, "L" * 4000, "", "", 1))
    refused("code-unreadable", lambda: stock.count(product, "L1", "", 1, "a\x00b"))
    refused("name-needed", lambda: stock.name(Product("", "  ", "glide")))
    refused("gtin-form", lambda: stock.name(Product("", "Gel", "glide", gtin="12")))
    refused("product-known", lambda: stock.name(Product("", "tip 12", "cartridge")))
    assert played.store.head() == before


def test_a_product_is_found_by_its_code(played: Stage) -> None:
    tip = played.stock.find("4012345678901")
    assert tip is not None
    assert tip == played.stock.find("04012345678901")
    assert (tip.name, tip.single_use, tip.gtin) == ("Tip 12", True, "04012345678901")
    assert played.stock.find("") is None
    assert played.stock.find("96385074") is None


def test_the_shelf_warns_by_the_clinics_own_day(played: Stage) -> None:
    """Half past eleven in the evening in Berlin; half an hour later the first lot has expired."""
    shelf = played.stock.levels()
    assert shelf.warn_days == 30
    assert shelf.pointed_out == (0, 2)
    assert [(each.lot, each.on_hand, each.marks) for each in shelf.lines] == [
        ("L1", 5, ("soon",)),
        ("L2", 5, ("soon",)),
        ("L3", 4, ()),
    ]
    played.pass_time(31 * 60_000)
    assert played.stock.levels().pointed_out == (1, 1)


def test_all_of_it_is_in_the_log_and_rebuilt_from_it(played: Stage) -> None:
    stock = played.stock
    before = stock.levels()
    assert played.store.rebuild(played.sessions.kept.view) == 0
    assert played.store.verify(view=played.sessions.kept.view) == []
    assert stock.levels() == before
    named = [event for event in played.store.events("") if isinstance(event.body, ProductNamed)]
    assert [event.client for event in named] == [""]

"""Views of the shelf and of lots: what came and was counted, and where a lot and a unit were used."""

from contextlib import closing
from pathlib import Path

from msgspec.structs import replace

from console.app.ports import ProductView, ZoneView
from console.core.events import ClientAdded, PassDone, ProductNamed, StockCounted, StockReceived
from console.core.stock import Product, StockMove
from tests.support.store_help import BEA, event, new_store, raw, view


def test_the_shelf_follows_and_is_rebuilt(tmp_path: Path) -> None:
    """Products named anew keep their place and day; what came and what was counted stand in order."""
    with closing(new_store(tmp_path / "store")) as store:
        named = ProductNamed("p1", "Tip", "cartridge", gtin="04012345678901", single_use=True)
        store.append(event(named, utc_ms=5))
        store.append(event(ProductNamed("p2", "Gel", "glide"), utc_ms=6))
        store.append(event(StockReceived("p1", "L1", "2027-01-31", "S1"), utc_ms=7))
        store.append(event(StockCounted("p1", "L1", "S1", 0, "fell down"), utc_ms=8))
        store.append(event(replace(named, name="Tip 12", single_use=False), utc_ms=9))
        products, moves = store.products(), store.moves()
        assert products == [
            Product("p1", "Tip 12", "cartridge", "", "04012345678901", False, 5),
            Product("p2", "Gel", "glide", "", "", False, 6),
        ]
        assert moves == [
            StockMove("p1", "L1", "S1", "2027-01-31", 1, False, 7),
            StockMove("p1", "L1", "S1", "", 0, True, 8),
        ]
        assert store.rebuild(lambda _: view()) == 0
        with raw(tmp_path / "store") as connection:
            connection.execute("DELETE FROM products")
            connection.execute("UPDATE stock SET count = 9")
        assert {each.code for each in store.verify(view=lambda _: view())} == {"view-differs"}
        assert store.rebuild(lambda _: view()) == 4
        assert (store.products(), store.moves()) == (products, moves)


def test_a_lot_is_found_by_its_key_and_its_index(tmp_path: Path) -> None:
    glide = ProductView("glide", "gel", "Ab-1", "2027-01-31", None, "", "S1", 77, None, "ab1", "s1")
    with closing(new_store(tmp_path / "store")) as store:
        store.append(event(ClientAdded(BEA), client="c1"))
        full = replace(view(), zones=(ZoneView("chin", 1), ZoneView("cheek", 1)), products=(glide, glide))
        store.append(event(PassDone("chin"), "s1", "c1"), None, full)
        store.append(event(PassDone("chin"), "s2", "c2"), None, replace(view("s2", "c2"), begun_utc_ms=9))
        found = store.lot_uses("aB 1")
        assert [(each.session, each.name, each.zones, each.product) for each in found] == [
            ("s1", "Bea Sample", ("chin", "cheek"), glide),
            ("s1", "Bea Sample", ("chin", "cheek"), glide),
        ]
        assert store.lot_uses("Ab-2") == []
        assert [(session, each.serial, each.utc_ms) for session, each in store.unit_uses("S1")] == [
            ("s1", "S1", 77)
        ] * 2
        assert store.unit_uses("s 1") == store.unit_uses("S1")
        assert len([*store.uses()]) == len([*store.uses(77)]) == 2
        assert [*store.uses(78)] == []
        with raw(tmp_path / "store") as connection:
            asked = {
                "lot_look = ?": "product_uses_by_look",
                "lot_key = ?": "product_uses_by_lot",
                "serial_key = ?": "product_uses_by_serial",
            }
            for where, index in asked.items():
                sql = f"EXPLAIN QUERY PLAN SELECT * FROM product_uses WHERE {where}"
                plan = connection.execute(sql, ("x",)).fetchall()
                assert index in str(plan)


def test_who_was_erased_is_found_without_a_name(tmp_path: Path) -> None:
    with closing(new_store(tmp_path / "store")) as store:
        full = replace(view(), products=(ProductView("glide", "gel", "L1", lot_key="l1"),))
        store.append(event(PassDone("chin"), "s1", "c1"), None, full)
        (found,) = store.lot_uses("L1")
        assert (found.client, found.name, found.contact) == ("c1", "", "")

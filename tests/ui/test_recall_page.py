"""A recall in the window: by keys, by a scan, and by whom; what is saved of it is noted."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from console.core.events import RecallCopied
from console.core.people import Right
from console.ui.shell import routes
from console.ui.shell.preferences import Settings
from console.ui.stock.recall_page import RecallPage
from console.ui.stock.stock_page import StockPage
from tests.screens.stock_screens import events, filled, pack, page_of, sign_in, used
from tests.screens.walk import MAYA
from tests.support.booth import Booth

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def booth(qapp: QApplication, tmp_path: Path) -> Iterator[Booth]:
    booth = Booth(qapp, tmp_path, MAYA, Settings("light", 1.0))
    booth.show((1280, 800))
    booth.console.begin(booth.store)
    booth.settle()
    booth.settle()
    yield booth
    booth.close()


def test_a_recall_by_keys_and_saved(booth: Booth, tmp_path: Path) -> None:
    used(booth)
    page = page_of(booth)
    page.recall_button.click()
    booth.settle()
    found = booth.one(RecallPage)
    QTest.keyClicks(found.lot.edit, "cI6-O933")
    QTest.keyClick(found.lot.edit, Qt.Key.Key_Return)
    booth.settle()
    assert "look like it were used too" in found.counts.text()
    booth.press("Look for lot")
    booth.settle()
    assert (found.counts.text(), found.lot.edit.text()) == ("1 client, 1 session.", "C16-0933")
    found.lot.edit.setText("c16-0933")
    found.search()
    booth.settle()
    shown = [each.text() for each in found.findChildren(QLabel) if each.isVisible()]
    assert any("Maya" in each for each in shown)
    for form in ("csv", "pdf"):
        found.choose_file = lambda proposed: tmp_path / proposed.name
        booth.press(f"Save as {form.upper()}")
        booth.settle()
        assert found.outcome.text().startswith("Saved as Recall lot c16-0933 2026-03-02")
    noted = [each.what for each in events(booth, RecallCopied) if isinstance(each, RecallCopied)]
    assert noted == ["csv", "pdf"]
    assert "Maya" in (tmp_path / "Recall lot c16-0933 2026-03-02.csv").read_text("utf-8-sig")
    QTest.keyClick(found, Qt.Key.Key_Escape)
    booth.settle()
    assert isinstance(booth.window.page, StockPage)
    assert found.result is None
    assert not [each for each in found.findChildren(QLabel) if "Maya" in each.text()]


def test_a_scan_fills_in_the_lot(booth: Booth) -> None:
    filled(booth)
    used(booth)
    booth.console.go(routes.RECALL)
    booth.settle()
    found = booth.one(RecallPage)
    found.take_scan(pack(lot="C16-0933"))
    booth.settle()
    assert found.product.currentText() == "16-needle cartridge, sterile"
    assert found.counts.text() == "1 client, 1 session."
    found.product.setCurrentIndex(0)
    found.take_scan(replace(pack(lot="C16-0933"), gtin=f"1{pack().gtin[1:]}"))
    booth.settle()
    assert found.product.currentText() == "16-needle cartridge, sterile", "the box, by its own code"
    found.take_scan(pack())
    assert found.lot.text == "C16-0933"
    booth.window.scanned.emit("(10)C16-0933(21)X")
    booth.settle()
    assert (found.lot.text, found.result) == ("C16-0933", None)
    booth.press("lot C16-0933(21)X")
    booth.settle()
    assert (found.lot.text, found.counts.text()) == ("C16-0933(21)X", "No session has this lot on record.")


@pytest.mark.parametrize(("rights", "sees"), [(("see-log",), True), (("treat", "pass-stop", "print"), False)])
def test_who_may_see_a_recall(booth: Booth, rights: tuple[Right, ...], sees: bool) -> None:
    used(booth)
    sign_in(booth, *rights)
    booth.console.go(routes.RECALL)
    booth.settle()
    found = booth.one(RecallPage)
    found.lot.edit.setText("C16-0933")
    found.search()
    booth.settle()
    assert (found.result is not None) == sees
    assert not found.csv.isEnabled()
    assert ("needs the right to export" in found.outcome.text()) == sees
    assert ("may not check the records" in found.trouble.accessibleName()) != sees


@pytest.mark.qt_log_ignore("does not support", extend=True)
def test_enter_in_the_open_list_picks_a_product_and_searches_only_from_the_page(booth: Booth) -> None:
    filled(booth)
    used(booth)
    booth.console.go(routes.RECALL)
    booth.settle()
    found = booth.one(RecallPage)
    found.lot.edit.setText("C16-0933")
    found.product.setFocus()
    QTest.keyClick(found.product, Qt.Key.Key_Space)
    booth.settle()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(found.product.view(), key)
    booth.settle()
    assert (found.product.currentIndex(), found.result) == (1, None)
    QTest.keyClick(found.product, Qt.Key.Key_Return)
    booth.settle()
    assert found.result is not None

"""The stock and recalls in the window: by keys, by presses and by what a scanner read."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.core.events import ProductNamed, StockCounted, StockReceived
from console.exchange.udi import read_udi
from console.ui.home.home_page import HomePage
from console.ui.shell import routes
from console.ui.shell.preferences import Settings
from console.ui.stock.naming_form import USES, ProductForm
from console.ui.stock.stock_forms import DeliveryForm
from console.ui.stock.stock_page import StockPage
from tests.screens.screen_faults import faults
from tests.screens.stock_screens import TIP, events, filled, pack, page_of, recall, sign_in, stock, used
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


@pytest.mark.parametrize("walk", [stock, recall])
def test_nothing_is_wrong_with_these_screens(booth: Booth, walk: object) -> None:
    for screen in walk(booth):  # type: ignore[operator]
        booth.settle()
        assert booth.window.page is not None
        assert list(faults(booth.window, booth.window.page, tab=True)) == [], screen


def test_a_scanned_pack_of_an_unknown_product_is_named_and_then_taken_in(booth: Booth) -> None:
    page = page_of(booth)
    page.take_scan(pack(lot="L1", expiry="2027-05-31", serial="S1"))
    booth.settle()
    naming = page.form
    assert isinstance(naming, ProductForm)
    assert naming.gtin.text() == TIP
    assert naming.scanned.accessibleName() == f"✓ GTIN {TIP} · lot L1 · expires 31 May 2027 · serial S1"
    naming.name_field.setText("Tip 12")
    assert naming.use.currentIndex() == -1, "nobody said what it is"
    booth.press("Keep this product")
    assert naming.isVisible()
    assert booth.window.focusWidget() is naming.use
    naming.use.setCurrentIndex(USES.index("cartridge"))
    booth.press("Keep this product")
    booth.settle()
    form: object = page.form
    assert isinstance(form, DeliveryForm)
    assert (form.lot.text(), form.expiry.iso, form.serial.text()) == ("L1", "2027-05-31", "S1")
    booth.press("Put on the shelf")
    booth.settle()
    (named,), (came,) = events(booth, ProductNamed), events(booth, StockReceived)
    assert isinstance(named, ProductNamed)
    assert (named.name, named.gtin, named.single_use) == ("Tip 12", TIP, True)
    assert came == StockReceived(named.product, "L1", "2027-05-31", "S1", 1)
    assert page.outcome.text() == "Taken in: 1 of Tip 12, lot L1."
    assert page.rows[0].accessibleName() == "Tip 12 · Lot L1 · serial number S1 · expires 31 May 2027, 1 left"


def test_a_second_scan_goes_into_the_open_form(booth: Booth) -> None:
    filled(booth)
    page = page_of(booth)
    page.take_scan(pack(lot="A"))
    booth.settle()
    form = page.form
    page.take_scan(pack(lot="B", expiry="2027-05-31"))
    assert page.form is form
    assert isinstance(form, DeliveryForm)
    assert (form.lot.text(), form.expiry.iso) == ("B", "2027-05-31")


def test_a_scan_is_asked_about_and_told_as_in_a_session(booth: Booth) -> None:
    filled(booth)
    page = page_of(booth)
    booth.window.scanned.emit(f"01{TIP}17991231" + "10AB1221SER9")
    booth.settle()
    form = page.form
    assert isinstance(form, DeliveryForm)
    assert (form.lot.text(), form.ready()) == ("", False)
    assert booth.window.focusWidget().accessibleName().endswith("serial SER9")
    booth.press(f"GTIN {TIP} · lot AB12 · expired 31 Dec 1999")
    assert (form.lot.text(), form.serial.text(), form.expiry.iso) == ("AB12", "SER9", "1999-12-31")
    assert form.expiry.reading.text() == "⚠ 31 Dec 1999: expired"
    booth.window.scanned.emit("]d215270630" + "10L2")
    assert (form.lot.text(), form.serial.text()) == ("AB12", "SER9")
    assert "That was another pack: lot L2 · best before 30 Jun 2027" in form.scanned.accessibleName()
    assert booth.window.scan_routing._line is None


def test_a_code_that_names_no_product_goes_into_a_delivery(booth: Booth) -> None:
    """The second of the two codes of a pack of HIBCC."""
    filled(booth)
    page = page_of(booth)
    page.take_scan(read_udi("+$A1234GU", 2026))
    form = page.form
    assert isinstance(form, DeliveryForm)
    assert form.lot.text() == "A1234"
    page.prompt.close_sheet()
    naming = page.name(None, pack())
    page.take_scan(read_udi("+$A1234GU", 2026))
    assert naming.gtin.text() == TIP


def test_a_count_by_keys_alone(booth: Booth) -> None:
    filled(booth)
    page = page_of(booth)
    at = next(at for at, each in enumerate(page.rows) if "C16-0807" in each.accessibleName())
    page.rows[at].setFocus()
    QTest.keyClick(page, Qt.Key.Key_Return)
    booth.settle()
    for key in ("3", Qt.Key.Key_Return, "One fell", Qt.Key.Key_Return):
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClicks(target, key) if isinstance(key, str) else QTest.keyClick(target, key)
        booth.settle()
    booth.settle()
    counted = events(booth, StockCounted)[-1]
    assert isinstance(counted, StockCounted)
    assert (counted.lot, counted.count, counted.reason) == ("C16-0807", 3, "One fell")
    assert [each.accessibleName() for each in page.rows if "0807" in each.accessibleName()] == [
        "16-needle cartridge, sterile · Lot C16-0807 · expires 20 Mar 2026, 3 left · expires soon"
    ]
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert booth.window.page is booth.console.go(routes.HOME)


def test_marks_have_signs_and_words(booth: Booth) -> None:
    filled(booth)
    used(booth)
    page = page_of(booth)
    told = {each.sign.text(): each.accessibleName() for each in page.rows}
    assert told["✕"].endswith("expires 28 Feb 2026, 3 left · expired")
    assert told["⚠"].endswith("4 left · expires soon")
    assert any(each.accessibleName().endswith("16 left") for each in page.rows)


def test_a_new_product_has_no_cream_that_nobody_chose_and_without_a_name_its_form_stays(booth: Booth) -> None:
    filled(booth)
    page = page_of(booth)
    before = len(booth.store.log)
    form = page.name(None)
    assert (form.agent.currentText(), form.agent.isEnabled()) == ("", False)
    form.gtin.setText(TIP)
    booth.press("Keep this product")
    assert page.prompt.isVisible()
    assert form.gtin.text() == TIP
    form.use.setCurrentIndex(USES.index("numbing"))
    form.name_field.setText("A cream")
    booth.press("Keep this product")
    assert page.prompt.isVisible()
    assert "is not chosen" in form._wrong[form.agent].text()
    form.agent.setCurrentIndex(0)
    form.gtin.clear()
    booth.press("Keep this product")
    booth.settle()
    assert len(booth.store.log) == before + 1


def test_what_is_refused_is_said_and_nothing_is_written(booth: Booth) -> None:
    filled(booth)
    page, before = page_of(booth), len(booth.store.log)
    form = page.receive()
    assert form is not None
    form.count.setText("")
    form.lot.setText("kept as typed")
    booth.press("Put on the shelf")
    assert "Which product came" in form._wrong.text(), "nobody has chosen one"
    form._product_list.setCurrentIndex(0)
    booth.press("Put on the shelf")
    booth.settle()
    assert "That is no number of units" in page.prompt.accessibleName()
    assert page.findChildren(DeliveryForm)[-1].lot.text() == "kept as typed"
    page.prompt.close_sheet()
    sign_in(booth, "print")
    naming = page.name(None)
    naming.name_field.setText("Wash")
    naming.use.setCurrentIndex(USES.index("cleanser"))
    booth.press("Keep this product")
    booth.settle()
    assert "may not treat" in page.prompt.accessibleName()
    assert page.findChildren(ProductForm)[-1].name_field.text() == "Wash"
    assert len(booth.store.log) == before + 1, "nobody but who was added"


def test_home_says_what_expires_and_leads_there(booth: Booth) -> None:
    home = booth.one(HomePage)
    assert home._stock_banner.isHidden()
    filled(booth)
    booth.console.home()
    booth.settle()
    assert home._stock_banner.accessibleName() == (
        "✕ 1 lot in stock has expired.  ⚠ 1 lot in stock expires within 30 days."
    )
    home._stock_banner.button.click()
    booth.settle()
    assert isinstance(booth.window.page, StockPage)

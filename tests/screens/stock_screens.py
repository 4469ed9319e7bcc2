"""The screens of the stock and of a recall."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from console.app.stock import Stock
from console.core.events import ProductUsed
from console.core.people import Operator, Right
from console.core.stock import Product
from console.exchange.contents import Udi, known_pack
from console.ui.home.home_page import HomePage
from console.ui.shell import routes
from console.ui.stock.recall_page import RecallPage
from console.ui.stock.stock_forms import DeliveryForm
from console.ui.stock.stock_page import StockPage
from tests.support.booth import Booth

TIP = "04012345678901"


def pack(lot: str = "", expiry: str = "", serial: str = "") -> Udi:
    """What a scanner read."""
    return known_pack(TIP, lot, expiry, serial)


def filled(booth: Booth) -> Stock:
    """A shelf on which something has expired, something soon will, and more was used than came."""
    stock = Stock(booth.store, booth.clinic, booth.room.clock, "Europe/Berlin")
    tip = stock.name(Product("", "16-needle cartridge, sterile", "cartridge", "", TIP, True))
    gel = stock.name(Product("", "Hyaluronic gliding gel", "glide"))
    cream = stock.name(Product("", "Lidocaine 4 % cream, tube of 30 g", "numbing", "lidocaine-4"))
    stock.receive(tip.id, "C16-0933", "2028-02-29", "", 20)
    stock.receive(tip.id, "C16-0807", "2026-03-20", "", 4)
    stock.receive(gel.id, "HA-2207", "2026-02-28", "", 3)
    stock.receive(cream.id, "24B117", "2027-03-31", "", 2)
    stock.count(tip.id, "C16-0933", "", 17, "Two fell down")
    return stock


def stock(booth: Booth) -> Iterator[str]:
    """From nothing on the list to a shelf with everything to be said of it."""
    booth.console.home()
    booth.settle()
    booth.console.go(routes.STOCK)
    booth.settle()
    page = booth.one(StockPage)
    yield "stock-nothing"
    page.take_scan(pack(lot="C16-0933"))
    booth.settle()
    yield "stock-new-product"
    page.prompt.close_sheet()
    filled(booth)
    page.load()
    booth.settle()
    yield "stock"
    booth.window.scanned.emit(f"01{TIP}1525063017991231" + "10AB1221SER9")
    booth.settle()
    yield "stock-scan-asked"
    booth.press(f"GTIN {TIP} · lot AB12 ")
    booth.settle()
    yield "stock-scan-expired"
    page.take_scan(pack(lot="C16-1001", expiry="2028-05-31", serial="000117"))
    booth.settle()
    assert isinstance(page.form, DeliveryForm)
    yield "stock-scanned"
    page.form.count.setText("0")
    booth.press("Put on the shelf")
    booth.settle()
    yield "stock-refused"
    page.prompt.close_sheet()
    page.rows[0].click()
    booth.settle()
    yield "stock-count"
    page.prompt.close_sheet()
    booth.console.home()
    booth.settle()
    booth.settle()
    yield "home-expired"


def recall(booth: Booth) -> Iterator[str]:
    booth.console.go(routes.RECALL)
    booth.settle()
    page = booth.one(RecallPage)
    yield "recall"
    page.search()
    booth.settle()
    yield "recall-which-lot"
    used(booth)
    page.lot.edit.setText("c16-0933")
    page.search()
    booth.settle()
    yield "recall-found"
    page.lot.edit.setText("cl6-o933")
    page.search()
    booth.settle()
    yield "recall-alike"
    page.lot.edit.setText("HA-1")
    page.search()
    booth.settle()
    yield "recall-nobody"
    booth.console.home()
    booth.settle()
    booth.settle()


def used(booth: Booth) -> None:
    """In every open session; where there is none, in a new one."""
    opened = [view.id for view in booth.store.sessions(status="open")]
    if not opened:
        client = booth.clinic.add_client(booth.client_profile)
        opened = [booth.model.open_clinic.sessions.begin(client, booth.osei, "Couch 1").id]
    booth.room.clock.advance(1000)
    for each in opened:
        booth.model.open_clinic.sessions.propose(
            each, ProductUsed("cartridge", "16-needle cartridge, sterile", "C16-0933")
        )


def page_of(booth: Booth) -> StockPage:
    """The stock, by its key from Home."""
    QTest.keyClick(booth.one(HomePage), Qt.Key.Key_T)
    booth.settle()
    return booth.one(StockPage)


def sign_in(booth: Booth, *rights: Right) -> None:
    """Sign in somebody who has these rights alone."""
    person = booth.clinic.add_person(Operator("", "B. Lind", rights))
    booth.model.sign_in(person)


def events(booth: Booth, *kinds: type) -> list[object]:
    return [event.body for event in booth.store.events("") if isinstance(event.body, kinds)]

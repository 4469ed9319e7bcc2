"""The shelf in a session: one press takes it from there; what has expired is stopped and asked about."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit

from console.core.events import CreamOn, DeviceChosen, NumbingLeftOut, PlannedZone, PlanSet
from console.core.next_action import next_action
from console.exchange.contents import Udi
from console.ui.kit.fields import Tick
from console.ui.kit.pick_list import PickList
from console.ui.session.panes.cream_form import CreamForm
from console.ui.session.product_form import ProductForm
from console.ui.shell.preferences import Settings
from tests.screens.stock_screens import filled
from tests.screens.walk import MAYA
from tests.support.booth import Booth
from tests.support.texts import WORDS

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def booth(qapp: QApplication, tmp_path: Path) -> Iterator[Booth]:
    booth = Booth(qapp, tmp_path, MAYA, Settings("light", 1.0))
    booth.show((1280, 800))
    booth.console.begin(booth.store)
    booth.settle()
    booth.model.begin(booth.clinic.add_client(MAYA), "Couch 1")
    booth.settle()
    yield booth
    booth.close()


def offered(booth: Booth) -> list[str]:
    booth.press("From stock")
    booth.settle()
    sheet = booth.page.prompt
    assert sheet.isVisible()
    names = [each.accessibleName() for each in sheet.findChildren(QAbstractButton) if each.isVisible()]
    return [each for each in names if each != WORDS.say("lock", "lock-long")][:-1]


def seen(booth: Booth) -> list[str]:
    return [each.text() for each in booth.page.findChildren(QLabel) if each.isVisible()]


def until(booth: Booth, kind: str) -> None:
    now_t = booth.model.now_t
    booth.follow(lambda state: next_action(state, now_t()).code == "choose-device")
    booth.act(DeviceChosen(booth.state.protocol.devices[0].id), PlanSet("by hand", (PlannedZone("nose"),)))
    booth.follow(lambda state: state.kind == kind)


def test_nothing_in_stock_is_said(booth: Booth) -> None:
    until(booth, "plain")
    assert offered(booth) == []
    said = [each.text() for each in booth.page.prompt.findChildren(QLabel) if each.isVisible()]
    assert any("Nothing of that kind" in each for each in said)


def test_soonest_expiry_first_and_one_press_records_it(booth: Booth) -> None:
    filled(booth)
    until(booth, "plain")
    names = offered(booth)
    assert [("0807" in each, "0933" in each, "HA-2207" in each) for each in names] == [
        (True, False, False),
        (False, True, False),
        (False, False, True),
    ]
    booth.press("⚠  16-needle")
    booth.settle()
    (used, _), *more = booth.state.products
    assert more == []
    assert (used.use, used.name, used.lot, used.expiry) == (
        "cartridge", "16-needle cartridge, sterile", "C16-0807", "2026-03-20",
    )  # fmt: skip
    assert used.gtin == "04012345678901"
    assert any("sterile, GTIN 04012345678901, lot C16-0807" in each for each in seen(booth))


def test_a_cartridge_that_is_scanned_while_needling_is_one_and_is_called_as_in_stock(booth: Booth) -> None:
    filled(booth)
    now_t = booth.model.now_t
    booth.follow(lambda state: next_action(state, now_t()).code == "choose-device")
    booth.act(DeviceChosen(booth.state.protocol.devices[0].id), PlanSet("by hand", (PlannedZone("nose"),)))
    booth.follow(lambda state: state.kind == "numbing")
    booth.act(NumbingLeftOut("not wanted"))
    booth.follow(lambda state: state.kind == "needling")
    assert booth.page.take_scan(Udi(gtin="04012345678901", lot="C16-0933", expiry="2027-01-31"))
    booth.settle()
    form = booth.page.prompt.form
    assert isinstance(form, ProductForm)
    kind, name = form.findChildren(PickList)[0], form.findChildren(QLineEdit)
    assert kind.currentText() == WORDS.say("use", "cartridge")
    assert "16-needle cartridge, sterile" in [each.text() for each in name]
    booth.press("Record it")
    booth.settle()
    assert [(each.use, each.name) for each, _ in booth.state.products] == [
        ("cartridge", "16-needle cartridge, sterile")
    ]


def test_what_has_expired_asks_for_a_reason(booth: Booth) -> None:
    filled(booth)
    until(booth, "plain")
    offered(booth)
    booth.press("✕  Hyaluronic")
    booth.settle()
    assert booth.state.products == ()
    booth.press("Found out after it was used")
    booth.settle()
    assert [each.code for each in booth.state.deviations] == ["expired-used"]
    assert len(booth.state.products) == 1


def test_a_cream_takes_its_lot_from_there(booth: Booth) -> None:
    filled(booth)
    until(booth, "numbing")
    form = booth.page.findChild(CreamForm)
    assert form is not None
    form.choose(booth.state, "lidocaine-4")
    (name,) = offered(booth)
    assert "24B117" in name
    booth.press(name)
    form._zones = ("nose",)
    form.put_on()
    booth.settle()
    put = next(event.body for event in booth.state.history if isinstance(event.body, CreamOn))
    assert (put.lot, put.expiry, put.gtin) == ("24B117", "2027-03-31", "")


def test_a_scan_of_a_cream_is_told_in_sight_and_another_pack_is_asked_about(booth: Booth) -> None:
    until(booth, "numbing")
    form, prompt = booth.page.findChild(CreamForm), booth.page.prompt
    assert form is not None
    form.choose(booth.state, "lidocaine-4")
    assert booth.page.take_scan(Udi(lot="AB12", expiry="2027-06-30", code="9N112758089923"))
    assert any(each.startswith("Read: PZN 27580899 · lot AB12 · expires 30 Jun 2027") for each in seen(booth))
    assert booth.page.take_scan(Udi(serial="S9", code="9N112758089923"))
    assert not prompt.isVisible(), "the second code of one pack"
    for at, lot in enumerate(("AB12", "ZZ9")):
        assert booth.page.take_scan(Udi(lot="ZZ9", code="+A99912345"))
        assert prompt.title == "Another pack than the one in the form"
        assert form.pack.lot.text() == "AB12"
        prompt.press(at)
        assert form.pack.lot.text() == lot
    assert (form.pack.code, form.pack.expiry.iso) == ("+A99912345", "")
    form._zones = ("nose",)
    form.put_on()
    booth.settle()
    assert any("Lot ZZ9 · expires not recorded · HIBC +A99912345" in each for each in seen(booth))


def test_with_no_zone_ticked_no_cream_goes_on(booth: Booth) -> None:
    until(booth, "numbing")
    form = booth.page.findChild(CreamForm)
    assert form is not None
    form.choose(booth.state, "lidocaine-4")
    form.choose_zones()
    prompt = booth.page.prompt
    for tick in prompt.findChildren(Tick):
        tick.setChecked(False)
    booth.press("First tick a zone")
    assert (prompt.isVisible(), form._zones, booth.state.applications) == (True, None, ())
    assert WORDS.say("window", "tick-where") in prompt.accessibleName()

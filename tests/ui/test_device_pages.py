"""The devices page and the emergency number among the settings, by keys and presses."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from console.app.devices import add_device
from console.app.emergency_number import emergency_number
from console.core.people import Operator
from console.ui.kit.held_groups import HeldGroups
from console.ui.settings.devices_page import DevicesPage
from console.ui.settings.settings_page import SettingsPage
from console.ui.shell import routes
from console.ui.shell.preferences import Settings
from tests.screens.walk import MAYA
from tests.support.booth import Booth

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape


@pytest.fixture
def booth(qapp: QApplication, tmp_path: Path) -> Iterator[Booth]:
    booth = Booth(qapp, tmp_path, MAYA, Settings("light", 1.0))
    booth.show((1280, 800))
    booth.console.begin(booth.store)
    booth.settle()
    yield booth
    booth.close()


def settings(booth: Booth) -> SettingsPage:
    booth.console.go(routes.SETTINGS)
    booth.settle()
    return booth.one(SettingsPage)


def test_a_device_is_typed_from_field_to_field_and_adopted(booth: Booth) -> None:
    settings(booth).devices_button.click()
    booth.settle()
    page = booth.one(DevicesPage)
    for text in ("Roller 540", "0,5", "0,5", "deep", "Manual, p. 4", "level", ""):
        focused = page.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, text)
        QTest.keyClick(focused, ENTER)
    before = len(booth.store.log)
    assert page.focusWidget() is next(iter(page.holds.ticks.values())), "what it holds is asked before it is adopted"
    for tick in (page.focusWidget(), list(page.holds.ticks.values())[-1]):
        tick.setFocus()
        QTest.keyClick(tick, ENTER)
        assert page.focusWidget() is page.foot.primary
    booth.settle()
    assert (len(booth.store.log), page.trouble.accessibleName()) == (before, "")
    QTest.keyClick(page.foot.primary, ENTER)
    booth.settle()
    assert "“deep” is no length" in page.trouble.accessibleName()
    assert "roller-540" not in booth.clinic.protocol()[1].device
    page.fields["most"].edit.setText("1,5")
    page.fields["energy"].edit.setText("mJ")
    for group in ("none", "nickel"):
        page.holds.ticks[group].click()
    page.primary()
    booth.settle()
    made = booth.clinic.protocol()[1].device["roller-540"]
    assert (made.max_mm.value, [(each.id, each.unit) for each in made.settings]) == (
        1.5,
        [("speed", "level"), ("energy", "mJ")],
    )
    assert [each.group for each in made.holds] == ["nickel"]
    assert page.holds.chosen == ()
    shown = "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())
    for told in ("FDA: facial acne scars", "Holds: Nickel", "⚠ Roller 540: Needling with radiofrequency"):
        assert told in shown
    assert page.outcome.text().startswith("Roller 540 is adopted")
    seen = page.card.area.viewport()
    for each in (page.outcome, next(each for each in page.findChildren(QLabel) if each.text() == "Roller 540")):
        assert seen.rect().contains(each.rect().translated(each.mapTo(seen, each.rect().topLeft())))
    page.fields["energy"].edit.setFocus()
    for tick in page.holds.ticks.values():
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        assert page.focusWidget() is tick, "from the fields Tab goes on to what it holds"
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    assert page.focusWidget() is page.foot.back
    assert page.trouble.accessibleName() == ""
    assert all(field.text == "" for field in page.fields.values())
    assert [each.accessibleName() for each in page.findChildren(QPushButton) if each.text() == "What it holds …"] == [
        "What Roller 540 holds …"
    ]
    booth.press("What Roller 540 holds …")
    held = page.prompt.form
    assert isinstance(held, HeldGroups)
    assert held.chosen == ("nickel",)
    held.ticks["none"].click()
    page.prompt.press(0)
    booth.settle()
    assert [each.group for each in booth.clinic.protocol()[1].device["roller-540"].holds] == ["none"]
    again = booth.one(QPushButton, "What Roller 540 holds …")
    assert page.focusWidget() is again
    told_now = {each.text() for each in page.findChildren(QLabel) if each.isVisible()}
    assert {"Adopted. It counts from the next session on.", "Holds none of what clients are asked about"} <= told_now
    assert page.card.area.viewport().rect().contains(again.mapTo(page.card.area.viewport(), again.rect().center()))


def test_where_one_that_sets_an_energy_is_chosen_its_warning_is_said(booth: Booth) -> None:
    add_device(booth.clinic, booth.store, booth.osei, "Secret RF", "0.1", "0.5", "3", "Manual, p. 3", energy="mJ")
    booth.model.begin(booth.clinic.add_client(MAYA), "Couch 1")
    booth.settle()
    QTest.keyClick(booth.window, Qt.Key.Key_D)
    asked = booth.page.prompt.accessibleName()
    assert asked.startswith("Which device? ⚠ Secret RF: Needling with radiofrequency is another treatment")
    assert "Source: FDA, 15 October 2025" in asked


def test_what_is_wrong_is_in_sight_wherever_the_focus_is(booth: Booth) -> None:
    settings(booth).devices_button.click()
    booth.settle()
    page = booth.one(DevicesPage)
    page.fields["most"].edit.setText("deep")
    page.fields["label"].edit.setFocus()
    assert page.card.area.verticalScrollBar().value() == 0
    QTest.mouseClick(page.foot.primary, Qt.MouseButton.LeftButton)
    booth.settle()
    seen = page.card.area.viewport()
    told = page.trouble.rect().translated(page.trouble.mapTo(seen, page.trouble.rect().topLeft()))
    assert page.trouble.isVisible()
    assert seen.rect().contains(told)


def test_without_the_rights_neither_is_offered(booth: Booth) -> None:
    booth.model.operator = Operator(booth.osei.id, "A. Osei", ("treat",))
    page = settings(booth)
    assert not page.devices_button.isVisible()
    assert not page.emergency.isVisible()


def test_the_emergency_number_is_kept_and_stands_there_again(booth: Booth) -> None:
    page = settings(booth)
    page.emergency.field.edit.setText("call us")
    page.emergency.keep()
    booth.settle()
    assert "has a digit in it" in page.emergency.field.trouble.accessibleName()
    page.emergency.field.edit.setText("144")
    page.emergency.field.edit.setFocus()
    QTest.keyClick(page.emergency.field.edit, ENTER)
    booth.settle()
    assert emergency_number(booth.store) == "144"
    booth.console.home()
    assert settings(booth).emergency.field.text == "144"
    page.emergency.field.edit.setFocus()
    QTest.keyClicks(page.emergency.field.edit, "5")
    QTest.keyClick(page.emergency.field.edit, ESCAPE)
    booth.settle()
    assert (booth.one(SettingsPage).isVisible(), page.emergency.field.text) == (True, "1445")
    assert "not kept yet" in page.emergency.field.trouble.accessibleName()
    booth.console.home()
    assert settings(booth).emergency.field.text == "1445", "nor is it lost where the page went otherwise"
    for _ in "warned again, and left":
        QTest.keyClick(page.emergency.field.edit, ESCAPE)
        booth.settle()
    assert not page.isVisible()
    assert settings(booth).emergency.field.text == "144"

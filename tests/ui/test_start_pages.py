"""The first start: a clinic is set up, by keys and by mouse, and nothing half-made stands in the way."""

from threading import Event

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from console.app.clinic import Clinic
from console.app.emergency_number import emergency_number
from console.app.ids import system_random
from console.app.passphrases import plain_code as plain
from console.app.ports import Store, StoreError
from console.core.events import ClinicOpened
from console.core.people import RIGHTS, Operator
from console.ui.kit.theme import Theme
from console.ui.people.new_passphrase import OwnPassphrase
from console.ui.shell.model import Model
from console.ui.start.clinic_setup import Names
from console.ui.start.first_start import FirstStart
from tests.support.long_run import quick_of
from tests.support.memory_store import MemoryStore
from tests.support.numbers_read import read_all
from tests.support.real_parts import SECRET, Show, at_adoption, brought, click, press, write
from tests.support.stage import protocol

pytest_plugins = ["tests.support.page_fixtures"]
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
REMIND = "agents.lidocaine-4.remind_min"


def is_founded(store: Store) -> None:
    opened = [event.body for event in store.events("") if isinstance(event.body, ClinicOpened)]
    adopted = store.adoption()
    assert [body.name for body in opened] == ["Skin & Co"]
    assert [(each.name, each.rights) for each in store.people()] == [("Dr A. Osei", RIGHTS)]
    assert adopted is not None
    assert (adopted.by, adopted.digest) == ("Dr A. Osei", protocol().digest)
    assert len({event.actor for event in store.events("")[1:]}) == 1


def test_a_clinic_is_set_up_by_keys_alone(qtbot: QtBot, first: FirstStart, model: Model) -> None:
    at_adoption(qtbot, first)
    bar = first.adoption.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    press(Qt.Key.Key_Space)
    assert bar.value() > 0
    press(Qt.Key.Key_End, Qt.Key.Key_Return)
    assert (first.adoption.at, first.adoption.unread[0]) == ("rules", "rules")
    read_all(first)
    assert first.foot.primary.text() == "Adopt as Dr A. Osei"
    first.foot.primary.setFocus()
    with qtbot.waitSignal(first.done) as done:
        press(Qt.Key.Key_Return)
    store = brought(done)
    is_founded(store)
    assert (emergency_number(store), store.pins.of(store.person)) == ("144", None)
    store.close()


def test_the_blind_spaces_of_the_second_passphrase_show_nothing_of_the_first(
    first: FirstStart, model: Model, theme: Theme, show: Show
) -> None:
    press(Qt.Key.Key_1)
    first.names.show_names(Names("Skin & Co", "Dr A. Osei"))
    first.primary()
    write("four plain words more")
    press(Qt.Key.Key_Tab)
    write("four plain words more")
    step = first.passphrase
    assert (step.first.text, step.again.text) == ("four plain words more",) * 2
    assert step.first.edit.echoMode() is QLineEdit.EchoMode.Password
    press(Qt.Key.Key_Tab, Qt.Key.Key_Space)
    assert step.first.edit.echoMode() is QLineEdit.EchoMode.Normal
    press(Qt.Key.Key_Tab, Qt.Key.Key_Space)
    assert step.again.edit.echoMode() is QLineEdit.EchoMode.Normal
    own = OwnPassphrase(model, theme)
    show(own)
    for field in (own.old, own.new.first, own.new.again):
        assert field.edit.hasFocus()
        press(Qt.Key.Key_Tab)


def test_a_clinic_is_set_up_by_mouse_alone(qtbot: QtBot, first: FirstStart) -> None:
    click(first.offers.set_up_card)
    first.names.clinic.edit.setText("Skin & Co")
    first.names.person.edit.setText("Dr A. Osei")
    click(first.foot.primary)
    first.passphrase.first.edit.setText(SECRET)
    first.passphrase.again.edit.setText(SECRET)
    click(first.foot.primary)
    qtbot.waitUntil(first.code.isVisible)
    click(first.foot.primary)
    first.code.code_field.edit.setText(first.setup.code)
    click(first.foot.primary)
    for field, text in ((first.safety.number, "999"), (first.safety.pin, "12"), (first.safety.again, "12")):
        field.edit.setText(text)
    click(first.foot.primary)
    assert "4 to 8 digits" in first.safety.pin.trouble.text()
    for field in (first.safety.pin, first.safety.again):
        field.edit.setText("2580")
    click(first.foot.primary)
    qtbot.waitUntil(first.adoption.isVisible)
    read_all(first)
    with qtbot.waitSignal(first.done) as done:
        click(first.foot.primary)
    store = brought(done)
    is_founded(store)
    kept = store.pins.of(store.person)
    assert (emergency_number(store), kept and kept.digits) == ("999", 4)
    store.close()


@pytest.mark.parametrize("way", ["click", "digit", "enter"])
def test_the_example_is_one_press_and_says_that_it_is_being_made(
    qtbot: QtBot, first: FirstStart, model: Model, way: str
) -> None:
    made, asked, may_end = MemoryStore("example"), list[int](), Event()

    def example() -> Store:
        asked.append(1)
        may_end.wait(20)
        return made

    model.dependencies = replace(model.dependencies, example=example)
    first.offers.set_up_card.setFocus()
    with qtbot.waitSignal(first.example) as came:
        if way == "click":
            click(first.offers.example_card)
        elif way == "digit":
            press(Qt.Key.Key_2)
        else:
            press(Qt.Key.Key_Tab, Qt.Key.Key_Return)
        assert first.offers.progress_line.isVisible()
        press(Qt.Key.Key_2, Qt.Key.Key_1, Qt.Key.Key_3, Qt.Key.Key_Return)
        click(first.offers.set_up_card)
        assert (first._at, first.offers.progress_line.isVisible()) == (-1, True)
        may_end.set()
    assert (brought(came), asked) == (made, [1])


def test_where_the_example_cannot_be_made_that_is_said(qtbot: QtBot, first: FirstStart, model: Model) -> None:
    def example() -> Store:
        raise StoreError("disk-full", folder="/tmp")

    model.dependencies = replace(model.dependencies, example=example)
    press(Qt.Key.Key_2)
    qtbot.waitUntil(first.offers.trouble.isVisible)
    assert (
        first.offers.progress_line.isVisible(),
        first.offers.example_card.isEnabled(),
        first.offers.example_card.hasFocus(),
    ) == (False, True, True)


def test_enter_goes_on_to_the_field_that_is_still_empty(qtbot: QtBot, first: FirstStart) -> None:
    press(Qt.Key.Key_1)
    write("Skin & Co")
    press(Qt.Key.Key_Return)
    assert first.names.person.edit.hasFocus()
    assert not first.names.person.trouble.isVisible()
    write("Dr A. Osei")
    press(Qt.Key.Key_Return)
    write("short")
    press(Qt.Key.Key_Return)
    assert first.passphrase.first.trouble.isVisible()
    write(SECRET)
    press(Qt.Key.Key_Return)
    assert first.passphrase.again.edit.hasFocus()
    assert not first.passphrase.again.trouble.isVisible()
    write(SECRET)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(first.code.isVisible)


def test_home_and_end_go_to_the_ends_of_the_numbers_and_nothing_blank_lies_behind(
    qtbot: QtBot, first: FirstStart
) -> None:
    at_adoption(qtbot, first)
    bar = first.adoption.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    press(Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    press(Qt.Key.Key_Home)
    assert bar.value() == 0
    first.adoption.turn(7)
    view = first.adoption.view

    def lines() -> list[QLabel]:
        return [each for each in view.findChildren(QLabel) if each.isVisible()]

    qtbot.waitUntil(lambda: len(lines()) > 60 and bar.maximum() > 0)
    for _ in range(4):
        QApplication.processEvents()
    assert view.height() - max(each.mapTo(view, QPoint(0, each.height())).y() for each in lines()) < 40


def test_a_code_is_read_as_the_key_file_reads_it() -> None:
    assert plain(" abcde-o1i0l ") == plain("ABCDE01101")


def test_going_back_loses_nothing(qtbot: QtBot, first: FirstStart) -> None:
    at_adoption(qtbot, first)
    code = first.setup.code
    for page in (first.safety, first.code, first.code, first.passphrase, first.names):
        click(first.foot.back)
        assert page.isVisible()
    assert (first.names.names().clinic, first.passphrase.again.text) == ("Skin & Co", SECRET)
    press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    qtbot.waitUntil(first.code.isVisible)
    assert first.setup.code == code


@pytest.mark.parametrize("named", quick_of([True, False], False))
def test_a_set_up_that_was_cut_off_goes_on_with_the_numbers(
    qtbot: QtBot, model: Model, theme: Theme, show: Show, named: bool
) -> None:
    store, _ = model.dependencies.create_store(model.dependencies.folder, "clinic", SECRET)
    page = FirstStart(model, theme)
    show(page)
    if named:
        clinic = Clinic(store, model.dependencies.clock, system_random)
        clinic.open("Skin & Co")
        clinic.add_person(Operator("", "Dr A. Osei", RIGHTS))
    page.adopt_only(store, "")
    if not named:
        qtbot.waitUntil(page.names.isVisible)
        write("Skin & Co")
        press(Qt.Key.Key_Tab)
        write("Dr A. Osei")
        press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.adoption.isVisible() and page.adoption.name == "Dr A. Osei")
    read_all(page)
    page.foot.primary.setFocus()
    with qtbot.waitSignal(page.done):
        press(Qt.Key.Key_Return)
    is_founded(store)
    store.close()


def test_a_number_is_set_in_place_and_waits_as_a_draft_through_a_restart(
    qtbot: QtBot, first: FirstStart, model: Model, theme: Theme, show: Show
) -> None:
    at_adoption(qtbot, first)
    view = first.adoption.view
    view.rows[REMIND].setFocus()
    press(Qt.Key.Key_Space)
    write("60")
    press(Qt.Key.Key_Return)
    write("Our own list")
    press(Qt.Key.Key_Return)
    write("Two are in the room")
    press(Qt.Key.Key_Return)
    editor = view.editor
    assert editor
    qtbot.waitUntil(editor.trouble.isVisible)
    assert "effective from ≤ reminder before its time is over < remove by" in editor.trouble.text()
    editor.value.edit.setFocus()
    write("50")
    click(first.foot.primary)
    qtbot.waitUntil(lambda: view.editor is None and view.rows[REMIND].end.text() == "50 min")
    assert (first.foot.back.isVisible(), first.foot.primary.hasFocus()) == (False, True)
    first.setup.leave()
    first.hide()
    store = model.dependencies.open_store(model.dependencies.folder, SECRET)
    page = FirstStart(model, theme)
    show(page)
    page.adopt_only(store, "Dr A. Osei")
    qtbot.waitUntil(lambda: page.adoption.offer is not None)
    assert page.adoption.view.rows[REMIND].end.text() == "50 min"
    read_all(page)
    assert "Lidocaine 4 %" not in page.adoption._left.text()
    assert "EMLA" in page.adoption._left.text()
    page.foot.primary.setFocus()
    with qtbot.waitSignal(page.done):
        press(Qt.Key.Key_Return)
    remind = Clinic(store, model.dependencies.clock, system_random).protocol()[1].agent["lidocaine-4"].remind_min
    assert (remind.value, remind.source, remind.grade) == (50, "Our own list", "own")
    store.close()

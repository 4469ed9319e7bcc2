"""The first start: a clinic is set up, by keys and by mouse, and nothing half-made stands in the way."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from console.app.clinic import Clinic
from console.app.ids import system_random
from console.app.passphrases import plain_code as plain
from console.app.ports import Store, StoreError
from console.core.events import ClinicOpened
from console.core.people import RIGHTS, Operator
from console.core.protocol_check import numbers
from console.ui.look import Look
from console.ui.model import Model
from console.ui.pages.first import FirstStart
from console.ui.readings import readings
from db.store import Store as Encrypted
from tests.bench.stage import protocol
from tests.ui.starting import SECRET, WORDS, Show, brought, click, press, say, write

pytest_plugins = ["tests.ui.startrooms"]
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def first(model: Model, look: Look, show: Show) -> Iterator[FirstStart]:
    page = FirstStart(model, look)
    show(page)
    yield page
    page.hide()
    model.close()
    page.leave()


def at_code(qtbot: QtBot, first: FirstStart) -> None:
    """Up to the recovery code, by keys."""
    press(Qt.Key.Key_1)
    write("Skin & Co")
    press(Qt.Key.Key_Tab)
    write("Dr A. Osei")
    press(Qt.Key.Key_Return)
    write(SECRET)
    press(Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    write(SECRET)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(first.code.isVisible)


def at_adoption(qtbot: QtBot, first: FirstStart) -> None:
    at_code(qtbot, first)
    press(Qt.Key.Key_Return)
    write(first.founding.code.replace("-", " ").lower())
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(first.adoption.isVisible)


def is_founded(store: Store) -> None:
    opened = [event.body for event in store.events("") if isinstance(event.body, ClinicOpened)]
    adopted = store.adopted()
    assert [body.name for body in opened] == ["Skin & Co"]
    assert [(each.name, each.rights) for each in store.people()] == [("Dr A. Osei", RIGHTS)]
    assert adopted is not None
    assert (adopted.by, adopted.digest) == ("Dr A. Osei", protocol().digest)
    assert len({event.actor for event in store.events("")[1:]}) == 1


def test_a_clinic_is_set_up_by_keys_alone(qtbot: QtBot, first: FirstStart, model: Model) -> None:
    at_adoption(qtbot, first)
    press(Qt.Key.Key_Return)
    assert first.adoption.trouble.isVisible()
    press(Qt.Key.Key_Space)
    assert first.foot.primary.text() == "Adopt as Dr A. Osei"
    with qtbot.waitSignal(first.done) as done:
        press(Qt.Key.Key_Return)
    store = brought(done)
    is_founded(store)
    store.close()


def test_a_clinic_is_set_up_by_mouse_alone(qtbot: QtBot, first: FirstStart) -> None:
    click(first._set_up)
    first.names.clinic.edit.setText("Skin & Co")
    first.names.person.edit.setText("Dr A. Osei")
    click(first.foot.primary)
    first.passphrase.first.edit.setText(SECRET)
    first.passphrase.again.edit.setText(SECRET)
    click(first.foot.primary)
    qtbot.waitUntil(first.code.isVisible)
    click(first.foot.primary)
    first.code.typed.edit.setText(first.founding.code)
    click(first.foot.primary)
    qtbot.waitUntil(first.adoption.isVisible)
    click(first.adoption.tick)
    with qtbot.waitSignal(first.done) as done:
        click(first.foot.primary)
    store = brought(done)
    is_founded(store)
    store.close()


def test_the_example_is_one_press(qtbot: QtBot, first: FirstStart) -> None:
    with qtbot.waitSignal(first.example):
        click(first._try)
    with qtbot.waitSignal(first.example):
        press(Qt.Key.Key_2)
    first._set_up.setFocus()
    press(Qt.Key.Key_Tab)
    with qtbot.waitSignal(first.example):
        press(Qt.Key.Key_Return)


def test_names_are_needed(qtbot: QtBot, first: FirstStart) -> None:
    press(Qt.Key.Key_1, Qt.Key.Key_Return)
    assert first.names.isVisible()
    assert first.names.clinic.trouble.text() == "⚠ A name is needed."
    assert not first.names.person.trouble.isVisible()
    write("Skin & Co")
    assert not first.names.clinic.trouble.isVisible()
    click(first.foot.primary)
    assert first.names.person.trouble.isVisible()


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


def test_home_and_end_go_to_the_ends_of_the_numbers(qtbot: QtBot, first: FirstStart) -> None:
    at_adoption(qtbot, first)
    bar = first.adoption.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    press(Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    press(Qt.Key.Key_Home)
    assert bar.value() == 0


@pytest.mark.parametrize(("one", "two", "told"), [("short words", "short words", 0), (SECRET, "four plain word", 1)])
def test_a_passphrase_that_does_not_do(qtbot: QtBot, first: FirstStart, one: str, two: str, told: int) -> None:
    click(first._set_up)
    first.names.clinic.edit.setText("Skin & Co")
    first.names.person.edit.setText("Dr A. Osei")
    press(Qt.Key.Key_Return)
    fields = (first.passphrase.first, first.passphrase.again)
    for field, text in zip(fields, (one, two), strict=True):
        field.edit.setText(text)
    press(Qt.Key.Key_Return)
    assert fields[told].trouble.isVisible()
    assert fields[told].edit.hasFocus()
    assert not fields[1 - told].trouble.isVisible()
    assert not first._model.parts.folder.exists()


def test_another_code_than_the_one_shown_is_not_taken(qtbot: QtBot, first: FirstStart) -> None:
    at_code(qtbot, first)
    press(Qt.Key.Key_Return)
    assert not any(chip.isVisible() for chip in first.code.findChildren(QLabel) if chip.text() in first.founding.code)
    write(first.founding.code[:-1] + ("0" if first.founding.code[-1] != "0" else "1"))
    press(Qt.Key.Key_Return)
    assert first.code.typed.trouble.text() == f"⚠ {say('code-differs')}"
    assert first.code.typed.edit.hasFocus()
    assert not first.founding.confirmed


def test_a_code_is_read_as_the_key_file_reads_it() -> None:
    assert plain(" abcde-o1i0l ") == plain("ABCDE01101")


def test_going_back_loses_nothing(qtbot: QtBot, first: FirstStart) -> None:
    at_adoption(qtbot, first)
    code = first.founding.code
    for page in (first.code, first.code, first.passphrase, first.names):
        click(first.foot.back)
        assert page.isVisible()
    assert (first.names.names().clinic, first.passphrase.again.text) == ("Skin & Co", SECRET)
    press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    qtbot.waitUntil(first.code.isVisible)
    assert first.founding.code == code


def test_another_passphrase_makes_another_code(qtbot: QtBot, first: FirstStart) -> None:
    at_code(qtbot, first)
    code = first.founding.code
    first.founding.confirmed = True
    click(first.foot.back)
    for field in (first.passphrase.first, first.passphrase.again):
        field.edit.setText("four other words")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(first.code.isVisible)
    assert first.founding.code != code
    assert not first.founding.confirmed
    first.founding.confirmed = True
    first.leave()
    with pytest.raises(StoreError, match="wrong-secret"):
        Encrypted.open(first._model.parts.folder, SECRET)


def test_a_folder_that_is_taken_is_said_on_the_step(qtbot: QtBot, first: FirstStart) -> None:
    folder = first._model.parts.folder
    folder.mkdir()
    (folder / "letter.txt").touch()
    press(Qt.Key.Key_1)
    first.names.clinic.edit.setText("Skin & Co")
    first.names.person.edit.setText("Dr A. Osei")
    press(Qt.Key.Key_Return)
    for field in (first.passphrase.first, first.passphrase.again):
        field.edit.setText(SECRET)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(first.passphrase.trouble.isVisible)
    assert "letter.txt" in first.passphrase.trouble.text()
    assert (folder / "letter.txt").exists()


def test_a_store_whose_code_nobody_wrote_down_is_taken_away(qtbot: QtBot, first: FirstStart, model: Model) -> None:
    at_code(qtbot, first)
    folder = model.parts.folder
    assert folder.exists()
    first.hide()
    model.close()
    first.leave()
    assert not folder.exists()


@pytest.mark.parametrize("named", [True, False])
def test_a_set_up_that_was_cut_off_goes_on_with_the_numbers(
    qtbot: QtBot, model: Model, look: Look, show: Show, named: bool
) -> None:
    store, _ = model.parts.create_store(model.parts.folder, "clinic", SECRET)
    page = FirstStart(model, look)
    show(page)
    if named:
        clinic = Clinic(store, model.parts.clock, system_random)
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
    press(Qt.Key.Key_Space)
    with qtbot.waitSignal(page.done):
        press(Qt.Key.Key_Return)
    is_founded(store)
    store.close()


def test_every_number_is_read_with_its_source() -> None:
    shown, given = list(readings(WORDS, protocol())), list(numbers(protocol()))
    ranges = [zone for zone in protocol().zones if zone.suggest_mm]
    assert len(shown) == len(given) + len(ranges) > 80
    assert [each.source for each in shown if each.value and not each.source] == []
    assert not [each for each in shown if "_" in each.name]
    assert {WORDS.has("start", each.section) for each in shown} == {True}
    assert {WORDS.has("start", f"grade-{each.grade}") for each in shown if each.grade} == {True}

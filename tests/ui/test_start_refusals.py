"""The first start says what will not do, where it is typed, and leaves nothing half-made behind."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from console.app.ports import StoreError
from console.ui.shell.model import Model
from console.ui.start.first_start import FirstStart
from db.store import Store as Encrypted
from tests.support.real_parts import SECRET, at_code, click, press, say, write

pytest_plugins = ["tests.support.page_fixtures"]
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def test_names_are_needed(qtbot: QtBot, first: FirstStart) -> None:
    press(Qt.Key.Key_1, Qt.Key.Key_Return)
    assert first.names.isVisible()
    assert first.names.clinic.trouble.text() == "⚠ A name is needed."
    assert not first.names.person.trouble.isVisible()
    write("Skin & Co")
    assert not first.names.clinic.trouble.isVisible()
    click(first.foot.primary)
    assert first.names.person.trouble.isVisible()


@pytest.mark.parametrize(("one", "two", "told"), [("short words", "short words", 0), (SECRET, "four plain word", 1)])
def test_a_passphrase_that_does_not_do(qtbot: QtBot, first: FirstStart, one: str, two: str, told: int) -> None:
    click(first.offers.set_up_card)
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
    assert not first.model.dependencies.folder.exists()


def test_another_code_than_the_one_shown_is_not_taken(qtbot: QtBot, first: FirstStart) -> None:
    at_code(qtbot, first)
    press(Qt.Key.Key_Return)
    assert not any(chip.isVisible() for chip in first.code.findChildren(QLabel) if chip.text() in first.setup.code)
    write(first.setup.code[:-1] + ("0" if first.setup.code[-1] != "0" else "1"))
    press(Qt.Key.Key_Return)
    assert first.code.code_field.trouble.text() == f"⚠ {say('code-differs')}"
    assert first.code.code_field.edit.hasFocus()
    assert not first.setup.confirmed


def test_another_passphrase_makes_another_code(qtbot: QtBot, first: FirstStart) -> None:
    at_code(qtbot, first)
    code = first.setup.code
    first.setup.confirmed = True
    click(first.foot.back)
    for field in (first.passphrase.first, first.passphrase.again):
        field.edit.setText("four other words")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(first.code.isVisible)
    assert first.setup.code != code
    assert not first.setup.confirmed
    first.setup.confirmed = True
    first.discard_setup()
    with pytest.raises(StoreError, match="wrong-secret"):
        Encrypted.open(first.model.dependencies.folder, SECRET)


def test_a_folder_that_is_taken_is_said_on_the_step(qtbot: QtBot, first: FirstStart) -> None:
    folder = first.model.dependencies.folder
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
    folder = model.dependencies.folder
    assert folder.exists()
    first.hide()
    model.close()
    first.discard_setup()
    assert not folder.exists()

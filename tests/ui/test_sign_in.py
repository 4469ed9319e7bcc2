"""Signing in, and who treats."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from console.ui.kit.theme import Theme
from console.ui.people.person_choice import PersonChoice
from console.ui.shell.model import Model
from console.ui.start.sign_in import SignIn
from tests.support.real_parts import PEOPLE, SECRET, Show, brought, click, press, say, write
from tests.support.texts import WORDS

pytest_plugins = ["tests.support.page_fixtures"]
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def clinic(model: Model) -> str:
    """A store that stands, closed; gives its recovery code."""
    store, code = model.dependencies.create_store(model.dependencies.folder, "clinic", SECRET)
    store.close()
    return code


@pytest.mark.parametrize("by", ["passphrase", "recovery code"])
def test_both_secrets_open_the_clinic(
    qtbot: QtBot, model: Model, theme: Theme, show: Show, clinic: str, by: str
) -> None:
    page = SignIn(model, theme)
    show(page)
    write(SECRET if by == "passphrase" else clinic.lower())
    with qtbot.waitSignal(page.done) as opened:
        press(Qt.Key.Key_Return)
    assert page.secret.text == ""
    store = brought(opened)
    store.close()


def test_a_wrong_secret_is_said_and_chosen(qtbot: QtBot, model: Model, theme: Theme, show: Show, clinic: str) -> None:
    page = SignIn(model, theme)
    show(page)
    write("five plain words")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(page.secret.trouble.isVisible)
    assert page.secret.trouble.text() == f"⚠ {WORDS.say('store', 'wrong-secret')}"
    assert page.secret.edit.hasFocus()
    assert page.secret.edit.selectedText() != ""
    write(SECRET)
    with qtbot.waitSignal(page.done) as opened:
        click(page.foot.primary)
    store = brought(opened)
    store.close()


def test_a_secret_is_hidden_until_it_is_asked_for(qtbot: QtBot, model: Model, theme: Theme, show: Show) -> None:
    page = SignIn(model, theme)
    show(page)
    assert page.secret.edit.echoMode() == QLineEdit.EchoMode.Password
    press(Qt.Key.Key_Tab, Qt.Key.Key_Space)
    assert page.secret.edit.echoMode() == QLineEdit.EchoMode.Normal
    press(Qt.Key.Key_Space)
    assert page.secret.edit.echoMode() == QLineEdit.EchoMode.Password


@pytest.mark.parametrize(
    "keys", [[Qt.Key.Key_2], [Qt.Key.Key_Tab, Qt.Key.Key_Return], [Qt.Key.Key_Tab, Qt.Key.Key_Space]]
)
def test_who_one_is_is_one_press(qtbot: QtBot, model: Model, theme: Theme, show: Show, keys: list[Qt.Key]) -> None:
    page = PersonChoice(model, theme)
    page.show_people(PEOPLE)
    show(page)
    with qtbot.waitSignal(page.chosen) as chosen:
        press(*keys)
    assert chosen.args == [PEOPLE[1]]


def test_how_far_an_earlier_programs_file_is_brought_up_is_shown(
    qtbot: QtBot, model: Model, theme: Theme, show: Show, clinic: str
) -> None:
    page = SignIn(model, theme)
    show(page)
    assert not page.outcome.isVisible()
    page.progress.emit(3, 120)
    qtbot.waitUntil(page.outcome.isVisible)
    assert page.outcome.text() == say("bringing-up", done=3, count=120)
    page.refuse("No.")
    assert not page.outcome.isVisible()

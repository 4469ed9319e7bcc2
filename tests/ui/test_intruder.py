"""Somebody at a screen that was left: what was typed, copied or left open before does not come back to them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from console.ui.clients.clients_page import ClientsPage
from console.ui.home.home_page import HomePage
from console.ui.kit.fields import SecretField
from console.ui.shell import routes
from tests.support.lock_rooms import ENTER, Hands

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
UNDO = Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier


def secret(hands: Hands) -> SecretField:
    """The passphrase's field on the locked screen."""
    unlocking = hands.locked.unlock_panel
    if unlocking.secret.isHidden():
        unlocking.other.click()
    return unlocking.secret


def shown(field: SecretField) -> str:
    """What the button to show it, and undo, make of it."""
    QTest.keyClick(field.edit, *UNDO)
    field.line.itemAt(1).widget().click()  # type: ignore[union-attr]
    QTest.keyClick(field.edit, *UNDO)
    return field.edit.displayText()


def test_a_passphrase_that_was_typed_is_not_brought_back_by_undo(hands: Hands) -> None:
    hands.key("l")
    QTest.keyClicks(secret(hands).edit, "words of A. Osei")
    hands.key(ENTER)
    assert isinstance(hands.window.page, HomePage)
    hands.key("l")
    assert shown(secret(hands)) == ""


def test_a_passphrase_that_was_shown_is_hidden_from_the_next(hands: Hands) -> None:
    hands.key("l")
    secret(hands).line.itemAt(1).widget().click()  # type: ignore[union-attr]
    QTest.keyClicks(secret(hands).edit, "words of A. Osei")
    hands.key(ENTER, "l")
    QTest.keyClicks(secret(hands).edit, "abc")
    assert secret(hands).edit.displayText() != "abc"


def test_what_is_left_in_the_field_goes_by_itself(hands: Hands) -> None:
    hands.key("l")
    QTest.keyClicks(secret(hands).edit, "words of A. Ose")
    hands.key(ENTER)
    hands.tick()
    assert secret(hands).text == "words of A. Ose", "there is time to mend a slip"
    hands.room.clock.advance(30_000)
    hands.tick()
    assert shown(secret(hands)) == ""


def test_digits_that_are_left_go_by_themselves(hands: Hands) -> None:
    hands.key("l", *"258")
    hands.tick()
    hands.room.clock.advance(30_000)
    hands.tick()
    hands.key("0")
    assert hands.locked.isVisible()


def test_what_was_copied_is_not_pasted_on_the_locked_screen(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(QApplication.clipboard()), "ownsClipboard", lambda _: True)
    hands.begin()
    routes.show_clients(hands.console)
    hands.settle()
    search = hands.one(ClientsPage).search
    search.setText("Maya Lindqvist")
    search.selectAll()
    search.copy()
    hands.console.lock.lock()
    hands.settle()
    assert QApplication.clipboard().text() == ""


def test_what_another_program_copied_stays(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    clipboard = QApplication.clipboard()
    clipboard.setText("of another program")
    monkeypatch.setattr(type(clipboard), "ownsClipboard", lambda _: False)
    hands.key("l")
    assert clipboard.text() == "of another program"
    clipboard.clear()


def test_a_dialog_over_a_dialog_leaves_none_open_over_the_lock(hands: Hands) -> None:
    first, second = QDialog(hands.window), QDialog()
    for each in (first, second):
        each.setModal(True)
        each.show()
    hands.console.lock.lock()
    hands.settle()
    assert [each for each in (first, second) if each.isVisible()] == []
    assert hands.locked.isVisible()

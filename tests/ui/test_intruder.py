"""Somebody at a screen that was left: what was typed, copied or left open before does not come back to them."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPlainTextEdit

from console.core.stock import Product
from console.ui.clients.clients_page import ClientsPage
from console.ui.home.home_page import HomePage
from console.ui.kit.fields import SecretField
from console.ui.kit.wrapped_button import WrappedButton
from console.ui.shell import routes
from tests.support.lock_rooms import ENTER, ESCAPE, Hands, read_aloud

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


TYPED, TITLE = "cold hands of Maya", "How Maya reacts"


def lock(hands: Hands) -> None:
    hands.console.lock.lock()
    hands.settle()


def unlock(hands: Hands, name: str) -> None:
    """By the passphrase, whoever was here before."""
    hands.press(name)
    QTest.keyClicks(secret(hands).edit, f"words of {name}")
    hands.key(ENTER)


def everywhere(hands: Hands) -> str:
    """All that any widget holds, in sight or not, with what a screen reader finds."""
    held = [each.text() for each in hands.window.findChildren(QLineEdit)]
    held += [each.toPlainText() for each in hands.window.findChildren(QPlainTextEdit)]
    held += [each.text() for each in hands.window.findChildren(QLabel)]
    return "\n".join([*held, *hands.texts(), *read_aloud(hands.window)])


def test_what_somebody_typed_is_shown_to_nobody_else_and_kept_for_them(hands: Hands, tmp_path: Path) -> None:
    hands.begin()
    hands.key("n", TYPED)
    lock(hands)
    assert TYPED not in everywhere(hands)
    unlock(hands, "B. Lind")
    hands.model.choose(hands.model.open_sessions[0].id)
    hands.settle()
    hands.press("Go on as B. Lind")
    hands.key("n")
    assert TYPED not in everywhere(hands)
    hands.key(ESCAPE)
    lock(hands)
    unlock(hands, "A. Osei")
    hands.model.choose(hands.model.open_sessions[0].id)
    hands.settle()
    hands.press("Go on as A. Osei")
    hands.key("n")
    assert TYPED in everywhere(hands)
    written = [file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()]
    assert [each for each in written if TYPED.encode() in each] == []


def test_the_sheet_that_stood_open_with_something_typed_comes_back_to_the_same_person_alone(hands: Hands) -> None:
    hands.begin()
    prompt = hands.window.session_page.prompt
    hands.key("n", TYPED)
    for name in ("A. Osei", "B. Lind"):
        lock(hands)
        assert prompt.isHidden()
        unlock(hands, name)
        back = name == "A. Osei"
        asked = "Write or read a note …" if back else "Go on with this session?"
        assert (prompt.isVisible(), prompt.title, TYPED in everywhere(hands)) == (True, asked, back)
    lock(hands)
    unlock(hands, "A. Osei")
    assert TYPED not in everywhere(hands)


def test_the_screen_locks_at_once_while_something_is_typed_by_key_and_by_touch(hands: Hands) -> None:
    hands.begin()
    on_sheet = hands.page.prompt._lock
    ways: list[Callable[[], object]] = [
        lambda: hands.key(Qt.Key.Key_F12), lambda: QTest.mouseClick(on_sheet, Qt.MouseButton.LeftButton),
    ]  # fmt: skip
    for at, way in enumerate(ways):
        hands.key("n", *([TYPED] if not at else []))
        assert hands.page.prompt.form is not None
        way()
        hands.settle()
        assert hands.locked.isVisible()
        assert TYPED not in everywhere(hands)
        unlock(hands, "A. Osei")
    hands.key("n")
    assert TYPED in everywhere(hands)


def test_where_somebody_typed_is_told_to_nobody_else(hands: Hands) -> None:
    session = hands.begin().id

    def shown() -> str:
        hands.model.choose(session)
        hands.settle()
        return everywhere(hands)

    assert TITLE not in shown()
    every: tuple[Any, ...] = (None, routes.CLIENTS, routes.STOCK)
    for route in every:
        if route is not None:
            hands.console.go(route)
        hands.model.drafts.put_by.emit(TITLE)
        assert TITLE in everywhere(hands), route
    lock(hands)
    unlock(hands, "B. Lind")
    assert TITLE not in shown()


def test_nothing_typed_is_lost_by_the_windows_own_x_or_a_backup_put_back_unasked(hands: Hands) -> None:
    hands.begin()
    hands.key("n", TYPED, ESCAPE)
    hands.window.close()
    hands.settle()
    assert (
        "Typed and not saved: A. Osei (Write or read a note). It is lost then. What is recorded stays and the clocks"
        " go on, but nobody is reminded of cream until Stipple is open again."
    ) in seen(hands), "one sentence of the question never says what another denies"
    hands.press("Stay")
    hands.console.put_back()
    assert "Typed and not saved: A. Osei (Write or read a note). It is lost then." in seen(hands)
    hands.press("Stay")
    lock(hands)
    hands.window.close()
    hands.settle()
    assert "Typed and not saved: A. Osei. It is lost then." in seen(hands)
    next(each for each in hands.locked.findChildren(WrappedButton) if each.accessibleName() == "Close Stipple").click()
    assert not hands.window.isVisible()


def test_a_client_that_was_saved_just_before_the_lock_is_not_taken_for_one_that_was_not(hands: Hands) -> None:
    routes.show_clients(hands.console)
    hands.settle()
    page = hands.one(ClientsPage)
    QTest.keyClicks(client(page), TYPED)
    page.form.save()
    hands.console.lock.lock()
    hands.settle()
    unlock(hands, "A. Osei")
    assert hands.model.drafts.counts() == {}
    assert page.form.name.text() == ""
    assert [each.profile.name for each in hands.store.clients()].count(TYPED) == 1


def seen(hands: Hands) -> str:
    return "\n".join(hands.texts())


def client(page: Any) -> QLineEdit:
    page.new_client()
    return cast(QLineEdit, page.form.name)


def count(page: Any) -> QLineEdit:
    """Why a product is counted anew."""
    return cast(QLineEdit, page.count(page.shelf.lines[0]).reason)


@pytest.mark.parametrize(
    ("route", "to"),
    [
        (routes.SETTINGS, lambda page: page.emergency.field.edit),
        (routes.CLIENTS, client),
        (routes.STOCK, count),
    ],
    ids=["emergency number", "client", "stock"],
)
def test_what_stands_in_a_form_comes_back_to_its_own_person_alone(
    hands: Hands, route: Any, to: Callable[[Any], QLineEdit], caplog: pytest.LogCaptureFixture
) -> None:
    hands.ask(partial(stock_one, hands))

    def field() -> QLineEdit:
        page = hands.console.go(route)
        hands.settle()
        return to(page)

    QTest.keyClicks(field(), TYPED)
    lock(hands)
    assert TYPED not in everywhere(hands)
    unlock(hands, "B. Lind")
    assert field().text() != TYPED
    assert TYPED not in everywhere(hands)
    lock(hands)
    unlock(hands, "A. Osei")
    assert field().text() == TYPED
    hands.console.home()
    hands.console.ask_sign_out()
    hands.settle()
    assert any("Typed and not saved: A. Osei (" in text for text in hands.texts())
    assert [text for text in hands.texts() if TYPED in text] == []
    hands.key("2")
    assert hands.model.drafts.counts() == {}
    assert TYPED not in caplog.text


def stock_one(hands: Hands) -> None:
    stock = hands.model.open_clinic.stock
    product = stock.name(Product("", "Hyalu", "serum"))
    stock.receive(product.id, "AB12", "2027-06-30", "", 3)

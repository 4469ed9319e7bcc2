"""The pages that check the records and erase a client, by keys and presses."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.app.ports import Checked, Finding
from console.core.people import Operator
from console.ui.backups.verify_page import VerifyPage
from console.ui.clients.clients_page import ClientsPage
from console.ui.clients.erasure_page import ErasurePage
from console.ui.settings.settings_page import SettingsPage
from console.ui.shell import routes
from console.ui.shell.preferences import Settings
from tests.screens.walk import MAYA
from tests.support.booth import Booth

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def booth(qapp: QApplication, tmp_path: Path) -> Iterator[Booth]:
    booth = Booth(qapp, tmp_path, MAYA, Settings("light", 1.0))
    booth.show((1280, 800))
    booth.console.begin(booth.store)
    booth.settle()
    yield booth
    booth.close()


def sign_in(booth: Booth, *rights: str) -> None:
    booth.model.operator = Operator(booth.osei.id, "A. Osei", tuple(rights))  # type: ignore[arg-type]


def checking(booth: Booth) -> VerifyPage:
    booth.console.go(routes.SETTINGS)
    booth.one(SettingsPage).check_button.click()
    booth.settle()
    return booth.one(VerifyPage)


def test_nothing_was_altered(booth: Booth) -> None:
    page = checking(booth)
    QTest.keyClick(page, Qt.Key.Key_Return)
    booth.settle()
    assert page.result.text() == "✓ Nothing was altered."
    assert page.figures.text().startswith(f"{booth.store.head().seq} rows and 0 signed sessions")
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert booth.window.page is booth.console.go(routes.SETTINGS)


def test_the_first_bad_place_and_what_to_do(booth: Booth) -> None:
    booth.store.findings = [Finding("row-changed", 7), *[Finding("seal-forged", 9, "eve")] * 6]
    page = checking(booth)
    page.primary()
    booth.settle()
    assert page.trouble.accessibleName() == "Something is not as it was written."
    assert page.places.text().startswith("Row 7 is not as it was written.\n")
    assert page.places.text().endswith("And one more.")
    assert page.advice.isVisible()
    assert not page.result.isVisible()


def test_only_who_may_see_the_log_checks(booth: Booth) -> None:
    sign_in(booth, "treat")
    booth.console.go(routes.SETTINGS)
    assert not booth.one(SettingsPage).check_button.isVisible()
    booth.console.go(routes.VERIFY)
    page = booth.one(VerifyPage)
    page.primary()
    booth.settle()
    assert "may not check the records" in page.trouble.text()


def test_the_engine_goes_on_while_the_records_are_checked(booth: Booth) -> None:
    """The check waits in its own thread; what is tapped meanwhile is written."""
    page, threads = checking(booth), list[str]()
    head = booth.store.head
    booth.store.head = lambda: (threads.append(_thread()), head())[1]  # type: ignore[method-assign, func-returns-value]
    page.primary()
    booth.settle()
    assert threads
    assert threads[0] != booth.ask(_thread)


def test_what_came_since_or_everything_and_one_that_is_stopped(booth: Booth) -> None:
    page, asked = checking(booth), list[bool]()
    check_on = booth.store.check_on

    def noted(utc_ms: int, whole: bool, *rest: Any) -> Checked:
        asked.append(whole)
        return check_on(utc_ms, whole, *rest)

    booth.store.check_on = noted  # type: ignore[method-assign, assignment]
    for button in (page.foot.primary, page.foot.primary, page.all_button):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert (page.stop_button.isVisible(), page.all_button.isVisible()) == (True, False)
        booth.settle()
        assert (page.stop_button.isVisible(), page.all_button.isVisible()) == (False, True)
    assert asked == [False, False, True]
    page.foot.primary.click()
    QTest.mouseClick(page.stop_button, Qt.MouseButton.LeftButton)
    booth.settle()
    assert page.figures.text().startswith("Stopped.")
    assert not page.result.isVisible()
    page.foot.primary.click()
    booth.settle()
    assert page.result.isVisible()


def _thread() -> str:
    from threading import current_thread

    return str(current_thread().ident)


def erasing(booth: Booth) -> ErasurePage:
    routes.show_clients(booth.console)
    booth.settle()
    booth.one(ClientsPage).choose(booth.room.maya)
    booth.press("Erase Maya Lindqvist")
    return booth.one(ErasurePage)


def test_a_client_is_erased(booth: Booth) -> None:
    page = erasing(booth)
    assert "Nobody has set yet" in page.trouble.text()
    assert not page.foot.primary.isVisible()
    page.years.edit.setText("ten")
    page.set_button.click()
    booth.settle()
    assert "whole years" in page.years.trouble.text()
    page.years.edit.setText("10")
    page.set_button.click()
    booth.settle()
    assert page.foot.primary.isVisible()
    page.foot.primary.click()
    assert "tick the line" in page.reason.trouble.text()
    page.sure.click()
    for reason, said in (("", "Say why"), ("Lindqvist asked", "part of the client's name")):
        page.reason.edit.setText(reason)
        page.foot.primary.click()
        booth.settle()
        assert said in page.reason.trouble.text()
    page.reason.edit.setText("retention period over")
    page.foot.primary.click()
    booth.settle()
    assert booth.store.client(booth.room.maya) is None
    assert booth.window.page is booth.console.go(routes.CLIENTS)
    assert page.title.text() == ""


def test_enter_in_a_field_erases_nothing(booth: Booth) -> None:
    page = erasing(booth)
    page.years.edit.setText("10")
    page.set_button.click()
    booth.settle()
    page.reason.edit.setText("over")
    page.sure.setChecked(True)
    page.reason.edit.setFocus()
    QTest.keyClick(page.reason.edit, Qt.Key.Key_Return)
    booth.settle()
    assert booth.store.client(booth.room.maya) is not None


def test_only_who_may_is_offered_it(booth: Booth) -> None:
    sign_in(booth, "treat", "see-log")
    routes.show_clients(booth.console)
    booth.settle()
    booth.one(ClientsPage).choose(booth.room.maya)
    assert not booth.one(ClientsPage).card._erase.isVisible()
    booth.console.go(routes.ERASURE).show_client(booth.room.maya)
    booth.settle()
    assert "may not erase clients" in booth.one(ErasurePage).trouble.text()

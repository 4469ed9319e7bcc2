"""On real files in the window: a cut-off put-back, an emergency copy, a place where nothing can be written."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from console.app.clinic import Clinic
from console.app.emergency_copy import save_emergency_copy
from console.app.sessions import Sessions
from console.ui.backups.backups_page import BackupsPage
from console.ui.backups.damaged_page import DamagedPage
from console.ui.clients.clients_page import ClientsPage
from console.ui.home.home_page import HomePage
from console.ui.lock_screen.locked_page import LockedPage
from console.ui.people.person_choice import PersonChoice
from console.ui.shell import routes
from db import store as store_module
from db.backup import folder_swap
from db.files import DATABASE
from db.store import Store
from tests.support.real_parts import SECRET, click, press
from tests.support.texts import WORDS
from tests.support.window_practice import DAY_MS, Practice, put_back


def test_a_put_back_that_was_cut_off_is_no_first_start(practice: Practice) -> None:
    practice.found()
    new, aside = folder_swap.swap_paths(practice.folder, "2026-03-02T080000-000Z")
    shutil.copytree(practice.folder, aside)
    practice.folder.rename(new)
    practice.begin()
    practice.sign_in()
    practice.page(HomePage)
    assert len(practice.console.model.open_clinic.store.clients()) == 1
    assert not new.exists()


def test_only_the_damaged_folder_is_left_and_its_backup_is_found(practice: Practice) -> None:
    practice.found()
    _, aside = folder_swap.swap_paths(practice.folder, "2026-03-02T080000-000Z")
    practice.folder.rename(aside)
    practice.begin()
    practice.sign_in()
    page = practice.page(DamagedPage)
    assert "There is no clinic" in page.what.text()
    press(Qt.Key.Key_Return)
    practice.wait(lambda: page.file)
    press(Qt.Key.Key_Return)
    practice.wait(lambda: put_back(page))
    press(Qt.Key.Key_Return)
    practice.sign_in()
    practice.page(HomePage)


def test_where_nothing_can_be_written_it_is_shown(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    practice.found()
    before = {each.name: each.read_bytes() for each in practice.folder.iterdir() if each.is_file()}
    monkeypatch.setattr(store_module, "view_only", lambda _: True)
    practice.begin()
    practice.pass_ms(DAY_MS)
    practice.sign_in()
    home = practice.page(HomePage)
    viewing = WORDS.say("store", "viewing", folder=practice.folder)
    practice.wait(home._backup_banner.isVisible)
    assert home._backup_banner.text.text() == viewing
    practice.wait(home._mark.isVisible)
    assert home._mark.text() == WORDS.say("clients", "viewing")
    practice.wait(lambda: not home._new.isEnabled())
    press(Qt.Key.Key_N, Qt.Key.Key_Return)
    assert practice.console.window.page is home
    press(Qt.Key.Key_C)
    clients = practice.page(ClientsPage)
    practice.wait(lambda: clients.rows.rows)
    clients.choose(clients.rows.rows[0].id)
    assert clients.notice.text.text() == WORDS.say("clients", "viewing-no-change")
    assert [each.isEnabled() for each in (clients._new, clients.card._edit, clients.card._start)] == [False] * 3
    press(Qt.Key.Key_Return)
    QTest.keyClick(clients, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(clients, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert (clients.prompt.isHidden(), clients.form.isVisible()) == (True, False)
    practice.console.model.begin(clients.rows.rows[0].id)
    practice.wait(lambda: clients.notice.text.text() == viewing)
    practice.console.go(routes.BACKUPS)
    page = practice.page(BackupsPage)
    practice.wait(lambda: len(page.rows) == 1)
    click(page.now)
    practice.wait(page.trouble.text)
    assert page.trouble.accessibleName() == viewing
    practice.console.window.close()
    assert {each.name: each.read_bytes() for each in practice.folder.iterdir() if each.is_file()} == before


def test_the_code_lets_somebody_look_without_a_new_passphrase(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    practice.found()
    monkeypatch.setattr(store_module, "view_only", lambda _: True)
    practice.begin()
    practice.sign_in(practice.code)
    people = practice.page(PersonChoice)
    press(Qt.Key.Key_1)
    assert people is not None
    home = practice.page(HomePage)
    practice.console.lock.lock()
    locked = practice.page(LockedPage)
    practice.wait(lambda: locked.unlock_panel.names.people)
    QTest.keyClicks(locked.unlock_panel.secret.edit, SECRET)
    QTest.keyClick(locked.unlock_panel.secret.edit, Qt.Key.Key_Return)
    practice.wait(lambda: practice.console.window.page is home)


def with_emergency(practice: Practice) -> Path:
    """A session after the backup, put away on a stick; then the database is lost."""
    stick = practice.tmp / "stick"
    stick.mkdir()
    with closing(Store.open(practice.folder, SECRET)) as store:
        clinic = Clinic(store, practice.clock, practice.console.dependencies.random)
        sessions = Sessions(store, practice.clock, clinic, practice.console.dependencies.random, "Europe/Berlin")
        clinic.actor = store.person
        session = sessions.begin(store.clients()[0].id, store.people()[0]).id
        file = save_emergency_copy(store, sessions, clinic, session, stick, practice.clock)
    (practice.folder / DATABASE).unlink()
    return file


def test_an_emergency_copy_is_read_in_after_the_backup(practice: Practice) -> None:
    practice.found()
    file = with_emergency(practice)
    practice.begin()
    practice.sign_in()
    page = practice.page(DamagedPage)
    assert not page.read_in.isVisible()
    press(Qt.Key.Key_Return)
    practice.wait(lambda: page.file)
    press(Qt.Key.Key_Return)
    practice.wait(lambda: put_back(page))
    page.ask_copy = lambda: str(file)  # type: ignore[method-assign]
    click(page.read_in)
    practice.wait(lambda: file.name in page.report.text())
    assert page.report.text().endswith(f"One event was read in from {file.name}. None of its session was there before.")
    press(Qt.Key.Key_Return)
    practice.sign_in()
    home = practice.page(HomePage)
    practice.wait(lambda: len(home.cards) == 1)
    practice.console.go(routes.BACKUPS)
    backups = practice.page(BackupsPage)
    backups.ask_copy = lambda: str(file)  # type: ignore[method-assign]
    click(backups.read_in)
    practice.wait(lambda: "were" in backups.outcome.text() or "was" in backups.outcome.text())
    assert (
        backups.outcome.text()
        == f"Nothing of {file.name} was missing here. One event of its session was there already."
    )
    assert practice.console.model.open_clinic.store.verify() == []


def test_the_emergency_copy_of_another_clinic_is_refused(practice: Practice) -> None:
    practice.found()
    file = with_emergency(practice)
    shutil.rmtree(practice.folder)
    practice.found()
    practice.begin()
    practice.sign_in()
    practice.page(HomePage)
    practice.console.go(routes.BACKUPS)
    page = practice.page(BackupsPage)
    head = practice.console.model.open_clinic.store.head()
    page.ask_copy = lambda: str(file)  # type: ignore[method-assign]
    click(page.read_in)
    practice.wait(page.trouble.text)
    assert page.trouble.accessibleName() == WORDS.say("store", "emergency-foreign", file=file)
    assert practice.console.model.open_clinic.store.head() == head

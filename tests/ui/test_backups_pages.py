"""Backups and damage in the window, on real files: every way of damage leads to the page that puts it right."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

import main
from console.app.backups import emergency_copy
from console.app.clinic import Clinic
from console.app.sessions import Sessions
from console.core.clock import ScriptClock
from console.core.people import RIGHTS, Operator, Profile
from console.ui.pages.backups import BackupsPage
from console.ui.pages.clients import Clients
from console.ui.pages.damaged import DamagedPage
from console.ui.pages.first import FirstStart
from console.ui.pages.home import Home
from console.ui.pages.locked import Locked
from console.ui.pages.people import People
from console.ui.pages.signin import SignIn
from console.ui.start import Console
from db import store as store_module
from db import swap
from db.files import BACKUPS, DATABASE
from db.store import Store
from tests.app.room import MONDAY
from tests.bench.stage import protocol
from tests.db.damage import DAMAGE
from tests.ui.starting import SECRET, WORDS, click, parts, press

DAY_MS = 86_400_000
Kind = TypeVar("Kind", bound=QWidget)


class Practice:
    """The whole console on a clinic of its own on the disk."""

    def __init__(self, app: QApplication, qtbot: QtBot, tmp: Path) -> None:
        self.qtbot, self.tmp, self.folder, self.clock = qtbot, tmp, tmp / "clinic", ScriptClock(MONDAY)
        self.code = ""
        made = replace(
            parts(tmp), clock=self.clock, open_store=Store.open,
            is_store=main._is_store,
        )  # fmt: skip
        self.console = Console(app, made)
        self.console.look.load_scripts()

    def found(self) -> None:
        """A clinic with a backup, and a client who came after it."""
        store, self.code = Store.create(self.folder, "clinic", SECRET)
        with closing(store):
            clinic = Clinic(store, self.clock, self.console.parts.random)
            clinic.open("Hautraum")
            clinic.add_person(Operator(store.person, "A. Osei", RIGHTS))
            clinic.adopt(protocol(), "A. Osei")
            clinic.back_up()
            clinic.add_client(Profile("Maya Lindqvist"))
            store.anchor()

    def begin(self) -> None:
        self.console.begin()
        window = self.console.window
        window.show()
        window.activateWindow()
        self.qtbot.waitUntil(window.isActiveWindow)

    def sign_in(self, secret: str = SECRET) -> None:
        page = self.page(SignIn)
        page.secret.edit.setText(secret)
        press(Qt.Key.Key_Return)

    def page(self, kind: type[Kind]) -> Kind:
        self.qtbot.waitUntil(lambda: isinstance(self.console.window.page, kind), timeout=10_000)
        shown = self.console.window.page
        assert isinstance(shown, kind)
        return shown

    def pass_ms(self, ms: int) -> None:
        """Somebody is there meanwhile: the screen stays open."""
        self.clock.advance(ms)
        self.console.lock.touch()

    def wait(self, until: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(until()), timeout=10_000)


@pytest.fixture
def practice(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Practice]:
    made = Practice(qapp, qtbot, tmp_path)
    yield made
    made.console.window.close()
    for each in (made.console.window, made.console):
        each.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def say(code: str, **facts: object) -> str:
    return WORDS.say("backups", code, **facts)


def put_back(page: DamagedPage) -> bool:
    return page.foot.primary.text() == say("open")


OPENING = [name for name in DAMAGE if name not in ("a whole page garbled", "two pages swapped", "both gone")]
"""Damage that opening meets; the rest is found by verify, or nothing is left to open."""


@pytest.mark.parametrize("name", OPENING)
def test_damage_leads_to_the_page_that_puts_it_right(practice: Practice, name: str) -> None:
    practice.found()
    DAMAGE[name](practice.folder)
    practice.begin()
    practice.sign_in()
    if name == "another clinic's keys":
        practice.wait(practice.page(SignIn).secret.trouble.text)
        click(practice.page(SignIn).foot.back)
    page = practice.page(DamagedPage)
    assert page.what.isVisible() == (name != "another clinic's keys")
    press(Qt.Key.Key_Return)
    practice.wait(lambda: page.file or page.told.text())
    if page.file is not None:
        assert "events" in page.toggles[0].text()
        press(Qt.Key.Key_Return)
        practice.wait(lambda: put_back(page))
        aside = [each for each in practice.tmp.iterdir() if each.name.startswith("clinic-damaged-")]
        assert len(aside) == 1
        assert aside[0].name in page.told.text()
    press(Qt.Key.Key_Return)
    practice.sign_in()
    practice.page(Home)
    assert practice.console.model.store.verify() == []
    assert practice.console.model.store.people()[0].name == "A. Osei"


def test_both_gone_is_no_new_clinic_while_backups_are_there(practice: Practice) -> None:
    practice.found()
    DAMAGE["both gone"](practice.folder)
    practice.begin()
    first = practice.page(FirstStart)
    press(Qt.Key.Key_3)
    page = practice.page(DamagedPage)
    page.secret.edit.setText(SECRET)
    press(Qt.Key.Key_Return)
    practice.wait(lambda: page.file)
    press(Qt.Key.Key_Return)
    practice.wait(lambda: put_back(page))
    assert first is not practice.console.window.page


def test_a_put_back_that_was_cut_off_is_no_first_start(practice: Practice) -> None:
    practice.found()
    new, aside = swap.beside(practice.folder, "2026-03-02T080000-000Z")
    shutil.copytree(practice.folder, aside)
    practice.folder.rename(new)
    practice.begin()
    practice.sign_in()
    practice.page(Home)
    assert len(practice.console.model.store.clients()) == 1
    assert not new.exists()


def test_only_the_damaged_folder_is_left_and_its_backup_is_found(practice: Practice) -> None:
    practice.found()
    _, aside = swap.beside(practice.folder, "2026-03-02T080000-000Z")
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
    practice.page(Home)


def test_a_wrong_secret_and_no_backup_are_said_and_nothing_moves(practice: Practice) -> None:
    practice.found()
    DAMAGE["the first page garbled"](practice.folder)
    practice.begin()
    practice.sign_in()
    page = practice.page(DamagedPage)
    page.secret.edit.setText("guess")
    press(Qt.Key.Key_Return)
    practice.wait(page.trouble.text)
    assert page.trouble.accessibleName() == WORDS.say("store", "wrong-secret")
    for file in (practice.folder / BACKUPS).iterdir():
        file.unlink()
    page.secret.edit.setText(SECRET)
    press(Qt.Key.Key_Return)
    practice.wait(lambda: practice.folder.name in page.trouble.text())
    assert page.file is None
    press(Qt.Key.Key_Escape)
    practice.page(SignIn)
    assert [each.name for each in practice.tmp.iterdir() if each.is_dir()] == ["clinic"]


def test_the_first_start_takes_a_backup_and_the_code(practice: Practice) -> None:
    practice.found()
    backup = next((practice.folder / BACKUPS).iterdir()).rename(practice.tmp / "stick.stipple-backup")
    practice.folder.rename(practice.tmp / "elsewhere")
    practice.begin()
    practice.page(FirstStart)
    press(Qt.Key.Key_3)
    page = practice.page(DamagedPage)
    page.ask_file = lambda: str(backup)  # type: ignore[method-assign]
    page.secret.edit.setText(practice.code.lower())
    click(page.choose)
    press(Qt.Key.Key_Return)
    practice.wait(lambda: put_back(page))
    press(Qt.Key.Key_Return)
    practice.sign_in()
    practice.page(Home)
    assert practice.console.model.store.verify() == []


def test_each_day_a_backup_and_one_when_asked(practice: Practice) -> None:
    practice.found()
    practice.begin()
    practice.pass_ms(DAY_MS)
    practice.sign_in()
    practice.page(Home)
    kept = practice.folder / BACKUPS
    practice.wait(lambda: len(list(kept.iterdir())) == 2)
    keeper = practice.console.model.keeper
    practice.wait(lambda: keeper.standing and len(keeper.standing.kept) == 2)
    keeper.daily()
    practice.pass_ms(DAY_MS)
    keeper.daily()
    practice.wait(lambda: len(list(kept.iterdir())) == 3)
    practice.console.show_page("backups")
    page = practice.page(BackupsPage)
    practice.wait(lambda: len(page.rows) == 3)
    practice.pass_ms(1000)
    click(page.now)
    practice.wait(lambda: page.done.text() == say("made") and len(page.rows) == 4)
    click(page.rows[0])
    practice.wait(lambda: "without a fault" in page.done.text())
    data = bytearray((newest := max(kept.iterdir())).read_bytes())
    data[9000] ^= 1
    newest.write_bytes(data)
    click(page.rows[0])
    practice.wait(lambda: newest.name in page.trouble.text())


def test_a_second_medium_is_asked_for_after_a_week_and_missed_kindly(practice: Practice) -> None:
    practice.found()
    practice.begin()
    practice.pass_ms(8 * DAY_MS)
    practice.sign_in()
    home = practice.page(Home)
    practice.wait(home._kept.isVisible)
    assert home._kept.text.text() == say("late-none", days=8)
    click(home._kept.button)
    page = practice.page(BackupsPage)
    stick = practice.tmp / "stick"
    stick.mkdir()
    page.ask_folder = lambda: str(stick)  # type: ignore[method-assign]
    click(page.choose)
    practice.wait(lambda: str(stick) in page.second.text())
    assert len(list(next(stick.iterdir()).iterdir())) == 1
    practice.wait(lambda: not home._kept.isVisibleTo(home))
    stick.rename(practice.tmp / "away")
    practice.pass_ms(1000)
    click(page.now)
    practice.wait(lambda: str(stick) in page.trouble.text())


def test_an_old_folder_put_back_is_said_on_home(practice: Practice) -> None:
    practice.found()
    old = (practice.folder / DATABASE).read_bytes()
    with closing(Store.open(practice.folder, SECRET)) as store:
        Clinic(store, practice.clock, practice.console.parts.random).add_client(Profile("Ada Byron"))
        store.anchor()
    (practice.folder / DATABASE).write_bytes(old)
    practice.begin()
    practice.sign_in()
    home = practice.page(Home)
    practice.wait(home._kept.isVisible)
    assert "is missing from row" in home._kept.text.text()
    click(home._kept.button)
    page = practice.page(BackupsPage)
    practice.wait(page.advice.isVisible)
    click(page.restore)
    damaged = practice.page(DamagedPage)
    assert not damaged.what.isVisible()
    damaged.secret.edit.setText(SECRET)
    press(Qt.Key.Key_Return)
    practice.wait(lambda: damaged.file)


def test_a_whole_old_folder_is_told_by_a_backup_that_knows_more(practice: Practice) -> None:
    practice.found()
    old = {each: each.read_bytes() for each in practice.folder.iterdir() if each.is_file()}
    with closing(Store.open(practice.folder, SECRET)) as store:
        clinic = Clinic(store, practice.clock, practice.console.parts.random)
        clinic.add_client(Profile("Ada Byron"))
        practice.clock.advance(1000)
        clinic.back_up()
    for file, data in old.items():
        file.write_bytes(data)
    practice.begin()
    practice.sign_in()
    home = practice.page(Home)
    practice.wait(home._kept.isVisible)
    assert "The end of the log is missing from row" in home._kept.text.text()
    assert home._kept.text.text().count("stipple-backup") == 1


def test_where_nothing_can_be_written_it_is_shown(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    practice.found()
    before = {each.name: each.read_bytes() for each in practice.folder.iterdir() if each.is_file()}
    monkeypatch.setattr(store_module, "view_only", lambda _: True)
    practice.begin()
    practice.pass_ms(DAY_MS)
    practice.sign_in()
    home = practice.page(Home)
    viewing = WORDS.say("store", "viewing", folder=practice.folder)
    practice.wait(home._kept.isVisible)
    assert home._kept.text.text() == viewing
    practice.wait(home._mark.isVisible)
    assert home._mark.text() == WORDS.say("clients", "viewing")
    click(home._new)
    clients = practice.page(Clients)
    practice.wait(lambda: "Maya Lindqvist" in [each.profile.name for each in practice.console.model.store.clients()])
    practice.console.model.begin(practice.console.model.store.clients()[0].id)
    practice.wait(clients.notice.isVisible)
    assert clients.notice.text.text() == viewing
    practice.console.show_page("backups")
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
    people = practice.page(People)
    press(Qt.Key.Key_1)
    assert people is not None
    home = practice.page(Home)
    practice.console.lock.lock()
    locked = practice.page(Locked)
    practice.wait(lambda: locked.unlocking.people)
    QTest.keyClicks(locked.unlocking.secret.edit, SECRET)
    QTest.keyClick(locked.unlocking.secret.edit, Qt.Key.Key_Return)
    practice.wait(lambda: practice.console.window.page is home)


def with_emergency(practice: Practice) -> Path:
    """A session after the backup, put away on a stick; then the database is lost."""
    stick = practice.tmp / "stick"
    stick.mkdir()
    with closing(Store.open(practice.folder, SECRET)) as store:
        clinic = Clinic(store, practice.clock, practice.console.parts.random)
        sessions = Sessions(store, practice.clock, clinic, practice.console.parts.random, "Europe/Berlin")
        clinic.actor = store.person
        session = sessions.begin(store.clients()[0].id, store.people()[0]).id
        file = emergency_copy(store, sessions, clinic, session, stick, practice.clock)
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
    practice.wait(lambda: file.name in page.told.text())
    assert page.told.text().endswith(f"One event was read in from {file.name}. None of its session was there before.")
    press(Qt.Key.Key_Return)
    practice.sign_in()
    home = practice.page(Home)
    practice.wait(lambda: len(home.cards) == 1)
    practice.console.show_page("backups")
    backups = practice.page(BackupsPage)
    backups.ask_copy = lambda: str(file)  # type: ignore[method-assign]
    click(backups.read_in)
    practice.wait(lambda: "were" in backups.done.text() or "was" in backups.done.text())
    assert (
        backups.done.text() == f"Nothing of {file.name} was missing here. One event of its session was there already."
    )
    assert practice.console.model.store.verify() == []


def test_the_emergency_copy_of_another_clinic_is_refused(practice: Practice) -> None:
    practice.found()
    file = with_emergency(practice)
    shutil.rmtree(practice.folder)
    practice.found()
    practice.begin()
    practice.sign_in()
    practice.page(Home)
    practice.console.show_page("backups")
    page = practice.page(BackupsPage)
    head = practice.console.model.store.head()
    page.ask_copy = lambda: str(file)  # type: ignore[method-assign]
    click(page.read_in)
    practice.wait(page.trouble.text)
    assert page.trouble.accessibleName() == WORDS.say("store", "emergency-foreign", file=file)
    assert practice.console.model.store.head() == head


def test_a_sign_off_is_followed_by_a_backup_that_closing_waits_for(practice: Practice) -> None:
    practice.found()
    practice.begin()
    practice.sign_in()
    practice.page(Home)
    model = practice.console.model
    practice.wait(lambda: model.keeper.standing)
    practice.pass_ms(1000)
    model.sessions.back_up()
    practice.console.window.close()
    assert len(list((practice.folder / BACKUPS).iterdir())) == 2
    with closing(Store.open(practice.folder, SECRET)) as store:
        assert type(store.events("")[-1].body).__name__ == "BackupMade"

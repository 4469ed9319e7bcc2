"""Backups in the window, on real files: each day, at sign-off, when asked, on a second medium."""

import shutil
from contextlib import closing

import pytest
from PySide6.QtCore import Qt

from console.app.backups import BackupStatus
from console.app.clinic import Clinic
from console.app.ports import BackupFile, CheckStopped
from console.core.people import Profile
from console.ui.backups.backups_page import BackupsPage
from console.ui.backups.damaged_page import DamagedPage
from console.ui.home.home_page import HomePage
from console.ui.shell import backup_scheduler, routes
from db.backup import sealed_rows
from db.connections import connect
from db.files import BACKUPS, CHECKED, DATABASE, KEYS
from db.keys.key_file import read_keys
from db.keys.store_keys import unlock
from db.store import Store
from tests.db.test_unreadable_entries import change_row
from tests.support.real_parts import SECRET, click, press
from tests.support.window_practice import DAY_MS, Practice, say


def test_each_day_a_backup_and_one_when_asked(practice: Practice) -> None:
    practice.found()
    practice.begin()
    practice.pass_ms(DAY_MS)
    practice.sign_in()
    practice.page(HomePage)
    kept = practice.folder / BACKUPS
    practice.wait(lambda: len(list(kept.glob("*.stipple-backup"))) == 2)
    keeper = practice.console.backup_scheduler
    practice.wait(lambda: keeper.status and len(keeper.status.backups) == 2)
    keeper.daily()
    practice.pass_ms(DAY_MS)
    keeper.daily()
    practice.wait(lambda: len(list(kept.glob("*.stipple-backup"))) == 3)
    practice.console.go(routes.BACKUPS)
    page = practice.page(BackupsPage)
    practice.wait(lambda: len(page.rows) == 3)
    practice.pass_ms(1000)
    click(page.now)
    practice.wait(lambda: page.outcome.text() == say("made") and len(page.rows) == 4)
    click(page.rows[0])
    practice.wait(lambda: "without a fault" in page.outcome.text())
    data = bytearray((newest := max(kept.glob("*.stipple-backup"))).read_bytes())
    data[len(data) // 2] ^= 1
    newest.write_bytes(data)
    click(page.rows[0])
    practice.wait(lambda: newest.name in page.trouble.text())


def test_a_second_medium_is_asked_for_after_a_week_and_missed_kindly(practice: Practice) -> None:
    practice.found()
    practice.begin()
    practice.pass_ms(8 * DAY_MS)
    practice.sign_in()
    home = practice.page(HomePage)
    practice.wait(home._backup_banner.isVisible)
    assert home._backup_banner.text.text() == say("late-first", count=8)
    click(home._backup_banner.button)
    page = practice.page(BackupsPage)
    stick = practice.tmp / "stick"
    stick.mkdir()
    page.ask_folder = lambda: str(stick)  # type: ignore[method-assign]
    click(page.choose)
    practice.wait(lambda: str(stick) in page.second.text())
    assert len(list(next(stick.iterdir()).glob("*.stipple-backup"))) == 1
    practice.wait(lambda: not home._backup_banner.isVisibleTo(home))
    stick.rename(practice.tmp / "away")
    practice.pass_ms(1000)
    click(page.now)
    practice.wait(lambda: str(stick) in page.trouble.text())


def test_an_old_folder_put_back_is_said_on_home(practice: Practice) -> None:
    practice.found()
    old = (practice.folder / DATABASE).read_bytes()
    with closing(Store.open(practice.folder, SECRET)) as store:
        Clinic(store, practice.clock, practice.console.dependencies.random).add_client(Profile("Ada Byron"))
        store.anchor()
    (practice.folder / DATABASE).write_bytes(old)
    practice.begin()
    practice.sign_in()
    home = practice.page(HomePage)
    practice.wait(home._backup_banner.isVisible)
    assert "is missing from row" in home._backup_banner.text.text()
    click(home._backup_banner.button)
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
    with closing(Store.open(practice.folder, SECRET)) as store:  # else the first to sign in adds a row to the old log
        assert Clinic(store, practice.clock, practice.console.dependencies.random).take_key(store.person)
    old = {each: each.read_bytes() for each in practice.folder.iterdir() if each.is_file()}
    with closing(Store.open(practice.folder, SECRET)) as store:
        clinic = Clinic(store, practice.clock, practice.console.dependencies.random)
        clinic.add_client(Profile("Ada Byron"))
        practice.clock.advance(1000)
        clinic.back_up()
    for file, data in old.items():
        file.write_bytes(data)
    practice.begin()
    practice.sign_in()
    home = practice.page(HomePage)
    practice.wait(home._backup_banner.isVisible)
    assert "The end of the log is missing from row" in home._backup_banner.text.text()
    assert home._backup_banner.text.text().count("stipple-backup") == 1


def test_a_sign_off_is_followed_by_a_backup_that_closing_waits_for(practice: Practice) -> None:
    practice.found()
    practice.begin()
    practice.sign_in()
    practice.page(HomePage)
    model = practice.console.model
    practice.wait(lambda: practice.console.backup_scheduler.status)
    practice.pass_ms(1000)
    model.open_clinic.sessions.back_up()
    practice.console.window.close()
    assert len(list((practice.folder / BACKUPS).glob("*.stipple-backup"))) == 2
    with closing(Store.open(practice.folder, SECRET)) as store:
        assert type(store.events("")[-1].body).__name__ == "BackupMade"


def test_closing_waits_for_no_long_backup_and_the_next_one_goes_on(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each piece of it would be waited for until tomorrow; it ends between two."""
    practice.found()
    shutil.rmtree(practice.folder / BACKUPS)
    monkeypatch.setattr(sealed_rows, "PIECE", 300)
    monkeypatch.setattr(backup_scheduler, "BYTES_A_SECOND", 0.001)
    practice.begin()
    practice.sign_in()
    practice.wait(lambda: list((practice.folder / BACKUPS).glob("rows-*/.rows-*")))
    practice.console.window.close()
    assert list((practice.folder / BACKUPS).glob("*.stipple-backup")) == []
    monkeypatch.undo()
    with closing(Store.open(practice.folder, SECRET)) as store:
        assert store.look(BackupFile(store.backup(store.events("")[-1].at).file, 0)).whole
    assert list((practice.folder / BACKUPS).glob("rows-*/.rows-*")) == []


def test_once_a_week_everything_is_checked_by_itself_and_what_is_found_is_said_on_home(practice: Practice) -> None:
    """Somebody with the keys alters a row of long ago: the weekly check sees it."""
    practice.found()
    practice.begin()
    practice.sign_in()
    home, keeper = practice.page(HomePage), practice.console.backup_scheduler
    practice.wait(lambda: keeper.status)
    keeper.check_whole()
    practice.wait((practice.folder / CHECKED).exists)
    keys = unlock(read_keys(practice.folder / KEYS), SECRET)
    with closing(connect(practice.folder / DATABASE, keys)) as raw:
        change_row(raw, "seq = 2")
    seen: list[BackupStatus] = []
    keeper.changed.connect(seen.append)
    practice.pass_ms(6 * DAY_MS)
    keeper.check_whole()
    practice.wait(lambda: seen)
    assert seen[-1].doubts == ()
    practice.pass_ms(DAY_MS)
    keeper.check_whole()
    practice.wait(lambda: seen[-1].doubts)
    assert "row-changed" in {each.code for status in seen for each in status.doubts}
    practice.wait(home._backup_banner.isVisible)


def test_a_whole_check_gives_way_to_a_backup_and_to_a_session(practice: Practice) -> None:
    practice.found()
    practice.begin()
    practice.sign_in()
    practice.page(HomePage)
    keeper = practice.console.backup_scheduler
    practice.wait(lambda: keeper.status)
    keeper._go_on("rows", 1, 2)
    keeper.make()
    with pytest.raises(CheckStopped):
        keeper._go_on("rows", 1, 2)
    keeper._wanted = False
    practice.console.model.open_sessions = (object(),)  # type: ignore[assignment]
    with pytest.raises(CheckStopped):
        keeper._go_on("rows", 1, 2)
    practice.console.model.open_sessions = ()

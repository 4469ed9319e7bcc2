"""Backups and damage in the window, on real files: every way of damage leads to the page that puts it right."""

from contextlib import closing

import pytest
from PySide6.QtCore import Qt

from console.app.clinic import Clinic
from console.core.people import Profile
from console.ui.pages.backups import BackupsPage
from console.ui.pages.damaged import DamagedPage
from console.ui.pages.first import FirstStart
from console.ui.pages.home import Home
from console.ui.pages.signin import SignIn
from db.files import BACKUPS, DATABASE
from db.store import Store
from tests.db.damage import DAMAGE
from tests.ui.practice import DAY_MS, Practice, put_back, say
from tests.ui.starting import SECRET, WORDS, click, press

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
    assert not page.choose.isVisible()
    assert page.foot.primary.text() == say("choose-file")
    press(Qt.Key.Key_Return)
    assert page.secret.edit.hasFocus()
    page.secret.edit.setText(practice.code.lower())
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

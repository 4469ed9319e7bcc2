"""Damage in the window, on real files: every way of damage leads to the page that puts it right."""

import pytest
from PySide6.QtCore import Qt

from console.ui.backups.damaged_page import DamagedPage
from console.ui.home.home_page import HomePage
from console.ui.start.first_start import FirstStart
from console.ui.start.sign_in import SignIn
from db.files import BACKUPS
from tests.support.long_run import quick_of
from tests.support.real_parts import SECRET, click, press
from tests.support.store_damage import DAMAGE
from tests.support.texts import WORDS
from tests.support.window_practice import Practice, put_back, say

OPENING = [name for name in DAMAGE if name not in ("a whole page garbled", "two pages swapped", "both gone")]
"""Damage that opening meets; the rest is found by verify, or nothing is left to open."""


@pytest.mark.parametrize(
    "name", quick_of(OPENING, "another clinic's keys", "cut within a page", "the database gone", "the keys cut")
)
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
    practice.wait(lambda: page.file or page.report.text())
    if page.file is not None:
        assert "events" in page.backups.toggles[0].text()
        press(Qt.Key.Key_Return)
        practice.wait(lambda: put_back(page))
        aside = [each for each in practice.tmp.iterdir() if each.name.startswith("clinic-damaged-")]
        assert len(aside) == 1
        assert aside[0].name in page.report.text()
    press(Qt.Key.Key_Return)
    practice.sign_in()
    practice.page(HomePage)
    assert practice.console.model.open_clinic.store.verify() == []
    assert practice.console.model.open_clinic.store.people()[0].name == "A. Osei"


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
    for file in (practice.folder / BACKUPS).glob("*.stipple-backup"):
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
    backup = next((practice.folder / BACKUPS).rename(practice.tmp / "stick").glob("*.stipple-backup"))
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
    practice.page(HomePage)
    assert practice.console.model.open_clinic.store.verify() == []

"""People at the window: signed in by one's own passphrase, back by the recovery code, managed by keys and clicks."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.core.people import RIGHTS, Operator, rights_of
from console.ui.home.home_page import HomePage
from console.ui.people.new_passphrase import NewPassphrase
from console.ui.people.people_list import PeopleList
from console.ui.people.person_choice import PersonChoice
from console.ui.people.person_form import PersonForm
from console.ui.people.recovery_code_page import RecoveryCodePage
from console.ui.people.removal_page import RemovalPage
from console.ui.shell import routes
from console.ui.shell.preferences import Settings
from tests.screens.walk import MAYA
from tests.support.booth import Booth
from tests.support.real_parts import press, write
from tests.support.texts import WORDS

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
HERS, OWN = "bea has got four words", "osei has four words"


@pytest.fixture
def booth(qapp: QApplication, tmp_path: Path) -> Iterator[Booth]:
    made = Booth(qapp, tmp_path, MAYA, Settings("light"))
    made.store.secrets[made.osei.id] = OWN
    made.show((1280, 800))
    yield made
    made.close()


def into(booth: Booth) -> None:
    booth.console.begin(booth.store)
    booth.settle()


def test_ones_own_passphrase_signs_in_at_once(qtbot: QtBot, booth: Booth) -> None:
    booth.people("B. Second")
    into(booth)
    assert isinstance(booth.window.page, HomePage)
    assert booth.model.operator == booth.osei
    assert booth.store.key_in_log(booth.osei.id) != ""


def test_after_the_recovery_code_a_new_passphrase_comes_first(qtbot: QtBot, booth: Booth) -> None:
    booth.people("B. Second")
    booth.store.by_code = True
    into(booth)
    assert booth.one(PersonChoice).isVisible()
    press(Qt.Key.Key_2)
    booth.settle()
    assert booth.one(NewPassphrase).isVisible()
    write(HERS)
    press(Qt.Key.Key_Return)
    write(HERS)
    press(Qt.Key.Key_Return)
    booth.settle()
    assert booth.one(HomePage).isVisible()
    assert booth.model.operator is not None
    assert booth.model.operator.name == "B. Second"
    assert booth.store.secrets[booth.model.operator.id] == HERS


def test_somebody_is_added_by_keys_changed_and_removed(qtbot: QtBot, booth: Booth) -> None:
    into(booth)
    booth.console.go(routes.SETTINGS)
    booth.press("People and passphrases")
    booth.press("Add a person")
    write("Bea")
    press(Qt.Key.Key_Tab, Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    write("1,5")
    press(Qt.Key.Key_Tab)
    write(HERS)
    press(Qt.Key.Key_Return)
    write(HERS)
    press(Qt.Key.Key_Return)
    write(OWN)
    press(Qt.Key.Key_Return)
    booth.settle()
    bea = booth.store.people()[-1]
    assert bea == Operator(bea.id, "Bea", rights_of(["practitioner"]), 1500)
    page = booth.one(PeopleList)
    assert [row.end.text() for row in page.rows] == ["Practitioner and Manager", "Practitioner, at most 1.50 mm"]
    page.rows[1].click()
    booth.settle()
    form = booth.one(PersonForm)
    form.ticks["manager"].click()
    form.limit.edit.clear()
    press(Qt.Key.Key_Return)
    assert (form.own.edit.hasFocus(), form.own.trouble.isVisible()) == (True, True)
    write(OWN)
    press(Qt.Key.Key_Return)
    booth.settle()
    assert booth.store.people()[-1] == Operator(bea.id, "Bea", RIGHTS)
    booth.one(PeopleList).rows[1].click()
    booth.press("Remove")
    press(Qt.Key.Key_Return)
    booth.settle()
    assert len(booth.store.people()) == 2
    assert booth.one(RemovalPage).own.edit.hasFocus()
    write(OWN)
    QTest.mouseClick(booth.one(RemovalPage).foot.primary, Qt.MouseButton.LeftButton)
    booth.settle()
    assert booth.store.people() == [booth.osei]
    assert booth.one(PeopleList).outcome.text() == WORDS.say("removal", "done", name="Bea")


def test_a_wrong_passphrase_of_ones_own_is_said_beside_it_and_nothing_is_done(qtbot: QtBot, booth: Booth) -> None:
    bea = booth.clinic.add_person(Operator("", "Bea", rights_of(["practitioner"])))
    into(booth)
    booth.console.go_afresh(routes.REMOVAL, bea)
    booth.settle()
    page = booth.one(RemovalPage)
    write("never was mine")
    press(Qt.Key.Key_Return)
    booth.settle()
    assert (page.own.edit.hasFocus(), page.own.trouble.isVisible(), page.trouble.isVisible()) == (True, True, False)
    assert len(booth.store.people()) == 2


def test_the_field_that_is_refused_comes_into_sight_in_large_text(qtbot: QtBot, booth: Booth) -> None:
    """Or Enter would seem to do nothing."""
    booth.theme.set("light", 1.5)
    into(booth)
    bea = booth.clinic.add_person(Operator("", "Bea", rights_of(["practitioner"])))
    booth.console.go_afresh(routes.PERSON, bea)
    booth.settle()
    form = booth.one(PersonForm)
    assert form.own.edit.visibleRegion().isEmpty()
    press(Qt.Key.Key_Return)
    booth.settle()
    seen = [each.visibleRegion().boundingRect() == each.rect() for each in (form.own.edit, form.own.trouble)]
    assert seen == [True, True]
    assert form.name.edit.visibleRegion().isEmpty()
    form.name.edit.setFocus()
    assert form.name.edit.visibleRegion().boundingRect() == form.name.edit.rect()


def test_a_new_code_is_shown_for_ones_own_passphrase_and_asked_again_after_the_lock(qtbot: QtBot, booth: Booth) -> None:
    into(booth)
    booth.console.go_afresh(routes.RECOVERY_CODE).show_new()
    booth.settle()
    page = booth.one(RecoveryCodePage)
    for secret in ("", "never was mine", OWN):
        assert (page.own.edit.hasFocus(), page.step.isVisible()) == (True, False)
        page.own.edit.setText("")
        write(secret)
        press(Qt.Key.Key_Return)
        booth.settle()
    assert (page.own.isVisible(), page.step.isVisible()) == (False, True)
    booth.console.lock.lock()
    booth.settle()
    booth.console.lock.unlock(booth.osei)
    booth.settle()
    press(Qt.Key.Key_Return)
    write(booth.store.new_code())
    press(Qt.Key.Key_Return)
    booth.settle()
    assert (page.own.edit.hasFocus(), page.own.trouble.isVisible(), "" in booth.store.secrets) == (True, True, False)
    write(OWN)
    press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    booth.settle()
    press(Qt.Key.Key_Return)
    booth.settle()
    assert booth.store.secrets[""] == booth.store.new_code()
    assert isinstance(booth.window.page, PeopleList)


def test_who_may_not_manage_sees_the_names_and_changes_their_own(qtbot: QtBot, booth: Booth) -> None:
    bea = booth.clinic.add_person(Operator("", "Bea", rights_of(["practitioner"])))
    booth.store.secrets[bea.id] = HERS
    booth.store.admit(HERS)
    into(booth)
    routes.show_people(booth.console)
    booth.settle()
    page = booth.one(PeopleList)
    assert (page.add.isVisible(), page.new_code.isVisible()) == (False, False)
    assert [row.isEnabled() for row in page.rows] == [False, False]
    press(Qt.Key.Key_Return)
    write(HERS)
    press(Qt.Key.Key_Return)
    for _ in range(2):
        write("bea has new words now")
        press(Qt.Key.Key_Return)
    booth.settle()
    assert booth.store.secrets[bea.id] == "bea has new words now"
    assert booth.one(PeopleList).outcome.text() == WORDS.say("people", "passphrase-done")

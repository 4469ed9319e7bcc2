"""Home: what is open and was signed off, told live, and the question after a restart."""

from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from console.app.ports import StoreError
from console.core.events import Event
from console.ui.clients.couch_prompt import couch_choices
from console.ui.danger.couch_choice import CouchChoice
from console.ui.home.home_page import HomePage
from console.ui.home.session_card import AS_THE_CLOCKS_SAY
from console.ui.shell.backup_scheduler import BackupScheduler
from console.ui.shell.model import Model
from tests.support.clients_room import MINUTE, ClientsRoom, Shown, clients, edit, home, key, press, texts, type_into
from tests.support.fake_dependencies import dependencies
from tests.support.memory_log import MemoryLog
from tests.support.texts import WORDS

OPEN = WORDS.say("clients", "born-open")
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
"""The offscreen platform has no window manager to tell a least size."""


def test_home_tells_clinic_operator_and_sessions(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> None:
    desk.begin(desk.room.maya, "Couch 2")
    page = home(desk, shown, qtbot, 1)
    assert page._clinic.accessibleName() == "Hautraum"
    assert "A. Osei" in page._operator.accessibleName()
    assert "REHEARSAL" in texts(page)
    for told in ("Maya Lindqvist", "Couch 2", "Prepare", "⚠ Allergy: penicillin"):
        assert told in texts(page.cards[0])


@pytest.mark.parametrize(("size", "scale"), [((911, 512), 1.25), ((1024, 768), 2.0)])
def test_who_is_signed_in_is_said_whole_in_little_room(
    desk: ClientsRoom, shown: Shown, qtbot: QtBot, size: tuple[int, int], scale: float
) -> None:
    assert desk.model.operator is not None
    desk.model.operator = replace(desk.model.operator, name="Dr Maximiliane Wolkenstein-Trostburg")
    desk.begin(desk.room.maya, "Couch 2")
    page = home(desk, shown, qtbot, 1)
    desk.theme.set("light", scale)
    desk.theme.fit(*size)
    page.resize(*size)
    told = page._operator
    qtbot.waitUntil(lambda: told.height() >= told.heightForWidth(told.width()))
    assert told.text() == "Signed in: Dr Maximiliane Wolkenstein-Trostburg"
    assert told.visibleRegion().boundingRect() == told.rect()


def test_two_of_one_name_are_told_apart(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> None:
    desk.begin(desk.room.maya, "Couch 1")
    page = home(desk, shown, qtbot, 1)
    assert "14 Mar 1992" not in texts(page), "one alone needs no more"
    desk.begin(desk.add("maya Lindqvist", "1960-01-02"), "Couch 2")
    desk.begin(desk.add("Maya Lindqvist"), "Couch 3")
    desk.begin(desk.add("Noor Haddad", "1999-09-09"))
    page = home(desk, shown, qtbot, 4)
    for born in ("Maya Lindqvist, 14 Mar 1992", "maya Lindqvist, 2 Jan 1960", f"Maya Lindqvist, {OPEN}"):
        assert born in texts(page)
    assert "9 Sep 1999" not in texts(page)
    states = tuple(each.state for each in page.cards)
    couches = [each.text for each in couch_choices(WORDS, states, lambda couch: None)]
    assert couches[0] == "Couch 1: Maya Lindqvist, 14 Mar 1992 is there"
    desk.model.open_sessions = states
    named, locked = CouchChoice(desk.model, locked=False), CouchChoice(desk.model, locked=True)
    for each in (named, locked):
        qtbot.addWidget(each)
        each.load()
    assert "Couch 2: maya Lindqvist, 2 Jan 1960" in texts(named)
    assert "Lindqvist" not in texts(locked)
    qtbot.waitUntil(lambda: not desk.model.busy)


def test_a_session_that_cannot_be_read_is_told_and_the_others_go_on(
    desk: ClientsRoom, shown: Shown, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = desk.begin(desk.room.maya)
    desk.begin(desk.add("Noor Haddad"))
    desk.sessions.kept.forget(lost)

    def events(session: str) -> list[Event]:
        if session == lost:
            raise StoreError("event-unreadable", seq=7, kind="pass-done")
        return MemoryLog.events(desk.store, session)

    monkeypatch.setattr(desk.store, "events", events)
    page = home(desk, shown, qtbot, 1)
    assert "Session 1 of Maya Lindqvist, begun on 2 Mar 2026, can't be read" in texts(page)
    assert [each.state.profile.name for each in page.cards if each.state.profile] == ["Noor Haddad"]


def test_what_is_changed_of_a_client_stands_on_their_card(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> None:
    session = desk.begin(desk.room.maya)
    page = home(desk, shown, qtbot, 1)
    editing = clients(desk, shown, qtbot)
    editing.choose(desk.room.maya)
    edit(editing, qtbot)
    editing.form.allergies.lines[0].edit.setText("penicillin, latex")
    editing.form.save()
    qtbot.waitUntil(lambda: "⚠ Allergy: penicillin, latex" in texts(page.cards[0]))
    profile = desk.sessions.state(session).profile
    assert profile
    assert profile.allergies == "penicillin, latex"


def test_timers_move_with_the_clock_and_nothing_is_rebuilt(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> None:
    desk.begin(desk.room.maya)
    page = home(desk, shown, qtbot, 1)
    card = page.cards[0]
    assert "Prepare 0:00" in texts(card)
    desk.clock.advance(65_000)
    page.tick()
    assert page.cards[0] is card
    assert "Prepare 1:05" in texts(card)


def test_home_goes_on_by_digit_and_by_button(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> None:
    session = desk.begin(desk.room.maya)
    page = home(desk, shown, qtbot, 1)
    with qtbot.waitSignal(page.resume) as told:
        press(page, Qt.Key.Key_1)
    assert told.args == [session]
    with qtbot.waitSignal(page.resume):
        page.cards[0].go_on.click()


def test_tab_goes_through_home_as_it_is_read(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> None:
    desk.begin(desk.room.maya)
    page = home(desk, shown, qtbot, 1)
    page.cards[0].go_on.setFocus()
    told = []
    for _ in range(11):
        focused = QApplication.focusWidget()
        assert focused is not None
        told.append(focused.accessibleName().split(" with ")[0])
        press(page, Qt.Key.Key_Tab)
    assert told[0] == "Go on"
    below = ["Clients", "Stock", "Settings", "Keys", "About", "New session: choose a client"]
    assert told[1:] == ["Danger", *below, "Lock the screen", "Sign everybody out", "Close Stipple"]


def test_home_keys(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> None:
    page = home(desk, shown, qtbot, 0)
    for which, signal in (
        (Qt.Key.Key_N, page.new_session), (Qt.Key.Key_Space, page.new_session), (Qt.Key.Key_C, page.clients),
        (Qt.Key.Key_T, page.stock),
        (Qt.Key.Key_S, page.settings), (Qt.Key.Key_F1, page.keys), (Qt.Key.Key_A, page.about),
        (Qt.Key.Key_Q, page.close_program),
    ):  # fmt: skip
        with qtbot.waitSignal(signal):
            press(page, which)


def test_a_restart_of_the_computer_is_told_and_agreed_to(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> None:
    session = desk.begin(desk.room.maya)
    desk.clock.advance(5 * MINUTE)
    desk.sessions.beat()
    desk.clock.reboot(12 * MINUTE)
    page = home(desk, shown, qtbot, 1)
    card = page.cards[0]
    assert "The clocks say this session was away for 12:00: is that right?" in texts(card)
    with qtbot.assertNotEmitted(page.resume), qtbot.waitSignal(page.resume_after) as told:
        card.go_on.click()
    assert told.args == [session, AS_THE_CLOCKS_SAY]
    assert desk.sessions.now_t(desk.sessions.resume(session)) == 17 * MINUTE


def test_another_length_can_be_said(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> None:
    session = desk.begin(desk.room.maya)
    desk.sessions.beat()
    desk.clock.reboot(12 * MINUTE)
    desk.clock.advance(MINUTE)
    page = home(desk, shown, qtbot, 1)
    assert page.cards[0].other is not None
    page.cards[0].other.click()
    with qtbot.waitSignal(page.resume_after) as told:
        key(page.prompt, Qt.Key.Key_3)
    assert told.args == [session, 5 * MINUTE]
    assert desk.sessions.now_t(desk.sessions.resume(session, 5 * MINUTE)) == 6 * MINUTE


def test_any_length_can_be_typed(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> None:
    session = desk.begin(desk.room.maya)
    desk.clock.reboot(12 * MINUTE)
    page = home(desk, shown, qtbot, 1)
    page.cards[0].ask_length()
    field = page.prompt.findChildren(QLineEdit)[0]
    field.setFocus()
    with qtbot.assertNotEmitted(page.resume_after):
        press(page, Qt.Key.Key_Return)
    type_into("17")
    with qtbot.waitSignal(page.resume_after) as told:
        press(page, Qt.Key.Key_Return)
    assert told.args == [session, 17 * MINUTE]
    assert not page.prompt.isVisible()


@pytest.mark.parametrize(("off", "offers"), [(9 * 60 * MINUTE, "By its clock: 9 h"), (-5 * MINUTE, "1 min")])
def test_clocks_that_cannot_tell_propose_nothing(
    desk: ClientsRoom, shown: Shown, qtbot: QtBot, off: int, offers: str
) -> None:
    desk.begin(desk.room.maya)
    desk.clock.reboot(off)
    page = home(desk, shown, qtbot, 1)
    with qtbot.assertNotEmitted(page.resume_after):
        page.cards[0].go_on.click()
    assert page.prompt.isVisible()
    first = next(each for each in page.prompt.findChildren(QAbstractButton) if each.text().startswith("1"))
    assert offers in first.text()


def test_a_session_of_last_year_goes_on_with_its_true_time(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> None:
    """So many milliseconds are more than an int of C holds, which Qt would make of them."""
    session, off = desk.begin(desk.room.maya), 270 * 24 * 60 * MINUTE
    desk.clock.reboot(off)
    page = home(desk, shown, qtbot, 1)
    page.cards[0].go_on.click()
    with qtbot.waitSignal(page.resume_after) as told:
        key(page.prompt, Qt.Key.Key_1)
    assert told.args == [session, off]
    assert desk.sessions.now_t(desk.sessions.resume(session, off)) == off


def test_alarms_stand_on_the_card_with_their_marks(
    desk: ClientsRoom, shown: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    from console.app.scripts.interpreter import play
    from tests.support.stage import stage

    script = (Path(__file__).parents[2] / "scripts" / "overtime-numbing.session").read_text(encoding="utf-8")
    staged = stage(tmp_path / "s")
    cut = script.partition("cream-off")[0].rpartition("\n")[0]
    play(staged, cut, "overtime")
    other = Model(dependencies(tmp_path, staged.clock))
    with closing(other):
        other.use(staged.store)
        other.sign_in(staged.store.people()[0])
        page = HomePage(other, desk.theme, BackupScheduler(other))
        shown(page)
        page.show_all()
        qtbot.waitUntil(lambda: len(page.cards) == 1)
        staged.clock.advance(300 * MINUTE)
        page.tick()
        assert "***  " in texts(page.cards[0])
        assert "over its maximum" in texts(page.cards[0])


def test_signed_sessions_of_today_lead_to_their_summary(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> None:
    from msgspec.structs import replace

    session = desk.begin(desk.room.maya)
    now = desk.clock.now().utc_ms
    view = replace(desk.store.views[session], status="signed", ended_utc_ms=now)
    older = replace(view, id="0" * 32, client="c" * 32, ended_utc_ms=now - 2 * 24 * 60 * MINUTE)
    desk.store.views = {session: view, older.id: older}
    page = home(desk, shown, qtbot, 0)
    buttons = [each for each in page.findChildren(QAbstractButton) if each.text() == "Summary"]
    assert [each.accessibleName() for each in buttons] == ["Summary of Maya Lindqvist, session 1"]
    with qtbot.waitSignal(page.summary) as told:
        buttons[0].click()
    assert told.args == [session]

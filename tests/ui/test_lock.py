"""The lock, by keys and clicks: what locks it, what is hidden, and what anybody may do meanwhile."""

from typing import Any, get_args

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from console.core.alarms import TimerKind
from console.core.events import (
    UNKNOWN,
    Acknowledged,
    Continued,
    CreamOff,
    DangerOpened,
    Paused,
    StoppedEarly,
)
from console.core.people import RIGHTS
from console.core.timers import Phase
from console.ui.clients.clients_page import ClientsPage
from console.ui.records.summary_page import SummaryPage
from console.ui.session.session_page import SessionPage
from console.ui.settings.settings_page import SettingsPage
from console.ui.shell import routes
from console.ui.shell.navigation import Route
from tests.support.flashes import Flashes
from tests.support.lock_rooms import ESCAPE, SPACE, Hands, read_aloud
from tests.support.long_run import quick_of
from tests.support.texts import WORDS

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def test_what_is_of_the_client_is_neither_seen_nor_read_aloud(hands: Hands) -> None:
    hands.cream()
    assert any("Maya" in text for text in read_aloud(hands.window)), "the walk finds what is there"
    assert any("penicillin" in text for text in hands.texts())
    title = hands.window.windowTitle()
    hands.key("l")
    assert hands.window.page is hands.locked
    for text in (*read_aloud(hands.window), *hands.texts()):
        assert not [each for each in ("Maya", "Lindqvist", "penicillin", "1992") if each in text], text
    assert hands.window.windowTitle() == title
    assert any("Couch 1" in text for text in read_aloud(hands.window))


PAGES: dict[str, Route[Any]] = {
    "clients": routes.CLIENTS, "settings": routes.SETTINGS, "keys": routes.KEYS, "about": routes.ABOUT
}  # fmt: skip


@pytest.mark.parametrize("name", quick_of(["home", *PAGES, "summary"], "clients", "settings", "summary"))
def test_every_page_goes_away_and_comes_back(hands: Hands, name: str) -> None:
    session = hands.begin().id
    hands.console.home()
    hands.settle()
    if name == "summary":
        routes.show_summary(hands.console, session)
    elif name != "home":
        hands.console.go(PAGES[name])
    if name == "clients":
        routes.show_clients(hands.console)
        hands.settle()
        hands.one(ClientsPage).search.setText("Maya")
    hands.settle()
    page = hands.window.page
    hands.console.lock.lock()
    hands.settle()
    assert hands.locked.isVisible()
    assert not [text for text in read_aloud(hands.window) if "Maya" in text or "Lindqvist" in text]
    if isinstance(page, SummaryPage):
        assert page.summary is None
    hands.key(*"2580")
    assert hands.window.page is page
    if isinstance(page, ClientsPage):
        assert page.search.text() == ""
    if isinstance(page, SummaryPage):
        assert page.summary is not None


def test_every_timer_has_its_words_on_the_locked_screen() -> None:
    phases = {f"numbing-{phase}" for phase in get_args(Phase)}
    for code in (set(get_args(TimerKind)) - {"numbing"}) | phases:
        assert WORDS.has("lock", f"timer-{code}"), code


def test_the_danger_card_calls_on_the_locked_screen_too(hands: Hands) -> None:
    hands.cream()
    hands.act(DangerOpened())
    hands.console.lock.lock()
    hands.settle()
    hands.tick()
    assert any("Danger card" in text for text in hands.texts())
    assert any("danger card is open" in text for text in hands.texts())


def test_keys_of_the_pages_below_do_nothing(hands: Hands) -> None:
    state = hands.begin()
    hands.key("p")
    assert not hands.page.prompt.isHidden()
    hands.console.lock.lock()
    hands.settle()
    assert hands.page.prompt.isHidden()
    before = hands.store.log[:]
    hands.key(SPACE, Qt.Key.Key_PageDown, "z", "r", "m", "n", "t", "d", "v", "+", ESCAPE, "x", "q")
    assert hands.store.log == before
    assert hands.locked.prompt.isHidden()
    hands.key("2", "5", "8", "0")
    assert hands.window.page is hands.page
    assert hands.state == state


def test_a_late_answer_of_the_engine_shows_no_page_over_the_lock(hands: Hands) -> None:
    state = hands.begin()
    hands.console.home()
    hands.settle()
    hands.model.go_on(state.id)
    hands.console.lock.lock()
    hands.settle()
    assert hands.locked.isVisible()
    hands.console.go(routes.HOME)
    assert hands.locked.isVisible()


def test_cream_comes_off_with_one_press_and_is_asked_for_after(hands: Hands) -> None:
    hands.cream()
    hands.pass_min(40)
    hands.key("l")
    hands.presses = 0
    hands.press("Cream off, Couch 1")
    assert hands.presses == 1
    event = hands.model.open_sessions[0].history[-1]
    assert isinstance(event.body, CreamOff)
    assert event.actor == UNKNOWN
    hands.key(*"2580")
    assert hands.window.page is hands.page
    assert "Who took the cream off" in hands.page.prompt.accessibleName()
    hands.press("B. Lind")
    assert hands.state.named == {event.id: hands.lind}
    assert hands.page.prompt.isHidden()
    assert hands.state.history[-2].actor == UNKNOWN


def test_each_deed_is_asked_for_once_and_again_at_sign_off(hands: Hands) -> None:
    hands.cream()
    hands.pass_min(40)
    hands.key("l")
    hands.press("Acknowledge, Couch 1")
    hands.press("Stop work, Couch 1")
    hands.press("Cream off, Couch 1")
    bodies = [type(event.body) for event in hands.model.open_sessions[0].history[-3:]]
    assert bodies == [Acknowledged, Paused, CreamOff]
    hands.key(*"2580")
    titles = []
    for _ in range(3):
        titles.append(hands.page.prompt.accessibleName().split(" at ")[0])
        hands.press("Later")
    assert titles == ["Who acknowledged the alarm", "Who stopped work", "Who took the cream off"]
    assert hands.page.prompt.isHidden()
    hands.key("l", *"2580")
    assert hands.page.prompt.isHidden(), "once each"
    assert len(hands.state.unnamed) == 3


def test_the_review_says_whose_it_was_and_what_nobody_has_said(hands: Hands) -> None:
    hands.cream()
    hands.pass_min(40)
    hands.key("l")
    hands.press("Cream off, Couch 1")
    hands.press("Stop work, Couch 1")
    hands.key(*"2580")
    hands.press("B. Lind")
    hands.press("Later")
    hands.act(Continued(), StoppedEarly("Client felt unwell"))
    hands.pass_min(1)
    hands.follow(lambda state: state.kind == "sign-off")
    told = [text for text in hands.texts() if "by somebody, screen locked" in text]
    assert [text.partition("  ")[2].rpartition(" at ")[0] or text.partition("  ")[2] for text in told] == [
        "Cream off, by somebody, screen locked. B. Lind, as A. Osei entered",
        "Pause, by somebody, screen locked. Who it was is not recorded.",
    ]


def test_early_cream_asks_for_the_reason_and_for_nothing_else(hands: Hands) -> None:
    hands.cream()
    hands.key("l")
    hands.press("Cream off, Couch 1")
    assert not hands.locked.prompt.isHidden()
    hands.locked.prompt.press(0)
    hands.settle()
    assert not hands.model.open_sessions[0].on
    assert hands.model.open_sessions[0].deviations[-1].reason


def test_the_clocks_go_on_and_the_pedal_waits(hands: Hands) -> None:
    hands.cream()
    hands.key("l")

    def figures() -> list[str]:
        return [each.text() for each in hands.locked.findChildren(QLabel) if each.property("lettering") == "far"]

    before = figures()
    hands.pass_min(1)
    assert len(before) >= 2
    assert all(one != other for one, other in zip(before, figures(), strict=True))


def test_time_without_a_touch_locks_by_the_boot_clock(hands: Hands) -> None:
    hands.begin()
    hands.room.clock.jump_wall(24 * 3_600_000)
    hands.tick()
    assert hands.window.page is hands.page, "a wall clock that is set locks nothing"
    hands.room.clock.advance(4 * 60_000 - 1)
    handle = hands.window.windowHandle()
    QTest.mouseMove(handle, hands.window.rect().center())
    QTest.keyClick(handle, Qt.Key.Key_Shift)
    hands.tick()
    assert hands.window.page is hands.page
    hands.room.clock.advance(4 * 60_000)
    hands.tick()
    assert hands.locked.isVisible()


def test_the_first_touch_after_sleep_finds_it_locked_and_does_nothing(hands: Hands) -> None:
    hands.begin()
    hands.key("l")
    stop = hands.one(QAbstractButton, "Stop work")
    place = stop.mapTo(hands.window, stop.rect().center())
    hands.key(*"2580")
    before, handle = hands.store.log[:], hands.window.windowHandle()
    hands.room.clock.advance(2 * 3_600_000)
    QTest.mouseMove(handle, place)
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=place)
    QTest.keyClick(handle, Qt.Key.Key_P)
    hands.settle()
    assert hands.locked.isVisible()
    assert hands.store.log == before
    hands.room.clock.advance(1_000)
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=place)
    hands.settle()
    assert isinstance(hands.model.open_sessions[0].history[-1].body, Paused)


def test_minutes_are_set(hands: Hands) -> None:
    hands.console.go(routes.SETTINGS)
    hands.one(SettingsPage).options["lock_min"].buttons[1].click()
    hands.settle()
    hands.room.clock.advance(60_000)
    hands.tick()
    assert hands.locked.isVisible()


def test_the_systems_lock_is_ours_too(hands: Hands) -> None:
    hands.console.lock._system.locked.emit()
    hands.settle()
    assert hands.locked.isVisible()


def test_nothing_flashes_up(qapp: QApplication, hands: Hands) -> None:
    flashes = Flashes(qapp, hands.window)
    hands.cream()
    hands.key("l", *"2580")
    hands.console.go(routes.SETTINGS)
    flashes.end()
    assert hands.osei.rights == RIGHTS
    assert isinstance(hands.page, SessionPage)

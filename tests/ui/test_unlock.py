"""Who comes back to the locked screen, and where they then are; and the end of the day."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from console.core.events import (
    HandedOver,
    PersonSwitched,
    RetentionSet,
    ScreeningAnswered,
)
from console.core.people import Operator
from console.ui.home.home_page import HomePage
from console.ui.settings.retention_page import RetentionPage
from console.ui.settings.settings_page import SettingsPage
from console.ui.shell import routes
from tests.screens.walk import MAYA
from tests.support.keyboard import Keyboard
from tests.support.lock_rooms import DOWN, ENTER, ESCAPE, Hands, read_aloud

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def test_switching_takes_six_presses_and_is_written_down(hands: Hands) -> None:
    hands.presses = 0
    hands.key("l", DOWN, *"1379")
    assert hands.presses == 6
    assert hands.model.operator == hands.lind
    assert isinstance(hands.window.page, HomePage)
    event = hands.store.log[-1]
    assert (event.body, event.actor) == (PersonSwitched(hands.osei.id, hands.lind.id), hands.lind.id)
    hands.presses = 0
    hands.press("Lock the screen")
    hands.press("A. Osei")
    for digit in "2580":
        hands.press(digit)
    assert hands.presses == 6
    assert hands.model.operator == hands.osei


def test_a_digit_held_down_is_one_digit_of_a_pin(hands: Hands) -> None:
    keyboard = Keyboard(hands.window, hands.room.clock, hands.settle)
    keyboard.person("l", DOWN)
    for digit in "1379":
        keyboard.hold(digit, times=5)
    assert hands.model.operator == hands.lind


def test_another_person_goes_on_only_by_their_own_press(hands: Hands) -> None:
    hands.begin()
    hands.key("l", DOWN, *"1379")
    assert hands.window.page is hands.page
    assert hands.page.prompt.accessibleName().startswith("Go on with this session?")
    assert hands.state.operator == hands.osei
    hands.key("1")
    assert isinstance(hands.state.history[-1].body, HandedOver)
    assert hands.state.operator == hands.lind
    hands.act(ScreeningAnswered({"keloid": "no"}))
    assert hands.state.history[-1].actor == hands.lind.id


def test_a_session_is_handed_over_with_one_pin(hands: Hands) -> None:
    hands.begin()
    hands.presses, began_ms = 0, hands.room.clock.now().boot_ms
    hands.key("m")
    hands.press("Hand over to")
    hands.press("B. Lind")
    assert hands.locked.unlock_panel.pad.isVisible(), "nobody has shown yet who they are"
    assert hands.model.open_sessions[0].operator == hands.osei
    hands.key(*"1379")
    assert hands.window.page is hands.page
    assert hands.page.prompt.isHidden(), "nothing more is asked"
    assert (hands.model.operator, hands.state.operator) == (hands.lind, hands.lind)
    last = [(event.body, event.actor) for event in hands.store.log[-2:]]
    assert last == [
        (PersonSwitched(hands.osei.id, hands.lind.id), hands.lind.id),
        (HandedOver(hands.lind), hands.osei.id),
    ]
    assert hands.presses == 7
    assert hands.room.clock.now().boot_ms - began_ms < 3_000
    hands.console.home()
    hands.model.go_on(hands.model.open_sessions[0].id)
    hands.settle()
    assert hands.page.prompt.isHidden()


def test_a_hand_over_counts_for_nobody_else(hands: Hands) -> None:
    state = hands.begin()
    hands.key("m")
    hands.press("Hand over to")
    hands.press("B. Lind")
    hands.press("A. Osei")
    hands.key(*"2580")
    assert (hands.window.page, hands.state.history) == (hands.page, state.history)
    hands.key("l", DOWN, *"1379")
    assert hands.page.prompt.accessibleName().startswith("Go on with this session?")
    assert hands.state.history == state.history


def test_in_the_example_one_press_lets_in_and_hands_over(hands: Hands) -> None:
    hands.store.kind = "example"
    hands.begin()
    hands.key("l")
    assert not hands.locked.unlock_panel.pad.isVisible()
    assert not hands.locked.unlock_panel.secret.isVisible()
    hands.presses = 0
    hands.press("A. Osei")
    assert (hands.presses, hands.window.page) == (1, hands.page)
    hands.key("m")
    hands.press("Hand over to")
    hands.press("B. Lind")
    assert hands.window.page is hands.page
    assert (hands.model.operator, hands.state.operator) == (hands.lind, hands.lind)
    hands.key("l")
    hands.press("A. Osei")
    assert hands.page.prompt.accessibleName().startswith("Go on with this session?")


@pytest.mark.parametrize(
    ("why", "told"),
    [
        ("no-pin", "has chosen no PIN yet"),
        ("proof-first", "since Stipple was started"),
        ("too-many", "Five wrong PINs"),
    ],
)
def test_why_the_passphrase_is_asked_is_said(hands: Hands, why: str, told: str) -> None:
    if why == "no-pin":
        hands.store.pins.known.clear()
    elif why == "proof-first":
        hands.store.admitted.discard(hands.lind.id)
    else:
        hands.store.pins.known[hands.lind.id] = "1379", 5
    hands.key("l", DOWN)
    assert [text for text in hands.texts() if told in text and "B. Lind" in text]


@pytest.mark.parametrize("way", [ESCAPE, "2"])
def test_who_does_not_go_on_is_led_home(hands: Hands, way: Qt.Key | str) -> None:
    state = hands.begin()
    hands.key("l", DOWN, *"1379")
    hands.key(way)
    assert isinstance(hands.window.page, HomePage)
    assert hands.model.open_sessions[0].history == state.history
    hands.model.go_on(state.id)
    hands.settle()
    assert hands.page.prompt.accessibleName().startswith("Go on with this session?")


def test_who_may_not_treat_is_told_so(hands: Hands) -> None:
    hands.begin()
    hands.key("l")
    hands.locked.unlock_panel.choose(hands.desk)
    hands.settle()
    QTest.keyClicks(hands.locked.unlock_panel.secret.edit, "words of C. Desk")
    hands.press("Unlock")
    assert "may not treat" in hands.page.prompt.accessibleName()
    hands.key("2")
    assert isinstance(hands.window.page, HomePage)


def test_everybody_is_signed_out_at_the_end_of_the_day(hands: Hands) -> None:
    hands.founded = True
    hands.begin()
    hands.console.home()
    hands.settle()
    hands.press("Sign everybody out")
    assert "A session is open" in hands.one(HomePage).prompt.accessibleName()
    hands.one(HomePage).prompt.close_sheet()
    hands.store.views.clear()
    hands.model.open_sessions = ()
    hands.press("Sign everybody out")
    hands.one(HomePage).prompt.press(1)
    hands.settle()
    assert hands.store.closed
    assert hands.model.operator is None
    assert type(hands.window.page).__name__ == "SignIn"
    assert not [text for text in read_aloud(hands.window) if "Maya" in text]
    hands.key("l")
    assert type(hands.window.page).__name__ == "SignIn", "nothing to lock"


def test_how_long_records_are_kept_is_set_from_settings(hands: Hands) -> None:
    hands.console.go(routes.SETTINGS)
    hands.press("How long records are kept")
    page = hands.one(RetentionPage)
    assert "Nobody has set it yet" in page.period_line.text()
    hands.key("0", ENTER)
    assert "whole years" in page.years.trouble.text()
    hands.key("10", Qt.Key.Key_Tab, "The law", ENTER)
    body = hands.store.log[-1].body
    assert body == RetentionSet(10, "A. Osei", "The law")
    assert "10 years" in page.period_line.text()
    assert "A. Osei" in page.period_line.text()
    hands.key(ESCAPE)
    assert isinstance(hands.window.page, SettingsPage)


def test_who_may_not_set_it_sees_no_way_to_it(hands: Hands) -> None:
    hands.model.operator = hands.desk
    hands.console.go(routes.SETTINGS)
    hands.settle()
    assert not hands.one(SettingsPage).retention_button.isVisible()
    hands.console.go(routes.RETENTION)
    hands.key("10", ENTER)
    assert "C. Desk" in hands.one(RetentionPage).years.trouble.text()
    assert not isinstance(hands.store.log[-1].body, RetentionSet)


def test_a_long_name_of_who_works_leaves_the_client_theirs(hands: Hands) -> None:
    hands.begin()
    hands.act(HandedOver(Operator("x", "Dr Maximiliane Wolkenstein-Trostburg von und zu Hohenlohe", ("treat",))))
    shown = [each.text() for each in hands.page._top.findChildren(QLabel) if each.isVisible()]
    assert MAYA.name in shown


def test_every_key_of_the_pad_is_in_sight_where_the_screen_is_low(hands: Hands) -> None:
    hands.begin()
    for size, scale, beside in (
        ((1366, 749), 1.25, True), ((1280, 800), 1.0, False), ((1366, 749), 1.25, True), ((1024, 768), 2.0, True),
        ((1093, 614), 1.5, True), ((911, 512), 1.25, True),
    ):  # fmt: skip
        hands.theme.set("light", scale)
        hands.window.resize(*size)
        hands.settle()
        hands.key("l")
        for _ in range(3):
            hands.settle()
        pad = hands.locked.unlock_panel.pad
        hidden = [each.text() for each in pad.findChildren(QPushButton) if not pad_key_in_sight(each)]
        assert (hidden, pad.beside) == ([], beside), size
        hands.key(*"2580")


def pad_key_in_sight(key: QPushButton) -> bool:
    return key.visibleRegion().boundingRect() == key.rect()

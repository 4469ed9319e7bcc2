"""PINs at the lock: tries, who has none, how one is chosen, and the Enter behind a whole one."""

from random import Random

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget

from console.ui.home.home_page import HomePage
from console.ui.input.scan_banner import ScanBanner
from console.ui.people.pin_pad import PinPad
from console.ui.people.pin_page import PinPage
from console.ui.settings.settings_page import SettingsPage
from console.ui.shell import routes
from tests.support.keyboard import Keyboard, bring
from tests.support.left_open import discard
from tests.support.lock_rooms import DOWN, ENTER, ESCAPE, Hands
from tests.support.scans import line

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def test_a_wrong_pin_waits_and_the_fifth_asks_for_the_passphrase(hands: Hands) -> None:
    hands.key("l")
    for wait_ms in (1_000, 2_000, 4_000, 8_000):
        hands.key(*"1111")
        assert hands.locked.unlock_panel.trouble.isVisible()
        hands.key(*"2580")
        assert hands.locked.isVisible(), "not before its time"
        hands.room.clock.advance(wait_ms)
        hands.tick()
    hands.key(*"1111")
    hands.room.clock.advance(60_000)
    assert hands.locked.unlock_panel.secret.isVisible()
    assert not hands.locked.unlock_panel.pad.isVisible()
    hands.key("words of A. Osei", ENTER)
    assert isinstance(hands.window.page, HomePage)


def test_whoever_has_not_given_a_passphrase_is_asked_for_it(hands: Hands) -> None:
    hands.store.admitted.discard(hands.lind.id)
    hands.key("l", DOWN)
    assert not hands.locked.unlock_panel.pad.isVisible()
    hands.key("1379", ENTER)
    assert hands.locked.isVisible()
    hands.locked.unlock_panel.secret.edit.setText("words of B. Lind")
    hands.key(ENTER)
    assert hands.model.operator == hands.lind
    hands.key("l", *"1379")
    assert isinstance(hands.window.page, HomePage)


def test_how_many_tries_are_left_stays_in_sight_until_a_pin_is_right(hands: Hands) -> None:
    """Who types four digits and Enter without looking finds it when they look."""
    hands.begin()
    hands.key("l", *"9999", Qt.Key.Key_Return)
    for _ in range(4):
        assert any("Tries left" in text for text in hands.texts())
        hands.room.clock.advance(2_000)
        hands.tick()
    hands.key(Qt.Key.Key_Return, "2", "5")
    assert any("Tries left" in text for text in hands.texts())
    hands.key("8", "0")
    assert hands.window.page is hands.page


def test_one_chooses_a_pin(hands: Hands) -> None:
    hands.console.go(routes.SETTINGS)
    hands.press("Your PIN")
    page = hands.one(PinPage)
    hands.key(ESCAPE)
    hands.press("Your PIN")
    hands.key("words of B. Lind", ENTER, *"1234", ENTER, *"1234", ENTER)
    assert "not your passphrase" in page.trouble.text()
    assert hands.store.pins.known[hands.osei.id] == ("2580", 0)
    page.secret.forget()
    hands.key(*"1234", ENTER)
    assert page.secret.trouble.isVisible(), "without the passphrase nothing is chosen"
    hands.key("words of A. Osei", ENTER)
    hands.key(*"12", ENTER, *"12", ENTER)
    assert "4 to 8 digits" in page.trouble.text()
    hands.key(*"123456", ENTER, *"123457", ENTER)
    assert "not the same" in page.trouble.text()
    hands.key(*"123456", ENTER, *"123456", ENTER)
    assert hands.store.pins.known[hands.osei.id] == ("123456", 0)
    hands.key(ESCAPE, "l", *"123456")
    assert isinstance(hands.window.page, SettingsPage)


def home_behind_a_pin(hands: Hands) -> QWidget | None:
    """Home, where Enter goes on with a session, locked and opened by a whole PIN."""
    hands.begin()
    hands.cream()
    hands.console.home()
    hands.settle()
    hands.key("l", *"2580")
    return hands.window.page


def test_the_enter_behind_a_whole_pin_does_nothing_and_the_next_one_acts(hands: Hands) -> None:
    page = home_behind_a_pin(hands)
    assert isinstance(page, HomePage)
    hands.key(ENTER)
    assert hands.window.page is page
    hands.key(ENTER)
    assert hands.window.page is not page


def test_the_enter_behind_a_whole_pin_is_no_shortcut_either_as_the_system_brings_it(hands: Hands) -> None:
    """It looks for a shortcut first, and only then is the key pressed."""
    page = home_behind_a_pin(hands)
    for at, expected in ((9_000, True), (10_000, False)):
        bring(hands.window, ENTER, Qt.KeyboardModifier.NoModifier, "\r", at)
        hands.window.scan_routing.scanner.settle()
        hands.settle()
        assert (hands.window.page is page) is expected


def test_a_pin_counts_however_quick_and_nothing_that_is_typed_at_the_lock_is_shown(hands: Hands) -> None:
    """Two digits under rolling fingers, a passphrase onto the pad, a pack: none of it stands anywhere."""
    history = hands.begin().history
    keyboard, chance = Keyboard(hands.window, hands.room.clock, hands.settle), Random(2)
    for gaps in ((35, 125, 125), (125, 125, 125), (100, 110, 90), (4, 4, 4)):
        keyboard.person("l")
        typed = ("correct horse battery nine", range(85, 110)), ("4012345678901\r", [60]), ("+$brave cats\r", [8])
        for text, paces in typed:
            keyboard.wait(800)
            for char in text:
                keyboard.wait(chance.choice(paces))
                keyboard.press(char)
            keyboard.quiet()
            assert "Nothing of it was taken" in line(hands)
            said = hands.window.findChildren(ScanBanner)[0].geometry()
            pad = hands.locked.unlock_panel.pad
            assert not said.intersects(QRect(pad.mapTo(hands.window, pad.dots.geometry().bottomLeft()), pad.size()))
            assert not any(part in seen for seen in hands.texts() for part in ("orse", "4012", "cats", "Teach"))
            assert hands.locked.unlock_panel.pad.dots.text() == "○○○○"
        for char, gap in zip("2580", (400, *gaps), strict=True):
            keyboard.wait(gap)
            keyboard.press(char)
        keyboard.quiet()
        hands.window.ticked.emit()
        assert hands.window.page is hands.page
        assert line(hands) == ""
        assert hands.state.history == history


def test_a_pad_takes_digits_that_come_at_once_or_none_of_them(hands: Hands) -> None:
    pad, typed = PinPad(hands.model.words), list[str]()
    pad.typed.connect(typed.append)
    for length, digits, ended, taken in (
        (4, "22558", False, False), (4, "2255", True, True), (0, "123456789", True, False), (0, "12345", True, True),
        (6, "12", False, True),
    ):  # fmt: skip
        pad.begin(length)
        assert pad.take(digits, ended) is taken
    assert (typed, pad.dots.text()) == (["2255", "12345"], "●●○○○○")
    discard(pad)

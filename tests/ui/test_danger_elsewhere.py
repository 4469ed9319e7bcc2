"""The danger card away from the run screen: over Home and any page, and on the locked screen."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from console.app.emergency_number import set_emergency_number
from console.ui.danger.danger_page import DangerPage
from console.ui.home.home_page import HomePage
from console.ui.shell import routes
from tests.support.lock_rooms import ESCAPE, Hands, read_aloud

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

F8 = Qt.Key.Key_F8


def with_number(hands: Hands) -> None:
    set_emergency_number(hands.store, hands.room.clock, hands.room.random, hands.osei, "144")


def test_it_opens_over_home_and_any_page_and_leads_back_and_records_nothing(hands: Hands) -> None:
    with_number(hands)
    before = hands.store.log[:]
    ways: list[Callable[[], object]] = [hands.console.home, lambda: hands.console.go(routes.STOCK)]
    for go in ways:
        go()
        below = hands.window.page
        hands.settle()
        hands.key(F8)
        assert isinstance(hands.window.page, DangerPage)
        assert {"144", "Call"} <= set(hands.texts())
        assert any("Numb mouth" in text for text in hands.texts())
        hands.key(F8, ESCAPE)
        assert hands.window.page is below
    hands.console.home()
    hands.press("Danger")
    hands.press("Methaemoglobin")
    assert any("Blue or grey lips" in text for text in hands.texts())
    hands.press("Back")
    assert isinstance(hands.window.page, HomePage)
    assert hands.store.log == before


def test_it_opens_on_the_locked_screen_and_names_no_client(hands: Hands) -> None:
    with_number(hands)
    hands.begin()
    hands.key("l", F8)
    assert hands.locked.isVisible()
    assert {"144", "Call"} <= set(hands.texts())
    assert any("Numb mouth" in text for text in hands.texts())
    for text in (*read_aloud(hands.window), *hands.texts()):
        assert not [each for each in ("Maya", "Lindqvist", "penicillin") if each in text], text
    hands.key(ESCAPE, *"2580")
    assert hands.window.page is hands.page

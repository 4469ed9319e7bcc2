"""When the screen locks by itself, and what a press on the locked one says."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from console.app.needling_lock import needling_lock
from console.core.events import Paused
from console.ui.settings.needling_lock_option import NeedlingLockOption
from console.ui.shell import routes
from tests.support.lock_rooms import Hands
from tests.support.start_points import numbed, prepared

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def wait_with_ticks(hands: Hands, minutes: int) -> None:
    for _ in range(minutes * 6):
        hands.room.clock.advance(10_000)
        hands.tick()


NEEDLING = [(False, False, False), (True, False, True), (False, True, True)]


@pytest.mark.parametrize(("wanted", "paused", "locked"), NEEDLING)
def test_who_needles_is_not_locked_out_unless_the_clinic_wants_it(
    hands: Hands, wanted: bool, paused: bool, locked: bool
) -> None:
    hands.console.go(routes.SETTINGS)
    hands.settle()
    option = hands.one(NeedlingLockOption)
    assert option.buttons[False].isChecked()
    option.buttons[wanted].click()
    hands.settle()
    assert needling_lock(hands.store) == (True if wanted else None)
    assert option.buttons[wanted].text().startswith("✓")
    hands.console.home()
    state = hands.begin()
    for point in (prepared, numbed):
        point(hands.room, state.id)
    hands.model.take_up(hands.room.sessions.state(state.id))
    if paused:
        hands.act(Paused())
    hands.console.lock.touch()
    hands.console.lock.tick()
    wait_with_ticks(hands, 12)
    assert hands.console.lock.on == locked


def test_what_this_computer_kept_is_taken_over_when_somebody_who_manages_signs_in(hands: Hands) -> None:
    hands.console.change_settings(replace(hands.console.settings, lock_needling=True))
    hands.console.way_in.sign_in(hands.osei)
    hands.settle()
    assert needling_lock(hands.store) is True
    assert hands.model.open_clinic.locks_needling is True


def test_sleep_locks_who_needles_too(hands: Hands) -> None:
    state = hands.begin()
    for point in (prepared, numbed):
        point(hands.room, state.id)
    hands.model.take_up(hands.room.sessions.state(state.id))
    hands.console.lock.touch()
    wait_with_ticks(hands, 6)
    assert not hands.console.lock.on
    hands.room.clock.advance(4 * 60_000)
    hands.tick()
    assert hands.console.lock.on


def test_a_pedal_on_the_locked_page_is_seen_and_heard_to_do_nothing(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.begin()
    hands.key("l")
    heard: list[str] = []
    monkeypatch.setattr(hands.window.bell.sound, "play", lambda level, in_session: heard.append(level))
    before = hands.store.log[:]
    hands.key(Qt.Key.Key_PageDown)
    assert any("that press did nothing" in text for text in hands.texts())
    assert (heard, hands.store.log) == (["low"], before)
    hands.key("z")
    QTest.mouseClick(hands.locked, Qt.MouseButton.LeftButton, pos=hands.locked.rect().center() - QPoint(300, -200))
    assert (heard, hands.store.log) == (["low"] * 3, before)
    hands.key(*"25")
    assert heard == ["low"] * 3, "digits go to the pad"


def test_in_a_session_the_time_begins_anew_with_every_press_pedal_and_scan(hands: Hands) -> None:
    hands.begin()
    hands.tick()
    handle = hands.window.windowHandle()
    ways: list[Callable[[], object]] = [
        lambda: QTest.keyClick(handle, Qt.Key.Key_PageDown),
        lambda: QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=QPoint(2, 2)),
        lambda: QTest.keyClicks(hands.page, "0104012345678901"),
    ]
    for touch in ways:
        hands.room.clock.advance(210_000)
        touch()
        hands.tick()
        assert not hands.console.lock.on
    hands.room.clock.advance(hands.console.settings.lock_min * 60_000)
    hands.tick()
    assert hands.console.lock.on

"""A second press of the primary action does nothing where the first one brought up an act of another kind."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from console.core.events import DepthSet, PassDone, StepDone, ZoneTaken
from console.exchange.udi import read_udi
from console.ui.input.keys import BOUNCE_MS
from console.ui.kit.choice import Choice
from console.ui.kit.toast import Toast
from console.ui.session.act_guard import CHANGED_MS
from tests.support.app_room import Room
from tests.support.scans import PACK
from tests.support.start_points import numbed, prepared
from tests.support.window_room import RunScreenRoom

SPACE, LEFT = Qt.Key.Key_Space, Qt.MouseButton.LeftButton


def last_pass_is_left(room: Room, session: str) -> None:
    """One more pass, and then the next zone is taken."""
    for body in (ZoneTaken("forehead"), DepthSet("forehead", 500), PassDone("forehead"), PassDone("forehead")):
        room.clock.advance(20_000)
        room.sessions.propose(session, body)


def before_cream(room: Room, session: str) -> None:
    """Cleansed; no cream is on yet."""
    room.sessions.propose(session, StepDone("cleanse"))


@pytest.fixture
def last_pass(desk: RunScreenRoom) -> RunScreenRoom:
    desk.lead(prepared, numbed, last_pass_is_left)
    desk.settle()
    desk.keyboard.wait(CHANGED_MS)
    return desk


def heard(desk: RunScreenRoom, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    made: list[str] = []
    monkeypatch.setattr(desk.page.context.bell.sound, "play", lambda level, in_session: made.append(level))
    return made


def shown(desk: RunScreenRoom) -> str:
    toast = desk.page.findChild(Toast)
    assert toast is not None
    return toast.accessibleName() if toast.isVisible() else ""


def test_a_press_for_another_kind_of_act_within_a_second_is_seen_and_heard_as_ignored(
    last_pass: RunScreenRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, sounds = last_pass, heard(last_pass, monkeypatch)
    desk.keyboard.person(SPACE)
    assert desk.model.next_action().code == "take-zone"
    for _ in range(2):
        desk.keyboard.person(SPACE)
        assert desk.state.current == "forehead"
    assert sounds == ["low", "low"]
    assert "did nothing" in shown(desk)
    desk.keyboard.person(SPACE, after=CHANGED_MS)
    assert desk.state.current == "glabella"


def test_a_press_for_the_same_kind_of_act_counts_at_once(last_pass: RunScreenRoom) -> None:
    desk = last_pass
    zone = desk.state.zones["forehead"]
    desk.model.propose(DepthSet("forehead", 250))
    desk.settle()
    desk.keyboard.person(SPACE)
    assert len(desk.state.zones["forehead"].passes) == len(zone.passes) + 1


def test_after_something_else_was_done_by_hand_it_acts_at_once(last_pass: RunScreenRoom) -> None:
    desk = last_pass
    desk.keyboard.person(SPACE, "z")
    assert desk.model.next_action().code == "pass-done"
    desk.keyboard.person(SPACE)
    desk.model.propose(DepthSet("forehead", 250))
    desk.settle()
    assert desk.model.next_action().code == "take-zone"
    desk.keyboard.person(SPACE)
    assert desk.state.current == "glabella"


def test_two_presses_behind_a_slow_disk_do_one_act(last_pass: RunScreenRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    desk, sounds = last_pass, heard(last_pass, monkeypatch)
    desk.page.primary()
    desk.room.clock.advance(CHANGED_MS)
    desk.page.primary()
    desk.settle()
    assert desk.state.current == "forehead"
    assert len(desk.state.zones["forehead"].passes) == 3
    assert sounds == ["low"]
    assert "did nothing" in shown(desk)


def test_presses_are_told_apart_by_the_times_that_they_carry(last_pass: RunScreenRoom) -> None:
    """Behind a busy moment a press that was made long after comes at once, and one made at once comes late."""
    desk = last_pass
    desk.keyboard.person(SPACE)
    desk.keyboard.at += CHANGED_MS - 200
    desk.room.clock.advance(10 * CHANGED_MS)
    desk.keyboard.press(SPACE)
    desk.keyboard.quiet()
    assert desk.state.current == "forehead"
    desk.keyboard.at += 200
    desk.room.clock.advance(BOUNCE_MS)
    desk.keyboard.press(SPACE)
    desk.keyboard.quiet()
    assert desk.state.current == "glabella"


def touch(desk: RunScreenRoom, at: QPoint) -> None:
    """As the system does it: the window has the touch first; it carries the keys' time."""
    handle = desk.window.windowHandle()
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
        held = LEFT if kind == QEvent.Type.MouseButtonPress else Qt.MouseButton.NoButton
        made = QMouseEvent(kind, at, handle.mapToGlobal(at), LEFT, held, Qt.KeyboardModifier.NoModifier)
        made.setTimestamp(desk.keyboard.at)
        QApplication.sendEvent(handle, made)
    desk.settle()


def test_a_touch_of_the_button_is_guarded_too_and_a_touch_elsewhere_lets_the_next_press_act(
    last_pass: RunScreenRoom,
) -> None:
    desk = last_pass
    main = desk.page.bar.main
    on_button = main.mapTo(desk.window, main.rect().center())
    touch(desk, on_button)
    assert desk.model.next_action().code == "take-zone"
    desk.keyboard.wait(400)
    touch(desk, on_button)
    assert desk.state.current == "forehead"
    touch(desk, QPoint(desk.window.width() // 2, 8))
    desk.keyboard.person(SPACE)
    assert desk.state.current == "glabella"


def test_after_another_key_the_next_press_acts_at_once(last_pass: RunScreenRoom) -> None:
    desk = last_pass
    desk.keyboard.person(SPACE, Qt.Key.Key_Down, SPACE, after=200)
    assert desk.state.current == "glabella"


def test_after_a_scan_and_after_a_question_the_next_press_acts_at_once(desk: RunScreenRoom) -> None:
    guard, at = desk.page._guard, desk.keyboard.at

    def ask() -> None:
        desk.page.prompt.ask("Which?", [Choice("This", lambda: None)])

    for came_between in (ask, lambda: desk.page.take_scan(read_udi(PACK, 2026)), lambda: desk.page.prompt.press(0)):
        guard.note("pass-done", at)
        assert not guard.lets("take-zone", at + CHANGED_MS - 1)
        came_between()
        assert guard.lets("take-zone", at + CHANGED_MS - 1)


def test_a_second_press_after_a_sheet_does_not_do_what_its_choice_brought_up(desk: RunScreenRoom) -> None:
    """A cream that went on 37 minutes ago is effective at once: Enter once more must not take it off."""
    desk.lead(prepared, before_cream)
    desk.settle()
    desk.key("1")
    desk.click("It went on earlier …")
    desk.key("3", "7", Qt.Key.Key_Return)
    went_on = desk.button("Cream went on")
    touch(desk, went_on.mapTo(desk.window, went_on.rect().center()))
    assert desk.model.next_action().code == "cream-off"
    desk.keyboard.person(Qt.Key.Key_Return, after=CHANGED_MS)
    assert desk.state.on, "the second press was meant for the sheet"
    desk.keyboard.person(Qt.Key.Key_Return, after=CHANGED_MS)
    assert not desk.state.on

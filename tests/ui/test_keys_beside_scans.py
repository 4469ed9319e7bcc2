"""Keys that a person presses act once, in order, and are taken for no scan."""

import pytest
from PySide6.QtCore import Qt

from console.ui.session.panes import screening_prompts
from tests.support.keyboard import Keyboard
from tests.support.scans import line
from tests.support.window_room import RunScreenRoom

SPACE, ESCAPE = Qt.Key.Key_Space, Qt.Key.Key_Escape


@pytest.fixture(autouse=True)
def read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the filter lets through is counted here by answers, however short a question was in sight."""
    monkeypatch.setattr(screening_prompts, "READ_MS", 0)


@pytest.fixture
def keyboard(desk: RunScreenRoom) -> Keyboard:
    return desk.keyboard


def test_a_persons_keys_act_as_ever(desk: RunScreenRoom, keyboard: Keyboard) -> None:
    keyboard.person(SPACE, "1", SPACE, "3")
    desk.settle()
    keyboard.person("d", "1", "v", "6", *"1234567", SPACE)
    desk.settle()
    assert desk.state.step == "cleanse"


def test_a_key_waits_a_moment_and_then_acts_once(desk: RunScreenRoom, keyboard: Keyboard) -> None:
    keyboard.press("p")
    assert desk.page.prompt.isHidden()
    keyboard.quiet()
    assert not desk.page.prompt.isHidden()
    keyboard.person(ESCAPE)
    assert desk.page.prompt.isHidden()


def test_two_keys_under_one_finger_do_nothing(desk: RunScreenRoom, keyboard: Keyboard) -> None:
    keyboard.wait(400)
    keyboard.press("p")
    keyboard.wait(12)
    keyboard.press("r")
    keyboard.quiet()
    assert desk.page.prompt.isHidden()
    assert "Several keys" in line(desk)


def test_order_is_kept(desk: RunScreenRoom, keyboard: Keyboard) -> None:
    """What is kept acts before the key after it, however soon a person's comes."""
    keyboard.person(SPACE)
    keyboard.wait(400)
    keyboard.press("1")
    keyboard.wait(60)
    keyboard.press(ESCAPE)
    keyboard.quiet()
    assert len(desk.state.answers) == 1
    assert desk.page.prompt.isHidden()


def test_keys_pressed_in_a_row_act(desk: RunScreenRoom, keyboard: Keyboard) -> None:
    """Quicker than most: their times are a person's, uneven and a tenth of a second apart."""
    keyboard.person(SPACE)
    for key, after in (("1", 400), ("2", 130), ("1", 120), ("2", 145)):
        keyboard.wait(after)
        keyboard.press(key)
    keyboard.quiet()
    assert len(desk.state.answers) == 4
    for after in (400, 95, 110):
        keyboard.wait(after)
        keyboard.press("2" if after == 95 else "1")
    keyboard.quiet()
    assert len(desk.state.answers) == 7


def test_a_busy_moment_turns_no_presses_into_a_scan(desk: RunScreenRoom) -> None:
    """Brought to the window all at once, but pressed at a person's speed."""
    desk.key(SPACE)
    for at, key in enumerate("111"):
        desk.keyboard.at += 300
        desk.keyboard.press(key)
        assert len(desk.state.answers) <= at
    desk.keyboard.quiet()
    assert len(desk.state.answers) == 3

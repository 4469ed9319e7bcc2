"""One press is one press, whatever hand, pedal or finger do; and any key can be taught to be the pedal."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from console.core.events import StepDone
from console.ui.input.keys import BOUNCE_MS
from console.ui.shell.model import DOUBLE_MS
from console.ui.shell.preferences import Settings, load, save
from tests.support.keyboard import Keyboard
from tests.support.lock_rooms import Hands
from tests.support.start_points import numbed, prepared
from tests.support.whole_window import by_mouse
from tests.support.window_room import RunScreenRoom

SPACE, ESCAPE, ENTER, F13 = Qt.Key.Key_Space, Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_F13
LEFT = Qt.MouseButton.LeftButton


def passes(desk: RunScreenRoom) -> int:
    return sum(len(each.passes) for each in desk.state.zones.values())


def needling(desk: RunScreenRoom) -> None:
    desk.lead(prepared, numbed)
    desk.key(SPACE)


@pytest.mark.parametrize("key", [SPACE, ENTER, Qt.Key.Key_PageDown])
def test_a_key_held_down_counts_once(desk: RunScreenRoom, key: Qt.Key) -> None:
    needling(desk)
    before = passes(desk)
    desk.keyboard.wait(400)
    desk.keyboard.press(key)
    for _ in range(20):
        desk.keyboard.wait(33)
        desk.keyboard.press(key, again=True)
    desk.keyboard.quiet()
    assert passes(desk) == before + 1


def test_a_sign_held_down_counts_once(desk: RunScreenRoom) -> None:
    needling(desk)
    depth = desk.state.zones[desk.state.current].depth_um or 0
    desk.keyboard.wait(400)
    desk.keyboard.press("+")
    for _ in range(20):
        desk.keyboard.wait(33)
        desk.keyboard.press("+", again=True)
    desk.keyboard.quiet()
    assert desk.state.zones[desk.state.current].depth_um == depth + 250


@pytest.mark.parametrize("after", [3, 40, BOUNCE_MS - 1])
def test_a_key_that_bounces_counts_once(desk: RunScreenRoom, after: int) -> None:
    needling(desk)
    before, depth = passes(desk), desk.state.zones[desk.state.current].depth_um or 0
    for key in (SPACE, "+"):
        desk.keyboard.wait(400)
        desk.keyboard.press(key)
        desk.keyboard.wait(after)
        desk.keyboard.press(key)
        desk.keyboard.quiet()
    assert passes(desk) == before + 1
    assert desk.state.zones[desk.state.current].depth_um == depth + 250


def test_a_bouncing_digit_answers_one_question(desk: RunScreenRoom) -> None:
    desk.key(SPACE)
    desk.keyboard.wait(400)
    desk.keyboard.press("1")
    desk.keyboard.quiet()
    desk.keyboard.wait(90)
    desk.keyboard.press("1")
    desk.keyboard.quiet()
    assert len(desk.state.answers) == 1


def last_check(desk: RunScreenRoom) -> None:
    """One check is left, and then the step may end."""
    desk.key(SPACE, "1", SPACE, "3")
    desk.key("d", "1", "v", "1", *"123456")


@pytest.mark.parametrize("after", [1, BOUNCE_MS + 5, DOUBLE_MS - 1])
def test_what_was_meant_for_the_check_ends_no_step(desk: RunScreenRoom, after: int) -> None:
    last_check(desk)
    desk.keyboard.wait(400)
    desk.keyboard.press("7")
    desk.keyboard.quiet()
    assert desk.model.next_action().code == "finish-step"
    desk.keyboard.wait(after)
    desk.keyboard.press(SPACE)
    desk.keyboard.quiet()
    assert desk.state.step == "prepare"
    desk.keyboard.person(SPACE)
    assert desk.state.step == "cleanse"


def test_a_page_that_just_came_up_ends_no_step(desk: RunScreenRoom) -> None:
    last_check(desk)
    desk.key("7")
    state = desk.state
    desk.page.hide()
    desk.page.show()
    desk.model.take_up(state)
    desk.keyboard.wait(DOUBLE_MS - 10)
    desk.keyboard.press(SPACE)
    desk.settle()
    assert desk.state.step == "prepare"
    desk.keyboard.wait(20)
    desk.keyboard.wait(BOUNCE_MS + DOUBLE_MS)
    desk.keyboard.press(SPACE)
    desk.settle()
    assert desk.state.step == "cleanse"


def test_a_press_for_what_the_screen_did_not_offer_ends_no_step(desk: RunScreenRoom) -> None:
    """Two presses behind a slow disk: the second finds a step that can end, and leaves it."""
    needling(desk)
    planned = sum(each.passes or 0 for each in desk.state.plan)
    while passes(desk) < planned - 1 or desk.model.next_action().code == "set-depth":
        desk.key("+" if desk.model.next_action().code == "set-depth" else SPACE, seconds=20)
    desk.page.primary()
    desk.room.clock.advance(1000)
    desk.page.primary()
    desk.settle()
    assert desk.state.step == "needling"
    assert desk.model.next_action().code == "finish-step"


@pytest.mark.parametrize("after", [20, BOUNCE_MS + 5, DOUBLE_MS - 1])
def test_a_double_tap_ends_one_step_at_most(desk: RunScreenRoom, after: int) -> None:
    last_check(desk)
    desk.key("7")
    main = desk.page.bar.main
    desk.room.clock.advance(1000)
    QTest.mouseClick(main, LEFT)
    desk.settle()
    desk.room.clock.advance(after)
    QTest.mouseClick(main, LEFT)
    desk.settle()
    assert [type(each.body) for each in desk.state.history].count(StepDone) == 1


def test_the_second_tap_never_falls_on_what_came_meanwhile(desk: RunScreenRoom) -> None:
    desk.settle()
    handle, more = desk.window.windowHandle(), desk.button("More")
    assert handle is not None
    at = more.mapTo(desk.window, more.rect().center())
    pressed: list[bool] = []
    over = QPushButton("No", desk.page.prompt)
    over.clicked.connect(lambda: pressed.append(True))
    over.resize(80, 60)
    more.clicked.connect(lambda: over.move(desk.page.prompt.mapFrom(desk.window, at - over.rect().center())))
    QTest.mouseDClick(handle, LEFT, pos=at)
    assert desk.page.prompt.isVisible()
    assert pressed == []
    QTest.mouseClick(handle, LEFT, pos=at)
    assert pressed == [True]


def test_two_taps_in_different_places_are_two(desk: RunScreenRoom) -> None:
    desk.key(SPACE, "3")
    first, second = (desk.button(f"{number}.") for number in (1, 2))
    handle = desk.window.windowHandle()
    assert handle is not None
    for each in (first, second):
        at = each.mapTo(desk.window, each.rect().center())
        QTest.mousePress(handle, LEFT, pos=at)
        QTest.mouseRelease(handle, LEFT, pos=at)
    desk.settle()
    assert len(desk.state.checks) == 2


@pytest.fixture
def booth(hands: Hands) -> Hands:
    hands.begin()
    hands.keyboard = Keyboard(hands.window, hands.room.clock, hands.settle)
    return hands


def teach(booth: Hands, does: str, key: Qt.Key | str) -> None:
    booth.keyboard.person("?")
    booth.press("Teach a key")
    booth.press(does)
    booth.keyboard.person(key)


def texts(booth: Hands) -> str:
    return "\n".join(each.text() for each in booth.window.findChildren(QLabel) if each.isVisible())


@pytest.mark.parametrize(
    "key", [F13, Qt.Key.Key_F24, Qt.Key.Key_MediaPlay, Qt.Key.Key_VolumeUp, Qt.Key.Key_PageUp, "B"]
)
def test_any_key_can_be_the_pedal(booth: Hands, key: Qt.Key | str) -> None:
    teach(booth, "Pause or continue", key)
    booth.keyboard.person(ESCAPE)
    assert booth.window.page is booth.page
    booth.keyboard.person(key)
    assert booth.page.prompt.isVisible()
    assert load(booth.console.dependencies.settings).aliases == booth.console.settings.aliases != {}


def test_a_taught_pedal_goes_on_and_on_a_sheet_too(booth: Hands) -> None:
    teach(booth, "Go on", F13)
    booth.keyboard.person(ESCAPE, F13)
    assert booth.page.prompt.isVisible()
    booth.keyboard.person(Qt.Key.Key_Down, F13)
    assert len(booth.state.answers) == 1


def test_a_taught_pedal_that_bounces_counts_once(booth: Hands) -> None:
    teach(booth, "Go on", F13)
    booth.keyboard.person(ESCAPE, F13, Qt.Key.Key_Down)
    booth.keyboard.wait(400)
    for _ in range(3):
        booth.keyboard.press(F13)
        booth.keyboard.wait(30)
    booth.keyboard.quiet()
    assert len(booth.state.answers) == 1


def test_what_a_key_does_already_is_told_first(booth: Hands) -> None:
    teach(booth, "Go on", ESCAPE)
    assert "Esc does something already: Home, or close" in texts(booth)
    booth.press("Leave it")
    assert booth.console.settings.aliases == {}
    booth.press("Teach a key")
    booth.press("Go on")
    booth.keyboard.person(ESCAPE)
    booth.press("Let it do this instead: Go on")
    assert booth.console.settings.aliases == {"Esc": "primary"}
    booth.press("Close")
    booth.keyboard.person(ESCAPE)
    assert booth.window.page is booth.page
    assert booth.page.prompt.isVisible()


def test_a_key_that_does_it_already_and_one_without_a_name(booth: Hands) -> None:
    teach(booth, "Go on", SPACE)
    assert "Space does that already: Go on" in texts(booth)
    booth.press("Leave it")
    booth.press("Teach a key")
    booth.press("Go on")
    booth.keyboard.person(Qt.Key.Key_unknown)
    assert "This key has no name" in texts(booth)
    assert booth.console.settings.aliases == {}


def test_a_taught_key_is_forgotten(booth: Hands) -> None:
    teach(booth, "Undo", F13)
    booth.press("Teach a key")
    booth.press("Forget F13: Undo")
    assert booth.console.settings.aliases == {}


def test_leaving_it_lets_keys_be_keys_again(booth: Hands) -> None:
    booth.keyboard.person("?")
    booth.press("Teach a key")
    booth.press("Go on")
    booth.press("Leave it")
    booth.keyboard.person(ESCAPE)
    assert booth.window.page is booth.page


def test_a_clicker_with_mouse_buttons(booth: Hands) -> None:
    booth.keyboard.person("?")
    booth.press("Teach a key")
    booth.press("Pause or continue")
    by_mouse(booth.window, Qt.MouseButton.BackButton)
    booth.settle()
    assert booth.console.settings.aliases == {"Mouse8": "pause"}
    assert "Mouse 8" in texts(booth)
    booth.keyboard.person(ESCAPE)
    by_mouse(booth.page, Qt.MouseButton.BackButton)
    booth.settle()
    assert booth.page.prompt.isVisible()


def test_elsewhere_a_taught_key_is_itself(booth: Hands) -> None:
    teach(booth, "Go on", "B")
    booth.keyboard.person(ESCAPE, "n", "B")
    note = QApplication.focusWidget()
    assert note is not None
    assert note.toPlainText() == "B"  # type: ignore[attr-defined]


def test_settings_keep_only_actions_that_there_are(tmp_path: Path) -> None:
    save(tmp_path / "s.json", Settings(aliases={"F13": "primary", "F14": "explode", "": "undo"}))
    assert load(tmp_path / "s.json").aliases == {"F13": "primary"}

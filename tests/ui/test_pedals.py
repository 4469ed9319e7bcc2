"""One press is one press, whatever hand, pedal or finger do."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QMouseEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from console.core.events import StepDone
from console.ui.input.keys import BOUNCE_MS, DOUBLE_MS
from tests.support.keyboard import DOWN, focused
from tests.support.start_points import numbed, prepared
from tests.support.window_room import RunScreenRoom

SPACE = Qt.Key.Key_Space
LEFT = Qt.MouseButton.LeftButton


def passes(desk: RunScreenRoom) -> int:
    return sum(len(each.passes) for each in desk.state.zones.values())


def needling(desk: RunScreenRoom) -> None:
    desk.lead(prepared, numbed)
    desk.key(SPACE)


@pytest.mark.parametrize("marked", [True, False])
def test_a_key_held_down_counts_once(desk: RunScreenRoom, marked: bool) -> None:
    """In work, a taught key too, on a sheet, on the danger card; a list goes on as long as its arrow is held."""
    needling(desk)
    desk.window.scan_routing.scanner.aliases = {"F13": "primary"}
    for at, key in enumerate((SPACE, Qt.Key.Key_PageDown, Qt.Key.Key_F13), passes(desk) + 1):
        desk.keyboard.hold(key, marked)
        assert passes(desk) == at
        desk.pass_time(60)
    desk.keyboard.hold("+", marked)
    assert desk.state.zones[desk.state.current].depth_um == 500
    desk.keyboard.hold("r", marked)
    desk.keyboard.hold("1", marked)
    assert desk.page.prompt.accessibleName().startswith("What was done")
    desk.keyboard.hold(Qt.Key.Key_Down, marked, 3)
    assert focused().accessibleName() != desk.page.prompt.accessibleName()
    desk.keyboard.person(Qt.Key.Key_Escape)
    desk.keyboard.hold(Qt.Key.Key_F8, marked)
    desk.keyboard.hold("2", marked)
    assert len(desk.state.dangers) == 1
    assert len(desk.state.dangers[0].done) == 1


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


@pytest.mark.parametrize("key", [SPACE, Qt.Key.Key_PageDown, "+"])
def test_a_contact_that_bounces_as_it_opens_counts_once(desk: RunScreenRoom, key: Qt.Key | str) -> None:
    """Held longer than a bounce lasts, and down again a moment after it came up."""
    needling(desk)
    before = len(desk.state.history)
    desk.keyboard.wait(400)
    desk.keyboard.press(key, parts=DOWN)
    desk.keyboard.quiet()
    desk.keyboard.wait(300)
    desk.keyboard.press(key, parts=(QEvent.Type.KeyRelease,))
    desk.keyboard.wait(15)
    desk.keyboard.press(key)
    desk.keyboard.quiet()
    assert len(desk.state.history) == before + 1
    desk.keyboard.wait(150)
    desk.keyboard.press(key)
    desk.keyboard.quiet()
    assert len(desk.state.history) == before + 2, "a press that is meant counts"


def test_a_bouncing_digit_answers_one_question(desk: RunScreenRoom) -> None:
    desk.key(SPACE)
    desk.keyboard.wait(400)
    desk.keyboard.press("1")
    desk.keyboard.quiet()
    desk.keyboard.wait(90)
    desk.keyboard.press("1")
    desk.keyboard.quiet()
    assert len(desk.state.answers) == 1


def twice(desk: RunScreenRoom, key: str, after: int) -> None:
    desk.keyboard.wait(400)
    for _ in range(2):
        desk.keyboard.press(key)
        desk.keyboard.quiet()
        desk.keyboard.wait(after)


def test_a_key_that_opened_or_closed_a_sheet_does_not_act_at_once_in_what_stands_there_then(
    desk: RunScreenRoom,
) -> None:
    desk.key(SPACE, "3", "2", "2")
    for after in (BOUNCE_MS + 5, DOUBLE_MS - 1):
        twice(desk, "x", after)
        assert desk.page.prompt.isVisible()
        desk.keyboard.press("x")
        desk.keyboard.quiet()
        assert desk.page.prompt.isVisible(), "nor the third of three"
        assert [each.met for each in desk.state.checks.values()] == [True]
        desk.key(Qt.Key.Key_Escape, "d")
        twice(desk, "1", after)
        assert (desk.state.device, list(desk.state.checks)) == ("skinpen", [desk.state.protocol.steps[0].checks[1].id])
    desk.key("2", "x", "2")
    assert [each.met for each in desk.state.checks.values()] == [False], "a press that is meant counts"


def last_check(desk: RunScreenRoom) -> None:
    """One check is left, and then the step may end: no zone is planned, so no depth has to be settled."""
    desk.key(SPACE, "1", SPACE, "3")
    desk.key("d", "1", "v", "6", *"123456")


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


def test_a_double_press_answers_no_question_that_its_first_half_brought_up(desk: RunScreenRoom) -> None:
    """By key and by finger: "It is over" twice never says what the danger was."""
    handle = desk.window.windowHandle()
    assert handle is not None
    for by_key in (True, False):
        desk.key(Qt.Key.Key_F8, Qt.Key.Key_Escape, SPACE)
        over = desk.button("The danger is over", desk.page.prompt)
        at = over.mapTo(desk.window, over.rect().center())
        if by_key:
            desk.keyboard.person("1", "1", after=DOUBLE_MS - 10)
        else:
            under = QPushButton("Faint", desk.page.prompt)
            under.clicked.connect(desk.page.prompt.close_sheet)
            under.move(at)
            desk.page.prompt.opened.connect(under.raise_)
            desk.page.prompt.opened.connect(under.show)
            QTest.mouseDClick(handle, LEFT, pos=at)
            desk.settle()
        assert desk.page.prompt.isVisible()
        desk.pass_time(1)
        desk.click("Leave it out")
        assert [each.what for each in desk.state.dangers if each.over] == [""] * len(desk.state.dangers)


def tap(handle: QWindow, at: QPoint, at_ms: int) -> None:
    """A finger, as the system brings it; the two taps of one that moved a little are no double click to Qt."""
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
        made = QMouseEvent(kind, at.toPointF(), handle.mapToGlobal(at).toPointF(), LEFT, LEFT, Qt.KeyboardModifier(0))
        made.setTimestamp(at_ms)
        QApplication.sendEvent(handle, made)


@pytest.mark.parametrize("after", [BOUNCE_MS + 5, DOUBLE_MS - 1])
def test_what_was_seen_pressed_twice_never_says_what_was_done(desk: RunScreenRoom, after: int) -> None:
    """By key, and by a finger whose second tap falls a little beside the first."""
    desk.key("r")
    twice(desk, "1", after)
    assert desk.page.prompt.accessibleName().startswith("What was done")
    desk.key(Qt.Key.Key_Escape, "r")
    handle, first = desk.window.windowHandle(), desk.button("Seizure", desk.page.prompt)
    assert handle is not None
    at = first.mapTo(desk.window, first.rect().center())
    tap(handle, at, 9000)
    tap(handle, at + QPoint(14, 9), 9000 + after)
    assert desk.page.prompt.accessibleName().startswith("What was done")
    assert desk.state.reactions == ()
    tap(handle, at, 9000 + after + DOUBLE_MS)
    assert desk.page.prompt.accessibleName().startswith("How severe"), "a tap that is meant counts"


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

"""What is asked on a sheet is recorded by an answer alone: leaving it, by whatever way, leaves the log as it was."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from console.core.events import ZoneTaken
from tests.support.lock_rooms import Hands
from tests.support.start_points import numbed, prepared
from tests.support.window_room import RunScreenRoom

ESCAPE, LEFT = Qt.Key.Key_Escape, Qt.MouseButton.LeftButton
SHEETS = "pormn"
"""Pause, leave a zone out, reaction, more, note."""
MORE = ("Stop the treatment …", "Something was done otherwise …", "Hand over to …")


def touch(desk: RunScreenRoom, at: QPoint) -> None:
    """A finger on the window itself, as the system sends it."""
    handle = desk.window.windowHandle()
    assert handle is not None
    QTest.mouseClick(handle, LEFT, pos=at)
    desk.settle()


def middle(desk: RunScreenRoom, button: QAbstractButton) -> QPoint:
    return button.mapTo(desk.window, button.rect().center())


def needling(desk: RunScreenRoom) -> None:
    desk.lead(prepared, numbed)
    desk.page.context.propose(ZoneTaken(desk.state.plan[0].zone))
    desk.settle()


def test_no_sheet_records_what_nobody_answered(desk: RunScreenRoom) -> None:
    """Escape, a finger beside the card and a scan answer nothing."""
    needling(desk)
    before = desk.state.history
    prompt = desk.page.prompt
    for way in (None, *MORE):
        for sheet in "m" if way else SHEETS:
            desk.key(sheet)
            if way:
                desk.click(way)
            assert prompt.isVisible(), (sheet, way)
            touch(desk, prompt.mapTo(desk.window, QPoint(4, 4)))
            desk.keyboard.scanner("0104012345678901")
            desk.keyboard.quiet()
            assert desk.state.history == before, (sheet, way)
            desk.key(ESCAPE)
            if prompt.isVisible():
                desk.key(ESCAPE)
            assert (prompt.isHidden(), desk.state.history == before) == (True, True), (sheet, way)


def test_the_lock_answers_nothing(hands: Hands) -> None:
    before = hands.begin().history
    for sheet in "prm":
        hands.key(sheet)
        hands.console.lock.lock()
        hands.settle()
        hands.console.lock.unlock(hands.osei)
        hands.settle()
        assert hands.state.history == before


def test_a_finger_never_overtakes_the_escape_before_it(desk: RunScreenRoom) -> None:
    """A key waits a moment to see whether a scanner sent it; the finger that comes meanwhile meets what it left."""
    needling(desk)
    before = desk.state.history
    desk.key("o")
    reason = middle(desk, desk.button("Client refused"))
    desk.keyboard.at += 1000
    desk.keyboard.press(ESCAPE)
    touch(desk, reason)
    assert desk.page.prompt.isHidden()
    assert not desk.state.zones_left_out
    assert not [each for each in desk.state.history[len(before) :] if not isinstance(each.body, ZoneTaken)]

"""What of the danger card is in sight without scrolling: in the least window with the largest text, in a usual one."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea, QWidget

from console.core.protocol_parts import Sign
from console.ui.danger.danger_guide import DangerGuide
from console.ui.kit.digit_lines import can_read
from console.ui.kit.wrapped_button import WrappedToggle
from tests.support.lock_rooms import ESCAPE, Hands

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

F8 = Qt.Key.Key_F8


def in_sight(hands: Hands, widget: QWidget) -> bool:
    """Whether all of it lies in the window and in every area that scrolls over it."""
    box = QRect(widget.mapTo(hands.window, QPoint(0, 0)), widget.size())
    above, room = widget.parentWidget(), hands.window.rect()
    while above is not None and above is not hands.window:
        if isinstance(above, QScrollArea):
            port = above.viewport()
            room &= QRect(port.mapTo(hands.window, QPoint(0, 0)), port.size())
        above = above.parentWidget()
    return widget.isVisible() and room.contains(box)


def lines(hands: Hands, signs: tuple[Sign, ...]) -> list[QLabel]:
    """The labels of these, as far as they are in sight from the first on."""
    found: list[QLabel] = []
    for each in signs:
        made = next(one for one in hands.window.findChildren(QLabel) if one.isVisible() and each.text in one.text())
        if not in_sight(hands, made):
            break
        found.append(made)
    return found


def pressable(hands: Hands, *names: str) -> list[QAbstractButton]:
    every = [each for each in hands.window.findChildren(QAbstractButton) if in_sight(hands, each)]
    found = {each.accessibleName(): each for each in every}
    return [found[name] for name in names]


def begin_cream(hands: Hands) -> None:
    hands.cream()
    hands.key(F8)


def test_signs_and_what_comes_first_stand_side_by_side_in_a_usual_window(hands: Hands) -> None:
    begin_cream(hands)
    event = hands.state.protocol.danger.events[0]
    signs, measures = lines(hands, event.signs), lines(hands, event.measures)
    assert (len(signs), len(measures) >= 4) == (len(event.signs), True)
    tops = [each[0].mapTo(hands.window, QPoint(0, 0)) for each in (signs, measures)]
    assert tops[0].y() == tops[1].y()
    assert tops[0].x() + signs[0].width() <= tops[1].x()
    back, over = pressable(hands, "Back to the step", "The danger is over")
    assert (back.y(), back.height()) == (over.y(), over.height())


def test_in_the_least_room_the_events_are_one_line_and_what_comes_first_stands_above_the_signs(hands: Hands) -> None:
    hands.window.resize(1024, 768)
    hands.console.change_settings(replace(hands.console.settings, scale=2.0))
    events = hands.clinic.protocol()[1].danger.events
    hands.key(F8)
    shown = hands.one(DangerGuide)
    assert len(lines(hands, events[0].measures)) >= 6
    pressable(hands, "The next danger")[0].click()
    assert shown.shown == events[1].id
    hands.press(f"{events[1].label}, 2 of {len(events)}: show all")
    hands.press(events[3].label)
    assert shown.shown == events[3].id
    assert not [each for each in hands.window.findChildren(WrappedToggle) if each.isVisible()]
    hands.key(ESCAPE)
    begin_cream(hands)
    assert len(lines(hands, events[0].measures)) >= 5
    pressable(hands, "The danger before", "Back to the step", "The danger is over", "Remove the cream")


def test_the_way_out_stands_still_below_what_was_done_where_there_is_room(hands: Hands) -> None:
    hands.window.resize(1024, 768)
    hands.console.change_settings(replace(hands.console.settings, scale=2.0))
    begin_cream(hands)
    back, over = pressable(hands, "Back to the step", "The danger is over")
    board = hands.console.window.session_page._panes.danger.board
    assert in_sight(hands, board.actions._rows[1])
    bar = board._rest.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    assert all(in_sight(hands, each) for each in (back, over, board.actions.first))


def test_what_comes_first_and_the_ways_out_are_in_sight_in_the_least_window_with_an_alarm(hands: Hands) -> None:
    hands.window.resize(911, 512)
    hands.console.change_settings(replace(hands.console.settings, scale=1.25))
    assert hands.theme.scale == 1.25
    begin_cream(hands)
    hands.press("Remove the cream")
    hands.console.window.session_page.tick()
    hands.settle()
    told = hands.texts()
    assert "No emergency number is set: see Settings." in told
    assert any("The danger card is open" in each for each in told)
    shown = hands.one(DangerGuide)
    event = next(each for each in hands.state.protocol.danger.events if each.id == shown.shown)
    assert len(lines(hands, event.measures)) >= 2
    pressable(hands, "Back to the step", "The danger is over")
    hands.press("Adrenaline given")
    keys = [each for each in hands.page.prompt.findChildren(QAbstractButton) if each.isVisible()]
    assert [each.text() for each in keys if not in_sight(hands, each)] == [], "of the sheet that asks for the dose"


@pytest.mark.parametrize(("size", "scale"), [((911, 512), 1.25), ((1093, 614), 1.5), ((1024, 768), 2.0)])
def test_opened_by_mistake_is_in_sight_or_first_by_tab_with_its_key(
    hands: Hands, size: tuple[int, int], scale: float
) -> None:
    hands.window.resize(*size)
    hands.console.change_settings(replace(hands.console.settings, scale=scale))
    begin_cream(hands)
    mistake = hands.page._panes.danger.board.mistake
    hands.key(Qt.Key.Key_Tab)
    assert mistake.hasFocus()
    assert can_read(mistake)
    assert mistake.text().endswith("Z")
    hands.console.home()
    hands.settle()
    hands.key(F8)
    pressable(hands, "Opened by mistake")

"""No to all others is taken for what stood on the screen; for the rest it is asked once, with all of it in sight."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from console.core.screening import open_questions
from console.ui.session.panes.prepare_pane import PreparePane
from tests.support.window_room import RunScreenRoom

SPACE = Qt.Key.Key_Space


@pytest.fixture
def arrived(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[RunScreenRoom]:
    """Somebody before questions that were not gone through."""
    made = RunScreenRoom(qtbot, qapp, tmp_path)
    made.begin(read=False)
    yield made
    made.close()


def pane(desk: RunScreenRoom) -> PreparePane:
    found = desk.page._panes.pane("prepare")
    assert isinstance(found, PreparePane)
    return found


def test_what_was_not_on_the_screen_is_asked_once_and_answered_by_one_press(arrived: RunScreenRoom) -> None:
    asked = open_questions(arrived.state)
    arrived.pass_time(1)
    arrived.key(SPACE)
    arrived.keyboard.person("3")
    prompt = arrived.page.prompt
    assert not arrived.state.answers
    assert "not on the screen" in prompt.title
    listed = " ".join(each.text() for each in prompt.findChildren(QLabel))
    seen = [each for each in asked if arrived.state.protocol.rule[each].text not in listed]
    assert asked[0] in seen, "it stood on the sheet"
    assert 0 < len(seen) < len(asked)
    arrived.pass_time(1)
    arrived.key("2")
    assert arrived.state.answers == dict.fromkeys(asked, "no")


def test_a_digit_that_comes_right_behind_answers_nothing_and_the_habit_of_no_asks_one_by_one(
    arrived: RunScreenRoom,
) -> None:
    arrived.pass_time(1)
    arrived.key(SPACE)
    arrived.keyboard.person("3")
    arrived.keyboard.person("2", after=200)
    assert not arrived.state.answers
    arrived.pass_time(1)
    arrived.key("1")
    assert not arrived.state.answers
    assert "All others: no" in [each.accessibleName() for each in arrived.page.prompt._buttons]


def test_where_all_of_them_were_in_sight_long_enough_one_press_does_it(arrived: RunScreenRoom) -> None:
    questions, area = pane(arrived)._questions, pane(arrived)._stack.currentWidget()
    assert isinstance(area, QScrollArea)
    bar = area.verticalScrollBar()
    questions.complete()
    arrived.settle()
    for at in range(0, bar.maximum() + bar.pageStep() // 2, max(1, bar.pageStep() // 2)):
        bar.setValue(at)
        arrived.page.tick()
        arrived.pass_time(1)
    assert questions.unread(open_questions(arrived.state)) == []
    arrived.key(SPACE, "3")
    assert set(arrived.state.answers.values()) == {"no"}


def test_what_only_passed_by_or_lay_below_a_sheet_was_not_read(arrived: RunScreenRoom) -> None:
    questions, asked = pane(arrived)._questions, open_questions(arrived.state)
    arrived.page.tick()
    arrived.keyboard.wait(300)
    assert questions.unread(asked) == asked
    arrived.key("n")
    arrived.pass_time(5)
    assert questions.unread(asked) == asked

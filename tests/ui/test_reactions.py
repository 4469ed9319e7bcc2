"""What is asked of a reaction: what it is, what was done, how severe it is, and whether it is over."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.support.app_room import Room
from tests.support.full_disk import FullDisk
from tests.support.window_room import RunScreenRoom

RECORDED, RECORDING = "is it? Recorded:", "is it? Being recorded:"


def test_the_sheet_of_grades_says_that_the_reaction_is_recorded_once_it_is(desk: RunScreenRoom) -> None:
    desk.key("r", "1")
    desk.page.prompt.press(2)
    assert RECORDING in desk.page.prompt.accessibleName()
    place = desk.button("Severe").geometry()
    desk.settle()
    assert len(desk.state.reactions) == 1
    assert RECORDED in desk.page.prompt.accessibleName()
    assert desk.button("Severe").geometry() == place, "what may be pressed stays where it is"
    desk.key("3", "r")
    desk.click("Grade a reaction …")
    assert RECORDED in desk.page.prompt.accessibleName()


def test_what_could_not_be_saved_is_never_said_to_be_recorded(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    disk = FullDisk("clinic")
    desk = RunScreenRoom(qtbot, qapp, tmp_path, Room(disk))
    desk.begin()
    disk.full = True
    desk.key("r", "1", "3")
    assert RECORDING in desk.page.prompt.accessibleName()
    disk.full = False
    desk.close()


LOCK = "Lock the screen"


def test_leaving_the_grade_open_weighs_less_than_a_grade(desk: RunScreenRoom) -> None:
    desk.key("r", "1", "3")
    seen = [each for each in desk.page.prompt.findChildren(QPushButton) if each.isVisible()]
    kinds = {each.accessibleName(): each.property("kind") for each in seen}
    assert kinds == {"Mild": "plain", "Moderate": "plain", "Severe": "plain", "Not now": "quiet", LOCK: "quiet"}
    desk.click("Not now")
    assert desk.page.prompt.isHidden()
    assert desk.state.reactions[0].grades == ()
    desk.key("p")
    assert desk.button("Close").isVisible()


def test_a_reaction_is_graded_by_keys_at_once_later_and_again(desk: RunScreenRoom) -> None:
    desk.key("r", "1", "3")
    assert desk.state.reactions[0].grades == ()
    desk.key("2")
    desk.key("r", "2", "3", Qt.Key.Key_Escape)
    grades = [[grade for grade, _ in each.grades] for each in desk.state.reactions]
    assert grades == [["moderate"], []]
    desk.key("r")
    desk.click("Grade a reaction …")
    desk.key("1", "3")
    grades = [[grade for grade, _ in each.grades] for each in desk.state.reactions]
    assert grades == [["moderate", "severe"], []]
    assert desk.page.prompt.isHidden()


def test_a_reaction_may_come_while_another_is_graded(desk: RunScreenRoom) -> None:
    desk.key("r", "1", "3", "r", "2", "3")
    assert [each.what for each in desk.state.reactions] == list(desk.state.protocol.reactions.what[:2])
    desk.key("3")
    assert [[grade for grade, _ in each.grades] for each in desk.state.reactions] == [[], ["severe"]]


def test_a_reaction_does_not_wait_for_a_sheet_and_stays_in_sight(desk: RunScreenRoom) -> None:
    desk.key("p", "r", "1", "3")
    assert len(desk.state.reactions) == 1
    assert not desk.state.paused
    desk.click("It is over")
    assert desk.state.reactions[0].over is not None
    assert not [
        each for each in desk.page.findChildren(QAbstractButton) if each.isVisible() and each.text() == "It is over"
    ]


def test_a_second_r_loses_nothing_of_the_reaction_that_is_told(desk: RunScreenRoom) -> None:
    began = desk.model.now_t()
    desk.key("r", seconds=5)
    desk.key("r", "2", "r", "3", seconds=5)
    seen = desk.state.reactions
    assert [each.what for each in seen] == [desk.state.protocol.reactions.what[1]]
    assert abs(seen[0].begun.t_ms - began) < 1_000

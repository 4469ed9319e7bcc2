"""A whole session by keys alone, with the fake clock."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.rooms import Desk

SPACE, DOWN, ESCAPE = Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Escape


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, qapp, tmp_path)
    made.begin()
    yield made
    made.close()


def prepared(desk: Desk) -> None:
    desk.key(SPACE, "1", SPACE, "3")  # the first question: no; then all others: no
    desk.key("d", "1", "v", "2")  # the first device; the first preset
    desk.key(*"1234567", SPACE)


def numbed(desk: Desk) -> None:
    desk.key(SPACE)  # cleansed
    desk.key("1", SPACE)  # the first cream, on now
    desk.pass_time(35 * 60)
    desk.key("a", SPACE)  # effective: seen; off
    desk.key(*"1234567", SPACE)


def needled(desk: Desk) -> None:
    """The plan, zone after zone; where nothing is published the depth is set by hand."""
    while desk.model.next_action().code != "finish-step":
        if desk.model.next_action().code == "set-depth":
            desk.key("+")
        desk.key(SPACE, seconds=20)


def test_a_whole_session_by_keys(desk: Desk) -> None:
    prepared(desk)
    assert desk.state.step == "cleanse"
    assert desk.state.device
    assert len(desk.state.plan) == 18
    numbed(desk)
    assert desk.state.step == "needling"
    assert desk.state.applications[0].off is not None
    needled(desk)
    assert len(desk.state.treated) == 18
    assert all(len(record.passes) == 3 for record in desk.state.treated)
    desk.key(SPACE)
    assert desk.state.step == "aftercare"
    desk.key(*"1234567", SPACE)
    assert desk.state.step == "sign-off"
    desk.key(SPACE)
    assert desk.state.signed is not None
    assert not desk.state.deviations


def test_depth_passes_and_zones_by_keys(desk: Desk) -> None:
    prepared(desk)
    numbed(desk)
    desk.key(SPACE)
    zone = desk.state.current
    depth = desk.state.zones[zone].depth_um
    assert depth is not None
    desk.key("+")
    assert desk.state.zones[zone].depth_um == depth + 250
    desk.key("-")
    assert desk.state.zones[zone].depth_um == depth
    desk.key("2")
    assert len(desk.state.zones[zone].passes) == 2
    desk.key("z")
    assert len(desk.state.zones[zone].passes) == 0
    desk.key(Qt.Key.Key_Down, "t")
    assert desk.state.current not in ("", zone)


def test_pause_reaction_and_note_by_keys(desk: Desk) -> None:
    desk.key("p", "1")
    assert [until for _, until in desk.state.pauses] == [None]
    desk.key(SPACE)
    assert all(until is not None for _, until in desk.state.pauses)
    desk.key("r", "2")
    desk.key("1")
    assert desk.state.reactions[0].what == desk.state.protocol.reactions.what[1]
    assert desk.state.reactions[0].action == desk.state.protocol.reactions.action[0]
    desk.key("n", "calm")
    assert desk.state.step == "prepare"
    desk.click("Save the note")
    assert desk.state.notes[0].text == "calm"


def test_space_says_what_is_left_and_changes_nothing(desk: Desk) -> None:
    desk.key(SPACE, "3")
    before = len(desk.state.history)
    desk.key("1", SPACE)
    assert desk.button("Checks left: 2, 3, 4, 5, 6, 7").isVisible()
    assert len(desk.state.history) == before + 1


def test_a_fast_second_press_finishes_no_step(desk: Desk) -> None:
    desk.key(SPACE, "3", *"1234567")
    desk.key(SPACE, SPACE, seconds=0.05)
    assert desk.state.step == "cleanse"
    desk.pass_time(1)
    desk.key(SPACE)
    assert desk.state.step == "numbing"


def test_a_reason_opens_the_way(desk: Desk) -> None:
    prepared(desk)
    desk.key(SPACE, "1", SPACE)
    desk.pass_time(60)
    desk.click("Off early")
    desk.key("2")
    assert desk.state.applications[0].off is not None
    assert desk.state.deviations[-1].reason


def test_escape_closes_the_sheet_and_then_goes_home(desk: Desk) -> None:
    left: list[bool] = []
    desk.page.home.connect(lambda: left.append(True))
    desk.key("p", ESCAPE)
    assert not desk.state.paused
    assert left == []
    desk.key(ESCAPE)
    assert left == [True]

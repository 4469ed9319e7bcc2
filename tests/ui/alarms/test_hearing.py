"""Whether an alarm can be heard: the volume, an output that is missing or goes away, a rehearsal."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.ui.alarms.sound import Sound, loudness
from console.ui.alarms.tones import calls
from tests.support.loudspeaker import MIN, Output, after, cream, mute_button, strip
from tests.support.window_room import RunScreenRoom


def test_the_volume_is_never_nothing_while_a_session_is_open(room: RunScreenRoom, output: Output) -> None:
    floor = calls().floor_percent
    assert floor > 0
    assert min(calls().volumes) == floor
    assert [loudness(each, True) for each in (0, floor - 1, floor, 100)] == [floor, floor, floor, 100]
    assert loudness(0, False) == 0
    room.window.bell.sound.volume = 0
    cream(room)
    after(room, output, 61 * MIN)
    assert [share for _, share in output.played] == [floor / 100]


@pytest.mark.parametrize("missing", ["library", "output"])
def test_where_nothing_can_be_heard_the_alarm_says_so(room: RunScreenRoom, output: Output, missing: str) -> None:
    def no_library(told: Callable[[], object]) -> Output:
        raise ImportError("libpulse.so.0: cannot open shared object file")

    output.able = False
    output.fails = True
    room.window.bell.sound = Sound(no_library if missing == "library" else output.make, room.window.bell)
    cream(room)
    after(room, output, 61 * MIN)
    assert strip(room).text.text().endswith("⚠ No sound here: alarms are only seen.")
    assert strip(room).accessibleName() == strip(room).text.text()
    assert mute_button(room).isHidden()
    if missing == "output":
        output.able, output.fails = True, False
        output.told()
        room.page.tick()
        assert "No sound" not in strip(room).text.text()


def test_an_output_that_goes_away_is_told_and_tried_again(room: RunScreenRoom, output: Output) -> None:
    cream(room)
    output.fails = True
    assert after(room, output, 121 * MIN) == ["medium"]
    room.page.tick()
    assert "No sound here" in strip(room).text.text()
    output.fails = False
    assert after(room, output, 25) == ["medium"]
    assert "No sound here" not in strip(room).text.text()


def test_volume_and_a_test_are_in_reach_in_a_session(room: RunScreenRoom, output: Output, qtbot: QtBot) -> None:
    with qtbot.waitSignal(room.window.bell.sound.chosen) as chosen:
        room.key("m")
        room.click("Sound of alarms")
        room.click("100 %")
    assert chosen.args == [100]
    assert [share for _, share in output.played] == [1.0]
    room.key("m")
    room.click("Sound of alarms")
    room.click("Test the sound")
    assert output.levels == ["high", "high"]
    assert room.button("Close", room.page.prompt).isVisible()
    room.page.prompt.close_sheet()


def test_a_rehearsal_is_silent(qapp: QApplication, desk: RunScreenRoom) -> None:
    bell = desk.window.bell
    bell.test()
    assert bell.sound.able is None

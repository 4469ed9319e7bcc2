"""How alarms call: heard again and again, muted for two minutes at most."""

from collections.abc import Callable

from console.core.alarms import QUIET_MS
from console.core.events import CreamOff
from console.core.people import Profile
from tests.support.loudspeaker import (
    HARD_S,
    MIN,
    Output,
    after,
    cream,
    every_second,
    mute_button,
    raise_overtime,
    strip,
)
from tests.support.window_room import RunScreenRoom


def test_each_level_has_its_own_tone_and_its_own_time(room: RunScreenRoom, output: Output) -> None:
    cream(room)
    assert after(room, output, 40 * MIN) == []
    assert after(room, output, 20 * MIN) == ["low"]
    assert after(room, output, 40 * MIN) == []
    assert after(room, output, 20 * MIN) == ["medium"]
    assert every_second(room, output, 60) == ["medium"] * 2
    assert after(room, output, 4 * 60 * MIN) == ["high"]
    assert every_second(room, output, 60) == ["high"] * 6


def test_muted_for_two_minutes_and_then_heard_again(room: RunScreenRoom, output: Output) -> None:
    cream(room)
    assert after(room, output, 121 * MIN) == ["medium"]
    room.key("b", seconds=0)
    assert output.stopped
    assert every_second(room, output, 119) == []
    assert strip(room).text.text().endswith("Muted, sounds again in 0:01.")
    assert after(room, output, 1) == ["medium"]
    assert "Muted" not in strip(room).text.text()


def test_the_same_key_or_button_ends_the_mute(room: RunScreenRoom, output: Output) -> None:
    cream(room)
    after(room, output, 121 * MIN)
    presses: tuple[Callable[[], object], ...] = (lambda: room.key("b", seconds=0), lambda: mute_button(room).click())
    for press in presses:
        press()
        assert every_second(room, output, 30) == []
        output.played.clear()
        press()
        assert output.levels == ["medium"]


def test_what_was_raised_meanwhile_is_heard_at_the_end_of_the_mute(room: RunScreenRoom, output: Output) -> None:
    cream(room)
    room.model.leave()
    room.begin(Profile("Noor"))
    cream(room)
    ago = room.model.now_t() - room.state.on[0].on.t_ms
    first = min(each.on[0].on.utc_ms for each in room.model.open_sessions)
    between = (room.state.on[0].on.utc_ms - first) // 1000
    assert 10 < between < 100
    assert after(room, output, 60 * MIN - between - ago // 1000) == ["low"]
    room.key("b", seconds=0)
    assert every_second(room, output, 119) == []
    assert len(room.page._banners.alarms.raised) == 2
    assert after(room, output, 1) == ["low"]
    assert every_second(room, output, 60) == []


def test_nothing_is_muted_before_it_calls(room: RunScreenRoom, output: Output) -> None:
    cream(room)
    after(room, output, 119 * MIN)
    room.key("a", "b", seconds=0)
    room.settle()
    assert after(room, output, 2 * MIN) == ["medium"]


def test_a_new_alarm_of_the_highest_level_breaks_the_mute(room: RunScreenRoom, output: Output) -> None:
    cream(room)
    assert after(room, output, HARD_S - 30) == ["medium"]
    room.key("b", seconds=0)
    assert every_second(room, output, 28) == []
    assert every_second(room, output, 3) == ["high"]
    assert room.window.bell.muted_for_ms == 0


def test_a_mute_ends_with_the_alarms_that_it_was_for(room: RunScreenRoom, output: Output) -> None:
    cream(room)
    after(room, output, 121 * MIN)
    room.key("b", "a", seconds=0)
    room.settle()
    after(room, output, 1)
    assert room.window.bell.muted_for_ms == 0
    assert after(room, output, HARD_S - 121 * MIN) == ["high"]


def test_cream_over_its_maximum_calls_again_two_minutes_after_it_was_seen(room: RunScreenRoom, output: Output) -> None:
    raise_overtime(room, output)
    assert [alarm.id for alarm in room.model.alarms_of(room.state)] == ["overtime-1"]
    assert "✓ Acknowledged. Sounds in 1:5" in strip(room).text.text()
    assert strip(room).button.isHidden()
    assert mute_button(room).isHidden()
    assert strip(room).property("banner") == "stop"
    heard = every_second(room, output, 125)
    assert heard == ["high"]
    assert not strip(room).button.isHidden()
    assert not mute_button(room).isHidden()
    room.key("b", seconds=0)
    assert every_second(room, output, QUIET_MS // 1000 - 1) == []
    assert after(room, output, 1) == ["high"]
    room.model.propose(CreamOff(1, "Client fell asleep"))
    room.settle()
    assert every_second(room, output, 30) == []

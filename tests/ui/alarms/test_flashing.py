"""What calls flashes at the rate of its level, and can be read in both phases."""

from itertools import pairwise

import pytest
from pytestqt.qtbot import QtBot

from console.ui.alarms.alarm_banner import AlarmBanner
from console.ui.alarms.mute import MuteBar
from console.ui.alarms.tones import calls
from tests.screens.contrast import ratio
from tests.support.lock_rooms import Hands
from tests.support.long_run import quick_of
from tests.support.loudspeaker import HARD_S, MIN, Output, after, cream, strip
from tests.support.window_room import RunScreenRoom


def flashes(room: RunScreenRoom, ms: int = 20_000, step: int = 25) -> float:
    """Turns from dim to bright, a second, as they stand on the strip."""
    seen = []
    for _ in range(ms // step):
        room.room.clock.advance(step)
        room.window.bell.beat.emit()
        seen.append(str(strip(room).property("banner")).endswith("-lit"))
    return sum(1 for before, now in pairwise(seen) if now and not before) / (ms / 1000)


def test_a_strip_flashes_at_the_rate_of_its_level(room: RunScreenRoom, output: Output) -> None:
    cream(room)
    after(room, output, 61 * MIN)
    assert strip(room).text.text().startswith("*  ")
    assert flashes(room) == 0
    after(room, output, 60 * MIN)
    assert strip(room).text.text().startswith("**  ")
    least, most, _ = calls().published["medium"]["flash_hz"]
    assert least <= flashes(room) <= most
    after(room, output, 4 * 60 * MIN)
    assert strip(room).text.text().startswith("***  ")
    least, most, _ = calls().published["high"]["flash_hz"]
    assert least <= flashes(room) <= most
    room.theme.motion = False
    assert flashes(room) == 0
    assert strip(room).property("banner") == "stop-lit"


def test_the_bell_wakes_up_when_a_flash_turns(room: RunScreenRoom, output: Output, qtbot: QtBot) -> None:
    cream(room)
    after(room, output, 61 * MIN)
    assert not room.window.bell._flash.isActive()
    after(room, output, 5 * 60 * MIN)
    assert 0 < room.window.bell._flash.interval() <= calls().high.lit_ms
    with qtbot.waitSignal(room.window.bell.beat):
        pass


@pytest.mark.parametrize("theme", quick_of(["light", "dark"], "light"))
def test_both_phases_can_be_read(room: RunScreenRoom, output: Output, theme: str) -> None:
    """As they are painted: the ground, and the letter that stands out most from it."""
    room.window.setUpdatesEnabled(True)
    room.theme.set(theme, 1.0)  # type: ignore[arg-type]
    tokens = room.theme.tokens
    cream(room)
    for seconds, kind in ((121 * MIN, "warn"), (HARD_S, "stop")):
        after(room, output, seconds)
        grounds = []
        for phase in ("", "-lit"):
            while strip(room).property("banner") != kind + phase:
                after(room, output, 0.05)
            painted = strip(room).grab().toImage().scaled(500, 50)
            colours = [painted.pixelColor(x, y).name() for x in range(15, 300) for y in range(5, 45)]
            ground = max(set(colours), key=colours.count)
            assert max(ratio(each, ground) for each in set(colours)) >= 4.5
            grounds.append(ground)
        assert grounds == [tokens[f"{kind}_bg"], tokens[kind]]
        assert ratio(*grounds) >= 3


def test_the_locked_screen_flashes_and_can_be_muted(hands: Hands) -> None:
    hands.cream("lidocaine-prilocaine")
    bell = hands.window.bell
    hands.theme.motion = True
    hands.pass_min(121)
    hands.key("l")

    def look() -> tuple[AlarmBanner, MuteBar]:
        bell.tick()
        hands.locked.tick()
        hands.settle()
        return hands.one(AlarmBanner), hands.one(MuteBar)

    made, hushed = look()
    lit = set()
    for _ in range(20):
        hands.room.clock.advance(100)
        bell.beat.emit()
        lit.add(made.property("banner"))
    assert lit == {"warn", "warn-lit"}
    hands.key("b")
    made, hushed = look()
    assert bell.muted_for_ms > 0
    assert "Muted, sounds again in 1:" in hands.texts()[[each[:5] for each in hands.texts()].index("Muted")]
    hands.press("Alarms sound again now")
    assert bell.muted_for_ms == 0
    hands.press("Acknowledge, Couch 1")
    hands.locked.tick()
    assert hushed.isHidden()

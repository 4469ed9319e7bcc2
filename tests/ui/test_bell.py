"""How alarms call: heard again and again, muted for two minutes at most, flashing, and said where nothing is heard."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.core.alarms import QUIET_MS
from console.core.events import CreamOff
from console.core.people import Profile
from console.ui.alarms.alarm_banner import AlarmBanner
from console.ui.alarms.mute import MuteBar, MuteButton
from console.ui.alarms.sound import Sound, loudness
from console.ui.alarms.tones import calls, wav
from tests.screens.contrast import ratio
from tests.support.lock_rooms import Hands
from tests.support.start_points import cream_on, prepared
from tests.support.window_room import RunScreenRoom

SPACE = Qt.Key.Key_Space
MIN = 60
HARD_S = 300 * MIN


class Output:
    """A loudspeaker that remembers."""

    def __init__(self) -> None:
        self.able = True
        self.fails = False
        self.played: list[tuple[bytes, float]] = []
        self.stopped = 0
        self.told: Callable[[], object] = lambda: None

    def play(self, sound: bytes, share: float) -> None:
        self.played.append((sound, share))
        self.able = not self.fails

    def stop(self) -> None:
        self.stopped += 1

    def make(self, told: Callable[[], object]) -> "Output":
        self.told = told
        return self

    @property
    def levels(self) -> list[str]:
        names = {wav(level): level for level in ("high", "medium", "low")}
        return [names[sound] for sound, _ in self.played]


@pytest.fixture
def output() -> Output:
    return Output()


@pytest.fixture
def room(qtbot: QtBot, qapp: QApplication, tmp_path: Path, output: Output) -> Iterator[RunScreenRoom]:
    """A session is begun; the window's own tick rests, so that time passes only here."""
    made = RunScreenRoom(qtbot, qapp, tmp_path)
    made.window._tick.stop()
    made.window.bell.sound = Sound(output.make, made.window.bell)
    made.begin()
    yield made
    made.close()


def cream(room: RunScreenRoom) -> None:
    """Effective after 60 minutes, to be removed after 120, at most 300."""
    room.lead(prepared, partial(cream_on, agent="lidocaine-prilocaine"))


def after(room: RunScreenRoom, output: Output, seconds: float) -> list[str]:
    """What is heard when the clock has gone on by so much."""
    output.played.clear()
    room.pass_time(seconds)
    room.window.bell.tick()
    room.page.tick()
    QApplication.processEvents()
    return output.levels


def every_second(room: RunScreenRoom, output: Output, seconds: int) -> list[str]:
    heard = []
    for _ in range(seconds):
        heard += after(room, output, 1)
    return heard


def strip(room: RunScreenRoom, index: int = 0) -> AlarmBanner:
    return [each for each in room.page.findChildren(AlarmBanner) if each.isVisible()][index]


def mute_button(room: RunScreenRoom) -> MuteButton:
    return strip(room).findChildren(MuteButton)[0]


def raise_overtime(room: RunScreenRoom, output: Output) -> None:
    """Everything that came before it was seen."""
    cream(room)
    after(room, output, HARD_S + 1)
    room.key("a", "a")
    room.settle()
    after(room, output, 0)


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
    assert "✓ Seen. Sounds in 1:5" in strip(room).text.text()
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


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_both_phases_can_be_read(room: RunScreenRoom, output: Output, theme: str) -> None:
    """As they are painted: the ground, and the letter that stands out most from it."""
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


def test_a_rehearsal_is_silent(qapp: QApplication, desk: RunScreenRoom) -> None:
    bell = desk.window.bell
    bell.test()
    assert bell.sound.able is None

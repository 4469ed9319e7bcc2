"""A loudspeaker that remembers what was played, and a run screen at which alarms call."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QApplication

from console.ui.alarms.alarm_banner import AlarmBanner
from console.ui.alarms.mute import MuteButton
from console.ui.alarms.tones import wav
from tests.support.start_points import cream_on, prepared
from tests.support.window_room import RunScreenRoom

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

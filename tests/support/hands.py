"""People and scanners at one keyboard in a time of its own: how many of their keys act, and how many are lost."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from random import Random
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt

from console.ui.input.bounces import Bounces
from console.ui.input.key_events import KeyPress
from console.ui.input.key_queue import KeyQueue
from console.ui.input.repeats import CHATTER_MS

PAUSE_MS = 3000
"""So long nobody presses anything between two acts."""
SAME_MS, LIFT_MS = 135, 50
"""Nobody taps one key more than seven times a second, and lifts the finger for so long between."""
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


class Stroke(NamedTuple):
    """One key: when it goes down after the one before did, and for how long it is down, both in ms."""

    key: KeyPress
    after: int
    down: int


class Came(NamedTuple):
    """What came of strokes: the keys that acted and stay so, those taken back with a scan, and what was told."""

    acted: list[KeyPress]
    taken_back: int
    scanned: list[str]
    said: Counter[str]


def sign(char: str) -> KeyPress:
    return KeyPress(ord(char.upper()), SHIFT if char.isupper() else NONE, char)


def key(code: Qt.Key) -> KeyPress:
    return KeyPress(code.value, text={Qt.Key.Key_Return: "\r", Qt.Key.Key_Space: " "}.get(code, ""))


ENTER = key(Qt.Key.Key_Return)


class _Timer:
    """Stands for the queue's own, in the time of the strokes."""

    def __init__(self) -> None:
        self.now, self.due = 0, -1

    def start(self, ms: int) -> None:
        self.due = self.now + ms

    def stop(self) -> None:
        self.due = -1

    def isActive(self) -> bool:
        return self.due >= 0


class Desk:
    """Outside of fields, where one page stands: each key does something there."""

    def __init__(self, parent: QObject) -> None:
        self.queue = KeyQueue(parent, lambda _: False, self._act)
        self._timer = _Timer()
        self.queue._timer = self._timer  # type: ignore[assignment]
        self.queue.standing = lambda: len(self._acted)
        self.queue.scanned.connect(lambda text: self._scanned.append(text))
        self.queue.headed.connect(self._take_back)
        for name in ("slipped", "garbled", "typed"):
            getattr(self.queue, name).connect(partial(self._say, name))
        self._bounces = Bounces(lambda: None)
        self._at = 10_000
        self._begin()

    def _say(self, name: str, *_: object) -> None:
        self._said.update([name])

    def press(self, strokes: Sequence[Stroke]) -> Came:
        """Let the strokes come, then nothing for a while; two keys may be down at once."""
        self._begin()
        self._at += PAUSE_MS
        events, down_at = list[tuple[int, int, KeyPress, bool]](), self._at
        for number, each in enumerate(strokes):
            down_at += each.after if number else 0
            events += [(down_at, number, each.key, True), (down_at + each.down, number, each.key, False)]
        last, up_ms = -1, dict[int, int]()
        for at, number, press, is_down in sorted(events, key=lambda event: (event[0], event[3])):
            self._pass(at)
            if is_down:
                bounced = 0 <= at - up_ms.get(press.key, -CHATTER_MS) < CHATTER_MS
                last = number
                self.queue.take(KeyPress(press.key, press.modifiers, press.text, at, bounced=bounced))
            else:
                up_ms[press.key] = at
                if number == last:
                    self.queue.came_up(at)
        self._pass(events[-1][0] + PAUSE_MS)
        self._at = events[-1][0] + PAUSE_MS
        return Came(self._acted, self._taken, self._scanned, self._said)

    def _begin(self) -> None:
        self._acted, self._taken = list[KeyPress](), 0
        self._scanned, self._said = list[str](), Counter[str]()

    def _pass(self, until: int) -> None:
        while 0 <= self._timer.due < until:
            self._timer.now, self._timer.due = self._timer.due, -1
            self.queue._time_out()
        self._timer.now = until

    def _act(self, press: KeyPress) -> None:
        if not self._bounces.take(press):
            self._acted.append(press)

    def _take_back(self, standing: int) -> None:
        self._taken += len(self._acted) - standing
        del self._acted[standing:]


class Person(NamedTuple):
    """How somebody presses keys, in ms: between two of them, how long each is down, and how much both vary."""

    every: float
    down: float
    varies: float = 0.25

    def press(self, chance: Random, keys: Sequence[KeyPress]) -> list[Stroke]:
        """One key twice is one finger's: it comes up, and down again as soon as it can."""
        made = [Stroke(each, self._some(chance, self.every, 60), self._some(chance, self.down, 30)) for each in keys]
        for number in range(1, len(made)):
            before, now = made[number - 1 : number + 1]
            if before.key == now.key:
                made[number - 1] = before._replace(down=min(before.down, SAME_MS - LIFT_MS))
                made[number] = now._replace(after=max(now.after, SAME_MS))
        return made

    def _some(self, chance: Random, ms: float, least: int) -> int:
        return max(least, round(chance.gauss(ms, ms * self.varies)))


class Gun(NamedTuple):
    """How a scanner types, in ms a sign: how unevenly, how long it holds a key, and what it sends behind a code."""

    every: int
    varies: int = 0
    down: int = 3
    ends: bool = True
    caps: bool = False

    def scan(self, chance: Random, code: str) -> list[Stroke]:
        keys = [sign(each.swapcase() if self.caps else each) for each in code]
        behind = [ENTER] if self.ends else []
        gaps = (max(1, self.every + chance.randint(-self.varies, self.varies)) for _ in range(len(code) + 1))
        return [
            Stroke(each, gap, min(self.down, max(1, gap - 1))) for each, gap in zip(keys + behind, gaps, strict=False)
        ]


def mistakes(meant: Sequence[KeyPress], came: Came) -> int:
    """Return 1 where other keys acted than somebody pressed, or in another order."""
    return int([each.key for each in came.acted] != [each.key for each in meant])

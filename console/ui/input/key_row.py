"""Keys in a row outside of fields: what a finger pressed, and what a machine let go of too soon. See ADR 13."""

from collections.abc import Iterator
from itertools import pairwise, takewhile

from msgspec import Struct

from console.ui.input.bounces import only_leads
from console.ui.input.key_events import KeyPress
from console.ui.input.pace import ALIKE_MS, DIFFERENT, LIGHT, LIGHT_MS, TAP_MS

MOST = 40
"""Keys that are remembered."""


class _Key(Struct):
    """
    down_ms  how long it was down; -1 while that is not known
    before   what stood before it acted; None where it has not
    """

    press: KeyPress
    down_ms: int = -1
    before: object = None

    @property
    def tapped(self) -> bool:
        return 0 <= self.down_ms < TAP_MS


class Row:
    """`take` each key, `came_up` with the last one, `acting` before one acts."""

    def __init__(self) -> None:
        self._keys: list[_Key] = []

    def clear(self) -> None:
        self._keys = []

    def take(self, press: KeyPress, within_ms: int) -> None:
        if not self.runs(press.at, within_ms):
            self._keys = []
        self._keys = [*self._keys[-MOST:], _Key(press)]

    def runs(self, at: int, within_ms: int) -> bool:
        """Say whether a key at this time may belong to those before it."""
        return bool(self._keys) and 0 <= at - self._keys[-1].press.at <= within_ms

    def came_up(self, at: int) -> None:
        if self._keys and self._keys[-1].down_ms < 0:
            self._keys[-1].down_ms = max(0, at - self._keys[-1].press.at)

    def acting(self, press: KeyPress, before: object) -> None:
        """Take what stands before the key acts."""
        for key in self._keys:
            if key.press is press:
                key.before = before

    def opened(self, at: int, within_ms: int) -> bool:
        """Say whether a key at this time may belong to a tapped one that has acted, and has brought a field up."""
        return self.runs(at, within_ms) and self._keys[-1].tapped and self._keys[-1].before is not None

    @property
    def pressed(self) -> bool:
        """Whether a finger has let go of the last key."""
        return bool(self._keys) and self._keys[-1].down_ms >= TAP_MS

    @property
    def alone(self) -> bool:
        """Whether the last key is the only one in its row, however often."""
        return len({each.press.key for each in self._keys}) <= 1

    @property
    def waits(self) -> bool:
        """Whether the last key may be a scan's second one: another came before it, and neither was under a finger."""
        return bool(self._keys) and self._keys[-1].tapped and bool(self._tapped_before())

    @property
    def is_scan(self) -> bool:
        """Whether the last key is the third different one and those just before it were tapped as by no finger.

        Or the fifth, and those were let go of as a light finger hardly ever does so often.
        """
        return len(self._tapped_before()) > 1 or self._is_light

    def recent(self, within_ms: int) -> list[KeyPress]:
        """Return the last keys, each within so many ms of the next one."""
        presses = [each.press for each in self._keys]
        start = max((at for at, (a, b) in enumerate(pairwise(presses), 1) if b.at - a.at > within_ms), default=0)
        return presses[start:]

    def acted(self) -> Iterator[tuple[KeyPress, object]]:
        """Return the keys since a finger's last one that have acted, each with what stood before."""
        pressed = max((at for at, each in enumerate(self._keys, 1) if self._by_finger(at)), default=0)
        return ((each.press, each.before) for each in self._keys[pressed:] if each.before is not None)

    def _by_finger(self, at: int) -> bool:
        """Whether a finger let go of a key, counted from 1: late, or later than what came next was let go of."""
        down, behind = self._keys[at - 1].down_ms, self._keys[at : at + 1]
        alike = all(down - each.down_ms <= ALIKE_MS for each in behind if each.down_ms >= 0)
        return down >= LIGHT_MS or (down >= TAP_MS and not alike)

    @property
    def _is_light(self) -> bool:
        """Whether so many keys were let go of, one like the other, as a light finger does it with few."""
        *before, last = self._keys[-LIGHT:] or [_Key(KeyPress(0))]
        down = [each.down_ms for each in before]
        light = len(down) == LIGHT - 1 and min(down) >= 0 and max(down) < LIGHT_MS and max(down) - min(down) <= ALIKE_MS
        signs = [each.press for each in (*before, last) if not only_leads(each.press)]
        return light and len(signs) == LIGHT and len({each.key for each in signs}) >= DIFFERENT

    def _tapped_before(self) -> set[int]:
        """Return which other keys than the last one were tapped just before it, back to one that was not.

        Keys that only lead somewhere are no code's signs: a finger presses them lightly, and many times.
        """
        *before, last = self._keys or [_Key(KeyPress(0))]
        tapped = (each.press for each in takewhile(lambda each: each.tapped, reversed(before)))
        return {each.key for each in tapped if not only_leads(each)} - {last.press.key}

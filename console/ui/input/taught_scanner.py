"""What one scan taught of the clinic's scanner: how fast it is, what it sends in front of a code and behind it."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Annotated

from msgspec import Meta, Struct

from console.ui.input.key_events import KeyPress
from console.ui.input.keys import KEYS
from console.ui.input.pace import GAP_MS, QUICK_MS, SLIP_MS, Pace
from console.ui.input.signs import is_sign, spell

SLOWEST_MS = 250
"""A scanner that takes longer for a sign is set to be faster, not taught: every key would have to wait for it."""
SHORT_HOLD_MS = 30
"""A key waits so long at least until it is known whether it is held."""
FEWEST = 4
"""Keys: fewer are no scan."""
MOST_AROUND = 8
"""Signs in front of a code or behind it that may be the scanner's own."""
Name = Annotated[str, Meta(max_length=40)]


class TaughtScanner(Struct, frozen=True):
    """
    pause_ms  the longest pause between two of its keys; 0 where none was taught
    down_ms   how long it holds a key down at most
    prefix    names of the keys in front of a code
    suffix    and of those behind it, the last of them its end
    none      whether somebody said that there is no scanner
    """

    pause_ms: Annotated[int, Meta(ge=0, le=SLOWEST_MS)] = 0
    down_ms: Annotated[int, Meta(ge=0, le=SLOWEST_MS)] = 0
    prefix: Annotated[tuple[Name, ...], Meta(max_length=MOST_AROUND)] = ()
    suffix: Annotated[tuple[Name, ...], Meta(max_length=MOST_AROUND)] = ()
    none: bool = False

    @property
    def pace(self) -> Pace:
        """A key waits no longer than for this scanner, once it is known."""
        if self == TaughtScanner():
            return Pace()
        slow = max(SLIP_MS, self.pause_ms * 5 // 4 + 10)
        quick = max(QUICK_MS, self.pause_ms * 5 // 4)
        return Pace(slow, max(SHORT_HOLD_MS, self.down_ms + 20), max(GAP_MS, slow + 30), quick)

    @property
    def is_told_apart(self) -> bool:
        """Whether no key waits but the first one that it sends: that acts as none, or there is no scanner."""
        return self.none or (bool(self.prefix) and not _ACTING & {*self.prefix})

    def begins(self, names: Sequence[str]) -> bool:
        """Say whether these keys are its prefix, by which a scan is known at once. One that acts as a key is none."""
        return bool(self.prefix) and tuple(names) == self.prefix and not _ACTING & set(names)

    def is_end(self, name: str) -> bool:
        return bool(self.suffix) and name == self.suffix[-1] and len(name) > 1

    def own(self, presses: Sequence[KeyPress]) -> Sequence[KeyPress]:
        """Return the keys without those that the scanner puts around each code."""
        names = _names(presses)
        start = len(self.prefix) if names[: len(self.prefix)] == self.prefix else 0
        around = next((n for n in range(len(self.suffix), 0, -1) if names[-n:] == self.suffix[:n]), 0)
        return presses[start : len(presses) - around]

    def is_slow(self, presses: Sequence[KeyPress]) -> bool:
        """Say whether a scan came so slowly that teaching the scanner would help, and nobody has."""
        return not self.pause_ms and _longest_pause(presses) > SLIP_MS


_ACTING = frozenset(key for each in KEYS.values() for key in each.keys)


def learn(presses: Sequence[KeyPress], down_ms: int, reads: Callable[[str], bool]) -> TaughtScanner | None:
    """Return what a scan of any pack teaches; None where no code is found in it, which `reads` says of a text."""
    pause = _longest_pause(presses)
    first = next((at for at, each in enumerate(presses) if is_sign(each)), len(presses))
    last = next((at for at in range(len(presses), first, -1) if is_sign(presses[at - 1])), first)
    trims = sorted(((a, b) for a in range(MOST_AROUND) for b in range(MOST_AROUND)), key=sum)
    for start, stop in ((first + a, last - b) for a, b in trims if first + a < last - b):
        spelled = spell(presses[start:stop])
        if not spelled.garbled and reads(spelled.text):
            prefix, suffix = _names(presses[:start]), _names(presses[stop:])
            return TaughtScanner(
                min(pause, SLOWEST_MS), min(down_ms, SLOWEST_MS), prefix[:MOST_AROUND], suffix[:MOST_AROUND]
            )
    return None


def is_too_slow(presses: Sequence[KeyPress]) -> bool:
    return _longest_pause(presses) > SLOWEST_MS


def _names(presses: Sequence[KeyPress]) -> tuple[str, ...]:
    """Return the names of the keys; an Enter has one however it comes."""
    return tuple("Return" if each.text in ("\r", "\n") else each.name for each in presses)


def _longest_pause(presses: Sequence[KeyPress]) -> int:
    return max((later.at - earlier.at for earlier, later in pairwise(presses)), default=0)

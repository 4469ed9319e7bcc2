"""How fast keys come from a hand, and how from a scanner alone. All times are the keys' own. See ADR 13."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from msgspec import Struct

SLIP_MS = 50
"""Two different keys within this are a scanner's, or a hand's that slipped."""
QUICK_MS = 75
"""Three keys and more that come so fast, on average, are no person's."""
SLOW_MS = 120
"""A scanner as slow as this is known by how evenly its keys come. A person's single presses are further apart."""
HOLD_MS = 70
"""A key that is still down after this is under a finger or a foot: a scanner has let go of it."""
GAP_MS = 150
"""A scan ends after this long without a key."""
ROW_MS = 250
"""Keys within this of each other may be of one scan, however unevenly a bad radio link brings them."""
TAP_MS = 45
"""No finger and no foot lets go of a key within this, three different ones in a row: people hold one for a tenth."""
LIGHT_MS, LIGHT, ALIKE_MS = 62, 5, 16
"""Some scanners hold each key this long. A light finger does with one, but not with so many, one no longer than another
by more than the last of these."""
PIN_END_MS = 1500
"""An Enter within this of a few signs that may have been a PIN is its end: a hand is lifted before that."""
LATE_END_MS = 400
"""An Enter or Tab within this of a scan that had no end is its end."""
STEADY_MS = 12
"""Pauses between keys that differ by no more, few of them excepted, are no hand's."""
STEADY, SURE = 4, 7
"""So many keys may be told by their steadiness; so many in a row are no presses of keys, however they come."""
DIFFERENT = 4
"""So many different keys in a row, or so many with an Enter or Tab as the last, are no presses of keys either."""
TYPED_STEADY, TYPED_QUICK = 6, 9
"""In a text field people do go on: so many keys, the Enter included, that come steadily, or quickly on average."""
FAST_MS, FAST = 35, 4
"""In a text field so many signs, each within this of the one before, are no person's."""


class Pace(Struct, frozen=True):
    """What holds of keys; longer for a scanner that was taught and is slower."""

    slow_ms: int = SLOW_MS
    hold_ms: int = HOLD_MS
    gap_ms: int = GAP_MS
    quick_ms: int = QUICK_MS

    def is_burst(self, at: Sequence[int], different: int = 2, ended: bool = False) -> bool:
        """Say of keys outside of a field, each within `slow_ms` of the one before, whether no person pressed them.

        different  how many different keys they are
        ended      whether the last of them is what ends a scan
        """
        gaps = _gaps(at)
        if len(gaps) == 1:
            return gaps[0] <= SLIP_MS
        quick = sum(gaps) <= self.quick_ms * len(gaps)
        short = different >= DIFFERENT or (ended and len(at) >= DIFFERENT)
        return short or len(at) >= SURE or (len(at) > 2 and quick) or (len(at) >= STEADY and _steady(gaps))

    def is_typed_by_none(self, at: Sequence[int]) -> bool:
        """Say the same of signs in a text field and the Enter behind them."""
        gaps = _gaps(at)
        if not gaps or max(gaps) > self.slow_ms:
            return False
        fast = len(at) >= FAST and max(gaps) <= FAST_MS
        quick = len(at) >= TYPED_QUICK and sum(gaps) <= QUICK_MS * len(gaps)
        return fast or quick or (len(at) >= TYPED_STEADY and _steady(gaps))


def _gaps(at: Sequence[int]) -> list[int]:
    return [later - earlier for earlier, later in pairwise(at)]


def _steady(gaps: Sequence[int]) -> bool:
    """Whether all are alike but for one in six, which a busy computer made late."""
    middle = median(gaps)
    return sum(abs(gap - middle) > STEADY_MS for gap in gaps) <= len(gaps) // 6

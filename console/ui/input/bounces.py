"""Presses of one key in a row that one press was meant by: a worn pedal's, and those for what stood there before."""

import sys
from collections.abc import Callable

from PySide6.QtCore import Qt

from console.ui.input.key_events import KEYPAD, KeyPress
from console.ui.input.keys import BOUNCE_MS, DOUBLE_MS

ARROWS = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down})
LEADS = ARROWS | {
    Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp,
}  # fmt: skip
"""PgDown is none of them: it is the pedal's."""
NUM_LOCK = sys.platform != "darwin"
"""Whether keypad keys may be digits of a code as arrows; a Mac calls every arrow a keypad's, and has no such lock."""


def only_leads(press: KeyPress) -> bool:
    """Return whether the key leads somewhere and no more: if one is lost, the next acts in the wrong place."""
    return press.key in LEADS and not (NUM_LOCK and press.modifiers & KEYPAD)


class Bounces:
    """Knows the last key that acted, and the page or the question on which it did."""

    def __init__(self, surface: Callable[[], object]) -> None:
        """`surface` tells apart what may have the keys: each question on a sheet, and the page where none is asked."""
        self._surface = surface
        self._last: tuple[str, int, object] = ("", -DOUBLE_MS, None)

    def take(self, press: KeyPress) -> bool:
        """Whether the press does nothing: it bounced, or was meant for what stood there before its first half."""
        name, at, before = self._last
        here = self._surface()
        within = BOUNCE_MS if here == before else DOUBLE_MS
        double = press.name == name and 0 <= press.at - at < within and not only_leads(press)
        self._last = (press.name, press.at, before if double else here)
        return double

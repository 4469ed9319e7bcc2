"""Presses of one key in a row that one press was meant by: a worn pedal's, and those for what stood there before."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from console.ui.input.key_events import KeyPress
from console.ui.input.keys import BOUNCE_MS, DOUBLE_MS

ARROWS = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down})
LEADS = ARROWS | {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
"""Keys that only lead somewhere: where one of two is lost, the next key acts on what was not meant."""


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
        double = press.name == name and 0 <= press.at - at < within and press.key not in LEADS
        self._last = (press.name, press.at, before if double else here)
        return double

"""When a digit acts: only on a line that is in sight, so that nothing is recorded that nobody saw."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from console.core.clock import Clock
from console.ui.input.keys import DOUBLE_MS

LEFT_MS = 8000
"""So long a digit that did nothing is told of, whatever is recorded meanwhile."""
SEEN = 2 / 3
"""So much of a line has to be in sight to be read."""


class DigitLines:
    """Every digit of a list goes through `press`. A line out of sight is brought there and has the focus; it acts when
    its digit is pressed again, though other lines were brought into sight in between; the second half of a double press
    is not that."""

    def __init__(self, clock: Clock | None = None, told: Callable[[str], object] = lambda _: None) -> None:
        """`told` is called with the name of a line that was brought into sight."""
        self._clock, self._told = clock, told
        self._brought, self._at = "", 0
        self._left: dict[str, int] = {}

    @property
    def left(self) -> list[str]:
        """The names of the lines whose digit was pressed a moment ago, and has not acted."""
        now = self._clock.now().boot_ms if self._clock else 0
        return [name for name, at in self._left.items() if 0 <= now - at < LEFT_MS]

    def press(self, line: QWidget, act: Callable[[], object]) -> None:
        """Do it where the line can be read; else only bring the line in sight."""
        name, now = line.accessibleName(), self._clock.now().boot_ms if self._clock else 0
        if name == self._brought and self._clock and 0 <= now - self._at < DOUBLE_MS:
            return
        again, self._brought = name == self._brought, ""
        shown = name in self.left and now - self._left[name] >= DOUBLE_MS
        if not can_read(line):
            bring(line)
            if not shown and (not again or can_read(line)):  # what has no room to be read even so acts the second time
                self._brought, self._at = name, now
                self._left[name] = self._at
                line.setFocus(Qt.FocusReason.ShortcutFocusReason)
                self._told(name)
                return
        self._left.pop(name, None)
        act()


def can_read(line: QWidget) -> bool:
    """Whether the most of it is in sight, in all that scrolls over it."""
    seen = line.rect()
    for area in _areas(line):
        port = area.viewport()
        seen &= QRect(line.mapFrom(port, QPoint(0, 0)), port.size()) if port.isAncestorOf(line) else seen
    return line.isVisible() and seen.height() >= SEEN * line.height()


def bring(line: QWidget) -> None:
    """Scroll so that the line is in the middle of what is in sight, as far as there is something around it."""
    for area in _areas(line):
        area.ensureWidgetVisible(line, 0, area.viewport().height())


def _areas(line: QWidget) -> list[QScrollArea]:
    found, above = list[QScrollArea](), line.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            found.append(above)
        above = above.parentWidget()
    return found

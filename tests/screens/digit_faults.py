"""Whether the digits that are shown run from 1 in the order of the eye, 0 the tenth: on sheets, lists and cards."""

import re
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QWidget

from console.ui.kit.prompt import Prompt
from console.ui.kit.rows import Row

NUMBERED = re.compile(r"(\d)\.  ")
LINE_PX = 20
"""What begins within so much stands in one line."""


def misnumbered(whole: QWidget, seen: Sequence[QWidget]) -> Iterator[str]:
    """Yield the digits where they run otherwise; of what lies under a sheet none are looked at."""
    sheet = next((each for each in seen if isinstance(each, Prompt)), None)
    buttons = [each for each in seen if isinstance(each, QAbstractButton)]
    if sheet is not None:
        found = [(each, NUMBERED.match(each.text())) for each in buttons if sheet.isAncestorOf(each)]
        shown = [(each, match[1]) for each, match in found if match]
    else:
        rows = [(each, _digit(each)) for each in buttons if isinstance(each, Row)]
        shown = [(each, digit) for each, digit in rows if digit]
    digits = [digit for _, digit in sorted(shown, key=lambda each: _place(whole, each[0]))]
    if digits != [str(at % 10) for at in range(1, len(digits) + 1)]:
        yield f"digits run {' '.join(digits)}"
    if sheet is not None and {int(each) for each in digits} != set(sheet._digits):
        yield f"digits {sorted(sheet._digits)} act, {' '.join(digits)} are shown"


def _digit(row: Row) -> str:
    match = NUMBERED.match(row.text_label.text())
    return match[1] if match else row.sign.text() if row.sign.text().isdigit() else ""


def _place(whole: QWidget, each: QWidget) -> tuple[int, int]:
    """Return where it begins, were nothing scrolled."""
    at = each.mapTo(whole, QPoint(0, 0))
    scrolled = sum(area.verticalScrollBar().value() for area in _areas(each))
    return (at.y() + scrolled) // LINE_PX, -at.x() if each.isRightToLeft() else at.x()


def _areas(each: QWidget | None) -> Iterator[QScrollArea]:
    while each is not None:
        if isinstance(each, QScrollArea):
            yield each
        each = each.parentWidget()

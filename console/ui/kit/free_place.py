"""Where a line has room for a while: over no control and no alarm, and over no text where that can be had."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from console.ui.kit.banner import Banner
from console.ui.kit.prompt import Prompt

PRESSED = (QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit)
SHARES, LEAST_PX = (1.0, 0.66, 0.5, 0.4, 0.3, 0.24, 0.18, 0.15), 128
"""How wide the line is, of the room that there is, the first that fits; and never narrower than this."""
STEP_PX = 12
BARE = "bare"
"""Marks what no line may lie over: alarms, the number to call."""


def free_place(root: QWidget, line: Banner, within: QRect) -> QRect | None:
    """Return the lowest such place in this part of the root, the middle first; None where there is none.

    It never lies over an alarm, or the number to call.
    """
    pressed, kept, texts = _taken(root, line)
    for taken in (pressed | kept | texts, pressed | kept, pressed):
        for share in SHARES:
            width = int(within.width() * share)
            if width < max(LEAST_PX, line.minimumSizeHint().width()):
                continue
            high = max(line.heightForWidth(width), line.minimumSizeHint().height(), line.minimumHeight())
            for at in _places(within, width, high):
                if not taken.intersects(at):
                    return at
    return None


def in_the_way(root: QWidget, line: Banner) -> bool:
    """Say whether the line lies over something that can be pressed, or must not be covered."""
    return _taken(root, line)[0].intersects(QRect(line.mapTo(root, QPoint(0, 0)), line.size()))


def _places(within: QRect, width: int, high: int) -> Iterator[QRect]:
    most = (within.width() - width) // 2
    middle = within.left() + most
    for top in range(within.bottom() - high, within.top(), -STEP_PX):
        for aside in range(0, max(1, most), STEP_PX):
            yield QRect(middle - aside, top, width, high)
            yield QRect(middle + aside, top, width, high)


def _taken(root: QWidget, line: Banner) -> tuple[QRegion, QRegion, QRegion]:
    """Return what is never covered, what is kept in sight where that can be had, and what else can be read."""
    sheet = next((each for each in root.findChildren(Prompt) if each.isVisible()), None)
    pressed, kept, texts = QRegion(), QRegion(), QRegion()
    for each in (sheet or root).findChildren(QWidget):
        if not each.isVisible() or each is line or line.isAncestorOf(each):
            continue
        if isinstance(each, PRESSED) or each.property(BARE):
            pressed |= QRegion(_seen(root, each))
        elif each.property("bar") == "top" or each.property("kept") or isinstance(each, Banner):
            kept |= QRegion(_seen(root, each))
        elif isinstance(each, QLabel) and each.text():
            texts |= QRegion(_seen(root, each))
    return pressed, kept, texts


def _seen(root: QWidget, each: QWidget) -> QRect:
    """Return where it is in the root, as far as nothing around it cuts it off."""
    box, holder = QRect(each.mapTo(root, QPoint(0, 0)), each.size()), each.parentWidget()
    while holder is not None and holder is not root:
        box &= QRect(holder.mapTo(root, QPoint(0, 0)), holder.size())
        holder = holder.parentWidget()
    return box

"""Texts that have less room than they need, or leave something out: of labels, buttons and lines, and painted ones."""

import re
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QCheckBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStyleOptionFrame,
    QWidget,
)

from console.ui.kit.labels import ElidedLabel
from console.ui.kit.whole_name import WholeName

InSight = dict[QWidget, list[QWidget]]
"""Each widget that is shown, the whole first, and those shown that it holds."""
LONGEST_PX = 10_000
CARET_PX = 2
"""Beside the text of a line, on each side."""
MAY_ELIDE = {
    ("TopBar", "_operator"): "who works here knows who they are; the client's name needs the room",
    ("HomePage", "_clinic"): "the clinic is the one this computer has; Settings and every paper name it whole",
    ("SignIn", "folder"): "a path has no end; a hover shows it",
    ("AboutPage", "paths"): "paths, as there",
    ("ActionBar", "_undo"): "with large text the beginning of the entry says which it is; it is read aloud whole",
    ("DangerGuide", "_brief"): "the signs begin there in one line; each stands whole below what comes first",
}
"""Labels that end in an ellipsis by design, by the page or part that holds them, and why."""


def called(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QLabel) else widget.accessibleName()
    return f"{type(widget).__name__} {text!r}"


def cropped(seen: InSight) -> Iterator[str]:
    """Texts that have less room than they need."""
    for each in seen:
        if isinstance(each, QLabel) and each.text():
            yield from _label(each)
        elif isinstance(each, QPushButton) and each.text() and (lack := _lack(each)) > 0:
            yield f"{called(each)} lacks {lack} px"
        elif isinstance(each, QCheckBox | QRadioButton) and each.sizeHint().width() > each.width():
            yield f"{called(each)} needs {each.sizeHint().width()} px, has {each.width()}"


def left_out(seen: InSight) -> Iterator[str]:
    """What the ellipsis at the end of a text keeps back, and hints of lines that are cut."""
    for each in seen:
        if isinstance(each, QLineEdit) and not each.text() and (lack := _lack_of_hint(each)) > 0:
            yield f"{called(each)} lacks {lack} px for {each.placeholderText()!r}"
        if isinstance(each, QLabel | QAbstractButton) and _elided(each) and not _by_design(each):
            yield f"{called(each)} leaves something out: {each.text()!r}"


def _label(each: QLabel) -> Iterator[str]:
    if isinstance(each, ElidedLabel):
        if each.toolTip() != each.accessibleName() or not each.accessibleName():
            yield f"{called(each)} does not tell the whole of it"
    elif each.wordWrap() or isinstance(each, WholeName):
        if each.heightForWidth(each.width()) > each.height():
            yield f"{called(each)} needs {each.heightForWidth(each.width())} px, has {each.height()}"
        if each.wordWrap() and (wide := _widest(each)) > each.contentsRect().width():
            yield f"{called(each)} has a word of {wide} px in {each.contentsRect().width()}"
    elif each.sizePolicy().verticalPolicy() == QSizePolicy.Policy.Ignored:
        if each.fontMetrics().tightBoundingRect(each.text()).height() > each.height():
            yield f"{called(each)} is higher than {each.height()} px"
    elif each.sizeHint().width() > each.width() or each.sizeHint().height() > each.height():
        yield f"{called(each)} needs {each.sizeHint().toTuple()}, has {each.size().toTuple()}"


def _elided(each: QLabel | QAbstractButton) -> bool:
    """A line of it ends, or goes on after, an ellipsis that is none of the text's own."""
    whole = each.accessibleName()
    cut = [line for line in each.text().split("\n") if "…" in line and line.strip() not in whole]
    if "…" in whole:
        cut = [line for line in cut if line.count("…") > whole.count("…")]
    return any(all(part.strip() in whole for part in line.split("…")) for line in cut)


def _by_design(each: QWidget) -> bool:
    holder = each.parentWidget()
    while holder is not None:
        for kind, name in MAY_ELIDE:
            if type(holder).__name__ == kind:
                kept = getattr(holder, name)
                if kept is each or (isinstance(kept, list) and each in kept):
                    return True
        holder = holder.parentWidget()
    return False


def _widest(label: QLabel) -> int:
    """Of what a line is never broken in: a word, or a part of one up to its hyphen."""
    parts = re.split(r"\s+|(?<=-)", label.text())
    return max((label.fontMetrics().horizontalAdvance(part) for part in parts), default=0)


def _lack(made: QPushButton) -> int:
    option = QStyleOptionButton()
    made.initStyleOption(option)
    room = made.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, made)
    metrics, lines = made.fontMetrics(), made.text().split("\n")
    wide = metrics.size(Qt.TextFlag.TextShowMnemonic, made.text()).width()
    high = metrics.lineSpacing() * (len(lines) - 1) + metrics.tightBoundingRect(max(lines, key=len)).height()
    return max(wide - room.width(), high - room.height())


def _lack_of_hint(line: QLineEdit) -> int:
    option = QStyleOptionFrame()
    line.initStyleOption(option)
    room = line.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, line).width()
    return line.fontMetrics().horizontalAdvance(line.placeholderText()) + 2 * CARET_PX - room


class Painted:
    """What is written by a painter while it is watched: texts that reach out of their place, or leave something out."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self._drawn = drawn = QPainter.drawText

        def watched(painter: QPainter, *given: object) -> object:
            self._look(painter, given)
            return drawn(painter, *given)  # type: ignore[call-overload]

        QPainter.drawText = watched  # type: ignore[method-assign, assignment]

    def end(self) -> None:
        QPainter.drawText = self._drawn  # type: ignore[method-assign]

    def taken(self) -> list[str]:
        """What was found since it was asked last."""
        found, self.faults = self.faults, []
        return found

    def _look(self, painter: QPainter, given: tuple[object, ...]) -> None:
        text = next(each for each in given if isinstance(each, str))
        metrics, place = QFontMetricsF(painter.font()), given[0]
        if isinstance(place, QRect | QRectF):
            room = QRectF(place)
            flags = next(int(each) if isinstance(each, int) else each.value for each in given[1:])  # type: ignore[attr-defined]
            box = metrics.boundingRect(room, flags, text)
            one = metrics.tightBoundingRect(text).height()
            high = box.height() if "\n" in text or flags & Qt.TextFlag.TextWordWrap.value else one
            if box.width() > room.width() + 1 or high > room.height() + 1:
                self.faults.append(f"painted {text!r} needs {_size(box)}, has {_size(room)}")
        else:
            assert isinstance(place, QPoint | QPointF)
            box = metrics.tightBoundingRect(text).translated(QPointF(place))
        if "…" in text:
            self.faults.append(f"painted {text!r} leaves something out")
        seen, canvas = painter.combinedTransform().mapRect(box), QRectF(painter.viewport())
        if _scrolls(painter):
            canvas.adjust(0, -LONGEST_PX, 0, LONGEST_PX)
        if seen.intersects(canvas) and not canvas.adjusted(-1, -1, 1, 1).contains(seen):
            self.faults.append(f"painted {text!r} at {_size(seen)} reaches out of {_size(canvas)}")


def _scrolls(painter: QPainter) -> bool:
    """It paints what may be half in sight, as rows of a list are."""
    canvas: object = painter.device()
    return isinstance(canvas, QWidget) and isinstance(canvas.parentWidget(), QAbstractScrollArea)


def _size(rect: QRectF) -> tuple[int, ...]:
    return tuple(round(each) for each in (rect.x(), rect.y(), rect.width(), rect.height()))

"""Layouts and what holds them: rows, columns, cards, scroll areas, and a stack as small as its page."""

from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from console.ui.kit.labels import label

Area = TypeVar("Area", bound=QScrollArea)
SCROLL_PX = 72
"""The least of what scrolls that is in sight: one target."""
Item = QWidget | QLayout | int
"""What a row or a column is made of; a number is a stretch."""


def row(*items: Item, gap: int = 12) -> QHBoxLayout:
    """Lay the items out from left to right, `gap` pixels apart."""
    made = QHBoxLayout()
    _fill(made, items, gap)
    return made


def column(*items: Item, gap: int = 12) -> QVBoxLayout:
    """Lay the items out from the top down, `gap` pixels apart."""
    made = QVBoxLayout()
    _fill(made, items, gap)
    return made


def card(*items: Item, gap: int = 12, margin: int = 18) -> QFrame:
    """Return a framed column."""
    made = QFrame()
    made.setProperty("card", True)
    inside = column(*items, gap=gap)
    inside.setContentsMargins(margin, margin, margin, margin)
    made.setLayout(inside)
    return made


def holder(layout: QLayout, ground: str = "") -> QWidget:
    """Return a widget with this layout; `ground` is a background of the stylesheet."""
    made = QWidget()
    if ground:
        made.setProperty("ground", ground)
        made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    made.setLayout(layout)
    return made


def section(title: str, *items: Item, size: str = "body", gap: int = 8) -> QWidget:
    """Return the items under a heading of their own."""
    return holder(column(label(title, size, strong=True), *items, gap=gap))


def scroll_area(inner: QWidget) -> QScrollArea:
    """Return an area that scrolls up and down only; its bar is wide enough for a finger."""
    return scroll_over(QScrollArea(), inner)


def scroll_over(area: Area, inner: QWidget) -> Area:
    """Make the area scroll over `inner`, up and down only."""
    area.setViewport(QWidget())  # asked for one that it made itself, PySide would look up every widget class there is
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setMinimumHeight(SCROLL_PX)
    inner.setProperty("scrolled", True)
    inner.installEventFilter(_Ending(inner))
    area.setWidget(inner)
    return area


class _Ending(QObject):
    """Lets what scrolls end where its text ends, and not as far down as the text would in the narrowest place."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__(inner)
        self._inner = inner
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return False

    def _fit(self) -> None:
        """Where the height follows from the width, that height alone counts."""
        layout, policy = self._inner.layout(), QSizePolicy.Policy
        flows = layout is not None and layout.hasHeightForWidth()
        self._inner.setSizePolicy(policy.Ignored, policy.Ignored if flows else policy.Preferred)


def scroll(area: QScrollArea, by: int) -> None:
    """Scroll by so many quarters of what is in sight; up where `by` is negative."""
    bar = area.verticalScrollBar()
    bar.setValue(bar.value() + by * area.viewport().height() // 4)


def to_top(*within: QWidget) -> None:
    """Scroll these, and all that scrolls in them, back to where they begin."""
    for each in within:
        for area in (each, *each.findChildren(QScrollArea)):
            if isinstance(area, QScrollArea):
                area.verticalScrollBar().setValue(0)


def clear_layout(layout: QLayout) -> None:
    """Take everything out of the layout and delete it."""
    while (item := layout.takeAt(0)) is not None:
        inner = item.layout()
        if inner is not None:
            clear_layout(inner)
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


class PageStack(QStackedWidget):
    """Needs only the room of what it shows, not of what lies behind that."""

    def minimumSizeHint(self) -> QSize:
        shown = self.currentWidget()
        if shown is None:
            return super().minimumSizeHint()
        least, stated = shown.minimumSizeHint(), shown.minimumSize()
        return QSize(stated.width() or least.width(), stated.height() or least.height())


def _fill(layout: QBoxLayout, items: "tuple[Item, ...]", gap: int) -> None:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(gap)
    for item in items:
        if isinstance(item, int):
            layout.addStretch(item)
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        else:
            layout.addWidget(item, int(isinstance(item, QScrollArea)))

"""A list that is as high as what is in it, up to a limit: from there on it scrolls."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QScrollArea

from console.ui.kit.layouts import holder, scroll_over

PASSES = 2


class BoundedList(QScrollArea):
    def __init__(self, inside: QLayout, most: int, whole: bool = False) -> None:
        """Of what scrolls, `whole` shows as many things as there is room for from top to bottom, and no part of one."""
        super().__init__()
        self._whole = whole
        self._most: int | None = most
        self._fitting = self._keeping = self._first = False
        self._kept = 0
        self._inner = holder(inside)
        scroll_over(self, self._inner)
        self._inner.installEventFilter(self)
        self._fit()

    def limit(self, most: int | None, first: bool = False) -> None:
        """Let it grow to so many pixels, and as far as the `first` thing takes; with None it never scrolls."""
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(policy.ScrollBarAlwaysOff if most is None else policy.ScrollBarAsNeeded)
        self._most, self._first = most, first
        self._fit()

    def keep(self, on: bool, least: int = 0) -> None:
        """From now on, while `on`, keep so many pixels, and whatever more is needed: nothing below moves back up."""
        self._keeping, self._kept = on, least
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._inner and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """A new height may bring another width, and so another height: one change is made at a time."""
        if self._fitting:
            return
        self._fitting = True
        for _ in range(PASSES):
            wanted = self._wanted()
            if self.height() == self.minimumHeight() == self.maximumHeight() == wanted:
                break
            self.setFixedHeight(wanted)
        self._fitting = False

    def _fitting_things(self, layout: QLayout, wide: int, most: int) -> int:
        """Return the height of as many things as fit; all of it where not even the first does."""
        fits, height = 0, 0
        for each in (layout.itemAt(index) for index in range(layout.count())):
            assert each is not None
            if each.isEmpty():
                continue
            height += each.heightForWidth(wide) if each.hasHeightForWidth() else each.sizeHint().height()
            fits = height if height <= most or (self._first and not fits) else fits
            height += layout.spacing()
        return fits or most

    def _wanted(self) -> int:
        layout = self._inner.layout()
        assert layout is not None
        wide = self.viewport().width()
        needed = layout.totalHeightForWidth(wide) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
        wanted = needed if self._most is None else min(needed, self._most)
        if self._whole and wanted < needed:
            wanted = self._fitting_things(layout, wide, wanted)
        if self._keeping:
            wanted = self._kept = max(self._kept, wanted)
        return wanted

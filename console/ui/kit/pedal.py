"""What a pedal's key does on a form: on to what is not in sight yet, then what the main button says."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractScrollArea, QScrollArea, QWidget

OWN_KEYS = frozenset({Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})
"""What pedals and clickers send and nobody types: no field changes by it."""
PAGE, NEAR_PX = 0.9, 4


def go_on(page: QWidget, press: Callable[[], object], read: type[QAbstractScrollArea] = QScrollArea) -> None:
    """Scroll on what is not read to its end, of this kind, else press."""
    for area in page.findChildren(read):
        bar = area.verticalScrollBar()
        if area.isVisible() and bar.value() < bar.maximum() - NEAR_PX:
            bar.setValue(bar.value() + round(PAGE * bar.pageStep()))
            return
    press()


class LeavesPedal:
    """Before a widget's class among its bases: a pedal's key changes nothing in it and goes on to the page."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in OWN_KEYS:
            event.ignore()
        else:
            super().keyPressEvent(event)  # type: ignore[misc]


class PassingArea(LeavesPedal, QScrollArea):
    """Scrolls, but leaves a pedal's key to the page."""

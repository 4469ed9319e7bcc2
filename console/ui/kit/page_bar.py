"""The bar across the top of a page outside a session, the chip that marks what is no clinic's own, the order of Tab."""

from itertools import pairwise

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QWidget

from console.ui.kit.layouts import row
from console.ui.kit.wrapped_button import WrappedButton
from console.ui.shell.model import Model


class KindChip(QLabel):
    """Shown where the store is a rehearsal's or the example clinic's, or can only be looked at."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("lettering", "small")
        self.setProperty("chip", "warn")
        self.hide()

    def show_kind(self, model: Model) -> None:
        kind = "rehearsal" if model.open_clinic.store.kind == "rehearsal" else "example"
        self.setText(model.words.say("clients", "viewing" if model.open_clinic.store.viewing else kind))
        self.setVisible(model.open_clinic.example or model.open_clinic.store.viewing)


class PageBar(QFrame):
    """Its buttons break their text only where the labels beside them have no more room to give."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hold_lines()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._hold_lines()
        return super().event(event)

    def minimumSizeHint(self) -> QSize:
        """Return what it needs with every text broken: held in one line, texts would hold the window's width too."""
        least = super().minimumSizeHint()
        held = sum(max(0, each.minimumWidth() - each.minimumSizeHint().width()) for each in self._wrapped())
        return QSize(least.width() - held, least.height())

    def _hold_lines(self) -> None:
        wrapped = self._wrapped()
        more = sum(each.sizeHint().width() - each.minimumSizeHint().width() for each in wrapped)
        fits = self.minimumSizeHint().width() + more <= self.width()
        for each in wrapped:
            each.setMinimumWidth(each.sizeHint().width() if fits else 0)

    def _wrapped(self) -> list[WrappedButton]:
        return [each for each in self.findChildren(WrappedButton) if not each.isHidden()]


def page_bar(*items: QWidget | QLayout | int) -> QFrame:
    made = PageBar()
    made.setProperty("bar", "top")
    inside = row(*items, gap=14)
    for each in items:
        if isinstance(each, KindChip):
            inside.setAlignment(each, Qt.AlignmentFlag.AlignVCenter)
    inside.setContentsMargins(22, 8, 12, 8)
    inside.addStrut(60)
    made.setLayout(inside)
    return made


def in_turn(*controls: QWidget) -> None:
    """Let Tab go through the controls in this order."""
    for before, after in pairwise(controls):
        QWidget.setTabOrder(before, after)

"""The bar across the top of a page outside a session, the chip that marks what is no clinic's own, the order of Tab."""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from console.ui.kit.layouts import row
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


def page_bar(*items: QWidget | int) -> QFrame:
    made = QFrame()
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

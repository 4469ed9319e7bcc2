"""What a scanner types, and what the run screen makes of it."""

from PySide6.QtWidgets import QComboBox, QLineEdit

from tests.support.lock_rooms import Hands
from tests.support.window_room import RunScreenRoom

GTIN = "04012345678901"
PACK = f"01{GTIN}17270630" + "10AB12\x1d21SER9"


def line(desk: RunScreenRoom | Hands) -> str:
    """What is said of it: on the sheet that lies over the page, else on the line."""
    routing = desk.window.scan_routing
    strip, sheet = routing._line, routing._sheet()
    if sheet is not None:
        return sheet._card._said.text()
    return strip.text.text() if strip is not None and strip.isVisible() else ""


def field(desk: RunScreenRoom | Hands, name: str) -> QLineEdit:
    return next(
        each for each in desk.page.findChildren(QLineEdit) if each.isVisible() and each.accessibleName() == name
    )


def choose_kind(desk: RunScreenRoom, number: int = 0) -> None:
    """Of the product that is asked about: nothing is chosen beforehand."""
    kinds = (each for each in desk.page.findChildren(QComboBox) if each.isVisible() and each.accessibleName() == "Kind")
    next(kinds).setCurrentIndex(number)

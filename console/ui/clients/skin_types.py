"""The buttons for a client's skin type, and one for that it is not recorded."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QButtonGroup, QPushButton

from console.core.text.words import Words
from console.ui.kit.labels import button
from console.ui.session.top_bar import SKIN_TYPES


class SkinTypes(QButtonGroup):
    """Its buttons' ids are the types 1 to 6, and 0 for not recorded."""

    def __init__(self, parent: QObject, words: Words) -> None:
        super().__init__(parent)
        self.in_order: list[QPushButton] = []
        open_ = words.say("clients", "not-recorded")
        for number, text in enumerate((open_, *SKIN_TYPES)):
            name = words.say("clients", "skin-type-n", type=text) if number else text
            made = button(text, None, "tab", name)
            made.setCheckable(True)
            made.setMinimumWidth(64)
            self.addButton(made, number)
            self.in_order.append(made)
        self.in_order.append(self.in_order.pop(0))

    @property
    def skin(self) -> int | None:
        """The type that is chosen; None for not recorded."""
        return max(0, self.checkedId()) or None

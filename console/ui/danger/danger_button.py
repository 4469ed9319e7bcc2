"""The button that opens the danger card, on pages that are no session."""

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton

from console.core.text.words import Words
from console.ui.kit.labels import enlarge
from console.ui.kit.theme import Theme


class DangerButton(QPushButton):
    """Its key is left out beside large text."""

    def __init__(self, words: Words, theme: Theme, pressed: Callable[[], object]) -> None:
        super().__init__()
        self._text, self._theme = words.say("window", "danger"), theme
        self.setProperty("kind", "alarm")
        self.setAccessibleName(self._text)
        self.setAutoDefault(False)
        enlarge(self)
        self.clicked.connect(lambda: pressed())
        theme.changed.connect(self._show_text)
        self._show_text()

    def _show_text(self) -> None:
        self.setText(self._text if self._theme.large else f"{self._text}   F8")

"""The button that opens the danger card, on pages that are no session."""

from collections.abc import Callable

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton

from console.ui.kit.labels import enlarge
from console.ui.kit.theme import Theme
from console.ui.shell.model import Model


class DangerButton(QPushButton):
    """It says so where a danger waits to be named, without its key beside large text; `refresh` looks again."""

    def __init__(self, model: Model, theme: Theme, pressed: Callable[[], object]) -> None:
        super().__init__()
        self._model, self._theme = model, theme
        self.setProperty("kind", "alarm")
        self.setAutoDefault(False)
        enlarge(self)
        self.clicked.connect(lambda: pressed())
        theme.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what it opens: the card, or the one of which nobody has said yet whose it is."""
        waits = self._model.is_open and self._model.open_clinic.late_danger is not None
        text = self._model.words.say("danger", "pending") if waits else self._model.words.say("window", "danger")
        self.setAccessibleName(text)
        self.setText(text if self._theme.large and waits else f"{text}   F8")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

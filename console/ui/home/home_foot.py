"""The bar below Home: the ways to the pages, each with its key, and a new session."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from console.ui.kit.labels import button
from console.ui.kit.layouts import row

ACROSS = 22


class HomeFoot(QFrame):
    def __init__(self, ways: Sequence[tuple[str, str, Callable[[], object]]], new: QWidget) -> None:
        """Each way has its name, its key and what it does."""
        super().__init__()
        self.setProperty("bar", "bottom")
        self._keys = [key for _, key, _ in ways]
        self.buttons: list[QPushButton] = [button("", act, name=name, large=True) for name, _, act in ways]
        self._inside = row(*self.buttons, 1, new)
        self.setLayout(self._inside)

    def fit(self, large: bool, down: int) -> None:
        """Leave the keys out beside large text; keep so much free above and below."""
        for each, key in zip(self.buttons, self._keys, strict=True):
            each.setText(each.accessibleName() + ("" if large else f"  {key}"))
        self._inside.setContentsMargins(ACROSS, down, ACROSS, down)

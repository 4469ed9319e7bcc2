"""A line across the page with a button at its end: what was refused and why, a disk in trouble."""

from collections.abc import Callable

from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QPushButton

from console.ui.kit.labels import button, label, mark
from console.ui.kit.layouts import row


class Banner(QFrame):
    """A line across the page with a button at its end; `kind` is a banner of the stylesheet."""

    def __init__(self, kind: str, text: str = "", does: str = "", pressed: Callable[[], object] | None = None) -> None:
        super().__init__()
        self.setProperty("banner", kind)
        self.text: QLabel = label(text, strong=True, wrap=True)
        self.button: QPushButton = button(does, pressed)
        self.button.setProperty("snug", True)
        self._inside = inside = row(self.text, self.button)
        inside.setStretch(0, 1)
        inside.setContentsMargins(16, 4, 6, 4)
        self.setLayout(inside)
        self.button.setVisible(bool(does))
        self.setMinimumHeight(56)

    def set_text(self, text: str, kind: str) -> None:
        if self.text.text() != text:
            self.text.setText(text)
            self.setAccessibleName(text)
        self.colour(kind)

    def stack(self, on: bool) -> None:
        """Have the button below the text, in smaller letters, for a narrow place; or at its end."""
        ways = QBoxLayout.Direction
        mark(self.text, lettering="small" if on else "body")
        self._inside.setDirection(ways.TopToBottom if on else ways.LeftToRight)

    def forget(self) -> None:
        """Hide it, and hold nothing of what it said: nobody hears it read aloud any more."""
        self.hide()
        self.text.setText("")
        self.setAccessibleName("")

    def colour(self, kind: str) -> None:
        mark(self, banner=kind)
        mark(self.text, on=kind)

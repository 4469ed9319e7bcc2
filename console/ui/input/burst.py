"""A text field into which something types faster than anybody can: what stood in it before, to be put back."""

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from console.ui.input.key_events import KeyPress

FAST_MS = 35
RUN = 4
"""So many signs, each so soon after the one before it, are no person's."""


def text_field(widget: QWidget | None) -> QLineEdit | QPlainTextEdit | None:
    """Where typed text stays text."""
    if isinstance(widget, QLineEdit | QPlainTextEdit) and widget.isEnabled() and not widget.isReadOnly():
        return widget
    return None


class Burst:
    """From its first sign on."""

    def __init__(self, field: QLineEdit | QPlainTextEdit, first: KeyPress) -> None:
        self.field = field
        self.typed = first.text
        self._last = first.at
        if isinstance(field, QLineEdit):
            self._before, self._at = field.text(), field.cursorPosition()
            self._chosen = (field.selectionStart(), len(field.selectedText()))
        else:
            cursor = field.textCursor()
            self._before, self._at, self._chosen = field.toPlainText(), cursor.position(), (-1, 0)

    def goes_on(self, field: QWidget, made: KeyPress) -> bool:
        """Whether this sign belongs to it."""
        if field is not self.field or not 0 <= made.at - self._last <= FAST_MS:
            return False
        self.typed, self._last = self.typed + made.text, made.at
        return True

    @property
    def sure(self) -> bool:
        return len(self.typed) >= RUN

    def take_back(self) -> None:
        """The field is as it was."""
        field = self.field
        if isinstance(field, QLineEdit):
            field.setText(self._before)
            field.setCursorPosition(self._at)
            if self._chosen[0] >= 0:
                field.setSelection(*self._chosen)
        else:
            field.setPlainText(self._before)
            cursor = field.textCursor()
            cursor.setPosition(self._at)
            field.setTextCursor(cursor)

    def put(self, text: str) -> None:
        """It was text after all."""
        if not isValid(self.field):
            return
        if isinstance(self.field, QLineEdit):
            self.field.insert(text)
        else:
            self.field.insertPlainText(text)

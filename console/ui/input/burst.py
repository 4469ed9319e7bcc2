"""A text field into which something types faster than anybody can: what stood in it before, to be put back."""

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from console.ui.input.key_events import KeyPress

FAST_MS = 35
"""A sign this soon after the one before it is not typed by hand, unless it is one of few."""
FEWEST = 4
"""Signs in a row that came so fast: that many are no person's."""


def text_field(widget: QWidget | None) -> QLineEdit | QPlainTextEdit | None:
    """Return the widget where text is typed into it; None where keys are keys."""
    if isinstance(widget, QLineEdit | QPlainTextEdit) and widget.isEnabled() and not widget.isReadOnly():
        return widget
    return None


class Burst:
    """Signs typed into one field without a pause, from the first on."""

    def __init__(self, field: QLineEdit | QPlainTextEdit, first: KeyPress) -> None:
        self.field = field
        self.text = first.text
        self._last_ms = first.at
        if isinstance(field, QLineEdit):
            self._before, self._cursor = field.text(), field.cursorPosition()
            self._selection = (field.selectionStart(), len(field.selectedText()))
        else:
            cursor = field.textCursor()
            self._before, self._cursor, self._selection = field.toPlainText(), cursor.position(), (-1, 0)

    def extend(self, field: QWidget, press: KeyPress) -> bool:
        """Take the sign in; say False where it came too late or into another field."""
        if field is not self.field or not 0 <= press.at - self._last_ms <= FAST_MS:
            return False
        self.text, self._last_ms = self.text + press.text, press.at
        return True

    @property
    def is_scan(self) -> bool:
        return len(self.text) >= FEWEST

    def undo(self) -> None:
        """Put the field back to what it was before the first sign."""
        field = self.field
        if isinstance(field, QLineEdit):
            field.setText(self._before)
            field.setCursorPosition(self._cursor)
            if self._selection[0] >= 0:
                field.setSelection(*self._selection)
        else:
            field.setPlainText(self._before)
            cursor = field.textCursor()
            cursor.setPosition(self._cursor)
            field.setTextCursor(cursor)

    def insert(self, text: str) -> None:
        """Type the text into the field after all, where that is still there."""
        if not isValid(self.field):
            return
        if isinstance(self.field, QLineEdit):
            self.field.insert(text)
        else:
            self.field.insertPlainText(text)

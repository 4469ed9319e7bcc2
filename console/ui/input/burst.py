"""A text field into which something types faster than anybody can: what stood in it before, to be put back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from console.ui.input.key_events import COMMANDS, KeyPress
from console.ui.input.pace import FAST, FAST_MS, ROW_MS, TAP_MS, Pace

FEWEST = 3
"""So many signs that no finger let go of, and an Enter behind them, are no person's."""
SECRET = "secret"
"""Marks a field into which a secret is typed."""
ENTERS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


def text_field(widget: QWidget | None) -> QLineEdit | QPlainTextEdit | None:
    """Return the widget where text is typed into it; None where keys are keys, and while a menu or a list is open."""
    if QApplication.activePopupWidget() is not None:
        return None
    if isinstance(widget, QLineEdit | QPlainTextEdit) and widget.isEnabled() and not widget.isReadOnly():
        return widget
    return None


def is_secret(widget: QWidget | None) -> bool:
    """Say whether a passphrase, PIN or code is typed into the widget, also while it is shown to who types it."""
    if not isinstance(widget, QLineEdit):
        return False
    return bool(widget.property(SECRET)) or widget.echoMode() != QLineEdit.EchoMode.Normal


def goes_on_typing(field: QWidget | None, press: KeyPress) -> bool:
    """Say whether the end of what was typed is a part of it: Tab leads to the next field, Enter to the next line."""
    if press.modifiers & COMMANDS:
        return False
    return press.key == Qt.Key.Key_Tab or (isinstance(field, QPlainTextEdit) and press.key in ENTERS)


class Burst:
    """Signs typed into one field, each soon after the one before, from the first on."""

    def __init__(self, field: QLineEdit | QPlainTextEdit, first: KeyPress) -> None:
        self.field = field
        self.presses = [first]
        if isinstance(field, QLineEdit):
            self._before, self._cursor = field.text(), field.cursorPosition()
            self._selection = (field.selectionStart(), len(field.selectedText()))
        else:
            cursor = field.textCursor()
            self._before, self._cursor, self._selection = field.toPlainText(), cursor.position(), (-1, 0)

    def extend(self, field: QWidget | None, press: KeyPress, within_ms: int) -> bool:
        """Take the key in; say False where it came too late or into another field."""
        if field is not self.field or not 0 <= press.at - self.presses[-1].at <= within_ms:
            return False
        self.presses.append(press)
        return True

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


class FieldTyping:
    """What was typed last into a text field: as fast as by a scanner, and as evenly as by a slow one."""

    def __init__(self) -> None:
        self.fast: Burst | None = None
        self.slow: Burst | None = None
        self._row: Burst | None = None
        """Signs that were let go of as by no finger, however unevenly they came."""
        self._tapped = False

    def clear(self) -> None:
        self.fast = self.slow = self._row = None

    def came_up(self, at: int) -> None:
        """Take the time at which the last key came up."""
        self._tapped = self._row is not None and 0 <= at - self._row.presses[-1].at < TAP_MS

    def take(self, field: QLineEdit | QPlainTextEdit, press: KeyPress, pace: Pace) -> bool:
        """Take a sign in; say whether so many have come so fast that nobody typed them."""
        begins = press.printable
        if self.slow is None or not self.slow.extend(field, press, pace.slow_ms):
            self.slow = Burst(field, press) if begins else None
        if self.fast is None or not self.fast.extend(field, press, FAST_MS):
            self.fast = Burst(field, press) if begins else None
        if self._row is None or not self._tapped or not self._row.extend(field, press, ROW_MS):
            self._row = Burst(field, press) if begins else None
        self._tapped = False
        return self.fast is not None and len(self.fast.presses) >= FAST

    def goes_on(self, field: QWidget, press: KeyPress, pace: Pace) -> bool:
        """Take in a key that types nothing where it belongs to such signs: it is the scanner's, and acts as none."""
        if self.slow is None:
            return False
        fast = self.fast is not None and 0 <= press.at - self.fast.presses[-1].at <= FAST_MS
        if not fast and not self._by_nobody(press, pace):
            return False
        for burst in (self.fast, self.slow):
            if burst is not None:
                burst.extend(field, press, pace.slow_ms)
        return True

    def ends(self, press: KeyPress, pace: Pace) -> Burst | None:
        """Return what a slow scanner typed before this end; None where somebody may have typed it."""
        burst = self.slow if self._by_nobody(press, pace) else self._row if self._is_row(press) else None
        self.clear()
        return burst

    def _is_row(self, press: KeyPress) -> bool:
        row = self._row.presses if self._row is not None else []
        return len(row) >= FEWEST and self._tapped and 0 <= press.at - row[-1].at <= ROW_MS

    def _by_nobody(self, press: KeyPress, pace: Pace) -> bool:
        return self.slow is not None and pace.is_typed_by_none([*(each.at for each in self.slow.presses), press.at])

"""One press of a key: what it was and when, and how it is given back to the window after it was kept for a moment."""

from msgspec import Struct
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from console.ui.input.layout import Layout

MODIFIERS = frozenset(
    {
        Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta, Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock, Qt.Key.Key_ScrollLock,
    }
)  # fmt: skip
SHIFT, KEYPAD = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.KeypadModifier
COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
CLICKER = {
    Qt.MouseButton.MiddleButton: "Mouse3",
    Qt.MouseButton.BackButton: "Mouse8",
    Qt.MouseButton.ForwardButton: "Mouse9",
}
"""Buttons that point at nothing, each with the name that settings keep."""


class KeyPress(Struct, frozen=True):
    """
    at    in ms of the events' own time; 0 for one that nobody's keyboard sent, which knows none
    sign  what it stands for as a key, where that is not what it types on this keyboard
    chord counts the presses of Alt: which one it was made with
    bounced  whether it came so soon after the same key came up that nobody pressed it; a scanner does
    """

    key: int
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    text: str = ""
    at: int = 0
    sign: str = ""
    chord: int = 0
    bounced: bool = False

    @property
    def printable(self) -> bool:
        """Whether it types a sign; a space counts as a key."""
        return len(self.text) == 1 and self.text.isprintable() and self.text != " " and not self.modifiers & COMMANDS

    @property
    def is_command(self) -> bool:
        """Whether it is a letter pressed with Ctrl that has to be told from its place."""
        return bool(self.sign and self.modifiers & COMMANDS)

    @property
    def as_key(self) -> "KeyPress":
        """The press as it acts where nothing is typed: by its sign, wherever that is on this keyboard."""
        if not self.sign:
            return self
        held = self.modifiers & (SHIFT | Qt.KeyboardModifier.ControlModifier)
        return KeyPress(ord(self.sign), held, "" if held & COMMANDS else self.sign, self.at)

    @property
    def name(self) -> str:
        """As settings keep it: F13, Ctrl+B; "" where Qt has no name for it."""
        name = QKeySequence(self.key | (self.key_modifiers & ~KEYPAD).value).toString()
        return name if name.isprintable() else ""

    @property
    def key_modifiers(self) -> Qt.KeyboardModifier:
        """The modifiers without the Shift that made a sign of it: Shift and = count as +."""
        return self.modifiers & ~SHIFT if self.printable and not self.text.isalpha() else self.modifiers


def press_of(event: QKeyEvent, layout: Layout) -> KeyPress:
    """Return the press; what types a line's end, as programs do by a key that Qt has no name for, is Enter."""
    sign, key = layout.sign_of(event), event.key()
    if event.text() in ("\r", "\n") and not event.modifiers() & COMMANDS and key != Qt.Key.Key_Enter:
        key = Qt.Key.Key_Return.value
    return KeyPress(key, event.modifiers(), event.text(), event.timestamp(), sign)


def press_for(key: str) -> KeyPress:
    """Return the press that a key's name in the table stands for."""
    combined = QKeySequence(key)[0]  # type: ignore[index]
    text = key if len(key) == 1 else " " if key == "Space" else ""
    return KeyPress(combined.key().value, combined.keyboardModifiers(), text)


def replay(window: QWidget, press: KeyPress) -> None:
    """Press the key as if it came now: Qt asks what has the focus and then its shortcuts, as for any key."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, press.key, press.key_modifiers, press.text)
        popup = QApplication.activePopupWidget()
        focused: QWidget | None = popup.focusWidget() if popup is not None else QApplication.focusWidget()
        QApplication.sendEvent(focused or popup or window, event)


def window_with_keys() -> QWidget | None:
    """Return the menu or opened list that has the keys, else the window or the dialog."""
    return QApplication.activePopupWidget() or QApplication.activeWindow()


def has_keys(window: QWidget) -> bool:
    """Say whether no dialog, menu or opened list has the keys in place of the window."""
    return QApplication.activeWindow() is window and QApplication.activePopupWidget() is None

"""What a scanner's keys spell: its signs, the separators in every way that scanners send them, and what can be none."""

import sys
from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import Qt

from console.ui.input.key_events import COMMANDS, SHIFT, KeyPress

GS = "\x1d"
CONTROLS = frozenset("\x02\x03\x04\x1c\x1d\x1e\x1f")
"""Signs that a code may hold and no key types by itself: made with Ctrl, or by the system of whatever keys."""
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
INSTEAD = frozenset({Qt.Key.Key_Down, Qt.Key.Key_F12})
"""Keys that scanners send for U+001D by their tables of function keys: Hand Held Products, Honeywell; IDAutomation."""
WITHOUT_NUM_LOCK = {
    Qt.Key.Key_Insert: "0", Qt.Key.Key_End: "1", Qt.Key.Key_Down: "2", Qt.Key.Key_PageDown: "3", Qt.Key.Key_Left: "4",
    Qt.Key.Key_Clear: "5", Qt.Key.Key_Right: "6", Qt.Key.Key_Home: "7", Qt.Key.Key_Up: "8", Qt.Key.Key_PageUp: "9",
}  # fmt: skip
ALT_GR = CTRL | ALT if sys.platform == "win32" else COMMANDS
NOT_A_KEY = frozenset({0, Qt.Key.Key_unknown.value})


class Spelled(Struct, frozen=True):
    """`garbled`: a key came amid the signs that is none, so that what it stood for is not known."""

    text: str
    garbled: bool = False


def spell(presses: Sequence[KeyPress]) -> Spelled:
    """Return what the keys of a scan spell, without its end. A sign made with Ctrl or Alt is a separator or none."""
    return _Speller().spell(presses)


def by_caps_lock(presses: Sequence[KeyPress]) -> bool:
    """Say whether a letter that was pressed with Shift came out small: Caps Lock is on, and turns every letter."""
    return any(is_sign(each) and each.text.islower() and each.modifiers & SHIFT for each in presses)


def alt_digit(press: KeyPress) -> str:
    """Return the digit of an ALT code, whichever way the number lock is; "" for any other key."""
    if press.modifiers & COMMANDS != ALT:
        return ""
    if press.modifiers & Qt.KeyboardModifier.KeypadModifier and press.key in WITHOUT_NUM_LOCK:
        return WITHOUT_NUM_LOCK[Qt.Key(press.key)]
    return chr(press.key) if Qt.Key.Key_0 <= press.key <= Qt.Key.Key_9 else ""


class _Speller:
    def __init__(self) -> None:
        self._text, self._garbled = "", False
        self._code, self._chord = "", 0
        self._after, self._foreign = "", False
        """What came since the last sign: separators by their key, and whether a key that is nothing."""
        self._made = ""

    def spell(self, presses: Sequence[KeyPress]) -> Spelled:
        for press in presses:
            digit = alt_digit(press)
            if self._code and (not digit or press.chord != self._chord):
                self._end_code()
            if digit:
                self._code, self._chord = self._code + digit, press.chord
            elif not (press.key in NOT_A_KEY and press.text == self._made):  # Windows brings the sign itself, too
                self._take(press)
                self._made = ""
        self._end_code()
        return Spelled(self._text, self._garbled)

    def _take(self, press: KeyPress) -> None:
        commands = press.modifiers & COMMANDS
        if press.text in CONTROLS:
            self._add(press.text)
        elif commands == CTRL and press.key == Qt.Key.Key_BracketRight:
            self._add(GS)
        elif is_sign(press):
            self._add(press.text)
        elif commands:
            self._garbled = True
        elif press.key in INSTEAD:
            self._after = GS
        else:
            self._foreign = True

    def _add(self, sign: str) -> None:
        """Before the first sign and behind the last one any key is the scanner's own."""
        if self._text:
            self._garbled = self._garbled or self._foreign
            self._text += self._after
        self._text, self._after, self._foreign = self._text + sign, "", False

    def _end_code(self) -> None:
        if self._code:
            number = int(self._code) % 256
            known = "cp1252" if self._code.startswith("0") else "cp437"
            self._made = chr(number) if number < 32 else bytes([number]).decode(known, "replace")
            if self._made not in "\t\n\r":
                self._add(self._made)
        self._code = ""


def is_sign(press: KeyPress) -> bool:
    """Say whether the key types a sign; AltGr is Ctrl and Alt on Windows."""
    made = press.modifiers & COMMANDS
    return len(press.text) == 1 and press.text.isprintable() and (not made or made == ALT_GR)

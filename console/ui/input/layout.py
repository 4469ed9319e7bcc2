"""The keyboard's layout: for which sign of the table of keys a press stands, whatever it types on this keyboard."""

import unicodedata
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from console.ui.input.keymap import DEAD_ACCENTS, DIGITS, SCAN_CODES, X_OFFSET, Keymap
from console.ui.input.keys import KEYS

STEPS = {"-": "-", "=": "+"}
"""The two places right of 0, each with the sign that it stands for."""
STEP_KEYS = {"less-deep": "-", "deeper": "+"}
ALIKE = {"−": "-", "؟": "?"}
"""Signs of other scripts that are one of the table's."""
COCOA = "ASDFHGZXCV BQWERYT123465=97-80 OU IP LJ K    NM"
"""The places in the order in which macOS counts keys; blank where none of them is."""
WINDOWS_NAMES = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ" + DIGITS)
"""Places that Windows itself gives names to, which are those of the layout in force."""
X_HELD = 0xED
"""Shift, Ctrl, Alt, AltGr and the like in the state of an X server or of Wayland: neither of the locks."""
COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
HELD = COMMANDS | Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.GroupSwitchModifier
QT_DEAD, X_DEAD = Qt.Key.Key_Dead_Grave.value, min(DEAD_ACCENTS)


class Layout(QObject):
    """Knows the layout from the system where that tells, else from the keys that come.

    A letter acts by what is printed on it, and where a layout has no Latin letters by its place. The top row's digits
    act where a digit needs Shift, too; the two places right of 0 are less deep and deeper, unless they type + or -.

    changed  keys have other signs now
    """

    changed = Signal()

    def __init__(
        self, platform: str = "", read: Callable[[], Keymap | None] = lambda: None, parent: QObject | None = None
    ) -> None:
        """`platform` as Qt names it; of one that is not known, every key is what it types."""
        super().__init__(parent)
        self._platform, self._read = platform.partition("-")[0], read
        self._keymap = Keymap({})
        self._signs: dict[str, str] = {}

    def refresh(self) -> None:
        """Ask the system anew; where that does not tell, what was learnt stays."""
        found = self._read()
        if found is not None:
            self._take(found)

    def sign_of(self, event: QKeyEvent) -> str:
        """Return the sign that the press stands for; "" where that is what it types, or none."""
        place, text, modifiers = self._place(event), event.text(), event.modifiers()
        x_held = self._counts_as_x and event.nativeModifiers() & X_HELD
        plain = not (modifiers & HELD or x_held)
        if place and plain:
            self._learn(place, text or DEAD_ACCENTS.get(event.key() - QT_DEAD + X_DEAD, ""))
        if modifiers & COMMANDS:
            by_control = modifiers & COMMANDS == Qt.KeyboardModifier.ControlModifier
            return self._letter(place, _sign_of_key(event.key()), True) if by_control else ""
        if modifiers & Qt.KeyboardModifier.GroupSwitchModifier:
            return ""
        return self._meaning(place, text, plain)

    @property
    def moved_letters(self) -> frozenset[str]:
        """Capital letters that come out exchanged of a scanner that is set to a US keyboard, as they are sold."""
        letters = {place: sign for place, sign in self._signs.items() if place.isalpha() and _is_latin(sign)}
        moved = {each for pair in letters.items() if pair[0].upper() != pair[1].upper() for each in pair}
        return frozenset(each.upper() for each in moved)

    def acts_as(self, key: str) -> str:
        """Return the key of the table that a key stands for, by its name."""
        place = next((place for place, sign in self._signs.items() if sign.casefold() == key.casefold()), "")
        return self._meaning(place, key, True) or key if len(key) == 1 else key

    def keys_of(self, action: str) -> tuple[str, ...]:
        """Return the action's keys as they are on this keyboard."""
        sign = STEP_KEYS.get(action)
        if sign is None:
            return KEYS[action].keys
        signs = {place: self._signs.get(place, place) for place in (*DIGITS, *STEPS)}
        hidden = any(signs[place] == sign for place in DIGITS)
        placed = [
            typed for place, typed in signs.items() if typed and (self._meaning(place, typed, True) or typed) == sign
        ]
        return tuple(dict.fromkeys(placed if hidden else [sign, *placed]))

    @property
    def _counts_as_x(self) -> bool:
        return self._platform in ("xcb", "wayland")

    def _place(self, event: QKeyEvent) -> str:
        """Return the key's place; "" where it is none of those that matter, or nobody knows."""
        code, key = event.nativeScanCode(), event.nativeVirtualKey()
        if event.modifiers() & Qt.KeyboardModifier.KeypadModifier and self._platform != "windows":
            return ""
        if self._counts_as_x:
            return self._keymap.places.get(code, "") if self._keymap.places else SCAN_CODES.get(code - X_OFFSET, "")
        if self._platform == "windows":
            named, place = chr(key), SCAN_CODES.get(code, "")
            return named if named in WINDOWS_NAMES else place if place in STEPS else ""
        if self._platform == "cocoa" and code:
            return COCOA[key].strip() if key < len(COCOA) else ""
        return ""

    def _learn(self, place: str, sign: str) -> None:
        known = self._signs.get(place)
        if known is not None and known.casefold() == sign.casefold():
            return
        if known is not None:
            self._take(self._read() or Keymap({}))
        if self._signs.get(place) != sign:
            self._signs[place] = sign
            self.changed.emit()

    def _take(self, keymap: Keymap) -> None:
        before, self._keymap, self._signs = self._signs, keymap, dict(keymap.signs)
        if self._signs != before:
            self.changed.emit()

    def _meaning(self, place: str, text: str, plain: bool) -> str:
        if text in ALIKE:
            return ALIKE[text]
        if len(text) == 1 and text.isdecimal():
            return "" if text.isascii() else str(unicodedata.decimal(text))
        if plain and place and place in DIGITS:
            return self._keymap.digits.get(place, place)
        if plain and place in STEPS:
            return "" if text in STEPS.values() else STEPS[place]
        return self._letter(place, text, plain)

    def _letter(self, place: str, text: str, plain: bool) -> str:
        """Return the Latin letter of the place; "" where it has none, or types one of Latin script."""
        if not place.isalpha() or _is_latin(text):
            return ""
        foreign = text[:1].isalpha() or (plain and self._has_no_latin)
        return self._keymap.letters.get(place, place) if foreign else ""

    @property
    def _has_no_latin(self) -> bool:
        """Whether no letter of the layout is one of ours. Windows itself gives each letter's key its Latin name."""
        letters = [sign for place, sign in self._signs.items() if place.isalpha() and sign.isalpha()]
        return self._platform == "windows" or (bool(letters) and not any(map(_is_latin, letters)))


def _is_latin(text: str) -> bool:
    return unicodedata.name(text[:1] or "\0", "").startswith("LATIN")


def _sign_of_key(key: int) -> str:
    """Return the sign of a key as Qt counts them: its number in Unicode; "" of one that types none."""
    return chr(key) if key < Qt.Key.Key_Escape.value else ""

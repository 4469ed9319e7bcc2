"""What X11 and Windows tell of the keyboard's layout before a key is pressed; others tell nothing.

A place has the name of what it types on a US keyboard: 1 to 0, - and = for the two places right of them, A to Z.
"""

import ctypes
import sys
from collections.abc import Callable

from msgspec import Struct
from PySide6.QtGui import QGuiApplication

DIGITS = "1234567890"
TOP_ROW = DIGITS + "-="
ROWS = {2: TOP_ROW, 16: "QWERTYUIOP", 30: "ASDFGHJKL", 44: "ZXCVBNM"}
SCAN_CODES = {first + at: place for first, row in ROWS.items() for at, place in enumerate(row)}
"""Of a PC keyboard, as Windows gives them and Linux counts keys."""
X_OFFSET = 8
"""An X server and Wayland count keys as Linux does, from here on."""
X_NAMES = {"E": TOP_ROW, "D": ROWS[16], "C": ROWS[30], "B": ROWS[44]}
"""The rows' letters in X's own names of keys, which are those of ISO 9995: AE01."""
DEAD_ACCENTS = dict(enumerate("`´^~¯˘˙¨˚˝ˇ¸˛", start=0xFE50))
"""What stands on keys that type nothing by themselves, by X's numbers."""
NO_DEFAULTS, EFFECTIVE_GROUP = 3, 1 << 7
TO_KEY, TO_SIGN, DEAD = 1, 2, 1 << 31


class Keymap(Struct, frozen=True):
    """
    places   number of a key, each with its place; empty where they are the usual ones
    signs    places, each with what is typed there without Shift
    digits   places of the top row, each with the digit that is typed there with Shift, where one is
    letters  places, each with the Latin letter of another layout that one can switch to
    """

    signs: dict[str, str]
    places: dict[int, str] = {}
    digits: dict[str, str] = {}
    letters: dict[str, str] = {}


def read_keymap() -> Keymap | None:
    """Return the layout in force; None where the system does not tell."""
    platform = QGuiApplication.platformName()
    try:
        if platform == "xcb":
            return _XKeymap().read()
        if sys.platform == "win32" and platform == "windows":
            user = ctypes.WinDLL("user32")
            user.GetKeyboardLayout.restype = ctypes.c_void_p
            layout = ctypes.c_void_p(user.GetKeyboardLayout(0))
            return windows_keymap(lambda code, how: user.MapVirtualKeyExW(code, how, layout))
    except (OSError, AttributeError):  # no such library, or one without what is asked of it
        return None
    return None


def windows_keymap(map_key: Callable[[int, int], int]) -> Keymap:
    """`map_key` is MapVirtualKeyExW of the layout in force. Keys that type nothing by themselves never come from Qt."""
    signs = {}
    for code, place in SCAN_CODES.items():
        key = map_key(code, TO_KEY)
        named = chr(key) if chr(key) in DIGITS else place
        if named in TOP_ROW:
            sign = map_key(key, TO_SIGN)
            signs[named] = "" if sign & DEAD else chr(sign & 0xFFFF).strip("\0")
    return Keymap(signs)


class _XKeymap:
    """The keymap of the X server, read by the library with which Qt reads it, over Qt's own connection."""

    def __init__(self) -> None:
        """Raises OSError, AttributeError."""
        self._lib, self._x11 = ctypes.CDLL("libxkbcommon.so.0"), ctypes.CDLL("libxkbcommon-x11.so.0")
        for made in (
            self._lib.xkb_context_new, self._x11.xkb_x11_keymap_new_from_device,
            self._x11.xkb_x11_state_new_from_device,
        ):  # fmt: skip
            made.restype = ctypes.c_void_p

    def read(self) -> Keymap | None:
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        connection = ctypes.c_void_p(app.nativeInterface().connection())  # type: ignore[attr-defined]
        device = self._x11.xkb_x11_get_core_keyboard_device_id(connection)
        context = ctypes.c_void_p(self._lib.xkb_context_new(NO_DEFAULTS))
        self._map = ctypes.c_void_p(self._x11.xkb_x11_keymap_new_from_device(context, connection, device, 0))
        state = ctypes.c_void_p(self._x11.xkb_x11_state_new_from_device(self._map, connection, device))
        found = None
        if self._map.value and state.value:
            found = self._found(self._lib.xkb_state_serialize_layout(state, EFFECTIVE_GROUP))
        self._lib.xkb_state_unref(state)
        self._lib.xkb_keymap_unref(self._map)
        self._lib.xkb_context_unref(context)
        return found

    def _found(self, group: int) -> Keymap:
        others = range(self._lib.xkb_keymap_num_layouts(self._map))
        places, signs, digits, letters = {}, {}, {}, {}
        for row, every in X_NAMES.items():
            for at, place in enumerate(every, start=1):
                key = self._lib.xkb_keymap_key_by_name(self._map, f"A{row}{at:02}".encode())
                places[key], signs[place] = place, self._sign(key, group)
                shifted = self._sign(key, group, 1)
                if place in DIGITS and shifted.isdecimal() and shifted.isascii():
                    digits[place] = shifted
                latin = [sign for sign in (self._sign(key, each) for each in others) if sign.isascii()]
                if place.isalpha():
                    letters[place] = next((sign.upper() for sign in latin if sign.isalpha()), place)
        return Keymap(signs, places, digits, letters)

    def _sign(self, key: int, group: int, level: int = 0) -> str:
        found = ctypes.POINTER(ctypes.c_uint32)()
        if not self._lib.xkb_keymap_key_get_syms_by_level(self._map, key, group, level, ctypes.byref(found)):
            return ""
        code = self._lib.xkb_keysym_to_utf32(found[0])
        return chr(code) if code else DEAD_ACCENTS.get(found[0], "")

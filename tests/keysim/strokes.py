"""One key going down and coming up, and what a keyboard or a scanner sends for a text."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from random import Random

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from tests.support.keyboard import SHIFTED

NONE, SHIFT, CTRL, ALT, PAD = (
    Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.KeypadModifier,
)  # fmt: skip
TEXT_OF = {Qt.Key.Key_Space: " ", Qt.Key.Key_Return: "\r", Qt.Key.Key_Tab: "\t", Qt.Key.Key_Escape: "\x1b"}
KEY_OF = {text: key for key, text in TEXT_OF.items()}


class Cap(Struct, frozen=True):
    """A key as it is pressed: its code, the modifiers and what it types."""

    key: Qt.Key
    modifiers: Qt.KeyboardModifier = NONE
    text: str = ""


class Stroke(Struct, frozen=True):
    """
    at, up  when it goes down and comes up, in ms from the start
    counts  whether somebody meant it
    again   how often the system repeats it while it is held
    """

    cap: Cap
    at: int
    up: int
    counts: bool = True
    again: tuple[int, ...] = ()


def cap(key: Qt.Key | str) -> Cap:
    """Return what is pressed for one of Qt's keys, or for a sign on a US keyboard."""
    if isinstance(key, Qt.Key):
        return Cap(key, NONE, TEXT_OF.get(key, ""))
    if key in KEY_OF:
        return Cap(KEY_OF[key], NONE, key)
    if key == "\x1d":
        return Cap(Qt.Key.Key_BracketRight, CTRL, key)
    shifted = key.isupper() or key in SHIFTED
    return Cap(QKeySequence(key)[0].key(), SHIFT if shifted else NONE, key)  # type: ignore[index]


def caps(text: str, caps_lock: bool = False, alt_codes: bool = False) -> list[Cap]:
    """Return what a scanner presses for a text, with Caps Lock on, or separators as the ALT code 029."""
    pressed: list[Cap] = []
    for sign in text:
        if sign == "\x1d" and alt_codes:
            pressed += [Cap(Qt.Key(ord(each)), ALT | PAD, each) for each in "029"]
        elif caps_lock and sign.isalpha():
            turned = cap(sign)
            pressed.append(Cap(turned.key, turned.modifiers, sign.swapcase()))
        else:
            pressed.append(cap(sign))
    return pressed


def with_modifiers(strokes: Sequence[Stroke]) -> Iterator[Stroke]:
    """Add Shift, Ctrl and Alt, down together with the keys that need them, in the same ms as most scanners do."""
    held = {SHIFT: Qt.Key.Key_Shift, CTRL: Qt.Key.Key_Control, ALT: Qt.Key.Key_Alt}
    for modifiers, group in groupby(strokes, lambda each: each.cap.modifiers & ~PAD):
        row = list(group)
        if modifiers in held:
            yield Stroke(Cap(held[modifiers], modifiers), row[0].at, row[-1].up, False)
        yield from row


def between(chance: Random, span: tuple[int, int]) -> int:
    """Return a time within both, most often near the middle of them, as hands have it."""
    low, high = span
    return round(chance.triangular(low, high))

"""What scanners send: every pace, end and code that they come with."""

from random import Random

from msgspec import Struct
from PySide6.QtCore import Qt

from tests.keysim.strokes import Cap, Stroke, cap, caps, with_modifiers

K = Qt.Key
GS = "\x1d"
CODES = {
    "EAN-13": ("4012345678901",),
    "EAN-8": ("96385074", "40170725"),
    "GS1": ("0104012345678901172706301" + f"0AB12{GS}21SER9", "01040123456789011727063010ab12Xy"),
    "HIBC": ("+A123BJC5D6E71G", "+$$3270630AB12"),
    "4 to 8 signs": ("2468", "1353", "1224", "zq12", "12345678", "pzm4"),
}
ENDS: tuple[tuple[K, ...], ...] = ((), (K.Key_Return,), (K.Key_Tab,), (K.Key_Return, K.Key_Down))
FRONTS: tuple[tuple[K, ...], ...] = ((), (), (), (K.Key_F9,), (K.Key_Return,), (K.Key_F8,))


class Pace(Struct, frozen=True):
    """
    every   ms from one key to the next, about
    uneven  how much of that it may be more or less
    down    for how long each key is down
    """

    every: tuple[int, int]
    uneven: float
    down: tuple[int, int]


class Scan(Struct, frozen=True):
    """`text` is what is made of the keys: with Caps Lock on, small letters alone come out as capital ones."""

    strokes: list[Stroke]
    text: str


PACES = {
    "4 to 50 ms, even": Pace((4, 50), 0.05, (0, 8)),
    "50 to 110 ms, even": Pace((50, 110), 0.05, (0, 30)),
    "110 to 250 ms, even": Pace((110, 242), 0.03, (0, 30)),
    "radio, 4 to 110 ms, uneven": Pace((4, 70), 0.6, (0, 30)),
    "radio, 100 to 250 ms, uneven": Pace((125, 200), 0.22, (0, 40)),
    "4 to 110 ms, keys down 45 to 60 ms": Pace((4, 90), 0.2, (45, 60)),
    "110 to 250 ms, keys down 45 to 60 ms": Pace((110, 200), 0.2, (45, 60)),
}


UNTOLD = {(pace, "4 to 8 signs") for pace in PACES if pace.endswith("keys down 45 to 60 ms")}
"""Too few keys, each under a finger as it seems: nothing tells them from presses that are meant."""


def scan(chance: Random, pace: Pace, kind: str) -> Scan:
    text = chance.choice(CODES[kind])
    lock, alt_codes = chance.random() < 0.15, chance.random() < 0.3
    front, end = chance.choice(FRONTS), chance.choice(ENDS)
    pressed = [*map(cap, front), *caps(text, lock, alt_codes), *map(cap, end)]
    every = chance.randint(*pace.every)
    strokes = sent(chance, pressed, every, pace)
    if chance.random() < 0.1:
        later = strokes[-1].up + chance.randint(100, 400)
        strokes += [
            Stroke(each.cap, each.at + later, each.up + later, False) for each in sent(chance, pressed, every, pace)
        ]
    return Scan(list(with_modifiers(strokes)), text.swapcase() if lock and text == text.lower() else text)


def sent(chance: Random, pressed: list[Cap], every: int, pace: Pace) -> list[Stroke]:
    """Send them, each up again before the next one goes down."""
    at, strokes = 0, list[Stroke]()
    for each in pressed:
        gap = max(1, round(every * (1 + chance.uniform(-pace.uneven, pace.uneven))))
        strokes.append(Stroke(each, at, at + min(gap, chance.randint(*pace.down)), False))
        at += gap
    return strokes

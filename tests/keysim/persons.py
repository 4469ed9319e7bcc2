"""What people press: workers, typists, feet. Each kind is a function of chance that gives one row of strokes."""

from collections.abc import Callable, Sequence
from random import Random

from msgspec import Struct
from PySide6.QtCore import Qt

from tests.keysim.strokes import PAD, Cap, Stroke, between, cap

K = Qt.Key
ACTS: Sequence[K | str] = ("1", "2", "3", "4", "5", "6", "+", "-", "p", "z", "m", "n", "r", K.Key_Space, K.Key_F8)
LEADS = (K.Key_Right, K.Key_Left, K.Key_Up, K.Key_Down, K.Key_Tab)
ENDS = (K.Key_Home, K.Key_End, K.Key_PageUp)
WORDS = ("asked", "to", "rest", "not", "dizzy", "no", "pain", "left", "cheek", "red", "felt", "warm", "off", "told")
LIFTED_MS = 42
"""A finger is up for so long at least before it is down again, on the same key or the next."""
Row = list[Stroke]
Span = tuple[int, int]


class Person(Struct, frozen=True):
    """
    where   "keys" outside of fields, "line" and "note" in one, "pad" where a PIN is typed
    most    presses of a hundred that may be lost or taken back; 0: none in any run
    silent  of a hundred that may be lost without a word
    """

    row: Callable[[Random], Row]
    where: str = "keys"
    most: float = 0
    silent: float = 0


def pressed(chance: Random, keys: Sequence[K | str | Cap], every: Span, down: Span, lifts: bool = True) -> Row:
    """Press one key after the other; where a finger `lifts` each is up before the next one is down."""
    at, row = 0, Row()
    for key in keys:
        held = between(chance, down)
        row.append(Stroke(key if isinstance(key, Cap) else cap(key), at, at + held))
        at += max(between(chance, every), held + LIFTED_MS if lifts else 0)
    return row


def some(chance: Random, keys: Sequence[K | str], least: int = 3, most: int = 7) -> list[K | str]:
    """Return so many, none twice in a row."""
    found: list[K | str] = []
    while len(found) < chance.randint(least, most):
        found.append(chance.choice([each for each in keys if not found or each != found[-1]]))
    return found


def work(every: Span, down: Span, most: int = 7) -> Callable[[Random], Row]:
    """Keys of a session."""
    return lambda chance: pressed(chance, some(chance, ACTS, most=most), every, down)


def led(keys: Sequence[K], every: Span, down: Span) -> Callable[[Random], Row]:
    """One key of these several times, then Space on what was come to."""
    return lambda chance: pressed(chance, [*[chance.choice(keys)] * chance.randint(2, 6), K.Key_Space], every, down)


def twice(every: Span) -> Callable[[Random], Row]:
    """One key twice, both times meant."""
    return lambda chance: pressed(chance, [chance.choice(("+", "-"))] * 2, every, (45, 80))


def pedal(chance: Random) -> Row:
    return pressed(chance, [K.Key_PageDown] * chance.randint(3, 6), (600, 1800), (90, 450))


def worn_pedal(chance: Random) -> Row:
    """Each contact opens badly now and then: up and down again at once, which nobody meant."""
    row = Row()
    for each in pedal(chance):
        row.append(each)
        if chance.random() < 0.5:
            again = each.up + chance.randint(2, 38)
            row.append(Stroke(each.cap, again, again + chance.randint(4, 30), False))
    return row


def held(chance: Random) -> Row:
    """Down for a while, so that the system repeats it."""
    row, at = Row(), 0
    for key in (K.Key_PageDown, "6", "+"):
        up = at + chance.randint(700, 1500)
        row.append(Stroke(cap(key), at, up, True, tuple(range(at + 500, up, 33))))
        at = up + chance.randint(400, 900)
    return row


def rolled(chance: Random) -> Row:
    """Two keys under two fingers, the second down before the first is up."""
    return pressed(chance, some(chance, ACTS, 2, 2), (55, 130), (80, 140), lifts=False)


def pin(every: Span, down: Span, enters: bool) -> Callable[[Random], Row]:
    return lambda chance: pressed(
        chance, [*chance.sample("1234567890", 4), *([K.Key_Return] if enters else [])], every, down
    )


def late_enter(every: Span, digits: int) -> Callable[[Random], Row]:
    """Digits in one go, and an Enter when the hand has gone there."""

    def row(chance: Random) -> Row:
        made = pressed(chance, chance.sample("1234567890", digits), every, (60, 90), lifts=False)
        at = made[-1].at + chance.randint(450, 1400)
        return [*made, Stroke(cap(K.Key_Return), at, at + 90)]

    return row


def keypad(every: Span) -> Callable[[Random], Row]:
    """A keypad without NumLock: its digits come as arrows."""
    arrows = [Cap(key, PAD) for key in (K.Key_Up, K.Key_Down, K.Key_Left, K.Key_Right)]
    return lambda chance: pressed(
        chance, [*[chance.choice(arrows)] * chance.randint(2, 4), K.Key_Space], every, (50, 110)
    )


def typed(every: Span, ended: bool = False) -> Callable[[Random], Row]:
    """Words in a field, fingers rolling; and an Enter behind them."""

    def row(chance: Random) -> Row:
        text = " ".join(chance.sample(WORDS, chance.randint(3, 8)))
        return pressed(chance, [*text, *([K.Key_Return] if ended else [])], every, (60, 140), lifts=False)

    return row


PEOPLE = {
    "works, a key every 0.35 to 0.9 s": Person(work((350, 900), (60, 140))),
    "works quickly, 160 to 350 ms": Person(work((160, 350), (60, 140))),
    "an expert, 125 to 230 ms": Person(work((125, 230), (60, 100))),
    "runs of keys, 90 to 180 ms": Person(work((90, 180), (50, 90)), most=1),
    "light taps of 46 to 60 ms, 160 to 350 ms": Person(work((160, 350), (46, 60)), most=5),
    "light taps of 35 to 60 ms, 160 to 350 ms": Person(work((160, 350), (35, 60)), most=9),
    "light taps of 40 to 80 ms, 160 to 350 ms": Person(work((160, 350), (40, 80)), most=2),
    "light taps of 35 to 60 ms, 0.35 to 0.9 s": Person(work((350, 900), (35, 60))),
    "the same key twice, 130 to 300 ms": Person(twice((130, 300))),
    "the same key twice, 90 to 120 ms": Person(twice((90, 119)), most=50, silent=50),
    "two keys rolled, 55 to 130 ms": Person(rolled),
    "arrows and Tab, 85 to 200 ms": Person(led(LEADS, (85, 200), (35, 90))),
    "Home, End and PgUp, 85 to 200 ms": Person(led(ENDS, (85, 200), (35, 90))),
    "a keypad without NumLock, 130 to 400 ms": Person(keypad((130, 400))),
    "a pedal": Person(pedal),
    "a worn pedal": Person(worn_pedal),
    "a key held down": Person(held),
    "a PIN, 350 to 600 ms": Person(pin((350, 600), (60, 110), True), "pad"),
    "a PIN, 180 to 350 ms": Person(pin((180, 350), (60, 110), True), "pad"),
    "a PIN, 80 to 180 ms": Person(pin((80, 180), (40, 110), True), "pad"),
    "a PIN, 40 to 90 ms, its Enter 0.45 to 1.4 s behind": Person(late_enter((40, 90), 4), "pad"),
    "two keys slipped, 30 to 50 ms, Enter 0.45 to 1.4 s behind": Person(late_enter((30, 50), 2), most=100),
    "words in a field, 60 to 180 ms": Person(typed((60, 180)), "line"),
    "words in a field and Enter, 60 to 180 ms": Person(typed((60, 180), True), "line", most=1),
    "words in a note and Enter, 45 to 160 ms": Person(typed((45, 160), True), "note"),
}

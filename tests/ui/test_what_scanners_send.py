"""What a scanner's keys spell, and by which pace keys are a scanner's: tables, without a window."""

from itertools import accumulate
from random import Random

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt

from console.exchange.udi import read_udi
from console.ui.input.key_events import KeyPress
from console.ui.input.key_row import Row
from console.ui.input.moved_letters import MovedLetters
from console.ui.input.pace import SLOW_MS, Pace
from console.ui.input.signs import spell
from console.ui.input.taught_scanner import TaughtScanner, learn

NONE, SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)  # fmt: skip
PAD = Qt.KeyboardModifier.KeypadModifier
PLUS, BRACKET = Qt.Key.Key_Plus.value, Qt.Key.Key_BracketRight.value


def typed(text: str) -> list[KeyPress]:
    return [KeyPress(ord(char.upper()), NONE, char) for char in text]


def key(code: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, text: str = "") -> KeyPress:
    return KeyPress(code.value, modifiers, text)


def alt(digits: str, chord: int) -> list[KeyPress]:
    return [KeyPress(ord(each), ALT | PAD, each, chord=chord) for each in digits]


LOCKED = [key(each, ALT | PAD) for each in (Qt.Key.Key_Insert, Qt.Key.Key_Down, Qt.Key.Key_PageUp)]


@pytest.mark.parametrize(
    ("between", "spelled"),
    [
        ([key(Qt.Key.Key_BracketRight, CTRL, "\x1d")], "AB12\x1d21SER9"),
        ([key(Qt.Key.Key_BracketRight, CTRL)], "AB12\x1d21SER9"),
        ([key(Qt.Key.Key_5, CTRL, "\x1d")], "AB12\x1d21SER9"),
        ([key(Qt.Key.Key_AsciiCircum, CTRL | SHIFT, "\x1e")], "AB12\x1e21SER9"),
        ([key(Qt.Key.Key_Down)], "AB12\x1d21SER9"),
        ([key(Qt.Key.Key_F12)], "AB12\x1d21SER9"),
        (alt("029", 1), "AB12\x1d21SER9"),
        (LOCKED, "AB12\x1d21SER9"),
        ([*alt("029", 1), KeyPress(0, NONE, "\x1d")], "AB12\x1d21SER9"),
        (alt("057", 1) + alt("029", 2) + alt("50", 3), "AB129\x1d221SER9"),
        ([key(Qt.Key.Key_Plus, CTRL, "+")], None),
        ([key(Qt.Key.Key_Dollar, CTRL, "$")], None),
        ([key(Qt.Key.Key_Q, ALT, "q")], None),
        ([key(Qt.Key.Key_B, CTRL | ALT, "b")], None),
        ([key(Qt.Key.Key_F8)], None),
    ],
)
def test_a_separator_is_known_in_every_way_and_what_is_none_is_never_text(
    between: list[KeyPress], spelled: str | None
) -> None:
    found = spell([*typed("AB12"), *between, *typed("21SER9")])
    assert (None if found.garbled else found.text) == spelled


@pytest.mark.parametrize(
    ("codes", "moved", "doubted"),
    [
        (["AY12"], "YZ", [True]), (["AY12"], "", [False]), (["AB12"], "YZ", [False]), (["AB12"], "AQWZM", [True]),
        (["]d2AY12", "AY12"], "YZ", [False, False]), (["AY12\x1d21Z"], "YZ", [True]), (["12\x1d21z"], "YZ", [True]),
    ],
)  # fmt: skip
def test_letters_that_another_keyboard_exchanges_are_a_doubt_until_a_scan_settles_it(
    codes: list[str], moved: str, doubted: list[bool]
) -> None:
    letters, found = MovedLetters(), list[bool]()
    for each in codes:
        mark, lot = ("]d2", each[3:]) if each.startswith("]") else ("", each)
        text = f"{mark}010401234567890117270630" + "10" + lot
        found.append("letters-moved" in letters.doubt(text, read_udi(text, 2026), frozenset(moved)).doubts)
    assert found == doubted


def test_a_scanners_own_keys_before_and_behind_are_no_signs() -> None:
    around = [key(Qt.Key.Key_F9), key(Qt.Key.Key_Down)]
    assert spell([*around, *typed("4012"), *around]) == spell(typed("4012"))
    assert spell([*alt("002", 1), *typed("4012"), *alt("013", 2)]).text == "\x024012"


def times(*gaps: int) -> list[int]:
    return list(accumulate(gaps, initial=10_000))


@pytest.mark.parametrize("every", [4, 30, 60, 75, 90, 105])
@pytest.mark.parametrize("jitter", [0, 8])
def test_no_scanner_acts(every: int, jitter: int) -> None:
    """Whatever its pace and with a little of a busy computer's: before a pause ends it, it is known."""
    chance = Random(every)
    gaps = [every + chance.randint(-jitter, jitter) for _ in range(13)]
    known = next(count for count in range(2, 15) if Pace().is_burst(times(*gaps[: count - 1])))
    assert known <= (2 if every <= 40 else 3 if every <= 60 else 7)
    assert max(gaps[:known]) < SLOW_MS
    if every <= 90:
        assert Pace().is_typed_by_none(times(*gaps))


@pytest.mark.parametrize("gaps", [(90,), (110,), (52,), (85, 110), (80, 118, 95), (100, 75, 115, 90, 118)])
def test_quick_presses_of_a_person_act(gaps: tuple[int, ...]) -> None:
    assert not Pace().is_burst(times(*gaps))


@pytest.mark.parametrize(
    ("gaps", "different", "ended"),
    [
        ((90, 110, 78, 115, 84), 6, True), ((80, 112, 95, 79, 116), 4, True), ((77, 95, 78), 4, False),
        ((118, 78, 100, 82), 5, False), ((118, 78, 110), 2, True),
    ],
)  # fmt: skip
def test_a_short_code_is_nobodys_presses_however_unevenly_it_comes(
    gaps: tuple[int, ...], different: int, ended: bool
) -> None:
    """Nobody presses four different keys, or three and Enter, in less than half a second, gloves on."""
    assert Pace().is_burst(times(*gaps), different, ended)
    assert not Pace().is_burst(times(*gaps[:2]), different=3)


def in_a_row(*downs: int) -> Row:
    """Other keys each 200 ms after the one before, and for how long each was down; the last one is down still."""
    made = Row()
    for at, down in enumerate(downs, 1):
        made.take(KeyPress(at, at=200 * at), 250)
        made.acting(made.recent(250)[-1], at)
        made.came_up(200 * at + down)
    made.take(KeyPress(99, at=200 * (len(downs) + 1)), 250)
    return made


@pytest.mark.parametrize(
    ("downs", "is_scan", "acted"),
    [
        ((4, 4), True, [1, 2]),
        ((40, 50, 40), False, [1, 2, 3]),
        ((40, 65, 40), False, [3]),
        ((50, 4, 4), True, [2, 3]),
        ((4,), False, [1]),
    ],
)
def test_keys_are_a_scan_where_none_of_three_in_a_row_was_under_a_finger(
    downs: tuple[int, ...], is_scan: bool, acted: list[int]
) -> None:
    """What a finger pressed just before is no part of it, and is not taken back."""
    row = in_a_row(*downs)
    assert (row.is_scan, [before for _, before in row.acted()]) == (is_scan, acted)


def test_who_types_fast_is_nobodys_scanner() -> None:
    """120 words a minute: a tenth of a second for each sign, and as uneven as hands are."""
    chance = Random(14)
    taken = 0
    for _ in range(2000):
        gaps = [max(30, round(chance.gauss(100, 30))) for _ in range(chance.randint(3, 12))]
        taken += Pace().is_typed_by_none(times(*gaps))
    assert taken < 20


F9, ENTER, DOWN = key(Qt.Key.Key_F9), key(Qt.Key.Key_Return, text="\r"), key(Qt.Key.Key_Down)


@pytest.mark.parametrize(
    ("front", "code", "behind", "learnt"),
    [
        ([], "4012345678901", [ENTER], ((), ("Return",))),
        ([F9], "4012345678901", [ENTER, DOWN], (("F9",), ("Return", "Down"))),
        (typed("#s"), "4012345678901", [*typed("%"), ENTER], (("#", "S"), ("%", "Return"))),
        ([], "]C10104012345678901", [], ((), ())),
        ([], "hello-world", [ENTER], None),
    ],
)
def test_one_scan_teaches(
    front: list[KeyPress], code: str, behind: list[KeyPress], learnt: tuple[tuple[str, ...], tuple[str, ...]] | None
) -> None:
    keys = [*front, *typed(code), *behind]
    presses = [replace(each, at=1000 + 130 * at) for at, each in enumerate(keys)]
    taught = learn(presses, 60, lambda text: text in ("4012345678901", "]C10104012345678901"))
    assert (taught and (taught.prefix, taught.suffix)) == learnt
    if taught is not None:
        assert spell(taught.own(presses)).text == code
        assert taught.pace.is_burst(times(130, 130))
        assert not Pace().is_burst(times(130))


@pytest.mark.parametrize(
    ("taught", "hold", "slow", "apart"),
    [
        (TaughtScanner(), 70, 120, False), (TaughtScanner(6, 4, (), ("Return",)), 30, 50, False),
        (TaughtScanner(60, 30), 50, 85, False), (TaughtScanner(140, 0, ("F9",)), 30, 185, True),
        (TaughtScanner(6, 4, ("F8",)), 30, 50, False), (TaughtScanner(none=True), 30, 50, True),
    ],
)  # fmt: skip
def test_a_key_waits_no_longer_than_for_the_scanner_that_was_taught(
    taught: TaughtScanner, hold: int, slow: int, apart: bool
) -> None:
    """Where the scanner's first key acts as none, or there is no scanner, none waits but that one."""
    assert (taught.pace.hold_ms, taught.pace.slow_ms, taught.is_told_apart) == (hold, slow, apart)

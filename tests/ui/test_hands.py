"""People lose no key to the filter that keeps scanners from acting, and no scanner acts: counted, hand by hand."""

from collections.abc import Iterator
from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from console.ui.input.key_events import KeyPress
from tests.support.hands import ENTER, Desk, Gun, Person, key, mistakes, sign
from tests.support.left_open import discard

ROUNDS = 12
LONG = 1500
K = Qt.Key
HANDS = {
    "calm": Person(400, 110), "brisk": Person(250, 95), "quick": Person(180, 85), "very quick": Person(130, 80),
    "lightly": Person(250, 60), "a foot": Person(450, 160),
}  # fmt: skip
PRESSED = {
    "three answers": [sign("1"), sign("2"), sign("3")],
    "one key three times": [key(K.Key_Space)] * 3,
    "deeper": [sign("+")] * 3,
    "to a button": [key(K.Key_Right), key(K.Key_Right), key(K.Key_Down), key(K.Key_Space)],
    "tabs": [*[key(K.Key_Tab)] * 3, key(K.Key_Space)],
    "to the end": [key(K.Key_End), key(K.Key_End), key(K.Key_Space)],
    "to the top": [key(K.Key_Home), key(K.Key_Home), key(K.Key_PageUp), key(K.Key_PageUp)],
    "a pedal": [key(K.Key_PageDown)] * 3,
    "minutes": [sign("3"), sign("7"), ENTER],
    "a PIN": [*map(sign, "4826"), ENTER],
    "back out": [key(K.Key_Escape), key(K.Key_Escape)],
    "undo twice": [sign("z"), sign("z")],
}
CODES = (
    "4012345678901", "40123455", "2468", "AB12", "01040123456789011727063010AB12", "+A123BJC5D6E71G", "-27580899",
    "40000006", "10AB000001", "https://id.gs1.org/01/04012345678901/10/AB12",
)  # fmt: skip


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[Desk]:
    made = Desk(qapp)
    yield made
    discard(made.queue)


def lost(desk: Desk, person: Person, keys: list[KeyPress], rounds: int) -> int:
    chance = Random(rounds)
    return sum(mistakes(keys, desk.press(person.press(chance, keys))) for _ in range(rounds))


def test_what_people_press_acts_each_key_once_in_its_order(desk: Desk) -> None:
    found = {
        (whose, what): lost(desk, hand, keys, ROUNDS) for whose, hand in HANDS.items() for what, keys in PRESSED.items()
    }
    assert {each: count for each, count in found.items() if count > allowed(each[0], ROUNDS)} == {}


def allowed(whose: str, rounds: int) -> int:
    """Three different keys, each tapped for less than 45 ms, are taken for a scan: of light fingers one in twenty."""
    return max(1, rounds // 20) if whose in ("lightly", "very quick") else rounds // 150


@pytest.mark.soak
def test_of_many_presses_few_are_lost(desk: Desk) -> None:
    for whose, hand in HANDS.items():
        counts = {what: lost(desk, hand, keys, LONG) for what, keys in PRESSED.items()}
        print(f"{whose}: of {LONG} lost " + ", ".join(f"{what} {count}" for what, count in counts.items() if count))
        assert max(counts.values()) <= allowed(whose, LONG)


def guns(slowest: int) -> Iterator[Gun]:
    """Every pace and evenness of those that let go of a key as no finger does; with Caps Lock, without end."""
    for every in (4, 15, 30, 50, 75, 90, 110, 150, 200):
        if every <= slowest:
            for varies in {0, every // 10, min(every // 3, 40)}:
                yield Gun(every, varies, down=3)
                yield Gun(every, varies, down=40, ends=False)
                yield Gun(every, varies, down=20, caps=True)


@pytest.mark.parametrize("rounds", [1, pytest.param(60, marks=pytest.mark.soak)])
def test_no_scanner_acts_and_each_code_is_read_whole(desk: Desk, rounds: int) -> None:
    chance = Random(rounds)
    for gun in guns(150):
        for code in CODES * rounds:
            came = desk.press(gun.scan(chance, code))
            assert came.acted == [], (gun, code)
            assert came.scanned == [code.swapcase() if gun.caps else code], (gun, code)
            assert not came.taken_back or gun.every + gun.varies > 100, (gun, code)


@pytest.mark.parametrize("pause", [30, 100, 200, 300, 400])
def test_a_trigger_pulled_twice_acts_no_more_than_once_pulled(desk: Desk, pause: int) -> None:
    chance, gun = Random(pause), Gun(8)
    for code in CODES:
        again = gun.scan(chance, code)
        came = desk.press([*gun.scan(chance, code), again[0]._replace(after=pause), *again[1:]])
        assert (came.acted, set(came.scanned)) == ([], {code})

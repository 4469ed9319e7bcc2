"""What a person presses quickly counts, each key in its order."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from console.ui.input.bounces import NUM_LOCK
from console.ui.input.key_events import KEYPAD, KeyPress
from console.ui.input.key_queue import KeyQueue
from tests.support.keyboard import let_pass
from tests.support.left_open import discard

RIGHT, DOWN, TAB, SPACE, HOME, END, PAGE_UP, ENTER = (
    key.value
    for key in (
        Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Tab, Qt.Key.Key_Space, Qt.Key.Key_Home, Qt.Key.Key_End,
        Qt.Key.Key_PageUp, Qt.Key.Key_Return,
    )
)  # fmt: skip


@pytest.fixture
def acted() -> list[int]:
    return []


@pytest.fixture
def queue(acted: list[int], qapp: QApplication) -> Iterator[KeyQueue]:
    made = KeyQueue(qapp, lambda _: False, lambda press: acted.append(press.key))
    yield made
    discard(made)


@pytest.mark.parametrize(
    "keys",
    [
        [RIGHT, RIGHT, SPACE],
        [TAB, TAB, SPACE],
        [RIGHT, DOWN, RIGHT, DOWN, SPACE],
        [DOWN] * 5,
        [PAGE_UP] * 3,
        [END, END, HOME, HOME, SPACE],
    ],
)
@pytest.mark.parametrize(("every", "held"), [(85, 35), (85, 60), (118, 35), (118, 60)])
def test_keys_that_only_lead_somewhere_count_as_often_as_they_are_pressed(
    queue: KeyQueue, acted: list[int], keys: list[int], every: int, held: int
) -> None:
    """Where one is lost the next key acts on what was not meant."""
    for at, key in enumerate(keys):
        queue.take(KeyPress(key, at=10_000 + at * every))
        queue.came_up(10_000 + at * every + held)
    queue.settle()
    assert acted == keys


def test_a_contact_that_bounces_leads_on_by_one(queue: KeyQueue, acted: list[int]) -> None:
    queue.take(KeyPress(RIGHT, at=20_000))
    queue.take(KeyPress(RIGHT, at=20_030, bounced=True))
    queue.settle()
    assert acted == [RIGHT]


@pytest.mark.skipif(not NUM_LOCK, reason="a keypad here has digits alone")
@pytest.mark.parametrize("every", [4, 60, 90])
def test_digits_of_a_keypad_that_come_as_arrows_are_a_codes(queue: KeyQueue, acted: list[int], every: int) -> None:
    up, page_down = Qt.Key.Key_Up.value, Qt.Key.Key_PageDown.value
    for at, key in enumerate([page_down, DOWN, RIGHT, up, RIGHT, DOWN, RIGHT, up, RIGHT, DOWN, page_down]):
        queue.take(KeyPress(key, KEYPAD, at=10_000 + at * every))
        queue.came_up(10_000 + at * every + 3)
    queue.settle()
    assert acted == []


@pytest.mark.parametrize(
    ("signs", "after", "enters"),
    [
        ("4826", 700, 0), ("4826", 1400, 0), ("4826", 1700, 1), ("48261357", 1400, 0), ("P4K8", 300, 0),
        ("P4K8", 700, 1), ("482613579", 700, 1),
    ],
)  # fmt: skip
def test_the_enter_behind_what_may_have_been_a_pin_does_nothing_and_is_said_once(
    queue: KeyQueue, acted: list[int], signs: str, after: int, enters: int
) -> None:
    """Typed by hand on a page that was not locked; the hand is lifted before the Enter. What is no PIN has none."""
    said = list[None]()
    queue.left_out.connect(lambda: said.append(None))
    for at, key in enumerate(map(ord, signs)):
        queue.take(KeyPress(key, text=chr(key), at=10_000 + at * 110))
        queue.came_up(10_000 + at * 110 + 30)
    queue.settle()
    acted.clear()
    last = 10_000 + (len(signs) - 1) * 110
    queue.take(KeyPress(ENTER, at=last + after))
    queue.settle()
    assert (len(acted), len(said)) == (enters, int(not enters and signs.isdecimal()))
    if said:
        queue.take(KeyPress(ENTER, at=last + after + 400))
        queue.settle()
        assert acted == [ENTER]


@pytest.mark.parametrize(
    ("down", "signs", "scans"),
    [
        ((47, 52, 60, 55), "40123", 1), ((60,) * 4, "12243", 1), ((47, 52, 66, 55), "40123", 0),
        ((60,) * 4, "12121", 0), ((46, 50, 61, 63), "40123", 0), ((60,) * 3, "4012", 0), ((20, 61, 61, 61), "40123", 0),
    ],
)  # fmt: skip
def test_five_keys_each_let_go_of_as_soon_as_the_other_are_a_scanners(
    queue: KeyQueue, acted: list[int], down: tuple[int, ...], signs: str, scans: int
) -> None:
    """One that holds each for 45 to 60 ms. The keys that have acted are taken back, all of them."""
    heads, read = list[object](), list[str]()
    queue.standing = lambda: len(acted)
    queue.headed.connect(heads.append)
    queue.scanned.connect(read.append)
    for at, (sign, held) in enumerate(zip(signs, (*down, 60), strict=False)):
        queue.take(KeyPress(ord(sign), text=sign, at=10_000 + at * 170))
        queue.came_up(10_000 + at * 170 + held)
        let_pass(queue, 170)
    queue.settle()
    assert (heads, read) == (([0], [signs]) if scans else ([], []))
    assert len(acted) == len(signs) - scans

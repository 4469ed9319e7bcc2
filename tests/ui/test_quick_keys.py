"""What a person presses quickly counts, each key in its order."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from console.ui.input.bounces import NUM_LOCK
from console.ui.input.key_events import KEYPAD, KeyPress
from console.ui.input.key_queue import KeyQueue
from tests.support.left_open import discard

RIGHT, DOWN, TAB, SPACE = (key.value for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Tab, Qt.Key.Key_Space))


@pytest.fixture
def acted() -> list[int]:
    return []


@pytest.fixture
def queue(acted: list[int], qapp: QApplication) -> Iterator[KeyQueue]:
    made = KeyQueue(qapp, lambda _: False, lambda press: acted.append(press.key))
    yield made
    discard(made)


@pytest.mark.parametrize(
    "keys", [[RIGHT, RIGHT, SPACE], [TAB, TAB, SPACE], [RIGHT, DOWN, RIGHT, DOWN, SPACE], [DOWN] * 5]
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


@pytest.mark.parametrize(("after", "enters"), [(700, 0), (1400, 0), (1700, 1)])
def test_the_enter_behind_what_may_have_been_a_pin_does_nothing(
    queue: KeyQueue, acted: list[int], after: int, enters: int
) -> None:
    """Typed by hand on a page that was not locked; the hand is lifted before the Enter."""
    digits = [Qt.Key.Key_4.value, Qt.Key.Key_8.value, Qt.Key.Key_2.value, Qt.Key.Key_6.value]
    for at, key in enumerate(digits):
        queue.take(KeyPress(key, text=chr(key), at=10_000 + at * 110))
        queue.came_up(10_000 + at * 110 + 30)
    queue.settle()
    acted.clear()
    said = list[str]()
    queue.late.connect(lambda: said.append("late"))
    queue.take(KeyPress(Qt.Key.Key_Return.value, at=10_330 + after))
    queue.settle()
    assert (len(acted), len(said)) == (enters, 1 - enters)

"""What a person presses quickly counts, each key in its order."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from console.ui.input.key_events import KeyPress
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

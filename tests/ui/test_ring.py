"""The numbing ring: its words have room, within it or beside it, in every size and either way of writing."""

from collections.abc import Iterator
from itertools import product

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication

from console.core.timers import Window
from console.ui.kit.theme import Theme
from console.ui.session.ring import FLAGS, LEAST, Ring, RingState
from tests.support.left_open import discard

SAID = ("too early · effective in 16:30", "over the maximum by 4:04:30", "effective · remove by 11:02", "take it off")
SIZES = ((640, 112), (640, 150), (360, 180), (500, 400), (900, 700))
WAYS = (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft)


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp, "light")
    yield made
    discard(made)


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_words_have_room(theme: Theme, scale: float) -> None:
    theme.preferred_scale = scale
    wrong = [each for each in product(SAID, SIZES, WAYS) if not has_room(ring(theme, *each), each[0])]
    assert not wrong


def test_words_beside_are_on_the_reading_side(theme: Theme) -> None:
    circle, words, _ = ring(theme, SAID[0], SIZES[0], WAYS[0]).places()
    assert words.left() > circle.right()
    circle, words, _ = ring(theme, SAID[0], SIZES[0], WAYS[1]).places()
    assert words.right() < circle.left()


def test_words_stand_within_a_ring_that_is_large(theme: Theme) -> None:
    assert all(within(*ring(theme, said, (500, 400), WAYS[0]).places()[:2]) for said in SAID)


def ring(theme: Theme, said: str, size: tuple[int, int], way: Qt.LayoutDirection) -> Ring:
    made = Ring(theme)
    made.resize(QSize(*size))
    made.setLayoutDirection(way)
    made.show_state(RingState(Window(30, 60, 90), 20, "5:04:30", said))
    return made


def has_room(made: Ring, said: str) -> bool:
    circle, words, font = made.places()
    inside = made.rect().contains(circle) and made.rect().contains(words)
    apart = within(circle, words) or not circle.intersects(words)
    return inside and apart and fits(font, said, words) and font.pixelSize() >= LEAST


def fits(font: QFont, said: str, words: QRect) -> bool:
    needed = QFontMetrics(font).boundingRect(QRect(0, 0, words.width(), 1_000), FLAGS, said).size()
    return needed.width() <= words.width() and needed.height() <= words.height()


def within(circle: QRect, words: QRect) -> bool:
    """Whether no corner of the words touches the arcs, which are a fourteenth of the ring's side wide."""
    inner, middle = circle.width() * (0.5 - 0.037 * 2), circle.center()
    corners = (words.topLeft(), words.topRight(), words.bottomLeft(), words.bottomRight())
    return all((each.x() - middle.x()) ** 2 + (each.y() - middle.y()) ** 2 <= inner**2 for each in corners)

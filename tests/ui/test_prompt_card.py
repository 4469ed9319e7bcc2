"""The card of a question is as high as its choices need, in however many columns they have room."""

from itertools import product

import pytest

from console.ui.kit.choice import Choice
from console.ui.kit.prompt_card import PromptCard
from tests.support.window_room import RunScreenRoom

LONG = "10:12, Cream off, Lidocaine 4 %, liposomal, and what else stands in a name as long as this"


@pytest.mark.parametrize("columns", [2, 3, 6])
def test_nothing_is_hidden_where_there_is_room(desk: RunScreenRoom, columns: int) -> None:
    desk.window.resize(1280, 800)
    desk.settle()
    for text, count in product(["Short", LONG], [2, 3, 4]):
        desk.page.prompt.ask("Short before", [Choice("A", lambda: None), Choice("B", lambda: None)])
        desk.settle()
        desk.page.prompt.close_sheet()
        desk.page.prompt.ask("Which?", [Choice(f"{text} {at}", lambda: None) for at in range(count)], columns=columns)
        desk.settle()
        card = desk.page.prompt.findChild(PromptCard)
        assert card is not None
        assert card._area.verticalScrollBar().maximum() == 0, (text, count)
        desk.page.prompt.close_sheet()


def test_columns_are_equally_wide(desk: RunScreenRoom) -> None:
    choices = [Choice(f"{depth} mm", lambda: None) for depth in range(12)]
    desk.page.prompt.ask("How deep?", choices, columns=6)
    desk.settle()
    widths = {desk.button(f"{depth} mm", desk.page.prompt).width() for depth in range(12)}
    assert max(widths) - min(widths) <= 1


def test_a_question_asked_over_another_is_shown_whole_and_no_higher_than_its_choices_are(desk: RunScreenRoom) -> None:
    desk.window.resize(1280, 800)
    desk.settle()
    for text in ("Short", LONG):
        desk.page.prompt.ask("Which?", [Choice(f"{text} {at}", lambda: None) for at in range(2)], columns=3)
        desk.settle()
        card = desk.page.prompt.findChild(PromptCard)
        assert card is not None
        assert card._area.verticalScrollBar().maximum() == 0, text
        last = desk.page.prompt._buttons[-1]
        below = card._inner.height() - last.mapTo(card._inner, last.rect().bottomLeft()).y()
        assert last.isVisible()
        assert 0 <= below <= 2, text


def test_a_question_of_any_length_is_read_whole(desk: RunScreenRoom) -> None:
    """Where its last word goes into another line depends on a pixel."""
    desk.window.resize(1280, 800)
    desk.settle()
    card = desk.page.prompt.findChild(PromptCard)
    assert card is not None
    cut = []
    for letters in range(40, 110):
        desk.page.prompt.ask(f"{'i' * letters} again", [Choice("A", lambda: None)])
        desk.settle()
        if card._title.height() < card._title.heightForWidth(card._title.width()):
            cut.append(letters)
    assert cut == []

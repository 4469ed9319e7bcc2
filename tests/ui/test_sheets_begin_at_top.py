"""A sheet opens at its top, whatever was scrolled on the one before, and has the room that what came into it needs."""

from itertools import pairwise

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from console.ui.kit.choice import Choice
from console.ui.kit.layouts import column
from console.ui.kit.pick_list import PickList
from console.ui.kit.prompt_card import PromptCard
from console.ui.kit.theme import Theme
from tests.screens.screen_faults import ELSEWHERE_PX
from tests.support.left_open import discard
from tests.support.window_room import RunScreenRoom

ROWS = ("Cleanser", "Cream", "Tip")


class Tall(QWidget):
    """A form of so many lines, with one above them that comes later."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self.said = QLabel("✓ HIBC +A123BJC5D6E71")
        self.said.hide()
        self.lines = [QLineEdit() for _ in range(lines)]
        self.setLayout(column(self.said, *self.lines, gap=10))


def ask(desk: RunScreenRoom, form: QWidget, title: str = "Which?") -> PromptCard:
    desk.page.prompt.ask(title, [Choice("Record", lambda: None, "primary")], extra=form)
    desk.settle()
    card = desk.page.prompt.findChild(PromptCard)
    assert card is not None
    return card


def test_a_second_sheet_opens_at_its_top_where_the_first_was_read_to_its_end(desk: RunScreenRoom) -> None:
    desk.window.resize(911, 512)
    desk.settle()
    for closed in (True, False):
        card = ask(desk, Tall(16))
        bar = card._area.verticalScrollBar()
        bar.setValue(bar.maximum())
        assert bar.value() > 0
        if closed:
            desk.page.prompt.close_sheet()
        ask(desk, Tall(16), "And this one?")
        assert bar.value() == 0, closed
        desk.page.prompt.close_sheet()


def test_a_form_that_grows_after_it_was_asked_has_the_room_that_the_window_has(desk: RunScreenRoom) -> None:
    desk.window.resize(1280, 800)
    desk.settle()
    form = Tall(3)
    card = ask(desk, form)
    heights = [card.height()]
    for shown in (True, False):
        form.said.setVisible(shown)
        desk.settle()
        heights.append(card.height())
        assert card._area.verticalScrollBar().maximum() == 0
        assert form.lines[-1].visibleRegion().boundingRect() == form.lines[-1].rect()
    grown, shrunk = (after - before for before, after in pairwise(heights))
    assert grown == -shrunk > 0


@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_rows_of_a_list_to_pick_from_have_room_for_a_glove(qapp: QApplication, look: str) -> None:
    theme, window = Theme(qapp, look, 1.0), QWidget()  # type: ignore[arg-type]
    theme.dress(window)
    made = PickList(window)
    made.addItems(ROWS)
    window.show()
    view = made.view()
    view.ensurePolished()
    assert [view.sizeHintForRow(at) >= ELSEWHERE_PX for at in range(len(ROWS))] == [True] * len(ROWS)
    discard(window, theme)

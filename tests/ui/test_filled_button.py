"""The button that looks as the one to press is the one that a pedal presses, on every page."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from console.ui.kit.form_page import FormPage
from console.ui.start.first_start import FirstStart
from tests.support.lock_rooms import Hands
from tests.ui.test_sign_out import OF_A_CLINIC, go

pytest_plugins = ["tests.support.page_fixtures"]
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
PEDAL = Qt.Key.Key_PageDown
MOST = 30
"""Presses until a page is read."""
OTHER = {"HOME", "CLIENTS", "SUMMARY", "SESSION", "DANGER"}
"""What the pedal does there is shown by tests of their own; the filled button of a paper opens a file's place."""


def filled(page: QWidget) -> list[QPushButton]:
    every = [each for each in page.findChildren(QPushButton) if each.property("kind") == "primary"]
    return [each for each in every if each.isVisible() and each.isEnabled()]


@pytest.mark.parametrize("name", [each for each in OF_A_CLINIC if each not in OTHER])
def test_the_pedal_presses_what_looks_so(hands: Hands, name: str) -> None:
    page = go(hands, name)
    buttons, pressed = filled(page), list[str]()
    assert len(buttons) <= 1
    if isinstance(page, FormPage):
        assert buttons in ([], [page.foot.primary]), "which does what `primary` does, as its pedal"
        return
    for each in buttons:
        each.clicked.disconnect()
        each.clicked.connect(lambda _=False, each=each: pressed.append(each.text()))
    for _ in range(MOST):
        if buttons and not pressed:
            QTest.keyClick(page, PEDAL)
            hands.settle()
    assert pressed == [each.text() for each in buttons]


def test_the_list_of_people_begins_at_its_filled_button(hands: Hands) -> None:
    [made] = filled(go(hands, "PEOPLE_LIST"))
    assert made.hasFocus()


@pytest.mark.parametrize("card", ["set_up_card", "example_card"])
def test_the_pedal_takes_the_outlined_card_of_the_first_screen(qtbot: QtBot, first: FirstStart, card: str) -> None:
    made, pressed = getattr(first.offers, card), list[str]()
    made.clicked.disconnect()
    made.clicked.connect(lambda _=False: pressed.append(card))
    made.setFocus()
    QTest.keyClick(first, PEDAL)
    assert pressed == [card]

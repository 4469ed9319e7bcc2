"""A scope makes keys act while its page is shown: before the control that has the focus, or after it."""

from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QStackedWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from console.ui.input import key_scope
from console.ui.input.key_scope import KeyScope
from console.ui.shell import routes
from console.ui.shell.navigation import Route
from tests.support.lock_rooms import Hands

pytestmark = pytest.mark.qt_log_ignore("does not support")
Z, LEFT, ENTER, ESCAPE = Qt.Key.Key_Z, Qt.Key.Key_Left, Qt.Key.Key_Return, Qt.Key.Key_Escape
MADE_WITH_A_PERSON = {routes.PERSON, routes.REMOVAL, routes.NEW_PASSPHRASE}
ROUTES: list[Route[Any]] = [
    route for route in vars(routes).values() if isinstance(route, Route) and route not in MADE_WITH_A_PERSON
]


class Page(QWidget):
    """A line and a button; counts what its keys do."""

    def __init__(self) -> None:
        super().__init__()
        self.acts: Counter[str] = Counter()
        self.line, self.button = QLineEdit(), QPushButton("Press")
        layout = QVBoxLayout(self)
        layout.addWidget(self.line)
        layout.addWidget(self.button)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.keys = KeyScope(self, {name: partial(self.act, name) for name in ("undo", "left", "enter")})

    def act(self, name: str) -> None:
        self.acts[name] += 1

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.act("nobody's")


def hold(key: Qt.Key, text: str = "", times: int = 3) -> None:
    """Press the key and hold it down so long that it comes so many times."""
    target = QApplication.focusWidget() or QApplication.activeWindow()
    assert target is not None
    for at in range(times):
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text, at > 0)
        QApplication.sendEvent(target, event)


@pytest.fixture
def pages(qtbot: QtBot) -> Iterator[tuple[Page, Page]]:
    stack, first, second = QStackedWidget(), Page(), Page()
    qtbot.addWidget(stack)
    stack.addWidget(first)
    stack.addWidget(second)
    stack.show()
    stack.activateWindow()
    qtbot.waitUntil(stack.isActiveWindow)
    first.setFocus()
    yield first, second
    stack.hide()


def test_keys_act_on_the_page_that_is_shown(pages: tuple[Page, Page]) -> None:
    first, second = pages
    hold(Z, "z", times=1)
    stack = first.parentWidget()
    assert isinstance(stack, QStackedWidget)
    stack.setCurrentWidget(second)
    hold(Z, "z", times=1)
    assert (first.acts["undo"], second.acts["undo"]) == (1, 1)


def test_a_key_that_is_held_down_acts_once_unless_the_table_says_else(pages: tuple[Page, Page]) -> None:
    page = pages[0]
    hold(Z, "z")
    hold(LEFT)
    assert page.acts == {"undo": 1, "left": 3}


def test_a_field_has_its_letters_first_and_a_button_its_keys_last(pages: tuple[Page, Page]) -> None:
    page = pages[0]
    page.line.setFocus()
    hold(Z, "z", times=1)
    assert page.line.text() == "z"
    page.button.setDefault(True)
    page.button.setFocus()
    page.button.clicked.connect(partial(page.act, "clicked"))
    hold(ENTER, "\r", times=1)
    assert page.acts == {"enter": 1}


def test_after_the_control_come_the_keys_that_it_leaves(pages: tuple[Page, Page]) -> None:
    page = pages[0]
    page.keys.bind_after({"back": partial(page.act, "back"), "more": partial(page.act, "more")})
    page.line.setFocus()
    hold(Qt.Key.Key_M, "m", times=1)
    hold(ESCAPE)
    assert page.line.text() == "m"
    assert page.acts == {"back": 1}


def test_a_part_has_its_keys_while_it_is_shown(pages: tuple[Page, Page]) -> None:
    page = pages[0]
    page.keys.bind({"back": partial(page.act, "back")}, part=page.button)
    hold(ESCAPE, times=1)
    page.button.hide()
    hold(ESCAPE, times=1)
    assert page.acts == {"back": 1, "nobody's": 1}


def test_a_scope_is_silent_while_a_sheet_has_the_keys(pages: tuple[Page, Page]) -> None:
    page = pages[0]
    page.keys.bind({"danger": partial(page.act, "danger")})
    page.keys.suspend()
    hold(Z, "z", times=1)
    hold(Qt.Key.Key_F8, times=1)
    assert page.acts == {"nobody's": 1, "danger": 1}
    page.keys.resume()
    hold(Z, "z", times=1)
    assert page.acts == {"nobody's": 1, "danger": 1, "undo": 1}


def test_no_page_has_a_key_twice(hands: Hands) -> None:
    """Qt gives a key that two shortcuts want to neither."""
    seen = 0
    for route in ROUTES:
        hands.console.go(route)
        hands.settle()
        every = hands.window.findChildren(QShortcut)
        keys = Counter(each.key().toString() for each in every if each.parent().isVisible())  # type: ignore[union-attr]
        assert [key for key, count in keys.items() if count > 1] == [], route.name
        seen += len(keys)
    assert seen > 100


OF_ONE_CONTROL = {
    "clients/client_list.py", "danger/reading_prompt.py", "kit/pedal.py", "kit/pick_list.py", "kit/prompt.py",
    "lock_screen/locked_page.py", "session/map/zone_button.py",
}  # fmt: skip
"""A list, the line above one, a pad for a reading, a zone's button, what leaves a pedal's keys alone. A sheet
keeps from its page what nobody took, and the locked page says of it that it is locked."""


def test_no_page_has_keys_of_its_own_beside_its_scope() -> None:
    ui = Path(key_scope.__file__).parents[1]
    pages = [each for each in ui.rglob("*.py") if each.parent.name != "input"]
    found = {each.relative_to(ui).as_posix() for each in pages if "def keyPressEvent" in each.read_text("utf-8")}
    assert found == OF_ONE_CONTROL
    assert not [each for each in pages if "QShortcut(" in each.read_text("utf-8")]

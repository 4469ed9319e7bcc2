"""Whatever lies over a page has the keys to itself: a dialog, the system's too, a menu, an opened list, a sheet."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from console.ui.backups.backups_page import BackupsPage
from console.ui.home.home_page import HomePage
from console.ui.input.key_events import MODIFIERS, press_for
from console.ui.input.keys import KEYS
from console.ui.kit.choice import Choice
from console.ui.kit.prompt import Prompt
from console.ui.shell import routes
from console.ui.shell.navigation import Route
from tests.support.keyboard import DOWN, Keyboard, bring
from tests.support.lock_rooms import Hands
from tests.support.long_run import quick_of
from tests.support.lying_over import file_dialog, menu, message_box, opened_list, print_dialog, tool_window, top
from tests.support.scans import PACK
from tests.support.whole_window import by_mouse

pytestmark = pytest.mark.qt_log_ignore("does not support")
LOCK_MS = 4 * 60_000
"""Time without a touch after which the screen locks."""
THROUGH = {"F8", "F11", "B", "L", "F12"}
"""The danger card, full screen, mute and lock: nothing that is asked may stand before them."""
KEY_NAMES = tuple(dict.fromkeys(name for key in KEYS.values() for name in key.keys))
PAGES: tuple[Route[Any], ...] = (
    routes.HOME, routes.CLIENTS, routes.SETTINGS, routes.STOCK, routes.RECALL, routes.KEYS, routes.ABOUT, routes.SUMMARY
)  # fmt: skip


@pytest.fixture
def booth(hands: Hands) -> Hands:
    hands.begin()
    hands.keyboard = Keyboard(hands.window, hands.room.clock, hands.settle)
    return hands


class KeyLog(QObject):
    """Keeps each key from the widget that it came to, and notes it."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.keys: list[Qt.Key] = []
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() not in MODIFIERS:
            self.keys.append(Qt.Key(event.key()))
        return event.type() in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease)


def press(key: str) -> None:
    """As the system does: it comes to the window on top; without a time, so that many in a row are no scan."""
    pressed, lying = press_for(key), top()
    for kind in (*DOWN, QEvent.Type.KeyRelease):
        QApplication.sendEvent(lying.windowHandle(), QKeyEvent(kind, pressed.key, pressed.modifiers, pressed.text))


def press_slowly(booth: Hands, key: str) -> None:
    """As a person does: no scanner is that slow."""
    booth.keyboard.wait(400)
    made = press_for(key)
    bring(booth.window, made.key, made.modifiers, made.text, booth.keyboard.at)
    booth.keyboard.quiet()


def code_of(key: str) -> Qt.Key:
    return Qt.Key(QKeySequence(key)[0].key())  # type: ignore[index]


def receiver() -> QWidget:
    focused: QWidget | None = top().focusWidget()
    return focused or top()


def close(booth: Hands, lying: QWidget) -> None:
    if isinstance(lying, QComboBox):
        lying.hidePopup()
    lying.hide()
    booth.window.activateWindow()
    booth.settle()


def leave(booth: Hands, page: QWidget) -> None:
    """By the page's own key: it has its keys again."""
    assert booth.window.page is page
    for _ in range(2):
        if booth.window.page is page:
            booth.keyboard.person("s" if isinstance(page, HomePage) else Qt.Key.Key_Escape)
    assert booth.window.page is not page


def pages(booth: Hands) -> Iterator[QWidget]:
    """Turn to pages that have keys of every sort, one after the other."""
    yield booth.page
    booth.console.home()
    for route in PAGES:
        booth.console.go(route)
        page = booth.window.page
        assert page is not None
        yield page


OVER = [message_box, file_dialog, print_dialog, menu, opened_list, tool_window]


@pytest.mark.parametrize("over", quick_of(OVER, message_box, menu, tool_window))
def test_what_lies_over_a_page_has_every_key(booth: Hands, over: Callable[[QWidget], QWidget]) -> None:
    for page in pages(booth):
        booth.settle()
        booth.keyboard.person("b")
        lying = over(page)
        QApplication.processEvents()
        log = KeyLog(receiver())
        for key in KEY_NAMES:
            if isinstance(lying, QComboBox):
                lying.showPopup()
            press(key)
        assert log.keys == [code_of(key) for key in KEY_NAMES], type(page)
        close(booth, lying)
        leave(booth, page)


def test_a_sheet_has_every_key_but_those_that_go_through_it(booth: Hands) -> None:
    own = [key for key in KEY_NAMES if key not in THROUGH]
    for page in pages(booth):
        booth.settle()
        prompt = page.findChild(Prompt)
        if prompt is None:
            continue
        prompt.ask("Sure?", [Choice("Yes", lambda: None)])
        log = KeyLog(prompt)
        for key in own:
            press_slowly(booth, key)
        assert log.keys == [code_of(key) for key in own], type(page)
        prompt.close_sheet()
        leave(booth, page)


def test_these_keys_go_through_a_sheet(booth: Hands) -> None:
    def ask() -> None:
        booth.page.prompt.ask("Sure?", [Choice("Yes", lambda: None)])

    ask()
    booth.keyboard.person(Qt.Key.Key_F8)
    assert booth.page.prompt.isHidden()
    ask()
    booth.keyboard.person(Qt.Key.Key_F11)
    assert booth.window.isFullScreen()
    booth.keyboard.person("b", "l")
    assert booth.window.page is booth.locked


def test_a_name_is_typed_whole_into_a_file_dialog(booth: Hands) -> None:
    """Though one of its letters opened the pages below."""
    booth.keyboard.person(Qt.Key.Key_Escape, "s")
    booth.press("Backups")
    page = booth.window.page
    assert isinstance(page, BackupsPage)
    dialog = file_dialog(page)
    QApplication.processEvents()
    booth.keyboard.person(*"assd")
    name = dialog.focusWidget()
    assert isinstance(name, QLineEdit)
    assert name.text() == "assd"
    close(booth, dialog)
    booth.keyboard.person(Qt.Key.Key_Escape)
    assert booth.window.page is not page


def test_a_key_held_back_for_a_page_is_not_typed_into_a_dialog(booth: Hands) -> None:
    booth.keyboard.wait(400)
    booth.keyboard.press("3")
    dialog = file_dialog(booth.page)
    QApplication.processEvents()
    booth.keyboard.quiet()
    name = dialog.focusWidget()
    assert isinstance(name, QLineEdit)
    assert name.text() == ""
    close(booth, dialog)


def test_a_clickers_button_is_itself_over_a_dialog(booth: Hands) -> None:
    booth.window.scan_routing.scanner.aliases = {"Mouse8": "pause"}
    dialog = file_dialog(booth.page)
    QApplication.processEvents()
    name = dialog.focusWidget()
    assert isinstance(name, QLineEdit)
    by_mouse(name, Qt.MouseButton.BackButton)
    assert name.text() == ""
    close(booth, dialog)
    by_mouse(booth.page, Qt.MouseButton.BackButton)
    booth.settle()
    assert booth.page.prompt.isVisible()


@pytest.mark.parametrize("over", [message_box, file_dialog, menu, opened_list])
def test_a_scan_chooses_nothing_in_what_lies_over_a_page_and_a_person_does(
    booth: Hands, over: Callable[[QWidget], QWidget]
) -> None:
    lying = over(booth.page)
    QApplication.processEvents()
    booth.tick()
    log, history = KeyLog(receiver()), booth.state.history
    for code, every in ((f"]d2{PACK}", 4), (PACK, 20), ("cx4012345678901", 60)):
        booth.keyboard.scanner(code, every)
        assert Qt.Key.Key_Return not in log.keys, code
        assert isinstance(receiver(), QLineEdit) or log.keys == [], code
    log.keys = []
    booth.keyboard.person(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert log.keys == [Qt.Key.Key_Down, Qt.Key.Key_Return]
    assert booth.state.history == history
    close(booth, lying)


@pytest.mark.parametrize("over", quick_of([message_box, tool_window, menu, opened_list], message_box, menu))
def test_a_touch_of_what_lies_over_a_page_is_a_touch(
    qtbot: QtBot, booth: Hands, over: Callable[[QWidget], QWidget]
) -> None:
    opened = over(booth.page)
    qtbot.waitUntil(lambda: top() is not booth.window)
    lying = top()
    booth.tick()
    booth.room.clock.advance(LOCK_MS - 1)
    QTest.mouseMove(lying.windowHandle(), QPoint(5, 5))
    booth.room.clock.advance(LOCK_MS - 1)
    booth.tick()
    assert booth.window.page is booth.page
    close(booth, opened)


@pytest.mark.parametrize("over", quick_of([message_box, tool_window, menu, opened_list], tool_window, opened_list))
def test_a_touch_that_locks_reaches_nothing_over_a_page(
    qtbot: QtBot, booth: Hands, over: Callable[[QWidget], QWidget]
) -> None:
    opened = over(booth.page)
    qtbot.waitUntil(lambda: top() is not booth.window)
    lying = top()
    booth.tick()
    log = KeyLog(receiver())
    booth.room.clock.advance(LOCK_MS)
    QTest.keyClick(lying.windowHandle(), Qt.Key.Key_Space)
    assert log.keys == []
    assert booth.window.page is booth.locked
    close(booth, opened)

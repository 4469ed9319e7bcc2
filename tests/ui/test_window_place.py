"""The window is whole on its screen: at its start, after the full screen, when a screen goes or is scaled anew."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from console.ui.shell.window import LEAST_PX, Window
from console.ui.shell.window_place import WindowPlace, within
from tests.support.window_room import RunScreenRoom

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.mark.parametrize(
    ("wish", "room", "placed"),
    [
        ((0, 0, 1280, 800), (0, 0, 911, 512), (0, 0, 911, 512)),
        ((1900, 40, 1280, 800), (0, 0, 1366, 728), (86, 0, 1280, 728)),
        ((-300, -20, 900, 600), (0, 24, 1366, 744), (0, 24, 900, 600)),
        ((100, 50, 900, 600), (-1920, 0, 1920, 1080), (-900, 50, 900, 600)),
        ((100, 50, 900, 600), (0, 0, 1366, 768), (100, 50, 900, 600)),
    ],
)
def test_it_is_no_larger_than_its_screen_and_nowhere_outside(
    wish: tuple[int, int, int, int], room: tuple[int, int, int, int], placed: tuple[int, int, int, int]
) -> None:
    assert within(QRect(*wish), QRect(*room)) == QRect(*placed)


def shown(qtbot: QtBot) -> tuple[QMainWindow, WindowPlace]:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.setMinimumSize(*LEAST_PX)
    window.resize(1280, 800)
    place = WindowPlace(window)
    place.show()
    return window, place


def test_a_small_screen_gets_it_whole_whether_or_not_a_desktop_maximizes_it(qtbot: QtBot) -> None:
    window, _ = shown(qtbot)
    room = window.screen().availableGeometry()
    assert room.width() < LEAST_PX[0], "the test's own screen is a small one"
    assert (window.isMaximized(), room.contains(window.normalGeometry())) == (True, True)
    window.showNormal()
    assert room.contains(window.frameGeometry())


def test_it_is_fetched_back_when_its_screen_is_another(qtbot: QtBot) -> None:
    window, place = shown(qtbot)
    window.showNormal()
    place._later.setInterval(0)
    screen = window.screen()
    for change in (screen.availableGeometryChanged, screen.geometryChanged):
        window.move(5_000, 300)
        change.emit(screen.geometry())
        qtbot.waitUntil(lambda: screen.availableGeometry().contains(window.frameGeometry()))
    window.move(5_000, 300)
    window.windowHandle().screenChanged.emit(screen)
    qtbot.waitUntil(lambda: screen.availableGeometry().contains(window.frameGeometry()))


def test_after_the_full_screen_it_stands_as_before(desk: RunScreenRoom) -> None:
    window: Window = desk.window
    for before in (Qt.WindowState.WindowMaximized, Qt.WindowState.WindowNoState):
        window.setWindowState(before)
        desk.key(Qt.Key.Key_F11)
        assert window.isFullScreen()
        desk.key(Qt.Key.Key_F11)
        assert window.windowState() == before

"""The whole window on real parts, worked as a person would: by keys, by mouse or by touch."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from console.app.example.data import read
from console.app.example.year import fill
from console.app.ports import Store
from console.core.clock import Clock, Instant, SystemClock
from console.core.state import SessionState
from console.ui.session.act_guard import ActGuard
from console.ui.session.session_page import SessionPage
from console.ui.shell.shell import Shell
from resources import text
from tests.support.flashes import Flashes
from tests.support.keyboard import bring_untimed
from tests.support.left_open import discard
from tests.support.memory_store import MemoryStore
from tests.support.real_parts import parts
from tests.support.stage import protocol

Press = Callable[[QWidget], None]


class MovedClock:
    """The computer's clock, moved on by hand: nobody waits for cream in a test."""

    def __init__(self) -> None:
        self._clock: Clock = SystemClock()
        self._more = 0

    def now(self) -> Instant:
        at = self._clock.now()
        return Instant(at.utc_ms + self._more, at.boot_ms + self._more, at.boot_id)

    def advance(self, seconds: float) -> None:
        self._more += round(seconds * 1000)


class Hands:
    """Works the whole window. What is looked for is what stands on the buttons."""

    def __init__(self, qtbot: QtBot, app: QApplication, folder: Path, press: Press) -> None:
        self.qtbot, self._tap, self.clock = qtbot, press, MovedClock()

        def example() -> Store:
            store = MemoryStore("example")
            fill(store, protocol(), read(text("rehearsals", "example.toml")), self.clock.now(), 1, "Europe/Berlin")
            return store

        self.console = Shell(app, parts(folder, example=example, clock=self.clock))
        self.model, self.window = self.console.model, self.console.window
        self.console.theme.load_scripts()
        self.console.begin()
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self._flashes = Flashes(app, self.window)

    @property
    def state(self) -> SessionState:
        assert self.model.session is not None
        return self.model.session

    def settle(self) -> None:
        while self.model.busy:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        for _ in range(3):
            QApplication.processEvents()

    def at(self, page: type[QWidget]) -> None:
        self.qtbot.waitUntil(lambda: isinstance(self.window.page, page), timeout=20_000)
        self.settle()

    def key(self, *keys: Qt.Key | str, seconds: float = 1) -> None:
        for key in keys:
            bring_untimed(self.window, key)
            self.settle()
            self.clock.advance(seconds)

    def press(self, name: str, seconds: float = 1) -> None:
        page = self.window.page
        assert page is not None
        every = [each for each in page.findChildren(QAbstractButton) if each.isVisible() and each.isEnabled()]
        found = [each for each in every if each.accessibleName() == name]
        found = found or [each for each in every if each.accessibleName().startswith(name)]
        assert found, f"{name!r} is not among {[each.accessibleName() for each in every]}"
        self._press(found[0])
        self.settle()
        self.clock.advance(seconds)

    def _press(self, widget: QWidget) -> None:
        self.window.double_taps.forget()  # taps carry the computer's time, which goes on more slowly than this clock
        self._tap(widget)

    def write(self, *texts: str) -> None:
        """Into the fields of this page in their order, each pressed first."""
        page = self.window.page
        assert page is not None
        fields = [each for each in page.findChildren(QLineEdit) if each.isVisible() and not each.isReadOnly()]
        for field, typed in zip(fields, texts, strict=False):
            self._press(field)
            QTest.keyClicks(field, typed)
        self.settle()

    def primary(self, seconds: float = 1) -> None:
        page = self.window.page
        assert isinstance(page, SessionPage)
        guard = page.bar.main.findChild(ActGuard)
        assert guard is not None
        guard.forget()  # what QTest presses carries the computer's time, which goes on more slowly than this clock
        self._press(page.bar.main)
        self.settle()
        self.clock.advance(seconds)

    def close(self) -> None:
        self._flashes.end()
        self.window.close_now()
        assert not self.console.keep_awake.on
        discard(self.window, self.console.theme, self.console)


def by_mouse(widget: QWidget, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
    """Click as the system does: its own window has the click first, and brings it to the widget."""
    QTest.mouseClick(widget.window().windowHandle(), button, pos=_in_sight(widget))


def _in_sight(widget: QWidget) -> QPoint:
    """Scroll the widget into sight; return where its centre is in the window."""
    area = widget.parent()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parent()
    if isinstance(area, QScrollArea):
        area.ensureWidgetVisible(widget)
        QApplication.processEvents()
    return widget.mapTo(widget.window(), widget.rect().center())


def by_touch(widget: QWidget) -> None:
    at, window = _in_sight(widget), widget.window()
    device = QTest.createTouchDevice()
    QTest.touchEvent(window, device).press(0, at, window).commit()
    QTest.touchEvent(window, device).release(0, at, window).commit()

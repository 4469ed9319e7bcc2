"""From the first start to the paper: by keys alone, by mouse alone, by touch alone."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from console.app.example.data import read
from console.app.example.year import fill
from console.app.ports import Store
from console.core.clock import Clock, Instant, SystemClock
from console.core.record import Record
from console.core.state import SessionState
from console.ui.pages.clients import Clients
from console.ui.pages.first import FirstStart
from console.ui.pages.home import Home
from console.ui.pages.session import SessionPage
from console.ui.pages.summary import SummaryPage
from console.ui.parts import Paper
from console.ui.start import Console
from resources import text
from tests.bench.stage import protocol
from tests.memory_store import MemoryStore
from tests.ui.rooms import WORDS, Shown
from tests.ui.starting import SECRET, parts

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
SPACE, ENTER, TAB = Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Tab
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
        self.qtbot, self._press, self.clock = qtbot, press, MovedClock()
        self.shown = Shown(app)

        def summary(record: Record, paper: Paper) -> bytes:
            from console.documents.summary import summary

            return summary(record, WORDS, paper)

        def example() -> Store:
            store = MemoryStore("example")
            fill(store, protocol(), read(text("rehearsals", "example.toml")), self.clock.now(), 1, "Europe/Berlin")
            return store

        given = replace(parts(folder), words=WORDS, summary=summary, example=example, clock=self.clock)
        self.console = Console(app, given)
        self.model, self.window = self.console.model, self.console.window
        qtbot.addWidget(self.window)
        self.console.begin()
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    @property
    def state(self) -> SessionState:
        assert self.model.session is not None
        return self.model.session

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.model.worker.busy, timeout=20_000)
        for _ in range(3):
            QApplication.processEvents()

    def at(self, page: type[QWidget]) -> None:
        self.qtbot.waitUntil(lambda: isinstance(self.window.page, page), timeout=20_000)
        self.settle()

    def key(self, *keys: Qt.Key | str, seconds: float = 1) -> None:
        for key in keys:
            target = QApplication.focusWidget() or self.window
            if isinstance(key, str):
                QTest.keyClicks(target, key)
            else:
                QTest.keyClick(target, key)
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
        self._press(page.bar.main)
        self.settle()
        self.clock.advance(seconds)

    def close(self) -> None:
        self.window.close()
        assert not self.console.awake.on
        app = QApplication.instance()
        assert app is not None
        app.removeEventFilter(self.shown)
        assert [each for each in self.shown.windows if each is not self.window] == []


def by_mouse(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(widget.width() // 2, widget.height() // 2))


def by_touch(widget: QWidget) -> None:
    """What has been scrolled out of sight is scrolled into it first."""
    area = widget.parent()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parent()
    if isinstance(area, QScrollArea):
        area.ensureWidgetVisible(widget)
        QApplication.processEvents()
    device = QTest.createTouchDevice()
    window = widget.window()
    at = widget.mapTo(window, widget.rect().center())
    QTest.touchEvent(window, device).press(0, at, window).commit()
    QTest.touchEvent(window, device).release(0, at, window).commit()


@pytest.fixture(params=[by_mouse, by_touch])
def pointer(request: pytest.FixtureRequest, qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Hands]:
    """No tap is so fast that it is the second half of a double one."""
    hands = Hands(qtbot, qapp, tmp_path, request.param)
    before = qapp.doubleClickInterval()
    qapp.setDoubleClickInterval(0)
    yield hands
    qapp.setDoubleClickInterval(before)
    hands.close()


@pytest.fixture
def keys(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Hands]:
    hands = Hands(qtbot, qapp, tmp_path, by_mouse)
    yield hands
    hands.close()


def test_by_keys_from_the_first_start_to_the_paper(
    keys: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys.key("1", "Skin & Co", TAB, "Dr A. Osei", ENTER, SECRET, TAB, TAB, SECRET, ENTER)
    first = keys.window.page
    assert isinstance(first, FirstStart)
    keys.qtbot.waitUntil(first.code.isVisible, timeout=20_000)
    keys.key(ENTER, first.founding.code, ENTER)
    keys.qtbot.waitUntil(first.adoption.isVisible, timeout=20_000)
    assert isinstance(QApplication.focusWidget(), QCheckBox | QAbstractButton)
    keys.key(SPACE, ENTER)
    keys.at(Home)
    keys.key("n")
    keys.at(Clients)
    QTest.keyClick(keys.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    keys.key("Maya Lindqvist", *[ENTER] * 4, ENTER)
    keys.key("1")
    keys.at(SessionPage)
    keys.key(SPACE, "3", "d", "1", "v", "4", *"1234567", SPACE, SPACE)
    keys.key("1", SPACE)
    keys.clock.advance(35 * 60)
    keys.console.lock.touch()
    keys.key("a", SPACE, *"1234567", SPACE, SPACE, "+", SPACE, SPACE, SPACE, seconds=20)
    assert [len(each.passes) for each in keys.state.treated] == [3]
    keys.key(SPACE, *"1234567", SPACE, SPACE)
    assert keys.state.signed is not None
    keys.key(SPACE)
    keys.at(SummaryPage)
    page = keys.window.page
    assert isinstance(page, SummaryPage)
    keys.qtbot.waitUntil(lambda: page.summary is not None, timeout=20_000)
    monkeypatch.setattr(page, "choose_file", lambda _: tmp_path / "paper.pdf")
    QTest.keyClick(keys.window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    keys.settle()
    assert (tmp_path / "paper.pdf").read_bytes().startswith(b"%PDF")


def to_the_paper(pointer: Hands, paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From needling on, with a reaction at the end."""
    while pointer.model.next_action().code != "finish-step":
        if pointer.model.next_action().code == "set-depth":
            pointer.press("Deeper")
        pointer.primary(seconds=20)
    pointer.primary()
    for number in range(1, 8):
        pointer.press(f"{number}.")
    pointer.primary()
    pointer.press("Reaction")
    pointer.press("Strong pain")
    pointer.press("Nothing yet")
    pointer.primary()
    while pointer.model.next_action().code == "give-reasons":
        pointer.primary()
        pointer.press("Client asked for it")
    pointer.primary()
    assert pointer.state.signed is not None
    pointer.primary()
    pointer.at(SummaryPage)
    page = pointer.window.page
    assert isinstance(page, SummaryPage)
    pointer.qtbot.waitUntil(lambda: page.summary is not None, timeout=20_000)
    monkeypatch.setattr(page, "choose_file", lambda _: paper)
    pointer.press("Save")
    assert paper.read_bytes().startswith(b"%PDF")


def test_by_pointer_from_the_first_start_to_the_paper(
    pointer: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only names and secrets are typed, as on the keyboard that a touch PC shows for them."""
    pointer.press("Set up this clinic")
    pointer.write("Skin & Co", "Dr A. Osei")
    pointer.press("Next")
    pointer.write(SECRET, SECRET)
    pointer.press("Next")
    first = pointer.window.page
    assert isinstance(first, FirstStart)
    pointer.qtbot.waitUntil(first.code.isVisible, timeout=20_000)
    pointer.press("I have written it down")
    pointer.write(first.founding.code)
    pointer.press("Next")
    pointer.qtbot.waitUntil(first.adoption.isVisible, timeout=20_000)
    pointer.press("I have read")
    pointer.press("Adopt")
    pointer.at(Home)
    pointer.press("New session")
    pointer.at(Clients)
    pointer.press("New client")
    pointer.write("Maya Lindqvist")
    pointer.press("Save")
    pointer.press("Start a session")
    pointer.press("Couch 1")
    pointer.at(SessionPage)
    pointer.press("All others: no")
    pointer.primary(1)
    for number in range(1, 8):
        pointer.press(f"{number}. ")
    pointer.primary()
    pointer.press("SkinPen")
    pointer.primary()
    pointer.press("Full face")
    pointer.primary()
    assert pointer.state.step == "cleanse"
    pointer.primary()
    pointer.press("Lidocaine 4 %")
    pointer.primary()
    pointer.clock.advance(50 * 60)
    pointer.console.lock.touch()
    pointer.model.look_around()
    pointer.settle()
    pointer.primary()
    for number in range(1, 8):
        pointer.press(f"{number}. ")
    pointer.primary()
    assert pointer.state.step == "needling"
    to_the_paper(pointer, tmp_path / "paper.pdf", monkeypatch)


def test_by_pointer_from_the_example_to_the_paper(
    pointer: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pointer.press("Try the example clinic")
    pointer.at(Home)
    assert pointer.console.awake.on
    pointer.press("Go on")
    pointer.at(SessionPage)
    to_the_paper(pointer, tmp_path / "paper.pdf", monkeypatch)
    assert len(pointer.state.treated) == 18

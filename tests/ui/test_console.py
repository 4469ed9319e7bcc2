"""From the first start to the paper: by keys alone, by mouse alone, by touch alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox
from pytestqt.qtbot import QtBot

from console.ui.clients.clients_page import ClientsPage
from console.ui.home.home_page import HomePage
from console.ui.records.summary_page import SummaryPage
from console.ui.session.session_page import SessionPage
from console.ui.start.first_start import FirstStart
from tests.support.numbers_read import read_all
from tests.support.real_parts import SECRET
from tests.support.whole_window import Hands, by_mouse, by_touch

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
SPACE, ENTER, TAB, END = Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_End


@pytest.fixture
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
    keys.key("1", "Skin & Co", TAB, "Dr A. Osei", ENTER, SECRET, TAB, SECRET, ENTER)
    first = keys.window.page
    assert isinstance(first, FirstStart)
    keys.qtbot.waitUntil(first.code.isVisible, timeout=20_000)
    keys.key(ENTER, first.setup.code, ENTER, "112", ENTER, "2580", ENTER, "2580", ENTER)
    keys.qtbot.waitUntil(first.adoption.isVisible, timeout=20_000)
    assert isinstance(QApplication.focusWidget(), QCheckBox | QAbstractButton)
    while first.adoption.unread:
        keys.key(END, SPACE)
    keys.clock.advance(1)
    while not first.foot.primary.hasFocus():
        keys.key(TAB)
    keys.key(ENTER)
    keys.at(HomePage)
    keys.key("n")
    keys.at(ClientsPage)
    QTest.keyClick(keys.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    keys.key("Maya Lindqvist", *[ENTER] * 6, ENTER)
    keys.key("1")
    keys.at(SessionPage)
    keys.key(SPACE, "3", "2", "d", "1", "v", "4", *"1234567", SPACE, "1", SPACE, SPACE)
    keys.key("1", SPACE)
    keys.clock.advance(35 * 60)
    keys.console.lock.touch()
    keys.key("a", SPACE, *"1234567", SPACE, SPACE, "+", SPACE, SPACE, SPACE, seconds=20)
    assert [len(each.passes) for each in keys.state.treated] == [3]
    keys.key(SPACE, *"1234567", SPACE, SPACE, "2")  # no lot of the cartridge was recorded: signed without
    assert keys.state.signed is not None
    keys.key(SPACE)
    keys.at(SummaryPage)
    page = keys.window.page
    assert isinstance(page, SummaryPage)
    keys.qtbot.waitUntil(lambda: page.summary is not None, timeout=20_000)
    monkeypatch.setattr(page.copies, "choose_file", lambda _: tmp_path / "paper.pdf")
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
    pointer.press("Severe")
    pointer.primary()
    while pointer.model.next_action().code == "give-reasons":
        pointer.primary()
        pointer.press("Client asked for it")
    without_lot = pointer.model.next_action().code == "sign-without-lot"
    pointer.primary()
    if without_lot:
        pointer.press("Sign off without")
    assert pointer.state.signed is not None
    pointer.primary()
    pointer.at(SummaryPage)
    page = pointer.window.page
    assert isinstance(page, SummaryPage)
    pointer.qtbot.waitUntil(lambda: page.summary is not None, timeout=20_000)
    monkeypatch.setattr(page.copies, "choose_file", lambda _: paper)
    pointer.press("Save")
    assert paper.read_bytes().startswith(b"%PDF")


@pytest.mark.soak
@pytest.mark.parametrize("pointer", [by_mouse, by_touch], indirect=True)
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
    pointer.write(first.setup.code)
    pointer.press("Next")
    pointer.press("Next")
    assert "no number to call" in first.safety.number.trouble.text()
    pointer.press("Next")
    pointer.qtbot.waitUntil(first.adoption.isVisible, timeout=20_000)
    pointer.press("Read on")
    read_all(first)
    pointer.press("Adopt")
    pointer.at(HomePage)
    pointer.press("New session")
    pointer.at(ClientsPage)
    pointer.press("New client")
    pointer.write("Maya Lindqvist")
    pointer.press("Save")
    pointer.press("Start a session")
    pointer.press("Couch 1")
    pointer.at(SessionPage)
    pointer.press("All others: no")
    pointer.press("No to all of these")
    pointer.primary(1)
    for number in range(1, 8):
        pointer.press(f"{number}. ")
    pointer.primary()
    pointer.press("SkinPen")
    pointer.primary()
    pointer.press("Full face")
    for _ in ("temples", "jaw"):
        pointer.primary()
        pointer.press("0.25 mm")
    pointer.primary()
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


@pytest.mark.parametrize("pointer", [by_touch], indirect=True)
def test_by_touch_the_example_is_gone_on_with(pointer: Hands) -> None:
    pointer.press("Try the example clinic")
    pointer.at(HomePage)
    pointer.press("Go on")
    pointer.at(SessionPage)
    before = sum(len(each.passes) for each in pointer.state.treated)
    while sum(len(each.passes) for each in pointer.state.treated) == before:
        if pointer.model.next_action().code == "set-depth":
            pointer.press("Deeper")
        pointer.primary(seconds=20)
    pointer.press("Reaction")
    pointer.press("Strong pain")
    pointer.press("Nothing yet")
    pointer.press("Severe")
    assert pointer.state.reactions


@pytest.mark.soak
@pytest.mark.parametrize("pointer", [by_mouse, by_touch], indirect=True)
def test_by_pointer_from_the_example_to_the_paper(
    pointer: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pointer.press("Try the example clinic")
    pointer.at(HomePage)
    assert pointer.console.keep_awake.on
    pointer.press("Go on")
    pointer.at(SessionPage)
    to_the_paper(pointer, tmp_path / "paper.pdf", monkeypatch)
    assert len(pointer.state.treated) == 18

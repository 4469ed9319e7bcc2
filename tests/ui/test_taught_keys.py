"""Any key, a pedal or a button of a mouse can be taught what it does, and forgets it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from console.ui.input.taught_scanner import TaughtScanner
from console.ui.shell.preferences import Settings, load, save
from tests.support.keyboard import Keyboard
from tests.support.lock_rooms import Hands
from tests.support.long_run import quick_of
from tests.support.whole_window import by_mouse

SPACE, ESCAPE, F13 = Qt.Key.Key_Space, Qt.Key.Key_Escape, Qt.Key.Key_F13


@pytest.fixture
def booth(hands: Hands) -> Hands:
    hands.begin()
    hands.keyboard = Keyboard(hands.window, hands.room.clock, hands.settle)
    return hands


def teach(booth: Hands, does: str, key: Qt.Key | str) -> None:
    booth.keyboard.person("?")
    booth.press("Teach a key")
    booth.press(does)
    booth.keyboard.person(key)


def texts(booth: Hands) -> str:
    return "\n".join(each.text() for each in booth.window.findChildren(QLabel) if each.isVisible())


PEDALS = [F13, Qt.Key.Key_F24, Qt.Key.Key_MediaPlay, Qt.Key.Key_VolumeUp, Qt.Key.Key_PageUp, "B"]


@pytest.mark.parametrize("key", quick_of(PEDALS, F13, Qt.Key.Key_VolumeUp, "B"))
def test_any_key_can_be_the_pedal(booth: Hands, key: Qt.Key | str) -> None:
    teach(booth, "Pause or continue", key)
    booth.keyboard.person(ESCAPE)
    assert booth.window.page is booth.page
    booth.keyboard.person(key)
    assert booth.page.prompt.isVisible()
    assert load(booth.console.dependencies.settings).aliases == booth.console.settings.aliases != {}


def test_a_taught_pedal_goes_on_and_on_a_sheet_too(booth: Hands) -> None:
    teach(booth, "Go on", F13)
    booth.keyboard.person(ESCAPE, F13)
    assert booth.page.prompt.isVisible()
    booth.keyboard.person(Qt.Key.Key_Down, F13)
    assert len(booth.state.answers) == 1


def test_a_taught_pedal_that_bounces_counts_once(booth: Hands) -> None:
    teach(booth, "Go on", F13)
    booth.keyboard.person(ESCAPE, F13, Qt.Key.Key_Down)
    booth.keyboard.wait(400)
    for _ in range(3):
        booth.keyboard.press(F13)
        booth.keyboard.wait(30)
    booth.keyboard.quiet()
    assert len(booth.state.answers) == 1


def test_what_a_key_does_already_is_told_first(booth: Hands) -> None:
    teach(booth, "Go on", ESCAPE)
    assert "Esc does something already: Home, or close" in texts(booth)
    booth.press("Leave it")
    assert booth.console.settings.aliases == {}
    booth.press("Teach a key")
    booth.press("Go on")
    booth.keyboard.person(ESCAPE)
    booth.press("Let it do this instead: Go on")
    assert booth.console.settings.aliases == {"Esc": "primary"}
    booth.press("Close")
    booth.keyboard.person(ESCAPE)
    assert booth.window.page is booth.page
    assert booth.page.prompt.isVisible()


def test_a_key_that_does_it_already_and_one_without_a_name(booth: Hands) -> None:
    teach(booth, "Go on", SPACE)
    assert "Space does that already: Go on" in texts(booth)
    booth.press("Leave it")
    booth.press("Teach a key")
    booth.press("Go on")
    booth.keyboard.person(Qt.Key.Key_unknown)
    assert "This key has no name" in texts(booth)
    assert booth.console.settings.aliases == {}


def test_a_taught_key_is_forgotten(booth: Hands) -> None:
    teach(booth, "Undo", F13)
    booth.press("Teach a key")
    booth.press("Forget F13: Undo")
    assert booth.console.settings.aliases == {}


def test_leaving_it_lets_keys_be_keys_again(booth: Hands) -> None:
    booth.keyboard.person("?")
    booth.press("Teach a key")
    booth.press("Go on")
    booth.press("Leave it")
    booth.keyboard.person(ESCAPE)
    assert booth.window.page is booth.page


def test_a_clicker_with_mouse_buttons(booth: Hands) -> None:
    booth.keyboard.person("?")
    booth.press("Teach a key")
    booth.press("Pause or continue")
    by_mouse(booth.window, Qt.MouseButton.BackButton)
    booth.settle()
    assert booth.console.settings.aliases == {"Mouse8": "pause"}
    assert "Mouse 8" in texts(booth)
    booth.keyboard.person(ESCAPE)
    by_mouse(booth.page, Qt.MouseButton.BackButton)
    booth.settle()
    assert booth.page.prompt.isVisible()


def test_a_slow_scanner_is_taught_by_the_scan_after_one_that_was_not_known(booth: Hands) -> None:
    """It sends F9 in front of each code and an arrow behind it, and takes 140 ms for a sign."""
    history = booth.state.history
    booth.keyboard.burst([Qt.Key.Key_F9, *"hello-world"], 60)
    booth.press("Teach the scanner")
    code = [Qt.Key.Key_F9, *"4012345678901", Qt.Key.Key_Down]
    booth.keyboard.burst([*"12"], 60)
    assert "That was no scan" in texts(booth)
    booth.keyboard.burst([*"hello-world"], 60)
    assert "No code was found" in texts(booth)
    booth.keyboard.burst(code, 140)
    assert "In front of a code: F9. Behind it: Down." in texts(booth)
    kept = load(booth.console.dependencies.settings).scanner
    assert kept == TaughtScanner(140, 0, ("F9",), ("Down",))
    booth.keyboard.person(ESCAPE, ESCAPE)
    assert booth.window.page is booth.page
    booth.keyboard.burst(code, 140)
    assert "04012345678901" in texts(booth)
    assert booth.state.history == history
    booth.keyboard.person(ESCAPE, "?")
    assert booth.window.page is not booth.page, "keys are keys again"


def test_where_there_is_no_scanner_no_key_waits(booth: Hands) -> None:
    booth.keyboard.burst([*"hello-world"], 60)
    booth.press("Teach the scanner")
    booth.keyboard.person("1")
    assert "Keys act at once" in texts(booth)
    assert load(booth.console.dependencies.settings).scanner == TaughtScanner(none=True)
    booth.keyboard.person(ESCAPE, ESCAPE)
    booth.keyboard.wait(400)
    booth.keyboard.press("p")
    assert booth.page.prompt.isVisible()


def test_elsewhere_a_taught_key_is_itself(booth: Hands) -> None:
    teach(booth, "Go on", "B")
    booth.keyboard.person(ESCAPE, "n", "B")
    note = QApplication.focusWidget()
    assert note is not None
    assert note.toPlainText() == "B"  # type: ignore[attr-defined]


def test_settings_keep_only_actions_that_there_are(tmp_path: Path) -> None:
    save(tmp_path / "s.json", Settings(aliases={"F13": "primary", "F14": "explode", "": "undo"}))
    assert load(tmp_path / "s.json").aliases == {"F13": "primary"}

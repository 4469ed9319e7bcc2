"""What is scanned and what is typed beside each other: neither takes anything from the other."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit

from console.core.events import Noted
from console.ui.kit.pack_fields import Pack
from tests.support.keyboard import Keyboard, bring, focused
from tests.support.long_run import quick_of
from tests.support.scans import GTIN, PACK, field, line
from tests.support.start_points import prepared
from tests.support.window_room import RunScreenRoom

ENTER = Qt.Key.Key_Return


@pytest.fixture
def keyboard(desk: RunScreenRoom) -> Keyboard:
    return desk.keyboard


def test_a_scan_stays_out_of_notes_and_other_text_stays(desk: RunScreenRoom, keyboard: Keyboard) -> None:
    keyboard.person("n")
    note = focused()
    assert isinstance(note, QPlainTextEdit)
    keyboard.person(*"lot ")
    keyboard.scanner(f"]d2{PACK}")
    assert note.toPlainText() == "lot "
    assert "Nothing was recorded" in line(desk)
    keyboard.scanner("ABC-7781")
    assert note.toPlainText() == "lot ABC-7781\n"
    keyboard.scanner("+$even brave cats")
    assert note.toPlainText() == "lot ABC-7781\n+$even brave cats\n"
    keyboard.burst([*"ab", (Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, "\n"), *"no pain"], 16)
    assert note.toPlainText().endswith("cats\nab\nno pain"), "an Enter that Qt has no name for, as programs send it"
    assert not desk.page.prompt.isHidden()
    assert not any(isinstance(each.body, Noted) for each in desk.state.history)


def test_a_scan_replaces_nothing_that_was_typed(desk: RunScreenRoom, keyboard: Keyboard) -> None:
    desk.lead(prepared)
    keyboard.scanner(PACK)
    name = field(desk, "Name")
    name.setText("NB 12")
    name.setFocus()
    name.selectAll()
    keyboard.scanner(f"]d2{PACK}")
    assert name.text() == "NB 12"


def test_a_code_typed_as_it_is_printed_is_read(desk: RunScreenRoom, keyboard: Keyboard) -> None:
    desk.lead(prepared)
    desk.click("Add a product")
    field(desk, "Lot").setFocus()
    keyboard.person(*f"(01){GTIN}(10)AB12", after=90)
    keyboard.person(ENTER)
    assert field(desk, "Lot").text() == "AB12"
    assert GTIN in desk.page.findChildren(Pack)[-1].accessibleName()


def test_a_wrong_check_digit_is_said(desk: RunScreenRoom, keyboard: Keyboard) -> None:
    desk.lead(prepared)
    keyboard.scanner("010401234567890217270630" + "10AB12")
    texts = [each.text() for each in desk.page.findChildren(QLabel) if each.isVisible()]
    assert any("wrong digit" in each for each in texts)


@pytest.mark.parametrize("every", quick_of([4, 16, 20], 4, 20))
@pytest.mark.parametrize("text", ["no latex", "a b c d e f", "x  y  zz, penicillin"])
def test_what_a_program_types_keeps_its_spaces(desk: RunScreenRoom, keyboard: Keyboard, text: str, every: int) -> None:
    """A text expander or dictation types as fast as a scanner, but no code."""
    desk.lead(prepared)
    keyboard.scanner(PACK)
    keyboard.scanner(text, every, end="")
    assert field(desk, "Name").text() == text


def test_a_space_a_little_later_stays_behind_the_word(desk: RunScreenRoom, keyboard: Keyboard) -> None:
    desk.lead(prepared)
    keyboard.scanner(PACK)
    for char, after in zip("that is", (400, 30, 30, 30, 70, 70, 70), strict=True):
        keyboard.wait(after)
        keyboard.press(char)
    keyboard.quiet()
    assert field(desk, "Name").text() == "that is"


@pytest.mark.parametrize(("before", "shown"), [("ab", "acdefg"), ("abcdef", "abcdecdefg")])
def test_a_backspace_takes_back_the_sign_before_it(
    desk: RunScreenRoom, keyboard: Keyboard, before: str, shown: str
) -> None:
    desk.lead(prepared)
    keyboard.scanner(PACK)
    for char in before:
        keyboard.wait(10)
        keyboard.press(char)
    keyboard.wait(10)
    bring(desk.window, Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier, "\b", keyboard.at)
    for char in "cdefg":
        keyboard.wait(10)
        keyboard.press(char)
    keyboard.quiet()
    assert field(desk, "Name").text() == shown


def test_a_key_held_down_in_a_field_types_on(desk: RunScreenRoom, keyboard: Keyboard) -> None:
    keyboard.person("n")
    note = focused()
    assert isinstance(note, QPlainTextEdit)
    keyboard.hold("x", times=5)
    keyboard.hold("y", True, times=2)
    assert note.toPlainText() == "xxxxxxyyy"

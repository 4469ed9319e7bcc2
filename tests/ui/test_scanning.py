"""A scanner types like a keyboard, into whatever is shown: its signs are no keys, its codes go where they belong."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from console.core.events import CreamOn, DepthSet, ProductUsed, ScreeningAnswered, Undone, ZoneTaken
from console.ui.home.home_page import HomePage
from console.ui.input.key_queue import LONGEST
from console.ui.input.taught_scanner import TaughtScanner
from console.ui.shell.backup_scheduler import BackupScheduler
from tests.support.keyboard import DOWN, Keyboard, focused
from tests.support.lock_rooms import Hands
from tests.support.long_run import quick_of
from tests.support.scans import GTIN, PACK, choose_kind, field, line
from tests.support.start_points import numbed, prepared
from tests.support.window_room import RunScreenRoom

SPACE, ENTER, ESCAPE = Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Escape
GTIN_AND_LOT = f"01{GTIN}17270630" + "10AB12"
LOST = f"01{GTIN}17270630" + "10AB1221SER9"


@pytest.fixture
def keyboard(desk: RunScreenRoom) -> Keyboard:
    return desk.keyboard


def used(desk: RunScreenRoom) -> list[ProductUsed]:
    return [each.body for each in desk.state.history if isinstance(each.body, ProductUsed)]


@pytest.mark.parametrize("end", ["\r", "\t", ""])
def test_nothing_that_is_scanned_acts_as_keys(desk: RunScreenRoom, keyboard: Keyboard, end: str) -> None:
    before = desk.state
    for text in (PACK, "4012345678901", "123456789", "zzpprrmmxy", "+A123BJC5D6E71G", "]C0ZPRM", "zq"):
        keyboard.scanner(text, end=end)
        desk.settle()
        assert desk.state.history == before.history, text
        assert desk.window.page is desk.page, text
        assert not used(desk), text


@pytest.mark.parametrize("every", [1, 4, 20, 45])
def test_a_scan_opens_the_form_of_a_product(desk: RunScreenRoom, keyboard: Keyboard, every: int) -> None:
    desk.lead(prepared)
    keyboard.scanner(PACK, every)
    assert field(desk, "Lot").text() == "AB12"
    assert focused() is field(desk, "Name")
    keyboard.person("N", "B")
    assert field(desk, "Name").text() == "NB"
    keyboard.scanner(PACK)
    assert field(desk, "Name").text() == "NB"
    keyboard.person(Qt.Key.Key_PageDown)
    assert used(desk) == []
    keyboard.person(Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown)
    desk.settle()
    assert used(desk) == [ProductUsed("cleanser", "NB", "AB12", "2027-06-30", None, GTIN, "SER9")]


@pytest.mark.parametrize("marked", [True, False])
@pytest.mark.parametrize("every", [0, 1, 4, 20])
def test_no_sign_is_lost_where_one_comes_twice_at_once(
    desk: RunScreenRoom, keyboard: Keyboard, every: int, marked: bool
) -> None:
    """A key that comes up and goes down again in the same millisecond is a repeat only where it was held for long."""
    desk.lead(prepared)
    touching(keyboard, PACK.replace("AB12", "A1100022"), every, marked)
    assert field(desk, "Lot").text() == "A1100022"
    keyboard.person(ESCAPE, "n")
    note = focused()
    assert isinstance(note, QPlainTextEdit)
    touching(keyboard, "Lot A1100022", every, marked)
    assert note.toPlainText() == "Lot A1100022\n"


def touching(keyboard: Keyboard, text: str, every: int, marked: bool) -> None:
    """A scanner's keys, each down until the next one goes down; `marked`: a sign that comes again is, as a repeat."""
    keyboard.wait(800)
    for before, sign in pairwise(" " + text + "\r"):
        keyboard.press(sign, marked and sign == before, DOWN)
        keyboard.wait(every)
        keyboard.press(sign, False, (QEvent.Type.KeyRelease,))
    keyboard.quiet()


def test_the_same_product_again_is_one_press(desk: RunScreenRoom, keyboard: Keyboard) -> None:
    desk.lead(prepared)
    desk.model.propose(ProductUsed("glide", "Glow", "A1", gtin=GTIN))
    desk.settle()
    keyboard.scanner(PACK)
    keyboard.person(ENTER)
    desk.settle()
    assert used(desk)[1] == ProductUsed("glide", "Glow", "AB12", "2027-06-30", None, GTIN, "SER9")


def test_cream_is_filled_in_and_space_puts_it_on(desk: RunScreenRoom, keyboard: Keyboard) -> None:
    desk.lead(prepared)
    keyboard.person(SPACE)
    desk.settle()
    keyboard.scanner(PACK)
    keyboard.person("1", SPACE)
    desk.settle()
    (on,) = (each.body for each in desk.state.history if isinstance(each.body, CreamOn))
    assert (on.lot, on.expiry, on.gtin, on.serial) == ("AB12", "2027-06-30", GTIN, "SER9")


def test_a_scan_that_can_be_read_otherwise_is_asked_about(desk: RunScreenRoom, keyboard: Keyboard) -> None:
    desk.lead(prepared)
    keyboard.scanner(LOST)
    assert field(desk, "Lot").text() == ""
    field(desk, "Name").setText("NB")
    choose_kind(desk)
    desk.page.prompt.to_primary()
    keyboard.person(SPACE)
    desk.settle()
    assert not used(desk)
    assert focused().accessibleName().endswith("serial SER9")
    keyboard.person(SPACE)
    assert field(desk, "Lot").text() == "AB12"
    keyboard.person(SPACE)
    desk.settle()
    assert (used(desk)[0].lot, used(desk)[0].serial) == ("AB12", "SER9")


def test_a_scan_into_a_question_does_nothing_but_say_so(desk: RunScreenRoom, keyboard: Keyboard) -> None:
    keyboard.person(SPACE)
    before = desk.state.history
    keyboard.scanner(PACK)
    desk.settle()
    assert desk.state.history == before
    assert not desk.page.prompt.isHidden()
    assert GTIN in line(desk)
    assert "Answer or close it" in line(desk)


def test_a_scan_on_another_page_says_where_it_belongs(desk: RunScreenRoom, keyboard: Keyboard) -> None:
    home = HomePage(desk.model, desk.theme, BackupScheduler(desk.model))
    desk.window.show_page(home)
    home.show_all()
    desk.settle()
    keyboard.scanner("123456789012")
    assert desk.window.page is home
    assert "belongs in a session" in line(desk)
    assert "000123456789012"[1:] in line(desk)


def test_what_is_no_code_is_said_with_what_to_do(desk: RunScreenRoom, keyboard: Keyboard) -> None:
    keyboard.scanner("=/A9999XYZ100T0944")
    assert "ICCBBA" in line(desk)
    keyboard.scanner("hello-world")
    assert "signs: 11" in line(desk)
    assert "not the code of a pack" in line(desk)
    desk.room.clock.advance(9_000)
    desk.window.ticked.emit()
    assert line(desk) == ""


@pytest.mark.parametrize("every", [20, 90])
def test_a_pin_or_passphrase_typed_where_nothing_was_locked_is_shown_nowhere(
    desk: RunScreenRoom, keyboard: Keyboard, every: int
) -> None:
    """Its length alone is told, with what to do; and a pack's code of eight digits is taken once its form is open."""
    desk.lead(prepared)
    before = desk.state.history
    for secret in ("2580", "40170725", "96385074", "4012345678902", "brave-cats", "gröner-ßtern", "+Letmein1"):
        keyboard.scanner(secret, every)
        desk.settle()
        assert f"signs: {len(secret)}" in line(desk), secret
        shown = [each.text() for each in desk.window.findChildren(QLabel) if each.isVisible()]
        shown += [each.accessibleName() for each in desk.window.findChildren(QWidget)]
        assert not any(part in each for each in shown for part in (secret, "ß", "LETMEIN1")), secret
        assert desk.page.prompt.isHidden(), secret
    assert desk.state.history == before
    desk.click("Add a product")
    keyboard.scanner("40170725", every)
    texts = [each.accessibleName() for each in desk.page.findChildren(QWidget)]
    assert any("40170725" in each for each in texts)


def test_what_the_first_key_of_a_slow_uneven_scan_recorded_is_taken_back_and_said(
    desk: RunScreenRoom, keyboard: Keyboard
) -> None:
    keyboard.person(SPACE)
    for code, gaps, acted in (
        ("2468", (180, 131, 205, 148, 190), 1), ("1353", (240, 130, 249, 150, 120), 1), ("1224", (180,) * 5, 1),
    ):  # fmt: skip
        before = desk.state
        keyboard.wait(800)
        keyboard.unevenly([*code, ENTER], gaps)
        new = desk.state.history[len(before.history) :]
        assert [type(each.body) for each in new] == [ScreeningAnswered] * acted + [Undone] * acted, code
        assert desk.state.answers == before.answers
        assert "Taken back: " in line(desk)
        assert "signs: 4" in line(desk)
    keyboard.person("1")
    assert desk.state.answers != before.answers


@pytest.mark.parametrize("gap", [130, 240])
def test_a_key_pressed_again_and_again_right_behind_another_one_counts_each_time(
    desk: RunScreenRoom, keyboard: Keyboard, gap: int
) -> None:
    """By a clicker or a pedal that lets go of its key at once, as a scanner does."""
    desk.lead(prepared, numbed)
    desk.model.propose(ZoneTaken("forehead"))
    desk.settle()
    before = len(desk.state.history)
    keyboard.unevenly("6+++", [gap] * 4)
    keyboard.quiet()
    new = [each.body for each in desk.state.history[before:]]
    assert [each.depth_um for each in new if isinstance(each, DepthSet)] == [500, 750, 1000]


@pytest.mark.parametrize("gap", [4, 60, 150])
def test_where_no_key_waits_what_an_unknown_scanner_did_is_taken_back(
    desk: RunScreenRoom, keyboard: Keyboard, gap: int
) -> None:
    keyboard.person(SPACE)
    scanner = desk.window.scan_routing.scanner
    scanner.use({}, TaughtScanner(none=True))
    before = desk.state
    keyboard.wait(800)  # the question has been read
    keyboard.press("1")
    desk.settle()
    assert len(desk.state.history) == len(before.history) + 1, "at once"
    before = desk.state
    keyboard.wait(800)
    keyboard.unevenly([*"24012345", ENTER], [gap] * 9)
    assert desk.state.answers == before.answers
    assert "Taken back: " in line(desk)


def test_a_scanner_that_is_stuck(desk: RunScreenRoom, keyboard: Keyboard) -> None:
    before = desk.state.history
    for char in "317" * 1400:
        keyboard.wait(8)
        keyboard.press(char)
        assert len(desk.window.scan_routing.scanner.queue._scan or "") <= LONGEST
    assert line(desk) == ""
    keyboard.quiet()
    desk.settle()
    assert desk.state.history == before
    assert "More than" in line(desk)
    keyboard.person("p")
    assert not desk.page.prompt.isHidden()


def test_a_new_page_is_not_what_the_rest_of_a_scan_falls_on(desk: RunScreenRoom, keyboard: Keyboard) -> None:
    keyboard.scanner(PACK, end="")
    before = desk.state.history
    keyboard.person(ESCAPE)
    keyboard.scanner("3" + PACK)
    desk.settle()
    assert desk.state.history == before


@pytest.mark.parametrize("late", ["\r", "\t"])
def test_the_end_of_a_scan_may_come_late(desk: RunScreenRoom, keyboard: Keyboard, late: str) -> None:
    desk.lead(prepared)
    desk.model.propose(ProductUsed("glide", "Glow", "A1", gtin=GTIN))
    desk.settle()
    keyboard.scanner(PACK, end="")
    recording = focused()
    keyboard.wait(250)
    keyboard.press(late)
    desk.settle()
    assert len(used(desk)) == 1
    assert focused() is recording
    keyboard.person(ENTER)
    assert len(used(desk)) == 2


def test_a_prefix_lets_a_scanner_be_slow(desk: RunScreenRoom, keyboard: Keyboard) -> None:
    desk.lead(prepared)
    keyboard.scanner(f"]d2{PACK}", every=120)
    assert field(desk, "Lot").text() == "AB12"


def test_a_scanner_of_any_pace_opens_nothing_and_records_nothing(hands: Hands) -> None:
    """Onto Home, into work, onto the locked screen; with keys of its own in front and behind."""
    history = hands.begin().history
    hands.console.home()
    hands.settle()
    keyboard, home = Keyboard(hands.window, hands.room.clock, hands.settle), hands.window.page
    code = "4012345678901"
    for every in (4, 60, 75, 90):
        for text in (code, "12", "1357246"):
            for front in ((), (Qt.Key.Key_F8,), (ENTER,), (SPACE, ESCAPE)):
                keyboard.burst([*front, *text, ENTER, Qt.Key.Key_Down], every)
                assert hands.window.page is home, (every, text, front)
        keyboard.person("1")
        assert hands.window.page is hands.page
        keyboard.burst([Qt.Key.Key_F8, *code, Qt.Key.Key_PageDown, ENTER], every)
        assert field(hands, "Name") is focused()
        keyboard.person(ESCAPE, "l")
        keyboard.burst([*"2580", *"2580", ENTER], every)
        assert hands.locked.unlock_panel.pad.dots.text() == "○○○○"
        keyboard.person(*"2580")
        assert hands.window.page is hands.page
        assert hands.state.history == history
        hands.console.home()
        hands.settle()


@pytest.mark.parametrize("every", quick_of([4, 60], 4))
@pytest.mark.parametrize("into_field", [False, True])
def test_a_sign_made_with_ctrl_or_alt_is_no_text(
    desk: RunScreenRoom, keyboard: Keyboard, every: int, into_field: bool
) -> None:
    """A German keyboard and a scanner set to a US one; and one that sends the separator as an ALT code."""
    desk.lead(prepared)
    if into_field:
        desk.click("Add a product")
        field(desk, "Lot").setFocus()
    pad = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.AltModifier
    code = [(Qt.Key(ord(digit)), pad, digit) for digit in "029"]
    keyboard.burst([*GTIN_AND_LOT, *code, *"21SER9", ENTER], every)
    assert (field(desk, "Lot").text(), "this keyboard" in line(desk)) == ("AB12", False)
    keyboard.person(ESCAPE)
    plus = (Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier, "+")
    if into_field:
        desk.click("Add a product")
        field(desk, "Lot").setFocus()
    before = field(desk, "Lot").text() if into_field else ""
    keyboard.burst([*GTIN_AND_LOT, plus, *"21S-9", ENTER], every)
    assert "Set the scanner to this keyboard" in line(desk)
    assert not into_field or field(desk, "Lot").text() == before

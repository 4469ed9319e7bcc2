"""What a scan, a slip or an Enter left out comes to is said; no letter is turned, no code read as two."""

import pytest
from PySide6.QtCore import Qt

from console.ui.kit.scanned_pack import ScannedPack
from console.ui.people.pin_page import PinPage
from console.ui.shell import routes
from tests.support.keyboard import Key, Keyboard
from tests.support.lock_rooms import ENTER, Hands
from tests.support.scans import GTIN, PACK, field, line
from tests.support.start_points import prepared
from tests.support.window_room import RunScreenRoom

SHIFT = Qt.KeyboardModifier.ShiftModifier


def by_caps_lock(text: str) -> list[Key]:
    """As a keyboard with Caps Lock on types what a scanner presses for the text."""
    pressed = list[Key]()
    for sign in text:
        turned = (Qt.Key(ord(sign.upper())), SHIFT if sign.isupper() else SHIFT & ~SHIFT, sign.swapcase())
        pressed.append(turned if sign.isalpha() else sign)
    return pressed


@pytest.mark.parametrize("into_field", [False, True])
@pytest.mark.parametrize(("code", "lot"), [(PACK, "AB12"), ("]d2" + PACK.replace("AB12", "aB12"), "aB12")])
def test_caps_lock_turns_no_letter_of_a_code_and_is_said(
    desk: RunScreenRoom, code: str, lot: str, into_field: bool
) -> None:
    desk.lead(prepared)
    if into_field:
        desk.click("Add a product")
        field(desk, "Lot").setFocus()
    desk.keyboard.burst([*by_caps_lock(code), ENTER], 8)
    assert field(desk, "Lot").text() == lot
    told = " ".join(each._said.text() for each in desk.page.findChildren(ScannedPack) if each.isVisible())
    assert ("Caps Lock is on" in told) is not code.startswith("]"), "a mark that comes out right shows that all does"


def test_one_code_sent_twice_is_that_code(desk: RunScreenRoom) -> None:
    """Its trigger was pulled twice, and no end is set between."""
    desk.lead(prepared)
    desk.keyboard.scanner(f"01{GTIN}17270630" + "10AB12" + f"01{GTIN}17270630" + "10AB12")
    assert field(desk, "Lot").text() == "AB12"


@pytest.mark.parametrize(
    ("keys", "named"), [(("+", Qt.Key.Key_Space), True), (("+", "p"), True), (("p", "r"), False), (("2", "5"), False)]
)
def test_two_keys_that_slipped_are_named_where_they_can_be_no_piece_of_a_secret(
    desk: RunScreenRoom, keys: tuple[Key, Key], named: bool
) -> None:
    for times in range(2):
        desk.keyboard.burst(keys, 20)
        assert ("Two keys came at once, +" in line(desk)) is (named and not times)
        assert named or line(desk) == desk.model.words.say("scan", "slipped")


def test_an_enter_behind_a_pin_that_did_nothing_is_said_and_the_next_one_acts(desk: RunScreenRoom) -> None:
    keyboard, before = desk.keyboard, desk.state.history
    keyboard.scanner("2580", end="")
    keyboard.wait(900)
    keyboard.press(ENTER)
    keyboard.quiet()
    assert desk.page.prompt.isHidden()
    assert "the screen is not locked" in line(desk)
    assert "did nothing. Press it again" in line(desk)
    keyboard.wait(500)
    keyboard.press(ENTER)
    keyboard.quiet()
    assert not desk.page.prompt.isHidden()
    assert desk.state.history == before


def test_a_new_pin_typed_in_one_go_is_taken_with_the_enter_behind_it(hands: Hands) -> None:
    hands.console.go(routes.SETTINGS)
    hands.press("Your PIN")
    hands.key("words of A. Osei", ENTER)
    keyboard, page = Keyboard(hands.window, hands.room.clock, hands.settle), hands.one(PinPage)
    for told in ("once more", "is set"):
        keyboard.scanner("4826", 60, end="")
        keyboard.wait(600)
        keyboard.press(ENTER)
        keyboard.quiet()
        assert told in page.instruction.text()
    assert hands.store.pins.known[hands.osei.id] == ("4826", 0)

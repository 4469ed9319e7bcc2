"""Which sign a press stands for, by what each platform brings with a key: layouts as they were met on real ones."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from console.ui.backups.damaged_page import DamagedPage
from console.ui.home.home_page import HomePage
from console.ui.input.key_events import press_of
from console.ui.input.keymap import DEAD, TO_KEY, Keymap, windows_keymap
from console.ui.input.layout import Layout
from tests.support.keyboard import Keyboard, focused
from tests.support.lock_rooms import Hands
from tests.support.start_points import numbed, prepared
from tests.support.window_practice import Practice
from tests.support.window_room import RunScreenRoom

SHIFT, CTRL, ALTGR, PAD = 0x2000000, 0x4000000, 0x40000000, 0x20000000
TOP = "1234567890-="
GREEK = {"Q": ";", "W": "ς", "E": "ε", "R": "ρ", "P": "π", "Z": "ζ", "M": "μ"}
HEBREW = {"Q": "/", "W": "'", "E": "ק", "P": "פ", "Z": "ז"}
TURKISH_F = {"Q": "f", "W": "g", "E": "ğ", "R": "ı", "Z": "j"}
THAI = dict(zip(TOP, "ๅ/-ภถุึคตจขช", strict=True)) | {"Q": "ๆ", "B": "ิ", "N": "ื"}
FRENCH = dict(zip(TOP, "&é\"'(-è_çà)=", strict=True)) | {"Q": "a", "W": "z", "M": ","}
GERMAN = dict(zip(TOP, "1234567890ß´", strict=True)) | {"Z": "y", "Y": "z"}
CZECH = dict(zip(TOP, "+ěščřžýáíé=´", strict=True)) | {"Q": "q"}
SWEDISH = dict(zip(TOP, "1234567890+´", strict=True)) | {"Q": "q"}
BELGIAN = dict(zip(TOP, "&é\"'(§è!çà)-", strict=True)) | {"Q": "a"}
US = dict(zip(TOP, TOP, strict=True)) | {"Q": "q"}
DVORAK = dict(zip("1234567890", "&[{}(=*)+]", strict=True))
DVORAK_DIGITS = dict(zip("1234567890", "%7531902468", strict=False))


def press(
    text: str, scan: int = 0, key: int = 0, held: int = 0, native: int = 0, virtual: int = 0, kind: int = 0
) -> QKeyEvent:
    code = kind or (ord(text.upper()) if len(text) == 1 and len(text.upper()) == 1 else 0)
    return QKeyEvent(QEvent.Type.KeyPress, code, Qt.KeyboardModifier(held), scan, virtual or key, native, text)


def x11(signs: dict[str, str], event: QKeyEvent, keymap: Keymap | None = None) -> str:
    layout = Layout("xcb", lambda: keymap or Keymap(signs))
    layout.refresh()
    return layout.sign_of(event)


@pytest.mark.parametrize(
    ("signs", "event", "sign"),
    [
        (GERMAN, press("z", 29), ""),  # the key marked Z, where a US keyboard has Y
        (GERMAN, press("y", 52), ""),
        (GERMAN, press("ß", 20), "-"),
        (GERMAN, press("?", 20, held=SHIFT, native=1), ""),
        (GERMAN, press("", 21, kind=0x1001251), "+"),  # a dead accent
        (GERMAN, press("+", 35), ""),
        (GERMAN, press("¬", 15, held=ALTGR, native=0x80), ""),
        (FRENCH, press("&", 10), "1"),
        (FRENCH, press("(", 14), "5"),
        (FRENCH, press("-", 15), "6"),
        (FRENCH, press("à", 19), "0"),
        (FRENCH, press("É", 11, native=2), "2"),  # with Caps Lock
        (FRENCH, press("6", 15, held=SHIFT, native=1), ""),
        (FRENCH, press("|", 15, held=ALTGR, native=0x80), ""),
        (FRENCH, press(")", 20), "-"),
        (FRENCH, press("=", 21), "+"),
        (FRENCH, press("-", 82, held=PAD), ""),
        (BELGIAN, press("-", 21), ""),  # types the sign itself
        (BELGIAN, press(")", 20), "-"),
        (CZECH, press("+", 10), "1"),
        (CZECH, press("=", 20), "-"),
        (SWEDISH, press("+", 20), ""),
        (SWEDISH, press("", 21, kind=0x1001251), "+"),
        (US, press("=", 21), "+"),
        (US, press("-", 20), ""),
        (US, press("6", 15, held=0x8000000, native=8), ""),
        ({}, press("з", 33), "P"),  # Russian, before anything is known of it
        ({}, press("З", 33, held=SHIFT, native=1), "P"),
        ({}, press("я", 52), "Z"),
        ({}, press("т", 57, held=CTRL, native=4, kind=0x422), "N"),
        ({}, press("\x0e", 57, held=CTRL, native=4, kind=0x4E), ""),  # Qt found the Latin letter itself
        ({}, press("ﻻ", 56), "B"),
        ({}, press("۶", 15), "6"),
        ({}, press("٦", 83, held=PAD), "6"),
        ({}, press("؟", 61, held=SHIFT, native=1), "?"),
        (GREEK, press(";", 24), "Q"),
        (GREEK, press("μ", 58), "M"),
        (HEBREW, press("/", 24), "Q"),
        (THAI, press("-", 12), "3"),
        (THAI, press("ิ", 56), "B"),
        (THAI, press("", 57, held=CTRL, native=4, kind=0xE37), "N"),
        (TURKISH_F, press("ı", 27), ""),  # a Latin letter, where a US keyboard has R
        (GERMAN, press("ö", 47), ""),
        (US, press("ß", 203), ""),
    ],
)  # fmt: skip
def test_x11(signs: dict[str, str], event: QKeyEvent, sign: str) -> None:
    assert x11(signs, event) == sign


def test_x11_of_several_layouts_and_of_digits_in_another_order() -> None:
    switched = Keymap({"Q": "й", "A": "ф"}, letters={"Q": "A", "A": "Q"})
    assert x11({}, press("й", 24), switched) == "A"
    dvorak = Keymap(DVORAK, digits={"2": "7", "3": "5"})
    assert [x11({}, press(sign, 8 + at), dvorak) for at, sign in ((3, "["), (4, "{"), (5, "}"))] == ["7", "5", "4"]
    of_a_mac = Keymap({"1": "&"}, places={26: "1"})
    assert [x11({}, press("&", code), of_a_mac) for code in (26, 10)] == ["1", ""]


@pytest.mark.parametrize(
    ("event", "sign"),
    [
        (press("-", 7, virtual=ord("6")), "6"),  # French
        (press("6", 7, virtual=ord("6"), held=SHIFT), ""),
        (press(")", 12, virtual=0xDB), "-"),
        (press("=", 13, virtual=0xBB), "+"),
        (press("-", 74, virtual=0x6D, held=PAD), ""),
        (press("ß", 12, virtual=0xDB), "-"),  # German
        (press("z", 21, virtual=ord("Z")), ""),
        (press("з", 25, virtual=ord("P")), "P"),  # Russian
        (press("", 49, virtual=ord("N"), held=CTRL, kind=0x422), "N"),
        (press(";", 16, virtual=ord("Q")), "Q"),  # Greek
        (press("لا", 48, virtual=ord("B")), "B"),  # Arabic: two signs by one key
        (press("ą", 30, virtual=ord("A"), held=CTRL | 0x8000000), ""),  # Polish, by AltGr
        (press("+", 12, virtual=0xBB), ""),  # Swedish
        (press("ı", 23, virtual=ord("I")), ""),  # Turkish
    ],
)
def test_windows(event: QKeyEvent, sign: str) -> None:
    assert Layout("windows").sign_of(event) == sign


@pytest.mark.parametrize(
    ("event", "sign"),
    [
        (press("-", 1, virtual=0x16), "6"),  # French: macOS has no scan code, and counts keys by place
        (press(")", 1, virtual=0x1B), "-"),
        (press("з", 1, virtual=0x23), "P"),
        (press("z", 1, virtual=0x10), ""),
        (press("-", 1, virtual=0x4E, held=PAD), ""),
        (press("a"), ""),  # made by a program: no key
    ],
)
def test_macos(event: QKeyEvent, sign: str) -> None:
    assert Layout("cocoa").sign_of(event) == sign


def test_of_an_unknown_platform_a_key_is_what_it_types() -> None:
    for event in (press("з", 33), press("-", 15), press("=", 21)):
        assert Layout("vnc").sign_of(event) == ""
    assert Layout("wayland-egl").sign_of(press("-", 15)) == "6"


def test_a_layout_is_learnt_from_its_keys_and_forgotten_with_the_first_of_another() -> None:
    layout = Layout("wayland")
    assert layout.sign_of(press(";", 24)) == "", "may be any layout"
    layout.sign_of(press("ε", 26))
    assert layout.sign_of(press(";", 24)) == "Q"
    layout.sign_of(press("e", 26))
    assert layout.sign_of(press(";", 24)) == ""


def test_the_system_is_asked_again_where_a_key_types_something_else() -> None:
    answers, heard = [Keymap(US), Keymap(FRENCH)], []
    layout = Layout("xcb", lambda: answers.pop(0))
    layout.changed.connect(lambda: heard.append(layout.keys_of("less-deep")))
    layout.refresh()
    layout.sign_of(press("&", 10))
    assert heard == [("-",), (")",)]
    layout.sign_of(press("é", 11))
    assert len(heard) == 2


@pytest.mark.parametrize(
    ("signs", "less", "more"),
    [
        ({}, ("-",), ("+", "=")), (US, ("-",), ("+", "=")), (FRENCH, (")",), ("+", "=")), (CZECH, ("-", "="), ("´",)),
        (GERMAN, ("-", "ß"), ("+", "´")), (SWEDISH, ("-",), ("+", "´")), (BELGIAN, ("-", ")"), ("+",)),
        (GERMAN | {"=": ""}, ("-", "ß"), ("+",)),
    ],
)  # fmt: skip
def test_what_has_to_be_pressed_on_this_keyboard(
    signs: dict[str, str], less: tuple[str, ...], more: tuple[str, ...]
) -> None:
    layout = Layout("xcb", lambda: Keymap(signs))
    layout.refresh()
    assert (layout.keys_of("less-deep"), layout.keys_of("deeper"), layout.keys_of("undo")) == (less, more, ("Z",))


def test_what_a_key_does_that_is_known_by_its_name() -> None:
    layout = Layout("xcb", lambda: Keymap(FRENCH | {"P": "з"}))
    layout.refresh()
    assert [layout.acts_as(name) for name in ("-", "É", "З", "F13", "Q", "Ctrl+B")] == [
        "6",
        "2",
        "P",
        "F13",
        "Q",
        "Ctrl+B",
    ]


def test_a_press_keeps_its_own_name_and_acts_by_its_sign() -> None:
    layout = Layout("xcb", lambda: Keymap(FRENCH))
    layout.refresh()
    made = press_of(press("-", 15), layout)
    assert (made.name, made.text, made.as_key.name, made.as_key.text) == ("-", "-", "6", "6")
    russian = press_of(press("т", 57, held=CTRL, native=4, kind=0x422), Layout("xcb"))
    assert (russian.as_key.name, russian.as_key.text) == ("Ctrl+N", "")


def test_windows_tells_its_layout_by_its_own_table_of_keys() -> None:
    typed = {ord("6"): ord("-"), 0xDB: ord(")"), 0xDD: DEAD | ord("^")}
    keys = {7: ord("6"), 12: 0xDB, 13: 0xDD}
    found = windows_keymap(lambda code, how: keys.get(code, 0) if how == TO_KEY else typed.get(code, 0))
    assert (found.signs["6"], found.signs["-"], found.signs["="], "Q" in found.signs) == ("-", ")", "", False)


def test_a_french_keyboard_in_a_session_on_a_sheet_and_in_a_note(desk: RunScreenRoom) -> None:
    desk.lead(prepared, numbed)
    desk.key(Qt.Key.Key_Space)
    desk.window.scan_routing.scanner.layout = layout = Layout("xcb", lambda: Keymap(FRENCH))
    layout.refresh()

    def zone() -> tuple[int, int | None]:
        record = desk.state.zones[desk.state.current]
        return len(record.passes), record.depth_um

    (_, depth), keyboard = zone(), desk.keyboard
    assert depth is not None
    keyboard.place(15, "-")
    assert zone() == (6, depth)
    keyboard.place(21, "=")
    assert zone() == (6, depth + 250)
    keyboard.place(20, ")")
    keyboard.place(14, "(")
    assert zone() == (5, depth)
    keyboard.place(25, "z")
    assert zone() == (6, depth), "the key marked Z takes back"
    desk.window.scan_routing.scanner.aliases = {"-": "pause"}
    keyboard.place(15, "-")
    assert desk.page.prompt.isVisible(), "a taught key keeps its name, and goes before"
    keyboard.place(11, "é")
    assert desk.state.paused
    keyboard.place(57, "n")
    for code, text in ((11, "é"), (15, "-"), (20, ")")):
        keyboard.place(code, text)
    assert focused().toPlainText() == "é-)"  # type: ignore[attr-defined]
    dead = QKeyEvent(
        QEvent.Type.ShortcutOverride, Qt.Key.Key_Dead_Circumflex, Qt.KeyboardModifier.NoModifier, 34, 0, 0, ""
    )
    dead.setTimestamp(keyboard.at + 400)
    handle = desk.window.windowHandle()
    assert not desk.window.scan_routing.scanner.eventFilter(handle, dead), "it belongs to the letter that comes next"


def test_a_pin_and_the_page_of_keys_on_a_french_keyboard(hands: Hands) -> None:
    hands.window.scan_routing.scanner.layout = layout = Layout("xcb", lambda: Keymap(FRENCH))
    layout.refresh()
    keyboard = Keyboard(hands.window, hands.room.clock, hands.settle)
    keyboard.person("?")
    assert "Less deep: )" in hands.texts()
    layout._take(Keymap(GERMAN))
    assert {"Less deep: -, ß", "Deeper: +, ´"} <= set(hands.texts())
    layout.refresh()
    hands.press("Teach a key")
    hands.press("Go on")
    keyboard.place(15, "-")
    assert "- does something already: Checks and passes" in hands.texts()
    keyboard.person(Qt.Key.Key_Escape, Qt.Key.Key_Escape, "l")
    for code, text in ((11, "é"), (14, "("), (17, "_"), (19, "à")):
        keyboard.place(code, text)
    assert isinstance(hands.window.page, HomePage)


def test_the_digits_of_a_first_start_on_a_french_keyboard(practice: Practice) -> None:
    practice.begin()
    window = practice.console.window
    window.scan_routing.scanner.layout = layout = Layout("xcb", lambda: Keymap(FRENCH))
    layout.refresh()
    Keyboard(window, practice.clock, QApplication.processEvents).place(12, '"')
    assert isinstance(window.page, DamagedPage)


@pytest.mark.parametrize(
    ("signs", "moved"),
    [
        ({"Y": "z", "Z": "y", "Q": "q", "1": "1"}, "YZ"),
        ({"Q": "a", "A": "q", "M": ","}, "AQ"),
        ({"Q": "й"}, ""),
        (US, ""),
    ],
)
def test_letters_that_lie_elsewhere_than_on_a_us_keyboard_are_known(signs: dict[str, str], moved: str) -> None:
    layout = Layout("xcb", lambda: Keymap(signs))
    layout.refresh()
    assert layout.moved_letters == frozenset(moved)

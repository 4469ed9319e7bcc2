"""A digit of a sheet that was learnt does the same in every session: it never moves with what else is possible."""

from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any
from unittest.mock import Mock

from msgspec.structs import replace
from PySide6.QtCore import Qt

from console.core.events import DeviceChosen, PassDone, ReactionOver, ReactionSeen
from console.core.people import Operator
from console.core.state import SessionState
from console.ui.kit.choice import Choice, digits_of
from console.ui.session.correction_prompts import CorrectionPrompts
from console.ui.session.cream_corrections import CreamCorrections
from console.ui.session.panes.prescriber_prompt import ask_prescriber
from console.ui.session.reaction_prompts import ReactionPrompts
from console.ui.session.session_prompts import SessionPrompts
from tests.support.moves import DESK, LIND, OSEI, Room, creamed, taken
from tests.support.start_points import needled, numbed, prepared
from tests.support.texts import WORDS
from tests.support.window_room import RunScreenRoom

ESCAPE = Qt.Key.Key_Escape
PEOPLE = [OSEI, LIND, DESK, Operator("four", "D. Four", ("treat",))]


def digits(desk: RunScreenRoom, key: str) -> set[tuple[int, str]]:
    """The digit and the name of each choice of the sheet that this key opens."""
    desk.key(key)
    found = {(digit, made.accessibleName()) for digit, made in desk.page.prompt._digits.items()}
    desk.key(ESCAPE)
    return found


def test_an_entry_keeps_its_digit_whatever_else_is_possible(desk: RunScreenRoom) -> None:
    seen = {key: digits(desk, key) for key in ("m", "r")}
    assert (9, "Stop the treatment …") in seen["m"]
    desk.key("m", "5")
    assert desk.page.prompt.isVisible()
    desk.key(ESCAPE)
    desk.lead(prepared, numbed, needled)
    for body in (ReactionSeen("Itching"), ReactionOver(1), ReactionSeen("Itching")):
        desk.model.propose(body)
        desk.settle()
        for key, found in seen.items():
            found |= digits(desk, key)
            assert len({digit for digit, _ in found}) == len({name for _, name in found}) == len(found)


class Sheet:
    """What panes are given, with a sheet that only keeps what it is asked."""

    def __init__(self, state: SessionState) -> None:
        self.model = SimpleNamespace(session=state, session_changed=Mock(), read=lambda job, then: then(PEOPLE))
        self.model.open_clinic = SimpleNamespace(store=Mock(), pins=SimpleNamespace(needs_no_pin=True))
        self.prompt, self.words, self.propose = self, WORDS, Mock()
        self.closed, self.isHidden = Mock(), lambda: True
        self.choices: dict[str, int] = {}
        self.idle: set[str] = set()

    def say(self, code: str, **facts: object) -> str:
        return WORDS.say("window", code, **facts)

    def ask(self, title: str, choices: Sequence[Choice], *_: object, **__: object) -> None:
        digits = digits_of(choices)
        self.choices = {each.text: digit for each, digit in zip(choices, digits, strict=False) if digit is not None}
        self.idle = {each.text for each in choices if each.idle}


def learnt(open_sheet: Callable[[Any], object], *states: SessionState) -> list[dict[str, int]]:
    """The digit of each choice of one sheet, in these states."""
    found = []
    for state in states:
        sheet = Sheet(state)
        open_sheet(sheet)
        found.append(sheet.choices)
    return found


def test_a_reaction_keeps_its_own_number() -> None:
    room = Room().do(ReactionSeen("Itching"), ReactionSeen("Rash"), ReactionSeen("Pain"))
    before = room.state
    room.do(ReactionOver(1))
    three, two = learnt(lambda sheet: ReactionPrompts(sheet).end(), before, room.state)
    assert three == two == {"Itching": 1, "Rash": 2, "Pain": 3}


def test_who_goes_on_has_one_digit_whoever_works() -> None:
    def ask(sheet: Any) -> None:
        SessionPrompts(sheet, Mock(), Mock(), Mock())._ask_people()

    osei, lind = learnt(ask, *(Room(operator=each).state for each in (OSEI, LIND)))
    assert osei == lind == {"A. Osei": 1, "B. Lind": 2, "D. Four": 3}


def test_a_prescriber_has_one_digit_whoever_was_named_before() -> None:
    room = creamed()
    named = replace(room.state, applications=(replace(room.state.applications[0], prescriber="Dr. Else"),))
    plain, other = learnt(lambda sheet: ask_prescriber(sheet, Mock()), room.state, named)
    assert plain["Another name …"] == 4
    assert other == {**plain, "Dr. Else": 5}


def test_a_cream_that_it_really_was_keeps_its_digit() -> None:
    lido = creamed().state
    emla = replace(lido, applications=(replace(lido.applications[0], agent="emla"),))
    was = [learnt(lambda sheet: CreamCorrections(sheet)._ask_agent(sheet.model.session.applications[0]), lido, emla)]
    assert was[0][0] == was[0][1]
    assert was[0][0]["Lidocaine and prilocaine"] == 2


def test_every_pass_comes_behind_each_of_them() -> None:
    room = taken().do(PassDone("brow"), PassDone("brow"))
    two = room.state
    room.do(PassDone("brow"))

    def ask(sheet: Any) -> None:
        CorrectionPrompts(sheet)._ask_pass(sheet.model.session.zones["brow"], Mock())

    assert [each["Every pass"] for each in learnt(ask, two, room.state)] == [3, 4]


def test_a_device_keeps_its_digit_whatever_was_in_hand() -> None:
    room = taken().do(PassDone("brow"))
    pen = room.state
    room.do(DeviceChosen("fine", "S 1"))

    def ask(sheet: Any) -> None:
        CorrectionPrompts(sheet)._ask_device(sheet.model.session.zones["brow"], 0)

    before, after = learnt(ask, pen, room.state)
    assert before["Pen"] == after["Pen"] == 1
    assert set(after.values()) == {1, 2, 3}


def test_digits_run_from_one_in_the_order_of_the_eye_and_nought_is_the_tenth() -> None:
    def choices(count: int, *keyless: int) -> list[Choice]:
        return [Choice(str(at), Mock(), keyless=at in keyless, idle=at == 2) for at in range(count)]

    assert digits_of(choices(3)) == [1, 2, 3, None]
    assert digits_of(choices(3, 1), away=True) == [1, None, 2, 3]
    assert digits_of(choices(11)) == [1, 2, 3, 4, 5, 6, 7, 8, 9, 0, None, None]

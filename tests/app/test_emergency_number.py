"""The clinic's emergency number: set by whoever manages, read back, refused where it can't be dialled."""

from pathlib import Path

import pytest

from console.app.emergency_number import emergency_number, set_emergency_number
from console.app.ids import system_random
from console.app.ports import Store
from console.core.people import Operator
from tests.support.app_room import Room
from tests.support.refused import refused
from tests.support.store_help import new_store

DESK = Operator("desk", "C. Desk", ("treat", "print"))


@pytest.mark.parametrize("real", [False, True])
def test_the_last_one_set_stands(real: bool, tmp_path: Path) -> None:
    room = Room()
    store: Store = new_store(tmp_path) if real else room.store
    assert emergency_number(store) == ""
    for number in ("112", "  +44 1270  999\t"):
        set_emergency_number(store, room.clock, system_random, room.osei, number)
    assert emergency_number(store) == "+44 1270 999"
    if real:
        store.close()


@pytest.mark.parametrize("number", ["", "call us", "1" * 41, "112\x07", "11\x002"])
def test_what_cannot_be_dialled_is_refused(number: str) -> None:
    room = Room()
    code = "name-unreadable" if "\x07" in number or "\x00" in number else "emergency-number"
    refused(code, lambda: set_emergency_number(room.store, room.clock, system_random, room.osei, number))
    assert emergency_number(room.store) == ""


def test_only_who_manages_sets_it() -> None:
    room = Room()
    refused("may-not-manage", lambda: set_emergency_number(room.store, room.clock, system_random, DESK, "112"))


def test_a_session_keeps_the_number_with_which_it_began() -> None:
    room = Room()
    set_emergency_number(room.store, room.clock, system_random, room.osei, "112")
    begun = room.sessions.begin(room.maya, room.osei)
    set_emergency_number(room.store, room.clock, system_random, room.osei, "999")
    assert room.sessions.state(begun.id).emergency_number == "112"

"""A device of the clinic's own: figures with a comma, what can't be, who may, and which sessions have it."""

import pytest

from console.app.devices import add_device, length_um
from console.core.events import DeviceChosen
from console.core.limits import depth_limit
from console.core.people import Operator
from console.core.protocol_check import problems
from tests.support.app_room import SORTED, Room
from tests.support.refused import refused

GOOD = ("Roller 540", "0,5", "0.5", "1,5 mm", "Manual, p. 4")


def test_it_is_adopted_and_can_be_chosen_in_the_next_session_not_in_one_that_runs() -> None:
    room = Room(maya=SORTED)
    running = room.sessions.begin(room.maya, room.osei).id
    before = room.clinic.protocol()[1]
    made = add_device(room.clinic, room.store, room.osei, *GOOD)
    view, after = room.clinic.protocol()
    assert (made.id, made.step_mm.value, made.min_mm.value, made.max_mm.value) == ("roller-540", 0.5, 0.5, 1.5)
    assert (made.max_mm.source, made.max_mm.grade, view.by) == ("Manual, p. 4", "own", "A. Osei")
    assert after.devices == (*before.devices, made)
    assert (after.version, list(problems(after))) == (before.version + 1, [])
    refused("unknown-device", lambda: room.sessions.propose(running, DeviceChosen("roller-540")))
    other = room.sessions.begin(room.clinic.add_client(room.store.clients()[0].profile), room.osei).id
    state = room.sessions.propose(other, DeviceChosen("roller-540"))
    limit = depth_limit(state, "chin")
    assert limit
    assert (limit.um, limit.by, limit.source) == (1500, "device", "Manual, p. 4")
    refused("unknown-device", lambda: room.sessions.propose(other, DeviceChosen("roller")))


@pytest.mark.parametrize(
    ("code", "at", "text"),
    [
        ("name-needed", 0, " "), ("name-unreadable", 0, "Pen\x07"), ("device-known", 0, "skinpen"),
        ("not-a-length", 1, ""), ("not-a-length", 1, "half"), ("not-a-length", 3, "-1"), ("not-a-length", 3, "1e1"),
        ("not-a-length", 2, "٢"), ("not-a-length", 2, "9" * 4000), ("device-steps", 1, "0"), ("device-steps", 3, "11"),
        ("device-steps", 2, "2"), ("device-steps", 2, "0.7"), ("device-source", 4, "  "),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_nothing_is_adopted(code: str, at: int, text: str) -> None:
    room = Room()
    typed = [*GOOD[:at], text, *GOOD[at + 1 :]]
    before = len(room.store.log)
    refused(code, lambda: add_device(room.clinic, room.store, room.osei, *typed))
    assert len(room.store.log) == before


def test_only_who_may_adopt_adds_one() -> None:
    room = Room()
    berg = room.clinic.add_person(Operator("", "J. Berg", ("treat",)))
    room.clinic.switch(berg.id)
    refused("may-not-adopt", lambda: add_device(room.clinic, room.store, berg, *GOOD))


def test_names_that_leave_the_same_id_are_told_apart() -> None:
    room = Room()
    ids = [add_device(room.clinic, room.store, room.osei, name, *GOOD[1:]).id for name in ("Pen É", "Pen-e", "针")]
    assert ids == ["pen-e", "pen-e-2", "device"]


@pytest.mark.parametrize(("text", "um"), [("0,25", 250), ("0.25", 250), (" 1 mm", 1000), ("12.5", 12_500)])
def test_a_length_as_it_is_typed(text: str, um: int) -> None:
    assert length_um(text) == um

"""A device of the clinic's own: figures with a comma, what can't be, who may, and which sessions have it."""

import pytest
from msgspec.structs import replace

from console.app.devices import add_device, change_holds, length_um
from console.core.events import DeviceChosen
from console.core.limits import depth_limit
from console.core.people import Entry, Operator
from console.core.protocol_check import problems
from console.core.text.device_words import energy_warning
from tests.support.app_room import SORTED, Room
from tests.support.refused import refused
from tests.support.texts import WORDS

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


@pytest.mark.parametrize(
    ("holds", "stopped"), [((), True), (("none",), False), (("nickel",), True), (("steel",), False)]
)
def test_what_it_holds_stops_it_and_without_an_answer_it_holds_what_its_like_do(
    holds: tuple[str, ...], stopped: bool
) -> None:
    room = Room(maya=replace(SORTED, entries=(Entry("", "allergy", "nickel", ("nickel",)),)))
    made = add_device(room.clinic, room.store, room.osei, *GOOD, holds=holds)
    assert [(each.group, each.source, each.grade) for each in made.holds] == [(each, GOOD[4], "own") for each in holds]
    session = room.sessions.begin(room.maya, room.osei).id
    chosen = DeviceChosen(made.id)
    if stopped:
        assert refused("file-stops", lambda: room.sessions.propose(session, chosen)).facts["thing"] == "Roller 540"
    else:
        assert room.sessions.propose(session, chosen).device == made.id


def test_what_it_holds_is_said_afterwards_and_a_session_that_runs_keeps_its_own() -> None:
    room = Room(maya=replace(SORTED, entries=(Entry("", "allergy", "nickel", ("nickel",)),)))
    made = add_device(room.clinic, room.store, room.osei, *GOOD)
    other = add_device(room.clinic, room.store, room.osei, "Pen", *GOOD[1:])
    running = room.sessions.begin(room.maya, room.osei).id
    before = room.clinic.protocol()[1]
    told = change_holds(room.clinic, room.store, room.osei, made.id, ("none",))
    view, after = room.clinic.protocol()
    assert [(each.group, each.source, each.grade) for each in told.holds] == [("none", GOOD[4], "own")]
    assert after == replace(before, version=before.version + 1, devices=(*before.devices[:-2], told, other))
    assert (view.by, list(problems(after))) == ("A. Osei", [])
    refused("file-stops", lambda: room.sessions.propose(running, DeviceChosen(made.id)))
    later = room.sessions.begin(room.clinic.add_client(room.store.clients()[0].profile), room.osei).id
    assert room.sessions.propose(later, DeviceChosen(made.id)).device == made.id
    written = len(room.store.log)
    assert change_holds(room.clinic, room.store, room.osei, made.id, ("none",)) == told
    assert len(room.store.log) == written, "nothing is adopted where nothing changed"
    assert change_holds(room.clinic, room.store, room.osei, made.id, ()).holds == ()


def test_only_of_the_clinics_own_device_and_by_who_may_adopt_it_is_said_what_it_holds() -> None:
    room = Room()
    made = add_device(room.clinic, room.store, room.osei, *GOOD)
    before = len(room.store.log)
    refused("device-of-file", lambda: change_holds(room.clinic, room.store, room.osei, "skinpen", ("none",)))
    refused("unknown-device", lambda: change_holds(room.clinic, room.store, room.osei, "roller", ("none",)))
    assert len(room.store.log) == before
    berg = room.clinic.add_person(Operator("", "J. Berg", ("treat",)))
    room.clinic.switch(berg.id)
    refused("may-not-adopt", lambda: change_holds(room.clinic, room.store, berg, made.id, ("none",)))


def test_of_one_that_sets_an_energy_its_warning_is_said_and_of_no_other() -> None:
    room = Room()
    assert energy_warning(WORDS, room.clinic.protocol()[1]) == ""
    made = add_device(room.clinic, room.store, room.osei, *GOOD, energy="mJ")
    protocol = room.clinic.protocol()[1]
    assert energy_warning(WORDS, protocol).startswith("⚠ Roller 540: Needling with radiofrequency is another treatment")
    assert energy_warning(WORDS, protocol, made) == energy_warning(WORDS, protocol)
    assert energy_warning(WORDS, protocol, protocol.device["skinpen"]) == ""
    assert energy_warning(WORDS, replace(protocol, energy_warning=None)) == ""


def test_names_that_leave_the_same_id_are_told_apart() -> None:
    room = Room()
    ids = [add_device(room.clinic, room.store, room.osei, name, *GOOD[1:]).id for name in ("Pen É", "Pen-e", "针")]
    assert ids == ["pen-e", "pen-e-2", "device"]


@pytest.mark.parametrize(("text", "um"), [("0,25", 250), ("0.25", 250), (" 1 mm", 1000), ("12.5", 12_500)])
def test_a_length_as_it_is_typed(text: str, um: int) -> None:
    assert length_um(text) == um

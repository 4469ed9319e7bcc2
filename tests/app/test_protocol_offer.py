"""What a clinic adopts: the file with its own numbers, drafted first; what is in force stays until somebody adopts."""

import pytest
from msgspec.structs import replace

from console.app.devices import add_device
from console.app.protocol_offer import Offer, adopt, draft, offer, values_of
from console.core.events import NumberEdit, ProtocolAdopted
from console.core.people import RIGHTS, Operator
from console.core.protocol import Protocol
from console.core.protocol_parts import Number
from tests.support.app_room import Room
from tests.support.refused import refused
from tests.support.stage import protocol

SHIPPED = protocol()
LMX, EMLA = SHIPPED.agents[:2]
REMIND, REMOVE = "agents.lidocaine-4.remind_min", "agents.lidocaine-4.remove_by_min"
WHY = ("Our own list", "Two are in the room")
LATER = replace(
    SHIPPED, version=3, agents=(replace(LMX, remove_by_min=Number(45, "a newer label", "P")), *SHIPPED.agents[1:])
)
"""The file of a later program."""


def at_set_up() -> Room:
    """A clinic that is made and named, in which nothing is adopted yet."""
    room = Room(founded=False)
    room.clinic.open("Hautraum")
    room.osei = room.clinic.add_person(Operator("", "A. Osei", RIGHTS))
    return room


def drafted(room: Room, key: str, typed: str, shipped: Protocol = SHIPPED) -> Offer:
    return draft(room.clinic, offer(room.store, shipped), key, typed, *WHY)


def kinds(found: Offer) -> list[tuple[str, str]]:
    return [(each.kind, (each.after or each.before).key) for each in found.changes]  # type: ignore[union-attr]


def test_a_draft_survives_the_program_and_counts_once_it_is_adopted() -> None:
    room = at_set_up()
    drafted(room, REMIND, "50")
    drafted(room, "zones.chin.suggest_mm", "0,25–0.5")
    found = offer(room.store, SHIPPED)
    assert (found.drafted, found.adopted, found.changes) == (True, None, ())
    assert found.edits == (
        NumberEdit(REMIND, (), (50.0,), *WHY), NumberEdit("zones.chin.suggest_mm", (0.5, 1.5), (0.25, 0.5), *WHY),
    )  # fmt: skip
    adopt(room.clinic, room.store, found, "A. Osei")
    event = room.store.latest("protocol-adopted")
    assert event
    assert isinstance(event.body, ProtocolAdopted)
    assert event.body.edits == found.edits
    state = room.sessions.begin(room.clinic.add_client(Room().store.clients()[0].profile), room.osei)
    assert state.protocol.agent["lidocaine-4"].remind_min == Number(50, "Our own list", "own")
    chin = state.protocol.zone["chin"]
    assert (chin.suggest_mm, chin.source, chin.grade) == ((0.25, 0.5), "Our own list", "own")
    again = offer(room.store, SHIPPED)
    assert (again.drafted, again.edits, again.changes) == (False, found.edits, ())


def test_a_number_set_back_is_no_edit_and_one_that_is_emptied_is_open() -> None:
    room = at_set_up()
    drafted(room, REMOVE, "50")
    assert drafted(room, REMOVE, "60").edits == ()
    found = drafted(room, "agents.lidocaine-prilocaine.max_area_cm2", "")
    assert found.protocol.agent["lidocaine-prilocaine"].max_area_cm2.value is None


@pytest.mark.parametrize(
    ("code", "key", "typed"),
    [
        ("number-unknown", "agents.lidocaine-4.colour", "5"), ("number-unknown", "rules.sunburn", "5"),
        ("number-needed", REMIND, "soon"), ("number-needed", REMIND, "-5"), ("number-needed", REMIND, "30-40"),
        ("number-needed", REMIND, "1-2-3"), ("number-range", "zones.chin.suggest_mm", "1"),
        ("number-not-possible", REMIND, "60"), ("number-not-possible", REMIND, "29"),
        ("number-not-possible", "zones.chin.suggest_mm", "0.5-2"),
        ("plan-uncovered", "agents.lidocaine-4.max_area_cm2", "500"),
        ("number-not-possible", "presets.full-face.passes", "2.5"),
    ],
)  # fmt: skip
def test_a_number_that_cannot_be_is_refused_and_nothing_is_kept(code: str, key: str, typed: str) -> None:
    room = at_set_up()
    rows = len(room.store.log)
    refused(code, lambda: drafted(room, key, typed))
    assert len(room.store.log) == rows


def test_source_and_reason_are_wanted_and_so_is_the_right() -> None:
    room = at_set_up()
    found = offer(room.store, SHIPPED)
    refused("number-source", lambda: draft(room.clinic, found, REMIND, "50", "", "why"))
    refused("number-source", lambda: draft(room.clinic, found, REMIND, "50", "where", " "))
    room.clinic.actor = room.clinic.add_person(Operator("", "Bea", ("treat",))).id
    refused("may-not-adopt", lambda: drafted(room, REMIND, "50"))


def test_a_later_file_is_shown_number_by_number_and_the_old_stays_in_force() -> None:
    room = Room()
    found = offer(room.store, LATER)
    assert kinds(found) == [("other", REMOVE)]
    assert [(each.before.values, each.after.values) for each in found.changes] == [((60.0,), (45.0,))]  # type: ignore[union-attr]
    assert room.clinic.protocol()[1] == SHIPPED
    assert room.sessions.begin(room.maya, room.osei).protocol.agent["lidocaine-4"].remove_by_min.value == 60
    adopt(room.clinic, room.store, found, "A. Osei")
    assert (room.clinic.protocol()[1], offer(room.store, LATER).changes) == (LATER, ())
    assert offer(Room().store, SHIPPED).changes == ()


def test_where_nothing_changed_the_very_protocol_in_force_is_offered() -> None:
    room = Room()
    adopt(room.clinic, room.store, drafted(room, REMIND, "50"), "A. Osei")
    add_device(room.clinic, room.store, room.osei, "Roller 540", "0.5", "0.5", "1.5", "Manual, p. 4")
    found = offer(room.store, SHIPPED)
    assert (found.changes, found.protocol.version) == ((), room.clinic.protocol()[1].version)
    assert found.protocol.digest == found.over


def test_what_the_clinic_made_its_own_stays_its_own_in_a_later_file() -> None:
    room = at_set_up()
    adopt(room.clinic, room.store, drafted(room, REMIND, "40"), "A. Osei")
    add_device(room.clinic, room.store, room.osei, "Roller 540", "0.5", "0.5", "1.5", "Manual, p. 4")
    assert offer(room.store, SHIPPED).changes == ()
    found = offer(room.store, LATER)
    assert kinds(found) == [("other", REMOVE)]
    assert [each.key for each in found.edits] == [REMIND]
    assert ("roller-540" in found.protocol.device, found.protocol.version) == (True, 4)
    bolder = replace(LATER, agents=(replace(LATER.agents[0], remind_min=Number(35, "a study", "J")), *LATER.agents[1:]))
    (edit,) = offer(room.store, bolder).edits
    assert (edit.old, edit.new) == ((35.0,), (40.0,))


def test_a_number_that_cannot_stand_in_a_later_file_is_not_carried_over_and_shown_as_otherwise() -> None:
    room = at_set_up()
    drafted(room, REMIND, "50")
    adopt(room.clinic, room.store, drafted(room, "agents.lidocaine-prilocaine.remind_min", "100"), "A. Osei")
    found = offer(room.store, LATER)
    assert kinds(found) == [("other", REMOVE), ("other", REMIND)]
    assert [each.key for each in found.edits] == ["agents.lidocaine-prilocaine.remind_min"]
    assert (found.protocol.agents[0].remind_min.value, room.clinic.protocol()[1].agents[0].remind_min.value) == (
        None,
        50,
    )


def test_a_draft_outlives_a_new_device_and_ends_with_what_is_adopted() -> None:
    room = Room()
    drafted(room, REMIND, "50")
    add_device(room.clinic, room.store, room.osei, "Roller 540", "0.5", "0.5", "1.5", "Manual, p. 4")
    found = offer(room.store, SHIPPED)
    assert (found.drafted, kinds(found)) == (True, [("other", REMIND)])
    adopt(room.clinic, room.store, found, "A. Osei")
    room.clinic.adopt(SHIPPED, "A. Osei")
    assert offer(room.store, SHIPPED).edits == ()


@pytest.mark.parametrize(("typed", "values"), [("", ()), (" 45 ", (45,)), ("0,5", (0.5,)), ("0.25 - 0.5", (0.25, 0.5))])
def test_what_is_typed(typed: str, values: tuple[float, ...]) -> None:
    assert values_of(typed) == values


def test_a_cap_and_a_number_of_the_clinics_own_device_stay_edits_until_they_are_set_back() -> None:
    room = at_set_up()
    adopt(room.clinic, room.store, offer(room.store, SHIPPED), "A. Osei")
    add_device(room.clinic, room.store, room.osei, "Roller 540", "0.5", "0.5", "1.5", "Manual, p. 4")
    cap, most = "zones.chin.max_depth_mm", "devices.roller-540.max_mm"
    drafted(room, cap, "0.75")
    adopt(room.clinic, room.store, drafted(room, most, "1.0"), "A. Osei")
    own = (NumberEdit(cap, (), (0.75,), *WHY), NumberEdit(most, (1.5,), (1.0,), *WHY))
    assert offer(room.store, SHIPPED).edits == own
    again = drafted(room, REMIND, "50")
    assert again.edits == (*own, NumberEdit(REMIND, (), (50.0,), *WHY))
    adopt(room.clinic, room.store, again, "A. Osei")
    drafted(room, cap, "")
    back = drafted(room, most, "1.5")
    assert back.protocol.zone["chin"].max_depth_mm is None
    assert back.protocol.device["roller-540"].max_mm.value == 1.5
    adopt(room.clinic, room.store, back, "A. Osei")
    assert [each.key for each in offer(room.store, SHIPPED).edits] == [REMIND]


def test_what_was_read_before_somebody_else_adopted_is_not_adopted_over_it() -> None:
    room = at_set_up()
    mine = drafted(room, REMIND, "50")
    theirs = drafted(room, "agents.lidocaine-prilocaine.remind_min", "90")
    refused("offer-outdated", lambda: adopt(room.clinic, room.store, mine, "A. Osei"))
    adopt(room.clinic, room.store, theirs, "B. Lind")
    refused("offer-outdated", lambda: adopt(room.clinic, room.store, mine, "A. Osei"))
    assert [each.key for each in offer(room.store, SHIPPED).edits] == [each.key for each in theirs.edits]

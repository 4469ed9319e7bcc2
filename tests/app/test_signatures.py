"""Signing off seals the record; each addendum is sealed by who added it; nobody signs without their key."""

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from console.app.late_signatures import sign_waiting
from console.app.ports import Head, SessionView
from console.core.events import (
    UNKNOWN,
    Addendum,
    DangerAction,
    DangerOpened,
    DangerOver,
    Event,
    Sealed,
    SignedOff,
    SigningKeyTaken,
    StoppedEarly,
)
from console.core.people import RIGHTS, Operator
from console.core.record import Record, from_json, to_json
from console.core.refusal import Refusal
from console.core.signatures import message_to_sign, record_until
from console.core.unsigned_entries import missing_seals
from db.keys.signing_key import check_signature
from tests.support.app_room import Room
from tests.support.memory_store import MemoryStore


def ended(room: Room) -> str:
    session = room.sessions.begin(room.maya, room.osei).id
    room.sessions.propose(session, StoppedEarly("feeling unwell"))
    return session


def signed_off() -> tuple[Room, str]:
    room = Room(MemoryStore("clinic"))
    session = ended(room)
    room.sessions.propose(session, SignedOff())
    return room, session


def seals(room: Room, session: str) -> list[Sealed]:
    return [event.body for event in room.store.events(session) if isinstance(event.body, Sealed)]


def holds(room: Room, record: Record, seal: Sealed) -> bool:
    """As somebody sees it who has the record, the store's identity and the public key."""
    part = replace(record_until(record, seal.target), people=seal.people)
    said = message_to_sign(room.store.identity, record.events[0].session, seal)
    return part.digest == seal.digest and check_signature(seal.public, said, seal.signature)


def test_sign_off_is_sealed_by_who_leads_the_session() -> None:
    room, session = signed_off()
    (seal,) = seals(room, session)
    record = room.sessions.record(session)
    assert (seal.person, seal.public) == (room.osei.id, room.store.public_key(room.osei.id))
    assert holds(room, record, seal)
    assert record.digest == seal.digest
    assert (seal.head_seq, seal.head) == record.head
    assert not missing_seals(record.events)


def test_the_key_stands_in_the_log_before_the_first_seal_and_once() -> None:
    room, session = signed_off()
    room.sessions.propose(session, Addendum("called: all well"))
    bodies = [event.body for event in room.store.log]
    taken = [at for at, body in enumerate(bodies) if isinstance(body, SigningKeyTaken)]
    assert len(taken) == 1
    assert taken[0] < next(at for at, body in enumerate(bodies) if isinstance(body, Sealed))
    assert not room.clinic.take_key(room.osei.id)
    assert room.store.key_in_log(room.osei.id) == room.store.public_key(room.osei.id)


def test_an_addendum_is_sealed_by_who_adds_it_and_the_first_seal_still_holds() -> None:
    room, session = signed_off()
    bell = room.clinic.add_person(Operator("", "B. Bell", RIGHTS))
    room.clinic.actor = bell.id
    room.sessions.propose(session, Addendum("called: all well"))
    record, (first, second) = room.sessions.record(session), seals(room, session)
    assert (first.person, second.person) == (room.osei.id, bell.id)
    assert holds(room, record, first)
    assert holds(room, record, second)
    assert record.digest == second.digest != first.digest


def test_a_name_that_changes_later_leaves_the_seal_whole() -> None:
    room, session = signed_off()
    room.clinic.add_person(replace(room.osei, name="A. Osei-Bell"))
    record = room.reopened().record(session)
    assert record.digest == seals(room, session)[0].digest


@pytest.mark.parametrize("change", [
    {"person": "eve"}, {"target": "x"}, {"digest": "0" * 64}, {"head_seq": 1}, {"head": "0" * 64}, {"public": "0" * 64},
])  # fmt: skip
def test_a_signature_is_about_all_of_the_seal(change: dict[str, object]) -> None:
    room, session = signed_off()
    seal = seals(room, session)[0]
    forged = replace(seal, **change)
    assert check_signature(seal.public, message_to_sign(room.store.identity, session, seal), seal.signature)
    assert not check_signature(seal.public, message_to_sign(room.store.identity, session, forged), seal.signature)
    assert not check_signature(seal.public, message_to_sign(room.store.identity, "other", seal), seal.signature)
    assert not check_signature(seal.public, message_to_sign("1" * 32, session, seal), seal.signature)


def test_in_a_clinic_nobody_signs_without_their_key() -> None:
    room = Room(MemoryStore("clinic"))
    session = ended(room)
    room.store.away.add(room.osei.id)
    before = list(room.store.log)
    with pytest.raises(Refusal) as caught:
        room.sessions.propose(session, SignedOff())
    assert (caught.value.code, caught.value.facts) == ("sign-in-to-sign", {"name": "A. Osei"})
    assert room.store.log == before
    room.store.away.clear()
    assert room.sessions.propose(session, SignedOff()).seals


def test_a_rehearsal_is_signed_off_without_a_seal() -> None:
    room = Room()
    session = ended(room)
    state = room.sessions.propose(session, SignedOff())
    assert state.signed
    assert not state.seals
    assert [type(each.body) for each in missing_seals(state.history)] == [SignedOff]


class Watching(MemoryStore):
    """Remembers what was written together."""

    def append_all(
        self, events: Sequence[Event], before: SessionView | None = None, after: SessionView | None = None
    ) -> Head:
        self.together = [type(event.body) for event in events]
        return super().append_all(events, before, after)


def test_sign_off_and_seal_are_one_transaction() -> None:
    store = Watching("clinic")
    room = Room(store)
    room.sessions.propose(ended(room), SignedOff())
    assert store.together == [SignedOff, Sealed]


def test_a_record_with_seals_goes_out_and_comes_in() -> None:
    room, session = signed_off()
    record = room.sessions.record(session)
    assert from_json(to_json(record)) == record


def test_two_records_of_the_same_visit_have_nothing_in_common() -> None:
    """Each has salt of its own, so that no kept digest can be tried against a guessed name."""
    salts = {event.body.salt for event in _begun(4)}  # type: ignore[union-attr]
    assert len(salts) == 4
    assert {len(salt) for salt in salts} == {32}


def _begun(count: int) -> list[Event]:
    made = []
    room = Room(MemoryStore("clinic"))
    for _ in range(count):
        session = ended(room)
        room.sessions.propose(session, SignedOff())
        made.append(room.store.events(session)[0])
    return made


def test_what_came_at_the_danger_card_after_sign_off_is_signed_as_one_by_who_signs_in_next() -> None:
    room, session = signed_off()
    for body in (DangerOpened(), DangerAction("called")):
        room.sessions.propose(session, body, actor=UNKNOWN)
    assert len(missing_seals(room.store.events(session))) == 2
    bell = room.clinic.add_person(Operator("", "B. Bell", RIGHTS))
    room.store.away.add(bell.id)
    sign_waiting(room.store, room.sessions, bell.id)
    assert room.store.unsigned() == [session]
    room.store.away.clear()
    sign_waiting(room.store, room.sessions, bell.id)
    sign_waiting(room.store, room.sessions, bell.id)
    record, (first, second) = room.sessions.record(session), seals(room, session)
    assert (second.person, second.target) == (bell.id, room.store.events(session)[-2].id)
    assert holds(room, record, first)
    assert holds(room, record, second)
    assert (room.store.unsigned(), missing_seals(record.events)) == ([], [])


def test_who_is_signed_in_signs_the_danger_card_as_it_is_closed() -> None:
    room, session = signed_off()
    for body in (DangerOpened(), DangerAction("called"), DangerOver()):
        room.sessions.propose(session, body)
    assert [each.person for each in seals(room, session)] == [room.osei.id] * 2
    assert room.store.unsigned() == []

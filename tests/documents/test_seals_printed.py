"""The paper says who signed with which key, what nobody signed, and what was erased; and it can be held against us."""

from msgspec.structs import replace

from console.app.erasure import erase, set_retention
from console.app.late_signatures import sign_waiting
from console.core.events import UNKNOWN, Addendum, Corrected, DangerAction, DangerOpened, Noted, SignedOff, StoppedEarly
from console.core.paper_keywords import keywords_of, read_keywords
from console.core.people import Profile
from console.core.record import Record
from console.core.signatures import fingerprint
from console.documents.summary import summary
from tests.support.app_room import Room
from tests.support.memory_store import MemoryStore
from tests.support.paper_text import WORDS, opened

NAME, NOTE = "Maximiliane Quendolin", "a bruise on the left"


def visit(room: Room) -> Record:
    client = room.clinic.add_client(Profile(NAME, "1971-02-28", 3, "kiwi"))
    room.maya = client
    session = room.sessions.begin(client, room.osei).id
    for body in (Noted(NOTE), StoppedEarly("unwell"), SignedOff()):
        room.sessions.propose(session, body)
    return room.sessions.record(session)


def test_who_signed_and_with_which_key() -> None:
    room = Room(MemoryStore("clinic"))
    record = visit(room)
    seal = record.state().seals[0][0]
    text = opened(record).text
    assert f"key {fingerprint(room.store.public_key(room.osei.id))}" in text
    assert f"Signed electronically by A. Osei, Mon 2 Mar 2026 11:00: signature {seal.signature[:16]}" in text
    assert "Not signed electronically" not in text
    room.sessions.propose(record.events[0].session, Addendum("called"))
    assert opened(room.sessions.record(record.events[0].session)).text.count("Signed electronically") == 2


def test_what_came_at_the_danger_card_after_sign_off_is_told_apart_until_somebody_signs_it() -> None:
    room = Room(MemoryStore("clinic"))
    session = visit(room).events[0].session
    for body in (DangerOpened(), DangerAction("Adrenaline given", value="500 µg")):
        room.sessions.propose(session, body, actor=UNKNOWN)
    text = opened(room.sessions.record(session)).text
    assert "Danger card opened after sign-off" in text
    assert text.count("Adrenaline given: 500 µg") == 1
    assert "What came at the danger card after sign-off is not signed yet." in text
    assert "Not signed electronically" not in text
    sign_waiting(room.store, room.sessions, room.osei.id)
    text = opened(room.sessions.record(session)).text
    assert "not signed yet" not in text
    assert text.count("Signed electronically") == 2
    stray = room.sessions.state(session).dangers[0].done[0].at.event
    room.sessions.propose(session, Corrected(stray, "mistake", "true"))
    text = opened(room.sessions.record(session)).text
    assert "A. Osei: 11:00 Adrenaline given: 500 µg: pressed by mistake." in text
    assert text.count("Adrenaline given") == 1
    assert text.count("Signed electronically") == 3, "who takes it back signs it"


def test_without_a_key_it_says_so() -> None:
    text = opened(visit(Room())).text
    assert "Not signed electronically: there was no key to sign with." in text
    assert "Signed electronically by" not in text


def test_the_same_record_gives_the_same_bytes_and_they_say_which_it_was() -> None:
    record = visit(Room(MemoryStore("clinic")))
    paper = summary(record, WORDS, "letter")
    assert summary(record, WORDS, "letter") == paper
    facts = read_keywords(paper)
    assert facts == keywords_of(record, "letter")
    assert facts is not None
    assert (facts.digest, facts.session) == (record.digest, record.events[0].session)
    assert read_keywords(b"%PDF-1.4 /Keywords (something else)") is None


def test_the_paper_of_an_open_session_has_no_head() -> None:
    record = visit(Room())
    begun = replace(record, events=record.events[:2], head=(0, ""))
    facts = read_keywords(summary(begun, WORDS, "a4"))
    assert facts is not None
    assert (facts.head_seq, facts.head, facts.events) == (0, "", 2)


def test_an_erased_client_is_said_to_be_erased() -> None:
    room = Room(MemoryStore("clinic"))
    session = visit(room).events[0].session
    set_retention(room.store, room.clock, room.random, room.osei, 1, "")
    room.clock.advance(2 * 366 * 86_400_000)
    erase(room.store, room.sessions, room.clock, room.random, room.osei, room.maya, "retention period over")
    text = opened(room.sessions.record(session)).text
    assert NAME not in text
    assert NOTE not in text
    assert "The client was erased on Fri 3 Mar 2028." in text
    assert "Allergies: erased" in text
    assert "Signed electronically by A. Osei" in text

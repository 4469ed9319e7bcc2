"""The clinic's own events: what they refuse, and what they leave."""

import pytest

from console.app.clinic import with_caps
from console.core.client_file import fold
from console.core.client_intents import decide
from console.core.clock import Instant
from console.core.events import ClientAdded, ClientFieldSet, Event, PersonSwitched
from console.core.looks import likely_name
from console.core.people import Operator, Profile
from console.core.protocol_file import BadFile
from console.core.refusal import Refusal
from tests.support.app_room import MONDAY, Room
from tests.support.stage import protocol


@pytest.mark.parametrize(
    ("profile", "code"),
    [
        (Profile("  "), "name-needed"),
        (Profile("Maya", born="14.3.1992"), "not-a-day"),
        (Profile("Maya", born="20010203"), "not-a-day"),
        (Profile("Maya", born="0203-02-01"), "year-not-meant"),
        (Profile("Maya", born="1900-02-01"), "born-too-long-ago"),
        (Profile("Maya", born="2026-03-04"), "born-in-future"),
        (Profile("Maya", skin=7), "skin-type-range"),
        (Profile("Maya", skin=0), "skin-type-range"),
    ],
)
def test_a_client_that_cannot_be(profile: Profile, code: str) -> None:
    room = Room()
    rows = len(room.store.log)
    with pytest.raises(Refusal, match=code):
        room.clinic.add_client(profile)
    assert len(room.store.log) == rows


@pytest.mark.parametrize(
    ("name", "born", "told"),
    [
        ("MAYA  Lindqvist", "1992-03-14", True),
        ("Lindqvist, Máya", "1992-03-14", True),
        ("Maya Lindqvist", "1992-03-15", False),
        ("Maya Lindqvist", "", False),
        ("Noor", "1992-03-14", False),
    ],
)
def test_the_same_name_and_birthday_once_more_is_told_and_may_go_on(name: str, born: str, told: bool) -> None:
    room = Room()
    try:
        room.clinic.allow_namesake(Profile(name, born))
        code = ""
    except Refusal as refusal:
        code = f"{refusal.code} {refusal.facts['client'] == room.maya}"
    assert (code == "client-known True") == told
    room.clinic.allow_namesake(Profile(name, born), room.maya)
    assert len([each for each in [room.clinic.add_client(Profile(name, born))] if each != room.maya]) == 1


def test_a_birthday_of_before_that_was_a_slip_stands_while_something_else_is_changed() -> None:
    file = fold([Event("a", "", "c", "", Instant(MONDAY, 0, ""), ClientAdded(Profile("Maya", "0203-02-01")))])
    fields = {"contact": "0151", "born": "0203-02-02"}
    for name, value in fields.items():
        event = Event("b", "", "c", "", Instant(MONDAY, 0, ""), ClientFieldSet(name, value))  # type: ignore[arg-type]
        if name == "contact":
            assert decide(file, [event])
        else:
            with pytest.raises(Refusal, match="year-not-meant"):
                decide(file, [event])


def test_names_are_trimmed() -> None:
    room = Room()
    client = room.store.client(room.clinic.add_client(Profile("  Noor Haddad ")))
    assert client
    assert client.profile.name == "Noor Haddad"
    assert room.clinic.add_person(Operator("", " B. Berg ")).name == "B. Berg"


def test_an_unknown_client_is_not_changed() -> None:
    with pytest.raises(Refusal, match="unknown-client"):
        Room().clinic.change_client("nobody", [ClientFieldSet("name", "Maya")])


def test_the_latest_adopted_protocol_is_in_force_and_the_earlier_is_kept() -> None:
    room = Room()
    first, _ = room.clinic.protocol()
    own = with_caps(protocol(), {"cheek": 1.0})
    room.clinic.adopt(own, "A. Osei")
    adopted, loaded = room.clinic.protocol()
    assert adopted.digest == own.digest != first.digest
    assert loaded.zone["cheek-left"].max_depth_mm == 1.0
    assert room.clinic.protocol(first.digest)[1] == protocol()


def test_a_cap_needs_a_zone() -> None:
    with pytest.raises(Refusal, match="unknown-zone"):
        with_caps(protocol(), {"elbow": 1.0})


def test_a_protocol_that_cannot_be_is_not_adopted() -> None:
    room = Room()
    rows = len(room.store.log)
    with pytest.raises(BadFile, match="depth-range"):
        room.clinic.adopt(with_caps(protocol(), {"cheek": 0.0}), "A. Osei")
    assert len(room.store.log) == rows


def test_another_person_at_the_running_program_is_written_down_once() -> None:
    room = Room()
    before = len(room.store.log)
    room.clinic.switch(room.osei.id)
    assert len(room.store.log) == before
    room.clinic.switch("lind")
    event = room.store.log[-1]
    assert (event.body, event.actor) == (PersonSwitched(room.osei.id, "lind"), "lind")
    room.clinic.actor = ""
    room.clinic.switch("lind")
    assert len(room.store.log) == before + 1


def test_a_name_is_known_however_it_is_spelled() -> None:
    same = [
        ("François", "Francois"), ("O'Brien", "O’Brien"), ("Lovelace, Ada", "Ada Lovelace"), ("Łukasz", "Lukasz"),
        ("Müller", "Mueller"), ("Straße", "STRASSE"), ("Ada-Lovelace", "Ada Lovelace"), ("Ёлка", "Елка"),
        ("علي", "على"),
    ]  # fmt: skip
    assert [pair for pair in same if likely_name(pair[0]) != likely_name(pair[1])] == []
    others = ["Ada Lovelace", "Adam Lovelace", "Ada", "Noor", "Ана", "田中"]
    assert len({*map(likely_name, others)}) == len(others)

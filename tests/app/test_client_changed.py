"""A client who is changed while their session is open: the session goes by the new, even where a write failed."""

import pytest

from console.app.ports import StoreError
from console.core.events import Corrected, EntryChanged, Noted, ProfileTaken, Resumed, SessionBegun
from console.core.people import RIGHTS, Operator, Profile
from console.core.refusal import Refusal
from tests.support.app_room import Room
from tests.support.client_changes import changed_to
from tests.support.full_disk import FullDisk
from tests.support.memory_store import MemoryStore

KNOWN = Profile("Maya Lindqvist", "1992-03-14", 3, "penicillin")
LATEX = Profile("Maya Lindqvist", "1992-03-14", 3, "penicillin, latex")


def kinds(store: MemoryStore, count: int) -> list[str]:
    return [type(event.body).__name__ for event in store.log[-count:]]


def test_an_open_session_goes_by_the_new_and_the_old_stays_in_its_log() -> None:
    room = Room()
    noor = room.sessions.begin(room.clinic.add_client(Profile("Noor Haddad")), room.osei)
    begun = room.sessions.begin(room.maya, room.osei)
    room.sessions.change_client(room.maya, changed_to(room.store, room.maya, LATEX))
    state = room.sessions.state(begun.id)
    assert state.profile == LATEX
    assert isinstance(state.history[0].body, SessionBegun)
    assert (state.history[0].body.profile, state.history[-1].client) == (KNOWN, room.maya)
    assert kinds(room.store, 2) == ["EntryChanged", "ProfileTaken"]
    assert room.sessions.state(noor.id) is noor
    assert room.reopened().state(begun.id) == state


def test_who_changed_it_is_the_one_signed_in() -> None:
    room = Room()
    begun = room.sessions.begin(room.maya, room.osei)
    desk = room.clinic.add_person(Operator("", "C. Desk", RIGHTS))
    room.clinic.actor = desk.id
    room.sessions.change_client(room.maya, changed_to(room.store, room.maya, LATEX))
    assert room.sessions.state(begun.id).history[-1].actor == desk.id
    assert room.sessions.record(begun.id).people[desk.id] == "C. Desk"


def test_what_is_the_same_or_refused_writes_nothing() -> None:
    room = Room()
    begun = room.sessions.begin(room.maya, room.osei)
    rows = len(room.store.log)
    room.sessions.change_client(room.maya, changed_to(room.store, room.maya, KNOWN))
    for code, profile in (("skin-type-range", Profile("Maya", skin=9)), ("name-needed", Profile(" "))):
        with pytest.raises(Refusal, match=code):
            room.sessions.change_client(room.maya, changed_to(room.store, room.maya, profile))
    assert len(room.store.log) == rows
    assert room.sessions.state(begun.id) is begun


def test_a_failed_first_write_changes_neither() -> None:
    room = Room(store := FullDisk())
    begun = room.sessions.begin(room.maya, room.osei)
    store.left = 0
    with pytest.raises(StoreError, match="disk-full"):
        room.sessions.change_client(room.maya, changed_to(room.store, room.maya, LATEX))
    store.left = 9
    assert room.sessions.propose(begun.id, Noted("calm")).profile == KNOWN


def half(again: bool) -> tuple[Room, FullDisk, str]:
    """The file is changed, the session not; `again`: the program was started anew since."""
    room = Room(store := FullDisk())
    begun = room.sessions.begin(room.maya, room.osei)
    store.left = 1
    with pytest.raises(StoreError, match="disk-full"):
        room.sessions.change_client(room.maya, changed_to(room.store, room.maya, LATEX))
    assert room.sessions.state(begun.id) is begun
    store.left = 9
    if again:
        room.sessions = room.reopened()
    return room, store, begun.id


@pytest.mark.parametrize("again", [False, True])
def test_after_a_failed_second_write_the_session_follows_before_its_next_entry(again: bool) -> None:
    room, store, session = half(again)
    assert room.sessions.propose(session, Noted("calm")).profile == LATEX
    assert kinds(store, 3) == ["EntryChanged", "ProfileTaken", "Noted"]
    room.sessions.propose(session, Noted("still calm"))
    assert kinds(store, 1) == ["Noted"]
    assert sum(isinstance(event.body, ProfileTaken) for event in store.log) == 1


@pytest.mark.parametrize("again", [False, True])
def test_or_when_it_is_resumed_with_the_gap_told_whole(again: bool) -> None:
    room, store, session = half(again)
    room.clock.advance(90_000)
    state = room.sessions.resume(session)
    assert state.profile == LATEX
    assert state.interruptions[0].gap_ms == 90_000
    assert kinds(store, 2) == ["Resumed", "ProfileTaken"]


@pytest.mark.parametrize("again", [False, True])
def test_or_when_the_same_is_saved_again_with_one_change_in_the_file(again: bool) -> None:
    room, store, session = half(again)
    room.sessions.change_client(room.maya, changed_to(room.store, room.maya, LATEX))
    assert room.sessions.state(session).profile == LATEX
    assert sum(isinstance(event.body, EntryChanged) for event in store.log) == 1


def test_over_a_gap_that_nobody_confirmed_it_waits_for_the_resume() -> None:
    room = Room()
    begun = room.sessions.begin(room.maya, room.osei)
    room.clock.reboot(5 * 60_000)
    room.sessions = room.reopened()
    room.sessions.change_client(room.maya, changed_to(room.store, room.maya, LATEX))
    assert room.sessions.state(begun.id).profile == KNOWN
    assert room.sessions.resume(begun.id).profile == LATEX
    assert kinds(room.store, 2) == ["Resumed", "ProfileTaken"]


def test_what_was_corrected_in_the_session_outlives_a_resume() -> None:
    room = Room()
    begun = room.sessions.begin(room.maya, room.osei)
    room.sessions.propose(
        begun.id, Corrected(begun.history[0].id, "profile", '{"name":"Maya","allergies":"penicillin"}')
    )
    room.sessions = room.reopened()
    resumed = room.sessions.resume(begun.id)
    assert isinstance(resumed.history[-1].body, Resumed)
    assert resumed.profile == Profile("Maya", allergies="penicillin")

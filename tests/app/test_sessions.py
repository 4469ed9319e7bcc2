"""Sessions over a store: begun, resumed, several at once; what fails leaves everything as it was."""

from pathlib import Path

import pytest

from console.app.copies import to_summarize
from console.app.ports import StoreError
from console.app.projections.session_view import session_view
from console.core.events import (
    CheckAnswered,
    Noted,
    OpenedByMistake,
    ProductUsed,
    ScreeningAnswered,
    SignedOff,
    StepDone,
    StoppedEarly,
)
from console.core.people import Operator, Profile
from console.core.record import from_json, to_json
from console.core.refusal import Refusal
from tests.support.app_room import Room
from tests.support.client_changes import changed_to
from tests.support.full_disk import FullDisk
from tests.support.stage import played
from tests.support.store_help import numbered


def test_a_session_takes_the_client_as_known_at_its_beginning() -> None:
    room = Room()
    state = room.sessions.begin(room.maya, room.osei, "Couch 1")
    assert state.profile
    assert (state.profile.name, state.number, state.couch) == ("Maya Lindqvist", 1, "Couch 1")
    room.sessions.propose(state.id, StoppedEarly("Client asked"))
    signed = room.sessions.propose(state.id, SignedOff())
    profile = Profile("Maya Berg", "1992-03-14", 3, "none known")
    room.sessions.change_client(room.maya, changed_to(room.store, room.maya, profile))
    assert room.sessions.state(state.id) is signed
    later = room.sessions.begin(room.maya, room.osei)
    assert later.profile
    assert (later.profile.name, later.number) == ("Maya Berg", 2)


def test_a_failed_commit_changes_nothing_and_the_timers_run_on() -> None:
    store = FullDisk()
    room = Room(store)
    state = room.sessions.begin(room.maya, room.osei)
    store.full = True
    with pytest.raises(StoreError, match="disk-full"):
        room.sessions.propose(state.id, Noted("lost?"))
    assert room.sessions.state(state.id) is state
    room.clock.advance(60_000)
    assert room.sessions.now_t(state) == 60_000
    store.full = False
    assert room.sessions.propose(state.id, Noted("kept")).notes[0].text == "kept"


def test_a_refusal_writes_nothing() -> None:
    room = Room()
    state = room.sessions.begin(room.maya, room.osei)
    rows = len(room.store.log)
    with pytest.raises(Refusal, match="screening-unanswered"):
        room.sessions.propose(state.id, StepDone("prepare"))
    assert len(room.store.log) == rows


def test_a_restart_stands_where_it_stood_and_tells_the_gap() -> None:
    room = Room()
    state = room.sessions.begin(room.maya, room.osei)
    room.clock.advance(90_000)
    room.sessions.beat()
    room.clock.advance(30_000)
    again = room.reopened()
    assert again.state(state.id) == room.sessions.state(state.id)
    resumed = again.resume(state.id)
    assert (resumed.interruptions[0].off_ms, resumed.interruptions[0].gap_ms) == (30_000, 120_000)


def test_the_program_was_away_until_it_was_back_not_until_somebody_goes_on() -> None:
    """Its own signs of life, while nobody went on yet, tell nothing of how long it was away."""
    room = Room()
    state = room.sessions.begin(room.maya, room.osei)
    room.clock.advance(90_000)
    room.sessions.beat()
    room.clock.advance(600_000)
    again = room.reopened()
    for _ in range(2):
        again.beat()
        room.clock.advance(40_000)
    resumed = again.resume(state.id)
    assert (resumed.interruptions[0].off_ms, resumed.interruptions[0].gap_ms) == (600_000, 770_000)
    again.beat()
    room.clock.advance(20_000)
    assert room.reopened().resume(state.id).interruptions[1].off_ms == 20_000


def test_after_a_restart_of_the_computer_the_gap_is_confirmed_first() -> None:
    room = Room()
    state = room.sessions.begin(room.maya, room.osei)
    room.sessions.beat()
    room.clock.reboot(10 * 60_000)
    again = room.reopened()
    with pytest.raises(Refusal, match="confirm-gap"):
        again.propose(state.id, Noted("too soon"))
    assert again.resume(state.id).interruptions[0].basis == "wall"
    assert again.now_t(again.state(state.id)) == 10 * 60_000


def test_a_clock_that_ran_back_is_not_believed() -> None:
    room = Room()
    state = room.sessions.begin(room.maya, room.osei)
    room.clock.reboot(-3 * 86_400_000)
    again = room.reopened()
    with pytest.raises(Refusal, match="state-gap"):
        again.resume(state.id)
    room.clock.advance(8 * 60_000)
    resumed = again.resume(state.id, off_ms=5 * 60_000)
    assert resumed.interruptions[0].basis == "stated"
    assert again.now_t(resumed) == 13 * 60_000


def test_two_sessions_go_their_own_ways() -> None:
    room = Room()
    noor = room.clinic.add_client(Profile("Noor Haddad"))
    first, second = room.sessions.begin(room.maya, room.osei), room.sessions.begin(noor, room.osei)
    room.sessions.propose(first.id, Noted("only here"))
    assert room.sessions.state(second.id).notes == ()
    assert [state.id for state in room.sessions.open()] == [first.id, second.id]


def test_a_client_has_one_open_session() -> None:
    room = Room()
    state = room.sessions.begin(room.maya, room.osei)
    again, rows = room.reopened(), len(room.store.log)
    with pytest.raises(Refusal, match="session-open"):
        again.begin(room.maya, room.osei)
    assert len(room.store.log) == rows
    again.begin(room.clinic.add_client(Profile("Noor Haddad")), room.osei)
    again.propose(state.id, StoppedEarly("Client asked"))
    again.propose(state.id, SignedOff())
    assert again.begin(room.maya, room.osei).number == 2


def test_only_practitioners_begin() -> None:
    room = Room()
    manager = Operator("m", "B. Manager", ("print", "export"))
    with pytest.raises(Refusal, match="may-not-treat"):
        room.sessions.begin(room.maya, manager)


def test_nothing_runs_without_an_adopted_protocol() -> None:
    room = Room()
    room.store.log = [event for event in room.store.log if type(event.body).__name__ != "ProtocolAdopted"]
    with pytest.raises(Refusal, match="no-protocol"):
        room.sessions.begin(room.maya, room.osei)


def test_a_record_carries_all_that_it_prints() -> None:
    room = Room()
    state = room.sessions.begin(room.maya, room.osei)
    room.sessions.propose(state.id, ScreeningAnswered({"pregnancy": "no"}))
    room.sessions.propose(state.id, StoppedEarly("Client asked"))
    record = room.sessions.record(state.id)
    assert (record.clinic, record.zone, record.people) == ("Hautraum", "Europe/Berlin", {room.osei.id: "A. Osei"})
    assert [offset.minutes for offset in record.offsets] == [60, 120]
    again = from_json(to_json(record))
    assert (again, again.digest, again.state()) == (record, record.digest, room.sessions.state(state.id))


def test_a_record_that_was_altered_is_refused() -> None:
    room = Room()
    state = room.sessions.begin(room.maya, room.osei)
    data = to_json(room.sessions.record(state.id))
    with pytest.raises(Refusal, match="record-altered"):
        from_json(data.replace(b"Maya Lindqvist", b"Maya Lindquist"))
    with pytest.raises(Refusal, match="not-a-record"):
        from_json(data[:-100])


def test_the_views_of_a_step_at_a_time_are_those_of_the_whole(tmp_path: Path) -> None:
    made = played(tmp_path / "store")
    state = made.sessions.state(made.latest)
    stood = next(view for view in made.store.sessions() if view.id == state.id)
    made.store.close()
    assert numbered(session_view(state)) == stood
    assert len(stood.zones) == 18


def test_memory_holds_no_session_that_was_signed_before_the_last_began() -> None:
    room = Room()
    state = room.sessions.begin(room.maya, room.osei)
    room.sessions.propose(state.id, StoppedEarly("Client felt unwell"))
    while (action := room.sessions.next_action(state.id)).code != "signed":
        for check in action.left:
            room.sessions.propose(state.id, CheckAnswered(check))
        if action.intent is not None:
            room.sessions.propose(state.id, action.intent)
    other = room.sessions.begin(room.maya, room.osei)
    assert set(room.sessions.kept.ids) == {other.id}
    assert room.sessions.state(state.id).signed


def test_a_session_that_was_opened_by_mistake_has_no_number_no_paper_and_no_place_in_a_list() -> None:
    room = Room()
    wrong = room.sessions.begin(room.maya, room.osei)
    room.sessions.propose(wrong.id, ProductUsed("cartridge", "Tip 12", "L1"))
    room.sessions.propose(wrong.id, OpenedByMistake())
    assert room.sessions.open() == []
    assert room.store.sessions() == []
    assert room.store.lot_uses("L1") == []
    assert [each.id for each in room.store.sessions(status="mistaken")] == [wrong.id]
    with pytest.raises(Refusal, match="closed"):
        to_summarize(room.sessions, wrong.id)
    right = room.sessions.begin(room.maya, room.osei)
    assert right.number == 1
    assert [each.number for each in room.store.sessions()] == [1]
    assert len(room.store.events(wrong.id)) == 3

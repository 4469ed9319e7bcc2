"""What is done while the screen is locked: by somebody, who is named afterwards, or explained at sign-off."""

import pytest

from console.core import events as e
from console.core.course import unexplained_deviations
from console.core.next_action import next_action
from console.core.refusal import Refusal
from tests.support.moves import LIND, MIN, OSEI, Room, creamed, numbing, taken
from tests.support.refused import refused


def ended() -> Room:
    """At sign-off, with the cream taken off too late while the screen was locked."""
    room = creamed().wait(25 * MIN).locked(e.CreamOff())
    return room.do(e.StoppedEarly("as agreed"))


def test_cream_comes_off_without_anybody_signing_in() -> None:
    room = creamed().locked(e.CreamOff())
    assert not room.state.on
    assert room.state.history[-1].actor == e.UNKNOWN
    assert [kind for kind, _ in room.state.unnamed] == ["cream-off"]


def test_who_it_was_is_told_beside_the_old_event() -> None:
    room = creamed().locked(e.CreamOff())
    before = room.state.history
    room.tell(LIND)
    assert room.state.history[:-1] == before
    assert room.state.named == {before[-1].id: LIND}
    assert room.state.unnamed == ()


def test_an_alarm_and_a_pause_too() -> None:
    room = creamed().locked(e.Acknowledged("effective-1"), e.Paused())
    assert room.state.acknowledged.keys() == {"effective-1"}
    assert room.state.paused
    assert [kind for kind, _ in room.state.unnamed] == ["acknowledged", "paused"]
    room.tell(OSEI).tell(LIND)
    assert list(room.state.named.values()) == [OSEI, LIND]


def test_one_who_is_not_named_is_explained_before_the_signature() -> None:
    room = ended()
    codes = [each.code for each in unexplained_deviations(room.state)]
    assert codes == ["cream-overtime", "unnamed-cream-off"]
    assert len({each.id for each in unexplained_deviations(room.state)}) == 2
    assert next_action(room.state, room.t).code == "give-reasons"
    refused("reasons-missing", lambda: room.propose(e.SignedOff()))
    for each in unexplained_deviations(room.state):
        room.do(e.ReasonGiven(each.id, "as agreed"))
    room.do(e.SignedOff())
    assert [each.code for each in room.state.deviations] == ["cream-overtime", "unnamed-cream-off"]


def test_a_name_makes_the_reason_needless() -> None:
    room = ended()
    for each in unexplained_deviations(room.state):
        room.do(e.ReasonGiven(each.id, "as agreed"))
    room.tell(LIND)
    assert [each.code for each in room.state.deviations] == ["cream-overtime"]
    room.do(e.SignedOff())


def test_the_name_can_be_taken_back() -> None:
    room = taken().locked(e.Paused()).tell(LIND)
    room.do(e.Undone())
    assert room.state.named == {}
    assert [kind for kind, _ in room.state.unnamed] == ["paused"]
    room.do(e.Undone())
    assert room.state.unnamed == ()
    assert not room.state.paused


def test_what_somebody_is_named_for_is_not_taken_back_before_the_name() -> None:
    room = taken().locked(e.Paused())
    paused = room.last
    room.tell(LIND)
    with pytest.raises(Refusal) as met:
        room.propose(e.Undone(paused))
    assert isinstance(met.value.facts["why"], Refusal)
    assert met.value.facts["why"].code == "actor-known"


def test_early_cream_needs_its_reason_all_the_same() -> None:
    room = numbing().do(e.CreamOn("lido")).wait(MIN)
    assert refused("cream-early", lambda: room.locked(e.CreamOff())).situation == "cream-early"
    room.locked(e.CreamOff(reason="as agreed"))
    assert room.state.deviations[-1].reason == "as agreed"

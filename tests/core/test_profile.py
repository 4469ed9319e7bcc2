"""What is known of a client may change while their session is open: it goes by the new, the old stays readable."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from console.core.events import (
    Continued,
    Corrected,
    CreamOn,
    DeviceChosen,
    FindingCleared,
    Paused,
    ProfileTaken,
    SessionBegun,
    SessionBody,
    StepDone,
    Undone,
)
from console.core.people import Profile
from console.core.protocol import Protocol
from console.core.screening import findings
from console.core.session import fold
from tests.support.moves import (
    MAYA,
    SMALL,
    YOUNG,
    Ready,
    Room,
    aftercare,
    creamed,
    needling,
    num,
    numbing,
    prepare,
    rule,
    sign_off,
    signed,
    taken,
)
from tests.support.refused import Act, Case, refused

STAGES: tuple[Ready, ...] = (Room, prepare, numbing, creamed, needling, taken, aftercare, sign_off)


def fired(room: Room) -> dict[str, bool]:
    return {each.rule.id: each.cleared for each in findings(room.state)}


@pytest.mark.parametrize("ready", STAGES)
@pytest.mark.parametrize("paused", [False, True])
def test_it_may_come_in_any_step_and_in_a_pause(ready: Ready, paused: bool) -> None:
    room = ready().do(*([Paused()] if paused else []))
    before = room.state
    room.do(ProfileTaken(YOUNG))
    assert room.state.facts() == replace(before.facts(), profile=YOUNG)
    assert isinstance(room.state.history[0].body, SessionBegun)
    assert room.state.history[0].body.profile == MAYA
    assert fold(SMALL, room.state.history) == room.state


def test_age_and_skin_rules_go_by_it_both_ways() -> None:
    room = Room()
    assert fired(room) == {}
    assert fired(room.do(ProfileTaken(YOUNG))) == {"young": False, "dark": False}
    assert fired(room.do(ProfileTaken(MAYA))) == {}


def test_what_was_passed_is_asked_anew_once_it_fires_again() -> None:
    room = Room().do(ProfileTaken(YOUNG), FindingCleared("young"), FindingCleared("dark"))
    room.do(ProfileTaken(replace(YOUNG, born=MAYA.born)), ProfileTaken(YOUNG))
    assert fired(room) == {"young": False, "dark": True}


def barred(outcome: str) -> Protocol:
    """Whoever is younger than 22 is stopped, or gets no numbing."""
    others = (each for each in SMALL.rules if each.id != "young")
    return replace(SMALL, rules=(*others, rule("young", outcome, age_below=num(22))))


def test_a_stop_that_was_passed_for_a_wrong_birthday_is_no_deviation() -> None:
    room = Room(barred("stop"), profile=YOUNG).do(FindingCleared("young", "agreed"))
    assert [each.code for each in room.state.deviations] == ["finding-cleared"]
    assert room.do(ProfileTaken(MAYA)).state.deviations == ()


def test_after_the_screening_what_was_passed_stays_passed() -> None:
    room = prepare(protocol=barred("stop"))
    room.do(ProfileTaken(YOUNG), FindingCleared("young", "agreed"))
    room.do(StepDone("prepare"), ProfileTaken(MAYA), ProfileTaken(YOUNG))
    assert fired(room)["young"]
    assert [each.code for each in room.state.deviations] == ["finding-cleared"]


def test_numbing_is_barred_from_then_on() -> None:
    room = numbing(protocol=barred("block-numbing")).do(ProfileTaken(YOUNG))
    refused("numbing-blocked", lambda: room.propose(CreamOn("lido")))


def test_undo_neither_takes_it_back_nor_stops_at_it() -> None:
    room = prepare().do(DeviceChosen("fine"), ProfileTaken(YOUNG), ProfileTaken(replace(YOUNG, skin=2))).undo()
    assert (room.state.device, room.state.profile) == ("pen", replace(YOUNG, skin=2))
    room = Room().do(ProfileTaken(YOUNG))
    refused("nothing-to-undo", lambda: room.propose(Undone()))


def test_undo_still_stops_at_cream_before_it() -> None:
    room = creamed().do(ProfileTaken(YOUNG))
    refused("undo-not-this", lambda: room.propose(Undone()))


def test_one_that_was_erased_changes_nothing() -> None:
    room = prepare().do(ProfileTaken(YOUNG))
    before = room.state.facts()
    assert room.do(ProfileTaken()).state.facts() == before


def test_what_was_taken_is_told_apart_from_what_was_corrected() -> None:
    room = Room()
    room.do(Corrected(room.last, "profile", '{"name":"Maya","allergies":"latex"}'))
    assert (room.state.profile, room.state.profile_taken) == (Profile("Maya", allergies="latex"), MAYA)
    assert room.do(ProfileTaken(YOUNG), Paused(), Continued()).state.profile_taken == YOUNG


def amended(amend: Callable[[str], SessionBody]) -> None:
    room = Room().do(ProfileTaken(YOUNG))
    room.propose(amend(room.last))


REFUSALS: list[Case] = [
    ("signed", lambda: signed().propose(ProfileTaken(YOUNG))),
    ("skin-type-range", lambda: Room().propose(ProfileTaken(Profile("Maya", skin=7)))),
    ("not-a-day", lambda: Room().propose(ProfileTaken(Profile("Maya", "soon")))),
    ("never-undone", lambda: amended(Undone)),
    ("not-correctable", lambda: amended(lambda target: Corrected(target, "profile", '{"name":"Maya"}', "slip"))),
]


@pytest.mark.parametrize(("code", "act"), REFUSALS)
def test_refused(code: str, act: Act) -> None:
    refused(code, act)

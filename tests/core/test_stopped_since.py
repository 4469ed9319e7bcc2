"""What the client's file comes to say while a session runs: what it stops comes off, what it opens is asked again."""

import pytest
from msgspec.structs import replace

from console.core.actions import Action
from console.core.events import (
    CheckAnswered,
    Corrected,
    CreamOn,
    DepthSet,
    DeviceChosen,
    FindingCleared,
    NumbingLeftOut,
    PassDone,
    ProfileTaken,
    ScreeningAnswered,
    StepDone,
)
from console.core.next_action import next_action
from console.core.people import NO_GROUP, Entry
from console.core.screening import findings, open_questions
from console.core.stopped_since import creams_stopped, device_stopped
from tests.support.grouped import GEL, GROUPED, allergic, late, room
from tests.support.moves import MAYA, MIN, Room, numbing
from tests.support.refused import refused


def test_what_is_in_use_when_the_file_comes_to_name_it_is_put_away_or_taken_again_with_a_reason() -> None:
    made = late("steel")
    assert next_action(made.state, made.t).code == "choose-device"
    assert next_action(late("steel", device="pen").state, made.t).code == "pass-done"
    made.do(DeviceChosen("fine", despite="as agreed"))
    assert next_action(made.state, made.t).code == "pass-done"
    made.do(PassDone("brow"))
    on = room(NO_GROUP).do(CreamOn("lido", ("brow",)), CreamOn("emla", ("chin",)), ProfileTaken(allergic("amide")))
    action = next_action(on.state, on.t)
    assert (action.code, action.application) == ("cream-off", 1)
    passed = room("amide").do(CreamOn("lido", ("brow",), despite="as agreed"))
    assert next_action(passed.state, passed.t).code == "wait-numbing"


UNSORTED = (Entry("e1", "allergy", "that"),)

SINCE: list[tuple[tuple[Entry, ...], tuple[Entry, ...], bool]] = [
    (UNSORTED, (Entry("e1", "allergy", "that", ("amide", "steel")),), True),
    (UNSORTED, (Entry("e1", "allergy", "that", (NO_GROUP,)),), False),
    (allergic("amide", "steel").entries, (*allergic("amide", "steel").entries, *UNSORTED), False),
    (
        allergic("amide", "steel").entries,
        (*allergic("amide", "steel").entries, Entry("e2", "allergy", "shock", ("amide", "steel"))),
        True,
    ),
    (
        allergic("amide", "steel").entries,
        (Entry("e1", "allergy", "that", ("amide", "steel"), reaction="shock"),),
        True,
    ),
    (allergic("amide", "steel").entries, allergic("amide", "latex", "steel").entries, False),
]


@pytest.mark.parametrize(("then", "now", "stopped"), SINCE)
def test_a_stop_is_passed_for_what_the_file_said_then(
    then: tuple[Entry, ...], now: tuple[Entry, ...], stopped: bool
) -> None:
    made = room(NO_GROUP).do(ProfileTaken(replace(MAYA, entries=then)))
    made.do(DeviceChosen("fine", despite="as agreed"), CreamOn("lido", ("brow",), despite="as agreed"))
    made.do(ProfileTaken(replace(MAYA, entries=now)))
    assert (bool(creams_stopped(made.state)), device_stopped(made.state) is not None) == (stopped, stopped)
    assert next_action(made.state, made.t).code == ("cream-off" if stopped else "wait-numbing")


def test_what_lies_under_the_passes_when_the_file_comes_to_name_it_comes_off_or_is_put_down_again() -> None:
    made = late(NO_GROUP, device="pen").do(GEL, DepthSet("brow", 500), ProfileTaken(allergic("latex")))
    refused("product-stopped", lambda: made.propose(PassDone("brow")))
    assert next_action(made.state, made.t).code == "product-off"
    made.do(replace(GEL, despite="as agreed"), PassDone("brow"))
    assert next_action(made.state, made.t).code == "pass-done"


def test_cream_that_a_finding_comes_to_bar_is_taken_off() -> None:
    made = numbing(protocol=GROUPED, profile=allergic(NO_GROUP)).do(CreamOn("lido", ("brow",)))
    assert next_action(made.state, made.t).code == "wait-numbing"
    ruled = replace(GROUPED, rules=tuple(replace(each, outcome="block-numbing") for each in GROUPED.rules))
    for groups, code in (("latex", "cream-off"), ("steel", "wait-numbing")):
        made = numbing(protocol=ruled, profile=allergic(NO_GROUP)).do(CreamOn("emla", ("brow",)))
        made.do(ProfileTaken(allergic(groups)))
        assert next_action(made.state, made.t).code == code


def test_a_finding_is_cleared_for_what_the_file_said_then() -> None:
    latex = allergic("latex").entries
    made = Room(GROUPED, profile=allergic("latex")).do(FindingCleared("latex", "as agreed"))
    assert [each.cleared for each in findings(made.state)] == [True]
    for entries in ((*latex, Entry("e2", "allergy", "clips", ("latex",))), (replace(latex[0], reaction="shock"),)):
        after = made.do(ProfileTaken(replace(MAYA, entries=entries))).state
        assert [each.cleared for each in findings(after)] == [False]
    made.do(ProfileTaken(allergic("latex", "steel")))
    assert [each.cleared for each in findings(made.state)] == [True]


def test_a_question_that_the_file_no_longer_answers_is_asked_before_skin_is_treated() -> None:
    made = numbing(protocol=GROUPED, profile=allergic(NO_GROUP)).do(NumbingLeftOut("why"), CheckAnswered("clean"))
    made.wait(MIN).do(Corrected(made.id_of(ScreeningAnswered), "answers", '{"sore":"no","peel":"no"}', "slip"))
    assert next_action(made.state, made.t) == Action("answer-screening", left=("acne", "keloid", "allergy"))
    refused("screening-unanswered", lambda: made.propose(StepDone("numbing")))
    made.do(ScreeningAnswered(dict.fromkeys(open_questions(made.state), "no")))
    assert next_action(made.state, made.t).code == "finish-step"


def test_cream_from_before_the_file_barred_it_is_recorded_late_with_a_reason_and_comes_off() -> None:
    ruled = replace(GROUPED, rules=tuple(replace(each, outcome="block-numbing") for each in GROUPED.rules))
    made = numbing(protocol=ruled, profile=allergic(NO_GROUP)).wait(5 * MIN).do(ProfileTaken(allergic("latex")))
    meant = CreamOn("emla", ("brow",))
    refused("numbing-blocked", lambda: made.propose(meant, MIN))
    refused("numbing-blocked", lambda: made.propose(replace(meant, despite="why")))
    made.do(replace(meant, despite="why"), ago_ms=2 * MIN)
    assert [(each.code, each.reason) for each in made.state.deviations] == [("barred-since", "why")]
    assert next_action(made.state, made.t).code == "cream-off"

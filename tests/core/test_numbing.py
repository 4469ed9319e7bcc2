"""Numbing: applications on their own zones, removed by themselves, and what they bar."""

import pytest

from console.core.actions import Action
from console.core.events import (
    CheckAnswered,
    Corrected,
    CreamOff,
    CreamOn,
    DepthSet,
    DeviceChosen,
    Disinfected,
    NumbingLeftOut,
    PassDone,
    ReasonGiven,
    StepDone,
    ZoneTaken,
)
from console.core.next_action import next_action
from console.core.numbing import needling_obstacle
from console.core.session import apply
from tests.support.moves import MIN, Room, aftercare, creamed, needling, numbed, numbing, prepare, taken
from tests.support.refused import Act, Case, refused


def two() -> Room:
    """Lidocaine on brow and cheek for 30 minutes, EMLA on the chin for 10."""
    return numbing().do(CreamOn("lido")).wait(20 * MIN).do(CreamOn("emla", ("chin",))).wait(10 * MIN)


REFUSALS: list[Case] = [
    ("not-in-step", lambda: prepare().propose(CreamOn("lido"))),
    ("unknown-agent", lambda: numbing().propose(CreamOn("ice"))),
    ("unknown-zone", lambda: numbing().propose(CreamOn("lido", ("cheek",)))),
    ("which-zones", lambda: creamed().propose(CreamOn("emla"))),
    ("already-under-cream", lambda: creamed().propose(CreamOn("emla", ("chin", "brow")))),
    ("already-under-cream", lambda: creamed().do(CreamOff()).propose(CreamOn("emla", ("brow",)), ago_ms=MIN)),
    ("zone-already-needled", lambda: taken().do(PassDone("brow")).propose(CreamOn("lido", ("brow",)))),
    ("mass-not-positive", lambda: numbing().propose(CreamOn("lido", mass_mg=-1))),
    ("not-a-day", lambda: numbing().propose(CreamOn("lido", expiry="2026-02-30"))),
    ("no-cream-on", lambda: numbing().propose(CreamOff())),
    ("which-application", lambda: two().propose(CreamOff())),
    ("no-such-application", lambda: two().propose(CreamOff(3))),
    ("no-such-application", lambda: two().do(CreamOff(1)).propose(CreamOff(1))),
    ("before-its-beginning", lambda: creamed().propose(CreamOff(), ago_ms=31 * MIN)),
    ("cream-early", lambda: creamed().propose(CreamOff(), ago_ms=15 * MIN)),
    ("numbing-begun", lambda: creamed().propose(NumbingLeftOut())),
    ("numbing-open", lambda: numbing().propose(StepDone("numbing"))),
    ("cream-still-on", lambda: creamed().propose(StepDone("numbing"))),
    ("cream-still-on", lambda: taken().do(CreamOn("lido", ("chin",)), PassDone("brow")).propose(StepDone("needling"))),
    ("unknown-zone", lambda: numbing().propose(Disinfected(("cheek",)))),
    ("cream-on-zone", lambda: creamed().propose(Disinfected(("chin", "brow")))),
    ("too-long-ago", lambda: numbing().propose(CreamOn("lido"), ago_ms=24 * 60 * MIN + 1)),
]


@pytest.mark.parametrize(("code", "act"), REFUSALS)
def test_refused(code: str, act: Act) -> None:
    refused(code, act)


def test_cream_goes_on_the_planned_zones_that_are_free_and_not_needled() -> None:
    room = numbing().do(CreamOn("lido", ("brow",)), CreamOn("emla"))
    assert [(each.number, each.zones) for each in room.state.applications] == [(1, ("brow",)), (2, ("cheek-left",))]
    room = taken().do(PassDone("brow"), CreamOn("lido"))
    assert room.state.applications[0].zones == ("cheek-left",)


def test_what_nobody_entered_of_a_cream_stays_open() -> None:
    application = creamed().state.applications[0]
    assert (application.lot, application.expiry, application.mass_mg, application.occluded) == ("", "", None, None)


def test_each_application_is_removed_by_itself_and_bars_only_its_zones() -> None:
    room = two().do(CreamOff(1), Disinfected())
    assert [each.number for each in room.state.on] == [2]
    assert (needling_obstacle(room.state, "brow"), needling_obstacle(room.state, "chin")) == ("", "cream-on-zone")
    room.do(CheckAnswered("residue"), CheckAnswered("clean")).wait(MIN).do(StepDone("numbing"), ZoneTaken("brow"))
    refused("cream-on-zone", lambda: room.propose(ZoneTaken("chin")))
    room.do(CreamOff(2, "tingles"))
    refused("zone-not-disinfected", lambda: room.propose(ZoneTaken("chin")))
    room.wait(1).do(Disinfected(("chin",)), ZoneTaken("chin"))


def test_the_checks_about_cream_are_asked_after_the_last_of_it_came_off() -> None:
    room = two().do(CreamOff(1), CheckAnswered("residue"), CheckAnswered("clean")).wait(50 * MIN).do(CreamOff(2))
    assert next_action(room.state, room.t) == Action("answer-checks", left=("residue",))
    refused("checks-left", lambda: room.propose(StepDone("numbing")))
    room.do(CheckAnswered("residue"), StepDone("numbing"))


def test_cream_that_comes_off_while_needling_asks_its_checks_again() -> None:
    room = two().do(CreamOff(1), CheckAnswered("residue"), CheckAnswered("clean")).wait(MIN).do(StepDone("numbing"))
    refused("check-not-here", lambda: room.propose(CheckAnswered("residue")))
    room.do(ZoneTaken("brow")).wait(50 * MIN).do(CreamOff(2))
    assert next_action(room.state, room.t).intent == PassDone("brow")
    room.do(PassDone("brow"), PassDone("brow"))
    assert next_action(room.state, room.t) == Action("answer-checks", left=("residue",))
    refused("checks-left", lambda: room.propose(StepDone("needling")))
    refused("check-not-here", lambda: room.propose(CheckAnswered("clean")))
    room.do(CheckAnswered("residue", False, "some is left in the hair"))
    assert next_action(room.state, room.t).intent == ZoneTaken("cheek-left")
    room.do(StepDone("needling"))


@pytest.mark.parametrize(
    ("minutes", "reason", "noted"),
    [(19, "tingles", ("cream-too-early", MIN)), (20, "", None), (50, "", None), (51, "", ("cream-overtime", MIN))],
)
def test_off_outside_the_window_is_a_deviation(minutes: int, reason: str, noted: object) -> None:
    room = creamed().wait((minutes - 30) * MIN).do(CreamOff(0, reason))
    assert [(each.code, each.facts["by_ms"]) for each in room.state.deviations] == ([noted] if noted else [])


def test_a_late_removal_waits_for_its_reason() -> None:
    room = numbing().do(CreamOn("emla")).wait(130 * MIN).do(CreamOff())
    late = room.state.deviations[0]
    assert (late.code, late.facts["by_ms"], late.reason) == ("cream-remove", 10 * MIN, "")
    room.do(ReasonGiven(late.id, "the client was away"))
    assert room.state.deviations[0].reason == "the client was away"


def test_cream_may_be_left_out_and_chosen_after_all() -> None:
    room = numbing().do(NumbingLeftOut())
    assert room.state.left_out
    assert room.do(CreamOn("lido")).state.left_out is None


def test_cream_may_have_been_put_on_before_the_session() -> None:
    room = numbing().do(CreamOn("lido"), ago_ms=20 * MIN)
    assert room.state.applications[0].on.t_ms == -19 * MIN
    room.do(CreamOff())


def test_nothing_was_needled_before_the_cream_was_off() -> None:
    room = numbed().do(ZoneTaken("brow")).wait(MIN).do(CreamOn("lido", ("chin",))).wait(30 * MIN)
    room.do(CreamOff(2)).wait(MIN).do(Disinfected())
    refused("cream-on-zone", lambda: room.propose(ZoneTaken("chin"), ago_ms=2 * MIN))
    room.do(ZoneTaken("chin"))


def test_a_late_entry_of_disinfecting_takes_no_later_one_back() -> None:
    room = creamed().do(CreamOff()).wait(MIN).do(Disinfected()).do(Disinfected(), ago_ms=2 * MIN)
    assert needling_obstacle(room.state, "brow") == ""
    room = creamed().do(CreamOff()).wait(MIN).do(Disinfected(), ago_ms=2 * MIN)
    assert needling_obstacle(room.state, "brow") == "zone-not-disinfected"


def test_past_an_old_record_that_names_a_zone_twice_corrections_are_still_judged() -> None:
    room = numbing().do(NumbingLeftOut())
    room.state = apply(room.state, room.event(Disinfected(("brow", "brow"))))
    room.do(CheckAnswered("clean")).wait(MIN).do(StepDone("numbing"), ZoneTaken("brow"), DepthSet("brow", 2000))
    wrong = Corrected(room.do(PassDone("brow")).id_of(DeviceChosen), "device", '"fine"')
    refused("correction-needs-reason", lambda: room.propose(wrong))


def test_a_no_to_disinfected_counts() -> None:
    room = numbing().do(NumbingLeftOut(), CheckAnswered("clean"), CheckAnswered("clean", False, "spray is empty"))
    assert needling_obstacle(room.state, "brow") == "zone-not-disinfected"
    assert needling_obstacle(needling().state, "brow") == ""


def test_the_wrong_application_was_removed_and_is_put_right() -> None:
    room = two().do(CreamOff(1))
    room.do(Corrected(room.last, "application", "2", "misread"))
    assert [each.number for each in room.state.on] == [1]


def test_cream_may_still_come_off_after_a_stop() -> None:
    assert aftercare().state.kind == "aftercare"
    refused("no-cream-on", lambda: aftercare().propose(CreamOff()))

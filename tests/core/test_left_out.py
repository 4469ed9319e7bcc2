"""Zones that are left out, visits that come too soon, and sessions that were opened by mistake."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from console.core import events as e
from console.core.alarms import alarms, timers
from console.core.left_out import stray_on_zone, stray_zones
from console.core.next_action import next_action, zones_left
from console.core.numbing import zones_for_cream
from console.core.protocol_parts import FollowUp
from tests.support.moves import NO, SMALL, Room, creamed, needling, num, numbing, prepare, taken
from tests.support.refused import Act, refused

SOON = replace(SMALL, follow_up=FollowUp(warn_below_days=num(28)))
REFUSED = e.ZoneLeftOut("brow", "refused")


def early(day: str = "2026-02-03") -> Room:
    """The room's day is 2 March 2026."""
    return Room(SOON, last_day=day)


REFUSALS: list[tuple[str, Act]] = [
    ("zone-not-planned", lambda: needling().propose(e.ZoneLeftOut("chin", "sore"))),
    ("zone-needs-reason", lambda: needling().propose(e.ZoneLeftOut("brow", " "))),
    ("zone-left-out", lambda: needling().do(REFUSED).propose(REFUSED)),
    ("not-in-step", lambda: taken().do(e.PassDone("brow"), e.StepDone("needling")).propose(REFUSED)),
    ("treatment-stands", lambda: creamed().propose(e.OpenedByMistake())),
    ("treatment-stands", lambda: taken().do(e.PassDone("brow")).propose(e.OpenedByMistake())),
    ("danger-open", lambda: prepare().do(e.DangerOpened()).propose(e.OpenedByMistake())),
    ("seen-stands", lambda: prepare().do(e.DangerOpened(), e.DangerOver()).propose(e.OpenedByMistake())),
    ("seen-stands", lambda: prepare().do(e.ReactionSeen("weal")).propose(e.OpenedByMistake())),
    ("closed", lambda: Room().do(e.OpenedByMistake()).propose(e.Noted("late thought"))),
    ("closed", lambda: Room().do(e.OpenedByMistake()).propose(e.Undone())),
    ("closed", lambda: Room().do(e.OpenedByMistake()).propose(e.Addendum("late thought"))),
    ("too-soon", lambda: ready(early()).propose(e.StepDone("prepare"))),
    ("too-soon-clock", lambda: ready(early("2026-03-04")).propose(e.StepDone("prepare"))),
]


def ready(room: Room) -> Room:
    checks = (e.CheckAnswered(each) for each in ("who", "consent"))
    return room.do(e.ScreeningAnswered(NO), e.DeviceChosen("pen"), e.PlanSet("touch"), *checks)


@pytest.mark.parametrize(("code", "act"), REFUSALS)
def test_refused(code: str, act: Act) -> None:
    refused(code, act)


def test_a_zone_that_is_left_out_is_passed_by_with_its_reason() -> None:
    room = needling().do(REFUSED)
    assert zones_left(room.state) == ["cheek-left"]
    assert room.state.zones_left_out["brow"].text == "refused"
    assert next_action(room.state, room.t).zone == "cheek-left"


def test_a_zone_in_work_may_be_left_out_and_keeps_its_passes() -> None:
    room = taken().do(e.PassDone("brow"), e.ZoneLeftOut("brow", "sore"))
    assert room.state.current == ""
    assert len(room.state.zones["brow"].passes) == 1
    assert room.state.zones["brow"].spans[-1][1] is not None
    assert next_action(room.state, room.t).zone == "cheek-left"


def test_no_cream_goes_on_a_zone_that_is_left_out_unless_it_is_named() -> None:
    room = numbing().do(REFUSED, e.CreamOn("lido"))
    assert room.state.applications[0].zones == ("cheek-left",)
    refused(
        "which-zones", lambda: numbing().do(REFUSED, e.ZoneLeftOut("cheek-left", "sore")).propose(e.CreamOn("lido"))
    )
    room.do(e.CreamOn("lido", ("brow",), reason="as agreed"))
    assert list(room.state.zones_left_out) == ["brow"]
    scar = numbing().do(e.SubAreaMarked("brow", "scar", "face", 500, 500), REFUSED)
    assert set(zones_for_cream(scar.state)) == {"brow", "cheek-left"}


def test_a_zone_that_was_touched_by_mistake_goes_out_again_at_any_later_time() -> None:
    """Also once another zone was put right since, so that undo alone stops before it; what has passes stays."""
    room = taken().do(
        e.PassDone("brow"), e.ZoneTaken("chin"), e.DepthSet("chin", 500), e.ZoneCorrected("brow", passes=2)
    )
    room.do(e.ZoneLeftOut("chin", "refused"))
    assert stray_zones(room.state) == ("chin",)
    assert stray_on_zone(room.state, "brow") == ()
    room.do(*map(e.Undone, stray_on_zone(room.state, "chin")))
    assert ("chin" in room.state.zones, "chin" in room.state.zones_left_out, stray_zones(room.state)) == (
        False,
        False,
        (),
    )
    assert len(room.state.zones["brow"].passes) == 2


BACK: list[tuple[str, Callable[[], Room]]] = [
    ("taken after all", lambda: needling().do(REFUSED, e.ZoneTaken("brow"))),
    ("planned anew", lambda: needling().do(REFUSED, e.ZonePlanned("brow", 500, 2))),
    ("in another plan", lambda: needling().do(REFUSED, e.PlanSet("touch", (e.PlannedZone("brow"),)))),
    ("undone", lambda: needling().do(REFUSED).undo()),
]


def test_passes_that_are_corrected_onto_a_zone_take_its_reason_and_leave_the_others() -> None:
    room = taken().do(e.PassDone("brow"), e.ZoneLeftOut("cheek-left", "sore"), e.ZoneLeftOut("brow", "refused"))
    room.do(e.ZoneCorrected("brow", passes=2))
    assert set(room.state.zones_left_out) == {"brow", "cheek-left"}
    room.do(e.ZoneCorrected("brow", to="cheek-left", reason="wrong zone"))
    assert set(room.state.zones_left_out) == {"brow"}


def test_a_zone_that_is_planned_no_more_is_not_left_out() -> None:
    room = needling().do(REFUSED, e.ZoneUnplanned("brow"))
    assert not room.state.zones_left_out
    assert "brow" in room.undo().state.zones_left_out


@pytest.mark.parametrize(("how", "back"), BACK)
def test_a_zone_that_was_left_out_comes_back(how: str, back: Callable[[], Room]) -> None:
    room = back()
    assert not room.state.zones_left_out, how
    assert "brow" in zones_left(room.state)


def test_a_session_that_was_opened_by_mistake_is_over_until_a_cream_stands() -> None:
    room = prepare().do(e.OpenedByMistake())
    assert room.state.over
    assert next_action(room.state, room.t).code == "closed"
    assert not timers(room.state, room.t)
    assert not alarms(room.state, room.t)
    stray = creamed()
    stray.do(e.Corrected(stray.id_of(e.CreamOn), "mistake", "true"))
    assert stray.do(e.OpenedByMistake()).state.over


@pytest.mark.parametrize(
    ("last", "asks"), [("", False), ("2026-02-02", False), ("2026-02-03", True), ("2026-03-02", True)]
)
def test_a_visit_before_the_protocols_day_asks_for_a_reason_first(last: str, asks: bool) -> None:
    room = early(last)
    assert (next_action(room.state, room.t).code == "give-reasons") == asks
    assert len(room.state.deviations) == asks


def test_the_reason_for_coming_so_soon_opens_the_way_and_stands_on_record() -> None:
    room = early()
    (noted,) = room.state.deviations
    assert noted.facts == {"count": 27, "least": 28, "last_day": "2026-02-03"}
    room.do(e.ReasonGiven(noted.id, "another zone"))
    assert next_action(room.state, room.t).code == "answer-screening"
    assert ready(room).do(e.StepDone("prepare")).state.deviations[0].reason == "another zone"


def test_without_a_number_in_the_protocol_no_visit_is_too_soon() -> None:
    assert Room(last_day="2026-03-02").state.deviations == ()

"""What was done at a visit, and where a plan taken over from it differs."""

from console.core.events import (
    DepthSet,
    DeviceChosen,
    EndpointSeen,
    PassDone,
    PlannedZone,
    PlanSet,
    ReactionSeen,
    ZonePlanned,
    ZoneTaken,
)
from console.core.limits import Limit
from console.core.people import Operator
from console.core.visits import Difference, ZoneVisit, differences, plan_as_done, visits_of_zone, zone_visits
from tests.support.moves import LIND, OSEI, Room, taken

LAST = (PlannedZone("brow", 1250, 2), PlannedZone("chin", 500, 3))


def planned(*zones: PlannedZone, operator: Operator = OSEI) -> Room:
    return Room(operator=operator).do(DeviceChosen("pen"), PlanSet("last", zones))


def test_a_visit_tells_the_deepest_pass_what_was_seen_and_the_reactions_of_that_zone() -> None:
    room = taken().do(PassDone("brow"), DepthSet("brow", 1000), PassDone("brow"), EndpointSeen("brow", "pinpoint"))
    room.do(ZoneTaken("cheek-left"), PassDone("cheek-left"), ReactionSeen("Swelling", ("brow",)), ReactionSeen("Faint"))
    begun = room.state.begun.utc_ms
    seen = zone_visits(room.state)
    assert seen == [
        ZoneVisit("brow", begun, 1000, 2, "pinpoint", 1),
        ZoneVisit("cheek-left", begun, 500, 1, None, 0),
    ]
    assert plan_as_done(seen) == (PlannedZone("brow", 1000, 2), PlannedZone("cheek-left", 500, 1))
    assert visits_of_zone(seen, "cheek-left") == (seen[1],)


def test_a_zone_taken_without_a_pass_was_not_treated() -> None:
    assert zone_visits(taken().state) == []


def test_the_same_plan_does_not_differ() -> None:
    assert differences(planned(*LAST).state, LAST) == []


def test_what_nobody_set_is_no_difference() -> None:
    assert differences(planned(PlannedZone("brow"), PlannedZone("chin")).state, LAST) == []


def test_each_way_to_differ() -> None:
    brow, chin, nose = PlannedZone("brow", 1000, 2), PlannedZone("chin", 750, 3), PlannedZone("nose", 500, 1)
    state = planned(brow, chin, nose).state
    assert differences(state, (*LAST, PlannedZone("cheek-left", 500, 2))) == [
        Difference("brow", "shallower", LAST[0], brow),
        Difference("chin", "deeper", LAST[1], chin),
        Difference("nose", "new", None, nose),
        Difference("cheek-left", "left-out", PlannedZone("cheek-left", 500, 2)),
    ]


def test_other_passes_differ_where_the_depth_does_not() -> None:
    now = PlannedZone("brow", 1250, 1)
    assert differences(planned(now, LAST[1]).state, LAST) == [Difference("brow", "passes", LAST[0], now)]


def test_a_depth_above_a_limit_of_today_names_the_limit_even_where_it_was_left_open() -> None:
    lowered = PlannedZone("brow", 500, 2)
    assert differences(planned(lowered, LAST[1], operator=LIND).state, LAST) == [
        Difference("brow", "above", LAST[0], lowered, Limit(500, "operator"))
    ]
    unset = PlannedZone("brow", None, 2)
    assert differences(planned(unset, LAST[1], operator=LIND).state, LAST)[0].kind == "above"


def test_a_zone_planned_after_the_copy_is_new() -> None:
    room = planned(*LAST).do(ZonePlanned("nose"))
    assert [each.kind for each in differences(room.state, LAST)] == ["new"]

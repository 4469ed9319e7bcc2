"""The plan's depths: settled in one press at the low end of each zone's range, asked for where nothing is published."""

import pytest
from msgspec.structs import replace

from console.core import events as e
from console.core.actions import Action
from console.core.next_action import next_action
from console.core.settling import depth_choices, offered_depth, plan_as_before, range_side
from tests.support.moves import LIND, NO, SMALL, Room, needling
from tests.support.refused import refused


def planned(*zones: str, device: str = "pen", **more: object) -> Room:
    """Answered, checked, a device and these zones chosen."""
    checks = (e.CheckAnswered(each) for each in ("who", "consent"))
    plan = e.PlanSet("by hand", tuple(e.PlannedZone(zone, None, 2) for zone in zones))
    room = Room(depths="chosen", **more)  # type: ignore[arg-type]
    return room.do(e.ScreeningAnswered(NO), e.DeviceChosen(device), plan, *checks)


def comes(room: Room) -> Action:
    return next_action(room.state, room.t)


def test_one_press_settles_every_zone_at_the_low_end_of_its_own_range() -> None:
    room = planned("brow", "cheek-left")
    action = comes(room)
    assert action.code == "settle-depths"
    assert action.intent is not None
    room.do(action.intent)
    assert room.state.plan == (e.PlannedZone("brow", 500, 2), e.PlannedZone("cheek-left", 500, 2))
    assert comes(room).code == "finish-step"


def test_a_zone_without_a_range_is_asked_and_never_filled() -> None:
    room = planned("brow", "chin")
    assert comes(room) == Action("set-depth", zone="chin")
    room.do(e.ZonePlanned("chin", 750, 2))
    intent = comes(room).intent
    assert intent is not None
    assert [each.depth_um for each in room.do(intent).state.plan] == [500, 750]


@pytest.mark.parametrize(
    ("zone", "device", "operator", "depth"),
    [
        ("brow", "pen", None, 500),
        ("nose", "pen", None, 500),  # published from 0.9, the clinic's own limit is 0.6: the setting below it
        ("nose", "fine", None, 600),
        ("cheek-left", "fine", LIND, 500),
        ("chin", "pen", None, None),
    ],
)
def test_what_is_offered_is_a_setting_within_the_bound(
    zone: str, device: str, operator: object, depth: int | None
) -> None:
    room = planned(zone, device=device, **({"operator": operator} if operator else {}))
    assert offered_depth(room.state, zone) == depth


def test_the_depths_of_the_last_visit_are_lowered_to_todays_limit_and_fill_no_other_zone() -> None:
    room = planned("brow", "chin", "nose")
    before = {"brow": e.PlannedZone("brow", 750, 3), "nose": e.PlannedZone("nose", 1000, 2)}
    plan = plan_as_before(room.state, before)
    assert [each.depth_um for each in plan.zones] == [750, None, 500]
    assert [each.passes for each in plan.zones] == [2, 2, 2]
    assert plan_as_before(room.state, {}).zones == room.state.plan


def test_a_range_that_begins_between_two_settings_begins_at_the_deeper_one() -> None:
    """Else the low end of a range would be below it."""
    brow, *others = SMALL.zones
    quarter = replace(SMALL, zones=(replace(brow, suggest_mm=(0.25, 0.5)), *others))
    assert offered_depth(planned("brow", device="fine", protocol=quarter).state, "brow") == 300


def test_a_depth_chosen_for_one_zone_is_not_refused_for_another() -> None:
    room = planned("brow", "chin").do(e.ZonePlanned("brow", 750, 2), e.DeviceChosen("fine"))
    assert comes(room) == Action("set-depth", zone="chin")
    room.do(e.PlanSet("by hand", (e.PlannedZone("brow", 750, 2), e.PlannedZone("chin", 500, 2))))
    assert comes(room).code == "settle-depths"
    refused("depth-not-a-setting", lambda: room.propose(e.ZonePlanned("chin", 750, 2)))


def test_a_zone_that_is_left_out_blocks_no_settling() -> None:
    room = planned("brow", "cheek-left").do(e.ZonePlanned("brow", 2000, 2), e.ZoneLeftOut("brow", "sore"))
    intent = comes(room.do(e.DeviceChosen("fine"))).intent
    assert intent is not None
    assert comes(room.do(intent)).code == "finish-step"


def test_another_device_that_cannot_be_set_so_asks_anew() -> None:
    room = planned("brow")
    room.do(e.ZonePlanned("brow", 250, 2))
    assert comes(room).code == "finish-step"
    room.do(e.DeviceChosen("fine"))
    action = comes(room)
    assert action.code == "settle-depths"
    assert action.intent == e.PlanSet("by hand", (e.PlannedZone("brow", 200, 2),))


def test_from_then_on_a_pedal_works_to_the_last_zone_and_a_zone_that_nobody_settled_is_asked() -> None:
    room = planned("brow", "cheek-left")
    room.do(comes(room).intent, e.StepDone("prepare")).wait(60_000)  # type: ignore[arg-type]
    room.do(e.StepDone("cleanse"), e.NumbingLeftOut(), e.CheckAnswered("clean")).wait(60_000).do(e.StepDone("numbing"))
    pressed = list[str]()
    while (action := comes(room)).code != "finish-step":
        assert action.intent is not None, action
        pressed.append(action.code)
        room.do(action.intent)
    assert pressed == ["take-zone", "pass-done", "pass-done"] * 2
    room.do(e.ZoneTaken("nose"))
    refused("set-depth", lambda: room.propose(e.PassDone("nose")))
    assert comes(room) == Action("set-depth", zone="nose")


def test_sessions_of_before_start_by_themselves() -> None:
    room = needling().do(e.ZoneTaken("cheek-left"))
    assert room.state.zones["cheek-left"].depth_um == 500


@pytest.mark.parametrize(
    ("zone", "depth", "side"),
    [
        ("brow", 250, "below"), ("brow", 500, ""), ("brow", 1000, ""), ("brow", 1250, "above"), ("chin", 2000, ""),
        ("brow", None, ""),
    ],
)  # fmt: skip
def test_a_depth_outside_the_published_range_is_known(zone: str, depth: int | None, side: str) -> None:
    by_id = {each.id: each for each in SMALL.zones}
    assert range_side(by_id[zone], depth) == side


def test_the_depths_to_choose_from_are_the_devices_within_the_bound() -> None:
    assert depth_choices(planned("nose", device="fine").state, "nose") == [200, 300, 400, 500, 600]
    assert depth_choices(planned("nose").state, "nose") == [250, 500]
    assert depth_choices(Room().state, "nose") == []

"""Needling: zones taken, depths within the limit that binds, and passes."""

import pytest
from msgspec.structs import replace

from console.core.events import (
    CheckAnswered,
    Continued,
    CreamOff,
    CreamOn,
    DepthSet,
    DeviceChosen,
    Disinfected,
    EndpointSeen,
    HandedOver,
    NumbingLeftOut,
    PassDone,
    PassesSet,
    Paused,
    PlannedZone,
    PlanSet,
    ScreeningAnswered,
    StepDone,
    ZoneLeftOut,
    ZonePlanned,
    ZoneTaken,
)
from console.core.limits import Limit, depth_limit, depth_limits, initial_depth
from console.core.people import Operator
from console.core.settling import last_plan
from tests.support.moves import LIND, MIN, NO, OSEI, SMALL, Room, needling, numbing, prepare, taken
from tests.support.refused import Act, Case, refused
from tests.support.texts import WORDS


def needled() -> Room:
    """Two passes on the brow, a minute apart."""
    return taken().do(PassDone("brow")).wait(MIN).do(PassDone("brow"))


def barred() -> Room:
    """The brow taken, then handed over to somebody who may go to 0.5 mm."""
    return taken().do(DepthSet("brow", 750), HandedOver(LIND))


def without_device() -> Room:
    room = Room().do(ScreeningAnswered(NO), CheckAnswered("who"), CheckAnswered("consent"), StepDone("prepare"))
    room.wait(MIN).do(StepDone("cleanse"), NumbingLeftOut(), CheckAnswered("clean"))
    return room.wait(MIN).do(StepDone("numbing"))


ON, CHIN = CreamOn("lido", ("chin",)), ZoneTaken("chin")
REFUSALS: list[Case] = [
    ("not-in-step", lambda: prepare().propose(ZoneTaken("brow"))),
    ("unknown-zone", lambda: needling().propose(ZoneTaken("cheek"))),
    ("zone-never", lambda: needling().propose(ZoneTaken("eyelid-right"))),
    ("zone-never", lambda: needling().propose(DepthSet("eyelid-right", 250))),
    ("choose-device", lambda: without_device().propose(ZoneTaken("brow"))),
    ("choose-device", lambda: without_device().propose(DepthSet("brow", 500))),
    ("zone-current", lambda: taken().propose(ZoneTaken("brow"))),
    ("before-its-beginning", lambda: taken().propose(ZoneTaken("chin"), ago_ms=MIN + 1)),
    ("before-its-beginning", lambda: taken().do(ZoneLeftOut("brow", "sore")).propose(ZoneTaken("chin"), ago_ms=1)),
    ("before-its-beginning", lambda: needling().propose(ZoneTaken("brow"), ago_ms=1)),
    ("zone-not-disinfected", lambda: taken().do(ON).wait(30 * MIN).do(CreamOff()).propose(CHIN)),
    ("cream-on-zone", lambda: taken().do(ON).propose(CHIN)),
    ("cream-on-zone", lambda: taken().do(CreamOn("lido", ("brow",))).propose(PassDone("brow"))),
    ("take-zone-first", lambda: taken().propose(PassDone("cheek-left"))),
    ("take-zone-first", lambda: taken().propose(PassesSet("cheek-left", 2))),
    ("passes-out-of-range", lambda: taken().propose(PassesSet("brow", 10))),
    ("passes-out-of-range", lambda: taken().propose(PassesSet("brow", -1))),
    ("passes-out-of-range", lambda: taken().do(PassesSet("brow", 9)).propose(PassDone("brow"))),
    ("set-depth", lambda: taken().do(CHIN).propose(PassDone("chin"))),
    ("set-depth", lambda: taken().do(CHIN).propose(PassesSet("chin", 2))),
    ("depth-above-device", lambda: taken().propose(DepthSet("brow", 2750))),
    ("depth-above-clinic", lambda: taken().propose(DepthSet("nose", 750))),
    ("depth-above-protocol", lambda: taken().do(DeviceChosen("fine")).propose(DepthSet("cheek-left", 900))),
    ("depth-above-operator", lambda: barred().propose(PassDone("brow"))),
    ("depth-not-a-setting", lambda: taken().propose(DepthSet("brow", 300))),
    ("depth-not-a-setting", lambda: taken().propose(DepthSet("brow", 0))),
    ("depth-not-a-setting", lambda: taken().propose(PassDone("brow", -250))),
    ("zone-not-taken", lambda: taken().propose(EndpointSeen("chin", "pinpoint"))),
    ("zone-not-taken", lambda: taken().do(DepthSet("chin", 500)).propose(EndpointSeen("chin", "pinpoint"))),
    ("paused", lambda: taken().do(Paused()).propose(PassDone("brow"))),
    ("nothing-treated", lambda: taken().propose(StepDone("needling"))),
]  # fmt: skip


@pytest.mark.parametrize(("code", "act"), REFUSALS)
def test_refused(code: str, act: Act) -> None:
    refused(code, act)


@pytest.mark.parametrize(
    ("zone", "device", "operator", "limit"),
    [
        ("brow", "pen", OSEI, Limit(2500, "device", "for tests", "T")),
        ("brow", "fine", OSEI, Limit(1000, "device", "for tests", "T")),
        ("nose", "pen", OSEI, Limit(600, "clinic")), ("nose", "pen", LIND, Limit(500, "operator")),
        ("brow", "", OSEI, None), ("nose", "", OSEI, Limit(600, "clinic")),
    ],
)  # fmt: skip
def test_the_smallest_limit_binds_and_is_named(zone: str, device: str, operator: object, limit: Limit | None) -> None:
    room = Room(operator=operator)  # type: ignore[arg-type]
    assert depth_limit((room.do(DeviceChosen(device)) if device else room).state, zone) == limit


@pytest.mark.parametrize(
    ("zone", "planned", "device", "operator", "depth"),
    [
        ("brow", None, "pen", OSEI, 500), ("brow", 1000, "pen", OSEI, 1000), ("brow", 1000, "pen", LIND, 500),
        ("nose", None, "pen", OSEI, 500), ("nose", None, "fine", OSEI, 600), ("chin", None, "pen", OSEI, None),
        ("chin", 100, "pen", OSEI, None), ("chin", 700, "pen", OSEI, 500),
    ],
)  # fmt: skip
def test_no_depth_is_preselected_above_a_limit_or_off_the_steps(
    zone: str, planned: int | None, device: str, operator: object, depth: int | None
) -> None:
    room = Room(operator=OSEI).do(ZonePlanned(zone, planned), DeviceChosen(device))
    if operator is LIND:
        room.do(HandedOver(LIND))
    assert initial_depth(room.state, zone) == depth


@pytest.mark.parametrize(
    ("device", "operator", "depths"),
    [
        ("pen", OSEI, (1250, 500, None)), ("pen", LIND, (500, 500, None)), ("fine", LIND, (500, 500, None)),
        ("fine", OSEI, (1000, 600, None)), ("", OSEI, (1250, 600, None)), ("", LIND, (500, 500, None)),
        ("fine", replace(LIND, max_depth_um=150), (None, None, None)), ("", replace(LIND, max_depth_um=0), (None,) * 3),
    ],
)  # fmt: skip
def test_the_last_plan_goes_no_deeper_than_today(
    device: str, operator: Operator, depths: tuple[int | None, ...]
) -> None:
    zones = (("brow", 1250), ("nose", 650), ("chin", None), ("eyelid-left", 500), ("gone", 500))
    room = Room(operator=operator)
    if device:
        room.do(DeviceChosen(device))
    plan = last_plan(room.state, (PlannedZone(zone, depth, 2) for zone, depth in zones))
    wanted = zip(("brow", "nose", "chin"), depths, strict=True)
    assert plan == PlanSet("last", tuple(PlannedZone(zone, depth, 2) for zone, depth in wanted))
    assert room.do(plan).state.plan == plan.zones


def test_zones_are_taken_in_any_order_and_passes_keep_the_depth_of_their_time() -> None:
    room = taken().do(PassDone("brow"), DepthSet("brow", 750), PassDone("brow"), ZoneTaken("cheek-left")).wait(MIN)
    room.do(PassDone("cheek-left"), ZoneTaken("brow"), PassesSet("brow", 3))
    assert [each.depth_um for each in room.state.zones["brow"].passes] == [500, 750, 750]
    assert [each.zone for each in room.state.treated] == ["brow", "cheek-left"]
    assert room.state.worked_ms("cheek-left", room.t) == MIN
    room.do(PassesSet("brow", 1))
    assert [each.depth_um for each in room.state.zones["brow"].passes] == [500]


def test_what_nobody_entered_of_a_zone_stays_open() -> None:
    record = taken().do(ZoneTaken("chin")).state.zones["chin"]
    assert (record.depth_um, record.passes, record.endpoint) == (None, (), None)


def test_a_pause_stops_working_time_only() -> None:
    room = taken().do(Paused()).wait(10 * MIN).do(Continued())
    assert room.state.worked_ms("brow", room.t) == MIN


def test_the_end_of_needling_is_the_latest_pass_whenever_it_was_recorded() -> None:
    room = taken().do(PassDone("brow")).do(PassDone("brow"), ago_ms=30_000)
    end = room.state.needling_end
    assert end
    assert end.t_ms == room.t
    assert [each.zone for each in room.state.treated] == ["brow"]


def test_the_protocols_cap_holds_on_its_zones_with_its_device_alone() -> None:
    room = taken()
    assert depth_limit(room.state, "cheek-left") == Limit(2500, "device", "for tests", "T")
    room.do(DeviceChosen("fine"))
    assert depth_limit(room.state, "cheek-right") == Limit(800, "protocol", "for tests", "T")
    assert depth_limit(room.state, "brow") == Limit(1000, "device", "for tests", "T")
    assert [each.by for each in depth_limits(room.do(HandedOver(LIND)).state, "cheek-left")] == [
        "device", "operator", "protocol",
    ]  # fmt: skip
    assert depth_limit(room.state, "cheek-left") == Limit(500, "operator")


def test_a_pass_that_is_told_later_is_judged_by_its_own_time() -> None:
    room = taken().wait(10 * MIN)
    refused("before-its-beginning", lambda: room.propose(PassDone("brow"), ago_ms=30 * 60 * MIN // 2))
    room.do(CreamOn("lido", ("brow",))).wait(30 * MIN).do(CreamOff(), Disinfected(("brow",))).wait(5 * MIN)
    refused("cream-on-zone", lambda: room.propose(PassDone("brow"), ago_ms=20 * MIN))
    room.do(PassDone("brow"), ago_ms=3 * MIN).do(PassDone("brow", when_open=True))
    said, unsaid = room.state.zones["brow"].passes
    assert (said.at.recorded_utc_ms - said.at.utc_ms, said.when_open, unsaid.when_open) == (3 * MIN, False, True)


def test_a_late_pass_may_lie_before_the_step_was_begun_and_is_judged_by_what_the_record_knows_of_then() -> None:
    room = numbing().do(CreamOn("lido", ("brow",))).wait(40 * MIN).do(CreamOff())
    came_off = WORDS.clock_time(room.state.applications[0].off.utc_ms)  # type: ignore[union-attr]
    room.wait(10 * MIN).do(CheckAnswered("residue"), CheckAnswered("clean")).wait(10 * MIN)
    room.do(StepDone("numbing"), ZoneTaken("brow"), PassDone("brow"), ago_ms=0)
    room.do(Disinfected(), PassDone("brow")).do(PassDone("brow"), ago_ms=6 * MIN)
    assert not room.state.deviations
    room.do(PassDone("brow"), ago_ms=12 * MIN)
    assert [(each.code, each.facts, each.reason) for each in room.state.deviations] == [
        ("pass-before-disinfected", {"zone": "brow"}, ""),
    ]  # fmt: skip
    under = refused("cream-on-zone", lambda: room.propose(PassDone("brow"), ago_ms=30 * MIN))
    assert f"came off at {came_off}" in WORDS.refusal(under, SMALL)
    first = refused("before-its-beginning", lambda: room.propose(PassDone("brow"), ago_ms=20 * 60 * MIN))
    assert f"The session began at {WORDS.clock_time(room.state.begun.utc_ms)}" in WORDS.refusal(first, SMALL)

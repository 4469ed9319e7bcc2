"""What was recorded of a zone is put right: its values, and to which zone its passes belong."""

import pytest
from msgspec.structs import replace

from console.core.events import (
    CreamOff,
    CreamOn,
    DepthSet,
    DeviceChosen,
    EndpointSeen,
    PassDone,
    PassesSet,
    SignedOff,
    StepDone,
    Undone,
    ZoneCorrected,
    ZoneTaken,
)
from console.core.state_parts import Pass, ZoneRecord
from tests.support.moves import MIN, Room, aftercare, needling, prepare, sign_off, taken
from tests.support.refused import Act, Case, refused


def needled() -> Room:
    """Two passes on the brow, a minute apart."""
    return taken().do(PassDone("brow")).wait(MIN).do(PassDone("brow"))


def both_needled() -> Room:
    """Two passes on the brow, then one on the chin, each with what the skin showed."""
    room = needled().do(EndpointSeen("brow", "erythema")).wait(MIN).do(CHIN, DEEP, PassDone("chin"))
    return room.do(EndpointSeen("chin", "pinpoint")).wait(MIN)


def nose_needled() -> Room:
    """Two passes on the brow, deeper than the clinic goes on the nose; then one on the nose."""
    room = taken().do(DepthSet("brow", 750), PassDone("brow"), PassDone("brow"))
    return room.do(ZoneTaken("nose"), DepthSet("nose", 250), PassDone("nose"))


ON, CHIN, DEEP, TO_NOSE = (
    CreamOn("lido", ("chin",)),
    ZoneTaken("chin"),
    DepthSet("chin", 1000),
    ZoneCorrected("brow", to="nose"),
)
REFUSALS: list[Case] = [
    ("nothing-recorded", lambda: taken().propose(ZoneCorrected("brow", passes=2))),
    ("correct-what", lambda: needled().propose(ZoneCorrected("brow"))),
    ("passes-out-of-range", lambda: needled().propose(ZoneCorrected("brow", passes=10))),
    ("zone-never", lambda: needled().propose(ZoneCorrected("brow", to="eyelid-left"))),
    ("no-such-pass", lambda: needled().propose(ZoneCorrected("brow", depth_um=500, of_pass=9))),
    ("same-zone", lambda: needled().propose(ZoneCorrected("brow", to="brow"))),
    ("same-zone", lambda: needled().propose(ZoneCorrected("brow", swap=True))),
    ("same-zone", lambda: needled().propose(ZoneCorrected("brow", moved=(1,)))),
    ("nothing-recorded", lambda: needled().propose(ZoneCorrected("brow", to="chin", swap=True))),
    ("no-such-pass", lambda: both_needled().propose(ZoneCorrected("brow", to="chin", moved=(1, 3)))),
    ("one-thing-at-a-time", lambda: both_needled().propose(ZoneCorrected("brow", 500, to="chin", moved=(1,)))),
    ("one-thing-at-a-time", lambda: both_needled().propose(ZoneCorrected("brow", passes=1, to="chin", swap=True))),
    ("one-thing-at-a-time", lambda: both_needled().propose(ZoneCorrected("brow", to="chin", swap=True, moved=(1,)))),
    ("passes-out-of-range", lambda: both_needled().do(PassesSet("chin", 9)).propose(ZoneCorrected("brow", to="chin"))),
    ("depth-above-clinic", lambda: nose_needled().propose(ZoneCorrected("brow", to="nose"))),
    ("depth-above-clinic", lambda: nose_needled().propose(ZoneCorrected("nose", to="brow", swap=True))),
    ("depth-not-a-setting", lambda: needled().propose(ZoneCorrected("brow", 0, reason="slip"))),
    ("depth-not-a-setting", lambda: needled().propose(ZoneCorrected("brow", 10_001, reason="slip"))),
    ("depth-not-a-setting", lambda: needled().propose(ZoneCorrected("brow", 300))),
    ("depth-above-device", lambda: needled().propose(ZoneCorrected("brow", 3000, reason=" "))),
    ("depth-above-clinic", lambda: needled().do(DepthSet("brow", 750), PassDone("brow")).propose(TO_NOSE)),
    ("cream-on-zone", lambda: taken().do(ON).wait(MIN).do(PassDone("brow")).propose(ZoneCorrected("brow", to="chin"))),
    ("zone-already-needled", lambda: needled().do(ON).propose(ZoneCorrected("brow", to="chin"))),
    ("set-depth", lambda: taken().do(CHIN, EndpointSeen("chin", "none")).propose(ZoneCorrected("chin", passes=2))),
    ("not-in-step", lambda: prepare().propose(ZoneCorrected("brow", passes=2))),
]  # fmt: skip


@pytest.mark.parametrize(("code", "act"), REFUSALS)
def test_refused(code: str, act: Act) -> None:
    refused(code, act)


def test_passes_forgotten_do_not_move_the_end_of_needling() -> None:
    room = aftercare()
    end = room.state.needling_end
    room.wait(30 * MIN).do(ZoneCorrected("brow", passes=4))
    assert room.state.needling_end == end
    assert [(each.field, each.old, each.new) for each in room.state.corrections] == [("passes", "2", "4")]


def test_passes_forgotten_altogether_were_done_by_the_end_of_needling() -> None:
    room = taken().do(PassDone("brow"), ZoneTaken("cheek-left"), EndpointSeen("cheek-left", "erythema"))
    room.do(StepDone("needling")).wait(30 * MIN).do(ZoneCorrected("cheek-left", passes=1))
    assert room.state.zones["cheek-left"].passes[0].at == room.state.steps[3].done


@pytest.mark.parametrize(
    ("body", "passes", "noted"),
    [
        (ZoneCorrected("brow", 750), [750, 750], ["depth_um"]),
        (ZoneCorrected("brow", 2500, 3), [2500, 2500, 2500], ["passes", "depth_um"]),
        (ZoneCorrected("brow", passes=1, endpoint="excess"), [500], ["passes", "endpoint"]),
        (ZoneCorrected("brow", passes=0), [], ["passes"]),
    ],
)
def test_the_record_of_a_zone_is_put_right_and_the_old_value_stays(
    body: ZoneCorrected, passes: list[int], noted: list[str]
) -> None:
    room = needled().do(body)
    assert [each.depth_um for each in room.state.zones["brow"].passes] == passes
    assert [each.field for each in room.state.corrections] == noted
    assert room.state.deviations == ()


def test_deeper_than_allowed_is_recorded_with_a_reason_as_a_deviation() -> None:
    room = needled().do(ZoneCorrected("brow", 3000, reason="misread the dial"))
    assert [(each.code, each.facts) for each in room.state.deviations] == [
        ("depth-above-limit", {"zone": "brow", "depth_um": 3000})
    ]


def test_a_record_moves_to_the_zone_that_was_really_needled() -> None:
    room = needled().do(ZoneCorrected("brow", to="cheek-right"))
    state = room.state
    assert (state.current, list(state.zones)) == ("cheek-right", ["cheek-right"])
    assert state.zones["cheek-right"].spans == ((needling().t + MIN, None),)
    room.do(PassDone("cheek-right"))


def test_a_record_moved_to_a_zone_that_was_taken_keeps_the_work_on_it() -> None:
    room = needled().wait(MIN).do(ZoneTaken("chin")).wait(MIN).do(ZoneCorrected("brow", to="chin"))
    t = room.t
    assert room.state.zones["chin"].spans == ((t - 4 * MIN, t - MIN), (t - MIN, None))
    assert room.state.worked_ms("chin", t) == 4 * MIN
    room.do(PassDone("chin"), StepDone("needling"))


def told(room: Room) -> list[tuple[str, str, str, str]]:
    return [(each.zone, each.field, each.old, each.new) for each in room.state.corrections]


def test_passes_join_those_of_the_zone_that_was_really_needled() -> None:
    before = both_needled().state.zones
    room = both_needled().do(ZoneCorrected("brow", to="chin"))
    chin = room.state.zones["chin"]
    assert [each.depth_um for each in chin.passes] == [500, 500, 1000]
    assert (chin.endpoint, chin.depth_um, "brow" in room.state.zones) == ("pinpoint", 1000, False)
    assert chin.spans == (*before["brow"].spans, *before["chin"].spans)
    assert told(room) == [("brow", "zone", "brow", "chin"), ("chin", "passes", "1", "3")]
    assert room.do(Undone()).state.zones == before


def test_some_passes_move_and_the_others_stay() -> None:
    room = both_needled().do(ZoneCorrected("brow", to="chin", moved=(2,)))
    brow, chin = room.state.zones["brow"], room.state.zones["chin"]
    assert ([each.depth_um for each in chin.passes], chin.endpoint) == ([500, 1000], "pinpoint")
    assert (len(brow.passes), brow.endpoint, room.state.current) == (1, "erythema", "chin")
    assert told(room) == [("brow", "passes", "2", "1"), ("brow", "zone", "brow", "chin"), ("chin", "passes", "1", "2")]
    assert [each.passes for each in room.state.corrections] == [(), (2,), ()]
    room.do(ZoneCorrected("chin", to="nose", moved=(1,), reason="slip"), EndpointSeen("nose", "none"))
    nose = room.state.zones["nose"]
    assert ([each.depth_um for each in nose.passes], nose.endpoint) == ([500], "none")


def test_two_zones_change_places_with_all_that_was_recorded_of_them() -> None:
    before = both_needled().state.zones
    room = both_needled().do(ZoneCorrected("brow", to="chin", swap=True))
    zones = room.state.zones
    assert zones["chin"] == replace(before["brow"], zone="chin")
    assert zones["brow"] == replace(before["chin"], zone="brow")
    assert (room.state.current, len(zones)) == ("brow", 2)
    assert told(room) == [("brow", "zone", "brow", "chin"), ("chin", "zone", "chin", "brow")]
    room.do(PassDone("brow"))


def test_what_moves_is_judged_by_the_limits_of_the_right_zone() -> None:
    for right in (ZoneCorrected("brow", to="nose"), ZoneCorrected("nose", to="brow", swap=True)):
        room = nose_needled().do(replace(right, reason="slip"))
        assert [(each.code, each.facts, each.reason) for each in room.state.deviations] == [
            ("depth-above-limit", {"zone": "nose", "depth_um": 750}, "slip")
        ]


def codes(room: Room) -> list[str]:
    return [each.code for each in room.state.deviations]


def test_each_rule_that_a_correction_breaks_is_told() -> None:
    room = taken().do(CreamOn("lido", ("nose",))).wait(MIN).do(DepthSet("brow", 750), PassDone("brow"))
    room.do(ZoneCorrected("brow", to="nose", reason="slip"))
    assert codes(room) == ["depth-above-limit", "broken-cream-on-zone"]


@pytest.mark.parametrize("off", [(), (CreamOff(reason="as agreed"),)])
def test_cream_that_went_on_after_the_passes_was_put_on_needled_skin(off: tuple[CreamOff, ...]) -> None:
    room = needled().wait(MIN).do(CreamOn("lido", ("chin",))).wait(MIN).do(*off)
    room.do(ZoneCorrected("brow", to="chin", reason="slip"))
    assert codes(room)[-1] == "broken-zone-already-needled"


def test_a_depth_that_is_no_setting_is_not_told_as_too_deep() -> None:
    room = nose_needled().do(ZoneCorrected("brow", device="fine", reason="slip"))
    assert [(each.code, each.facts) for each in room.state.deviations] == [
        ("depth-not-a-setting", {"zone": "brow", "depth_um": 750})
    ]


def test_what_a_later_correction_puts_right_is_told_no_more() -> None:
    room = nose_needled().do(ZoneCorrected("nose", 1000, reason="typed wrongly"), ZoneCorrected("nose", 250))
    assert codes(room) == []
    room.do(ZoneCorrected("brow", to="nose", moved=(1,), reason="slip"))
    assert codes(room) == ["depth-above-limit"]
    room.do(ZoneCorrected("nose", endpoint="none"))
    assert codes(room) == ["depth-above-limit"]
    room.do(ZoneCorrected("nose", to="brow", moved=(1,)))
    assert codes(room) == []
    room.do(Undone())
    assert codes(room) == ["depth-above-limit"]


def test_another_unit_of_the_same_device_is_told_by_its_serial_number() -> None:
    room = taken().do(DeviceChosen("pen", "A1"), PassDone("brow"), ZoneCorrected("brow", device="pen", serial="B2"))
    assert told(room) == [("brow", "serial", '"A1"', '"B2"')]


def test_a_zone_may_be_put_right_until_the_signature() -> None:
    room = sign_off().do(ZoneCorrected("brow", 750, reason="misread"), SignedOff())
    assert room.state.treated == (
        ZoneRecord("brow", 750, tuple(Pass(750, each.at) for each in room.state.zones["brow"].passes), None,
                   room.state.zones["brow"].spans),
    )  # fmt: skip
    refused("signed", lambda: room.propose(ZoneCorrected("brow", 500)))

"""Sub-areas: a scar, a patch, striae within a zone, by its zone's rules."""

import json

import pytest
from msgspec.structs import replace

from console.core import events as e
from console.core.amendments import mark_called
from console.core.settling import last_plan
from console.core.sub_areas import MOST_IN_ZONE, of_zone
from tests.support.moves import MIN, Room, prepare, taken
from tests.support.refused import Act, Case, refused


def scar(zone: str = "brow", x: int = 500) -> e.SubAreaMarked:
    return e.SubAreaMarked(zone, "scar", "face", x, 400)


def full() -> Room:
    return prepare().do(*[scar()] * MOST_IN_ZONE)


def worked() -> Room:
    """One pass on the scar, the second one taken."""
    room = taken().do(scar(), scar(x=7), e.ZoneTaken("brow/scar-1"), e.DepthSet("brow/scar-1", 500)).wait(MIN)
    return room.do(e.PassDone("brow/scar-1")).wait(MIN).do(e.ZoneTaken("brow/scar-2"))


REFUSALS: list[Case] = [
    ("zone-never", lambda: prepare().propose(scar("eyelid-left"))),
    ("unknown-zone", lambda: prepare().propose(scar("cheek"))),
    ("unknown-zone", lambda: taken().propose(e.ZoneTaken("brow/scar-1"))),
    ("zone-not-on-map", lambda: prepare().propose(e.SubAreaMarked("brow", "scar", "scalp", 5, 5))),
    ("not-on-map", lambda: prepare().propose(scar(x=1001))),
    ("sub-areas-full", lambda: full().propose(scar())),
    ("unknown-zone", lambda: prepare().propose(e.SubAreaTakenOut("brow"))),
    ("zone-has-record", lambda: worked().propose(e.SubAreaTakenOut("brow/scar-1"))),
    ("code-unreadable", lambda: prepare().propose(e.SubAreaMarked("brow", "scar", "face", 5, 5, "a\nb"))),
]  # fmt: skip


@pytest.mark.parametrize(("code", "act"), REFUSALS)
def test_refused(code: str, act: Act) -> None:
    refused(code, act)


def test_they_are_numbered_by_kind_and_what_a_plan_needs_is_not_taken_back() -> None:
    room = prepare().do(scar(), e.SubAreaMarked("brow", "patch", "face", 1, 1), scar())
    assert of_zone(room.state, "brow") == ("brow/scar-1", "brow/patch-1", "brow/scar-2")
    first = next(event.id for event in room.state.history if isinstance(event.body, e.SubAreaMarked))
    assert of_zone(room.undo().state, "brow") == ("brow/scar-1", "brow/patch-1")
    room.do(scar(), e.Undone(first), scar(x=7))
    assert of_zone(room.state, "brow") == ("brow/patch-1", "brow/scar-2", "brow/scar-3")
    last = room.id_of(e.SubAreaMarked)
    room.do(e.ZonePlanned("brow/scar-3", 500))
    refused("undo-needed-later", lambda: room.propose(e.Undone(last)))


def test_a_new_one_never_has_the_number_of_one_that_came_with_the_last_plan() -> None:
    old = replace(scar(x=1), id="brow/scar-2")
    room = prepare()
    room.do(last_plan(room.state, (e.PlannedZone("brow/scar-2", 500, 2),), (old,)), scar())
    assert [each.x for each in room.state.sub_areas.values()] == [1, 500]
    assert [each.zone for each in room.state.plan] == ["brow/scar-2", "brow/scar-3"]


def call(room: Room, mark: str, name: str) -> None:
    event, fields = mark_called(room.state, mark, name)
    room.do(*(e.Corrected(event, field, json.dumps(value), "Wrong value") for field, value in fields.items()))


def test_a_name_is_put_right_whether_it_was_marked_today_or_came_with_the_last_plan() -> None:
    room, marks = prepare(), tuple(replace(scar(x=at), id=f"brow/scar-{at}", name="Bite") for at in (1, 2))
    room.do(last_plan(room.state, [e.PlannedZone(each.id, 500) for each in marks], marks), scar())
    plan = room.state.plan
    for mark, name in (
        ("brow/scar-3", "Today's"),
        ("brow/scar-2", "Acne"),
        ("brow/scar-3", ""),
        ("brow/scar-1", "Fall"),
    ):
        call(room, mark, name)
    assert {each.id: each.name for each in room.state.sub_areas.values()} == {
        "brow/scar-1": "Fall", "brow/scar-2": "Acne", "brow/scar-3": "",
    }  # fmt: skip
    assert (room.state.plan, [each.x for each in room.state.sub_areas.values()]) == (plan, [1, 2, 500])
    assert [each.field for each in room.state.corrections] == ["name", "marks", "name", "marks"]


def test_disinfecting_a_sub_area_makes_its_zone_ready_and_is_recorded_of_that() -> None:
    room = worked().do(e.Disinfected(("brow/scar-2", "brow", "brow/scar-1")))
    assert room.state.history[-1].body == e.Disinfected(("brow",))
    assert room.state.disinfected["brow"] == room.t
    assert not [each for each in room.state.disinfected if "/" in each]


def test_the_last_plan_leaves_the_place_of_one_that_was_marked_today() -> None:
    marks = tuple(replace(scar(x=number), id=f"brow/scar-{number}") for number in (1, 2))
    room = prepare().do(scar())
    for _ in "pressed twice":
        plan = last_plan(room.state, [e.PlannedZone(each.id, 500) for each in marks], marks)
        room.do(plan)
        assert [each.zone for each in room.state.plan] == ["brow/scar-3", "brow/scar-2"]
        assert {each.id: each.x for each in room.state.sub_areas.values()} == {
            "brow/scar-1": 500, "brow/scar-2": 2, "brow/scar-3": 1,
        }  # fmt: skip


def test_one_that_was_marked_by_mistake_is_taken_out_wherever_it_is_planned_and_comes_back_by_undo() -> None:
    before = worked().do(e.PlanSet("touch", (e.PlannedZone("brow/scar-1", 500), e.PlannedZone("brow/scar-2", 750))))
    room = worked().do(e.PlanSet("touch", before.state.plan), e.SubAreaTakenOut("brow/scar-2"))
    state = room.state
    assert [each.zone for each in state.plan] == list(state.sub_areas) == ["brow/scar-1"]
    assert ("brow/scar-2" in state.zones, state.current) == (False, "")
    back = room.undo().state
    assert (back.plan, back.current, back.sub_areas) == (before.state.plan, "brow/scar-2", before.state.sub_areas)


def test_it_is_under_its_zones_cream_and_waits_for_its_zones_disinfection() -> None:
    room = taken().do(scar(), e.CreamOn("lido", ("brow/scar-1",)))
    assert room.state.applications[0].zones == ("brow",)
    refused("cream-on-zone", lambda: room.propose(e.ZoneTaken("brow/scar-1")))

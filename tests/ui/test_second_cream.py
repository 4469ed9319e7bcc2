"""Another cream while one is on, and the time at which one came off put right."""

from PySide6.QtCore import Qt

from console.core.events import CreamOff, PlanSet
from tests.support.app_room import Room
from tests.support.start_points import MINUTE_MS, cream_on, prepared
from tests.support.window_room import RunScreenRoom

SPACE = Qt.Key.Key_Space


def effective(room: Room, session: str) -> None:
    room.clock.advance(35 * MINUTE_MS)


def taken_off(room: Room, session: str) -> None:
    room.sessions.propose(session, CreamOff(1))
    room.clock.advance(5 * MINUTE_MS)


def test_with_cream_on_every_planned_zone_another_one_is_told_so_and_the_plan_stays(desk: RunScreenRoom) -> None:
    desk.lead(prepared, cream_on, effective)
    desk.settle()
    plan, kinds = desk.state.plan, [type(each.body) for each in desk.state.history]
    desk.click("Another cream …")
    desk.key("3", SPACE)
    assert desk.page.prompt.title == "Every planned zone is under cream"
    desk.click("Plan one more zone …")
    desk.click("Front of the neck")
    desk.settle()
    assert desk.state.plan[: len(plan)] == plan
    assert len(desk.state.plan) == len(plan) + 1
    assert [type(each.body) for each in desk.state.history].count(PlanSet) == kinds.count(PlanSet)
    desk.click("On 1 planned zone")


def test_when_a_cream_came_off_is_put_right_by_touch_and_the_old_time_stays_readable(desk: RunScreenRoom) -> None:
    desk.lead(prepared, cream_on, effective, taken_off)
    desk.settle()
    off = desk.state.applications[0].off
    assert off is not None
    desk.click("Wrong time …")
    desk.click("When it came off …")
    assert "came off at" in desk.page.prompt.title
    desk.key("4")
    desk.click("It was earlier")
    desk.click("Wrong value")
    desk.settle()
    right = desk.state.applications[0].off
    assert right is not None
    assert right.utc_ms == off.utc_ms - 4 * MINUTE_MS
    assert [(each.of, each.field, each.old) for each in desk.state.corrections] == [
        ("cream-off", "time", str(off.utc_ms)),
    ]  # fmt: skip


def test_which_cream_comes_off_early_stands_where_the_reason_is_asked(desk: RunScreenRoom) -> None:
    desk.lead(prepared, cream_on)
    desk.click("Off early")
    cream = desk.state.protocol.agent[desk.state.applications[0].agent].label
    assert desk.page.prompt.title == f"{cream}: why does it come off early?"

"""A scar is marked on the map by keys and by touch, planned with it, and taken by a press on its mark."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from console.ui.kit.wrapped_button import WrappedButton
from console.ui.session.map.body_map import BodyMap
from console.ui.session.map.sub_area_marks import in_map
from tests.support.start_points import numbed, prepared
from tests.support.window_room import RunScreenRoom


def shown(desk: RunScreenRoom) -> BodyMap:
    body = next(each for each in desk.page.findChildren(BodyMap) if each.isVisible())
    body.set_reduced_motion(True)
    return body


def press(desk: RunScreenRoom, at: QPointF) -> None:
    QTest.mouseClick(shown(desk), Qt.MouseButton.LeftButton, pos=at.toPoint())
    desk.settle()
    desk.pass_time(1)


def test_a_scar_is_marked_where_it_is_and_taken_by_its_mark(desk: RunScreenRoom) -> None:
    desk.lead(prepared, numbed)
    desk.settle()
    desk.key("k", "1")
    press(desk, shown(desk).zone_point("forehead"))
    assert list(desk.state.sub_areas) == ["forehead/scar-1"]
    assert desk.state.planned("forehead/scar-1") is not None
    assert desk.state.current == "", "the press placed it and took no zone"
    mark = desk.state.sub_areas["forehead/scar-1"]
    body = shown(desk)
    scene = body._scene
    at = scene.transform(body._camera.view).map(in_map(scene.drawing.box, mark.x, mark.y))
    assert (at - body.zone_point("forehead")).manhattanLength() < 4
    press(desk, at)
    assert desk.state.current == "forehead/scar-1"
    assert desk.model.next_action().code == "set-depth"
    assert "scar 1 (Forehead)" in desk.page.bar.main.text()
    desk.key("+", " ")
    assert [len(each.passes) for each in desk.state.treated] == [1]
    assert desk.state.treated[0].zone == "forehead/scar-1"
    desk.click("Forehead: 0 passes")
    assert desk.state.current == "forehead"
    desk.click("Forehead (scar 1): 1 pass")
    assert desk.state.current == "forehead/scar-1"


def test_by_keys_it_comes_into_the_middle_of_the_zone_and_a_second_press_leaves_off(desk: RunScreenRoom) -> None:
    desk.lead(prepared, numbed)
    desk.settle()
    desk.key("k", "3", "k", "t")
    assert not desk.state.sub_areas
    desk.key("k", "3", "t")
    assert len(desk.state.sub_areas) == 1
    assert next(iter(desk.state.sub_areas)).endswith("/striae-1")


def offers_to_mark(desk: RunScreenRoom) -> bool:
    return any(each.isVisible() and "Mark a scar" in each.text() for each in desk.page.findChildren(WrappedButton))


def test_a_plan_of_scars_begins_with_marking_the_first(desk: RunScreenRoom) -> None:
    assert not offers_to_mark(desk), "it stands beside the map, not beside the questions"
    desk.key(" ", "3", "d", "1")
    assert offers_to_mark(desk)
    desk.click("Questions ✓")
    assert not offers_to_mark(desk)
    desk.key("v")
    desk.click("Scars: each marked on the map")
    desk.settle()
    press(desk, shown(desk).zone_point("forehead"))
    assert [each.zone for each in desk.state.plan] == ["forehead/scar-1"]
    assert desk.state.plan_source == "touch"

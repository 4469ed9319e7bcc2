"""What is chosen while preparing moves nothing that may be pressed next, and takes no room from the map."""

from PySide6.QtCore import QPoint, QRect

from console.core.events import DeviceChosen, PlannedZone, PlanSet, ScreeningAnswered, SessionBody, ZonePlanned
from console.core.screening import open_questions
from console.ui.session.panes.prepare_pane import PreparePane
from tests.support.window_room import RunScreenRoom


def test_device_and_plan_keep_their_places_and_the_map_its_size(desk: RunScreenRoom) -> None:
    desk.window.resize(1280, 800)
    state = desk.state
    for question in open_questions(state):
        desk.model.propose(ScreeningAnswered({question: "no"}))
    desk.settle()
    pane = desk.page._panes.pane("prepare")
    assert isinstance(pane, PreparePane)

    def places() -> list[QRect]:
        found = [desk.button(name) for name in ("Device: ", "Plan: ", "Mark a scar", "Face")]
        tops = [QRect(each.mapTo(desk.window, QPoint(0, 0)), each.size()) for each in found[:3]]
        return [*tops, QRect(found[3].mapTo(desk.window, QPoint(0, 0)), pane.tabs.map.size())]

    desk.settle()
    seen = [places()]
    assert pane.area.verticalScrollBar().maximum() == 0, "every check is seen whole"
    for device in state.protocol.devices:
        desk.model.propose(DeviceChosen(device.id))
        desk.settle()
        desk.settle()
        seen.append(places())
    for preset in state.protocol.presets:
        desk.model.propose(PlanSet(preset.id, tuple(PlannedZone(zone) for zone in preset.zones)))
        desk.settle()
        desk.settle()
        seen.append(places())
    assert all(each == seen[0] for each in seen)


def test_the_map_turns_to_what_was_planned_from_a_list_and_else_stays_where_it_was_put(desk: RunScreenRoom) -> None:
    pane = desk.page._panes.pane("prepare")
    assert isinstance(pane, PreparePane)
    protocol = desk.state.protocol
    hands = tuple(PlannedZone(zone) for zone in protocol.preset["hands"].zones)

    def shown(*bodies: SessionBody) -> str:
        for each in bodies:
            desk.model.propose(each)
        desk.settle()
        return pane.tabs.shown

    assert shown() == "face"
    assert shown(PlanSet("hands", hands)) in protocol.zone[hands[0].zone].maps
    pane.tabs.turn("scalp")
    assert shown(DeviceChosen(protocol.devices[0].id), ZonePlanned("crown")) == "scalp"
    assert shown(ZonePlanned("nose")) == "face"

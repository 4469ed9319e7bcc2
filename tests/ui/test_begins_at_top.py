"""What is newly in hand is seen from its beginning: a zone, a step, another client's session."""

from PySide6.QtWidgets import QScrollArea, QWidget

from console.core.events import DepthSet, PassDone, StepDone, ZoneTaken
from console.core.people import Profile
from console.ui.session.map.map_view import View
from console.ui.session.panes.prepare_pane import PreparePane
from tests.support.start_points import cream_on, needled, numbed, prepared
from tests.support.window_room import RunScreenRoom


def scrolled_down(*within: QWidget) -> list[QScrollArea]:
    """Scroll all that can be scrolled there to its end."""
    found = []
    for each in within:
        for area in each.findChildren(QScrollArea) + ([each] if isinstance(each, QScrollArea) else []):
            bar = area.verticalScrollBar()
            bar.setValue(bar.maximum())
            found += [area] if bar.value() else []
    return found


def in_sight(widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect() == widget.rect()


def test_another_zone_begins_at_its_name_and_a_depth_that_changes_is_in_sight(desk: RunScreenRoom) -> None:
    desk.lead(prepared, numbed)
    desk.window.resize(1280, 800)
    for body in (ZoneTaken("forehead"), DepthSet("forehead", 500)):
        desk.model.propose(body)
    desk.settle()
    card = desk.page._panes.pane("needling").card  # type: ignore[attr-defined]
    [below] = scrolled_down(card)
    assert in_sight(card._name)
    desk.key("+")
    assert below.verticalScrollBar().value() == 0
    assert in_sight(card._depth)
    assert card._depth.accessibleName() != "0.50 mm"
    assert scrolled_down(card)
    desk.model.propose(ZoneTaken("cheek-left"))
    desk.settle()
    assert below.verticalScrollBar().value() == 0
    assert in_sight(card._name)
    assert in_sight(card._depth)


def test_another_session_begins_at_the_top_with_the_whole_map(desk: RunScreenRoom) -> None:
    desk.window.resize(1280, 800)
    desk.settle()
    pane = desk.page._panes.pane("prepare")
    assert isinstance(pane, PreparePane)
    areas = scrolled_down(pane.middle, pane.side)
    assert areas
    desk.key("k", "1")
    pane._turn(1)
    pane.tabs.turn("scalp")
    body = pane.tabs.map
    body.set_reduced_motion(True)
    body._camera.turn(View(100, 100, 2))
    assert body.zoomed
    desk.begin(Profile("C. Other"))
    assert [area.verticalScrollBar().value() for area in areas] == [0] * len(areas)
    assert (pane.tabs.shown, body.zoomed, body.placing) == ("face", False, False)


def test_a_step_that_is_taken_back_shows_the_figure_of_its_zone(desk: RunScreenRoom) -> None:
    desk.lead(prepared, numbed, needled)
    desk.key("z")
    other = next(name for name, zone in desk.state.protocol.zone.items() if not zone.never and "face" not in zone.maps)
    for body in (ZoneTaken(other), DepthSet(other, 500), PassDone(other), StepDone("needling")):
        desk.model.propose(body)
    desk.settle()
    assert desk.state.step != "needling"
    desk.key("z")
    shown = desk.page._panes.pane("needling").tabs.shown  # type: ignore[attr-defined]
    assert (desk.state.step, desk.state.current) == ("needling", other)
    assert shown in desk.state.protocol.zone[other].maps


def test_the_form_of_another_cream_is_seen_from_its_beginning(desk: RunScreenRoom) -> None:
    desk.lead(prepared, cream_on)
    desk.window.resize(1024, 640)
    desk.settle()
    pane = desk.page._panes.pane("numbing")
    areas = scrolled_down(pane.middle, pane.side)
    assert areas
    desk.click("Another")
    assert [area.verticalScrollBar().value() for area in areas] == [0] * len(areas)

"""The step, its map and the alarms beside an open danger card: nothing moves, and no pedal records a pass."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from console.core.alarms import alarms
from console.core.danger import open_card
from console.core.events import CreamOn, DepthSet, PassDone, Paused, ReactionSeen, ZoneTaken
from console.core.people import Profile
from console.ui.session.map.body_map import BodyMap
from tests.support.body_maps import click
from tests.support.danger_cards import card_in_sight, creamed, over, seen
from tests.support.start_points import numbed, prepared
from tests.support.window_room import RunScreenRoom

F8 = Qt.Key.Key_F8


def test_another_client_s_card_keeps_no_room_of_strips_that_the_first_had(desk: RunScreenRoom) -> None:
    creamed(desk)
    room = desk.page._banners
    desk.key(F8)
    least = room.height()
    for body in (ReactionSeen("Itching"), Paused("Toilet")):
        desk.model.propose(body)
        desk.settle()
    desk.settle()
    assert room.height() > least
    first = desk.state.id
    desk.begin(Profile("C. Other"))
    desk.key(F8)
    assert room.height() == least
    desk.model.choose(first)
    desk.settle()
    desk.settle()
    assert room.height() > least


def test_out_of_sight_it_stays_open_and_leads_back(desk: RunScreenRoom) -> None:
    desk.key(F8)
    desk.click("Back to the step", 60)
    assert not card_in_sight(desk)
    assert seen(desk, "The danger card is open: 1:0")
    desk.click("Show the card")
    assert card_in_sight(desk)
    assert not seen(desk, "The danger card is open: ")
    assert len(desk.state.dangers) == 1


def maps_in_sight(desk: RunScreenRoom) -> list[BodyMap]:
    return [each for each in desk.page.findChildren(BodyMap) if each.isVisible()]


def test_the_map_stays_beside_it_and_a_pedal_records_no_pass(desk: RunScreenRoom) -> None:
    desk.lead(prepared, numbed)
    passes = DepthSet("forehead", 500), PassDone("forehead")
    for body in (ZoneTaken("forehead"), *passes):
        desk.model.propose(body)
    desk.settle()
    desk.pass_time(2)
    desk.key(F8)
    assert not maps_in_sight(desk)
    desk.key("t")
    assert maps_in_sight(desk)
    assert seen(desk, "Help called")
    desk.key(" ", seconds=2)
    desk.click("Back to the step")
    assert desk.page.bar.main.accessibleName() == "Is the danger over?"
    for _ in range(2):
        desk.key(" ", seconds=2)
    assert len(desk.state.zones["forehead"].passes) == 1
    assert not card_in_sight(desk)
    desk.key("2")
    assert card_in_sight(desk)


def test_what_was_said_of_a_press_goes_with_the_card_and_a_pedal_asks_whether_the_danger_is_over(
    desk: RunScreenRoom,
) -> None:
    desk.key(F8, " ")
    assert seen(desk, "That press did nothing")
    desk.click("Back to the step", 2)
    assert not seen(desk, "That press did nothing")
    desk.key(" ")
    assert open_card(desk.state) is not None
    desk.key("1")
    assert open_card(desk.state) is None
    assert not seen(desk, "The danger card is open")
    assert desk.state.dangers[0].what == ""
    desk.key("4", F8)
    assert [each.what for each in desk.state.dangers] == ["Faint", ""]


def test_no_alarm_that_comes_or_goes_moves_what_may_be_pressed_on_the_card(desk: RunScreenRoom) -> None:
    creamed(desk)
    desk.model.propose(CreamOn("lidocaine-prilocaine", ("neck-front",)))
    desk.pass_time(5 * 3600 - 60)
    for _ in alarms(desk.state, desk.model.now_t()):
        desk.page._banners.alarms.acknowledge_first()
        desk.settle()
    desk.key(F8)
    over, places, raised = desk.button("The danger is over"), set[tuple[int, ...]](), set[tuple[str, ...]]()
    acts: list[Callable[[], None]] = [
        desk.settle, lambda: desk.click("Acknowledge"), lambda: desk.pass_time(180), lambda: desk.click("Acknowledge"),
        lambda: desk.pass_time(120), lambda: desk.key("t", "t"),
    ]  # fmt: skip
    for act in acts:
        act()
        desk.settle()
        places.add(over.mapTo(desk.window, over.rect().topLeft()).toTuple())
        raised.add(tuple(each.id for each in alarms(desk.state, desk.model.now_t()) if not each.quiet))
    assert len(places) == 1
    assert len(raised) >= 3
    desk.click("Back to the step")
    desk.click("Show the card")
    assert over.mapTo(desk.window, over.rect().topLeft()).toTuple() in places


def test_a_zone_is_taken_beside_the_open_card_and_says_where_its_depth_is_outside_what_is_published(
    desk: RunScreenRoom,
) -> None:
    desk.lead(prepared, numbed)
    desk.key(F8, "t")
    (body,) = maps_in_sight(desk)
    click(body, "forehead")
    desk.settle()
    assert (desk.state.current, open_card(desk.state) is not None) == ("forehead", True)
    assert not desk.state.treated
    assert seen(desk, "Help called")
    over(desk)
    desk.model.propose(ZoneTaken("cheek-left"))
    for depth_um, text, tone in (
        (250, "0.25 mm: below the published 0.50–1.50 mm", "warn"),
        (500, "published 0.50 mm to 1.50 mm", "soft"),
    ):
        desk.model.propose(DepthSet("cheek-left", depth_um))
        desk.settle()
        (told,) = (each for each in desk.page.findChildren(QLabel) if each.isVisible() and "ublished" in each.text())
        assert (told.text(), told.property("tone")) == (text, tone)

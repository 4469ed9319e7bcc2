"""A second visit at the run screen: the same as last time with its differences marked, and each zone's history."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel

from console.core.events import (
    EndpointSeen,
    HandedOver,
    ReactionOver,
    ReactionSeen,
    ScreeningAnswered,
    SessionBody,
    ZonePlanned,
    ZoneUnplanned,
)
from console.core.people import RIGHTS, Operator
from console.core.screening import open_questions
from console.ui.session.map.zone_button import ZoneButton
from console.ui.session.zone_history import ZoneHistory
from tests.support.start_points import needled, numbed, prepared
from tests.support.window_room import RunScreenRoom

SPACE = Qt.Key.Key_Space
MONTH_MS = 28 * 24 * 3_600_000


def act(desk: RunScreenRoom, *bodies: SessionBody) -> None:
    for body in bodies:
        desk.model.propose(body)
    desk.settle()
    desk.pass_time(1)


def came_back(desk: RunScreenRoom) -> None:
    """A whole first visit, in which the nose reacted; four weeks later the second is begun, planned as the first."""
    desk.lead(prepared, numbed, needled)
    act(desk, EndpointSeen("nose", "pinpoint"), ReactionSeen("Swelling", ("nose",), "Watched", 1), ReactionOver(1))
    desk.key(SPACE, *"1234567", SPACE, SPACE, "2")  # no cartridge lot is recorded: signed without
    assert desk.state.signed
    desk.model.leave()
    desk.room.clock.advance(MONTH_MS)
    desk.begin()
    assert desk.state.number == 2
    act(desk, ScreeningAnswered(dict.fromkeys(open_questions(desk.state), "no")))
    desk.key("d", "1")
    desk.key("v")
    desk.click("Same as last time")
    desk.settle()  # the plan is asked for first, and proposed then


def told(desk: RunScreenRoom) -> list[str]:
    """What the sheet lists; nothing where there is no button for it."""
    button = next(each for each in desk.window.findChildren(QAbstractButton) if "not as last" in each.text())
    if not button.isVisible():
        return []
    desk.click(button.text())
    said = [each for each in desk.window.findChildren(QLabel) if each.isVisible() and " last time" in each.text()]
    lines = said[-1].text().splitlines()
    assert button.text() == f"≠ {len(lines)} not as last time"
    desk.key(Qt.Key.Key_Escape)
    return lines


def spoken(desk: RunScreenRoom, zone: str) -> str:
    found = [each for each in desk.window.findChildren(ZoneButton) if each.objectName() == zone and each.isVisible()]
    return found[0].accessibleName()


def test_the_same_plan_marks_nothing_and_each_change_is_marked_in_words(desk: RunScreenRoom) -> None:
    came_back(desk)
    assert len(desk.state.plan) == 18
    assert told(desk) == []
    assert "last time" in spoken(desk, "forehead")
    assert "not as last time" not in spoken(desk, "forehead")
    act(desk, ZonePlanned("forehead", 500, 3), ZoneUnplanned("nose"))
    assert told(desk) == [
        "Forehead: 0.50 mm today, 0.25 mm last time",
        "Nose: left out today, 0.25 mm last time",
    ]
    assert "not as last time" in spoken(desk, "forehead")
    desk.click("Depths as last time")
    assert told(desk) == ["Nose: left out today, 0.25 mm last time"]
    assert desk.state.plan_source == "last"
    again = next(each for each in desk.window.findChildren(QAbstractButton) if each.text() == "Depths as last time")
    assert not again.isVisible()
    act(desk, ZonePlanned("forehead", 500, 3))
    act(desk, ZonePlanned("forehead", 250, 3), ZonePlanned("nose", 250, 3))
    assert told(desk) == []


def test_who_may_not_go_so_deep_is_told_which_limit_it_is(desk: RunScreenRoom) -> None:
    came_back(desk)
    act(desk, HandedOver(Operator("berg", "J. Berg", RIGHTS, 250)))
    assert "Left cheek: 0.50 mm last time; today at most 0.25 mm: your own limit" in told(desk)
    assert not any(each.startswith("Forehead") for each in told(desk))


def test_the_card_of_a_zone_shows_its_visits_only_where_there_were_some(desk: RunScreenRoom) -> None:
    desk.lead(prepared, numbed)
    desk.key(SPACE)
    history = desk.window.findChild(ZoneHistory)
    assert history is not None
    assert not history.isVisible()
    desk.key("z")
    desk.lead(needled)
    act(desk, EndpointSeen("nose", "pinpoint"), ReactionSeen("Swelling", ("nose",), "Watched", 1), ReactionOver(1))
    desk.key(SPACE, *"1234567", SPACE, SPACE, "2")  # no cartridge lot is recorded: signed without
    desk.model.leave()
    desk.room.clock.advance(MONTH_MS)
    desk.begin()
    desk.lead(prepared, numbed)
    desk.key(SPACE)
    while desk.state.current != "nose":
        desk.key(Qt.Key.Key_Down, "t")
    assert history.isVisible()
    assert history.accessibleName() == "This zone at earlier visits"
    assert history.accessibleDescription() == "2 Mar: 0.25 mm, 3 passes, Pinpoint, 1 reaction"
    assert not history.grab().isNull(), "where there is little room the walk over every screen paints none"

"""Before needling: depths in one press, a zone left out in two, a session closed that was opened by mistake."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel

from console.core.events import (
    CheckAnswered,
    DeviceChosen,
    PlannedZone,
    PlanSet,
    ScreeningAnswered,
    SessionBody,
    Undone,
)
from console.core.preparation import due_checks
from console.core.screening import open_questions
from console.ui.session.panes.depth_list import DepthList
from tests.support.app_room import Room
from tests.support.start_points import needled, numbed, prepared
from tests.support.window_room import RunScreenRoom

SPACE = Qt.Key.Key_Space
DAY_MS = 24 * 3_600_000


def planned(room: Room, session: str) -> None:
    """All but the depths of two zones."""
    state = room.sessions.state(session)
    plan = PlanSet("touch", (PlannedZone("forehead", None, 1), PlannedZone("cheek-left", None, 1)))
    answers = ScreeningAnswered(dict.fromkeys(open_questions(state), "no"))
    bodies: list[SessionBody] = [answers, DeviceChosen("skinpen"), plan]
    for body in bodies + [CheckAnswered(each.id) for each in due_checks(state)]:
        room.sessions.propose(session, body)


def listed(desk: RunScreenRoom) -> list[str]:
    found = desk.page.findChildren(DepthList)[0]
    assert found.isVisible()
    return [each.accessibleName() for each in found.findChildren(QAbstractButton) if each.isVisible()]


def told(desk: RunScreenRoom) -> str:
    return desk.page.findChildren(DepthList)[0]._said.text()


def test_each_zone_is_shown_and_one_press_settles_them(desk: RunScreenRoom) -> None:
    desk.lead(planned)
    assert listed(desk) == ["0.25 mm   Forehead", "0.50 mm   Left cheek"]
    lines = desk.page.findChildren(DepthList)[0].findChildren(QAbstractButton)
    for answer in ("yes", "no"):
        desk.model.propose(ScreeningAnswered({"pregnancy": answer}))
        desk.settle()
        assert desk.state.answers["pregnancy"] == answer
    assert desk.page.findChildren(DepthList)[0].findChildren(QAbstractButton) == lines
    assert told(desk).startswith("Not settled yet: each zone at the low end")
    desk.click("0.50 mm", 1)
    desk.click("0.25 mm", 1)
    assert told(desk).startswith("Not settled yet: Forehead, each at the low end")
    assert listed(desk) == ["0.25 mm: below the published 0.50–1.50 mm   Left cheek", "0.25 mm   Forehead"]
    desk.key(SPACE)
    assert [(each.zone, each.depth_um) for each in desk.state.plan] == [("forehead", 250), ("cheek-left", 250)]
    assert desk.model.next_action().code == "finish-step"


def test_the_depths_are_in_sight_when_one_press_would_take_them(desk: RunScreenRoom) -> None:
    desk.window.resize(1280, 800)
    desk.lead(planned)
    desk.model.propose(Undone())
    desk.settle()
    bar = desk.page._panes.pane("prepare").area.verticalScrollBar()  # type: ignore[attr-defined]
    bar.setValue(bar.maximum())
    assert (desk.model.next_action().code, bar.value() > 0) == ("answer-checks", True)
    desk.key(str(len(due_checks(desk.state))))
    assert (desk.model.next_action().code, bar.value()) == ("settle-depths", 0)


def test_a_zone_is_left_out_in_two_presses(desk: RunScreenRoom) -> None:
    desk.lead(prepared, numbed)
    desk.key(SPACE)
    first = desk.state.current
    desk.key("o", "2")
    assert desk.state.zones_left_out[first].text == "Sore"
    desk.key(SPACE)
    second = desk.state.current
    assert second not in ("", first)
    desk.click("Leave this zone out")
    desk.click("Client refused")
    assert desk.state.zones_left_out[second].text == "Client refused"


def test_a_session_for_the_wrong_client_is_closed_and_the_next_has_its_number(desk: RunScreenRoom) -> None:
    left = list[bool]()
    desk.page.home.connect(lambda: left.append(True))
    desk.key("m")
    desk.click("Opened for the wrong client")
    assert not left
    desk.key("1")
    assert left
    assert desk.model.open_sessions == ()
    assert desk.room.store.sessions() == []
    desk.model.leave()
    assert desk.begin().number == 1
    desk.lead(prepared, numbed)
    desk.key("m")
    offered = [each.accessibleName() for each in desk.page.prompt.findChildren(QAbstractButton)]
    assert "Stop the treatment …" in offered
    assert "Opened for the wrong client …" not in offered


def test_a_visit_too_soon_asks_why_before_anything_else(desk: RunScreenRoom) -> None:
    desk.lead(prepared, numbed, needled)
    desk.key(SPACE, *"1234567", SPACE, SPACE)
    if not desk.state.signed:
        desk.key("2")
    assert desk.state.signed
    desk.model.leave()
    desk.room.clock.advance(3 * DAY_MS)
    desk.begin()
    assert desk.model.next_action().code == "give-reasons"
    told = [each.text() for each in desk.window.findChildren(QLabel) if each.isVisible()]
    assert any("3 days after the last treatment" in each and "asks for 28" in each for each in told), "before any press"
    desk.key(SPACE, "1")
    assert desk.state.deviations[0].reason == "Another zone than the last time"
    assert desk.model.next_action().code == "answer-screening"

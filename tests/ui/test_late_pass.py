"""A pass that was made earlier and is noted now: any minute, by keys; and a time that nobody knows."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from console.core.events import PassDone, ZoneTaken
from tests.support.app_room import Room
from tests.support.start_points import numbed, prepared
from tests.support.window_room import RunScreenRoom

SPACE = Qt.Key.Key_Space


def on_forehead(room: Room, session: str) -> None:
    room.sessions.propose(session, ZoneTaken("forehead"))


def test_when_a_pass_was_made_is_asked_and_shown_as_it_was_told(desk: RunScreenRoom) -> None:
    desk.lead(prepared, numbed, on_forehead)
    desk.settle()
    desk.pass_time(40 * 60)
    desk.key("e")
    assert desk.page.prompt.title == "When was this pass made?"
    desk.key(SPACE)
    assert desk.page.prompt.isVisible(), "nothing is taken before minutes were told"
    desk.key("3", "7", SPACE)
    desk.settle()
    desk.key("e")
    desk.click("Nobody knows when")
    desk.settle()
    said, unsaid = [each for each in desk.state.history if isinstance(each.body, PassDone)]
    assert (round(said.ago_ms / 60_000), said.body) == (37, PassDone("forehead", 250))
    assert (unsaid.ago_ms, unsaid.body) == (0, PassDone("forehead", 250, when_open=True))
    seen = [each.text() for each in desk.page.findChildren(QLabel) if each.isVisible()]
    time = desk.model.words.clock_time(said.at.utc_ms - said.ago_ms)
    assert any(f"Pass 1: made at {time}, as it was told later" in each for each in seen)
    assert any("Pass 2: made earlier, when is not recorded" in each for each in seen)

"""What a plain second visit costs in presses and pages, against what it cost before."""

from PySide6.QtCore import Qt

from console.core.events import PlannedZone, PlanSet
from console.core.next_action import ActionCode
from console.core.preparation import due_checks
from console.ui.session.act_guard import CHANGED_MS
from tests.support.app_room import Room
from tests.support.start_points import needled, numbed, prepared
from tests.support.window_room import RunScreenRoom

SPACE = Qt.Key.Key_Space
DAY_MS = 24 * 3_600_000
COMMIT, PRESSES, PAGES = "544bb07", 44, 9
"""Measured by this test at that commit."""
MORE, MORE_PAGES = 3, 1
"""Presses that it may cost beyond that, and pages: no step and no sheet is added to it in passing."""
LONGEST = 150
"""Presses after which the visitor is lost."""
TWO_ZONES = PlanSet("touch", (PlannedZone("forehead", 250, 3), PlannedZone("chin", 500, 3)))
SAME_AS_LAST = "Same as last time"
ANSWERS: dict[ActionCode, str] = {"answer-screening": "3", "choose-device": "1", "sign-without-lot": "2"}
"""The digit on the sheet that Space opens: all others no, the first device, no lot. On another sheet the first one."""


class Visitor:
    """Presses what somebody presses where nothing is new; a page is a step, or a sheet over it."""

    def __init__(self, desk: RunScreenRoom) -> None:
        self.desk, self.presses, self.sheets, self.steps = desk, list[str](), 0, {desk.state.step}
        desk.page.prompt.opened.connect(self._opened)

    def _opened(self) -> None:
        self.sheets += 1

    def visit(self) -> None:
        """To the signature."""
        while not self.desk.state.signed:
            self._go_on()
            self.steps.add(self.desk.state.step)
            assert len(self.presses) < LONGEST, self.presses[-20:]

    def _go_on(self) -> None:
        code = self.desk.model.next_action().code
        if code == "wait-numbing":
            self.desk.pass_time(35 * 60)
        elif not self.desk.page.prompt.isHidden():
            self._answer(code)
        elif code == "answer-checks":
            due = [each.id for each in due_checks(self.desk.state)]
            left = self.desk.model.next_action().left
            self._press(str(due.index(left[0]) + 1))
        elif code == "choose-numbing" and self.desk.page.bar.main.property("kind") == "opens":
            self._press("1")  # no cream is chosen yet
        else:
            self._press(SPACE)

    def _answer(self, code: ActionCode) -> None:
        if code == "choose-plan":
            self.presses.append(f"{code}: {SAME_AS_LAST}")
            self.desk.click(SAME_AS_LAST)
            self.desk.settle()  # the plan is asked for first, and proposed then
        else:
            self._press(ANSWERS.get(code, "1"))

    def _press(self, key: Qt.Key | str) -> None:
        self.presses.append(f"{self.desk.model.next_action().code}: {key}")
        self.desk.key(key, seconds=2 * CHANGED_MS / 1000)


def two_zones(room: Room, session: str) -> None:
    room.sessions.propose(session, TWO_ZONES)


def test_a_plain_second_visit_costs_three_presses_more_at_most(desk: RunScreenRoom) -> None:
    desk.lead(prepared, two_zones, numbed, needled)
    Visitor(desk).visit()
    desk.model.leave()
    desk.room.clock.advance(35 * DAY_MS)
    desk.begin()
    second = Visitor(desk)
    second.visit()
    assert [each.zone for each in desk.state.treated] == ["forehead", "chin"]
    assert desk.state.applications
    assert not desk.state.deviations
    assert len(second.presses) <= PRESSES + MORE, (COMMIT, second.presses)
    assert second.sheets + len(second.steps) <= PAGES + MORE_PAGES, (COMMIT, second.steps)

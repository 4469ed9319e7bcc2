"""A digit acts on what somebody can see; on another line it only brings that into sight."""

from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from console.core.danger import open_card
from console.core.events import ZonePlanned
from console.core.preparation import due_checks
from console.ui.kit.digit_lines import can_read
from console.ui.session.panes.prepare_pane import PreparePane
from tests.support.start_points import cream_on, prepared
from tests.support.window_room import RunScreenRoom

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

SPACE, ESCAPE, F8 = Qt.Key.Key_Space, Qt.Key.Key_Escape, Qt.Key.Key_F8
MINUTE_MS = 60_000


def done(desk: RunScreenRoom) -> list[str]:
    card = open_card(desk.state)
    return [each.text for each in card.done] if card else []


def shape(desk: RunScreenRoom, width: int, height: int, scale: float = 1.0) -> None:
    desk.theme.set("light", scale)
    desk.window.resize(width, height)
    desk.settle()
    desk.settle()


def test_a_measure_out_of_sight_is_shown_first_and_the_ways_out_stand_below_all_of_them(desk: RunScreenRoom) -> None:
    desk.key(F8)
    shape(desk, 1024, 768, 1.5)
    actions, rows = desk.state.protocol.danger.actions, desk.page._danger.board.actions._rows
    assert not can_read(rows[6])
    desk.keyboard.wait(400)
    for _ in range(2):
        desk.keyboard.press("7")
        desk.keyboard.quiet()
        desk.keyboard.wait(200)
    assert (done(desk), can_read(rows[6]), rows[6].hasFocus()) == ([], True, True)
    assert rows[6].text_label.text().endswith("Not recorded yet: press 7 again")
    desk.key("7", "7")
    assert done(desk) == [actions[6]] * 2
    assert "again" not in rows[6].text_label.text()
    shape(desk, 1093, 614)
    board = desk.page._danger.board
    board._rest.verticalScrollBar().setValue(0)
    assert all(can_read(each) for each in rows[:3])
    assert desk.page.bar._danger.text().endswith("F8")
    assert not board._rest.isAncestorOf(desk.button("Back to the step"))


def test_a_check_out_of_sight_is_shown_first_and_by_digits_alone_none_comes_to_be_not_met(desk: RunScreenRoom) -> None:
    desk.lead(prepared, cream_on)
    shape(desk, 911, 512)
    pane = desk.page._panes.pane("numbing")
    last = due_checks(desk.state)[-1].id
    number, row = str(len(due_checks(desk.state))), pane.checks._rows[last]
    assert not can_read(row)
    desk.key(number)
    assert last not in desk.state.checks
    assert can_read(row)
    assert desk.page._toast.isVisible()
    desk.key(number)
    assert desk.state.checks[last].met
    desk.key(number, number, number, "2")
    assert desk.page.prompt.isHidden()
    assert desk.state.checks[last].met
    desk.key(number, "x")
    assert desk.page.prompt.isVisible()
    desk.key("2")
    assert not desk.state.checks[last].met


def test_digits_in_quick_order_all_count_and_those_out_of_sight_are_named_until_they_do(desk: RunScreenRoom) -> None:
    shape(desk, 1093, 614, 1.5)
    desk.key(SPACE, "3")
    checks = desk.page._panes.pane("prepare").checks
    ids = list(checks._rows)
    for at, digit in enumerate("1234567"):
        desk.keyboard.person(digit, after=(150, 300)[at % 2])
    assert sorted(desk.state.checks) == sorted(ids), "what comes into sight in its turn"
    for _ in ids:
        desk.key("z")
    bar = cast("PreparePane", desk.page._panes.pane("prepare")).area.verticalScrollBar()
    bar.setValue(bar.maximum())
    desk.keyboard.person("1", after=700)
    desk.keyboard.person("2", after=200)
    assert list(desk.state.checks) == [ids[1]]
    told = desk.page._toast
    assert told.isVisible(), "the next entry hides no word of a digit that did nothing"
    assert told.accessibleName() == "Was out of sight, not recorded: 1. Press again."
    desk.key("1")
    assert ids[0] in desk.state.checks
    assert not told.isVisible()


def test_in_the_least_room_each_check_acts_the_second_time_though_others_were_shown_in_between(
    desk: RunScreenRoom,
) -> None:
    """Each digit scrolled the one before away again, so that some of them never acted."""
    desk.lead(prepared, cream_on)
    shape(desk, 911, 512)
    ids = [each.id for each in due_checks(desk.state)]
    for digit in range(1, len(ids) + 1):
        desk.keyboard.person(str(digit), after=400)
    assert not set(ids) <= set(desk.state.checks)
    for digit, check in enumerate(ids, start=1):
        if check not in desk.state.checks:
            desk.keyboard.person(str(digit), after=400)
    assert set(ids) <= set(desk.state.checks)


def test_while_the_form_of_a_second_cream_is_open_the_pedal_does_nothing_to_the_first(desk: RunScreenRoom) -> None:
    desk.lead(prepared, cream_on)
    desk.room.clock.advance(35 * MINUTE_MS)
    desk.pass_time(1)
    main = desk.page.bar.main
    assert main.text().startswith("Cream off")
    desk.click("Another cream")
    desk.key(SPACE, SPACE)
    assert main.text() == "Choose a cream"
    desk.key("2")
    assert main.text() == "Choose where it goes"
    desk.key(SPACE)
    assert desk.page.prompt.isVisible()
    desk.key(ESCAPE)
    zones = desk.state.protocol.zone.values()
    other = next(each.id for each in zones if not each.never and each.id not in desk.state.planned_zones)
    desk.model.propose(ZonePlanned(other))
    desk.settle()
    desk.pass_time(1)
    assert main.text().replace("\n", " ").startswith("Cream on")
    desk.key(SPACE)
    offered = {digit: each.accessibleName() for digit, each in desk.page.prompt._digits.items()}
    assert {digit: name for digit, name in offered.items() if digit > 2} == {
        3: "A zone was added to the plan", 4: "Prescriber agreed for this client", 5: "Other zones, as planned",
        6: "In own words …",
    }  # fmt: skip
    desk.key("1")
    assert len(desk.state.applications) == 1
    assert "is not possible now" in " ".join(each.text() for each in desk.page.prompt.findChildren(QLabel))
    desk.key(ESCAPE, ESCAPE)
    assert len(desk.state.on) == 1
    assert main.text().startswith("Cream off")
    desk.click("Wrong time")
    desk.key("3", "6")
    desk.button("It was later", desk.page.prompt).click()
    assert desk.page.prompt.isVisible()
    read = [each.text() for each in desk.page.prompt.findChildren(QLabel)]
    assert [each for each in read if "36 min" in each] == ["36 min: earlier 09:24. So much later is still to come."]


def test_with_large_text_keys_keep_their_letters_and_what_acts_comes_before_what_explains(desk: RunScreenRoom) -> None:
    desk.lead(prepared, cream_on)
    shape(desk, 1093, 614, 1.5)
    desk.pass_time(1)
    for name, key in (("Undo", "Z"), ("Pause", "P"), ("Reaction", "R"), ("More", "M")):
        assert desk.button(name).text().split("\n")[name != "Undo"].endswith(key), name
    assert all(can_read(desk.button(name)) for name in ("Off early", "Wrong time"))
    desk.key(F8)
    board = desk.page._danger.board
    assert desk.button("Undo").text().split("\n") == ["Undo   Z", "Opening"]
    assert can_read(board.guide._brief), "the signs begin in sight"
    rows, out = board.actions._rows, desk.button("Back to the step")
    assert can_read(rows[1])
    assert not board._rest.isAncestorOf(out)
    tops = [each.mapTo(board.side, each.rect().topLeft()).y() for each in (rows[0], rows[1], out)]
    assert tops == sorted(tops), "no way out stands between what is done"
    desk.key("z")
    assert open_card(desk.state) is None

"""What keeps gloved hands from slipping: nothing moves under them, keys lead to what is left, nothing ends unasked."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from console.core.events import DepthSet
from console.ui.home.home_page import HomePage
from console.ui.kit.rows import CheckRow
from console.ui.kit.theme import Theme
from console.ui.kit.toast import BRIEF_MS, Toast
from console.ui.session.action_bar import Primary
from console.ui.shell.backup_scheduler import BackupScheduler
from tests.support.left_open import discard
from tests.support.start_points import needled, numbed, prepared
from tests.support.window_room import RunScreenRoom

SPACE, DOWN, UP, ESCAPE = Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Escape


def said(desk: RunScreenRoom) -> Toast:
    return desk.page.findChildren(Toast)[0]


def at(desk: RunScreenRoom, widget: QWidget) -> QPoint:
    return widget.mapTo(desk.window, QPoint(0, 0))


def test_zones_are_planned_one_by_one_with_the_arrows(desk: RunScreenRoom) -> None:
    desk.key(SPACE, "3", DOWN, "t")
    first = [each.zone for each in desk.state.plan]
    assert len(first) == 1
    desk.key(DOWN, "t")
    assert len(desk.state.plan) == 2
    desk.key("t")
    assert [each.zone for each in desk.state.plan] == first


def test_nothing_moves_where_something_is_refused(desk: RunScreenRoom) -> None:
    desk.lead(prepared, numbed)
    desk.key(SPACE)
    more = desk.button("Deeper")
    before = at(desk, more)
    desk.model.propose(DepthSet(desk.state.current, 9000))
    desk.settle()
    assert said(desk).isVisible()
    assert at(desk, more) == before
    desk.key(ESCAPE)
    assert not said(desk).isVisible()
    assert desk.window.page is desk.page


def test_the_main_button_keeps_its_sign_in_little_room(qtbot: QtBot) -> None:
    made = Primary(lambda: None)
    qtbot.addWidget(made)
    text = "Pass 1 of 3 done · scar 1 (Left cheek)"
    made.set_text(text, "   ␣", "primary")
    made.show()
    made.resize(made.sizeHint().width(), 76)
    assert made.text() == f"{text}   ␣"
    made.resize(made.sizeHint().width() * 2 // 3, 76)
    assert made.text() == "Pass 1 of 3 done ·\nscar 1 (Left cheek)   ␣"
    made.resize(made.sizeHint().width() // 3, 76)
    assert made.text() == "Pass 1 of 3\ndone · scar\n1 (Left\ncheek)   ␣"


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_the_main_button_takes_smaller_letters_before_it_leaves_anything_out(qapp: QApplication, scale: float) -> None:
    theme, window = Theme(qapp, "light", scale), QWidget()
    theme.dress(window)
    made = Primary(lambda: None)
    made.setParent(window)
    window.show()
    made.show()
    made.set_text("Cream on · Lidocaine 4 %, liposomal (LMX4)", "   ␣", "primary")
    wish = made.sizeHint().width()
    made.resize(wish * 9 // 20, 76)
    assert made.text().replace("\n", " ").replace("\xa0", " ") == "Cream on · Lidocaine 4 %, liposomal (LMX4)   ␣"
    assert "4\n%" not in made.text()
    assert made.sizeHint().width() == pytest.approx(wish, rel=0.05), "it takes its room again where there is some"
    made.resize(wish, 76)
    assert (made.text(), made.property("lettering")) == ("Cream on · Lidocaine 4 %, liposomal (LMX4)   ␣", "")
    discard(window, theme)


def test_space_leads_to_the_first_check_that_is_left(desk: RunScreenRoom) -> None:
    desk.key(SPACE, "3", "1", SPACE)
    rows = [each for each in desk.page.findChildren(CheckRow) if each.isVisible()]
    assert desk.window.focusWidget() is rows[1]
    assert len(desk.state.checks) == 1


def test_what_only_waits_is_said_for_a_while(desk: RunScreenRoom) -> None:
    desk.lead(prepared)
    desk.key(SPACE, "1", SPACE, SPACE)
    assert said(desk).isVisible()
    desk.pass_time(BRIEF_MS / 1000 - 2)
    assert said(desk).isVisible()
    desk.pass_time(3)
    assert not said(desk).isVisible()


def test_the_record_is_read_to_its_end_by_the_arrows(desk: RunScreenRoom) -> None:
    desk.lead(prepared, numbed)
    while desk.model.next_action().code != "finish-step":
        desk.key("+" if desk.model.next_action().code == "set-depth" else SPACE, seconds=20)
    desk.key(SPACE, *"1234567", SPACE)
    bars = [each.verticalScrollBar() for each in desk.page.findChildren(QScrollArea) if each.isVisible()]
    for _ in range(4):
        QApplication.processEvents()
    bar = max(bars, key=lambda each: each.maximum())
    assert bar.value() == 0
    desk.key(DOWN)
    assert bar.value() > 0
    desk.key(UP)
    assert bar.value() == 0


def test_no_press_signs_what_deviates_and_was_not_in_sight(desk: RunScreenRoom) -> None:
    desk.window.resize(911, 512)
    for _ in range(4):
        desk.key("r", "2", "3", Qt.Key.Key_Escape)
    desk.lead(prepared, numbed, needled)
    desk.key(SPACE, *"1234567", SPACE)
    assert desk.state.step == "sign-off"
    while desk.model.next_action().code == "give-reasons":
        desk.key(SPACE, "1")
    for _ in range(4):
        desk.pass_time(1)
    read = 0
    while desk.page.bar.main.accessibleName().startswith("Read on") and read < 9:
        desk.key(SPACE)
        read += 1
    assert 0 < read < 9
    assert desk.state.signed is None
    assert desk.page.prompt.isHidden()
    desk.key(SPACE)
    assert not desk.page.prompt.isHidden() or desk.state.signed is not None


def test_a_pause_is_told_at_the_top_until_work_goes_on(desk: RunScreenRoom) -> None:
    desk.key("p", "1")
    desk.pass_time(65)
    go_on = desk.button("Continue")
    assert go_on.isVisible()
    desk.click("Continue")
    assert not desk.state.paused


def test_closing_while_a_session_is_open_is_asked_first(desk: RunScreenRoom, qtbot: QtBot) -> None:
    home = HomePage(desk.model, desk.theme, BackupScheduler(desk.model))
    closed: list[bool] = []
    home.close_program.connect(lambda: closed.append(True))
    desk.window.show_page(home)
    home.show_all()
    desk.settle()
    assert home.cards
    desk.key("q")
    assert closed == []
    desk.key("1")
    assert closed == []
    desk.key("q", "2")
    assert closed == [True]

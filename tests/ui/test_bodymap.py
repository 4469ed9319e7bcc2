"""The map of zones: every zone can be pressed and reached."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from console.ui.kit.layouts import column, holder
from console.ui.session.map import map_drawing
from console.ui.session.map.body_map import BodyMap, ZoneLook
from console.ui.session.map.zone_button import ZoneButton
from tests.support.body_maps import LIGHT, MAPS, Make, button, click, pressed
from tests.support.long_run import quick_of
from tests.support.texts import WORDS

DIRECTIONS = ((1, 0), (-1, 0), (0, 1), (0, -1))


def touch(body: BodyMap, at: QPoint) -> None:
    device = QTest.createTouchDevice()
    QTest.touchEvent(body, device).press(0, at, body).commit()
    QTest.touchEvent(body, device).release(0, at, body).commit()


@pytest.fixture
def single_presses(qapp: QApplication) -> Iterator[None]:
    """Touches that follow at once are still two touches."""
    before = qapp.doubleClickInterval()
    qapp.setDoubleClickInterval(0)
    yield
    qapp.setDoubleClickInterval(before)


def double_click(body: BodyMap, at: QPoint) -> None:
    QTest.mouseClick(body, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseDClick(body, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseRelease(body, Qt.MouseButton.LeftButton, pos=at)


@pytest.mark.parametrize("name", MAPS)
def test_a_click_reaches_the_zone(make: Make, name: str) -> None:
    each_zone_by(click, make(name), name)


@pytest.mark.parametrize("name", quick_of(MAPS, "face", "scalp"))
def test_a_touch_reaches_the_zone(make: Make, single_presses: None, name: str) -> None:
    each_zone_by(lambda body, zone: touch(body, body.zone_point(zone).toPoint()), make(name), name)


def each_zone_by(press: Callable[[BodyMap, str], None], body: BodyMap, name: str) -> None:
    """From the whole figure at once, or once more after going nearer."""
    heard = pressed(body)
    for zone in map_drawing.load(name).zones:
        press(body, zone)
        if body.zoomed:
            assert heard == []
            press(body, zone)
            QTest.keyClick(button(body, zone), Qt.Key.Key_Escape)
        assert (heard, body.zoomed) == ([zone], False)
        heard.clear()


@pytest.mark.parametrize("name", quick_of(MAPS, "face", "body-back"))
def test_a_zone_wide_enough_for_a_finger_is_taken_at_once(make: Make, name: str) -> None:
    body = make(name, (4000, 4000))
    heard = pressed(body)
    for zone in map_drawing.load(name).zones:
        click(body, zone)
    assert heard == list(map_drawing.load(name).zones)


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_tab_leads_on_to_what_stands_behind_the_map_after_another_figure_was_chosen(qtbot: QtBot) -> None:
    body = BodyMap(WORDS)
    before, behind = QPushButton("before"), QPushButton("behind")
    whole = holder(column(before, body, behind))
    qtbot.addWidget(whole)
    body.set_colours(LIGHT)
    body.show_map("face")
    whole.show()
    whole.activateWindow()
    qtbot.waitUntil(whole.isActiveWindow)
    body.show_map("scalp")
    before.setFocus()
    for stop in (body.focusProxy(), behind):
        QTest.keyClick(whole, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is stop


def test_a_press_between_small_zones_goes_nearer_until_each_is_wide_enough(make: Make) -> None:
    body = make("face")
    heard, before = pressed(body), body.zone_rect("crow-feet-left").width()
    click(body, "crow-feet-left")
    assert (heard, body.zoomed) == ([], True)
    assert before < 44 <= body.zone_rect("crow-feet-left").width()


def test_a_double_click_that_goes_nearer_takes_no_zone_by_chance(make: Make) -> None:
    body = make("face")
    heard = pressed(body)
    double_click(body, body.zone_point("crow-feet-left").toPoint())
    assert (heard, body.zoomed) == ([], True)


def test_a_press_on_the_way_takes_no_zone_by_chance(make: Make, qtbot: QtBot) -> None:
    body = make("face")
    body.set_reduced_motion(False)
    heard = pressed(body)
    at = body.zone_point("crow-feet-left").toPoint()
    for _ in range(3):
        QTest.mouseClick(body, Qt.MouseButton.LeftButton, pos=at)
    qtbot.waitUntil(lambda: body.zone_rect("crow-feet-left").width() >= 44)
    assert heard == []


def test_quick_presses_of_a_wide_zone_all_count(make: Make) -> None:
    body = make("face")
    heard = pressed(body)
    double_click(body, body.zone_point("forehead").toPoint())
    assert heard == ["forehead", "forehead"]


def test_a_press_beside_the_figure_does_nothing(make: Make) -> None:
    body = make("face")
    heard = pressed(body)
    QTest.mouseClick(body, Qt.MouseButton.LeftButton, pos=QPoint(20, 200))
    assert (heard, body.zoomed) == ([], False)


def test_a_press_that_slides_to_another_zone_does_nothing(make: Make) -> None:
    body = make("face")
    heard = pressed(body)
    QTest.mousePress(body, Qt.MouseButton.LeftButton, pos=body.zone_point("forehead").toPoint())
    QTest.mouseRelease(body, Qt.MouseButton.LeftButton, pos=body.zone_point("neck-front").toPoint())
    assert heard == []


@pytest.mark.parametrize("way", ["Escape", "button", "button by key"])
def test_there_is_a_way_back_to_the_whole_figure(make: Make, way: str) -> None:
    body = make("face")
    (back,), place = body.findChildren(QPushButton), body.zone_rect("crow-feet-left")
    assert not back.isVisible()
    click(body, "crow-feet-left")
    assert back.isVisible()
    assert back.accessibleName() == "Show the whole figure"
    if way == "Escape":
        QTest.keyClick(button(body, "forehead"), Qt.Key.Key_Escape)
    elif way == "button":
        QTest.mouseClick(back, Qt.MouseButton.LeftButton)
    else:
        QTest.keyClick(back, Qt.Key.Key_Space)
    assert not back.isVisible()
    assert body.zone_rect("crow-feet-left") == place
    assert button(body, "forehead").hasFocus()


def test_the_way_nearer_is_animated_and_ends(make: Make, qtbot: QtBot) -> None:
    body = make("face")
    body.set_reduced_motion(False)
    before = body.zone_rect("crow-feet-left").width()
    click(body, "crow-feet-left")
    assert body.zone_rect("crow-feet-left").width() < 2 * before
    qtbot.waitUntil(lambda: body.zone_rect("crow-feet-left").width() >= 44)


def test_escape_goes_on_to_the_window_when_the_figure_is_whole(make: Make) -> None:
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Space, Qt.Key.Key_Z):
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(make("face"), event)
        assert not event.isAccepted()


@pytest.mark.parametrize("name", MAPS)
def test_arrows_reach_every_zone_from_any(make: Make, name: str) -> None:
    body = make(name)
    heard: list[str] = []
    body.selected.connect(heard.append)
    ways: dict[str, set[str]] = {}
    for zone in map_drawing.load(name).zones:
        body.show_zones({}, "", zone)
        heard.clear()
        for direction in DIRECTIONS:
            body.move(*direction)
        ways[zone] = set(heard)
    for zone in ways:
        reached, todo = {zone}, [zone]
        while todo:
            new = ways[todo.pop()] - reached
            reached |= new
            todo += new
        assert reached == set(ways)


def test_an_arrow_goes_the_way_it_points_on_the_clients_face(make: Make) -> None:
    body = make("face")
    heard: list[str] = []
    body.selected.connect(heard.append)
    body.show_zones({}, "", "nose")
    body.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Down):
        QTest.keyClick(button(body, "nose"), key)
    assert heard == ["cheek-left", "cheek-right", "glabella", "upper-lip"]


def test_the_focus_follows_the_chosen_zone_and_tab_stops_once(make: Make) -> None:
    body = make("face")
    body.show_zones({}, "", "nose")
    body.setFocus()
    assert button(body, "nose").hasFocus()
    body.show_zones({}, "", "chin")
    assert button(body, "chin").hasFocus()
    stops = [b.objectName() for b in body.findChildren(ZoneButton) if b.focusPolicy() != Qt.FocusPolicy.NoFocus]
    assert stops == ["chin"]


def test_the_chosen_zone_stays_in_sight_when_near(make: Make) -> None:
    body = make("face")
    click(body, "crow-feet-left")
    body.show_zones({}, "", "crow-feet-right")
    assert body.zoomed
    assert body.rect().contains(body.zone_rect("crow-feet-right").toAlignedRect())


def test_zones_of_other_maps_and_another_map_do_no_harm(make: Make) -> None:
    body = make("face")
    body.show_zones({"crown": ZoneLook("crown", "Crown", 500, 1)}, "crown", "crown")
    body.setFocus()
    body.show_map("scalp")
    assert button(body, "crown").accessibleName() == "Crown, 0.50 mm, 1 pass, in work"
    assert button(body, "crown").hasFocus()
    assert [b.objectName() for b in body.findChildren(ZoneButton)] == list(map_drawing.load("scalp").zones)

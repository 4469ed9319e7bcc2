"""What is said of a press or a scan lies over nothing that can be pressed; on a sheet it stands on that."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QLabel

from console.ui.alarms.alarm_banner import AlarmBanner
from console.ui.danger.danger_button import DangerButton
from console.ui.danger.emergency_call import EmergencyCall
from console.ui.home.home_page import HomePage
from console.ui.input.scan_banner import ScanBanner
from console.ui.kit.banner import Banner
from console.ui.kit.toast import Toast
from console.ui.shell.window import Window
from tests.screens.screen_faults import controls, in_sight
from tests.support.lock_rooms import Hands
from tests.support.start_points import cream_on, numbed, prepared
from tests.support.window_room import RunScreenRoom

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def over(window: Window, kind: type[Banner]) -> list[str]:
    """The controls over which the line of this kind lies, which is whole in sight."""
    (line,) = (each for each in window.findChildren(kind) if each.isVisible())
    box = QRect(line.mapTo(window, QPoint()), line.size())
    assert window.rect().contains(box)
    assert line.height() >= line.heightForWidth(line.width())
    every = [each for each in controls(in_sight(window)) if not line.isAncestorOf(each)]
    seen = [(each, each.visibleRegion().boundingRect()) for each in every]
    at = [(each, QRect(each.mapTo(window, rect.topLeft()), rect.size())) for each, rect in seen if not rect.isEmpty()]
    return [each.accessibleName() for each, rect in at if rect.intersects(box)]


SIZES = ((911, 512), (1093, 614), (1280, 800))
SAID = "2 different keys came at once and did nothing. " * 3


def test_what_is_said_of_a_scan_never_lies_over_what_can_be_pressed_on_home(hands: Hands) -> None:
    said = hands.console.window.scan_routing
    for size in SIZES:
        hands.window.resize(*size)
        hands.settle()
        said.tell(SAID, True)
        hands.settle()
        assert over(hands.window, ScanBanner) == [], size
    danger = hands.one(HomePage).findChildren(DangerButton)[0]
    hands.window.findChildren(ScanBanner)[0].move(danger.mapTo(hands.window, QPoint()))
    said.tick()
    assert over(hands.window, ScanBanner) == [], "another page came into sight"


def test_what_is_said_in_a_session_never_lies_over_what_can_be_pressed(desk: RunScreenRoom) -> None:
    said = desk.window.scan_routing

    def look() -> None:
        for size in SIZES:
            desk.window.resize(*size)
            desk.settle()
            said.tell(SAID, True)
            desk.settle()
            assert over(desk.window, ScanBanner) == [], size
            said._hide()
            desk.page._notices.tell(SAID)
            desk.settle()
            assert over(desk.window, Toast) == [], size
            desk.page._toast.hide()

    look()
    desk.lead(prepared, numbed)
    look()
    desk.key(Qt.Key.Key_F8)
    look()
    desk.click("Back to the step")
    desk.key("m")
    said.tell(SAID)
    assert not [each for each in desk.window.findChildren(ScanBanner) if each.isVisible()]
    assert SAID.strip() in " ".join(each.text() for each in desk.page.prompt.findChildren(QLabel))


@pytest.mark.parametrize("size", SIZES[:2])
def test_what_is_said_never_lies_over_an_alarm_or_the_number_to_call(
    desk: RunScreenRoom, size: tuple[int, int]
) -> None:
    """Beside the danger card, where a small window has no place free."""
    desk.lead(prepared, cream_on)
    desk.pass_time(70 * 60)
    desk.key(Qt.Key.Key_F8)
    desk.theme.set("light", 1.25)
    desk.window.resize(*size)
    desk.settle()
    for say, kind in ((desk.window.scan_routing.tell, ScanBanner), (desk.page._notices.tell, Toast)):
        say(SAID)
        desk.settle()
        kept = [*desk.window.findChildren(AlarmBanner), *desk.window.findChildren(EmergencyCall)]
        boxes = [QRect(each.mapTo(desk.window, QPoint()), each.size()) for each in kept if each.isVisible()]
        (line,) = (each for each in desk.window.findChildren(kind) if each.isVisible())
        box = QRect(line.mapTo(desk.window, QPoint()), line.size())
        assert len(boxes) == 2
        assert not any(each.intersects(box) for each in boxes), kind.__name__
        desk.window.scan_routing._hide()
        desk.settle()

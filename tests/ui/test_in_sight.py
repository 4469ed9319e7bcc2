"""What a step is about is in sight without scrolling, in every window that the console is used in."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from console.core.events import (
    CheckAnswered,
    DepthSet,
    DeviceChosen,
    PlannedZone,
    PlanSet,
    ScreeningAnswered,
    StepDone,
    ZoneTaken,
)
from console.core.preparation import due_checks
from console.core.screening import open_questions
from console.ui.kit.wrapped_button import WrappedButton
from console.ui.session.minutes_pad import MinutesPad
from console.ui.session.panes.needling_pane import NeedlingPane
from console.ui.session.panes.numbing_pane import NumbingPane
from console.ui.session.panes.prepare_pane import PreparePane
from tests.support.app_room import SORTED, Room
from tests.support.start_points import cream_on, needled, numbed, prepared
from tests.support.window_room import RunScreenRoom

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

SPACE, PAGE_DOWN, ESCAPE = Qt.Key.Key_Space, Qt.Key.Key_PageDown, Qt.Key.Key_Escape
MINUTE_MS, AIR, BESIDE = 60_000, 24, QPoint(4, 4)
WINDOWS = [
    ((1280, 800), 1.0), ((1366, 768), 1.0), ((911, 512), 2.0), ((1093, 614), 2.0), ((1024, 768), 2.0),
    ((1280, 800), 2.0), ((1920, 1080), 2.0),
]  # fmt: skip
"""Sizes in pixels, and the text that is asked for; two are 1366x768 at 125 % and 150 % of the display."""


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[RunScreenRoom]:
    """A session begun in a clinic one of whose two devices has a long name."""
    shipped = Room().protocol
    first, second, *others = shipped.devices
    named = replace(second, label="Dermapen 4 of the back room, needle cartridge of 12")
    made = RunScreenRoom(
        qtbot, qapp, tmp_path, Room(protocol=replace(shipped, devices=(first, named, *others)), maya=SORTED)
    )
    made.begin()
    yield made
    made.close()


def sizes(desk: RunScreenRoom, windows: Sequence[tuple[tuple[int, int], float]] = WINDOWS) -> Iterator[str]:
    """Bring the window to each size; say which it is."""
    for size, scale in windows:
        if desk.theme.preferred_scale != scale:
            desk.theme.set("light", scale)
        desk.window.resize(*size)
        for _ in range(2):
            desk.settle()
        yield f"{size} {scale}"


def in_sight(desk: RunScreenRoom, widget: QWidget) -> bool:
    """Whether all of it is shown, in the window and in whatever scrolls over it."""
    box = QRect(widget.mapTo(desk.window, QPoint(0, 0)), widget.size())
    whole = widget.visibleRegion().boundingRect() == widget.rect()
    return widget.isVisible() and whole and desk.window.rect().contains(box)


def areas(*within: QWidget) -> list[QScrollArea]:
    """Return all that scrolls there, itself included."""
    every = [each for part in within for each in (part, *part.findChildren(QScrollArea))]
    return [each for each in every if isinstance(each, QScrollArea) and each.isVisible()]


def bars(*within: QWidget) -> list[int]:
    """Return for each of these how many scroll bars are seen there."""
    return [sum(area.verticalScrollBar().isVisible() for area in areas(each)) for each in within]


def test_device_and_plan_are_in_sight_and_the_map_keeps_its_height_whatever_is_found(desk: RunScreenRoom) -> None:
    pane = desk.page._panes.pane("prepare")
    assert isinstance(pane, PreparePane)
    desk.model.propose(ScreeningAnswered({"rosacea": "yes", "nickel-allergy": "yes"}))
    desk.settle()
    for size in sizes(desk, WINDOWS[::5]):
        assert max(bars(pane.middle, pane.side)) == 1, size
    desk.model.propose(ScreeningAnswered(dict.fromkeys(open_questions(desk.state), "no")))
    preset = desk.state.protocol.presets[0]
    desk.model.propose(PlanSet(preset.id, tuple(PlannedZone(zone) for zone in preset.zones)))
    desk.settle()
    plan, device = desk.button("Plan: "), desk.button("Device: ")
    for size in sizes(desk):
        high, least = pane.tabs.map.height(), desk.window.height()
        assert high >= (320 if least >= 680 else 0.4 * least), f"{size}: {high}"
        assert max(bars(pane.middle, pane.side)) <= 1, size
        assert all(in_sight(desk, each) for each in (plan, device, pane._plan)), size
        places = plan.geometry(), device.geometry()
        other = next(each for each in desk.state.protocol.devices if each.id != desk.state.device)
        desk.model.propose(DeviceChosen(other.id))
        desk.settle()
        desk.settle()
        assert (plan.geometry(), device.geometry()) == places, size


def test_a_button_is_as_high_as_the_longest_of_its_texts(qtbot: object) -> None:
    made = WrappedButton("Device: A")
    made.fit_into(160)
    low = made.sizeHint().height()
    made.keep_room(["Device: A", "Device: of a maker with a name that takes quite a few lines here"])
    high = made.sizeHint().height()
    made.set_text("Device: of a maker with a name that takes quite a few lines here")
    assert low < high == made.sizeHint().height()


def test_any_minute_is_told_by_keys_by_pedal_and_by_touch(desk: RunScreenRoom) -> None:
    desk.lead(prepared)
    desk.room.clock.advance(50 * MINUTE_MS)
    desk.key(SPACE, "1")
    earlier = desk.button("It went on earlier")
    for size in sizes(desk, WINDOWS[2:5]):
        assert in_sight(desk, earlier), size
        earlier.click()
        sheet = [*desk.page.prompt.findChildren(QAbstractButton), *desk.page.prompt.findChildren(MinutesPad)]
        assert [each.accessibleName() for each in sheet if each.isVisible() and not in_sight(desk, each)] == [], size
        desk.key(SPACE, PAGE_DOWN, ESCAPE)
        assert not desk.state.applications, size
    earlier.click()
    beside = desk.page.prompt.mapTo(desk.window, BESIDE)
    QTest.mouseClick(desk.window.windowHandle(), Qt.MouseButton.LeftButton, pos=beside)
    desk.key("3", "8", "-", PAGE_DOWN)
    assert not desk.state.applications
    for name in ("More: Grams", "Under film", "Cream went on"):
        desk.button(name, desk.page.prompt).click()
    desk.settle()
    assert (desk.state.on[0].mass_mg, desk.state.on[0].occluded) == (500, True)
    now = desk.model.now_t()
    assert round((now - desk.state.on[0].on.t_ms) / MINUTE_MS) == 37
    desk.click("Wrong time")
    for press in ("30 minutes", "One minute more", "One minute more", "It was later", "Wrong value"):
        desk.click(press)
    assert round((now - desk.state.on[0].on.t_ms) / MINUTE_MS) == 5


def test_a_second_cream_has_its_zones_and_its_time_in_sight(desk: RunScreenRoom) -> None:
    desk.lead(prepared, cream_on)
    desk.click("Another")
    desk.key("2")
    pane = desk.page._panes.pane("numbing")
    assert isinstance(pane, NumbingPane)
    shown = [desk.button(name) for name in ("On ", "Cream on now", "It went on earlier")]
    for size in sizes(desk, WINDOWS[:5]):
        assert all(in_sight(desk, each) for each in shown), size
        assert max(bars(pane.middle, pane.side)) <= 1, size


def test_what_puts_another_cream_on_is_in_sight_while_one_is_on(desk: RunScreenRoom) -> None:
    desk.lead(prepared, cream_on)
    another = desk.button("Another cream")
    for size in sizes(desk, WINDOWS[:2] + WINDOWS[3:]):
        assert in_sight(desk, another), size


def test_another_zone_shows_its_name_and_depth_and_a_usual_window_its_endpoints(desk: RunScreenRoom) -> None:
    desk.lead(prepared, numbed)
    for body in (ZoneTaken("forehead"), DepthSet("forehead", 500)):
        desk.model.propose(body)
    desk.settle()
    pane = desk.page._panes.pane("needling")
    assert isinstance(pane, NeedlingPane)
    card = pane.card
    for size in sizes(desk):
        bar = card._area.verticalScrollBar()
        bar.setValue(bar.maximum())
        desk.model.propose(ZoneTaken("cheek-left" if desk.state.current == "forehead" else "forehead"))
        desk.settle()
        desk.settle()
        if size == "(1280, 800) 1.0":
            assert all(in_sight(desk, each) for each in card._endpoints.values())
        bar.setValue(bar.maximum())
        assert all(in_sight(desk, each) for each in (card._name, card._depth, card._less, card._more)), size
        assert max(bars(pane.middle, pane.side)) <= 1, size


def ends(*within: QWidget) -> Iterator[tuple[int, int]]:
    """Yield of all that scrolls there how high it is, and where the last text on it ends, or what is in sight."""
    for area in areas(*within):
        inner = area.widget()
        assert inner is not None
        texts = [each for each in inner.findChildren(QLabel) + inner.findChildren(QAbstractButton) if each.isVisible()]
        last = max((each.mapTo(inner, QPoint(0, each.height())).y() for each in texts), default=0)
        yield inner.height(), max(last, area.viewport().height())


def test_what_scrolls_ends_where_its_text_ends(desk: RunScreenRoom) -> None:
    desk.lead(prepared, numbed, needled)
    found = []
    few = WINDOWS[0], WINDOWS[4]
    for step in ("needling", "aftercare"):
        for check in due_checks(desk.state):
            desk.model.propose(CheckAnswered(check.id))
        desk.model.propose(StepDone(step))
        desk.settle()
        pane = desk.page._panes.pane(desk.state.kind)
        for size in sizes(desk, few):
            found += [(size, desk.state.step, *end) for end in ends(pane.middle, pane.side)]
    assert desk.state.step == "sign-off"
    assert [each for each in found if each[2] > each[3] + AIR] == []
    assert len(found) >= 4 * len(few)

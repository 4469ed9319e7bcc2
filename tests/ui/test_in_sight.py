"""What a step is about is in sight without scrolling, in every window that the console is used in."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QScrollArea, QWidget

from console.core.events import DeviceChosen, PlannedZone, PlanSet, ScreeningAnswered
from console.core.screening import open_questions
from console.ui.kit.wrapped_button import WrappedButton
from console.ui.session.panes.prepare_pane import PreparePane
from tests.support.window_room import RunScreenRoom

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

WINDOWS = [
    ((1280, 800), 1.0), ((1366, 768), 1.0), ((911, 512), 1.0), ((1093, 614), 2.0), ((1024, 768), 2.0),
    ((1280, 800), 2.0), ((1920, 1080), 2.0),
]  # fmt: skip
"""Sizes in pixels, and the text that is asked for; two are 1366x768 at 125 % and 150 % of the display."""


def sizes(desk: RunScreenRoom) -> Iterator[str]:
    """Bring the window to each size; say which it is."""
    for size, scale in WINDOWS:
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


def bars(*within: QWidget) -> list[int]:
    """Return for each of these how many scroll bars are seen there."""
    found = []
    for each in within:
        areas = [*each.findChildren(QScrollArea), *([each] if isinstance(each, QScrollArea) else [])]
        found.append(sum(area.verticalScrollBar().isVisible() for area in areas))
    return found


def test_device_and_plan_are_in_sight_and_the_map_keeps_its_height_whatever_is_found(desk: RunScreenRoom) -> None:
    pane = desk.page._panes.pane("prepare")
    assert isinstance(pane, PreparePane)
    desk.model.propose(ScreeningAnswered({"rosacea": "yes", "nickel-allergy": "yes"}))
    desk.settle()
    for size in sizes(desk):
        assert max(bars(pane.middle, pane.side)) == 1, size
    desk.model.propose(ScreeningAnswered(dict.fromkeys(open_questions(desk.state), "no")))
    preset = desk.state.protocol.presets[0]
    desk.model.propose(PlanSet(preset.id, tuple(PlannedZone(zone) for zone in preset.zones)))
    desk.settle()
    plan, device = desk.button("Plan: "), desk.button("Device: ")
    others = sorted(desk.state.protocol.devices, key=lambda each: len(each.label))[-len(WINDOWS) :]
    for size in sizes(desk):
        high, least = pane.tabs.map.height(), desk.window.height()
        assert high >= (320 if least >= 680 else 0.4 * least), f"{size}: {high}"
        assert max(bars(pane.middle, pane.side)) <= 1, size
        assert all(in_sight(desk, each) for each in (plan, device, pane._plan)), size
        places = plan.geometry(), device.geometry()
        desk.model.propose(DeviceChosen(others.pop().id))
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

"""At every size named, the client's name, allergies, primary action and danger are whole: the least gives way."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QLabel, QWidget

from console.core.people import NO_GROUP, Entry, Profile
from console.ui.shell.window import LEAST_PX
from tests.screens.cropped_texts import cropped, left_out
from tests.screens.screen_faults import in_sight
from tests.support.start_points import prepared
from tests.support.window_room import RunScreenRoom

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

SIZES = {
    (1024, 768): 1.4, (1280, 800): 2.0, (1366, 768): 1.95, (1093, 614): 1.5, (911, 512): 1.25, (1920, 1080): 2.0,
}  # fmt: skip
"""With the text that each has room for. 1093x614 and 911x512 are what a screen of 1366x768 has at a display scale of
125 and of 150 %."""
WORKS = "Dr Maximiliane Wolkenstein-Trostburg"
FORTY = Profile(
    "Wilhelmina Konstantinopoulou-Wetherby-Le", "1961-12-30", 6,
    entries=tuple(Entry(text, "allergy", text, (NO_GROUP,)) for text in ("penicillin", "chlorhexidine", "nickel")),
)  # fmt: skip


def whole(desk: RunScreenRoom, each: QWidget) -> bool:
    box = QRect(each.mapTo(desk.window, QPoint(0, 0)), each.size())
    return each.isVisible() and desk.window.rect().contains(box)


def test_the_bars_are_whole_at_every_size_and_text_size(desk: RunScreenRoom) -> None:
    assert len(FORTY.name) == 40
    desk.begin(FORTY)
    desk.lead(prepared)
    top, bar = desk.page._top, desk.page.bar
    for size, room in SIZES.items():
        assert LEAST_PX[0] <= size[0]
        assert LEAST_PX[1] <= size[1]
        desk.window.resize(*size)
        for scale in (1.0, 2.0) if size == (1024, 768) else (2.0,):
            desk.theme.set("light", scale)
            assert desk.theme.scale == min(scale, room)
            desk.page.tick()
            desk.settle()
            kept = (top._name, top._allergies, bar.main, desk.button("Danger"))
            assert all(whole(desk, each) for each in kept), (size, scale)
            seen = in_sight(top) | in_sight(bar)
            assert [*cropped(seen), *left_out(seen)] == [], (size, scale)
            assert {FORTY.name, "⚠ Allergy: penicillin; chlorhexidine; nickel"} <= {
                each.text() for each in seen if isinstance(each, QLabel)
            }


def test_what_is_said_of_saving_gives_way_first_and_then_which_session_it_is(desk: RunScreenRoom) -> None:
    desk.begin(FORTY)
    top = desk.page._top
    seen = []
    for size in ((1920, 1080), (911, 512)):
        desk.window.resize(*size)
        desk.settle()
        seen.append((top._saved.text()[:7], top._session.isVisible(), top._name.property("lettering")))
    assert seen == [("✓ Saved", True, "title"), ("✓", False, "title")]
    assert top._saved.accessibleName().startswith("✓ Saved 1")

"""Where there is little room, columns become fewer, buttons break their text, and nothing is cut."""

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from console.ui.kit.bounded_list import BoundedList
from console.ui.kit.flow import Columns
from console.ui.kit.labels import ElidedLabel, button, label
from console.ui.kit.layouts import column, holder
from console.ui.kit.page_bar import page_bar
from console.ui.kit.wrapped_button import WrappedButton
from console.ui.session.step_rail import Rail
from tests.support.start_points import prepared
from tests.support.window_room import RunScreenRoom

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

RTL, LTR = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
NAME = "שירה בן־דוד לוי־רוזנברג שירה בן דוד לוי"


@pytest.fixture
def rtl(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(RTL)
    yield
    qapp.setLayoutDirection(LTR)


def _shown(qtbot: QtBot, inner: QWidget, width: int, height: int = 400) -> QWidget:
    """Return a window of this size that holds the widget at its top."""
    whole = holder(column(inner, 1, gap=0))
    qtbot.addWidget(whole)
    whole.resize(width, height)
    whole.show()
    QApplication.processEvents()
    return whole


def _needed(rail: Rail) -> int:
    return rail._inside.totalMinimumHeightForWidth(rail.width())


def _places(items: Sequence[QWidget]) -> list[tuple[int, int]]:
    """Return column and row of each, counted by where they begin."""
    across, down = (sorted({how(each) for each in items}) for how in (QWidget.x, QWidget.y))
    return [(across.index(each.x()), down.index(each.y())) for each in items]


@pytest.mark.parametrize(
    ("width", "places"),
    [
        (600, [(0, 0), (1, 0), (2, 0), (0, 1)]),
        (330, [(0, 0), (1, 0), (0, 1), (1, 1)]),
        (200, [(0, 0), (0, 1), (0, 2), (0, 3)]),
    ],
)
def test_there_are_as_many_columns_as_have_room(qtbot: QtBot, width: int, places: list[tuple[int, int]]) -> None:
    items = [QWidget() for _ in range(4)]
    for each in items:
        each.setMinimumSize(150, 30)
    whole = _shown(qtbot, holder(Columns(*items, shares=(1, 1, 1), beside=20)), width)
    assert _places(items) == places
    assert whole.width() == width
    assert all(each.width() >= 150 for each in items)


def test_columns_are_read_downwards_where_that_is_asked_for_and_from_the_languages_side(
    rtl: None, qtbot: QtBot
) -> None:
    items = [button(text) for text in ("one", "two", "three")]
    whole = _shown(qtbot, holder(Columns(*items, shares=(2, 1), beside=20, down=True)), 620)
    assert _places(items) == [(1, 0), (1, 1), (0, 0)]
    assert whole.width() == 620
    assert [each.width() for each in items] == [400, 400, 200]


def test_a_column_is_as_high_as_its_text_at_that_width(qtbot: QtBot) -> None:
    items = [label("Lidocaine and prilocaine, both of them", wrap=True) for _ in range(3)]
    whole = _shown(qtbot, holder(Columns(*items, shares=(1, 1, 1), beside=10)), 320)
    assert {each.y() for each in items} == {0}
    assert whole.width() == 320
    assert all(each.height() >= each.heightForWidth(each.width()) > 2 * each.fontMetrics().height() for each in items)


def test_a_button_breaks_its_text_only_where_it_must(qtbot: QtBot) -> None:
    made = WrappedButton("Remove & wipe the cream")
    whole = _shown(qtbot, made, 400)
    assert made.text() == "Remove && wipe the cream"
    low = made.sizeHint().height()
    whole.resize(made.sizeHint().width() - 30, 400)
    QApplication.processEvents()
    assert made.text().split("\n") == ["Remove && wipe the", "cream"]
    whole.resize(10, 400)
    QApplication.processEvents()
    assert made.text().split("\n") == ["Remove &&", "wipe the", "cream"]
    assert made.height() > low
    assert made.accessibleName() == "Remove & wipe the cream"


def test_a_bar_breaks_no_button_while_a_name_beside_it_has_room_to_give(qtbot: QtBot) -> None:
    name, out = ElidedLabel(), WrappedButton("Sign everybody out", large=False)
    bar = page_bar(name, 1, out)
    name.set_text("A name that is far longer than the whole of this bar can be")
    whole = _shown(qtbot, bar, 360)
    assert "\n" not in out.text()
    assert "…" in name.text()
    whole.resize(out.sizeHint().width() + 60, 400)
    QApplication.processEvents()
    assert "\n" in out.text()


def test_no_letter_is_cut_at_the_end_of_a_line_from_right_to_left(rtl: None, qtbot: QtBot) -> None:
    made = label(NAME, wrap=True)
    whole = _shown(qtbot, made, 300, 200)
    for width in range(160, 260):
        whole.resize(width, 200)
        QApplication.processEvents()
        seen = made.grab().toImage()
        assert {seen.pixel(0, y) for y in range(seen.height())} == {seen.pixel(0, 0)}, width


def test_a_rail_that_is_too_low_for_what_runs_stands_closer_together(desk: RunScreenRoom) -> None:
    rail = desk.page._rail
    wide = rail.width()
    rail.resize(wide, 500)
    needed = _needed(rail)
    rail.resize(wide, needed)
    assert _needed(rail) == needed
    rail.resize(wide, needed - 10)
    assert _needed(rail) < needed - 10
    desk.page.show_state(desk.state)
    assert _needed(rail) < needed - 10
    rail.resize(wide, needed)
    assert _needed(rail) == needed


@pytest.mark.parametrize("hours", [0, 1, 11])
def test_the_clock_of_a_step_is_whole_however_long_it_runs(desk: RunScreenRoom, hours: int) -> None:
    desk.theme.set("dark", 1.5)
    desk.window.resize(1280, 800)
    desk.lead(prepared)
    desk.settle()
    desk.pass_time(hours * 3_600 + 58 * 60)
    large = [each for each in desk.page.findChildren(QLabel) if each.property("lettering") in ("clock", "far")]
    clock = next(each for each in large if each.isVisible())
    assert clock.text().count(":") == (2 if hours else 1)
    assert clock.fontMetrics().horizontalAdvance(clock.text()) <= clock.contentsRect().width()


class Restless(QVBoxLayout):
    """Never answers twice alike, as where a new height brings another width; at last it does."""

    asked = 0

    def hasHeightForWidth(self) -> bool:
        return True

    def totalHeightForWidth(self, width: int) -> int:
        self.asked += 1
        return 100 + min(self.asked, 60)


def test_a_list_of_whole_things_cuts_none_of_them(qtbot: QtBot) -> None:
    inside = QVBoxLayout()
    inside.setSpacing(6)
    made = BoundedList(inside, 168, whole=True)
    for height in (50, 70, 90):
        thing = QWidget()
        thing.setFixedHeight(height)
        inside.addWidget(thing)
    whole = _shown(qtbot, made, 300)
    assert whole.isVisible()
    assert made.height() == 50 + 6 + 70
    made.limit(40)
    assert made.height() == 40, "where not even the first fits"


def test_a_list_whose_height_brings_another_height_changes_it_twice_at_a_time(qtbot: QtBot) -> None:
    inside = Restless()
    made = BoundedList(inside, 500)
    whole = _shown(qtbot, made, 300)
    before = inside.asked
    made.limit(400)
    assert whole.isVisible()
    assert inside.asked - before == 2

"""A language from right to left mirrors what stands beside what, but never the map and the client's left."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from console.ui.clients.allergies import allergy_chip
from console.ui.kit.fields import Trouble
from console.ui.kit.flow import Flow
from console.ui.kit.labels import button, label, let_wrap
from console.ui.kit.layouts import column, holder
from console.ui.kit.stylesheet import stylesheet
from console.ui.kit.theme import Theme
from console.ui.kit.toast import Toast
from console.ui.session.map import map_drawing, map_view
from console.ui.session.map.map_scene import MapScene
from resources import table
from tests.support.body_maps import MAPS, Make
from tests.support.left_open import discard
from tests.support.texts import WORDS

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

UI = Path(__file__).parents[2] / "console" / "ui"
RTL, LTR = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
RIGHT, LEFT = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignLeft


@pytest.fixture(params=[LTR, RTL], ids=["ltr", "rtl"])
def way(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[Qt.LayoutDirection]:
    qapp.setLayoutDirection(request.param)
    yield request.param
    qapp.setLayoutDirection(LTR)


@pytest.mark.parametrize("name", MAPS)
def test_the_map_and_the_clients_left_stay_where_they_are(way: Qt.LayoutDirection, make: Make, name: str) -> None:
    body, drawing = make(name), map_drawing.load(name)
    assert body.layoutDirection() == LTR
    scene = MapScene(body, WORDS)
    scene.show_map(name, drawing)
    sides = {word: box for box, word in scene.sides(map_view.whole(drawing.box))}
    left = [body.zone_point(zone).x() for zone in drawing.zones if zone.endswith("-left")]
    right = [body.zone_point(zone).x() for zone in drawing.zones if zone.endswith("-right")]
    turned = sides["Client’s left"].x() > sides["Client’s right"].x()
    assert turned == (map_drawing.client_left(drawing) > 0)
    assert (min(left) > max(right)) if turned else (max(left) < min(right))


def test_a_row_begins_at_the_languages_side(way: Qt.LayoutDirection, qtbot: QtBot) -> None:
    whole, first, second = QWidget(), button("first"), button("second")
    qtbot.addWidget(whole)
    whole.setLayout(Flow(first, second))
    whole.resize(600, 100)
    whole.show()
    assert (first.x() > second.x()) == (way == RTL)
    assert first.geometry().right() == 599 if way == RTL else first.x() == 0


def test_a_title_and_a_button_beside_it_stand_level(way: Qt.LayoutDirection, qtbot: QtBot) -> None:
    whole, title, below = QWidget(), label("Which numbing cream?", "title"), button("below")
    beside = button("Leave numbing out", large=True)
    qtbot.addWidget(whole)
    whole.setLayout(Flow(title, beside, below))
    whole.resize(title.sizeHint().width() + beside.sizeHint().width() + 10, 300)
    whole.show()
    assert title.height() < beside.height()
    assert abs(title.geometry().center().y() - beside.geometry().center().y()) <= 1
    assert (title.x() > beside.x(), below.y()) == (way == RTL, beside.height() + 8)


def test_whatever_wraps_keeps_room_for_the_end_of_a_line(
    way: Qt.LayoutDirection, qapp: QApplication, qtbot: QtBot
) -> None:
    """Qt moves a wrapped line from right to left by its last space; what sets itself to wrap would be cut.

    The stylesheet's own room around a chip stays, whenever the chip is let wrap or not.
    """
    parts = ((label("x", wrap=True), 0), (allergy_chip(), 12), (Trouble(), 0))
    whole, theme = holder(column(*(made for made, _ in parts))), Theme(qapp, "light")
    qtbot.addWidget(whole)
    theme.dress(whole)
    whole.show()
    for made, padding in parts:
        for wraps in (True, False, True):
            let_wrap(made, wraps)
            around = made.contentsMargins()
            assert made.wordWrap() == wraps
            assert made.sizePolicy().hasHeightForWidth() or not wraps
            assert (around.right(), around.top(), around.bottom()) == (padding, padding // 2, padding // 2)
            assert (around.left() > padding) == (way == RTL and (wraps or padding > 0))
            assert around.left() >= padding
    discard(theme)
    setting = [path.name for path in UI.rglob("*.py") if "setWordWrap" in path.read_text(encoding="utf-8")]
    assert setting == ["labels.py"]


def test_what_lies_over_the_page_keeps_off_the_rail(way: Qt.LayoutDirection, qtbot: QtBot) -> None:
    page = QWidget()
    rail, bar = QWidget(page), QWidget(page)
    qtbot.addWidget(page)
    page.resize(1000, 600)
    rail.setGeometry(QRect(780 if way == RTL else 0, 0, 220, 500))
    bar.setGeometry(0, 500, 1000, 100)
    toast = Toast(page, rail, bar, column(), "Close")
    toast.show_text("It goes no deeper.")
    assert not toast.geometry().intersects(rail.geometry())
    assert toast.geometry().bottom() < bar.y()


@pytest.mark.parametrize("text", ["Ada", "שירה"])
def test_a_line_begins_at_the_languages_side_whatever_its_letters(way: Qt.LayoutDirection, text: str) -> None:
    sides = label(text).alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask
    assert sides == Qt.AlignmentFlag.AlignAbsolute | (RIGHT if way == RTL else LEFT)


@pytest.mark.parametrize("text", ["", "Ada", "שירה"])
def test_a_line_to_type_in_has_its_caret_where_its_hint_is(
    way: Qt.LayoutDirection, qapp: QApplication, qtbot: QtBot, text: str
) -> None:
    line = QLineEdit(text)
    qtbot.addWidget(line)
    theme = Theme(qapp, "light")
    theme.dress(line)
    line.resize(600, 60)
    line.show()
    line.home(False)
    line.grab()
    assert (line.cursorRect().center().x() > 300) == (way == RTL)
    discard(theme)


def test_the_stylesheet_knows_the_side() -> None:
    tokens = table("themes", "light.toml")["tokens"]
    assert "text-align: left" in stylesheet(tokens, 1.0)
    assert "text-align: right" in stylesheet(tokens, 1.0, rtl=True)

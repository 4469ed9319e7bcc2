"""What is typed in a session: the day on a pack, the form of a product, and where the focus is afterwards."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from console.core.events import ProductUsed
from tests.support.start_points import prepared
from tests.support.window_room import RunScreenRoom
from tests.ui.test_lost_nothing import strips

ROOT, PAGE_DOWN = Path(__file__).parents[2], Qt.Key.Key_PageDown
SPACE, TAB, ENTER, ESCAPE = Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Escape
DOWN = Qt.Key.Key_Down


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[RunScreenRoom]:
    made = RunScreenRoom(qtbot, qapp, tmp_path)
    made.begin()
    made.lead(prepared)
    yield made
    made.close()


def field(desk: RunScreenRoom, name: str) -> QLineEdit:
    seen = [each for each in desk.page.findChildren(QLineEdit) if each.isVisible() and each.accessibleName() == name]
    assert len(seen) == 1
    return seen[0]


def said(desk: RunScreenRoom, text: str) -> bool:
    return any(each.isVisible() and text in each.text() for each in desk.page.findChildren(QLabel))


def focused() -> str:
    widget = QApplication.focusWidget()
    return widget.accessibleName() if widget else ""


def creaming(desk: RunScreenRoom) -> None:
    """The first cream is chosen, and its day of expiry is typed into."""
    desk.key(SPACE, "1")
    field(desk, "Expires").setFocus()


def adding(desk: RunScreenRoom) -> None:
    made = desk.button("Add a product")
    made.setFocus()
    desk.key("x")


def used(desk: RunScreenRoom) -> list[ProductUsed]:
    return [each.body for each in desk.state.history if isinstance(each.body, ProductUsed)]


@pytest.mark.parametrize(("typed", "iso"), [("30.6.2027", "2027-06-30"), ("06/2027", "2027-06-30"), ("", "")])
def test_the_expiry_of_a_cream_is_typed(desk: RunScreenRoom, typed: str, iso: str) -> None:
    creaming(desk)
    desk.key(typed, TAB)
    assert field(desk, "Expires").text() == typed
    assert said(desk, "✓ 30 Jun 2027") is bool(iso)
    desk.page.setFocus()
    desk.key(SPACE)
    assert desk.state.applications[0].expiry == iso


@pytest.mark.parametrize("late", [False, True])
def test_a_day_that_cannot_be_read_never_counts_as_not_recorded(desk: RunScreenRoom, late: bool) -> None:
    creaming(desk)
    desk.key("31.6.2027", TAB)
    assert said(desk, "⚠ That is no day yet")
    desk.page.setFocus()
    if late:
        desk.click("It went on earlier")
        assert not desk.page.prompt.isVisible()
    else:
        desk.key(SPACE)
    assert not desk.state.applications
    assert any("31.6.2027" in text for text in strips(desk))
    assert focused() == "Expires"
    desk.key("30.6.2027", ENTER)
    assert desk.state.applications[0].expiry == "2027-06-30"


def test_not_recorded_stands_whole_where_nothing_is_typed(desk: RunScreenRoom) -> None:
    creaming(desk)
    made = field(desk, "Expires")
    room = made.width() - 2 * 16
    assert made.placeholderText() == "not recorded"
    assert made.fontMetrics().horizontalAdvance(made.placeholderText()) < room


def test_what_was_told_of_one_cream_is_not_taken_for_another(desk: RunScreenRoom) -> None:
    desk.key(SPACE)
    facts = {"Lot": "24B117", "Grams": "6", "Expires": "06/2027"}
    for name, text in facts.items():
        field(desk, name).setText(text)
    desk.key("1")
    assert [field(desk, name).text() for name in facts] == list(facts.values())
    desk.key("1")
    assert [field(desk, name).text() for name in facts] == list(facts.values())
    desk.key("2")
    assert [field(desk, name).text() for name in facts] == ["", "", ""]


def test_a_product_is_added_by_enter_from_field_to_field(desk: RunScreenRoom) -> None:
    adding(desk)
    assert focused() == "Kind"
    assert not [each for each in desk.page.prompt.findChildren(QAbstractButton) if each.text().startswith("1")]
    desk.key(DOWN, ENTER, "1% soap", ENTER, "24B", ENTER, "30 6 2027", ENTER)
    assert focused() == "Amount"
    assert said(desk, "✓ 30 Jun 2027")
    desk.key("2", ENTER)
    assert focused() == "Unit"
    desk.key(ENTER)
    assert not desk.page.prompt.isVisible()
    assert used(desk) == [ProductUsed("cleanser", "1% soap", "24B", "2027-06-30", 2000)]
    assert focused().startswith("Add a product")
    desk.key(SPACE, "1", SPACE)
    assert desk.state.applications[0].lot == ""


def test_a_pedal_changes_no_field_and_a_form_without_a_name_stays(desk: RunScreenRoom) -> None:
    """With the unit in focus Page Down made ml of g; without a name the form closed with all that was typed."""
    adding(desk)
    desk.key(DOWN, ENTER, ENTER, "24B", ENTER, ENTER, "2", ENTER)
    assert focused() == "Unit"
    for _ in range(4):
        desk.key(PAGE_DOWN, Qt.Key.Key_PageUp)
    assert desk.page.prompt.isVisible()
    assert said(desk, "⚠ The product has no name.")
    assert field(desk, "Lot").text() == "24B"
    desk.key("soap", PAGE_DOWN, PAGE_DOWN, PAGE_DOWN)
    assert used(desk) == [ProductUsed("cleanser", "soap", "24B", "", 2000)]
    assert not desk.page.prompt.isVisible()


def test_the_pedal_saves_a_note(desk: RunScreenRoom) -> None:
    desk.key("n", "calm", PAGE_DOWN)
    assert [each.text for each in desk.state.notes] == ["calm"]
    assert desk.page.prompt.isHidden()


def test_every_field_in_which_a_key_changes_a_value_leaves_the_pedal() -> None:
    kind = r"Q(?:ComboBox|PlainTextEdit|\w*SpinBox|DateEdit|TimeEdit|DateTimeEdit|Slider|Dial)"
    raw = re.compile(rf"\b{kind}\(|^class \w+\((?!LeavesPedal, ).*\b{kind}\b", re.MULTILINE)
    every = [path.read_text("utf-8") for path in (ROOT / "console").rglob("*.py")]
    assert [raw.findall(text) for text in every if raw.search(text)] == []
    assert sum(bool(re.search(rf"\(LeavesPedal, {kind}\)", text)) for text in every) == 3


def test_a_product_waits_on_the_sheet_for_a_day_that_can_be_read(desk: RunScreenRoom) -> None:
    adding(desk)
    desk.key(DOWN, ENTER, "soap", ENTER, ENTER, "June", ENTER)
    assert said(desk, "⚠ That is no day yet")
    desk.key(ENTER, ENTER)
    assert desk.page.prompt.isVisible()
    assert focused() == "Expires"
    assert used(desk) == []
    desk.key("Jun 2027", ENTER, ENTER, ENTER)
    assert [each.expiry for each in used(desk)] == ["2027-06-30"]


def test_digits_are_typed_on_a_form_and_choose_nothing(desk: RunScreenRoom) -> None:
    adding(desk)
    desk.key("1", "1")
    assert desk.page.prompt.isVisible()
    desk.key(TAB, "1", ESCAPE)
    assert used(desk) == []


def test_the_kind_of_a_product_shows_that_it_opens(desk: RunScreenRoom) -> None:
    adding(desk)
    kind = desk.page.prompt.findChildren(QComboBox)[0]
    image = kind.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    ink, middle = desk.theme.colour("ink").rgb(), image.height() // 2
    arrow = {
        image.pixel(x, y) for x in range(image.width() - 45, image.width() - 15) for y in range(middle - 8, middle + 8)
    }
    assert ink in arrow


def test_the_focus_is_again_where_it_was_when_a_sheet_closes(desk: RunScreenRoom) -> None:
    desk.key(SPACE, "1")
    earlier = desk.button("It went on earlier")
    earlier.setFocus()
    desk.key("x")
    assert desk.page.prompt.isVisible()
    desk.key(ESCAPE)
    assert QApplication.focusWidget() is earlier
    desk.key("x", "5", ENTER)
    desk.click("Cream went on")
    on = desk.state.on[0].on
    assert desk.model.now_t() - on.t_ms > 4 * 60_000
    assert not earlier.isVisible()
    desk.page.setFocus()
    desk.key("p", ESCAPE)
    assert QApplication.focusWidget() is desk.page


def test_a_control_that_went_away_leaves_the_focus_to_the_page(desk: RunScreenRoom) -> None:
    made = QLineEdit(desk.page)
    made.show()
    made.setFocus()
    desk.page.context.prompt.ask("?", [])
    made.deleteLater()
    desk.settle()
    QApplication.sendPostedEvents()
    desk.key(ESCAPE)
    assert QApplication.focusWidget() is desk.page


def test_after_a_sheet_space_and_digits_are_what_they_are_in_a_session(desk: RunScreenRoom) -> None:
    made: QWidget = desk.button("More")
    made.setFocus()
    desk.key("x", ESCAPE)
    assert QApplication.focusWidget() is made
    QTest.keyClick(made, SPACE)
    desk.settle()
    assert desk.state.step == "numbing"

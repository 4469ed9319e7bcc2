"""The dose at the run screen: live beside the label while it is entered, stopped over it, put right afterwards."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit

from tests.support.start_points import prepared
from tests.support.window_room import RunScreenRoom

ESCAPE = Qt.Key.Key_Escape


def seen(desk: RunScreenRoom, text: str) -> bool:
    return any(each.isVisible() and text in each.text() for each in desk.page.findChildren(QLabel))


def line(desk: RunScreenRoom, name: str) -> QLineEdit:
    return next(
        each for each in desk.page.findChildren(QLineEdit) if each.isVisible() and each.accessibleName() == name
    )


@pytest.fixture
def form(desk: RunScreenRoom) -> RunScreenRoom:
    """The first cream is chosen."""
    desk.lead(prepared)
    desk.key(" ", "1")
    assert desk.state.step == "numbing"
    return desk


def test_what_is_entered_stands_beside_the_label_at_once(form: RunScreenRoom) -> None:
    assert seen(form, "Milligrams not known")
    assert seen(form, "332 cm²")
    form.click("More: Grams")
    form.click("More: Grams")
    assert line(form, "Grams").text() == "1"
    assert seen(form, "40 mg lidocaine")
    form.click("Less: Area")
    assert line(form, "Area in cm²").text() == "330"
    assert seen(form, "0.03 g")
    line(form, "Grams").setText("70")
    assert seen(form, "2.1 g, over the label")
    form.click("Where this comes from")
    assert "Per 10 cm² of skin, exactly: 2.122 g, over the label" in form.page.prompt.accessibleName()
    form.key(ESCAPE)
    form.click("Under film")
    line(form, "Grams").setText("33,5")
    form.page.primary()
    form.settle()
    cream = form.state.on[0]
    assert (cream.mass_mg, cream.area_mm2, cream.occluded) == (33_500, 33_000, True)


def test_over_the_label_it_wants_a_name_and_a_reason(form: RunScreenRoom) -> None:
    line(form, "Grams").setText("70")
    form.page.primary()
    form.settle()
    assert not form.state.on
    form.settle()
    assert "Over the label: 2.1 g per 10 cm² of skin" in form.page.prompt.accessibleName()
    form.key("1", "2")
    assert form.state.on[0].prescriber == form.state.operator.name
    noted = form.state.deviations[0]
    assert (noted.code, noted.reason) == ("over-label", form.state.protocol.reason_texts("over-label")[1])
    assert seen(form, "2.1 g, over the label")


def test_another_name_is_typed_and_none_is_not_taken(form: RunScreenRoom) -> None:
    line(form, "Grams").setText("70")
    form.page.primary()
    form.settle()
    form.settle()
    form.click("Another name")
    form.click("Take this name")
    assert form.page.prompt.isVisible()
    line(form, "Name of the prescriber").setText(" Dr Graf ")
    form.click("Take this name")
    form.key("1")
    assert form.state.on[0].prescriber == "Dr Graf"


def test_closing_the_question_puts_nothing_on(form: RunScreenRoom) -> None:
    line(form, "Grams").setText("70")
    form.page.primary()
    form.settle()
    form.settle()
    form.click("Close")
    assert not form.state.on
    assert form.state.deviations == ()


def test_an_amount_is_put_right_and_judged_again(form: RunScreenRoom) -> None:
    form.page.primary()
    form.settle()
    assert form.state.on[0].mass_mg is None
    form.click("Wrong amount")
    line(form, "Grams").setText("70")
    form.click("Open")
    form.click("Put it right")
    form.key("4")
    cream = form.state.on[0]
    assert (cream.mass_mg, cream.area_mm2, cream.occluded) == (70_000, None, False)
    assert {each.field for each in form.state.corrections} == {"mass_mg", "occluded"}
    assert [each.code for each in form.state.deviations] == ["over-label"]
    form.click("Prescriber")
    form.settle()
    form.key("1", "4")
    assert form.state.on[0].prescriber == form.state.operator.name
    form.click("Wrong amount")
    line(form, "Area in cm²").setText("400")
    form.click("Put it right")
    form.key("4")
    assert form.state.deviations == ()

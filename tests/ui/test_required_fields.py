"""What a form still needs is said beside the field that it is about, by its name, and that field is in sight."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from console.core.stock import Product
from console.ui.kit.choice import Choice
from console.ui.kit.fields import Trouble
from console.ui.session.product_form import ProductForm as UsedForm
from console.ui.stock.naming_form import USES, ProductForm
from console.ui.stock.stock_forms import DeliveryForm
from tests.support.stage import protocol
from tests.support.texts import WORDS
from tests.support.window_room import RunScreenRoom

NEAR_PX = 24
Form = tuple[QWidget, Callable[[], bool], QLineEdit | QComboBox]


def naming(desk: RunScreenRoom, name: str = "", use: int = -1) -> ProductForm:
    form = ProductForm(WORDS, desk.theme, protocol().agents, protocol().groups, None, desk.model.today)
    form.name_field.setText(name)
    form.use.setCurrentIndex(use)
    return form


def nameless(desk: RunScreenRoom) -> Form:
    form = naming(desk)
    return form, form.ready, form.name_field


def kindless(desk: RunScreenRoom) -> Form:
    form = naming(desk, "Tip 12")
    return form, form.ready, form.use


def agentless(desk: RunScreenRoom) -> Form:
    form = naming(desk, "A cream", USES.index("numbing"))
    return form, form.ready, form.agent


def delivery(desk: RunScreenRoom) -> Form:
    form = DeliveryForm(WORDS, desk.theme, [Product("1", "Tip", "cartridge")], desk.model.today)
    return form, form.ready, form._product_list


def used_nameless(desk: RunScreenRoom) -> Form:
    form = UsedForm(desk.page.context)
    return form, form._may, form._name


def used_kindless(desk: RunScreenRoom) -> Form:
    form = UsedForm(desk.page.context)
    form._name.setText("Tip")
    return form, form._may, form._use


@pytest.mark.parametrize("make", [nameless, kindless, agentless, delivery, used_nameless, used_kindless])
def test_what_is_missing_is_said_beside_its_field_by_its_name_and_in_sight(
    desk: RunScreenRoom, make: Callable[[RunScreenRoom], Form]
) -> None:
    desk.window.resize(911, 512)
    desk.settle()
    form, ready, field = make(desk)
    desk.page.prompt.ask("Which?", [Choice("Record", lambda: None, "primary", may=ready)], extra=form)
    desk.settle()
    bar = desk.page.prompt._card._area.verticalScrollBar()
    bar.setValue(bar.maximum())
    desk.page.prompt._primary().click()
    for _ in range(3):
        desk.settle()
    [said] = [each for each in form.findChildren(Trouble) if not each.isHidden()]
    below = said.mapTo(form, QPoint(0, 0)).y() - field.mapTo(form, field.rect().bottomLeft()).y()
    assert 0 <= below <= NEAR_PX
    assert field.accessibleName().lower() in said.accessibleName().lower()
    assert field.hasFocus()
    for each in (field, said):
        assert each.visibleRegion().boundingRect() == each.rect()


def test_whether_a_unit_is_used_once_follows_the_kind_until_somebody_says(desk: RunScreenRoom) -> None:
    form = naming(desk)
    kinds = {"": -1} | {use: at for at, use in enumerate(USES)}
    told = []
    for kind in ("", "cartridge", "cleanser", "cartridge"):
        form.use.setCurrentIndex(kinds[kind])
        told.append(form.once.isChecked())
    assert told == [False, True, False, True]
    form.once.click()
    form.use.setCurrentIndex(kinds["cleanser"])
    form.use.setCurrentIndex(kinds["cartridge"])
    assert not form.once.isChecked(), "somebody said so"
    form.deleteLater()

"""What every form does: it can be left and tried again, whatever its job met."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from console.ui.kit.card import Card
from console.ui.kit.form_page import FormPage
from console.ui.kit.labels import label
from tests.support.window_room import RunScreenRoom


class Broken(FormPage):
    """A form whose job meets a mistake of ours."""

    action = "Do it"

    def job(self) -> Callable[[], object]:
        return lambda: None


def test_our_own_mistake_is_said_and_leaves_no_form_stuck(desk: RunScreenRoom) -> None:
    page = Broken(desk.model, desk.theme, "people")
    page.lay_out(Card(desk.theme, label("Broken")))
    desk.window.show_page(page)
    left: list[bool] = []
    page.closed.connect(lambda: left.append(True))
    page.rest(True)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert left == [], "while its job runs a form is not left"
    desk.model.broken.emit(ZeroDivisionError())
    assert (page.busy, "ZeroDivisionError" in page.trouble.text()) == (False, True)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert left == [True]

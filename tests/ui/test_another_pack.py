"""A product form in which something stands, and a scan of another pack."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from console.core.events import ProductUsed
from console.exchange.contents import Udi
from tests.support.start_points import prepared
from tests.support.window_room import RunScreenRoom

ENTER = Qt.Key.Key_Return
FIRST = Udi(lot="Q1", expiry="2027-06-30", code="+A99912345")
OTHER = Udi("04012345678901", "L9", "2028-01-31")


def recorded(desk: RunScreenRoom) -> list[tuple[str, str, str]]:
    found = [event.body for event in desk.state.history if isinstance(event.body, ProductUsed)]
    return [(each.name, each.gtin, each.lot) for each in found]


def told(desk: RunScreenRoom, part: str) -> bool:
    return any(part in each.text() for each in desk.page.prompt.findChildren(QLabel) if each.isVisible())


@pytest.mark.parametrize("other", [OTHER, Udi(code="9N112758089923"), Udi("04012345678901", "L9", others=(OTHER,))])
def test_nothing_is_recorded_under_another_packs_name(desk: RunScreenRoom, other: Udi) -> None:
    assert desk.page.take_scan(FIRST)
    desk.key("Numb gel")
    assert desk.page.take_scan(other)
    desk.settle()
    assert told(desk, "That was another pack")
    desk.click("Record")
    assert recorded(desk) == [("Numb gel", "+A99912345", "Q1")]


def test_a_code_that_had_another_name_says_so(desk: RunScreenRoom) -> None:
    desk.lead(prepared)
    assert desk.page.take_scan(OTHER)
    desk.key("Skin wash")
    desk.click("Record")
    desk.click("Add a product")
    desk.key(ENTER, "Numb gel")
    assert desk.page.take_scan(OTHER)
    desk.settle()
    assert told(desk, "Skin wash")

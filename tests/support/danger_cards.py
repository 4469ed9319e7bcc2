"""The danger card of the run screen, as a test looks for it."""

from PySide6.QtWidgets import QLabel

from tests.support.start_points import cream_on, prepared
from tests.support.window_room import RunScreenRoom


def seen(desk: RunScreenRoom, text: str) -> bool:
    return any(each.isVisible() and text in each.text() for each in desk.page.findChildren(QLabel))


def card_in_sight(desk: RunScreenRoom) -> bool:
    return any(each.isVisible() and each.text() == "Danger" for each in desk.page.findChildren(QLabel))


def over(desk: RunScreenRoom) -> None:
    """What it was is left out."""
    desk.click("The danger is over")
    desk.click("Leave it out")


def creamed(desk: RunScreenRoom) -> None:
    desk.lead(prepared, cream_on)
    assert desk.state.on

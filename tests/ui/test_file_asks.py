"""What the client's file asks while work goes on: at the agent, at the shelf, and of the disinfectant."""

import pytest
from PySide6.QtCore import Qt

from console.app.stock import Stock
from console.core.events import (
    CheckAnswered,
    CreamOn,
    DeviceChosen,
    NumbingLeftOut,
    PlannedZone,
    PlanSet,
    ScreeningAnswered,
)
from console.core.people import NO_GROUP, Entry, Profile
from console.core.preparation import open_checks
from console.core.screening import open_questions
from console.core.stock import Product
from console.ui.clients.entry_details import EntryDetails
from tests.support.window_room import RunScreenRoom

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
SPACE, ESCAPE = Qt.Key.Key_Space, Qt.Key.Key_Escape
CHLORHEXIDINE = Entry("", "allergy", "Hibiscrub", ("chlorhexidine",))
OWN_WORDS = Entry("", "allergy", "walnuts")


def shelf(desk: RunScreenRoom) -> None:
    """Of the spray nobody said what it holds."""
    stock = Stock(desk.room.store, desk.room.clinic, desk.room.clock, "UTC")
    for name, use, holds in (
        ("Spray", "disinfectant", ()),
        ("Wipes", "disinfectant", (NO_GROUP,)),
        ("Gel", "glide", ()),
    ):
        product = stock.name(Product("", name, use, holds=holds))  # type: ignore[arg-type]
        stock.receive(product.id, "L1", "2028-01-31", "", 2)
    cream = stock.name(Product("", "Numb", "numbing", "lidocaine-4", holds=("chlorhexidine",)))
    stock.receive(cream.id, "L2", "2028-01-31", "", 2)


def offered(desk: RunScreenRoom) -> list[tuple[str, bool]]:
    """What the sheet offers by its first word, and whether it is said to be stopped."""
    choices = [each.accessibleName() for each in desk.page.prompt._buttons]
    return [(each.lstrip("⚠✓ ").split(" ")[0], each.startswith("⚠")) for each in choices]


def test_the_file_asks_at_the_agent_marks_the_shelf_and_asks_with_what_skin_is_disinfected(desk: RunScreenRoom) -> None:
    shelf(desk)
    desk.begin(Profile("Noor Haddad", "1992-03-14", 3, entries=(CHLORHEXIDINE, OWN_WORDS)))
    desk.model.propose(ScreeningAnswered(dict.fromkeys(open_questions(desk.state), "no")))
    plan = PlanSet("touch", (PlannedZone("forehead", 500, 1),))
    for body in (DeviceChosen("skinpen", despite="Tolerated since"), plan):
        desk.model.propose(body)
    for each in open_checks(desk.state):
        desk.model.propose(CheckAnswered(each))
    desk.settle()
    desk.pass_time(1)
    desk.key(SPACE)
    desk.click("From stock")
    assert offered(desk) == [("Gel", False), ("Spray", True), ("Wipes", False)]
    desk.key(ESCAPE, SPACE, "1")
    assert isinstance(desk.page.prompt.form, EntryDetails), "at the choice of the agent, before anything is put on"
    desk.click("None of these")
    assert not [each for each in desk.state.history if isinstance(each.body, CreamOn)]
    desk.click("From stock")
    assert offered(desk) == [("Numb", True)]
    desk.key(ESCAPE)
    desk.model.propose(NumbingLeftOut("Client prefers to go without"))
    desk.settle()
    due = open_checks(desk.state)
    desk.key(str(due.index("skin-disinfected") + 1))
    assert offered(desk) == [("Chlorhexidine", True), ("Povidone-iodine", False), ("Another,", False)]
    assert not [each for each in desk.page.prompt._buttons if each.hasFocus()]
    desk.key("3")
    assert CheckAnswered("skin-disinfected", disinfectant="other-disinfectant") in [
        each.body for each in desk.state.history
    ]

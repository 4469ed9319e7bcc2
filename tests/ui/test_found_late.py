"""A client's file that is changed after the screening: what it asks for is shown, holds, and is passed by who may."""

import pytest
from msgspec.structs import replace

from console.core.events import DeviceChosen, HandedOver, PlannedZone, PlanSet
from console.core.people import Operator, Profile
from console.core.protocol_parts import Outcome
from console.ui.input.keys import DOUBLE_MS
from tests.screens.walk import MAYA
from tests.support.client_changes import changed_to
from tests.support.lock_rooms import SPACE, Hands

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
YOUNG = replace(MAYA, born="2006-05-01")


def changed(hands: Hands, outcome: Outcome, profile: Profile = YOUNG) -> None:
    """Cleansed under a protocol that says so of the young, then away to the file and back."""
    _, known = hands.clinic.protocol()
    rules = tuple(replace(each, outcome=outcome) if each.id == "young" else each for each in known.rules)
    hands.ask(lambda: hands.clinic.adopt(replace(known, rules=rules), "A. Osei"))
    state = hands.begin()
    hands.act(DeviceChosen(known.devices[0].id), PlanSet("by hand", (PlannedZone("nose"),)))
    hands.follow(lambda state: state.step == "cleanse")
    hands.console.home()
    sessions, store = hands.model.open_clinic.sessions, hands.model.open_clinic.store
    hands.ask(lambda: sessions.change_client(state.client, changed_to(store, state.client, profile)))
    hands.model.go_on(state.id)
    hands.settle()


@pytest.mark.parametrize("outcome", ["stop", "consent"])
def test_it_stands_on_the_run_screen_and_holds(hands: Hands, outcome: Outcome) -> None:
    changed(hands, outcome)
    strip = hands.page._banners.found
    assert strip.isVisible()
    assert "The client's file was changed. Younger than" in strip.text.text()
    assert strip.property("banner") == "stop"
    hands.follow(lambda state: hands.model.open_clinic.sessions.next_action(state.id).code == "settle-findings")
    assert hands.state.step == "cleanse"
    hands.key(SPACE)
    assert "Younger than" in hands.page.prompt.accessibleName()
    hands.key("1")
    assert not strip.isVisible()
    assert "young" in hands.state.cleared
    assert bool(hands.state.deviations) == (outcome == "stop")
    hands.room.clock.advance(DOUBLE_MS)
    hands.key(SPACE)
    assert hands.state.step == "numbing"


def test_who_may_not_pass_a_stop_is_told_so(hands: Hands) -> None:
    changed(hands, "stop")
    hands.act(HandedOver(Operator("x", "D. New", ("treat",))))
    hands.press("Decide")
    hands.key("1")
    assert [text for text in hands.texts() if "D. New" in text and "may not" in text]
    assert hands.page._banners.found.isVisible()


def test_a_caution_is_told_until_the_next_entries(hands: Hands) -> None:
    changed(hands, "caution")
    assert [text for text in hands.texts() if "The client's file was changed. Younger than" in text]
    assert not hands.page._banners.found.isVisible()


def test_what_asks_for_nothing_is_not_told(hands: Hands) -> None:
    changed(hands, "stop", replace(MAYA, allergies="latex"))
    assert not [text for text in hands.texts() if "file was changed" in text]
    assert not hands.page._banners.found.isVisible()

"""What is typed on one line of a product, a lot, a device or a prescriber: one rule for all of it."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from console.app.stock import Stock
from console.core.events import Corrected, CreamOn, DeviceChosen, Event, ProductUsed, SessionBody
from console.core.stock import Product
from tests.support.app_room import Room
from tests.support.refused import refused

UNREADABLE = ["a\u202eb", "a\u2069", "a\nb", "a\x00", "a\u2028b"]


def began() -> tuple[Room, str]:
    room = Room()
    return room, room.sessions.begin(room.maya, room.osei).id


def in_session() -> dict[str, Callable[[str], SessionBody]]:
    return {
        "name": lambda text: ProductUsed("other", text),
        "lot": lambda text: ProductUsed("other", "gel", lot=text),
        "serial": lambda text: ProductUsed("other", "gel", serial=text),
        "device": lambda text: DeviceChosen("skinpen", serial=text),
        "prescriber": lambda text: CreamOn("topical-other", ("chin",), prescriber=text),
        "strength": lambda text: CreamOn("topical-other", ("chin",), strength=text),
        "own label": lambda text: CreamOn("topical-other", ("chin",), own_label=text),
    }


@pytest.mark.parametrize("text", UNREADABLE)
@pytest.mark.parametrize("what", in_session())
def test_in_a_session_what_turns_a_text_or_ends_a_line_is_refused(what: str, text: str) -> None:
    room, session = began()
    refused("code-unreadable", lambda: room.sessions.propose(session, in_session()[what](text)))


def test_in_a_session_signs_without_width_go() -> None:
    room, session = began()
    state = room.sessions.propose(session, ProductUsed("other", "G\u200bel ", lot=" \ufeffL1", serial="\u00ad7"))
    body = state.products[0][0]
    assert isinstance(body, ProductUsed)
    assert (body.name, body.lot, body.serial) == ("Gel", "L1", "7")
    target = state.history[-1].id
    refused("code-unreadable", lambda: room.sessions.propose(session, Corrected(target, "lot", '"a\\u202eb"', "typo")))
    state = room.sessions.propose(session, Corrected(target, "lot", '"L\\u200b2"', "typo"))
    assert state.products[0][0].lot == "L2"


def test_a_lot_of_before_stays_and_bars_no_correction() -> None:
    """An older program took it; it folds, and what else was wrong can be put right."""
    room, session = began()
    state = room.sessions.propose(session, ProductUsed("other", "Gel", lot="L1"))
    last = state.history[-1]
    assert isinstance(last.body, ProductUsed)
    old: list[Event] = [replace(last, body=replace(last.body, lot="L\u202e1", name="G\u2069el"))]
    room.store.log[:] = [*room.store.log[:-1], *old]
    room.store.fold_again()
    sessions = room.reopened()
    state = sessions.propose(session, Corrected(last.id, "expiry", '"2030-01-31"', "typo"))
    found = state.products[0][0]
    assert (found.lot, found.expiry) == ("L\u202e1", "2030-01-31")


@pytest.mark.parametrize("text", UNREADABLE)
def test_in_stock_too(text: str) -> None:
    room = Room()
    stock = Stock(room.store, room.clinic, room.clock, "Europe/Berlin")
    named = stock.name(Product("", "Zoe\u0308 gel", "glide"))
    refused("product-known", lambda: stock.name(Product("", "ZO\u00cb  gel", "glide")))
    refused("code-unreadable", lambda: stock.receive(named.id, text, "", "", 1))
    refused("code-unreadable", lambda: stock.receive(named.id, "L1", "", text, 1))
    refused("code-unreadable", lambda: stock.count(named.id, "L1", "", 1, text))
    stock.receive(named.id, " L\u200b1 ", "", "", 1)
    assert [each.lot for each in room.store.moves()] == ["L1"]

"""A danger that was kept until somebody named whose it was: recorded whole, with its own times, or not at all."""

from itertools import count
from typing import Any

import pytest

from console.app.late_danger import LateDanger, record_late
from console.app.ports import StoreError
from console.core.events import DangerOpened, DangerOver, SessionBody
from tests.support.app_room import Room

MIN = 60_000


def kept(room: Room) -> LateDanger:
    """Opened and two things done, a minute each; then a minute passed."""
    late = LateDanger(room.clock.now())
    for what in ("called", "laid flat"):
        room.clock.advance(MIN)
        late = late.plus(what, room.clock.now())
    room.clock.advance(MIN)
    return late


@pytest.mark.parametrize(
    ("meanwhile", "cards"),
    [
        ((), [(1, 0, [MIN, 2 * MIN])]),
        ((DangerOpened(),), [(1, 0, [MIN, 2 * MIN])]),
        ((DangerOpened(), DangerOver()), [(1, 3 * MIN, []), (2, 0, [MIN, 2 * MIN])]),
    ],
)
def test_a_card_opened_since_hinders_it_not(
    meanwhile: tuple[SessionBody, ...], cards: list[tuple[int, int, list[int]]]
) -> None:
    room = Room()
    session = room.sessions.begin(room.maya, room.osei).id
    late = kept(room)
    for body in meanwhile:
        room.sessions.propose(session, body)
    state = record_late(room.sessions, room.clock, session, late)
    assert [(each.number, each.begun.t_ms, [done.at.t_ms for done in each.done]) for each in state.dangers] == cards
    assert room.reopened().state(session) == state


@pytest.mark.parametrize("failing", [1, 2])
def test_where_the_store_fails_and_it_is_named_again_it_stands_there_once(
    failing: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = Room()
    session = room.sessions.begin(room.maya, room.osei).id
    late, append, calls = kept(room), room.store.append_all, count(1)

    def full_once(*args: Any) -> None:
        if next(calls) == failing:
            raise StoreError("full")
        append(*args)

    monkeypatch.setattr(room.store, "append_all", full_once)
    try:
        record_late(room.sessions, room.clock, session, late)
    except StoreError:
        record_late(room.sessions, room.clock, session, late)
    (card,) = room.sessions.state(session).dangers
    assert [each.text for each in card.done] == ["called", "laid flat"]

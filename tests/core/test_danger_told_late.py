"""What is told of a danger after it was, and what is taken back of its card or put right."""

import pytest

from console.core.amendments import stray_presses, value_told
from console.core.events import Corrected, DangerAction, DangerOpened, DangerOver, SignedOff, Undone
from console.core.history import event_kind
from console.core.unsigned_entries import missing_seals
from tests.support.moves import MIN, Room, creamed, needling, sign_off, signed
from tests.support.refused import refused


def opened() -> Room:
    """Cream on for half an hour, the card open for a minute."""
    return creamed().do(DangerOpened()).wait(MIN)


def test_a_danger_from_before_the_session_is_told_late() -> None:
    room = Room().wait(MIN).do(DangerOpened(), ago_ms=2 * MIN).do(DangerAction("called"), ago_ms=MIN + 1)
    card = room.state.dangers[0]
    assert [card.begun.t_ms, card.done[0].at.t_ms] == [-MIN, -1]
    assert card.begun.recorded_utc_ms - card.begun.utc_ms == 2 * MIN


def test_what_was_kept_from_before_a_card_goes_on_in_it() -> None:
    room = opened().do(DangerAction("called"))
    begun = room.state.dangers[0].begun.t_ms
    room.do(DangerOpened(), ago_ms=3 * MIN).do(DangerAction("laid flat"), ago_ms=2 * MIN)
    (card,) = room.state.dangers
    assert (card.begun.t_ms, card.number, len(card.done)) == (begun - 2 * MIN, 1, 2)


def test_what_was_kept_from_before_a_card_that_is_over_is_a_card_of_its_own() -> None:
    room = opened().do(DangerOver(), DangerOpened(), DangerOver()).wait(MIN)
    room.do(DangerOpened(), ago_ms=5 * MIN).do(DangerAction("laid flat"), ago_ms=4 * MIN)
    assert [(each.number, len(each.done)) for each in room.state.dangers] == [(1, 0), (2, 0), (3, 1)]


def test_what_began_before_the_signature_and_was_told_after_it_is_of_the_session() -> None:
    room = signed().wait(MIN).do(DangerOpened(), ago_ms=2 * MIN)
    assert [each.after for each in room.state.dangers] == [False]


@pytest.mark.parametrize("number", [1, 2])
def test_a_card_opened_by_mistake_takes_what_was_done_and_its_end_along(number: int) -> None:
    room = needling()
    for text in ("called", "laid flat"):
        room.wait(MIN).do(DangerOpened(), DangerAction(text), DangerOver())
    stray = room.state.dangers[number - 1].begun.event
    (left,) = room.do(Corrected(stray, "mistake", "true")).state.dangers
    assert (left.number, [each.text for each in left.done]) == (3 - number, [("called", "laid flat")[2 - number]])
    assert left.over
    assert room.do(DangerOpened()).state.dangers[-1].number == left.number + 1


def test_where_only_the_earlier_beginning_of_an_open_card_was_a_mistake_what_was_done_stays() -> None:
    room = opened()
    begun = room.state.dangers[0].begun
    room.do(DangerOpened(), ago_ms=2 * MIN)
    earlier = room.last
    room.do(DangerAction("called"), DangerOver(), Corrected(earlier, "mistake", "true"))
    (card,) = room.state.dangers
    assert (card.begun, [each.text for each in card.done], bool(card.over)) == (begun, ["called"], True)


def test_undo_takes_back_a_press_and_stops_at_the_card() -> None:
    room = opened().do(DangerAction("called")).undo()
    assert room.state.dangers[0].done == ()
    refused("undo-not-this", lambda: room.propose(Undone()))


def test_a_wrong_time_of_the_card_is_put_right() -> None:
    room = opened()
    at = room.state.dangers[0].begun
    room.do(Corrected(at.event, "time", str(at.utc_ms - MIN), "as agreed"))
    assert room.state.dangers[0].begun.t_ms == at.t_ms - MIN


def done(room: Room) -> list[tuple[str, str]]:
    return [(each.text, each.value) for card in room.state.dangers for each in card.done]


def stray(room: Room, event: str) -> Room:
    return room.do(Corrected(event, "mistake", "true"))


def test_what_nobody_did_at_the_card_is_taken_back_after_the_card_too_and_its_value_goes_along() -> None:
    room = opened().do(DangerAction("called")).locked(DangerAction("Adrenaline given"))
    press = room.last
    room.locked(DangerAction(value="500 µg", target=press))
    value = room.last
    room.do(DangerAction("laid flat"), DangerOver(), DangerOver(what="a faint"))
    assert [event_kind(each.body) for each in stray_presses(room.state)[2:5]] == ["danger-action"] * 3
    assert value_told(room.state, press) is not None
    stray(room, value)
    assert done(room) == [("called", ""), ("Adrenaline given", ""), ("laid flat", "")]
    assert value_told(room.state, press) is None
    stray(room, press)
    assert done(room) == [("called", ""), ("laid flat", "")]
    assert (room.state.dangers[0].what, len(room.state.corrections)) == ("a faint", 2)
    refused("correction-not-valid", lambda: room.propose(Corrected(press, "mistake", "true")))
    assert done(room.undo().undo()) == [("called", ""), ("Adrenaline given", "500 µg"), ("laid flat", "")]
    assert done(stray(room, press)) == [("called", ""), ("laid flat", "")], "with the value that was told of it"
    assert press not in [at.event for _, at in room.state.unnamed]


def test_after_sign_off_what_came_since_is_taken_back_as_an_addendum_and_what_came_before_is_not() -> None:
    room = sign_off().do(DangerOpened(), DangerAction("called"))
    before = room.last
    room.do(DangerOver(), SignedOff()).do(DangerOpened(), DangerAction("Adrenaline given"))
    after = room.last
    refused("signed", lambda: room.propose(Corrected(before, "mistake", "true")))
    refused("signed", lambda: room.propose(Corrected(after, "what", '"laid flat"')))
    assert [each.id for each in stray_presses(room.state)] == [after, room.state.dangers[1].begun.event]
    assert done(stray(room, after)) == [("called", "")]
    assert missing_seals(room.state.history)[-1].body == Corrected(after, "mistake", "true")

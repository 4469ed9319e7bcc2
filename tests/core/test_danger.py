"""The danger card: its clock and alarm, what is done on it, and that it hides nothing of cream over its maximum."""

import pytest
from msgspec.structs import replace

from console.core.actions import Action
from console.core.alarms import alarms, timers
from console.core.amendments import stray_presses
from console.core.attribution import named_with, unattributed_entries
from console.core.danger import danger_for, first_event, open_card
from console.core.danger_parts import Emergency
from console.core.events import (
    Acknowledged,
    ActorNamed,
    Continued,
    Corrected,
    CreamOff,
    CreamOn,
    DangerAction,
    DangerOpened,
    DangerOver,
    DepthSet,
    Paused,
    ScreeningAnswered,
    SignedOff,
    StepDone,
    ZoneTaken,
)
from console.core.history import event_kind
from console.core.next_action import next_action
from console.core.protocol_parts import Number, Sign
from console.core.timers import working_ms
from console.core.unsigned_entries import missing_seals
from tests.support.moves import HOUR, LIND, MIN, SMALL, Room, creamed, needling, numbing, prepare, sign_off, signed
from tests.support.refused import Act, Case, refused

SIGN = Sign("a sign", "somebody", "J")
REFUSALS: list[Case] = [
    ("danger-open", lambda: opened().propose(DangerOpened())),
    ("danger-open", lambda: sign_off().do(DangerOpened()).propose(SignedOff())),
    ("no-danger", lambda: needling().propose(DangerAction("called"))),
    ("no-danger", lambda: needling().propose(DangerOver())),
    ("no-danger", lambda: opened().do(DangerOver()).propose(DangerOver())),
    ("no-danger", lambda: opened().propose(DangerAction("called", 2))),
    ("nothing-to-note", lambda: opened().propose(DangerAction(" "))),
    ("before-its-beginning", lambda: opened().propose(DangerAction("called"), ago_ms=2 * MIN)),
    ("before-its-beginning", lambda: opened().do(DangerAction("called")).propose(DangerOver(), ago_ms=1)),
    ("no-danger", lambda: signed().propose(DangerAction("called"))),
    ("danger-open", lambda: signed().do(DangerOpened()).propose(DangerOpened())),
    ("nothing-to-note", lambda: adrenaline().propose(DangerAction(value=" ", target=adrenaline().last))),
    ("no-danger-to-name", lambda: needling().propose(DangerOver(what="a faint"))),
    ("no-danger-to-name", lambda: opened().do(DangerOver(what="a faint")).propose(DangerOver(what="too much cream"))),
    ("no-such-action", lambda: adrenaline().propose(DangerAction(value="500 µg", target="nothing"))),
]


def opened() -> Room:
    """Cream on for half an hour, the card open for a minute."""
    return creamed().do(DangerOpened()).wait(MIN)


def raised(room: Room) -> list[tuple[str, str]]:
    return [(each.level, each.id) for each in alarms(room.state, room.t)]


@pytest.mark.parametrize(("code", "act"), REFUSALS)
def test_refused(code: str, act: Act) -> None:
    refused(code, act)


def test_the_end_of_a_danger_ends_it_whatever_it_is_said_to_be_about() -> None:
    state = opened().propose(DangerOver(target="an entry of another card"))
    assert open_card(state) is None


def test_the_shortest_time_of_a_step_does_not_run_in_a_danger() -> None:
    room = prepare(depths="chosen").do(StepDone("prepare")).wait(MIN // 2).do(DangerOpened()).wait(MIN)
    room.do(DangerOver())
    refused("too-fast", lambda: room.propose(StepDone("cleanse")))
    room.wait(MIN // 2).do(StepDone("cleanse"))


@pytest.mark.parametrize("ready", [prepare, numbing, needling, sign_off])
def test_it_opens_in_every_step_and_while_work_rests(ready: Act) -> None:
    room = ready()
    assert isinstance(room, Room)
    room.do(DangerOpened()).wait(MIN)
    assert raised(room) == [("high", "danger-1")]
    assert [each.elapsed_ms for each in timers(room.state, room.t) if each.kind == "danger"] == [MIN]


def test_what_is_done_has_its_time_and_the_card_its_end() -> None:
    room = opened().do(DangerAction("called")).wait(MIN).do(DangerAction("laid flat"), DangerOver())
    card = room.state.dangers[0]
    assert [(each.text, each.at.t_ms - card.begun.t_ms) for each in card.done] == [
        ("called", MIN), ("laid flat", 2 * MIN),
    ]  # fmt: skip
    assert card.over
    assert not [each for each in timers(room.state, room.t) if each.kind == "danger"]
    assert room.do(DangerOpened()).state.dangers[1].number == 2


def test_it_calls_until_somebody_has_seen_it() -> None:
    room = opened()
    assert ("high", "danger-1") in raised(room)
    assert ("high", "danger-1") not in raised(room.do(Acknowledged("danger-1")))
    assert ("high", "danger-2") in raised(room.do(DangerOver(), DangerOpened()))


def test_neither_it_nor_its_acknowledgement_silences_cream_over_its_maximum() -> None:
    room = opened().wait(HOUR)
    assert raised(room)[:2] == [("high", "overtime-1"), ("high", "danger-1")]
    room.do(Acknowledged("danger-1"))
    assert raised(room)[0] == ("high", "overtime-1")
    room.do(DangerAction("called"), DangerOver())
    assert raised(room)[0] == ("high", "overtime-1")
    assert [each.overtime_ms > 0 for each in timers(room.state, room.t) if each.kind == "numbing"] == [True]
    assert raised(room.do(CreamOff())) == []


def test_cream_over_its_maximum_seen_leaves_the_card_calling() -> None:
    room = creamed().wait(HOUR).do(Acknowledged("overtime-1"), DangerOpened())
    assert raised(room)[:2] == [("high", "overtime-1"), ("high", "danger-1")]
    assert [each.quiet for each in alarms(room.state, room.t)[:2]] == [True, False]


def test_cream_comes_off_early_with_the_card_as_its_reason() -> None:
    room = numbing().do(CreamOn("lido"), DangerOpened(), CreamOff(1, "danger card"))
    assert [(each.code, each.reason) for each in room.state.deviations] == [("cream-too-early", "danger card")]


def test_at_the_end_it_is_closed_before_the_signature() -> None:
    room = sign_off().do(DangerOpened()).wait(MIN)
    assert next_action(room.state, room.t).intent == DangerOver()
    room.do(DangerOver(), SignedOff())


def test_while_it_is_open_the_primary_action_shows_it_and_records_no_pass() -> None:
    room = needling().do(ZoneTaken("chin"), DepthSet("chin", 500))
    before = next_action(room.state, room.t)
    assert before.code == "pass-done"
    for at in (room.do(DangerOpened()), room.do(Paused())):
        assert next_action(at.state, at.t) == Action("see-danger")
    assert next_action(room.do(Continued(), DangerOver()).state, room.t) == before


def test_cream_past_its_time_comes_off_before_the_card_is_shown() -> None:
    room = creamed().do(DangerOpened())
    assert next_action(room.state, room.t).code == "see-danger"
    assert next_action(room.wait(HOUR).state, room.t).intent == CreamOff(1)


def adrenaline() -> Room:
    return opened().do(DangerAction("Adrenaline given"))


def test_a_dose_is_told_after_the_press_and_once() -> None:
    room = adrenaline()
    press = room.last
    room.wait(MIN).do(DangerAction(value="500 µg", target=press))
    (done,) = room.state.dangers[0].done
    assert (done.text, done.value, done.at.event) == ("Adrenaline given", "500 µg", press)
    refused("no-such-action", lambda: room.propose(DangerAction(value="300 µg", target=press)))
    assert [each.value for each in room.undo().state.dangers[0].done] == [""]


def test_after_sign_off_it_is_an_addendum_and_asks_nobody_who_it_was() -> None:
    room = signed().wait(HOUR).locked(DangerOpened(), DangerAction("called"), DangerOver())
    (card,) = room.state.dangers
    assert (card.after, [each.text for each in card.done]) == (True, ["called"])
    assert card.over
    assert room.state.unnamed == ()
    assert [event.body for event in missing_seals(room.state.history)][-3:] == [
        DangerOpened(1), DangerAction("called", 1), DangerOver(1),
    ]  # fmt: skip


def test_at_the_locked_screen_a_card_asks_once_who_it_was() -> None:
    room = needling().locked(DangerOpened(), DangerAction("called"), Paused(), DangerOver())
    assert [each.code for each in unattributed_entries(room.state)] == ["unnamed-danger-opened", "unnamed-paused"]
    assert len(room.state.unnamed) == 4


def test_each_card_asks_for_itself_who_it_was() -> None:
    room = needling().locked(DangerOpened(), DangerAction("called"), DangerOver()).wait(5 * MIN)
    room.locked(DangerOpened(), DangerAction("laid flat")).locked(DangerAction(value="2", target=room.last))
    first, second = unattributed_entries(room.state)
    assert second.at.t_ms - first.at.t_ms == 5 * MIN
    assert [len(named_with(room.state, each.at.event)) for each in (first, second)] == [3, 3]
    for event in named_with(room.state, first.at.event):
        room.do(ActorNamed(event, LIND))
    assert unattributed_entries(room.state) == [second]


def test_what_comes_from_cream_is_thought_of_first_for_hours_after_it() -> None:
    events = (
        Emergency("faint", "Faint", (SIGN,), (SIGN,)),
        Emergency("toxic", "Toxicity", (SIGN,), (SIGN,), Number(8, "somebody", "J")),
    )
    danger = replace(SMALL.danger, events=events)
    room = creamed()
    for protocol, wait, first in ((SMALL, 0, ""), (replace(SMALL, danger=danger), 0, "toxic")):
        assert first_event(replace(room.state, protocol=protocol), room.t + wait) == first
    room.do(CreamOff(1, "as agreed"))
    state = replace(room.state, protocol=replace(SMALL, danger=danger))
    assert first_event(state, room.t + 8 * HOUR) == "toxic"
    assert first_event(state, room.t + 8 * HOUR + 1) == ""
    assert first_event(replace(needling().state, protocol=state.protocol), 0) == ""


def test_what_comes_from_cream_stands_behind_the_others_where_there_was_none() -> None:
    toxic = Emergency("toxic", "Toxicity", (SIGN,), (SIGN,), Number(8, "somebody", "J"), True, "keloid")
    blue, faint = (Emergency(each, each, (SIGN,), (SIGN,), of_cream=each == "blue") for each in ("blue", "faint"))
    protocol = replace(SMALL, danger=replace(SMALL.danger, events=(blue, toxic, faint)))

    def order(room: Room, wait: int = 0, **more: bool) -> list[str]:
        return [each.id for each in danger_for(replace(room.state, protocol=protocol), room.t + wait, **more).events]

    assert order(needling()) == ["faint", "blue", "toxic"]
    assert order(needling(), elsewhere=True) == ["blue", "toxic", "faint"]
    assert order(creamed(), 20 * HOUR) == ["toxic", "blue", "faint"]
    off = creamed().do(CreamOff(1, "as agreed"))
    assert order(off, 8 * HOUR) == ["toxic", "blue", "faint"]
    assert order(off, 9 * HOUR) == ["blue", "faint", "toxic"]
    again = off.wait(6 * HOUR).do(CreamOn("emla", ("chin",), reason="as agreed")).wait(HOUR).do(CreamOff(2))
    assert order(again, 4 * HOUR) == ["toxic", "blue", "faint"], "by the cream that came off last"
    assert order(prepare().do(ScreeningAnswered({"keloid": "yes"}))) == ["toxic", "faint", "blue"]


def test_what_the_danger_was_is_said_once_it_is_over_of_its_own_card_alone() -> None:
    room = opened().do(DangerOver())
    over = room.last
    room.do(DangerOpened(), DangerOver(1, "a faint"))
    told = room.last
    first, second = room.state.dangers
    assert (first.what, second.over, second.what) == ("a faint", None, "")
    assert room.do(DangerOver(what="an eye")).state.dangers[1].what == "an eye"
    assert [event_kind(each.body) for each in stray_presses(room.state)[:2]] == ["danger-over", "danger-named"]
    assert room.do(Corrected(told, "what", '"cream"', "as agreed")).state.dangers[0].what == "cream"
    two = opened().do(DangerOver(), DangerOpened(), DangerOver(), DangerOver(what="a faint"))
    assert [each.what for each in two.state.dangers] == ["", "a faint"], "it is of the last one"
    stray = opened().do(DangerOver())
    over = stray.last
    stray.do(DangerOver(what="a faint"), Corrected(over, "mistake", "true"))
    assert (stray.state.dangers[0].over, stray.state.dangers[0].what) == (None, "")
    assert "danger-named" not in [event_kind(each.body) for each in stray_presses(stray.state)]


def test_the_time_of_an_open_card_is_no_work_and_a_pause_under_it_counts_once() -> None:
    room = needling().do(ZoneTaken("brow")).wait(2 * MIN).do(DangerOpened()).wait(MIN).do(Paused("calm")).wait(MIN)
    room.do(DangerOver()).wait(MIN).do(Continued()).wait(3 * MIN)
    assert room.state.worked_ms("brow", room.t) == 5 * MIN
    step = next(each for each in timers(room.state, room.t) if each.kind == "step")
    assert step.elapsed_ms == working_ms((room.state.steps[-1].begun.t_ms, None), (), room.t) - 3 * MIN

"""The course of a session: steps, pauses, reasons, reactions, stop, hand-over, signature."""

from functools import partial

import pytest
from msgspec.structs import replace

from console.core import events as e
from console.core.people import RIGHTS, Operator, require_right
from console.core.protocol_parts import Check, ReactionWords, Step
from console.core.reactions import actions, worst_grade
from console.core.state_parts import Deviation
from tests.core import (
    test_client_changes,
    test_client_groups,
    test_clinic_state,
    test_cream_rules,
    test_danger,
    test_dosing,
    test_history,
    test_left_out,
    test_needling,
    test_numbing,
    test_products,
    test_protocol_edits,
    test_record,
    test_restarts,
    test_screening,
    test_setup,
    test_sub_areas,
    test_zone_corrections,
)
from tests.support.moves import (
    DESK,
    HOUR,
    LIND,
    MIN,
    OSEI,
    SMALL,
    Room,
    aftercare,
    creamed,
    numbing,
    prepare,
    sign_off,
    signed,
    taken,
)  # fmt: skip
from tests.support.refused import Act, Case, codes, refused

ACTING = replace(SMALL, reactions=ReactionWords((), ("stopped",), ("removed",), ("cooled",)))


def weals(*over: int) -> Room:
    room = taken().do(e.ReactionSeen("weal")).wait(MIN).do(e.ReactionSeen("faint", ("brow",), "lay down"))
    return room.do(*(e.ReactionOver(number) for number in over))


def late() -> Room:
    """At the signature, with a removal of cream past its time that nobody has explained."""
    room = numbing().do(e.CreamOn("lido")).wait(60 * MIN).do(e.CreamOff(), e.CheckAnswered("residue"))
    return room.do(e.CheckAnswered("clean"), e.StoppedEarly("late"))


LEFT, CLEAN, NEXT, STOP = e.NumbingLeftOut(), e.CheckAnswered("clean"), e.StepDone("numbing"), e.StoppedEarly("fainted")
NEWCOMER = Operator("new", "N. Newcomer")
REFUSALS: list[Case] = [
    ("not-this-step", lambda: prepare().propose(e.StepDone("cleanse"))),
    ("not-this-step", lambda: prepare().propose(e.StepDone("none-such"))),
    ("not-in-step", lambda: sign_off().propose(e.StepDone("sign-off"))),
    ("not-in-step", lambda: aftercare().propose(e.PassDone("brow"))),
    ("not-in-step", lambda: aftercare().propose(e.SignedOff())),
    ("too-fast", lambda: prepare().do(e.StepDone("prepare")).wait(MIN - 1).propose(e.StepDone("cleanse"))),
    ("too-fast", lambda: numbing().do(LEFT, CLEAN).wait(19_999).propose(e.StepDone("numbing"))),
    ("too-fast", lambda: numbing().do(LEFT, CLEAN, e.Paused()).wait(MIN).do(e.Continued()).propose(NEXT)),
    ("before-its-beginning", lambda: numbing().propose(NEXT, ago_ms=2 * MIN)),
    ("before-its-beginning", lambda: sign_off().propose(e.SignedOff(), ago_ms=1)),
    ("already-paused", lambda: taken().do(e.Paused()).propose(e.Paused())),
    ("not-paused", lambda: taken().propose(e.Continued())),
    ("paused", lambda: sign_off().do(e.Paused()).propose(e.SignedOff())),
    ("paused", lambda: aftercare().do(e.CheckAnswered("sheet"), e.Paused()).propose(e.StepDone("aftercare"))),
    ("before-its-beginning", lambda: taken().do(e.Paused()).wait(MIN).propose(e.Continued(), ago_ms=MIN + 1)),
    ("before-its-beginning", lambda: rested().propose(e.Paused(), ago_ms=MIN + 1)),
    ("before-its-beginning", lambda: taken().do(e.Paused()).wait(MIN).propose(STOP, ago_ms=MIN + 1)),
    ("nothing-to-note", lambda: taken().propose(e.Noted(" "))),
    ("nothing-to-note", lambda: signed().propose(e.Addendum(""))),
    ("nothing-to-seal", lambda: signed().propose(e.Sealed("p", "", "", "", "no-such"))),
    ("nothing-to-note", lambda: taken().propose(e.Deviated("", "why"))),
    ("deviation-needs-reason", lambda: taken().propose(e.Deviated("used the other couch", " "))),
    ("no-such-deviation", lambda: late().propose(e.ReasonGiven("none-such", "why"))),
    ("deviation-needs-reason", lambda: late().propose(e.ReasonGiven(late().state.deviations[0].id, "\t"))),
    ("reasons-missing", lambda: late().propose(e.SignedOff())),
    ("cream-still-on", lambda: creamed().do(STOP).propose(e.SignedOff())),
    ("reaction-needs-what", lambda: taken().propose(e.ReactionSeen(" "))),
    ("unknown-zone", lambda: taken().propose(e.ReactionSeen("weal", ("ear",)))),
    ("action-not-so", lambda: prepare(protocol=ACTING).propose(e.ReactionSeen("weal", (), "stopped"))),
    ("action-not-so", lambda: taken(protocol=ACTING).propose(e.ReactionSeen("weal", (), "removed"))),
    ("no-reaction", lambda: taken().propose(e.ReactionOver())),
    ("no-reaction", lambda: weals().propose(e.ReactionOver(3))),
    ("no-reaction", lambda: weals(1).propose(e.ReactionOver(1))),
    ("no-reaction", lambda: taken().propose(e.ReactionGraded("mild"))),
    ("no-reaction", lambda: weals().propose(e.ReactionGraded("mild", 3))),
    ("before-its-beginning", lambda: weals().propose(e.ReactionGraded("mild", 1), ago_ms=60 * MIN)),
    ("which-reaction", lambda: weals().propose(e.ReactionOver())),
    ("before-its-beginning", lambda: weals().propose(e.ReactionOver(2), ago_ms=1)),
    ("stop-needs-reason", lambda: taken().propose(e.StoppedEarly(" "))),
    ("already-stopped", lambda: aftercare().do(STOP).propose(STOP)),
    ("same-operator", lambda: taken().propose(e.HandedOver(OSEI))),
    ("may-not-treat", lambda: taken().propose(e.HandedOver(DESK))),
    *((f"may-not-{right}", partial(require_right, NEWCOMER, right)) for right in RIGHTS if right != "pass-stop"),
    ("screen-locked", lambda: taken().locked(e.PassDone("brow"))),
    ("screen-locked", lambda: taken().locked(e.Undone())),
    ("screen-locked", lambda: taken().locked(e.ActorNamed("x", OSEI))),
    ("actor-known", lambda: taken().propose(e.ActorNamed(taken().last, OSEI))),
    ("actor-known", lambda: rests().tell(OSEI).propose(e.ActorNamed(rests().state.unnamed[0][1].event, LIND))),
    ("already-begun", lambda: taken().propose(e.SessionBegun("digest", 1, OSEI))),
    ("signed", lambda: signed().propose(e.Noted("late thought"))),
    ("signed", lambda: signed().propose(e.Undone())),
    ("signed", lambda: signed().propose(e.Corrected("x", "time", "1"))),
    ("signed", lambda: signed().propose(e.Resumed())),
    ("not-signed", lambda: taken().propose(e.Addendum("more"))),
    ("too-long-ago", lambda: taken().propose(e.Noted("yesterday"), ago_ms=24 * HOUR + 1)),
    ("too-long-ago", lambda: taken().propose(e.Noted("tomorrow"), ago_ms=-1)),
    ("before-its-beginning", lambda: taken().propose(e.Noted("on the way here"), ago_ms=HOUR)),
]  # fmt: skip


def rests() -> Room:
    """Work was stopped while the screen was locked."""
    return taken().locked(e.Paused())


def rested() -> Room:
    return taken().do(e.Paused()).wait(MIN).do(e.Continued()).wait(MIN)


@pytest.mark.parametrize(("code", "act"), REFUSALS)
def test_refused(code: str, act: Act) -> None:
    refused(code, act)


def test_every_code_of_the_engine_is_refused_somewhere_in_these_tables() -> None:
    tables = (REFUSALS, *(each.REFUSALS for each in TABLES))
    assert {code for table in tables for code, _ in table} == codes()


TABLES = (
    test_client_changes,
    test_client_groups,
    test_clinic_state,
    test_danger,
    test_cream_rules,
    test_dosing,
    test_history,
    test_left_out,
    test_needling,
    test_numbing,
    test_products,
    test_protocol_edits,
    test_record,
    test_restarts,
    test_screening,
    test_setup,
    test_sub_areas,
    test_zone_corrections,
)


@pytest.mark.parametrize("step", [*SMALL.steps[:-1]])
def test_the_way_through_is_the_order_of_the_protocol(step: Step) -> None:
    runs = signed().state.steps
    assert [run.step for run in runs] == list(SMALL.step)
    index = list(SMALL.step).index(step.id)
    assert runs[index].done == runs[index + 1].begun


def test_a_step_finished_too_fast_needs_a_reason_and_is_noted() -> None:
    room = prepare().do(e.StepDone("prepare")).wait(40_000)
    assert refused("too-fast", lambda: room.propose(e.StepDone("cleanse"))).situation == "too-fast"
    room.do(e.StepDone("cleanse", "came washed"))
    noted = room.state.deviations[0]
    assert (noted.code, noted.facts, noted.reason) == ("too-fast", {"step": "cleanse", "by_ms": 20_000}, "came washed")


def test_a_pause_may_be_told_late_and_its_end_too() -> None:
    room = taken().wait(10 * MIN).do(e.Paused(), ago_ms=8 * MIN).do(e.Continued(), ago_ms=3 * MIN)
    assert room.state.worked_ms("brow", room.t) == 6 * MIN


@pytest.mark.parametrize(
    ("room", "step"),
    [(prepare, "sign-off"), (creamed, "sign-off"), (taken, "sign-off"), (aftercare, "aftercare")],
)
def test_a_stop_leads_to_the_end(room: Act, step: str) -> None:
    there = room()
    assert isinstance(there, Room)
    there.do(STOP)
    assert there.state.step == step
    assert there.state.stopped
    assert there.state.stopped.text == "fainted"


def test_a_stop_in_the_middle_of_needling_leads_to_aftercare_and_ends_the_pause() -> None:
    room = taken().do(e.PassDone("brow"), e.Paused()).wait(MIN).do(STOP)
    assert (room.state.step, room.state.paused, room.state.current) == ("aftercare", False, "")
    assert room.state.steps[-2].stopped


def test_reactions_have_their_own_numbers_and_ends() -> None:
    room = weals(1)
    assert [(each.number, each.what, each.over is None) for each in room.state.reactions] == [
        (1, "weal", False), (2, "faint", True),
    ]  # fmt: skip
    assert room.do(e.ReactionOver()).state.reactions[1].over


def test_what_was_done_is_offered_by_what_goes_on_in_the_step() -> None:
    """Needling can't be stopped before it begins, nor cream taken off that never went on."""
    rooms = prepare(protocol=ACTING), creamed(protocol=ACTING), taken(protocol=ACTING)
    offered = [[action for action, so in actions(room.state).items() if so] for room in rooms]
    assert offered == [["cooled"], ["removed", "cooled"], ["stopped", "cooled"]]
    after = rooms[2].do(e.PassDone("brow"), STOP, e.ReactionSeen("weal", (), "stopped"))
    assert after.state.reactions[-1].action == "stopped"


def test_a_reaction_is_graded_and_graded_again() -> None:
    room = weals().do(e.ReactionGraded("mild", 1), e.ReactionGraded("moderate"))
    room.wait(MIN).do(e.ReactionOver(1), e.ReactionGraded("severe", 1))
    first, second = ([grade for grade, _ in each.grades] for each in room.state.reactions)
    assert (first, second) == (["mild", "severe"], ["moderate"])
    assert (worst_grade(room.state), worst_grade(taken().state)) == ("severe", None)
    assert [grade for grade, _ in room.do(e.Undone()).state.reactions[0].grades] == ["mild"]


def test_a_grade_is_corrected_but_not_whose_it_is() -> None:
    room = weals().do(e.ReactionGraded("mild", 1))
    graded = room.state.history[-1].id
    refused("no-such-field", lambda: room.propose(e.Corrected(graded, "reaction", "2")))
    assert room.do(e.Corrected(graded, "grade", '"severe"')).state.reactions[0].grades[0][0] == "severe"


def test_hand_over_changes_who_acts_and_how_deep() -> None:
    room = taken().do(e.DepthSet("brow", 750), e.HandedOver(LIND))
    refused("depth-above-operator", lambda: room.propose(e.PassDone("brow")))
    assert [operator.id for operator, _ in room.state.operators] == ["osei", "lind"]
    room.do(e.HandedOver(OSEI), e.PassDone("brow"))


def test_a_pause_point_of_the_last_step_is_answered_before_the_signature() -> None:
    last = replace(SMALL.steps[-1], checks=(Check("aloud", "Record read aloud"),))
    room = sign_off(protocol=replace(SMALL, steps=(*SMALL.steps[:-1], last)))
    refused("checks-left", lambda: room.propose(e.SignedOff()))
    room.do(e.CheckAnswered("aloud"), e.SignedOff())


def test_reasons_may_be_given_until_the_signature_and_then_it_stands() -> None:
    room = late().do(e.Deviated("other couch", "lamp broken"), e.ReasonGiven(late().state.deviations[0].id, "was away"))
    room.wait(MIN).do(e.SignedOff(), e.Addendum("called: all well"))
    assert [type(each) is Deviation and bool(each.reason) for each in room.state.deviations] == [True, True]
    assert [said.text for said in room.state.addenda] == ["called: all well"]


def test_a_late_entry_keeps_both_times() -> None:
    room = taken().do(e.Noted("sneezed"), ago_ms=30_000)
    at = room.state.notes[0].at
    assert (room.t - at.t_ms, at.recorded_utc_ms - at.utc_ms, at.recorded_utc_ms) == (30_000, 30_000, room.now.utc_ms)

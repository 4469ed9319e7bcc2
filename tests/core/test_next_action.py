"""What comes next: the one thing that the primary action does now."""

from collections.abc import Callable

import pytest

from console.core.actions import Action
from console.core.events import (
    CheckAnswered,
    Continued,
    CreamOff,
    CreamOn,
    DepthSet,
    DeviceChosen,
    Disinfected,
    HandedOver,
    NumbingLeftOut,
    PassDone,
    Paused,
    PlanSet,
    ProductUsed,
    ReactionOver,
    ReactionSeen,
    ReasonGiven,
    ScreeningAnswered,
    SessionBody,
    SignedOff,
    StepDone,
    StoppedEarly,
    ZonePlanned,
    ZoneTaken,
    ZoneUnplanned,
)
from console.core.next_action import next_action, zone_done, zones_left
from tests.support.moves import (
    LIND,
    MIN,
    NO,
    Room,
    aftercare,
    creamed,
    needling,
    numbing,
    prepare,
    sign_off,
    signed,
    taken,
)  # fmt: skip
from tests.support.refused import refused

TIP = ProductUsed("cartridge", "Tip", "L1")


def asked() -> Room:
    return Room().do(ScreeningAnswered(NO))


def checked() -> Room:
    """Answered, and the pause point too; nothing chosen."""
    return asked().do(CheckAnswered("who"), CheckAnswered("consent"))


def two() -> Room:
    """EMLA on the chin for 30 minutes, lidocaine on the rest for 5."""
    return numbing().do(CreamOn("emla", ("chin",))).wait(25 * MIN).do(CreamOn("lido")).wait(5 * MIN)


def second() -> Room:
    """Both passes on the brow are done."""
    return taken().do(PassDone("brow"), PassDone("brow"))


TO_NUMBING: tuple[SessionBody, ...] = (
    *(CheckAnswered(each) for each in ("who", "consent")), DeviceChosen("pen"), PlanSet("touch"), StepDone("prepare"),
    StepDone("cleanse", "Small area"),
)  # fmt: skip
SORE, NO_CHEEK, DEEP = ScreeningAnswered({"sore": "yes"}), ZoneUnplanned("cheek-left"), DepthSet("brow", 750)
FINISHED = Action("finish-step", StepDone("prepare"))
STOP, OFF = StoppedEarly("fainted"), Action("cream-off", CreamOff(1), application=1)
NEXT: list[tuple[str, Callable[[], Room], Action]] = [
    ("nothing is answered", Room, Action("answer-screening", left=("sore", "peel", "acne", "keloid", "allergy"))),
    ("a stop was found", lambda: asked().do(SORE), Action("settle-findings", left=("sore",))),
    ("checks are left", lambda: asked().do(CheckAnswered("who")), Action("answer-checks", left=("consent",))),
    (
        "no cream may go on",
        lambda: Room().do(ScreeningAnswered({**NO, "allergy": "yes"}), *TO_NUMBING),
        Action("leave-numbing"),
    ),
    ("no device", lambda: checked(), Action("choose-device")),
    ("no zones", lambda: checked().do(DeviceChosen("pen")), Action("choose-plan")),
    ("touch by touch", lambda: checked().do(DeviceChosen("pen"), PlanSet("touch")), FINISHED),
    ("a zone was touched", lambda: checked().do(DeviceChosen("pen"), ZonePlanned("brow")), FINISHED),
    ("prepared", prepare, Action("finish-step", StepDone("prepare"))),
    ("numbing is open", numbing, Action("choose-numbing")),
    ("numbing left out", lambda: numbing().do(NumbingLeftOut()), Action("answer-checks", left=("clean",))),
    ("too early", lambda: numbing().do(CreamOn("lido")), Action("wait-numbing", application=1, due_t=21 * MIN)),
    ("effective", creamed, Action("cream-off", CreamOff(1), application=1)),
    ("the sooner of two", two, Action("wait-numbing", application=2, due_t=46 * MIN)),
    ("the one that may", lambda: two().wait(15 * MIN), Action("cream-off", CreamOff(2), application=2)),
    ("the more urgent", lambda: two().wait(60 * MIN), Action("cream-off", CreamOff(2), application=2)),
    ("cream is off", lambda: creamed().do(CreamOff()), Action("answer-checks", left=("residue", "clean"))),
    ("needling begins", needling, Action("take-zone", ZoneTaken("brow"), zone="brow")),
    ("a zone is taken", taken, Action("pass-done", PassDone("brow"), zone="brow")),
    ("passes are left", lambda: taken().do(PassDone("brow")), Action("pass-done", PassDone("brow"), zone="brow")),
    ("passes are done", second, Action("take-zone", ZoneTaken("cheek-left"), zone="cheek-left")),
    ("out of order", lambda: taken().do(ZoneTaken("chin")), Action("set-depth", zone="chin")),
    ("all zones are done", lambda: second().do(NO_CHEEK), Action("finish-step", StepDone("needling"))),
    ("an empty plan", lambda: needling().do(ZoneUnplanned("brow"), NO_CHEEK), Action("choose-zone")),
    ("handed over", lambda: taken().do(DEEP, HandedOver(LIND)), Action("set-depth", zone="brow")),
    ("another device", lambda: taken().do(DEEP, DeviceChosen("fine")), Action("set-depth", zone="brow")),
    ("paused", lambda: taken().do(Paused()), Action("continue", Continued())),
    ("paused in prepare", lambda: Room().do(Paused()), Action("continue", Continued())),
    ("aftercare", aftercare, Action("answer-checks", left=("sheet",))),
    ("sign-off", sign_off, Action("sign-without-lot", SignedOff(), left=("brow",))),
    ("sign-off", lambda: sign_off().do(TIP, ago_ms=3 * MIN), Action("sign-off", SignedOff())),
    ("signed", signed, Action("signed")),
    ("stopped under cream", lambda: creamed().do(STOP), OFF),
    ("stopped under cream in needling", lambda: second().do(CreamOn("lido", ("chin",)), STOP), OFF),
]  # fmt: skip


@pytest.mark.parametrize(("when", "room", "action"), NEXT)
def test_what_comes_next(when: str, room: Callable[[], Room], action: Action) -> None:
    there = room()
    assert next_action(there.state, there.t) == action, when


def test_reasons_come_before_the_signature() -> None:
    room = numbing().do(CreamOn("lido")).wait(60 * MIN).do(CreamOff(), StoppedEarly("late"))
    assert next_action(room.state, room.t) == Action("give-reasons", left=(room.state.deviations[0].id,))


def test_a_reaction_that_still_runs_ends_or_has_a_reason_before_the_signature() -> None:
    room = taken().do(ReactionSeen("weal"), ReactionSeen("faint"), PassDone("brow"), StoppedEarly("faint"))
    room.do(CheckAnswered("sheet"))
    assert next_action(room.state, room.t).code == "finish-step"
    refused("no-such-deviation", lambda: room.propose(ReasonGiven(room.id_of(ReactionSeen), "too soon")))
    weal, faint = [each.begun.event for each in room.state.reactions]
    room.do(StepDone("aftercare"))
    assert next_action(room.state, room.t) == Action("give-reasons", left=(weal, faint))
    refused("reasons-missing", lambda: room.propose(SignedOff()))
    room.do(ReasonGiven(weal, "goes home with it"), ReactionOver(2))
    assert [(each.code, each.facts) for each in room.state.deviations] == [
        ("reaction-running", {"reaction": 1, "seen": "weal"})
    ]
    assert next_action(room.state, room.t).code == "sign-without-lot"
    assert next_action(room.undo(ReasonGiven).state, room.t) == Action("give-reasons", left=(weal,))
    room.do(ReasonGiven(weal, "goes home with it"), ReactionOver(1))
    assert room.state.deviations == ()
    assert room.do(SignedOff()).state.signed


def test_a_zone_that_went_under_cream_waits_while_others_go_on() -> None:
    room = taken().do(CreamOn("lido", ("brow",)))
    assert next_action(room.state, room.t).intent == ZoneTaken("cheek-left")
    room.do(ZoneTaken("cheek-left"), PassDone("cheek-left"))
    assert next_action(room.state, room.t) == Action("wait-numbing", application=1, due_t=room.t + 20 * MIN)
    room.wait(20 * MIN).do(CreamOff())
    assert next_action(room.state, room.t) == Action("answer-checks", left=("residue",))
    room.do(CheckAnswered("residue"))
    assert next_action(room.state, room.t) == Action("disinfect", Disinfected())
    room.wait(1).do(Disinfected())
    assert next_action(room.state, room.t).intent == ZoneTaken("brow")


def test_cream_past_its_remove_by_comes_before_the_next_pass() -> None:
    room = taken().do(CreamOn("lido", ("chin",))).wait(49 * MIN)
    assert next_action(room.state, room.t).code == "pass-done"
    assert next_action(room.wait(MIN).state, room.t).intent == CreamOff(1)


def test_cream_past_its_remove_by_comes_before_going_on_after_a_pause() -> None:
    room = taken().do(CreamOn("lido", ("chin",)), Paused()).wait(49 * MIN)
    assert next_action(room.state, room.t).code == "continue"
    assert next_action(room.wait(MIN).state, room.t).intent == CreamOff(1)
    assert room.do(CreamOff(1)).state.paused


def test_a_zone_is_done_with_its_planned_passes_or_with_one() -> None:
    room = taken().do(PassDone("brow"))
    assert not zone_done(room.state, "brow")
    assert zones_left(room.do(PassDone("brow")).state) == ["cheek-left"]
    assert zone_done(room.do(ZoneTaken("chin"), DepthSet("chin", 500), PassDone("chin")).state, "chin")
    assert not zone_done(room.do(ZonePlanned("chin", None, 2)).state, "chin")

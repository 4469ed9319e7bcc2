"""The history: events taken back leave no trace but themselves, earlier ones are put right, and folding is applying."""

import pytest
from msgspec.structs import replace

from console.core.events import (
    CheckAnswered,
    Corrected,
    CreamOff,
    CreamOn,
    DepthSet,
    Deviated,
    FindingCleared,
    HandedOver,
    Noted,
    NumbingLeftOut,
    PassDone,
    PassesSet,
    Paused,
    ReactionOver,
    ReactionSeen,
    ReasonGiven,
    ScreeningAnswered,
    SessionBegun,
    SessionBody,
    StepDone,
    StoppedEarly,
    Undone,
    ZoneCorrected,
    ZonePlanned,
    ZoneTaken,
)
from console.core.history import fold
from console.core.refusal import Refusal
from console.core.state import SessionState
from tests.support.moves import LIND, MIN, NOON, SMALL, YOUNG, Room, creamed, needling, numbing, prepare, taken
from tests.support.refused import Act, Case, codes, refused
from tests.support.stage import protocol
from tests.support.texts import WORDS


def fix(room: Room, kind: type, field: str, value: str, reason: str = "") -> SessionState:
    """Proposes to correct the latest event of this kind."""
    return room.propose(Corrected(room.id_of(kind), field, value, reason))


def back(room: Room, kind: type) -> SessionState:
    """Proposes to take back the latest event of this kind."""
    return room.propose(Undone(room.id_of(kind)))


def when(minutes: float) -> str:
    """A time of day, so long after noon, as a correction writes it."""
    return str(round(NOON + minutes * MIN))


def needled() -> Room:
    return taken().do(PassDone("brow"))


def explained() -> Room:
    room = prepare().do(ScreeningAnswered({"sore": "yes"}), FindingCleared("sore", "healed"))
    return room.do(ReasonGiven(room.last, "healed, seen by two"))


REFUSALS: list[Case] = [
    ("nothing-to-undo", lambda: Room().propose(Undone())),
    ("nothing-to-undo", lambda: needled().propose(Undone("none-such"))),
    ("nothing-to-undo", lambda: numbing().undo().undo().undo().undo().undo().undo().undo().propose(Undone())),
    ("never-undone", lambda: back(creamed(), CreamOn)),
    ("never-undone", lambda: back(creamed().do(CreamOff()), CreamOff)),
    ("never-undone", lambda: back(taken().do(ReactionSeen("weal")), ReactionSeen)),
    ("never-undone", lambda: back(taken(), SessionBegun)),
    ("never-undone", lambda: back(taken().undo(), Undone)),
    ("never-undone", lambda: taken().undo(ZoneTaken).propose(Undone(taken().last))),
    ("undo-not-this", lambda: creamed().propose(Undone())),
    ("undo-not-this", lambda: creamed().do(CreamOff()).propose(Undone())),
    ("undo-not-this", lambda: taken().do(ReactionSeen("weal")).propose(Undone())),
    ("undo-not-this", lambda: taken().do(ReactionSeen("weal"), ReactionOver()).propose(Undone())),
    ("undo-not-this", lambda: creamed().do(Noted("cold hands")).undo().propose(Undone())),
    ("undo-needed-later", lambda: back(needled(), ZoneTaken)),
    ("undo-needed-later", lambda: back(creamed(), StepDone)),
    ("undo-needed-later", lambda: back(taken().do(ZoneTaken("chin")), CheckAnswered)),
    ("undo-needed-later", lambda: back(explained(), FindingCleared)),
    ("not-correctable", lambda: taken().propose(Corrected("none-such", "time", "1"))),
    ("not-correctable", lambda: taken().undo().propose(Corrected(taken().last, "zone", '"chin"'))),
    ("not-correctable", lambda: fix(needled().undo(), Undone, "target", '""')),
    ("no-such-field", lambda: fix(needled(), PassDone, "depth", "500")),
    ("no-such-field", lambda: fix(creamed(), CreamOn, "application", "2")),
    ("no-such-field", lambda: fix(taken().do(HandedOver(LIND)), HandedOver, "operator", "{}")),
    ("no-such-field", lambda: fix(needled().do(ZoneCorrected("brow", 750)), ZoneCorrected, "judged", '"present"')),
    ("no-such-field", lambda: fix(taken(), SessionBegun, "time", when(1))),
    ("no-such-field", lambda: fix(taken(), SessionBegun, "zone", '"UTC"')),
    ("correction-not-valid", lambda: fix(needled(), PassDone, "depth_um", '"deep"')),
    ("correction-not-valid", lambda: fix(needled(), PassDone, "depth_um", "500.5")),
    ("correction-not-valid", lambda: fix(needled(), PassDone, "depth_um", "")),
    ("correction-not-valid", lambda: fix(needled(), PassDone, "zone", "brow")),
    ("correction-not-valid", lambda: fix(needled(), PassDone, "time", '"noon"')),
    ("correction-not-valid", lambda: fix(creamed(), CreamOn, "zones", "[" * 9_999)),
    ("correction-not-valid", lambda: fix(creamed(), CreamOn, "zones", '"\ud800"')),
    ("correction-impossible", lambda: fix(needled(), PassDone, "depth_um", "0", "slip")),
    ("correction-impossible", lambda: fix(needled(), PassDone, "depth_um", "300", "slip")),
    ("correction-impossible", lambda: fix(creamed(), CreamOn, "zones", "[]", "slip")),
    ("correction-impossible", lambda: fix(creamed(), CreamOn, "zones", '["brow","brow"]', "slip")),
    ("correction-impossible", lambda: fix(creamed(), CreamOn, "agent", '"ice"', "slip")),
    ("correction-impossible", lambda: fix(creamed().do(CreamOff()).wait(MIN), CreamOn, "time", when(31.5), "slip")),
    ("correction-impossible", lambda: fix(needled(), ZoneTaken, "zone", '"chin"', "slip")),
    ("correction-impossible", lambda: fix(needled(), StepDone, "time", when(3.9), "slip")),
    ("time-in-future", lambda: fix(needled(), PassDone, "time", when(4.1))),
    ("before-its-beginning", lambda: fix(prepare(), CheckAnswered, "time", when(-1))),
    ("too-long-ago", lambda: fix(creamed(), CreamOn, "time", when(-24 * 60))),
    ("correction-needs-reason", lambda: fix(creamed().do(CreamOff()), CreamOn, "time", when(20))),
    ("correction-needs-reason", lambda: fix(needled(), PassDone, "depth_um", "2750", " ")),
    ("not-a-day", lambda: fix(taken(), SessionBegun, "profile", '{"name":"x","born":"soon"}')),
    ("entries-in-file", lambda: fix(Room(profile=YOUNG), SessionBegun, "profile", '{"name":"Maya"}', "slip")),
    ("skin-type-range", lambda: fix(taken(), SessionBegun, "profile", '{"name":"x","skin":7}')),
]  # fmt: skip


@pytest.mark.parametrize(("code", "act"), REFUSALS)
def test_refused(code: str, act: Act) -> None:
    read = WORDS.refusal(refused(code, act), protocol())
    shown = {each for each in codes() if "-" in each and each in read}
    assert not shown, "a person reads what a rule says, not its code"
    assert not set("{}") & set(read)


def test_what_would_be_broken_is_said_as_the_rule_says_it() -> None:
    read = WORDS.refusal(refused("correction-needs-reason", lambda: deeper("2750")), protocol())
    assert "2.75 mm" in read
    assert "at most" in read
    assert "choose a reason" in read


def deeper(depth_um: str) -> object:
    """Put a pass right to this depth, without a reason."""
    return fix(needled(), PassDone, "depth_um", depth_um)


@pytest.mark.parametrize(
    "body",
    [
        Noted("x"), PassDone("brow"), PassesSet("brow", 3), DepthSet("brow", 750), ZoneTaken("chin"), Paused(),
        HandedOver(LIND), StoppedEarly("x"), Deviated("x", "y"), ZonePlanned("chin", 500), CheckAnswered("clean"),
        ZoneCorrected("brow", to="chin"), StepDone("needling"),
    ],
)  # fmt: skip
def test_what_was_taken_back_leaves_no_trace_but_in_the_history(body: SessionBody) -> None:
    room = needled().wait(MIN)
    before = room.state
    if isinstance(body, CheckAnswered):
        room, before = (numbed := numbing().do(NumbingLeftOut())), numbed.state
    room.do(body).wait(MIN).undo()
    assert room.state.facts() == before.facts()
    assert room.state != before
    assert [type(event.body) for event in room.state.history[-2:]] == [type(body), Undone]


def test_taking_back_goes_on_to_the_beginning() -> None:
    room, bare = numbing(), Room().state
    for _ in range(7):
        room.wait(MIN).undo()
    assert room.state.facts() == bare.facts()


def test_an_event_in_the_middle_goes_as_if_it_had_not_been_there() -> None:
    room = taken().do(DepthSet("brow", 750), DepthSet("chin", 500), PassDone("brow"))
    room.undo(DepthSet)
    assert list(room.state.zones) == ["brow"]
    assert [each.depth_um for each in room.state.zones["brow"].passes] == [750]


def test_passes_set_lower_keep_their_depth_when_an_earlier_pass_goes() -> None:
    room = taken().do(PassDone("brow"), PassDone("brow"), PassesSet("brow", 1))
    first = room.state.history[-3].id
    room.do(Undone(room.state.history[-2].id), Undone(first))
    assert [each.depth_um for each in room.state.zones["brow"].passes] == [500]


def test_a_correction_goes_with_what_it_corrected_and_can_go_alone() -> None:
    room = needled()
    fix(room, PassDone, "depth_um", "750")
    assert room.state.zones["brow"].passes[0].depth_um == 750
    assert room.undo().state.zones["brow"].passes[0].depth_um == 500
    assert room.state.corrections == ()
    fix(room, PassDone, "depth_um", "750")
    room.undo(PassDone)
    assert (room.state.corrections, room.state.treated) == ((), ())


def test_the_old_value_stays_readable_through_several_corrections() -> None:
    room = needled()
    for value in ("750", "1000"):
        fix(room, PassDone, "depth_um", value)
    assert [(each.old, each.new) for each in room.state.corrections] == [("500", "750"), ("750", "1000")]
    assert {(each.of, each.field, each.zone) for each in room.state.corrections} == {("pass-done", "depth_um", "brow")}


def test_times_put_right_move_the_timers() -> None:
    room = creamed()
    fix(room, CreamOn, "time", when(-5))
    at = room.state.applications[0].on
    assert (at.t_ms, at.recorded_utc_ms) == (-5 * MIN, NOON + MIN)
    fix(room, CreamOn, "time", when(10))
    assert room.state.applications[0].on.t_ms == 10 * MIN


def test_a_correction_that_shows_a_broken_rule_is_taken_with_a_reason() -> None:
    room = creamed().do(CreamOff())
    fix(room, CreamOn, "time", when(20), "the clock was misread")
    early = room.state.deviations[0]
    assert (early.code, early.reason) == ("cream-too-early", "")
    room.do(ReasonGiven(early.id, "as corrected"))


def test_a_rule_broken_once_does_not_hide_something_impossible() -> None:
    room = numbing()
    fix(room, StepDone, "time", when(0), "misread")
    prepared = next(event for event in room.state.history if isinstance(event.body, StepDone))
    refused("undo-needed-later", lambda: room.propose(Undone(prepared.id)))
    refused("correction-impossible", lambda: room.propose(Corrected(prepared.id, "time", when(0.5), "misread")))


def test_answers_put_right_may_fire_a_rule_and_need_a_reason() -> None:
    room = creamed()
    said = refused("correction-needs-reason", lambda: fix(room, ScreeningAnswered, "answers", ALLERGIC)).facts["why"]
    assert isinstance(said, Refusal)
    assert said.code == "numbing-blocked"
    fix(room, ScreeningAnswered, "answers", ALLERGIC, "remembered only now")
    assert room.state.answers["allergy"] == "yes"


ALLERGIC = '{"sore":"no","peel":"no","acne":"no","keloid":"no","allergy":"yes"}'


def test_what_is_known_of_the_client_can_be_put_right() -> None:
    room = Room()
    fix(room, SessionBegun, "profile", '{"name":"Maya L.","born":"2010-01-01","skin":6}')
    assert room.state.profile
    assert room.state.profile.name == "Maya L."
    assert [(each.of, each.zone) for each in room.state.corrections] == [("session-begun", "")]


def test_an_erased_correction_still_folds() -> None:
    room = needled()
    fix(room, PassDone, "depth_um", "750")
    last = room.state.history[-1]
    assert isinstance(last.body, Corrected)
    erased = (*room.state.history[:-1], replace(last, body=replace(last.body, value="", reason="")))
    state = fold(SMALL, erased)
    assert state.zones["brow"].passes[0].depth_um == 500


def test_folding_is_applying() -> None:
    room = needling().do(ZoneTaken("brow"), PassDone("brow")).undo().do(PassDone("brow"))
    fix(room, PassDone, "depth_um", "250")
    assert fold(SMALL, room.state.history) == room.state

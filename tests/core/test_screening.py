"""Screening, checks, device, products, plan: what is asked before anything is done."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from console.core.events import (
    Answer,
    CheckAnswered,
    CreamOn,
    DayRule,
    DeviceChosen,
    FindingCleared,
    HandedOver,
    NumbingLeftOut,
    PlannedZone,
    PlanSet,
    ProductUsed,
    ScreeningAnswered,
    StepDone,
    Undone,
    ZonePlanned,
    ZoneUnplanned,
)
from console.core.people import Profile
from console.core.protocol_parts import Reason
from console.core.screening import age, findings, numbing_block, open_questions
from tests.support.moves import LIND, MIN, NO, OSEI, SMALL, Room, creamed, numbing, prepare
from tests.support.refused import Act, Case, refused


def answered(rule: str, since: str = "") -> Room:
    yes: dict[str, Answer] = {rule: "yes"}
    return prepare().do(ScreeningAnswered(yes, {rule: since} if since else {}))


def bound(device: str) -> Room:
    """A protocol in which one reason for a finding holds with one device alone: is that the one in hand?"""
    reasons = {**SMALL.reasons, "finding": (Reason("manual", "Its manual", (device,)),)}
    made = Room(replace(SMALL, reasons=reasons, devices=(SMALL.devices[0], replace(SMALL.devices[0], id="other"))))
    return made.do(ScreeningAnswered({**NO, "sore": "yes"}), DeviceChosen(SMALL.devices[0].id))


def plan(*zones: PlannedZone) -> PlanSet:
    return PlanSet("by hand", zones)


REFUSALS: list[Case] = [
    ("screening-unanswered", lambda: Room().propose(StepDone("prepare"))),
    ("unknown-rule", lambda: Room().propose(ScreeningAnswered({"none-such": "yes"}))),
    ("unknown-rule", lambda: Room().propose(ScreeningAnswered({"young": "yes"}))),
    ("not-a-day", lambda: Room().propose(ScreeningAnswered({"peel": "yes"}, {"peel": "soon"}))),
    ("day-in-future", lambda: Room().propose(ScreeningAnswered({"peel": "yes"}, {"peel": "2026-03-04"}))),
    ("finding-stop", lambda: answered("sore").propose(StepDone("prepare"))),
    ("finding-wait", lambda: answered("peel", "2026-03-01").propose(StepDone("prepare"))),
    ("finding-wait", lambda: answered("peel").propose(StepDone("prepare"))),
    ("finding-consent", lambda: answered("acne").propose(StepDone("prepare"))),
    ("no-such-finding", lambda: prepare().propose(FindingCleared("sore", "why"))),
    ("finding-needs-reason", lambda: answered("acne").propose(FindingCleared("acne"))),
    ("finding-needs-reason", lambda: answered("acne").propose(FindingCleared("acne", "  "))),
    ("reason-of-device", lambda: bound("other").propose(FindingCleared("sore", " Its manual "))),
    ("may-not-pass-stop", lambda: answered("sore").do(HandedOver(LIND)).propose(FindingCleared("sore", "why"))),
    ("numbing-blocked", lambda: answered("allergy").propose(FindingCleared("allergy", "why"))),
    ("check-not-here", lambda: prepare().propose(CheckAnswered("sheet"))),
    ("check-not-here", lambda: numbing().propose(CheckAnswered("residue"))),
    ("check-not-met", lambda: prepare().propose(CheckAnswered("who", False))),
    ("checks-left", lambda: Room().do(ScreeningAnswered(NO)).propose(StepDone("prepare"))),
    ("unknown-device", lambda: Room().propose(DeviceChosen("roller"))),
    ("product-needs-name", lambda: Room().propose(ProductUsed("cleanser", " "))),
    ("not-a-day", lambda: Room().propose(ProductUsed("cleanser", "wash", expiry="06/27"))),
    ("mass-not-positive", lambda: Room().propose(ProductUsed("cleanser", "wash", mass_mg=0))),
    ("mass-not-positive", lambda: Room().propose(ProductUsed("cleanser", "wash", mass_mg=10**20))),
    ("unknown-zone", lambda: Room().propose(ZonePlanned("cheek"))),
    ("zone-never", lambda: Room().propose(ZonePlanned("eyelid-left"))),
    ("zone-planned-twice", lambda: Room().propose(plan(PlannedZone("brow"), PlannedZone("brow")))),
    ("zone-not-planned", lambda: Room().propose(ZoneUnplanned("brow"))),
    ("passes-out-of-range", lambda: Room().propose(ZonePlanned("brow", passes=10))),
    ("passes-out-of-range", lambda: Room().propose(plan(PlannedZone("brow", passes=0)))),
    ("depth-not-a-setting", lambda: Room().propose(ZonePlanned("brow", 0))),
    ("depth-not-a-setting", lambda: Room().propose(ZonePlanned("brow", 10_001))),
    ("depth-not-a-setting", lambda: prepare().propose(ZonePlanned("brow", 600))),
    ("depth-above-clinic", lambda: Room().propose(ZonePlanned("nose", 750))),
    ("depth-above-device", lambda: prepare().propose(plan(PlannedZone("chin", 2750)))),
    ("depth-above-operator", lambda: Room(operator=LIND).propose(ZonePlanned("brow", 750))),
]


@pytest.mark.parametrize(("code", "act"), REFUSALS)
def test_refused(code: str, act: Act) -> None:
    refused(code, act)


def test_a_refusal_names_the_rule_and_the_reason_why_a_zone_is_never_needled() -> None:
    assert refused("zone-never", lambda: Room().propose(ZonePlanned("eyelid-left"))).facts == {
        "zone": "eyelid-left", "why": "inside the orbital rim",
    }  # fmt: skip
    assert refused("check-not-met", lambda: prepare().propose(CheckAnswered("who", False))).situation == "check-not-met"


@pytest.mark.parametrize(
    ("born", "skin", "fired"),
    [
        ("2004-03-02", 3, []), ("2004-03-03", 3, ["young"]), ("1992-03-14", 5, ["dark"]), ("", None, []),
        ("2010-01-01", 6, ["young", "dark"]), ("1992-03-14", 4, []),
    ],
)  # fmt: skip
def test_rules_that_fire_by_themselves(born: str, skin: int | None, fired: list[str]) -> None:
    state = Room(profile=Profile("X", born, skin)).state
    assert [found.rule.id for found in findings(state)] == fired
    assert findings(Room(profile=None).state) == []


@pytest.mark.parametrize(("since", "until"), [("2026-02-16", None), ("2026-02-17", date(2026, 3, 3))])
def test_a_wait_ends_on_its_day(since: str, until: date | None) -> None:
    found = findings(answered("peel", since).state)
    assert [each.until for each in found] == ([until] if until else [])


def test_what_is_unanswered_and_what_passes_a_stop() -> None:
    room = Room()
    assert open_questions(room.state) == ["sore", "peel", "acne", "keloid", "allergy"]
    room = answered("sore").do(FindingCleared("sore", "healed"), StepDone("prepare"))
    assert [(each.code, each.reason) for each in room.state.deviations] == [("finding-cleared", "healed")]


def test_a_reason_of_one_device_passes_a_finding_until_another_is_in_hand() -> None:
    room = bound("pen").do(FindingCleared("sore", "Its manual"))
    assert findings(room.state)[0].cleared
    assert not findings(room.do(DeviceChosen("other")).state)[0].cleared
    assert findings(room.do(FindingCleared("sore", "healed")).state)[0].cleared


def test_a_new_answer_needs_a_new_clearing_and_a_caution_needs_none() -> None:
    room = answered("acne").do(FindingCleared("acne", "letter"), ScreeningAnswered({"acne": "yes"}))
    refused("finding-consent", lambda: room.propose(StepDone("prepare")))
    answered("keloid").do(StepDone("prepare"))


def test_a_block_of_numbing_refuses_cream_and_nothing_else() -> None:
    room = answered("allergy").do(StepDone("prepare")).wait(MIN).do(StepDone("cleanse"))
    assert numbing_block(room.state)
    refused("numbing-blocked", lambda: room.propose(CreamOn("lido")))
    room.do(NumbingLeftOut(), CheckAnswered("clean")).wait(MIN).do(StepDone("numbing"))


def test_a_check_is_answered_again_and_a_no_is_a_deviation() -> None:
    room = prepare().do(CheckAnswered("who", False, "no papers"))
    assert [(each.code, each.reason) for each in room.state.deviations] == [("check-not-met", "no papers")]
    room.do(CheckAnswered("who"))
    assert room.state.deviations == ()
    room.do(Undone())
    assert room.state.checks["who"].met is False
    assert "residue" not in room.state.checks
    creamed().do(CheckAnswered("residue"))


def test_a_plan_keeps_its_order_and_what_nobody_entered_stays_open() -> None:
    room = prepare(operator=OSEI).do(ZonePlanned("brow", 750), ZonePlanned("chin"), ZoneUnplanned("cheek-left"))
    assert room.state.plan == (PlannedZone("brow", 750), PlannedZone("chin"))


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [("", "2026-03-02", None), ("2004-02-29", "2026-02-28", 21), ("2004-02-29", "2026-03-01", 22)],
)
def test_age(born: str, on: str, years: int | None) -> None:
    assert age(born, date.fromisoformat(on)) == years


def test_a_question_answered_anew_takes_the_passed_finding_and_its_deviation_with_it() -> None:
    room = answered("sore").do(FindingCleared("sore", "healed"))
    assert [each.code for each in room.state.deviations] == ["finding-cleared"]
    again = room.do(ScreeningAnswered({"sore": "no"})).state
    assert (again.deviations, again.cleared) == ((), {})


@pytest.mark.parametrize(
    ("days", "lead", "waits"), [("utc", 0, True), ("room", 0, True), ("utc", 14 * 60, True), ("room", 14 * 60, False)]
)
def test_a_wait_ends_by_the_days_that_the_session_goes_by(days: DayRule, lead: int, waits: bool) -> None:
    """At 10:00 UTC it is the third of March already where clocks are fourteen hours ahead; old sessions went by UTC."""
    room = prepare()
    room.state = replace(room.state, days=days, offset_min=lead)
    room.do(ScreeningAnswered({"peel": "yes"}, {"peel": "2026-02-17"}))
    assert [each.rule.id for each in findings(room.state) if each.rule.outcome == "wait"] == ["peel"] * waits


@pytest.mark.parametrize(("days", "latest"), [("utc", "2026-03-03"), ("room", "2026-03-02")])
def test_nothing_began_after_today(days: DayRule, latest: str) -> None:
    room = prepare()
    room.state = replace(room.state, days=days)
    room.do(ScreeningAnswered({"peel": "yes"}, {"peel": latest}))
    after = (date.fromisoformat(latest) + timedelta(days=1)).isoformat()
    refused("day-in-future", lambda: room.propose(ScreeningAnswered({"peel": "yes"}, {"peel": after})))

"""What a label asks of a cream before it goes on, and a second cream on one day."""

from typing import get_args, get_type_hints

import pytest
from msgspec.structs import replace

from console.core.alarms import alarms
from console.core.cream_rules import second_cream_reasons
from console.core.dosing import figures, together
from console.core.events import (
    Corrected,
    CreamOff,
    CreamOn,
    DeviceChosen,
    EarlierCream,
    FindingCleared,
    ScreeningAnswered,
    ZonePlanned,
)
from console.core.people import Profile
from console.core.protocol import Protocol
from console.core.protocol_agents import AgeLimit, Cover, Drug
from console.core.protocol_parts import Reason, Rule, Sign
from console.core.screening import findings, numbing_block, open_questions
from tests.support.moves import LIND, MAYA, MIN, NO, SMALL, Room, num, numbing, prepare, rule
from tests.support.refused import Act, Case, refused
from tests.support.texts import WORDS

LIDO, EMLA = SMALL.agents
ADULT = replace(LIDO, age_from=num(18), cover=Cover("forbidden", "for tests", "T"), drugs=(Drug("lidocaine", num(40)),))
SCALED = replace(EMLA, by_age=(AgeLimit(num(6), num(10), num(1)), AgeLimit(num(20), num(20))))
OTHER = replace(LIDO, id="other", label="Another cream", own_label=True)
SECOND = Sign("A second cream", "for tests", "T")
STRICT = replace(SMALL, agents=(ADULT, SCALED, OTHER), second_cream=SECOND)
WHOLE = CreamOn("other", ("chin",), name="Numb", strength="5 %", own_label="15 minutes", prescriber="Dr Graf")
CHILD = Profile("Mia", "2010-05-01", 2)


def room(profile: Profile | None = MAYA, protocol: Protocol = STRICT, **more: object) -> Room:
    return numbing(protocol=protocol, profile=profile, **more)


def wrapped(**more: object) -> CreamOn:
    return CreamOn("lido", ("brow",), occluded=True, **more)  # type: ignore[arg-type]


REFUSALS: list[Case] = [
    ("agent-age", lambda: room(CHILD).propose(CreamOn("lido", ("brow",)))),
    ("cover-forbidden", lambda: room().propose(wrapped())),
    ("cover-forbidden", lambda: room().propose(wrapped(reason="as agreed"))),
    ("cover-forbidden", lambda: room().propose(wrapped(prescriber="Dr Graf"))),
    ("may-not-cover", lambda: room(operator=LIND).propose(wrapped(prescriber="Dr Graf", reason="as agreed"))),
    ("own-label-needed", lambda: room().propose(replace(WHOLE, name=" "))),
    ("own-label-needed", lambda: room().propose(replace(WHOLE, strength=""))),
    ("own-label-needed", lambda: room().propose(replace(WHOLE, own_label=""))),
    ("own-label-needed", lambda: room().propose(replace(WHOLE, prescriber=""))),
    ("cream-never", lambda: room().propose(CreamOn("lido", ("brow", "eyelid-left")))),
    ("cream-elsewhere", lambda: room().propose(CreamOn("lido", ("brow",), earlier=(EarlierCream(0, "EMLA"),)))),
    ("second-cream", lambda: room().do(CreamOn("lido", ("brow",))).propose(CreamOn("emla", ("chin",)))),
    ("second-cream", lambda: room().do(CreamOn("lido", ("brow",))).propose(CreamOn("lido", ("chin",)))),
]


@pytest.mark.parametrize(("code", "act"), REFUSALS)
def test_refused(code: str, act: Act) -> None:
    refused(code, act)


def test_a_second_cream_asks_for_its_reason_even_after_the_first_came_off() -> None:
    made = room().do(CreamOn("lido", ("brow",))).wait(30 * MIN).do(CreamOff())
    assert refused("second-cream", lambda: made.propose(CreamOn("emla", ("chin",)))).situation == "second-cream"
    made.do(CreamOn("emla", ("chin",), reason="as agreed"))
    assert [(each.code, each.reason) for each in made.state.deviations] == [("second-cream", "as agreed")]


def test_a_protocol_from_before_asks_nothing_of_this() -> None:
    made = numbing(profile=CHILD).do(CreamOn("lido", ("brow",), occluded=True), CreamOn("emla", ("chin",)))
    assert made.state.deviations == ()


def test_an_age_that_nobody_recorded_stops_nothing() -> None:
    room(None).do(CreamOn("lido", ("brow",)))
    room(Profile("Mia")).do(CreamOn("lido", ("brow",)))
    facts = refused("agent-age", lambda: room(CHILD).propose(CreamOn("lido", ("brow",)))).facts
    assert facts == {"agent": "Lidocaine 4 %", "years": "18", "source": "for tests"}


def test_a_film_that_the_label_forbids_is_a_deviation_and_none_is_not() -> None:
    made = room().do(wrapped(prescriber="Dr Graf", reason="as agreed"))
    assert [(each.code, each.facts["prescriber"]) for each in made.state.deviations] == [("cover-forbidden", "Dr Graf")]
    assert room().do(CreamOn("lido", ("brow",), occluded=False)).state.deviations == ()
    assert room().do(CreamOn("emla", ("brow",), occluded=True)).state.deviations == ()


def test_what_stands_on_its_own_label_is_on_the_record() -> None:
    cream = room().do(WHOLE).state.applications[0]
    assert (cream.name, cream.strength, cream.own_label, cream.prescriber) == ("Numb", "5 %", "15 minutes", "Dr Graf")


def test_the_drugs_of_all_creams_are_added_up_and_none_that_is_unknown_is_nought() -> None:
    made = room().do(CreamOn("lido", ("brow",), mass_mg=2000))
    assert together(made.state, made.state.applications[0]) == ((("lidocaine", 80.0),), False)
    made.do(CreamOn("lido", ("chin",), mass_mg=1000, reason="as agreed"))
    assert together(made.state, made.state.applications[0]) == ((("lidocaine", 80.0),), False)
    assert made.state.deviations[0].facts == {"application": 2, "least": 0, "drug-lidocaine": 120}
    made.do(CreamOn("lido", ("nose",), reason="as agreed"))
    assert made.state.deviations[1].facts == {"application": 3, "least": 1, "drug-lidocaine": 120}


def test_a_cream_of_another_session_counts_too_and_is_the_least_where_its_drugs_are_not_known() -> None:
    known, unknown = EarlierCream(0, "EMLA", {"lidocaine": 25.0, "prilocaine": 25.0}), EarlierCream(0, "Numb")
    cream = CreamOn("lido", ("brow",), mass_mg=1000, earlier=(known,))
    told = refused("cream-elsewhere", lambda: room().propose(cream))
    assert "in another session of this client: 00:00 EMLA." in WORDS.refusal(told)
    made = room().do(replace(cream, reason="as agreed"))
    assert made.state.deviations[0].facts == {
        "application": 1, "least": 0, "drug-lidocaine": 65, "drug-prilocaine": 25,
    }  # fmt: skip
    assert together(made.state, replace(cream, earlier=(known, unknown)))[1]
    numbing(profile=CHILD).do(cream)


def test_a_reason_for_a_second_cream_is_none_for_more_than_the_label() -> None:
    made = room(protocol=replace(STRICT, agents=(replace(ADULT, max_g=num(3)), SCALED)))
    made.do(CreamOn("emla", ("chin",)), CreamOn("lido", ("brow",), mass_mg=2000, reason="two goes"))
    made.do(Corrected(made.last, "mass_mg", "3001", "misread"))
    assert [(each.code, each.reason) for each in made.state.deviations] == [
        ("second-cream", "two goes"), ("over-label", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("born", "area", "grams"), [("2022-01-01", 10, 1), ("2010-05-01", 20, 3), ("1990-01-01", 0, 3)]
)
def test_the_young_have_limits_of_their_own(born: str, area: float, grams: float) -> None:
    state = room(Profile("Mia", born)).state
    found = figures(state, CreamOn("emla", ("brow",)))
    assert (found[0].limit, found[1].limit) == (area * 100 or None, grams * 1000)


def test_a_reminder_comes_before_the_end_and_only_where_the_clinic_set_one() -> None:
    def raised(protocol: Protocol, minutes: int) -> list[str]:
        made = room(protocol=protocol).do(CreamOn("lido", ("brow",))).wait(minutes * MIN)
        return [each.id for each in alarms(made.state, made.t)]

    reminding = replace(STRICT, agents=(replace(ADULT, remind_min=num(45)), SCALED))
    assert [raised(reminding, at) for at in (44, 45)] == [["effective-1"], ["remind-1", "effective-1"]]
    assert raised(reminding, 50) == ["overtime-1", "remove-1"]
    assert raised(STRICT, 45) == ["effective-1"]


def blocking(**more: object) -> Protocol:
    return replace(STRICT, rules=(*SMALL.rules, replace(rule("ester", "block-numbing"), **more)))


@pytest.mark.parametrize(
    ("more", "barred"),
    [
        ({}, ["lido", "emla", "other"]),
        ({"agents": ("emla",)}, ["emla"]),
        ({"drugs": ("lidocaine",)}, ["lido", "emla", "other"]),
        ({"drugs": ("tetracaine",)}, ["emla", "other"]),
        ({"drugs": ("tetracaine",), "agents": ("lido",)}, ["lido", "emla", "other"]),
    ],
)
def test_a_rule_bars_its_agents_and_those_that_hold_its_drugs_or_do_not_say(
    more: dict[str, object], barred: list[str]
) -> None:
    state = prepare(protocol=blocking(**more)).do(ScreeningAnswered({"ester": "yes"})).state
    assert [each for each in state.protocol.agent if numbing_block(state, each)] == barred
    assert bool(numbing_block(state)) == (len(barred) == 3)


def test_a_makers_bar_fires_with_its_device_alone() -> None:
    bar = replace(rule("their-own", "stop"), devices=("fine",))
    made = prepare(protocol=replace(SMALL, rules=(*SMALL.rules, bar))).do(ScreeningAnswered({"their-own": "yes"}))
    assert findings(made.state) == []
    assert [each.rule.id for each in findings(made.do(DeviceChosen("fine")).state)] == ["their-own"]


def test_one_answer_fires_two_rules_and_a_new_one_asks_both_again() -> None:
    twin: Rule = replace(rule("twin", "stop"), answer_of="keloid")
    made = prepare(protocol=replace(SMALL, rules=(*SMALL.rules, twin)))
    assert "twin" not in open_questions(Room(protocol=made.state.protocol).state)
    assert set(NO) == set(open_questions(Room(protocol=made.state.protocol).state))
    refused("unknown-rule", lambda: made.propose(ScreeningAnswered({"twin": "yes"})))
    made.do(ScreeningAnswered({"keloid": "yes"}), FindingCleared("twin", "as agreed"))
    assert [(each.rule.id, each.cleared) for each in findings(made.state)] == [("keloid", False), ("twin", True)]
    made.do(ScreeningAnswered({"keloid": "yes"}))
    assert [each.cleared for each in findings(made.state)] == [False, False]
    assert made.state.deviations == ()


def test_who_is_asked_why_a_second_cream_sees_what_both_hold() -> None:
    second = CreamOn("lido", ("chin",), mass_mg=2_000)
    found = refused("second-cream", lambda: room().do(CreamOn("lido", ("brow",), mass_mg=1_000)).propose(second))
    assert "together: 120 mg lidocaine." in WORDS.refusal(found, STRICT)
    unknown = refused("second-cream", lambda: room().do(CreamOn("lido", ("brow",))).propose(second))
    assert "at least 80 mg lidocaine" in WORDS.refusal(unknown, STRICT)
    open_ = refused("second-cream", lambda: room().do(CreamOn("lido", ("brow",))).propose(CreamOn("emla", ("chin",))))
    assert "together: the amounts were not recorded." in WORDS.refusal(open_, STRICT)
    made = room().do(CreamOn("lido", ("brow",)), CreamOn("emla", ("chin",), reason="more"))
    told = [WORDS.deviation(each, STRICT) for each in made.state.deviations]
    assert told == ["Cream 2 was not the first on this day. Together: the amounts were not recorded."]


def test_only_what_is_so_of_a_second_cream_is_offered_as_its_reason() -> None:
    whens = get_args(get_type_hints(Reason)["when"])
    some = replace(STRICT, reasons=STRICT.reasons | {"second-cream": tuple(Reason(f"r-{w}", w, when=w) for w in whens)})
    made = room(protocol=some)
    assert set(second_cream_reasons(made.state, CreamOn("lido", ("brow",)))) == set(whens), "of another session"
    made.do(ZonePlanned("chin"), CreamOn("lido", ("brow",))).wait(30 * MIN).do(CreamOff())
    said = [second_cream_reasons(made.state, CreamOn(*each)) for each in (("lido", ("brow",)), ("emla", ("nose",)))]
    assert said == [("", "same-agent", "same-zones"), ("",)]
    made.do(ZonePlanned("nose"))
    assert second_cream_reasons(made.state, CreamOn("emla", ("nose",))) == ("", "zone-added")
    assert second_cream_reasons(made.state, CreamOn("emla", ("chin",))) == ("", "other-zones")
    elsewhere = [CreamOn("lido", ("brow",), earlier=(EarlierCream(0, name),)) for name in (LIDO.label, EMLA.label)]
    offered = ["same-agent" in second_cream_reasons(room(protocol=some).state, each) for each in elsewhere]
    assert offered == [True, False]

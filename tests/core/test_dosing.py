"""The dose beside the label: arithmetic on what was recorded, sums of one agent, and what going over it needs."""

from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from console.core.dosing import FigureCode, LabelFigure, dose, figures, nominal_mm2, rounded
from console.core.events import Corrected, CreamOff, CreamOn, ReasonGiven
from console.core.protocol_agents import Agent, Drug
from console.core.protocol_parts import Number
from tests.support.moves import LIND, MIN, OSEI, SMALL, Room, num, numbing
from tests.support.refused import Act, Case, refused

LIDO = Agent(
    "lido", "Lidocaine 4 %", num(20), num(50), max_area_cm2=num(60), max_g=num(10), g_per_10cm2=num(1.5),
    max_g_per_10cm2=num(2), drugs=(Drug("lidocaine", num(40)), Drug("unknown", Number())),
)  # fmt: skip
LABELLED = replace(SMALL, agents=(LIDO, replace(SMALL.agents[1], max_g=Number())))
WHY: Any = {"prescriber": "Dr Graf", "reason": "as agreed"}


def room() -> Room:
    return numbing(protocol=LABELLED)


def figure(room: Room, code: str) -> tuple[int | None, bool, bool, int]:
    """Of the latest application: value, whether at least so, whether over, applications counted."""
    found = next(each for each in figures(room.state, room.state.applications[-1]) if each.code == code)
    return found.value, found.least, found.over, found.of


def corrected(room: Room, field: str, value: object, reason: str = "") -> Corrected:
    return Corrected(room.id_of(CreamOn), field, msgspec.json.encode(value).decode(), reason)


@pytest.mark.parametrize(
    ("code", "mg", "limit", "said"),
    [
        ("g-per-10cm2", 904, 2000, 900),
        ("g-per-10cm2", 2109, 2000, 2100),
        ("g-per-10cm2", 31, 2000, 30),
        ("g-per-10cm2", 4, 2000, 4),
        ("g-per-10cm2", 1990, 2000, 1990),
        ("g-per-10cm2", 2001, 2000, 2001),
        ("g-per-10cm2", 2000, 2000, 2000),
        ("g-per-10cm2", 1950, None, 2000),
        ("grams", 904, 2000, 904),
        ("g-per-10cm2", None, 2000, None),
    ],
)
def test_what_is_computed_is_told_in_tenths_on_the_same_side_of_the_limit(
    code: FigureCode, mg: int | None, limit: int | None, said: int | None
) -> None:
    assert rounded(LabelFigure(code, mg, limit, "", "")).value == said


REFUSALS: list[Case] = [
    ("area-not-possible", lambda: room().propose(CreamOn("lido", area_mm2=0))),
    ("area-not-possible", lambda: room().propose(CreamOn("lido", area_mm2=2_000_001))),
    ("over-label", lambda: room().propose(CreamOn("lido", area_mm2=6001))),
    ("over-label", lambda: room().propose(CreamOn("lido", area_mm2=6000, mass_mg=10_001))),
    ("over-label", lambda: room().propose(CreamOn("lido", area_mm2=1000, mass_mg=2001))),
    ("over-label", lambda: room().propose(CreamOn("lido", area_mm2=6001, prescriber="Dr Graf"))),
    ("over-label", lambda: room().propose(CreamOn("lido", area_mm2=6001, reason="as agreed"))),
    ("over-label", lambda: room().propose(CreamOn("lido", area_mm2=6001, reason="as agreed", prescriber="  "))),
    ("may-not-pass-label", lambda: numbing(protocol=LABELLED, operator=LIND).propose(CreamOn("lido", area_mm2=6001))),
    (
        "may-not-pass-label",
        lambda: numbing(protocol=LABELLED, operator=replace(OSEI, rights=("treat",))).propose(
            CreamOn("lido", area_mm2=6001, **WHY)
        ),
    ),
]


@pytest.mark.parametrize(("code", "act"), REFUSALS)
def test_refused(code: str, act: Act) -> None:
    refused(code, act)


@pytest.mark.parametrize(("area", "mass"), [(6000, None), (6000, 10_000), (1000, 2000), (None, 9_000)])
def test_up_to_the_label_nothing_is_asked(area: int | None, mass: int | None) -> None:
    zones = ("brow",) if area else ("chin",)
    made = room().do(CreamOn("lido", zones, mass_mg=mass, area_mm2=area))
    assert made.state.deviations == ()


def test_a_dose_is_of_what_was_recorded_alone() -> None:
    found = dose(LABELLED, CreamOn("lido", ("brow", "cheek-left"), mass_mg=3500))
    assert (found.area_mm2, found.stated, found.drugs) == (7000, False, (("lidocaine", 140.0),))
    assert found.mg_per_10cm2 == 500
    bare = dose(LABELLED, CreamOn("lido", ("brow",)))
    assert (bare.mg_per_10cm2, bare.drugs) == (None, ())
    stated = dose(LABELLED, CreamOn("lido", ("chin",), mass_mg=3500, area_mm2=1000))
    assert (stated.stated, stated.mg_per_10cm2) == (True, 3500)
    assert nominal_mm2(LABELLED, ("brow", "chin")) is None


def test_applications_of_one_agent_are_added_up_and_what_is_unknown_is_no_nought() -> None:
    made = room().do(CreamOn("lido", ("brow",), mass_mg=4000)).do(CreamOn("emla", ("chin",), mass_mg=50_000))
    assert figure(made, "area") == (None, False, False, 1)
    made.wait(30 * MIN).do(CreamOff(1)).do(CreamOn("lido", ("nose",), area_mm2=1500))
    assert figure(made, "area") == (5500, False, False, 2)
    assert figure(made, "grams") == (4000, True, False, 2)
    assert figure(made, "g-per-10cm2") == (None, False, False, 1)
    refused("over-label", lambda: made.propose(CreamOn("lido", ("cheek-right",), mass_mg=1000)))
    made.do(CreamOn("lido", ("cheek-right",), mass_mg=1000, **WHY))
    assert figure(made, "area") == (8500, False, True, 3)
    facts = made.state.deviations[0].facts
    assert facts == {"application": 4, "prescriber": "Dr Graf", "area": 8500, "area-limit": 6000}
    assert made.state.deviations[0].reason == "as agreed"


def test_the_part_that_is_known_is_over_by_itself() -> None:
    made = room().do(CreamOn("lido", ("chin",)))
    refused("over-label", lambda: made.propose(CreamOn("lido", ("brow",), mass_mg=10_001, area_mm2=6000)))


def test_a_label_without_a_limit_shows_the_amount_it_tells_to_use() -> None:
    bare = replace(LABELLED, agents=(replace(LIDO, max_g_per_10cm2=Number()),))
    rate = figures(numbing(protocol=bare).state, CreamOn("lido", ("brow",)))[2]
    assert (rate.limit, rate.usual, rate.source, rate.over) == (None, 1500, "for tests", False)


def test_a_correction_over_the_label_stands_with_a_reason_and_is_explained_by_the_signature() -> None:
    made = room().do(CreamOn("lido", ("brow",), mass_mg=8000))
    refused("correction-needs-reason", lambda: made.propose(corrected(made, "mass_mg", 8001)))
    made.do(corrected(made, "mass_mg", 8001, "as agreed"))
    noted = made.state.deviations[0]
    assert (noted.code, noted.reason, noted.facts["prescriber"]) == ("over-label", "", "")
    made.do(corrected(made, "prescriber", "Dr Graf"), ReasonGiven(noted.id, "as agreed"))
    assert made.state.deviations[0].facts["prescriber"] == "Dr Graf"
    refused("correction-needs-reason", lambda: made.propose(corrected(made, "area_mm2", 5000)))
    made.do(corrected(made, "area_mm2", 5000, "as agreed"))
    assert made.state.deviations == ()


def test_a_correction_of_an_earlier_application_is_judged_with_the_later_one() -> None:
    made = room().do(CreamOn("lido", ("brow",), mass_mg=4000), CreamOn("lido", ("nose",), mass_mg=1000, area_mm2=600))
    first = made.state.applications[0].on.event
    right = Corrected(first, "mass_mg", "9500")
    refused("correction-needs-reason", lambda: made.propose(right))
    made.do(replace(right, reason="as agreed"))
    assert {each.at.event for each in made.state.deviations} == {each.on.event for each in made.state.applications}

"""A number that a clinic sets is judged like the file: what can't be there is refused."""

import pytest

from console.core.events import NumberEdit
from console.core.protocol_edits import check_edit, edited, rebased
from console.core.refusal import Refusal
from tests.support.refused import Act, Case, refused
from tests.support.stage import protocol
from tests.support.texts import WORDS

SHIPPED = protocol()
REMIND = "agents.lidocaine-4.remind_min"


def set_to(key: str, *values: float, source: str = "Our list", reason: str = "Two in the room") -> Act:
    return lambda: check_edit(SHIPPED, NumberEdit(key, (), values, source, reason))


REFUSALS: list[Case] = [
    ("number-unknown", set_to("agents.lidocaine-4.colour", 1)),
    ("number-unknown", set_to("rules.sunburn", 1)),
    ("number-needed", set_to(REMIND, 30, 40)),
    ("number-range", set_to("zones.chin.suggest_mm", 1)),
    ("number-source", set_to(REMIND, 50, source=" ")),
    ("number-source", set_to(REMIND, 50, reason="")),
    ("number-not-possible", set_to(REMIND, 60)),
    ("number-not-possible", set_to("zones.chin.suggest_mm", 0.5, 2)),
    ("number-not-possible", set_to("zones.chin.max_depth_mm", 11)),
    ("plan-uncovered", set_to("agents.lidocaine-4.max_area_cm2", 500)),
]


@pytest.mark.parametrize(("code", "act"), REFUSALS)
def test_refused(code: str, act: Act) -> None:
    refused(code, act)


def test_a_zones_numbers_take_their_source_where_the_file_has_it() -> None:
    edits = [NumberEdit(f"zones.chin.{name}", (), values, "Us", "so") for name, values in
             (("area_cm2", (21.0,)), ("max_depth_mm", (1.0,)), ("suggest_mm", ()))]  # fmt: skip
    chin = edited(SHIPPED, edits).zone["chin"]
    assert (chin.area_cm2, chin.area_source, chin.area_grade) == (21, "Us", "own")
    assert (chin.max_depth_mm, chin.suggest_mm) == (1, None)


def test_an_edit_of_what_is_not_there_changes_nothing_and_is_not_carried_over() -> None:
    gone = NumberEdit("agents.ice.remind_min", (), (5.0,), "Us", "so")
    assert edited(SHIPPED, [gone]) == SHIPPED
    assert rebased(SHIPPED, SHIPPED, [gone]) == ()


def test_what_may_stand_there_is_said_in_the_words_of_the_page_of_numbers() -> None:
    with pytest.raises(Refusal) as told:
        set_to(REMIND, 60)()
    numbers = (
        WORDS.say("adoption", f"number-{name}") for name in ("effective_from_min", "remind_min", "remove_by_min")
    )
    assert "{} ≤ {} < {}".format(*numbers) in WORDS.refusal(told.value)
    with pytest.raises(Refusal) as told:
        set_to("zones.chin.suggest_mm", 0.5, 2)()
    assert "What may stand here: at most 1.50 mm, the cap 'face'." in WORDS.refusal(told.value)

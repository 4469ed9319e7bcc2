"""Text that runs both ways stands in Unicode's order, but for what the table of differences says and why."""

from collections.abc import Iterator, Sequence

import pytest

from console.documents.typesetting.bidi import base_level, levels, visual
from tests.documents.unicode_cases import Bidi, bidi_cases, printed
from tests.documents.unicode_differences import BIDI, TYPED
from tests.documents.unicode_rows import Fate, listed, tally

CASES, CASES_TYPED = 91_707, 102
BY_RULE = 231
"""The first cases are about one rule each; all after them put brackets between every combination of letters."""


def as_unicode(case: Bidi) -> bool:
    base = base_level(case.text) if case.way == 2 else case.way
    found = levels(case.text, base)
    shown = [str(level) for level in found]
    if "x" in case.levels:
        shown = ["x" if level == "x" else own for own, level in zip(shown, case.levels.split(), strict=True)]
    placed = " ".join([str(place) for place in order(found, shown)])
    return base == case.level and " ".join(shown) == case.levels and placed == case.order


def order(found: Sequence[int], shown: Sequence[str]) -> list[int]:
    """The places of the characters from left to right, without those that Unicode removes."""
    out: list[int] = []
    for start, end in visual(found):
        out += range(end - 1, start - 1, -1) if found[start] & 1 else range(start, end)
    return [place for place in out if shown[place] != "x"] if "x" in shown else out


def differing(every: int = 1) -> Iterator[Bidi]:
    """Of the cases of each rule, and of every so many of the others, those that are read otherwise."""
    seen = 0
    for case in bidi_cases():
        seen += 1
        if (seen <= BY_RULE or seen % every == 0) and not as_unicode(case):
            yield case
    assert seen == CASES


@pytest.fixture(scope="module")
def found() -> list[Bidi]:
    return list(differing())


def test_of_each_rule_and_of_every_tenth_other_case_what_differs_is_of_a_kind_that_the_table_has() -> None:
    found = tally(BIDI, differing(every=10))
    assert found.keys() == listed(BIDI).keys()
    assert any(count for count, *_ in found.values())


@pytest.mark.parametrize(
    ("text", "base", "found"),
    [("\u05d0\u05b0", 0, [1, 1]), ("\u05d0 5%", 1, [1, 1, 2, 2])],
    ids=["W1: a mark goes the way of its letter", "W5: a percent sign belongs to its number"],
)
def test_rules_that_none_of_unicodes_cases_is_about(text: str, base: int, found: list[int]) -> None:
    assert levels(text, base) == found


@pytest.mark.soak
def test_the_order_is_unicodes_but_for_what_the_table_says(found: list[Bidi]) -> None:
    assert tally(BIDI, found) == listed(BIDI)


@pytest.mark.soak
def test_what_the_table_calls_unprinted_stands_on_no_paper(found: list[Bidi]) -> None:
    unprinted = [case for row in BIDI for case in found if row.fate is Fate.UNPRINTED and row.holds(case)]
    assert unprinted
    assert all(any(not printed(char) for char in case.text) for case in unprinted)


def test_what_is_typed_to_steer_the_order_steers_nothing() -> None:
    assert not any(map(printed, TYPED))
    seen = 0
    for text, way, *_ in bidi_cases():
        if TYPED.isdisjoint(text):
            continue
        plain = "".join(char for char in text if char not in TYPED)
        base = base_level(text) if way == 2 else way
        rest = [level for char, level in zip(text, levels(text, base), strict=True) if char not in TYPED]
        assert rest == levels(plain, base_level(plain) if way == 2 else way)
        seen += 1
    assert seen == CASES_TYPED

"""Every number and sentence about skin in the shipped files has its source, and a grade that the file explains.

Read from the files as they stand, past the types: a field that is new is read too. The alarms have a test of their own.
"""

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

import resources

PROTOCOLS = sorted(path.name for path in resources.path("protocols").iterdir() if path.suffix == ".toml")
ORDER = {"version"}
"""Numbers that say nothing about skin."""
BESIDE = {"area_cm2": ("area_source", "area_grade")}
"""Where a number's source stands under another name than beside it."""
SENTENCES = ("rules", "checks", "signs", "measures", "standing", "technique", "call_if", "second_cream", "cover",
             "energy_warning")  # fmt: skip
Place = tuple[str, dict[str, Any], str]


def places(table: dict[str, Any], key: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every table of a file with where it stands."""
    yield key, table
    for name, each in table.items():
        inner = [each] if isinstance(each, dict) else each if isinstance(each, list) else []
        for at, item in enumerate(inner):
            if isinstance(item, dict):
                yield from places(item, f"{key} {name}.{item.get('id', at)}".strip())


def numbers(file: dict[str, Any]) -> Iterator[Place]:
    """Every field of the file that is a number, or several."""
    for key, table in places(file):
        for name, each in table.items():
            if all(isinstance(part, int | float) and not isinstance(part, bool) for part in _parts(each)):
                yield key, table, name


def _parts(value: object) -> list[object]:
    return value if isinstance(value, list) and value else [value]


def bare(file: dict[str, Any]) -> list[str]:
    """Where a number has no source, or no grade."""
    found = []
    for key, table, name in numbers(file):
        source, grade = BESIDE.get(name, ("source", "grade"))
        if name not in ORDER and not (table.get(source) and table.get(grade)):
            found.append(f"{key} {name}")
    return found


def unsourced(file: dict[str, Any]) -> list[str]:
    """Where a sentence has no source, or no grade."""
    told = [(key, table) for key, table in places(file) if key.split(" ")[-1].partition(".")[0] in SENTENCES]
    assert len(told) > 100
    return [key for key, table in told if not (table.get("source") and table.get("grade"))]


def unexplained(text: str, grades: set[str]) -> set[str]:
    """The grades that the head of the file says nothing of."""
    head = text.partition("[[")[0]
    return {each for each in grades if not re.search(rf"[#;]\s+(?:grade\s+)?{each}\s+\w", head)}


@pytest.mark.parametrize("name", PROTOCOLS)
def test_a_protocol_says_where_each_number_and_sentence_is_from(name: str) -> None:
    text = resources.text("protocols", name)
    file = tomllib.loads(text)
    assert (bare(file), unsourced(file)) == ([], [])
    assert unexplained(text, {table["grade"] for _, table in places(file) if "grade" in table}) == set()
    assert len(list(numbers(file))) > 70


def test_the_zones_say_where_each_range_and_area_is_from() -> None:
    text = resources.text("zones.toml")
    file = tomllib.loads(text)
    assert bare(file) == []
    grades = {table[name] for _, table in places(file) for name in ("grade", "area_grade") if name in table}
    assert unexplained(text, grades) == set()
    assert len(list(numbers(file))) > 60


@pytest.mark.parametrize(
    ("figure", "cm2"),
    [("front of the trunk", 3240), ("back of the trunk", 3240), ("front of one arm", 810), ("back of one arm", 810),
     ("front of one leg", 1620), ("back of one leg", 1620 - 190)],
)  # fmt: skip
def test_the_parts_of_a_body_are_as_large_as_the_rule_of_nines_has_it(figure: str, cm2: int) -> None:
    zones = tomllib.loads(resources.text("zones.toml"))["zone"]
    parts = [each for each in zones if figure in each.get("area_source", "")]
    both = 2 if "trunk" in figure else 1
    assert sum(each["area_cm2"] * (both if each["sides"] else 1) for each in parts) == cm2


def test_a_number_or_a_sentence_without_either_is_found() -> None:
    assert bare({"agents": [{"id": "a", "max_g": {"value": 5, "source": "a label"}}]}) == ["agents.a max_g.0 value"]
    assert bare({"zone": [{"id": "z", "suggest_mm": [0.5, 1], "source": "a page", "grade": "C"}]}) == []
    assert bare({"zone": [{"id": "z", "area_cm2": 5, "source": "a page", "grade": "C"}]}) == ["zone.z area_cm2"]

"""Whoever adopts a protocol reads all that it says, and is shown whatever another one says otherwise."""

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from console.core.protocol import Protocol
from console.core.protocol_parts import Number, Sign
from console.core.protocol_reading import SECTIONS, changes, readings
from console.core.text.reading_text import reading_text
from tests.support.stage import protocol
from tests.support.texts import WORDS

SHIPPED = protocol()
Leaf = tuple[tuple[str | int, ...], Any]
UNREAD = {("id",), ("version",)}
"""What is no statement about a treatment, but which file it is."""


def leaves(raw: Any, path: tuple[str | int, ...] = ()) -> Iterator[Leaf]:
    """Every single value of the file, with where it stands."""
    if isinstance(raw, dict):
        for name, each in raw.items():
            yield from leaves(each, (*path, name))
    elif isinstance(raw, list):
        for at, each in enumerate(raw):
            yield from leaves(each, (*path, at))
    else:
        yield path, raw


def one_of_each_shape() -> list[Leaf]:
    """One value for each kind of place: the first agent's label stands for all labels of agents."""
    found: dict[tuple[str, ...], Leaf] = {}
    for path, value in leaves(msgspec.json.decode(SHIPPED.content)):
        shape = tuple(each for each in path if isinstance(each, str))
        found.setdefault((*shape, type(value).__name__), (path, value))
    return [each for each in found.values() if each[0] not in UNREAD and each[0][-1] != "id"]


def with_value(path: tuple[str | int, ...], value: object) -> Protocol:
    raw: Any = msgspec.json.decode(SHIPPED.content)
    inner = raw
    for each in path[:-1]:
        inner = inner[each]
    inner[path[-1]] = value
    return msgspec.convert(raw, Protocol)


WORDS_OF = {
    "outcome": ("caution", "stop"), "kind": ("plain", "numbing"), "when": ("until", "from"), "grade": ("T", "J"),
    "effect": ("", "disinfect"), "rule": ("expected", "forbidden"), "maps": ("scalp", "face"),
    "of": ("allergy", "medicine"),
}  # fmt: skip
"""Where only some words may stand: two of them."""


def other_than(path: tuple[str | int, ...], value: Any) -> Any:
    name = next(each for each in reversed(path) if isinstance(each, str)).removeprefix("area_")
    if (path[0], name) == ("steps", "when"):
        return "numbed" if value == "always" else "always"
    if (path[0], name) == ("reasons", "when"):
        return next(each for each in ("same-zones", "other-zones") if each != value)
    if name in WORDS_OF:
        return next(each for each in WORDS_OF[name] if each != value)
    return not value if isinstance(value, bool) else value + 1 if isinstance(value, int | float) else f"{value}, other"


def test_whatever_is_said_otherwise_anywhere_in_the_file_is_shown() -> None:
    shapes, known = one_of_each_shape(), list(readings(SHIPPED))
    hidden = [path for path, value in shapes if list(readings(with_value(path, other_than(path, value)))) == known]
    assert hidden == []
    assert len(shapes) > 90


def test_everything_is_in_one_part_and_has_a_key_of_its_own() -> None:
    keys = [each.key for each in readings(SHIPPED)]
    assert len(keys) == len(set(keys)) > 400
    assert {each.section for each in readings(SHIPPED)} == set(SECTIONS)
    for section in SECTIONS:
        assert {f"{section}{end}" for end in ("", "-for", "-do")} <= set(WORDS._table["adoption"])


def known(code: str) -> bool:
    return WORDS.has("adoption", code)


def test_no_word_of_the_file_format_is_read_by_people() -> None:
    every = [(name, values[0]) for each in readings(SHIPPED) for name, values in each.facts.items()]
    assert {name for name, value in every if not known(f"fact-{name}") and not known(f"fact-{name}-{value}")} == set()
    assert {each.number for each in readings(SHIPPED) if each.number and not known(f"number-{each.number}")} == set()
    said = [(each.key, reading_text(WORDS, SHIPPED, each)) for each in readings(SHIPPED)]
    assert [each for each in said if "_" in each[1] or not each[1].strip()] == []


AGENT = SHIPPED.agents[0]
LATER = replace(AGENT, remove_by_min=Number(50, "another label", "P"), label="LMX4")
SLOWLY = Sign("Slowly", "a page", "C")
SAID = replace(AGENT, remove_by_min=replace(AGENT.remove_by_min, source="another page"))


@pytest.mark.parametrize(
    ("after", "found"),
    [
        (SHIPPED, []),
        (replace(SHIPPED, version=9), []),
        (replace(SHIPPED, agents=(LATER, *SHIPPED.agents[1:])),
         [("other", "agents.lidocaine-4"), ("other", "agents.lidocaine-4.remove_by_min")]),
        (replace(SHIPPED, agents=(SAID, *SHIPPED.agents[1:])), [("source", "agents.lidocaine-4.remove_by_min")]),
        (replace(SHIPPED, rules=SHIPPED.rules[1:]), [("gone", "rules.skin-cancer")]),
        (replace(SHIPPED, technique=(*SHIPPED.technique, SLOWLY)), [("new", "technique.Slowly")]),
        (replace(SHIPPED, second_cream=None), [("gone", "second_cream")]),
        (replace(SHIPPED, energy_warning=None), [("gone", "energy_warning")]),
        (replace(SHIPPED, depth_caps=()), [("gone", "depth_caps.face"), ("gone", "depth_caps.face.most_mm")]),
    ],
)  # fmt: skip
def test_what_is_new_gone_or_otherwise(after: Protocol, found: list[tuple[str, str]]) -> None:
    assert [(each.kind, (each.after or each.before).key) for each in changes(SHIPPED, after)] == found  # type: ignore[union-attr]


def test_a_clinic_that_adopted_an_action_for_every_moment_is_offered_when_it_is() -> None:
    """Where needling never began, "Needling stopped" is not so: whoever adopted the file of before reads the change."""
    now = SHIPPED.reactions
    every = replace(now, while_needling=(), action=(*now.action, *now.while_needling))
    (found,) = changes(replace(SHIPPED, version=1, reactions=every), SHIPPED)
    assert found.before is not None
    assert found.after is not None
    assert "Needling stopped" in found.before.facts["action"]
    assert found.after.facts["while_needling"] == ("Needling stopped",)

"""What an adopter reads: every number of a protocol in words, with its grade and its source."""

import re
from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from console.core.anatomy import Grade
from console.core.protocol import Protocol
from console.core.protocol_check import numbers
from console.core.protocol_parts import Number
from console.core.text.words import Words

KEY = re.compile(r"(?P<kind>\w+)(?: '(?P<part>[^']+)')?(?: (?P<inner>\w+))?? (?P<name>\w+)\Z")


class NumberText(Struct, frozen=True):
    """One number; value "" where it is open. `section` is a code of [start], `of` what the number belongs to."""

    section: str
    of: str
    name: str
    value: str
    grade: Grade
    source: str


def number_texts(words: Words, protocol: Protocol) -> Iterator[NumberText]:
    """Yield the numbers in the file's order, then the published ranges of the zones, last what is left open."""
    every = list(_numbers(words, protocol))
    yield from (each for each in every if each.value)
    yield from _ranges(words, protocol)
    yield from (each for each in every if not each.value)


def _numbers(words: Words, protocol: Protocol) -> Iterator[NumberText]:
    drugs: Counter[str] = Counter()
    for key, number in numbers(protocol):
        found = KEY.match(key)
        kind, part, inner, name = found.group("kind", "part", "inner", "name") if found else ("", "", "", key)
        of = _label(protocol, kind, part) if part else ""
        if inner == "drugs":
            agent = next(each for each in protocol.agents if each.id == part)
            of = f"{of}, {agent.drugs[drugs[key]].name}"
            drugs[key] += 1
        section = f"section-{kind}" if number.value is not None else "section-open"
        yield NumberText(section, of, _name(words, name), _value(words, name, number), number.grade, number.source)


def _ranges(words: Words, protocol: Protocol) -> Iterator[NumberText]:
    name = words.say("start", "number-suggest_mm")
    for zone in protocol.zones:
        if zone.suggest_mm:
            low, high = (words.number(each) for each in zone.suggest_mm)
            value = words.say("format", "mm", number=f"{low}–{high}")
            yield NumberText("section-zones", zone.label, name, value, zone.grade, zone.source)


def _label(protocol: Protocol, kind: str, part: str) -> str:
    """Return what people call the part with this id."""
    for each in getattr(protocol, kind):
        if each.id == part:
            names = (getattr(each, name, "") for name in ("label", "text", "title", "name"))
            return next(filter(None, names), part)
    return part


def _name(words: Words, name: str) -> str:
    code = f"number-{name}"
    return words.say("start", code) if words.has("start", code) else name


def _value(words: Words, name: str, number: Number) -> str:
    if number.value is None:
        return ""
    code = f"unit-{name}"
    if number.value == 1 and words.has("start", f"{code}-one"):
        code = f"{code}-one"
    unit = words.say("start", code) if words.has("start", code) else ""
    return f"{words.number(number.value)} {unit}".strip()

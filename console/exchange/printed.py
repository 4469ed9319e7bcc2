"""The line printed below a code, (01)…(17)…: brackets are for people, and a lot may have some of its own."""

import re
from collections.abc import Sequence

from console.exchange.framing import SEPARATOR
from console.exchange.gs1 import HEAD, MOST_READINGS, TAIL, Elements, first_element, fits, is_proof

Part = tuple[str, str]
"""What stands in brackets, and behind them up to the next."""

_BRACKETS = re.compile(r"\(([0-9]{2,4})\)")
_MOST_HELD = 6
"""Brackets that one value may have."""
_LONG = "0" * 30


def printed_readings(content: str, year: int) -> list[Elements]:
    """Return the line with every bracket an identifier, then with brackets in values; none for no such line.

    Brackets in values are offered only where they are no identifier, or nothing speaks for an element of its own.
    """
    front, *found = _BRACKETS.split(content)
    if front:
        return []
    parts = [(name, text.strip(SEPARATOR)) for name, text in zip(found[::2], found[1::2], strict=True)]
    after: list[list[Elements]] = [[()]]
    for at in reversed(range(len(parts))):
        ends = range(at + 1, min(len(parts), at + 1 + _MOST_HELD) + 1)
        read = [
            ((parts[at][0], value), *rest)
            for end in ends
            if all(_may_belong(parts[each - 1][1], parts[each], year) for each in range(at + 1, end))
            and fits(parts[at][0], value := _value(parts[at:end]))
            for rest in after[end - at - 1]
        ]
        after.insert(0, read[:MOST_READINGS])
    return after[0]


def _value(parts: Sequence[Part]) -> str:
    (_, text), *held = parts
    return text + "".join(f"({name}){each}" for name, each in held)


def _may_belong(head: str, part: Part, year: int) -> bool:
    """Whether brackets and what is behind them may belong to the value before them."""
    name, text = part
    if fits(name, text):
        ordinary = len(head) >= HEAD and len(text) >= TAIL
        return bool(head) and not ordinary and not is_proof(name, text, year)
    return bool(head) and first_element(name + _LONG) is None

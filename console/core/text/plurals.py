"""Which form a text takes for a number: the plural rules of Unicode's CLDR, read as CLDR writes them."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

PluralRules = Mapping[str, str]
"""A language's rules by category, in the order in which they are tried."""
_RELATION = re.compile(r"([nivwftce])(?: % (\d+))? (!?=) (\S+)")

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


class Relation(NamedTuple):
    """An operand, modulo `divisor` (0: as it is), lies in one of the ranges, or `outside` all of them."""

    operand: str
    divisor: int
    outside: bool
    ranges: tuple[tuple[int, int], ...]

    def holds(self, operands: Mapping[str, float]) -> bool:
        value = operands[self.operand]
        value = value % self.divisor if self.divisor else value
        return self.outside != any(least <= value <= most and value % 1 == 0 for least, most in self.ranges)


def plural_category(rules: PluralRules, number: object) -> str:
    """Return zero, one, two, few, many or other for a number as it is shown: 1 and "1.0" may differ.

    What is not shown as a number, "1 234" or "about 5", is other.
    """
    if not _NUMBER.fullmatch(str(number)):
        return "other"
    operands = _operands(str(number))
    for category, rule in rules.items():
        if any(all(relation.holds(operands) for relation in relations) for relations in _parse(rule)):
            return category
    return "other"


def _operands(text: str) -> dict[str, float]:
    """Return n, the number; i, its whole part; f and t, its decimals with and without zeros at the end; v and w, how
    many these are; c and e, always 0: nothing is shown with an exponent.
    """
    whole, _, decimals = text.lstrip("-").partition(".")
    bare = decimals.rstrip("0")
    operands = {"i": int(whole), "v": len(decimals), "w": len(bare), "f": int(decimals or 0), "t": int(bare or 0)}
    return {**operands, "n": float(f"{whole}.{bare}") if bare else int(whole), "c": 0, "e": 0}


@lru_cache(maxsize=32)
def _parse(rule: str) -> tuple[tuple[Relation, ...], ...]:
    """Return what "or" joins; each holds the relations that "and" joins. Raises ValueError for what is no rule."""
    return tuple(tuple(_relation(each) for each in part.split(" and ")) for part in rule.split(" or "))


def _relation(text: str) -> Relation:
    found = _RELATION.fullmatch(text)
    if found is None:
        raise ValueError(text)
    operand, divisor, sign, ranges = found.groups()
    ends = (each.partition("..") for each in ranges.split(","))
    return Relation(operand, int(divisor or 0), sign == "!=", tuple((int(a), int(b or a)) for a, _, b in ends))

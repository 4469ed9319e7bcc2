"""Parsing a GS1 code into elements, also where a scanner may have dropped a separator."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from console.exchange.framing import SEPARATOR
from console.exchange.gs1_days import USES, may_be_day, pack_day

Elements = tuple[tuple[str, str], ...]
"""Identifier and value of each element, in the order of the code."""

GTIN, MADE, EXPIRY, LOT, SERIAL = "01", "11", "17", "10", "21"
MOST_READINGS = 4

HEAD, TAIL = 3, 4
"""Characters that a value needs before, and the element in it needs itself, to be taken for two elements."""
_LONGEST = 150
"""Characters without a separator in which lost ones are looked for: the codes of packs have fewer."""
_WEIGHED = 12
"""Readings of an end of the code that are kept."""
_USUAL = frozenset({LOT, SERIAL, "240", "241", "250", *map(str, range(710, 718))})
"""Identifiers of packs whose values have no form of their own."""
_COUNT, _COUNTED = "30", 3
"""How many are in the pack, and the digits of as many as packs have."""
_ANY_DAY = r"[0-9]{8}"
"""An identifier and its six digits: those that are no day are told, and the rest of the code is read."""


class Piece:
    """What stands between two separators.

    seen    identifiers that were read before it
    strict  whether it can be read as it stands: then only what looks like an element is taken for one
    """

    def __init__(self, text: str, seen: frozenset[str], strict: bool, year: int) -> None:
        self._text, self._seen, self._strict, self._year = text, seen, strict, year
        self._known: dict[int, list[Elements]] = {len(text): [()]}

    def best(self, at: int = 0) -> list[Elements]:
        """Return the likeliest readings of what follows, each identifier in them once."""
        if at not in self._known:
            found = dict.fromkeys(each for each in self._each(at) if _once(each, self._seen))
            self._known[at] = sorted(found, key=self._weigh, reverse=True)[:_WEIGHED]
        return self._known[at]

    def evidence(self, found: Elements) -> int:
        """Return how many values are what nothing but an element has: a day, a GTIN's check digit."""
        return sum(is_proof(*each, self._year) for each in found)

    def _weigh(self, found: Elements) -> tuple[int, int, int]:
        usual = sum(name in (LOT, SERIAL) for name, _ in found)
        other = sum(name not in USES and name not in (GTIN, LOT, SERIAL) for name, _ in found)
        return self.evidence(found), -other, usual

    def _each(self, at: int) -> Iterator[Elements]:
        rest = self._text[at:]
        matched = first_element(rest)
        if matched is None:
            return
        name, value, fixed = matched
        if fixed:
            yield from (((name, value), *after) for after in self.best(at + len(name) + len(value)))
            return
        for size in range(1, len(rest) - len(name) + 1):
            end = at + len(name) + size
            if self._may_end(end, size) and fits(name, value := rest[len(name) : len(name) + size]):
                yield from (((name, value), *after) for after in self.best(end))

    def _may_end(self, end: int, size: int) -> bool:
        """Whether a value of this size may end here: with the piece, or where another element may begin."""
        tail = self._text[end:]
        matched = first_element(tail)
        if not tail or matched is None:
            return not tail
        name, value, _ = matched
        if name in USES and not self._strict:
            return pack_day(name, value, self._year).day != ""
        if name in USES or name == GTIN:
            return is_proof(name, value, self._year)
        rest = len(tail) - len(name)
        usual = (name in _USUAL and rest >= TAIL) or (name == _COUNT and rest == len(value) <= _COUNTED)
        return not self._strict or (usual and size >= HEAD)


def readings(content: str, year: int) -> tuple[list[Elements], bool]:
    """Return the code as it stands, where that can be read, then the likeliest other readings; none for no GS1 code.

    The second says whether the first of them is the code as it stands.
    """
    found: list[Elements] = [()]
    as_it_stands = True
    for text in filter(None, content.split(SEPARATOR)):
        split = []
        for before in found:
            seen = frozenset(name for name, _ in before)
            whole, others = _piece_readings(text, seen, SEPARATOR in content, year)
            as_it_stands = as_it_stands and whole
            split += [(*before, *after) for after in others]
        found = split[:MOST_READINGS]
    return [each for each in found if each], as_it_stands


def _piece_readings(text: str, seen: frozenset[str], separated: bool, year: int) -> tuple[bool, list[Elements]]:
    """Return the readings between two separators. A scanner that sends any drops none, if that reads."""
    whole = _as_it_stands(text)
    if whole is not None and (separated or len(text) > _LONGEST):
        return True, [whole]
    if len(text) > _LONGEST:
        return False, []
    others = [each for each in Piece(text, seen, whole is not None, year).best() if each != whole]
    return whole is not None, [*([whole] if whole is not None else []), *others[: MOST_READINGS - 1]]


def _as_it_stands(text: str) -> Elements | None:
    """Return the elements where no separator was dropped; None where one must have been."""
    found: Elements = ()
    while text:
        matched = first_element(text)
        if matched is None:
            return None
        name, value, fixed = matched
        found, text = (*found, (name, value)), text[len(name) + len(value) :]
        if text and not fixed:
            return None
    return found


def _once(found: Iterable[tuple[str, str]], seen: frozenset[str]) -> bool:
    names = [name for name, _ in found]
    return len({*names}) == len(names) and seen.isdisjoint(names)


def is_proof(name: str, value: str, year: int) -> bool:
    """Whether a value is what nothing but this element has: a day about now, or a GTIN with its check digit."""
    return has_check_digit(value) if name == GTIN else name in USES and may_be_day(value[:6], year)


def has_check_digit(gtin: str) -> bool:
    """Whether the last digit is the check digit of the others."""
    from biip.checksums import gs1_standard_check_digit

    return gs1_standard_check_digit(gtin[:-1]) == int(gtin[-1])


def fits(name: str, value: str) -> bool:
    """Whether this is an identifier of GS1, and a value that it may have."""
    found = first_element(name + value)
    return found is not None and found[:2] == (name, value)


@lru_cache(4096)
def first_element(rest: str) -> tuple[str, str, bool] | None:
    """Return identifier, value, and whether its length is fixed, as biip knows them; None for no element."""
    from biip import ParseError
    from biip.gs1_application_identifiers import GS1ApplicationIdentifier

    try:
        known = GS1ApplicationIdentifier.extract(rest)
    except ParseError:
        return None
    form = _ANY_DAY if known.ai in USES and not known.separator_required else known.pattern.removesuffix("$")
    matched = re.match(form, rest)
    if matched is None or len(matched[0]) == len(known.ai):
        return None
    return known.ai, matched[0][len(known.ai) :], not known.separator_required

"""Parsing a GS1 code into elements, also where a scanner may have dropped a separator."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from itertools import islice

Elements = tuple[tuple[str, str], ...]
"""Identifier and value of each element, in the order of the code."""

SEPARATOR = "\x1d"
GTIN, MADE, EXPIRY, LOT, SERIAL = "01", "11", "17", "10", "21"
MOST_READINGS = 4

_BRACKETS = re.compile(r"\((\d{2,4})\)")
_LONGEST = 20
_HEAD, _TAIL = 3, 4
"""Characters that a lot or serial needs before, and the element in it needs itself, to be taken for two elements."""
_TRIED = 200
_YEARS = range(2010, 2061)
"""Years in which six digits within a lot are taken for a day."""


def gs1_day(value: str) -> date | None:
    """Return the day of YYMMDD in this century, None for no day; day 00 is the month's last."""
    if not re.fullmatch(r"[0-9]{6}", value):
        return None
    year, month, number = 2000 + int(value[:2]), int(value[2:4]), int(value[4:])
    try:
        return date(year, month, number or monthrange(year, month)[1])
    except ValueError:
        return None


def parse_printed(content: str) -> Elements | None:
    """Return the elements of the line printed below a code, (01)…(17)…; None where the text is none."""
    first, *parts = _BRACKETS.split(content)
    if first or not parts:
        return None
    found = tuple((name, value.strip(SEPARATOR)) for name, value in zip(parts[::2], parts[1::2], strict=True))
    known = all((matched := _first(name + value)) and matched[:2] == (name, value) for name, value in found)
    return found if known else None


def readings(content: str) -> list[Elements]:
    """Return the code as it stands, where that can be read, then the likeliest other readings; [] for no GS1 code."""
    found: list[Elements] = [()]
    for piece in filter(None, content.split(SEPARATOR)):
        split = [
            (*before, *after)
            for before in found
            for after in _piece_readings(piece, frozenset(name for name, _ in before), SEPARATOR in content)
        ]
        found = split[:MOST_READINGS]
    return [each for each in found if each]


def _piece_readings(piece: str, seen: frozenset[str], separated: bool) -> list[Elements]:
    """Return the readings between two separators. A scanner that sends any drops none, if that reads."""
    whole = next(_parse(piece, seen, None), None)
    if whole is not None and separated:
        return [whole]
    strict = whole is not None
    others = islice(_parse(piece, seen, strict), _TRIED)
    likelier = sorted(dict.fromkeys(each for each in others if each != whole), key=lambda each: -_days(each))
    return [*([whole] if whole is not None else []), *likelier[: MOST_READINGS - 1]]


def _parse(rest: str, seen: frozenset[str], strict: bool | None) -> Iterator[Elements]:
    """Yield the readings. `strict` None: assume no dropped separator; False: accept parts of any length."""
    front: Elements = ()
    while rest:
        matched = _first(rest)
        if matched is None:
            return
        name, value, fixed = matched
        if not fixed:
            yield from ((*front, *each) for each in _variable_length(name, rest, seen, strict))
            return
        front, seen, rest = (*front, (name, value)), seen | {name}, rest[len(name) + len(value) :]
    yield front


def _variable_length(name: str, rest: str, seen: frozenset[str], strict: bool | None) -> Iterator[Elements]:
    """Yield the readings of an element without fixed length: all the rest belongs to it, or a part."""
    matched = _first(rest)
    if matched and len(name) + len(matched[1]) == len(rest):
        yield ((name, matched[1]),)
    if strict is None or name not in (LOT, SERIAL):
        return
    value = rest[len(name) :]
    for at in range(1, min(_LONGEST + 1, len(value))):
        if _may_begin(value[at:], seen | {name}, strict, at):
            for after in _parse(value[at:], seen | {name}, strict):
                yield ((name, value[:at]), *after)


def _may_begin(tail: str, seen: frozenset[str], strict: bool, at: int) -> bool:
    """Whether an element that the code does not have yet may begin here."""
    name, value = tail[:2], tail[2:]
    if name in seen:
        return False
    if name in (EXPIRY, MADE):
        found = gs1_day(value[:6])
        return found is not None and found.year in _YEARS
    return name in (LOT, SERIAL) and (at >= _HEAD and len(value) >= _TAIL if strict else bool(value))


def _days(found: Elements) -> int:
    return sum(name in (EXPIRY, MADE) for name, _ in found)


def _first(rest: str) -> tuple[str, str, bool] | None:
    """Return identifier, value, and whether its length is fixed, as biip knows them; None for no element."""
    from biip import ParseError
    from biip.gs1_application_identifiers import GS1ApplicationIdentifier

    try:
        known = GS1ApplicationIdentifier.extract(rest)
    except ParseError:
        return None
    matched = re.match(known.pattern.removesuffix("$"), rest)
    if matched is None:
        return None
    return known.ai, matched[0][len(known.ai) :], not known.separator_required

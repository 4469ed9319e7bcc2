"""What somebody typed to find a client: parts of the name in any script, the birthday, a telephone number."""

import re
from collections.abc import Sequence
from itertools import groupby

from msgspec import Struct

from console.app.day_input import month_number, parse_day
from console.app.ports import Asked
from console.core.search_words import BORN, LEAST_PHONE, PHONE, digits_in, forms, parted, search_key

_DAY_WORDS = 3
"""So many at most are one day: its number, its month and its year."""
_TWO_DIGITS = re.compile(r"(.*[^\d].*[^\d])(\d\d)")
_NUMBER = re.compile(r"[+(]*\d[\d()./+-]*")


class _Typed(Struct, frozen=True):
    """A word as it was typed. number: its digits with a nought before single ones; "" where it is a name's."""

    text: str
    number: str = ""


def asked(typed: str, months: Sequence[str]) -> Asked:
    """Return what is looked for: () where nothing was typed. A year of two digits is of either century."""
    words = typed.replace(",", " ").replace("(0)", " ").split()
    days, before, behind = _day_among(words, months)
    found = [*_groups(before, months), *([days] if days else []), *_groups(behind, months)]
    return tuple(tuple(dict.fromkeys(ways)) for ways in found if ways)


def _groups(words: list[str], months: Sequence[str]) -> list[list[tuple[str, ...]]]:
    """Return the ways of each name, and of each run of numbers, in which the name of a month may stand."""
    read = [_read(word, months) for word in words]
    found: list[list[tuple[str, ...]]] = []
    for numbers, run in groupby(read, lambda each: bool(each.number)):
        each = list(run)
        if numbers and any(digits_in(word.text) for word in each):
            found.append([*_number_ways(each), *_all_of(each)])
        else:
            found += [_name_ways(word.text) for word in each]
    return found


def _read(word: str, months: Sequence[str]) -> _Typed:
    if _NUMBER.fullmatch(word):
        return _Typed(word, "".join(each.zfill(2) for each in re.findall(r"\d+", _ours(word))))
    number = month_number(word.casefold(), months) if word.isalpha() else 0
    return _Typed(word, f"{number:02}" if number else "")


def _ours(word: str) -> str:
    return "".join(digits_in(char) or char for char in word)


def _number_ways(run: list[_Typed]) -> list[tuple[str, ...]]:
    """Return the ways in which numbers are part of a birthday, and of a telephone number."""
    ways: list[tuple[str, ...]] = [(BORN + "".join(each.number for each in run),)]
    if all(digits_in(each.text) for each in run):
        number = digits_in("".join(each.text for each in run)).lstrip("0")
        ways += [(PHONE + number,)] if len(number) >= LEAST_PHONE else []
    return ways


def _all_of(run: list[_Typed]) -> list[tuple[str, ...]]:
    """Return the one way in which each of these is a word of its own."""
    words = [word for each in run for word in parted(search_key(each.text))]
    return [tuple(words)] if words else []


def _name_ways(word: str) -> list[tuple[str, ...]]:
    """Return each spelling, as one word, and where signs part it as the words between them."""
    ways: list[tuple[str, ...]] = []
    for form in forms(word):
        parts = parted(form)
        ways += [("".join(parts),)] if parts else []
        ways += [tuple(parts)] if len(parts) > 1 else []
    return ways


def _day_among(words: list[str], months: Sequence[str]) -> tuple[list[tuple[str, ...]], list[str], list[str]]:
    """Return the longest run that is a day, as its ways, and the words before and behind it; else all before."""
    for count in range(min(_DAY_WORDS, len(words)), 0, -1):
        for at in range(len(words) - count + 1):
            text = " ".join(words[at : at + count])
            if days := _born(text, months):
                number = digits_in(text).lstrip("0")
                return [*((BORN + day,) for day in days), (PHONE + number,)], words[:at], words[at + count :]
    return [], words, []


def _born(text: str, months: Sequence[str]) -> list[str]:
    """Return the days that the text may mean, as eight digits by year."""
    short = _TWO_DIGITS.fullmatch(text)
    texts = [f"{short[1]}{century}{short[2]}" for century in ("19", "20")] if short else [text]
    days = {parse_day(each, months, first) for each in texts for first in (False, True)} - {None}
    return sorted(f"{day:%Y%m%d}" for day in days if day)

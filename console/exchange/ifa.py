"""Parsing what IFA issues: the fields of format 06 (PPN, lot, days, serial number), and the bar code of a PZN."""

import re
from collections.abc import Iterator
from functools import cache

from console.core.product_codes import PPN, has_check_digits, has_pzn_digit, may_be_pzn, ppn_of
from console.core.refusal import Refusal
from console.exchange.contents import FactName, Facts
from console.exchange.gs1_days import gs1_day
from console.exchange.hibc import hibc_readings
from console.exchange.long_days import long_day

ICCBBA = ("=", "&")
"""What a code of ISBT 128 begins with."""
MOST_READINGS = 4

_VALUE = "[0-9A-Za-z_.-]{1,20}"
_FIELDS = {
    name: re.compile(name + value)
    for name, value in {
        PPN: "(?:11[0-9]{10}|(?!11)[0-9A-Z]{3,20}[0-9]{2})", "8P": "[0-9]{14}", "1T": _VALUE, "S": _VALUE,
        "D": "[0-9]{6}", "14D": "[0-9]{8}", "16D": "[0-9]{8}", "27Q": "[0-9]{1,8}", "Q": "[0-9]{1,8}",
    }.items()
}  # fmt: skip
"""Each data identifier (ANS MH10.8.2) that is known here, with the form of its field."""
_LONGEST = 120
"""Characters without a separator in which lost ones are looked for."""
_BLANK = re.compile(r"\s")
_PZN = re.compile(r"(?:PZN *-?|-) *([0-9]{7,8})", re.IGNORECASE)


def pzn_reading(content: str) -> Facts:
    """Return what the bar code of a PZN says, "-27580899", or the line below it; nothing for any other text."""
    found = _PZN.fullmatch(content)
    if found is None or (len(found[1]) == 7 and not has_pzn_digit(found[1])):
        return ()
    wrong: Facts = () if has_pzn_digit(found[1]) else (("doubt", "check-digits"),)
    return (("code", ppn_of(found[1])), *wrong)


def bare_pzn(content: str) -> Facts:
    """Return the PZN that eight digits may be whose dash was lost, or is not typed; nothing for any other text."""
    return (("code", ppn_of(content)),) if may_be_pzn(content) else ()


def field_readings(fields: list[str], year: int) -> list[Facts]:
    """Return what the fields say; in a single one separators may be lost: then the likelier reading first.

    Refusal "scan-signs-lost", "scan-iccbba", and those of an HIBC code.
    """
    if any(each.startswith(ICCBBA) for each in fields):
        raise Refusal("scan-iccbba")
    found: list[Facts] = [()]
    for each in fields:
        if each.startswith("+"):
            read = hibc_readings(each, year)
        elif len(fields) > 1:
            read = [tuple(_facts(_BLANK.sub("", each), year))]
        else:
            read = [_lost(split, year) for split in _splits(_BLANK.sub("", each), year)]
        found = [(*before, *after) for before in found for after in read]
    if not found:
        raise Refusal("scan-signs-lost")
    return found[:MOST_READINGS]


def _lost(split: tuple[str, ...], year: int) -> Facts:
    missing: Facts = (("doubt", "separator-missing"),) if len(split) > 1 else ()
    return (*(fact for field in split for fact in _facts(field, year)), *missing)


def _facts(field: str, year: int) -> Iterator[tuple[FactName, str]]:
    name = next((name for name, form in _FIELDS.items() if form.fullmatch(field)), "")
    value = field.removeprefix(name)
    match name:
        case "9N":
            yield "code", field
            if not has_check_digits(field):
                yield "doubt", "check-digits"
        case "8P":
            yield "gtin", value
            if not has_check_digits(value):
                yield "doubt", "check-digits"
        case "1T":
            yield "lot", value
        case "S":
            yield "serial", value
        case "D" | "14D" | "16D":
            day = gs1_day(value, year) if name == "D" else long_day(value)
            yield ("made" if name == "16D" else "expires"), day.isoformat() if day else ""
        case "":
            yield "doubt", "part-unread"
        case _:
            pass


def _splits(text: str, year: int) -> list[tuple[str, ...]]:
    """Return the fields that a text may be, each identifier once and each day a day; most fields first."""

    @cache
    def ends(at: int, used: frozenset[str]) -> tuple[tuple[str, ...], ...]:
        if at == len(text):
            return ((),)
        found = [
            (text[at:end], *after)
            for name, form in _FIELDS.items()
            if name not in used and text.startswith(name, at)
            for end in range(at + len(name) + 1, len(text) + 1)
            if form.fullmatch(text, at, end) and not _is_no_day(name, text[at + len(name) : end], year)
            for after in ends(end, used | {name})
        ]
        return tuple(sorted(found, key=len, reverse=True)[:MOST_READINGS])

    return list(ends(0, frozenset())) if len(text) <= _LONGEST else []


def _is_no_day(name: str, value: str, year: int) -> bool:
    return (name == "D" and not gs1_day(value, year)) or (name in ("14D", "16D") and not long_day(value))

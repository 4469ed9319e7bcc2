"""Parsing what IFA issues: the fields of format 06 (PPN, lot, days, serial number), and the bar code of a PZN."""

import re
from collections.abc import Iterator
from functools import cache

from console.core.product_codes import (
    PPN,
    PPN_FORM,
    has_check_digits,
    has_pzn_digit,
    may_be_pzn,
    ppn_of,
    written_pzn,
)
from console.core.refusal import Refusal
from console.exchange.contents import FactName, Facts
from console.exchange.gs1_days import gs1_day
from console.exchange.long_days import long_day

MOST_READINGS = 4

_VALUE = "[0-9A-Za-z_.-]{1,20}"
_FIELDS = {PPN: re.compile(PPN_FORM)} | {
    name: re.compile(name + value)
    for name, value in {
        "8P": "[0-9]{14}", "1T": _VALUE, "S": _VALUE,
        "D": "[0-9]{6}", "14D": "[0-9]{8}", "16D": "[0-9]{8}", "27Q": "[0-9]{1,8}", "Q": "[0-9]{1,8}",
    }.items()
}  # fmt: skip
"""Each data identifier (ANS MH10.8.2) that is known here, with the form of its field."""
_LONGEST = 120
"""Characters without a separator in which lost ones are looked for."""
_BLANK = re.compile(r"\s")


def pzn_reading(content: str) -> Facts:
    """Return what the bar code of a PZN says, "-27580899", or the line below it; nothing for any other text."""
    pzn = written_pzn(content)
    if not pzn or (len(pzn) == 7 and not has_pzn_digit(pzn)):
        return ()
    wrong: Facts = () if has_pzn_digit(pzn) else (("doubt", "check-digits"),)
    return (("code", ppn_of(pzn)), *wrong)


def bare_pzn(content: str) -> Facts:
    """Return the PZN that eight digits may be whose dash was lost, or is not typed; nothing for any other text."""
    return (("code", ppn_of(content)),) if may_be_pzn(content) else ()


def field_readings(fields: list[str], year: int) -> list[Facts]:
    """Return what the fields say; in a single one separators may be lost: then the likelier reading first.

    Refusal "scan-signs-lost".
    """
    parts = [_BLANK.sub("", each) for each in fields]
    if len(parts) > 1:
        return [tuple(fact for each in parts for fact in _facts(each, year))]
    found = [_lost(split, year) for each in parts for split in _splits(each, year)]
    if not found:
        raise Refusal("scan-signs-lost")
    return found


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
        case "Q":
            yield "quantity", value
        case _:
            yield "27Q", value


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

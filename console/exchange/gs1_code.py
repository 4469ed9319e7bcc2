"""What a code of GS1 says, out of its elements: as they stand, and as they may be meant where a sign is lost."""

from msgspec.structs import replace

from console.core.refusal import Refusal
from console.exchange.contents import Doubt, Udi, one_of
from console.exchange.digital_link import has_unread, link_elements
from console.exchange.framing import SEPARATOR
from console.exchange.gs1 import (
    EXPIRY,
    GTIN,
    LOT,
    MADE,
    SERIAL,
    Elements,
    has_check_digit,
    is_proof,
    readings,
)
from console.exchange.gs1_days import USES, pack_day
from console.exchange.printed import printed_readings

_OF_RETAIL = frozenset({"E0", "E3", "E4", "I1"})
"""Symbologies that hold a GTIN and nothing else."""
OF_GS1 = frozenset({"", "C1", "d2", "Q3", "e0", "e1", "e2", "J1"}) | _OF_RETAIL
"""Symbologies of GS1's codes; "" where the scanner names none."""
_GTIN_DIGITS = (8, 12, 13, 14)
_TAKEN = (GTIN, LOT, SERIAL)
_QUANTITIES = {"30": "quantity", "37": "quantity"}
_TIMED = "7003"
"""The identifier of an expiry with its time of day."""


def read_link(content: str, year: int) -> Udi:
    """Return what a web address says of a pack. Refusal where it says nothing of one."""
    elements = link_elements(content)
    if not elements:
        raise Refusal("scan-link")
    found = _udi_of(elements, year)
    return replace(found, doubts=(*found.doubts, "part-unread")) if has_unread(content) else found


def read_elements(symbology: str, content: str, year: int) -> Udi:
    """Return what a code of GS1 says; with others, or a doubt, where a sign of it may be lost."""
    marked = bool(symbology) or SEPARATOR in content
    content = content.strip(SEPARATOR)
    if content.startswith("("):
        return _join(printed_readings(content, year), year, "brackets")
    found, as_it_stands = _elements(content, marked, symbology in _OF_RETAIL, year)
    as_it_stands = as_it_stands and found != [] and replace(_udi_of(found[0], year), left=()) != Udi()
    read = _join(found, year, "separator-lost")
    return read if as_it_stands or read.others else replace(read, doubts=(*read.doubts, "separator-missing"))


def _elements(content: str, marked: bool, retail: bool, year: int) -> tuple[list[Elements], bool]:
    """Return the readings of a code, and whether the first is the code as it stands."""
    digits = content.isdigit() and len(content) in _GTIN_DIGITS
    trade: list[Elements] = [((GTIN, content.zfill(14)),)] if digits else []
    if retail:
        return trade, True
    if trade and not marked and has_check_digit(content):
        found, as_it_stands = readings(content, year)
        return [*trade, *(each for each in found if as_it_stands and _proven(each, year))], True
    found, as_it_stands = readings(content, year)
    if not (marked or _speaks_for_itself(content, year) or any(_proven(each, year) for each in found)):
        found = []
    return (found, as_it_stands) if found or marked else (trade, True)


def _speaks_for_itself(content: str, year: int) -> bool:
    """Whether a code without a mark begins as GS1's do: with a GTIN, or a day on which something was made or ends."""
    return content.startswith(GTIN) or (
        content.startswith((MADE, EXPIRY)) and pack_day(content[:2], content[2:8], year).day != ""
    )


def _proven(elements: Elements, year: int) -> bool:
    return any(is_proof(*each, year) for each in elements)


def _udi_of(elements: Elements, year: int) -> Udi:
    values: dict[str, str] = {}
    for name, value in elements:
        if values.setdefault(name, value) != value:
            raise Refusal("scan-two-codes")
    days = {name: pack_day(name, value, year) for name, value in values.items() if name in USES}
    ends = [days[name].day[:10] for name in (EXPIRY, _TIMED) if name in days]
    made = days[MADE].day if MADE in days else ""
    expiry = min(filter(None, ends), default="")
    taken = {(EXPIRY, expiry or None), (MADE, made or None)}
    shown = {name: day for name, day in days.items() if (name, day.day) not in taken}
    found: dict[Doubt, bool] = {
        "gtin-check-digit": GTIN in values and not has_check_digit(values[GTIN]),
        "expiry-unreadable": "" in ends,
        "two-expiries": len({*ends} - {""}) > 1,
        "made-unreadable": MADE in days and not made,
        "day-unreadable": any(not day.day for name, day in shown.items() if name not in (EXPIRY, _TIMED, MADE)),
    }
    return Udi(
        gtin=values.get(GTIN, ""),
        lot=values.get(LOT, ""),
        expiry=expiry,
        made=made,
        serial=values.get(SERIAL, ""),
        doubts=tuple(doubt for doubt, so in found.items() if so),
        days=tuple(shown.values()),
        left=tuple(
            (_QUANTITIES.get(name, name), value) for name, value in values.items() if name not in (*_TAKEN, *USES)
        ),
    )


def _join(found: list[Elements], year: int, doubt: Doubt) -> Udi:
    return one_of((_udi_of(each, year) for each in found), doubt)

"""Reading the code on a pack: a barcode as a scanner types it, the line printed below it, or a web address."""

import re

from msgspec.structs import replace

from console.core.refusal import Refusal
from console.exchange.contents import Doubt, Udi
from console.exchange.digital_link import is_link, link_elements
from console.exchange.framing import SEPARATOR, unframe, unwrap, with_separators
from console.exchange.gs1 import (
    EXPIRY,
    GTIN,
    LOT,
    MADE,
    SERIAL,
    Elements,
    has_check_digit,
    is_proof,
    printed_readings,
    readings,
)
from console.exchange.gs1_days import USES, pack_day

MOST = 400
"""Characters; a pack's code has fewer than a hundred."""
BEGINNINGS = ("(", "]", "01", "http")
"""What a code begins with that somebody types, or a scanner as slow as a hand."""

_FOREIGN = re.compile(rf"[^!\"%&'()*+,\-./0-9:;<=>?A-Z_a-z{SEPARATOR}]")
"""Characters that no value in a GS1 code has."""
_OF_GS1 = frozenset({"", "C1", "d2", "Q3", "e0", "e1", "e2", "J1", "E0", "E3", "E4", "I1"})
_HIBC = re.compile(r"\+[A-Z][A-Z0-9]{3}|\[\)>\x1e?0[56]\x1d?\+")
_GTIN_DIGITS = (8, 12, 13, 14)
_UNMARKED = (GTIN, MADE, EXPIRY)
"""Identifiers by which a code without prefix or brackets is taken for one of GS1, whatever follows."""
_TIMED = "7003"
"""The identifier of an expiry with its time of day."""
_SHOWN = 12


def read_udi(text: str, year: int) -> Udi:
    """Return the contents of a scanned text, years of two digits as they are meant in `year`.

    Raises Refusal: scan-empty, -too-long, -hibc, -link, -unknown-characters, -two-codes or -not-a-code.
    """
    if len(text) > MOST:
        raise Refusal("scan-too-long", count=MOST)
    symbology, content = unframe(text)
    if not (symbology or content):
        raise Refusal("scan-empty")
    if _HIBC.match(content):
        raise Refusal("scan-hibc")
    if is_link(content):
        return _read_link(content, year)
    content = with_separators(unwrap(content))
    if foreign := _FOREIGN.findall(content):
        raise Refusal("scan-unknown-characters", characters=_visible(foreign))
    if symbology not in _OF_GS1:
        raise Refusal("scan-not-a-code")
    return _read_elements(symbology, content, year)


def _read_link(content: str, year: int) -> Udi:
    elements = link_elements(content)
    if not elements:
        raise Refusal("scan-link")
    return _udi_of(elements, year)


def _read_elements(symbology: str, content: str, year: int) -> Udi:
    """Return what a code of GS1 says; with others, or a doubt, where a sign of it may be lost."""
    marked = bool(symbology) or SEPARATOR in content
    content = content.strip(SEPARATOR)
    if content.startswith("("):
        return _join(printed_readings(content, year), year, "brackets")
    found, as_it_stands = _elements(content, marked, symbology.startswith("E"), year)
    read = _join(found, year, "separator-lost")
    return read if as_it_stands or read.others else replace(read, doubts=(*read.doubts, "separator-missing"))


def _elements(content: str, marked: bool, retail: bool, year: int) -> tuple[list[Elements], bool]:
    """Return the readings of a code, and whether the first is the code as it stands."""
    digits = content.isdigit() and len(content) in _GTIN_DIGITS
    trade: list[Elements] = [((GTIN, content.zfill(14)),)] if digits else []
    if trade and (retail or has_check_digit(content)):
        found, as_it_stands = ([], True) if retail else readings(content, year)
        return [*trade, *(each for each in found if as_it_stands and _proven(each, year))], True
    found, as_it_stands = readings(content, year)
    if not marked and not content.startswith(_UNMARKED) and not any(_proven(each, year) for each in found):
        found = []
    return (found, as_it_stands) if found else (trade, True)


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
    )


def _join(found: list[Elements], year: int, doubt: Doubt) -> Udi:
    """Return the first of several readings with the others, which differ from it."""
    first, *others = dict.fromkeys(_udi_of(each, year) for each in found) or [Udi()]
    if first == Udi():
        raise Refusal("scan-not-a-code")
    return replace(first, doubts=(*first.doubts, doubt), others=tuple(others)) if others else first


def _visible(characters: list[str]) -> str:
    """Return the first few characters, the invisible ones by number."""
    each = dict.fromkeys(char if char.isprintable() else f"U+{ord(char):04X}" for char in characters)
    return " ".join(list(each)[:_SHOWN])

"""Reading the code on a pack: a GS1 barcode as a scanner types it, or the line printed below it."""

import re
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from console.core.refusal import Refusal
from console.exchange.gs1 import EXPIRY, GTIN, LOT, MADE, SEPARATOR, SERIAL, Elements, gs1_day, parse_printed, readings

MOST = 400
"""Characters; a pack's code has fewer than a hundred."""
Doubt = Literal["gtin-check-digit", "separator-lost", "expiry-unreadable", "made-unreadable"]

_SPELLED = re.compile(r"[<{\[](?:gs|fnc1)[>}\]]|\\x1d|\^\]|␝|\|", re.IGNORECASE)
"""A separator as keyboard wedges type it."""
_BLANK = re.compile("[ \t\r\n\xa0]")
_FOREIGN = re.compile(rf"[^!\"%&'()*+,\-./0-9:;<=>?A-Z_a-z{SEPARATOR}]")
"""Characters that no value in a GS1 code has."""
_AIM = re.compile(r"\]([A-Za-z][0-9A-Za-z])")
_OF_GS1 = frozenset({"C1", "d2", "Q3", "e0", "e1", "e2", "J1", "E0", "E3", "E4", "I1"})
_HIBC = re.compile(r"\+[A-Z][A-Z0-9]{3}|\[\)>\x1e?0[56]\x1d?\+")
_GTIN_DIGITS = (8, 12, 13, 14)
_UNMARKED = (GTIN, MADE, EXPIRY)
"""Identifiers by which a code without prefix or brackets is taken for one of GS1."""
_SHOWN = 12


class Udi(Struct, frozen=True):
    """The contents of a code; "" for what it does not have. The GTIN has 14 digits, days are ISO.

    With "separator-lost" there are `others`, the likelier first: somebody who sees the pack says which is right.
    """

    gtin: str = ""
    lot: str = ""
    expiry: str = ""
    made: str = ""
    serial: str = ""
    doubts: tuple[Doubt, ...] = ()
    others: "tuple[Udi, ...]" = ()


def read_udi(text: str) -> Udi:
    """Return the contents of a scanned text.

    Raises Refusal: scan-empty, -too-long, -hibc, -unknown-characters, -two-codes or -not-a-code.
    """
    if len(text) > MOST:
        raise Refusal("scan-too-long", count=MOST)
    content = text.strip()
    if not content:
        raise Refusal("scan-empty")
    aim = _AIM.match(content)
    content = content[aim.end() :] if aim else content
    if _HIBC.match(content):
        raise Refusal("scan-hibc")
    content = _BLANK.sub("", _SPELLED.sub(SEPARATOR, content))
    if foreign := _FOREIGN.findall(content):
        raise Refusal("scan-unknown-characters", characters=_visible(foreign))
    if aim and aim[1] not in _OF_GS1:
        raise Refusal("scan-not-a-code")
    marked = bool(aim) or content.startswith(SEPARATOR)
    found = [_udi_of(each) for each in _elements(content.strip(SEPARATOR), marked)]
    if not found or found[0] == Udi():
        raise Refusal("scan-not-a-code")
    return _join_readings(found)


def _elements(content: str, marked: bool) -> list[Elements]:
    if content.startswith("("):
        found = parse_printed(content)
        return [found] if found else []
    digits = content.isdigit() and len(content) in _GTIN_DIGITS
    trade: list[Elements] = [((GTIN, content.zfill(14)),)]
    if digits and has_check_digit(content):
        return trade
    found_in = readings(content) if marked or content.startswith(_UNMARKED) else []
    return found_in or (trade if digits else [])


def has_check_digit(gtin: str) -> bool:
    """Whether the last digit is the check digit of the others."""
    from biip.checksums import gs1_standard_check_digit

    return gs1_standard_check_digit(gtin[:-1]) == int(gtin[-1])


def _udi_of(elements: Elements) -> Udi:
    values: dict[str, str] = {}
    for name, value in elements:
        if values.setdefault(name, value) != value:
            raise Refusal("scan-two-codes")
    doubts: list[Doubt] = []
    if GTIN in values and not has_check_digit(values[GTIN]):
        doubts.append("gtin-check-digit")
    expiry, made = (gs1_day(values.get(name, "")) for name in (EXPIRY, MADE))
    if EXPIRY in values and expiry is None:
        doubts.append("expiry-unreadable")
    if MADE in values and made is None:
        doubts.append("made-unreadable")
    return Udi(
        gtin=values.get(GTIN, ""),
        lot=values.get(LOT, ""),
        expiry=expiry.isoformat() if expiry else "",
        made=made.isoformat() if made else "",
        serial=values.get(SERIAL, ""),
        doubts=tuple(doubts),
    )


def _join_readings(found: list[Udi]) -> Udi:
    first, *others = found
    if not others:
        return first
    return replace(first, doubts=(*first.doubts, "separator-lost"), others=tuple(others))


def _visible(characters: list[str]) -> str:
    """Return the first few characters, the invisible ones by number."""
    each = dict.fromkeys(char if char.isprintable() else f"U+{ord(char):04X}" for char in characters)
    return " ".join(list(each)[:_SHOWN])

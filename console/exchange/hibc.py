"""Parsing an HIBC code (ANSI/HIBC 2.6): the primary, which names the product, the secondary, and both in one."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from console.core.product_codes import HIBC_FORM
from console.core.refusal import Refusal
from console.exchange.contents import FactName, Facts
from console.exchange.gs1_days import full_year, gs1_day
from console.exchange.long_days import long_day

SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%"
"""Every sign that a code may have, by its value in the check character."""

_PRIMARY = re.compile(rf"({HIBC_FORM})(?:/(.*))?")
_NUMBER = re.compile(r"[0-9A-Z.$+%-]{1,20}")
_QUANTITY = re.compile(r"8[0-9]{2}|9[0-9]{5}")
_MARKED = re.compile(r"(14D|16D)([0-9]{8})|(S)(.+)|Q([0-9]+)")
_SIZES = {"0": 4, "1": 4, "2": 6, "3": 6, "4": 8, "5": 5, "6": 7, "7": 0}
"""Digits of a date by the digit that tells its form; 0 and 1 are the first of the date itself."""
_JULIAN = re.compile(r"([0-9]{5})(.*)")
_MOST_SECONDARIES = 2
"""Behind one primary. Without a bound a code that is made for it has as many ways to be parted as there are."""


def check_character(text: str) -> str:
    """Return the check character of a code without it: the sum of its signs' values, modulo 43."""
    return SIGNS[sum(map(SIGNS.index, text)) % len(SIGNS)]


def hibc_readings(content: str, year: int) -> list[Facts]:
    """Return what an HIBC code says; two readings, the likelier first, where its check character does not fit.

    A scanner may keep that to itself; the link and it may be blanks, that get lost at the end of what is typed.
    Refusal "scan-hibc-unread", "scan-not-a-code".
    """
    code = content.strip("*").upper().replace("_", " ")
    text = code.rstrip(" ")
    if not {*text} <= {*SIGNS}:
        raise Refusal("scan-hibc-unread")
    for form in (code, text, f"{text} ", f"{text}  "):
        bodies = _proven(form)
        if bodies:
            return _readable([(bodies, ())], year)
    if text[1:2].isdigit():
        raise Refusal("scan-not-a-code")
    doubt: Facts = (("doubt", "check-character"),)
    return _readable([((text[:-1],), doubt), ((text,), doubt)], year)


def _readable(candidates: list[tuple[tuple[str, ...], Facts]], year: int) -> list[Facts]:
    """Return what each candidate says, codes without their check characters with a doubt; Refusal where none can be."""
    found: list[Facts] = []
    why: Refusal | None = None
    for bodies, doubt in candidates:
        try:
            found.append((*(fact for body in bodies for fact in _facts(body, year)), *doubt))
        except Refusal as refusal:
            why = why or refusal
    if why and not found:
        raise why
    return found


def _proven(text: str) -> tuple[str, ...]:
    """Return the codes that a text is, without the check characters, where these fit; none where they don't."""
    codes = _codes(text) or ([text] if text[-1:] == check_character(text[:-1]) else [])
    return tuple(each[:-1] for each in codes)


def _codes(text: str) -> list[str]:
    """Return the codes that came as one: a primary, and secondaries that name its check character; [] for no such."""
    for at in (found.start() for found in re.finditer(r"\+", text)):
        primary = text[:at]
        if _PRIMARY.fullmatch(primary[:-1]) and primary[-1] == check_character(primary[:-1]):
            rest = _secondaries(text[at:], primary[-1])
            if rest:
                return [primary, *rest]
    return []


def _secondaries(text: str, link: str, most: int = _MOST_SECONDARIES) -> list[str]:
    ends = [found.start() for found in re.finditer(r"\+", text)][1:]
    for at in [*ends, len(text)]:
        code = text[:at]
        if code[-2:] == link + check_character(code[:-1]):
            rest = _secondaries(text[at:], link, most - 1) if at < len(text) and most > 1 else []
            if rest or at == len(text):
                return [code, *rest]
    return []


def _facts(body: str, year: int) -> Iterator[tuple[FactName, str]]:
    """Yield what a code without its check character says; of a secondary its last sign is the link. Refusal."""
    primary = _PRIMARY.fullmatch(body)
    if primary:
        parts = primary[2].split("/") if primary[2] else []
        yield "code", primary[1]
        if not parts:
            yield "link", check_character(body)
    elif re.match(r"\+(?:\$|[0-9]{5}|1[46]D|S)", body):
        yield "link", body[-1]
        parts = body[1:-1].split("/")
    else:
        raise Refusal("scan-not-a-code" if body[1:2] == "/" else "scan-hibc-unread")
    for part in parts:
        yield from _part(part, year)


def _part(part: str, year: int) -> Iterator[tuple[FactName, str]]:
    marked = _MARKED.fullmatch(part)
    if part.startswith("$$"):
        yield from _dated(part[2:], year)
    elif part.startswith("$"):
        yield from _numbered(part[1:])
    elif julian := _JULIAN.fullmatch(part):
        yield "expires", _iso(_ordinal_day(julian[1], year))
        yield from _numbered(julian[2])
    elif marked and marked[1]:
        yield ("expires" if marked[1] == "14D" else "made"), _iso(long_day(marked[2]))
    elif marked and marked[3]:
        yield from _numbered(f"+{marked[4]}")
    elif marked:
        yield "quantity", marked[5]
    else:
        yield "doubt", "part-unread"


def _dated(text: str, year: int) -> Iterator[tuple[FactName, str]]:
    """Yield the day and the number of a part with a form of date; a quantity may stand before that."""
    plus, rest = ("+", text[1:]) if text.startswith("+") else ("", text)
    quantity = _QUANTITY.match(rest)
    if quantity:
        yield "quantity", quantity[0][1:]
        rest = rest[quantity.end() :]
    form = rest[:1]
    if form not in _SIZES:
        if not quantity:
            raise Refusal("scan-hibc-unread")
        yield from _numbered(plus + rest)
        return
    start = 0 if form in "01" else 1
    digits, number = rest[start : start + _SIZES[form]], rest[start + _SIZES[form] :]
    if len(digits) < _SIZES[form] or (digits and not digits.isdigit()):
        yield "expires", ""
        yield "doubt", "part-unread"
        yield from _numbered(plus + rest)
        return
    if digits:
        yield from _expiry(form, digits, year)
    yield from _numbered(plus + number)


def _expiry(form: str, digits: str, year: int) -> Iterator[tuple[FactName, str]]:
    if form in "01":
        day = _month_end(digits, year)
    elif form == "2":
        day = gs1_day(digits[4:] + digits[:4], year)
    elif form in "34":
        day = gs1_day(digits[:6], year)
    else:
        day = _ordinal_day(digits[:5], year)
    hour = digits[-2:] if form in "46" else ""
    sound = day is not None and (not hour or int(hour) < 24)
    yield "expires", _iso(day) if sound else ""
    if not sound:
        yield "doubt", "part-unread"
    elif hour:
        yield "expires-at", f"{_iso(day)}T{hour}:00"


def _numbered(text: str) -> Iterator[tuple[FactName, str]]:
    """Yield the lot, or after + the serial number; nothing where there is none. Refusal."""
    name: FactName = "serial" if text.startswith("+") else "lot"
    number = text.removeprefix("+")
    if number and not _NUMBER.fullmatch(number):
        raise Refusal("scan-hibc-unread")
    if number:
        yield name, number


def _month_end(mmyy: str, year: int) -> date | None:
    month, whole = int(mmyy[:2]), full_year(int(mmyy[2:]), year)
    return date(whole, month, monthrange(whole, month)[1]) if 1 <= month <= 12 else None


def _ordinal_day(yyjjj: str, year: int) -> date | None:
    """Return the day of a year and its number in it; None where that year has none."""
    whole, number = full_year(int(yyjjj[:2]), year), int(yyjjj[2:])
    day = date(whole, 1, 1) + timedelta(number - 1)
    return day if day.year == whole else None


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""

"""The days in a GS1 code: the century of a year of two digits, and what each day is for."""

import re
from calendar import monthrange
from datetime import date, datetime, time
from typing import Literal

from msgspec import Struct

DayUse = Literal[
    "made", "due", "packed", "best-before", "sell-by", "expires", "deliver-from", "deliver-by", "released", "frozen",
    "harvested", "test-by", "born",
]  # fmt: skip
USES: dict[str, DayUse] = {
    "11": "made", "12": "due", "13": "packed", "15": "best-before", "16": "sell-by", "17": "expires",
    "4324": "deliver-from", "4325": "deliver-by", "4326": "released", "7003": "expires", "7006": "frozen",
    "7007": "harvested", "7011": "test-by", "7250": "born", "7251": "born", "8008": "made",
}  # fmt: skip
"""Every identifier of a day in the General Specifications, with what the day is for."""
_MONTH_WILL_DO = frozenset({"11", "12", "13", "15", "16", "17", "4324", "4325"})
"""Those whose day may be 00: the last of the month."""
_WHOLE_YEARS = frozenset({"7250", "7251"})
_NO_TIME = "9999"
_BACK, _AHEAD = 51, 50
_TAKEN_BACK, _TAKEN_AHEAD = 16, 34


class PackDay(Struct, frozen=True):
    """A day in a code, ISO, with its time of day where the code has one.

    use      what it is for
    day      "" where what stands there is no day
    written  what stands there
    until    the last day where it is several
    """

    use: DayUse
    day: str
    written: str
    until: str = ""


def full_year(digits: int, year: int) -> int:
    """Return the year that two digits mean in `year`: 51 to 99 above its own the century before, 50 below the next."""
    ahead = digits - year % 100
    century = year - year % 100
    if ahead >= _BACK:
        century -= 100
    elif ahead <= -_AHEAD:
        century += 100
    return century + digits


def gs1_day(value: str, year: int, month_will_do: bool = True) -> date | None:
    """Return the day of YYMMDD as it is meant in `year`, None for no day; day 00 is the month's last."""
    if not re.fullmatch(r"[0-9]{6}", value):
        return None
    month, number = int(value[2:4]), int(value[4:])
    try:
        whole = full_year(int(value[:2]), year)
        return date(whole, month, number or (monthrange(whole, month)[1] if month_will_do else 0))
    except ValueError:
        return None


def pack_day(name: str, value: str, year: int) -> PackDay:
    """Return the day of an element; `name` is one of USES."""
    size = 8 if name in _WHOLE_YEARS else 6
    head, rest = value[:size], value[size:]
    first = _whole_day(head) if name in _WHOLE_YEARS else gs1_day(head, year, name in _MONTH_WILL_DO)
    if first is None:
        return PackDay(USES[name], "", value)
    if name == "7007" and rest:
        last = gs1_day(rest, year, month_will_do=False)
        return PackDay(USES[name], first.isoformat() if last else "", value, last.isoformat() if last else "")
    if not rest or (rest == _NO_TIME and name != "7003"):
        return PackDay(USES[name], first.isoformat(), value)
    at = _time(rest)
    whole = datetime.combine(first, at).isoformat(timespec="minutes") if at else ""
    return PackDay(USES[name], whole, value)


def may_be_day(value: str, year: int) -> bool:
    """Whether six digits within a lot may be a day on a pack: one of the years about now."""
    found = gs1_day(value, year)
    return found is not None and year - _TAKEN_BACK <= found.year <= year + _TAKEN_AHEAD


def _whole_day(value: str) -> date | None:
    try:
        return date(int(value[:4]), int(value[4:6]), int(value[6:]))
    except ValueError:
        return None


def _time(value: str) -> time | None:
    """Return the time of HH, HHMM or HHMMSS; None for none."""
    try:
        hour, minute, second = (int(value[at : at + 2] or "0") for at in (0, 2, 4))
        return time(hour, minute, second)
    except ValueError:
        return None

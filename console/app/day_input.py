"""A day as somebody types it, in the order of the place; nothing is filled in that was not typed."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from console.core.days import YEARS
from console.core.refusal import Refusal

EXPIRY_YEARS = range(1950, 2100)
"""A pack of the century before is expired, and recorded as it is."""


def parse_day(text: str, months: Sequence[str], month_first: bool = False) -> date | None:
    """Return the day; None where it is no whole day: the year has four digits. Months in short count as numbers.

    Eight digits at once have the year where it makes a year that days are typed of: behind, or in front.
    """
    parts = _parts(text)
    if len(parts) != 1 or len(parts[0]) != 8 or not parts[0].isdigit():
        return _day(parts, months, month_first)
    digits = parts[0]
    cuts = ([digits[:2], digits[2:4], digits[4:]], [digits[:4], digits[4:6], digits[6:]])
    days = (_day(cut, months, month_first) for cut in cuts)
    return next((day for day in days if day and day.year in YEARS), None)


def _day(parts: list[str], months: Sequence[str], month_first: bool) -> date | None:
    if len(parts) != 3:
        return None
    named = [index for index, part in enumerate(parts) if not part.isdigit()]
    if len(parts[0]) == 4 and not named:
        year, month, day = parts
    elif named:
        month, (day, year) = parts.pop(named[0]), parts
        if len(day) == 4:
            day, year = year, day
    else:
        month, day, year = parts if month_first else (parts[1], parts[0], parts[2])
    number = int(month) if month.isdigit() else month_number(month, months)
    if len(year) != 4 or not (day + year).isdigit():
        return None
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None


def parse_expiry(text: str, months: Sequence[str], month_first: bool = False) -> date | None:
    """Return a whole day, or the last day of a month and a year of four digits, as packs have it (GS1); or None."""
    parts = _parts(text)
    if len(parts) != 2:
        day = parse_day(text, months, month_first)
        return day if day and day.year in EXPIRY_YEARS else None
    month, year = parts if len(parts[1]) == 4 and parts[1].isdigit() else (parts[1], parts[0])
    number = int(month) if month.isdigit() and len(month) <= 2 else month_number(month, months)
    if len(year) != 4 or not year.isdigit() or int(year) not in EXPIRY_YEARS or not 1 <= number <= 12:
        return None
    return date(int(year), number, monthrange(int(year), number)[1])


def expiry_refusal(text: str) -> Refusal:
    """Return the refusal of an expiry that can't be read: it never counts as not recorded."""
    return Refusal("no-expiry-day", text=text.strip()[:20])


def _parts(text: str) -> list[str]:
    """Split the text into its numbers, in our digits, and its words, in small letters."""
    digits = "".join(str(unicodedata.digit(char, char)) for char in text.strip().casefold())
    return re.findall(r"\d+|[^\W\d_]+", digits)


def month_number(month: str, months: Sequence[str]) -> int:
    """Return the number of the month that begins so; 0 where none does."""
    short = [each.casefold() for each in months]
    return next((at for at, each in enumerate(short, start=1) if month.startswith(each)), 0)

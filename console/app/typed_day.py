"""A day as somebody types it, in the order of the place; nothing is filled in that was not typed."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date


def typed_day(text: str, months: Sequence[str], month_first: bool = False) -> date | None:
    """None where it is no whole day: the year has four digits. Names of months in short count as well as numbers."""
    digits = "".join(str(unicodedata.digit(char, char)) for char in text.strip().casefold())
    parts = re.findall(r"\d+|[^\W\d_]+", digits)
    if len(parts) == 1 and len(digits) == 8 and digits.isdigit():
        parts = [digits[:2], digits[2:4], digits[4:]]
    if len(parts) != 3:
        return None
    named = [index for index, part in enumerate(parts) if not part.isdigit()]
    if len(parts[0]) == 4 and not named:
        year, month, day = parts
    elif named:
        month, (day, year) = parts.pop(named[0]), parts
    else:
        month, day, year = parts if month_first else (parts[1], parts[0], parts[2])
    number = int(month) if month.isdigit() else _named(month, months)
    if len(year) != 4 or not (day + year).isdigit():
        return None
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None


def _named(month: str, months: Sequence[str]) -> int:
    """0 where no month begins so, or is so begun."""
    short = [each.casefold() for each in months]
    return next((at for at, each in enumerate(short, start=1) if month.startswith(each)), 0)

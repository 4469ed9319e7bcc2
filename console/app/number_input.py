"""A number as somebody types it: with a comma or a point, in the digits of any script, and nothing else."""

import re
from decimal import Decimal

MARKS = ".,٫"
"""Each is the decimal sign in some country, so none is ever read as parting thousands."""
MOST_TYPED = 999_999_999
"""As much as is read at all; who takes the number says what is too much."""
_NUMBER = re.compile(rf"(\d{{1,9}})(?:[{MARKS}](\d{{0,9}}))?")


def parse_number(text: str, most: int, places: int = 3) -> Decimal | None:
    """Return a number up to `most`, with at most so many places. None for what is no such number, a sign too."""
    matched = _NUMBER.fullmatch(text.strip())
    if matched is None or len(matched[2] or "") > places:
        return None
    number = Decimal(f"{int(matched[1])}.{_ascii(matched[2] or '0')}")
    return number if number <= most else None


def parse_whole(text: str, most: int) -> int | None:
    """Return a whole number up to `most`; None for what is none."""
    number = parse_number(text, most, 0) if not set(MARKS) & set(text) else None
    return None if number is None else int(number)


def _ascii(digits: str) -> str:
    return "".join(str(int(each)) for each in digits)

"""Days of eight digits, as codes of HIBCC and IFA write them."""

import re
from calendar import monthrange
from datetime import date


def long_day(value: str) -> date | None:
    """Return the day of YYYYMMDD, None for no day; day 00 is the month's last."""
    if not re.fullmatch(r"[0-9]{8}", value):
        return None
    year, month, number = int(value[:4]), int(value[4:6]), int(value[6:])
    try:
        return date(year, month, number or monthrange(year, month)[1])
    except ValueError:
        return None

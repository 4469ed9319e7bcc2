"""Which day it is in the treatment room."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from itertools import pairwise

from console.core.events import Offset
from console.core.state import SessionState

EPOCH = date(1970, 1, 1)
HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
YEARS = range(1900, 2100)
"""Of days that somebody types: beyond them a year is a slip."""


def day_at(utc_ms: int, minutes: int) -> date:
    """Return the day of an instant where local time leads UTC by so many minutes."""
    return datetime.fromtimestamp(utc_ms / 1000 + minutes * 60, UTC).date()


def latest_day(utc_ms: int) -> date:
    """Return the day of an instant where on Earth it is the latest."""
    return day_at(utc_ms, 14 * 60)


def day_start(utc_ms: int, minutes: Callable[[int], int]) -> int:
    """Return the first instant of the day of `utc_ms`; local time leads UTC by `minutes` at an instant in ms of UTC.

    A day may have no midnight, or two; with its clocks set back over the date line it lasts two days.
    """
    day = day_at(utc_ms, minutes(utc_ms))
    midnight = (day.toordinal() - EPOCH.toordinal()) * DAY_MS
    hours = range(utc_ms - 2 * DAY_MS, utc_ms + 1, HOUR_MS)
    changes = [_change(*each, minutes) for each in pairwise(hours) if minutes(each[0]) != minutes(each[1])]
    edges = [hours[0], *changes, utc_ms + 1]
    begun = ((max(edge, midnight - minutes(edge) * 60_000), end) for edge, end in pairwise(edges))
    return min(at for at, end in begun if at < end and day_at(at, minutes(at)) == day)


def _change(low: int, high: int, minutes: Callable[[int], int]) -> int:
    """Return the first instant with another lead than at `low`."""
    before = minutes(low)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if minutes(middle) == before else (low, middle)
    return high


def session_day(state: SessionState, t: int = 0) -> date:
    """Return the room's day at t on the session's own time."""
    return day_at(state.begun.utc_ms + t, state.offset_min)


def screening_day(state: SessionState) -> date:
    """Return the day on which the session began, by which screening goes: UTC's where it says so, else the room's."""
    return day_at(state.begun.utc_ms, 0 if state.days == "utc" else state.offset_min)


def local_minutes(offsets: Sequence[Offset], utc_ms: int) -> int:
    """Return the minutes to add to UTC at this instant; before the first offset, the first one's."""
    minutes = offsets[0].minutes if offsets else 0
    for offset in offsets:
        if offset.from_utc_ms <= utc_ms:
            minutes = offset.minutes
    return minutes


def begun_minutes(state: SessionState) -> int | None:
    """Return by so much local time led UTC when the session began, as its paper has it; None: an older record is open.

    Once it is sealed the record's own table says it.
    """
    if state.signed and state.signed[0].offsets:
        return local_minutes(state.signed[0].offsets, state.begun.utc_ms)
    return state.offset_min if state.days == "room" else None

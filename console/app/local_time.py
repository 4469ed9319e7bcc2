"""Local time as a table of offsets, so that a record prints the same wherever it is printed."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from console.core.days import day_at
from console.core.events import Offset

BEFORE = timedelta(days=2)
AFTER = timedelta(days=92)


def offsets(zone: str, begun_utc_ms: int, now_utc_ms: int) -> tuple[Offset, ...]:
    """Return the offsets of a zone from two days before the session to three months after now, ascending.

    A zone name that this computer does not know counts as UTC.
    """
    tz = _zone(zone)
    first = datetime.fromtimestamp(min(begun_utc_ms, now_utc_ms) / 1000, UTC) - BEFORE
    last = datetime.fromtimestamp(max(begun_utc_ms, now_utc_ms) / 1000, UTC) + AFTER
    table = [Offset(_ms(first), _minutes(first, tz))]
    day = first
    while day < last:
        following = day + timedelta(days=1)
        if _minutes(following, tz) != table[-1].minutes:
            change = _change(day, following, tz)
            table.append(Offset(_ms(change), _minutes(change, tz)))
        day = following
    return tuple(table)


def minutes_at(zone: str, utc_ms: int) -> int:
    """Return local time's lead over UTC at an instant, in minutes; 0 for a zone that this computer does not know."""
    return _minutes(datetime.fromtimestamp(utc_ms / 1000, UTC), _zone(zone))


def day_in(zone: str, utc_ms: int, minutes: int | None = None) -> date:
    """Return the day of an instant: by the record's own lead over UTC where it says one, else in this zone."""
    return day_at(utc_ms, minutes_at(zone, utc_ms) if minutes is None else minutes)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def _change(low: datetime, high: datetime, tz: ZoneInfo) -> datetime:
    """Return the minute at which the offset changes between two instants."""
    low = low.replace(second=0, microsecond=0)
    while high - low > timedelta(minutes=1):
        middle = low + timedelta(minutes=(high - low) // timedelta(minutes=2))
        if _minutes(middle, tz) == _minutes(low, tz):
            low = middle
        else:
            high = middle
    return high.replace(second=0, microsecond=0)


def _minutes(at: datetime, tz: ZoneInfo) -> int:
    offset = at.astimezone(tz).utcoffset() or timedelta()
    return offset // timedelta(minutes=1)


def _ms(at: datetime) -> int:
    return round(at.timestamp() * 1000)

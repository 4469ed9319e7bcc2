"""Which day it is in the treatment room."""

from datetime import UTC, date, datetime

from console.core.state import SessionState


def day_at(utc_ms: int, minutes: int) -> date:
    """Return the day of an instant where local time leads UTC by so many minutes."""
    return datetime.fromtimestamp(utc_ms / 1000 + minutes * 60, UTC).date()


def session_day(state: SessionState, t: int = 0) -> date:
    """Return the room's day at t on the session's own time."""
    return day_at(state.begun.utc_ms + t, state.offset_min)


def screening_day(state: SessionState) -> date:
    """Return the day on which the session began, by which screening goes: UTC's where it says so, else the room's."""
    return day_at(state.begun.utc_ms, 0 if state.days == "utc" else state.offset_min)

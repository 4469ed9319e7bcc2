"""Instants as the people in the room read them: the computer's time zone and the system's locale."""

from datetime import date, datetime

from PySide6.QtCore import QDate, QDateTime, QLocale


def clock_time(utc_ms: int, seconds: bool = False) -> str:
    """Return the time of day."""
    return QDateTime.fromMSecsSinceEpoch(utc_ms).toString("hh:mm:ss" if seconds else "hh:mm")


def day_of(utc_ms: int) -> date:
    return datetime.fromtimestamp(utc_ms / 1000).astimezone().date()


def day_text(day: date) -> str:
    """Return the day with its month in words, so that none is taken for another."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMM yyyy")


def short_day_text(utc_ms: int) -> str:
    """Return day and month of an instant."""
    day = day_of(utc_ms)
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMM")


def month_first() -> bool:
    """Whether the place writes the month before the day."""
    return QLocale().dateFormat(QLocale.FormatType.ShortFormat).lower().startswith("m")


def day_and_time(utc_ms: int) -> str:
    """Return weekday, day and time of day."""
    day = day_of(utc_ms)
    name = QLocale().standaloneDayName(day.isoweekday(), QLocale.FormatType.ShortFormat)
    return f"{name} {day_text(day)} {clock_time(utc_ms)}"

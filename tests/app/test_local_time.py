"""Local time as a table of offsets: changes to summer time, odd zones, zones that are none."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.app.local_time import offsets
from console.core.days import local_minutes

DAY_MS = 86_400_000
ZONES = ["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Africa/Casablanca", "UTC"]


def ms(text: str) -> int:
    return round(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000)


def test_the_night_of_the_change_is_exact_to_the_minute() -> None:
    table = offsets("Europe/Berlin", ms("2026-03-28 10:00"), ms("2026-03-28 11:00"))
    assert local_minutes(table, ms("2026-03-29 00:59:59")) == 60
    assert local_minutes(table, ms("2026-03-29 01:00:00")) == 120


@given(st.sampled_from(ZONES), st.integers(ms("1990-01-01"), ms("2036-01-01")), st.integers(-2 * DAY_MS, 90 * DAY_MS))
def test_the_table_says_what_the_zone_says(zone: str, begun: int, later: int) -> None:
    at = begun + later
    expected = datetime.fromtimestamp(at / 1000, UTC).astimezone(ZoneInfo(zone)).utcoffset()
    assert expected is not None
    assert local_minutes(offsets(zone, begun, begun), at) == expected.total_seconds() // 60


@pytest.mark.parametrize("zone", ["Mars/Olympus", "Europe", "", "../../etc/passwd", "Europe/Berlin\x00"])
def test_a_zone_that_is_none_counts_as_utc(zone: str) -> None:
    assert {offset.minutes for offset in offsets(zone, 0, 0)} == {0}


def test_without_a_table_local_is_utc() -> None:
    assert local_minutes((), 0) == 0

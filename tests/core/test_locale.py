"""How texts, numbers, days and times read in a language: facts that turn nothing, and one clock, the room's."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.app.local_time import minutes_at
from console.core.text.locale import END, ISOLATE, Locale
from tests.support.texts import TABLES, TEXTS

DAY_MS = 86_400_000
NOON = 1_772_452_800_000
"""2 March 2026, 12:00 UTC, a Monday."""
TEXT = {"group": {"seen": "{name} has {count}.", "bare": "{name}"}}


def locale(direction: str = "ltr", **changes: str) -> Locale:
    return Locale({**TABLES, **TEXT, "format": {**TABLES["format"], "direction": direction, **changes}})


@pytest.mark.parametrize("name", ["فاطمة", "שירה", "Ada\u202eevil", "Öberg שירה"])
def test_a_fact_that_could_turn_the_text_is_isolated(name: str) -> None:
    assert locale().say("group", "seen", name=name, count=2) == f"{ISOLATE}{name}{END} has 2."


@pytest.mark.parametrize("name", ["Ada", "Konstantinos Öberg", "Ноа", "10:42", "安"])
def test_a_fact_that_turns_nothing_stays_as_it_is(name: str) -> None:
    assert locale().say("group", "seen", name=name, count=2) == f"{name} has 2."


def test_a_language_from_the_right_isolates_what_runs_from_the_left() -> None:
    hebrew = locale("rtl")
    assert hebrew.rtl
    assert hebrew.say("group", "seen", name="Ada", count=2) == f"{ISOLATE}Ada{END} has 2."
    assert hebrew.say("group", "seen", name="10–42", count=2) == f"{ISOLATE}10–42{END} has 2."
    assert hebrew.say("group", "seen", name="10:42", count=2) == "10:42 has 2."
    assert hebrew.say("group", "seen", name="שירה", count=2) == "שירה has 2."


def test_what_is_the_whole_text_or_goes_to_a_file_is_not_isolated() -> None:
    assert locale().say("group", "bare", name="שירה") == "שירה"
    plain = Locale({**TABLES, **TEXT}, isolates=False)
    assert plain.say("group", "seen", name="שירה", count=2) == "שירה has 2."
    assert plain.pair("Lot", "שירה") == "Lot: שירה"
    assert locale().pair("Lot", "שירה") == f"Lot: {ISOLATE}שירה{END}"


def test_numbers_and_lists_are_the_languages() -> None:
    german = locale(decimal=",", list=" / ")
    assert (german.mm(750), german.number(6.0), german.number(1.50)) == ("0,75 mm", "6", "1,5")
    assert german.listed(["a", "", "b"]) == "a / b"


def test_times_are_the_rooms() -> None:
    berlin = Locale(TEXTS, lambda utc_ms: minutes_at("Europe/Berlin", utc_ms))
    assert berlin.clock_time(NOON) == "13:00"
    assert berlin.clock_time(NOON + 5_000, seconds=True) == "13:00:05"
    assert berlin.day_and_time(NOON) == "Mon 2 Mar 2026 13:00"
    assert berlin.day_of(NOON + 11 * 3_600_000) == date(2026, 3, 3)
    assert Locale(TEXTS).clock_time(NOON) == "12:00"


def test_a_pattern_of_the_table_orders_day_and_time() -> None:
    other = locale(**{"day-time": "{time}, {day}", "weekday-day": "{day} ({weekday})", "time": "{hour}.{minute}"})
    assert other.day_and_time(NOON) == "12.00, 2 Mar 2026 (Mon)"


@given(st.integers(0, 2 * 365 * DAY_MS), st.sampled_from(["Europe/Berlin", "America/Los_Angeles", "Asia/Kolkata"]))
def test_a_day_begins_at_midnight_of_the_room(after: int, zone: str) -> None:
    """Also where the clocks change on that day."""
    room = Locale(TEXTS, lambda utc_ms: minutes_at(zone, utc_ms))
    start = room.day_start(NOON + after)
    assert room.clock_time(start, seconds=True) == "00:00:00"
    assert room.day_of(start) == room.day_of(NOON + after)
    assert start <= NOON + after

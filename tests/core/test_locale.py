"""How texts, numbers, days and times read in a language: facts that turn nothing, and one clock, the room's."""

import re
from bisect import bisect_left
from datetime import UTC, date, datetime
from functools import partial
from itertools import accumulate, pairwise
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.app.local_time import minutes_at
from console.core.text.isolates import END, ISOLATE, RIGHT_TO_LEFT
from console.core.text.locale import Locale, Table
from tests.support.texts import TABLES, TEXTS

HOUR_MS, DAY_MS = 3_600_000, 86_400_000
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


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a\u2069שירה", f"{ISOLATE}aשירה{END}"),
        ("\u2067שירה", f"{ISOLATE}\u2067שירה{END}{END}"),
        ("\u2066a\u2069\u2069\u2068", f"{ISOLATE}\u2066a\u2069\u2068{END}{END}"),
        ("שירה\nנועה", f"{ISOLATE}שירה{END}\n{ISOLATE}נועה{END}"),
        (f"{ISOLATE}שירה{END}, Ada", f"{ISOLATE}{ISOLATE}שירה{END}, Ada{END}"),
    ],
)
def test_a_fact_never_ends_its_own_isolate(name: str, shown: str) -> None:
    assert locale().say("group", "seen", name=name, count=2) == f"{shown} has 2."


@given(
    st.text(st.sampled_from("aש\u2066\u2067\u2068\u2069\u202e\n\u2029"), max_size=12), st.sampled_from(["ltr", "rtl"])
)
def test_whatever_a_fact_holds_nothing_of_it_stays_open_or_outside(name: str, direction: str) -> None:
    for line in re.split("[\n\u2029]", locale(direction).isolate(name)):
        depths = list(accumulate((char in "\u2066\u2067\u2068") - (char == END) for char in line))
        assert not depths or (min(depths) >= 0 and depths[-1] == 0)
        if any(char in line for char in "\u202e\u2066\u2067\u2068"):
            assert (line[0] in (ISOLATE, RIGHT_TO_LEFT), min(depths[:-1])) == (True, 1)


def test_a_number_that_rounds_to_nothing_has_no_sign() -> None:
    assert (locale().number(-0.001), locale().fixed(-0.001, 2), locale().number(-0.5)) == ("0", "0.00", "-0.5")


def test_a_count_may_be_a_text_as_it_is_shown() -> None:
    forms = {"one": "{count} is left", "other": "{count} are left"}
    group: Table = {"group": {"left-none": "none left", "left": forms}}
    german = Locale({**TABLES, **group, "plurals": TEXTS["plurals"], "format": {**TABLES["format"], "decimal": ","}})
    for count, text in {
        "0": "none left", "1": "1 is left", "1,0": "1,0 are left", "1 234": "1 234 are left", "": " are left",
    }.items():  # fmt: skip
        assert german.say("group", "left", count=count) == text


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


def test_a_list_keeps_its_order_whatever_its_parts_hold() -> None:
    """Latex, then penicillin, then nickel: a part that runs the other way turns none beside it, nor the text around."""
    arabic = "بنسلين 5%"
    english = locale().listed(["latex", arabic, "nickel"], "list-long")
    assert english == f"latex; {ISOLATE}{arabic}{END}; nickel"
    assert locale().say("group", "seen", name=english, count=2) == f"{ISOLATE}{english}{END} has 2."
    assert locale().listed([arabic, ""]) == arabic, "one by itself has nothing beside it"
    assert locale("rtl").listed(["שומשום", "latex"]) == f"שומשום, {ISOLATE}latex{END}"


def test_a_list_within_a_text_runs_as_the_language_does() -> None:
    """Of isolates alone no letter says how a list runs: to the right, a first-strong isolate would take it for."""
    hebrew = locale("rtl")
    told = hebrew.listed(["latex", "nickel"])
    assert hebrew.say("group", "seen", name=told, count=2) == f"{RIGHT_TO_LEFT}{told}{END} has 2."
    assert hebrew.isolate(f"שומשום, {ISOLATE}latex{END}")[0] == ISOLATE
    assert locale().isolate(f"{ISOLATE}שומשום{END}, {ISOLATE}בוטנים{END}")[0] == ISOLATE


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


@pytest.mark.parametrize(
    ("zone", "at", "start"),
    [
        ("Atlantic/Azores", "2026-10-25T12:00", "2026-10-25T00:00"),
        ("America/Havana", "2026-03-08T15:00", "2026-03-08T05:00"),
        ("America/St_Johns", "2010-11-07T12:00", "2010-11-07T02:30"),
        ("Pacific/Apia", "2011-12-31T05:00", "2011-12-30T10:00"),
        ("Pacific/Kwajalein", "1969-10-01T01:00", "1969-09-29T13:00"),
    ],
)
def test_a_day_without_a_midnight_or_with_two_begins_where_it_first_is(zone: str, at: str, start: str) -> None:
    room = Locale(TEXTS, lambda utc_ms: minutes_at(zone, utc_ms))
    assert room.day_start(utc_of(at)) == utc_of(start)


def test_in_every_zone_a_day_on_which_the_clocks_change_begins_where_it_first_is() -> None:
    """For each change beside midnight of some years: what is found is of that day, and nothing two days before it."""
    seen = 0
    for changes, zone in {changes_of(zone): zone for zone in sorted(available_timezones())}.items():
        room = Locale(TEXTS, partial(minutes_at, zone))
        for at in [at for change in changes for at in (change, change + 20 * HOUR_MS)]:
            seen += 1
            start, day = room.day_start(at), room.day_of(at)
            assert (room.day_of(start), start <= at) == (day, True)
            before = (start - 1, *range(start - HOUR_MS // 2, at - 2 * DAY_MS, -HOUR_MS))
            assert not [each for each in before if room.day_of(each) == day], (zone, at)
    assert seen > 100


def changes_of(zone: str) -> tuple[int, ...]:
    """The instants at which a zone's clocks change from or to the two hours after midnight, or over it."""
    weeks = [NOON + 7 * DAY_MS * week for week in range(-160, 60)]
    known = [minutes_at(zone, each) for each in weeks]
    found = []
    for (low, before), (high, after) in pairwise(zip(weeks, known, strict=True)):
        if before != after:
            at = bisect_left(range(low, high, 60_000), True, key=lambda each: minutes_at(zone, each) != before)
            change = low + at * 60_000
            walls = [datetime.fromtimestamp(change / 1000 + lead * 60, UTC) for lead in (before, after)]
            found += [change] if any(each.hour < 2 or each.hour == 23 for each in walls) else []
    return tuple(found)


def utc_of(text: str) -> int:
    return round(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000)

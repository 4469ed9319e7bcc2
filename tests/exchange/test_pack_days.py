"""Days on a pack: the year of two digits, an expiry with its time, and what is not taken over."""

import pytest

from console.exchange import udi
from console.exchange.contents import Udi
from console.exchange.gs1_days import PackDay, full_year

PACK = "0104012345678901"
GTIN = "04012345678901"
YEAR = 2026


def read_udi(text: str) -> Udi:
    return udi.read_udi(text, YEAR)


@pytest.mark.parametrize(
    ("digits", "year", "meant"),
    [
        (99, 2026, 1999), (77, 2026, 1977), (76, 2026, 2076), (0, 2026, 2000), (26, 2026, 2026), (0, 2050, 2100),
        (1, 2051, 2101), (2, 2051, 2002), (0, 2049, 2000), (99, 2049, 2099), (51, 2000, 1951), (50, 2000, 2050),
    ],
)  # fmt: skip
def test_a_year_of_two_digits_is_the_one_nearest_to_now(digits: int, year: int, meant: int) -> None:
    assert full_year(digits, year) == meant


def test_a_pack_of_the_century_before_has_expired() -> None:
    assert (read_udi("(11)990425").made, read_udi("(17)991231").expiry) == ("1999-04-25", "1999-12-31")


@pytest.mark.parametrize(
    ("element", "day"),
    [
        ("12270630", PackDay("due", "2027-06-30", "270630")),
        ("13270630", PackDay("packed", "2027-06-30", "270630")),
        ("15270600", PackDay("best-before", "2027-06-30", "270600")),
        ("15270231", PackDay("best-before", "", "270231")),
        ("16270630", PackDay("sell-by", "2027-06-30", "270630")),
        ("43242706301230", PackDay("deliver-from", "2027-06-30T12:30", "2706301230")),
        ("43252706309999", PackDay("deliver-by", "2027-06-30", "2706309999")),
        ("4326270630", PackDay("released", "2027-06-30", "270630")),
        ("7006270630", PackDay("frozen", "2027-06-30", "270630")),
        ("7006270600", PackDay("frozen", "", "270600")),
        ("7007260101", PackDay("harvested", "2026-01-01", "260101")),
        ("7007260101260203", PackDay("harvested", "2026-01-01", "260101260203", "2026-02-03")),
        ("70112706301200", PackDay("test-by", "2027-06-30T12:00", "2706301200")),
        ("725019790501", PackDay("born", "1979-05-01", "19790501")),
        ("7251197905010730", PackDay("born", "1979-05-01T07:30", "197905010730")),
        ("800826013015", PackDay("made", "2026-01-30T15:00", "26013015")),
        ("8008260130153059", PackDay("made", "2026-01-30T15:30", "260130153059")),
    ],
)
def test_a_day_that_is_not_taken_over_stays_in_sight(element: str, day: PackDay) -> None:
    found = read_udi(f"]d2{PACK}{element}\x1d17280101" + "10AB12")
    assert found == Udi(GTIN, "AB12", "2028-01-01", days=(day,), doubts=() if day.day else ("day-unreadable",))


def test_an_expiry_with_its_time_is_an_expiry() -> None:
    timed = f"]d2{PACK}10AB12\x1d70032601011200"
    at_noon = PackDay("expires", "2026-01-01T12:00", "2601011200")
    link = f"https://example.com/gtin/{GTIN}/lot/AB12?expdt=2601011200"
    assert read_udi(timed) == read_udi(link) == Udi(GTIN, "AB12", "2026-01-01", days=(at_noon,))
    assert read_udi(f"{timed}\x1d17260101").doubts == ()
    both = read_udi(f"{timed}\x1d17270630")
    assert (both.expiry, both.doubts) == ("2026-01-01", ("two-expiries",))
    assert both.days == (at_noon, PackDay("expires", "2027-06-30", "270630"))
    for no_time in ("2500", "9999"):
        wrong = read_udi(f"]d2{PACK}10AB12\x1d7003260101{no_time}")
        assert (wrong.expiry, wrong.doubts) == ("", ("expiry-unreadable",))

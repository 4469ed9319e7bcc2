"""Thinning keeps all of two days, then 12 days, 10 weeks, 9 months; and it never takes what must stay."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from db.backup.backup_format import SUFFIX, made_at, name_at
from db.backup.backup_rotation import surplus

NOW = datetime(2026, 11, 23, 16, tzinfo=UTC)
NOW_MS = round(NOW.timestamp() * 1000)
DAY_MS = 86_400_000


def name(ago_ms: int) -> str:
    return name_at(NOW_MS - ago_ms) + SUFFIX


def ages(names: set[str]) -> list[int]:
    """In whole days, youngest first."""
    made = sorted((at for each in names if (at := made_at(each)) is not None), reverse=True)
    return [(NOW - at).days for at in made]


def test_three_a_day_for_a_year() -> None:
    every = {name(number * DAY_MS // 3) for number in range(3 * 400)}
    kept = ages(every - surplus(every, NOW_MS))
    assert kept[:6] == [0, 0, 0, 1, 1, 1]
    assert kept[6:18] == list(range(2, 14))
    weeks = kept[19:28]
    assert [later - sooner for sooner, later in pairwise(weeks)] == [7] * 8
    months = [(NOW - timedelta(days=age)).month for age in kept[28:]]
    assert months == [9, 8, 7, 6, 5, 4, 3, 2, 1]


def test_day_after_day_it_comes_to_the_same() -> None:
    """Thinned after each new one, months of history remain."""
    kept: set[str] = set()
    for day in range(500, -1, -1):
        kept.add(name(day * DAY_MS))
        kept -= surplus(kept, NOW_MS - day * DAY_MS)
    left = ages(kept)
    assert left[:14] == list(range(14))
    assert len(left) == 2 + 12 + 10 + 9
    assert left[-1] > 270


def test_two_days_without_a_gap_at_their_end() -> None:
    just, over = name(2 * DAY_MS - 1), name(2 * DAY_MS)
    other = name(2 * DAY_MS + 1)
    assert surplus([name(0), just, over, other], NOW_MS) == {other}


def test_only_what_is_known_by_name() -> None:
    strange = [
        "before-schema-2.stipple-backup", "notes.txt", "2026-13-40T000000.000Z.stipple-backup", "2026-01-01.zip",
        "2020-01-01T000000.000Z.stipple-backup.part", "2020-01-01T000000.000Z", "",
    ]  # fmt: skip
    assert [made_at(each) for each in strange] == [None] * len(strange)
    assert surplus(strange * 2, NOW_MS) == set()


TIMES = st.integers(-5 * DAY_MS, 2000 * DAY_MS)


@given(st.lists(TIMES, min_size=1, max_size=120), st.data())
def test_what_must_stay_stays(times: list[int], data: st.DataObject) -> None:
    names = [name(ago) for ago in times] + ["mine.txt"]
    good = data.draw(st.sampled_from(names))
    gone = surplus(names, NOW_MS, good)
    assert name(min(times)) not in gone
    assert good not in gone
    assert "mine.txt" not in gone
    assert not {name(ago) for ago in times if ago < 2 * DAY_MS} & gone
    left = set(names) - gone
    assert surplus(left, NOW_MS, good) <= {good}
    assert len({name(each) for each in times if each >= 2 * DAY_MS} - gone) <= 12 + 10 + 9 + 2


def test_the_newest_good_one_stays_though_newer_ones_are_there() -> None:
    every = [name(number * 3_600_000) for number in range(24 * 60)]
    old = name(30 * DAY_MS + 3_600_000 * 5)
    assert old in surplus(every, NOW_MS)
    assert old not in surplus(every, NOW_MS, old)
    assert surplus(every, NOW_MS) - surplus(every, NOW_MS, old) == {old}

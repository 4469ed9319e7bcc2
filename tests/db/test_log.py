"""The log only grows, row by row, and every column of every row counts."""

from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver
from hypothesis import given
from hypothesis import strategies as st

from console.app.ports import Head
from console.core.events import PassDone
from db.keys.store_keys import LIGHT_COST, make_keys
from db.log.log import COLUMNS, Log
from db.store import Store
from tests.support.store_help import event, filled, raw, refused, story

KEYS = make_keys("rehearsal", "p", LIGHT_COST)[0]
LOG = Log(KEYS)
text = st.text(max_size=5)
number = st.integers(0, 2**40)
rows = st.tuples(
    number, text, text, text, text, text, number, number, number, text, number, text, st.none() | st.binary(max_size=5)
)


def test_what_is_written_is_read(store: Store) -> None:
    events = story()
    heads = [store.append(each) for each in events]
    assert [head.seq for head in heads] == [1, 2, 3, 4, 5]
    assert store.events("s1") == events[1:]
    assert store.events("") == events[:1]
    assert store.events("s2") == []
    assert store.head() == heads[-1]


def test_an_empty_log_ends_before_its_first_row(store: Store) -> None:
    assert store.head() == Head(0, store._log.start.hex())


def copied(seq: str, id_: str, actor: str = "'x'") -> str:
    rest = ", ".join(COLUMNS.split(", ")[5:])
    return f"INTO log SELECT {seq}, {id_}, session, client, {actor}, {rest}, mac FROM log WHERE seq = 5"


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE log SET actor = 'x' WHERE seq = 2",
        "DELETE FROM log WHERE seq = 5",
        "DELETE FROM log",
        "INSERT " + copied("7", "'x'"),
        "REPLACE " + copied("seq", "id"),
        "INSERT OR REPLACE " + copied("6", "id"),
        "INSERT " + copied("5", "id") + " ON CONFLICT (seq) DO UPDATE SET actor = 'x'",
    ],
)
def test_the_log_never_changes(folder: Path, sql: str) -> None:
    filled(folder)
    with raw(folder) as connection:
        with pytest.raises(driver.IntegrityError, match="the log"):
            connection.execute(sql)
        assert connection.execute("SELECT count(*), max(seq) FROM log").fetchone() == (5, 5)


def test_an_event_is_written_once(store: Store) -> None:
    once = event(PassDone("chin"), "s1", "c1")
    store.append(once)
    with refused("refused"):
        store.append(once)
    assert store.append(event(PassDone("chin"), "s1", "c1")).seq == 2


def test_the_first_row_belongs_to_its_store() -> None:
    other = make_keys("rehearsal", "p", LIGHT_COST)[0]
    assert Log(other).start != LOG.start
    other.audit = KEYS.audit
    assert Log(other).start != LOG.start


@given(rows, rows)
def test_rows_that_differ_have_codes_that_differ(one: tuple[object, ...], two: tuple[object, ...]) -> None:
    assert (LOG.mac(LOG.start, one) == LOG.mac(LOG.start, two)) == (one == two)


@given(rows, st.integers(0, 12), st.data())
def test_every_column_counts(row: tuple[object, ...], at: int, data: st.DataObject) -> None:
    other = data.draw(rows)[at]
    changed = (*row[:at], other, *row[at + 1 :])
    assert (LOG.mac(LOG.start, row) == LOG.mac(LOG.start, changed)) == (other == row[at])
    assert LOG.mac(LOG.start, row) != LOG.mac(LOG.mac(LOG.start, row), row)


def test_text_does_not_slide_from_one_column_to_the_next() -> None:
    row: list[object] = [1, "ab", "", "c", "a", "k", 1, 0, 0, "b", 0, "{}", None]
    slid = [1, "a", "b", *row[3:]]
    assert LOG.mac(LOG.start, row) != LOG.mac(LOG.start, slid)
    assert LOG.mac(LOG.start, row) != LOG.mac(LOG.start, [*row[:12], b""])
    assert len(row) == len(COLUMNS.split(", "))

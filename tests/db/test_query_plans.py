"""What is asked on the way of a press, of Home or of a record is found by an index: no table is looked through."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Connection

from db.connections import make_engine, raw_of, reading
from db.files import DATABASE
from db.log import log
from db.views import client_queries, session_queries, stock_queries
from tests.support.store_help import filled, keys_of, new_store, raw

Ask = Callable[[Connection], object]

ASKED: dict[str, Ask] = {
    "an event of the clinic": lambda found: raw_of(found).execute(log.READ_LATEST, ("", "clinic-opened")).fetchone(),
    "an event of a client": lambda found: raw_of(found).execute(log.READ_LATEST, ("c1", "client-erased")).fetchone(),
    "a client erased": lambda found: raw_of(found).execute(log.ERASED, ("c1",)).fetchone(),
    "a client's file": lambda found: raw_of(found).execute(log.READ_CLIENT, ("c1",)).fetchall(),
    "a client's key": lambda found: raw_of(found).execute(log.KEY_OF, ("c1",)).fetchone(),
    "a session's events": lambda found: raw_of(found).execute(log.READ_SESSION, ("s1",)).fetchall(),
    "the open sessions": lambda found: session_queries.sessions(found, status="open"),
    "those signed today": lambda found: session_queries.sessions(found, status="signed", ended_since_utc_ms=5),
    "those with something unsigned": session_queries.unsigned,
    "a client's sessions": lambda found: session_queries.sessions(found, "c1"),
    "a client's open session": lambda found: session_queries.sessions(found, "c1", "open"),
    "a client's signed sessions": lambda found: session_queries.sessions(found, "c1", "signed"),
    "a client": lambda found: client_queries.clients(found, "c1"),
    "who is called so": lambda found: client_queries.clients_called(found, "Bea Sample"),
    "who is called the same": lambda found: client_queries.namesakes(found, "c1"),
    "sessions by the beginning of their id": lambda found: session_queries.sessions_called(found, "s1"),
    "how many are signed": session_queries.signed,
    "who is called so and born on a day": lambda found: client_queries.same_person(found, "Bea", "1992-03-14"),
    "a session's protocol": lambda found: session_queries.adoption(found, "digest"),
    "the key that somebody signs with": lambda found: session_queries.key_in_log(found, "ann"),
    "the last sign of life": lambda found: session_queries.read_beat(raw_of(found), "s1"),
    "the uses of a unit": lambda found: stock_queries.unit_uses(found, "serial"),
}


@pytest.fixture
def connection(folder: Path) -> Iterator[Connection]:
    filled(folder)
    engine = make_engine(folder / DATABASE, keys_of(folder))
    with reading(engine) as found:
        yield found
    engine.dispose()


@contextmanager
def statements(connection: Connection) -> Iterator[list[str]]:
    """The SELECTs that run meanwhile, with their parameters written in."""
    run: list[str] = []
    raw = raw_of(connection)
    raw.set_trace_callback(run.append)  # type: ignore[attr-defined]
    try:
        yield run
    finally:
        raw.set_trace_callback(None)  # type: ignore[attr-defined]


@pytest.mark.parametrize("ask", ASKED.values(), ids=ASKED)
def test_no_table_is_looked_through(connection: Connection, ask: Ask) -> None:
    with statements(connection) as run:
        ask(connection)
    plans = [raw_of(connection).execute(f"EXPLAIN QUERY PLAN {each}").fetchall() for each in run]
    steps = [step for plan in plans for *_, step in plan]
    assert any(step.startswith("SEARCH") for step in steps)
    assert [step for step in steps if step.startswith("SCAN")] == []


def steps_of_a_page(folder: Path, sessions: int) -> int:
    """How many steps SQLite's machine takes for a page of sessions in the middle of so many."""
    new_store(folder).close()
    with raw(folder) as opened:
        for at in range(sessions):
            row = (f"s{at:05}", f"c{at}", at)
            opened.execute(
                "INSERT INTO sessions VALUES (?, ?, 'ann', ?, 'sign-off', 'signed', 1, NULL, 0, NULL, NULL)", row
            )
    taken: list[int] = []
    engine = make_engine(folder / DATABASE, keys_of(folder))
    with reading(engine) as found:
        first = session_queries.session_page(found, None, 5)
        raw_of(found).set_progress_handler(partial(taken.append, 1), 1)  # type: ignore[attr-defined]
        second = session_queries.session_page(found, first[-1], 5)
        raw_of(found).set_progress_handler(None, 1)  # type: ignore[attr-defined]
    engine.dispose()
    assert [each.begun_utc_ms for each in second] == [sessions - at for at in range(6, 11)]
    return len(taken)


def test_a_page_of_sessions_costs_no_more_where_there_are_more(tmp_path: Path) -> None:
    few, many = (steps_of_a_page(tmp_path / str(sessions), sessions) for sessions in (40, 400))
    assert many <= few * 1.1

"""One commit after the other, whoever asks; after an error only from where the last commit left the log."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver
from sqlalchemy import event as events

from console.app.ports import Head
from console.core.events import ClientAdded, Noted, PassDone
from db.connections import Raw
from db.files import DATABASE
from db.log.log import Log
from db.store import Store
from tests.support.store_help import BEA, PASSPHRASE, event, keys_of, raw, refused


def failing(store: Store, monkeypatch: pytest.MonkeyPatch, number: int, code: str) -> None:
    """One append during which SQLite gives this error."""

    def fails(*_: object) -> Head:
        error = driver.OperationalError("said so")
        error.sqlite_errorcode = number
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(store._log, "append", fails)
        with refused(code):
            store.append(event(Noted("lost"), "s1", "c1"))


@pytest.mark.parametrize(
    ("number", "code", "anew"),
    [(10, "disk-error", 1), (11, "disk-error", 1), (26, "disk-error", 1), (13, "disk-full", 0), (5, "busy", 0)],
)
def test_goes_on_after(store: Store, monkeypatch: pytest.MonkeyPatch, number: int, code: str, anew: int) -> None:
    """A disk that failed is asked over a new connection."""
    store.append(event(Noted("one"), "s1", "c1"))
    opened: list[object] = []
    events.listen(store._engine, "connect", lambda connection, _: opened.append(connection))
    failing(store, monkeypatch, number, code)
    assert store.append(event(Noted("two"), "s1", "c1")).seq == 2
    assert len(opened) == anew
    assert store.verify() == []


def test_stops_when_the_log_does_not_end_where_it_was_left(
    folder: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when a commit that was called failed is on the disk after all."""
    store.append(event(Noted("one"), "s1", "c1"))
    with raw(folder) as other:
        other.execute("BEGIN IMMEDIATE")
        log = Log(keys_of(folder))
        log.append(other, event(Noted("landed"), "s1", "c1"), log.head(other))
        other.execute("COMMIT")
    failing(store, monkeypatch, 10, "disk-error")
    for _ in range(2):
        with refused("head-moved"):
            store.append(event(Noted("two"), "s1", "c1"))
    store.close()
    with closing(Store.open(folder, PASSPHRASE)) as again:
        assert len(again.events("s1")) == 2
        assert again.append(event(Noted("two"), "s1", "c1")).seq == 3
        assert again.verify() == []


def test_what_does_not_commit_leaves_nothing(folder: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the client's key made for it: the next event of the client is sealed under one that is stored."""
    with monkeypatch.context() as patch:
        patch.setattr("db.log.event_log.clinic_view", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            store.append(event(ClientAdded(BEA), client="c1"))
    assert (store.head().seq, store.clients()) == (0, [])
    store.append(event(ClientAdded(BEA), client="c1"))
    assert store.verify() == []
    store.close()
    with closing(Store.open(folder, PASSPHRASE)) as again:
        assert again.events("")[0].body == ClientAdded(BEA)


def test_many_threads_one_log(store: Store) -> None:
    with ThreadPoolExecutor(4) as pool:
        bodies = [event(PassDone("chin"), f"s{number % 4}", "c1") for number in range(100)]
        heads = list(pool.map(store.append, bodies))
    assert sorted(head.seq for head in heads) == list(range(1, 101))
    assert store.verify() == []


def test_writers_elsewhere_are_waited_for_and_then_told(folder: Path, store: Store) -> None:
    store._writer.run(lambda raw, _: raw.execute("SELECT 1").fetchone())
    impatient(store)
    with raw(folder) as other:
        other.execute("BEGIN IMMEDIATE")
        with refused("busy"):
            store.append(event(Noted("one"), "s1", "c1"))
        other.execute("ROLLBACK")
    assert store.append(event(Noted("one"), "s1", "c1")).seq == 1


def impatient(store: Store) -> None:
    def job(raw: Raw, _: Head) -> None:
        raw.execute("PRAGMA busy_timeout = 0").fetchall()

    store._writer.run(job)


def test_a_beat_never_fails(store: Store) -> None:
    at = event(Noted("")).at
    store.close()
    store.beat("s1", at)


def test_hurry_ends_with_everything_on_the_disk(folder: Path, store: Store) -> None:
    with store.bulk_load():
        assert store._writer._ready()[0].execute("PRAGMA synchronous").fetchone() == (1,)
        store.append(event(Noted("one"), "s1", "c1"))
    assert store._writer._ready()[0].execute("PRAGMA synchronous").fetchone() == (2,)
    assert (folder / (DATABASE + "-wal")).stat().st_size == 0
    assert store.head().seq == 1


def test_hurry_ends_after_a_failure_too(store: Store) -> None:
    with pytest.raises(KeyError), store.bulk_load():
        raise KeyError
    assert store._writer._ready()[0].execute("PRAGMA synchronous").fetchone() == (2,)


def test_a_clinic_is_never_hurried(folder: Path) -> None:
    made, _ = Store.create(folder, "clinic", PASSPHRASE)
    with closing(made), refused("wrong-kind"):
        made.bulk_load()

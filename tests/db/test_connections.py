"""Every setting holds on every connection, and a library that is not fit is refused."""

import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from db import connections
from db.connections import connect, make_engine, raw_of, reading
from db.files import DATABASE
from db.open_checks import PAGE
from db.store import Store
from tests.support.store_help import PASSPHRASE, filled, keys_of, raw, refused

SETTINGS = {
    "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "recursive_triggers": 1, "trusted_schema": 0,
    "cell_size_check": 1, "secure_delete": 1, "temp_store": 2, "busy_timeout": 5000, "journal_size_limit": 16 << 20,
    "mmap_size": 0,
}  # fmt: skip


def test_settings_of_every_connection(folder: Path) -> None:
    filled(folder)
    pool = make_engine(folder / DATABASE, keys_of(folder))
    with reading(pool) as one, reading(pool) as two:
        for connection in (one, two):
            for name, expected in SETTINGS.items():
                assert raw_of(connection).execute(f"PRAGMA {name}").fetchone() == (expected,), name
    pool.dispose()


def test_a_setting_that_does_not_hold_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(folder)
    monkeypatch.setattr(connections, "PRAGMAS", (("synchronous", "NORMAL", 2),))
    with refused("engine-unfit"):
        connect(folder / DATABASE, keys_of(folder))


def test_macos_syncs_through_the_drive(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(folder)
    keys = keys_of(folder)
    monkeypatch.setattr(sys, "platform", "darwin")
    with closing(connect(folder / DATABASE, keys)) as connection:
        assert connection.execute("PRAGMA fullfsync").fetchone() == (1,)
        assert connection.execute("PRAGMA checkpoint_fullfsync").fetchone() == (1,)


def test_an_old_library_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(folder)
    monkeypatch.setattr(connections, "OLDEST_SQLITE", (99,))
    with refused("engine-unfit"):
        connect(folder / DATABASE, keys_of(folder))


def test_readers_wait_for_no_writer_and_writers_take_the_lock_at_once(folder: Path) -> None:
    filled(folder)
    pool = make_engine(folder / DATABASE, keys_of(folder))
    with pool.begin() as writing:
        with raw(folder) as other:
            other.execute("PRAGMA busy_timeout = 0")
            with pytest.raises(Exception, match="locked"):
                other.execute("BEGIN IMMEDIATE")
        writing.execute(text("INSERT INTO meta VALUES ('a', 'b')"))
        with reading(pool) as connection:
            assert connection.execute(text("SELECT count(*) FROM meta")).scalar_one() == 2
    pool.dispose()


def test_a_damaged_page_spoils_only_what_is_on_it(folder: Path) -> None:
    filled(folder)
    with raw(folder) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'clients'").fetchone()
    whole = bytearray((folder / DATABASE).read_bytes())
    whole[page * PAGE - 2000] ^= 1
    (folder / DATABASE).write_bytes(whole)
    with closing(Store.open(folder, PASSPHRASE)) as store:
        for _ in range(3):
            with refused("disk-error"):
                store.clients()
            assert len(store.events("s1")) == 4


def test_nothing_readable_on_the_disk(folder: Path) -> None:
    filled(folder)
    everything = b"".join(file.read_bytes() for file in folder.iterdir())
    for word in (b"Bea Sample", b"bruise", b"cheek", b"session-begun", b"CREATE TABLE"):
        assert word not in everything

"""A store where nothing can be written: shown as it stands, -wal and all; refused kindly; no trace is left."""

import os
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from console.app.ports import Finding
from console.core.events import Noted, PersonRemoved
from db import store as db_store
from db.connections import connect
from db.files import DATABASE, KEYS, LOCK
from db.read_only import mode_for, view_only
from db.store import Store
from tests.support.store_help import PASSPHRASE, event, filled, keys_of, refused

WAL = f"{DATABASE}-wal"


@pytest.fixture(autouse=True)
def read_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """For root everything can be written: the system's answer is given in its place. Faults mount it read-only."""
    monkeypatch.setattr(db_store, "view_only", lambda folder: True)


@pytest.fixture(params=["closed", "with a -wal"])
def lying(folder: Path, request: pytest.FixtureRequest) -> Path:
    """Six events; the last of them in the -wal alone, or everything in one file."""
    filled(folder)
    keys = keys_of(folder)
    store = Store(folder, keys)
    store.append(event(Noted("late"), "s1", "c1"))
    copy = folder.with_name("lying")
    if request.param == "closed":
        store.close()
    shutil.copytree(folder, copy)
    store.close()
    (copy / f"{DATABASE}-shm").unlink(missing_ok=True)
    assert (copy / WAL).exists() == (request.param != "closed")
    return copy


def contents(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {each.name: (each.read_bytes(), each.stat().st_mtime_ns) for each in folder.iterdir()}


def test_shown_as_it_stands_and_no_trace_is_left(lying: Path) -> None:
    before = contents(lying)
    with closing(Store.open(lying, PASSPHRASE)) as store:
        assert store.viewing
        assert (store.head().seq, store.doubts, store.verify()) == (6, [], [])
        assert [each.profile.name for each in store.clients()] == ["Bea Sample"]
        assert len(store.events("s1")) == 5
        store.beat("s1", event(Noted("")).at)
    assert contents(lying) == before


def test_whatever_writes_is_refused(lying: Path) -> None:
    before = contents(lying)
    with closing(Store.open(lying, PASSPHRASE)) as store:
        for _ in range(2):
            with refused("viewing"):
                store.append(event(Noted("more"), "s1", "c1"))
        for act in (
            store.anchor,
            lambda: store.set_passphrase("another"),
            lambda: store.revoke("ann", event(PersonRemoved("ann"))),
            lambda: store.rebuild(lambda _: pytest.fail("asked for")),
            lambda: store.pins.keep("ann", "1234"),
        ):
            with refused("viewing"):
                act()
        assert store.head().seq == 6
    assert contents(lying) == before


def test_also_without_a_lock_file_and_beside_another_that_looks(lying: Path) -> None:
    with closing(Store.open(lying, PASSPHRASE)), closing(Store.open(lying, PASSPHRASE)) as second:
        assert second.head().seq == 6
    (lying / LOCK).unlink()
    with closing(Store.open(lying, PASSPHRASE)) as store:
        assert store.head().seq == 6
    assert not (lying / LOCK).exists()


def test_not_while_somebody_writes(folder: Path) -> None:
    filled(folder)
    with closing(Store(folder, keys_of(folder))), refused("in-use"):
        Store.open(folder, PASSPHRASE)


def test_damage_and_an_older_file_are_told_all_the_same(lying: Path) -> None:
    if (lying / WAL).exists():
        (lying / WAL).unlink()
        with closing(Store.open(lying, PASSPHRASE)) as store:
            assert store.doubts == [Finding("tail-cut", 6, f"{LOCK}: 6")]
    (lying / KEYS).write_text("{")
    with refused("keys-damaged"):
        Store.open(lying, PASSPHRASE)


def test_any_part_that_cannot_be_written_makes_it_so(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(folder)
    assert not view_only(folder)
    for shut in (folder, folder / DATABASE, folder / KEYS, folder / LOCK):
        monkeypatch.setattr(os, "access", lambda each, _, shut=shut: each != shut)
        assert view_only(folder)


def test_the_connection_itself_cannot_write(lying: Path) -> None:
    mode = mode_for(lying)
    with closing(connect(lying / DATABASE, keys_of(lying), mode)) as raw, pytest.raises(Exception, match="readonly"):
        raw.execute("CREATE TABLE more (id)")

"""The disk fills while a session runs: nothing acknowledged is lost, and it goes on when there is room."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from console.app.ports import StoreError
from console.core.clock import Instant
from console.core.events import Noted
from db import ballast
from db.files import BACKUPS, DATABASE
from db.store import Store
from tests.db.help import PASSPHRASE, event, new_store, refused

WORDS = "all is well " * 40


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


def fill(store: Store) -> tuple[list[str], str]:
    """Appends until it is refused: the events that were acknowledged, and the code."""
    acknowledged: list[str] = []
    while True:
        each = event(Noted(WORDS), "s1", "c1")
        try:
            store.append(each)
        except StoreError as error:
            return acknowledged, error.code
        acknowledged.append(each.id)


def goes_on(folder: Path, store: Store, acknowledged: list[str]) -> None:
    assert [each.id for each in store.events("s1")] == acknowledged
    last = event(Noted(WORDS), "s1", "c1")
    assert store.append(last).seq == len(acknowledged) + 1
    store.anchor()
    assert store.verify() == []
    store.close()
    with closing(Store.open(folder, PASSPHRASE)) as again:
        assert [each.id for each in again.events("s1")] == [*acknowledged, last.id]
        assert again.verify() == []


def test_no_more_pages(folder: Path) -> None:
    """SQLite's own limit gives the same error as a full disk."""
    store = new_store(folder)
    pages = (folder / DATABASE).stat().st_size // 4096 + 10
    limit(store, pages)
    acknowledged, code = fill(store)
    assert code == "disk-full"
    assert len(acknowledged) > 10
    with refused("disk-full"):
        store.append(event(Noted(WORDS * 200), "s1", "c1"))
    limit(store, 1 << 20)
    goes_on(folder, store, acknowledged)


def limit(store: Store, pages: int) -> None:
    store._writer.run(lambda raw, _: raw.execute(f"PRAGMA max_page_count = {pages}").fetchone())


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit")
def test_no_longer_files(folder: Path) -> None:
    """The kernel refuses to let a file grow: an I/O error, after which the store connects anew."""
    store = new_store(folder)
    store.append(event(Noted(WORDS), "s0", "c1"))
    with file_size((folder / (DATABASE + "-wal")).stat().st_size + 100_000):
        acknowledged, code = fill(store)
        assert code == "disk-error"
        assert len(acknowledged) > 5
        with refused("disk-error"):
            store.append(event(Noted(WORDS * 9), "s1", "c1"))
        assert [each.id for each in store.events("s1")] == acknowledged
    assert store.append(event(Noted("two"), "s0", "c1")).seq == len(acknowledged) + 2
    assert [each.id for each in store.events("s1")] == acknowledged
    assert store.verify() == []
    store.close()


@contextmanager
def file_size(most: int) -> Iterator[None]:
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes, where one may be mounted."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("mounting takes root")
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no mounting here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk(small_disk: Path) -> None:
    """Room is made by deleting a file that was only there to be deleted."""
    folder, ballast = small_disk / "store", small_disk / "ballast"
    store = new_store(folder)
    ballast.write_bytes(bytes(1 << 20))
    acknowledged, code = fill(store)
    assert code == "disk-full"
    assert len(acknowledged) > 10
    with refused("disk-full"):
        store.backup(Instant(0, 0, "boot"))
    assert list((folder / BACKUPS).iterdir()) == []
    ballast.unlink()
    goes_on(folder, store, acknowledged)


def test_a_disk_that_is_full_on_opening(small_disk: Path) -> None:
    folder, ballast = small_disk / "store", small_disk / "ballast"
    new_store(folder).close()
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(4096)):
            pass
    with refused("disk-full"):
        Store.open(folder, PASSPHRASE)
    ballast.unlink()
    with closing(Store.open(folder, PASSPHRASE)) as store:
        assert store.verify() == []


def test_the_running_session_ends_on_what_was_kept_in_reserve(
    small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ballast goes when the disk is full, nothing is refused for it, and it comes back when there is room."""
    monkeypatch.setattr(ballast, "SIZE", 1 << 20)
    monkeypatch.setattr(ballast, "PLENTY", 0)
    folder, filler = small_disk / "store", small_disk / "filler"
    store = new_store(folder)
    assert store.keep_room()
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(4096)):
            pass
    acknowledged, code = fill(store)
    assert code == "disk-full"
    assert len(acknowledged) > 50
    assert not (folder / ballast.NAME).exists()
    assert not store.keep_room()
    assert not (folder / ballast.NAME).exists()
    filler.unlink()
    goes_on(folder, store, acknowledged)


def test_nothing_is_written_to_a_file_that_was_found_damaged(folder: Path) -> None:
    """After an error of the disk the whole file is looked at before the next write; the session stays in memory."""
    store = new_store(folder)
    for _ in range(60):
        store.append(event(Noted(WORDS), "s1", "c1"))
    store._writer.checkpoint()
    middle = (folder / DATABASE).stat().st_size // 4096 // 2
    with (folder / DATABASE).open("rb+") as file:
        file.seek(middle * 4096 + 100)
        file.write(b"damaged!")
    store._writer._drop()
    store._writer._doubted = True
    for _ in range(2):
        with refused("database-damaged"):
            store.append(event(Noted(WORDS), "s1", "c1"))
    store.close()

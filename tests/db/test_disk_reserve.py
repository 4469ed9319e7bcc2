"""What is kept in reserve for a full disk, and that nothing is written to a file that was found damaged."""

from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from console.core.events import Noted
from db import disk_reserve
from db.files import DATABASE
from db.store import Store
from tests.faults.space import WORDS, fill, mounted
from tests.faults.table import NotTried, need_root
from tests.support.store_help import PASSPHRASE, event, new_store, refused


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A disk of 4 MB, on which the reserve is 1 MB."""
    try:
        need_root()
    except NotTried as why:
        pytest.skip(str(why))
    monkeypatch.setattr(disk_reserve, "SIZE", 1 << 20)
    monkeypatch.setattr(disk_reserve, "PLENTY", 0)
    with mounted(tmp_path / "small", "-t", "tmpfs", "-o", "size=4m", "tmpfs") as made:
        yield made


def test_the_running_session_ends_on_what_was_kept_in_reserve(disk: Path) -> None:
    """The ballast goes when the disk is full, nothing is refused for it, and it comes back when there is room."""
    folder, filler = disk / "store", disk / "filler"
    store = new_store(folder)
    assert store.lay_reserve()
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(4096)):
            pass
    acknowledged, code = fill(store)
    assert code == "disk-full"
    assert len(acknowledged) > 50
    assert not (folder / disk_reserve.NAME).exists()
    assert not store.lay_reserve()
    filler.unlink()
    assert [each.id for each in store.events("s1")] == acknowledged
    store.append(event(Noted(WORDS), "s1", "c1"))
    assert store.lay_reserve()
    assert store.verify() == []
    store.close()


@pytest.mark.parametrize("reserve", [True, False])
def test_a_full_disk_at_the_start_gives_the_reserve_up_or_shows_what_is_there(
    disk: Path, tmp_path: Path, reserve: bool
) -> None:
    """A backup onto it is said to have failed as one, and everything that was saved is there."""
    folder, filler = disk / "store", disk / "filler"
    first = new_store(folder)
    noted = event(Noted(WORDS), "s1", "c1")
    first.append(noted)
    assert first.lay_reserve() or not reserve
    first.close()
    if not reserve:
        disk_reserve.release(folder)
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(4096)):
            pass
    with closing(Store.open(folder, PASSPHRASE)) as store:
        assert store.viewing == (not reserve)
        assert not (folder / disk_reserve.NAME).exists()
        assert [each.id for each in store.events("s1")] == [noted.id]
        if reserve:
            store.append(event(Noted(WORDS), "s1", "c1"))
        else:
            with refused("viewing-full"):
                store.append(event(Noted(WORDS), "s1", "c1"))
            with refused("backup-failed"):
                store.backup(noted.at, disk)
    filler.unlink()
    with closing(Store.open(folder, PASSPHRASE)) as store:
        assert not store.viewing
        assert store.verify() == []


def test_nothing_is_written_to_a_file_that_was_found_damaged(folder: Path) -> None:
    """After an error of the disk the whole file is looked at before the next write; the session stays in memory."""
    store = new_store(folder)
    for _ in range(60):
        store.append(event(Noted(WORDS), "s1", "c1"))
    store._writer.checkpoint()
    last = (folder / DATABASE).stat().st_size // 4096 - 1
    with (folder / DATABASE).open("rb+") as file:
        file.seek(last * 4096 + 100)
        file.write(b"damaged!")
    store._writer._drop()
    store._writer._doubted = True
    for _ in range(2):
        with refused("database-damaged"):
            store.append(event(Noted(WORDS), "s1", "c1"))
    store.close()

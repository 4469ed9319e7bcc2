"""A backup is put back and the program killed on the way: the next start never takes the clinic for a new one."""

import itertools
import os
import shutil
import signal
import sys
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace

import main
from console.app.ports import StoreError
from console.app.rescue import DAMAGE
from db.backup import folder_swap
from db.backup.backup_store import BackupStore
from db.files import BACKUPS, DATABASE, KEYS
from db.store import Store
from tests.faults.forked import started
from tests.support.store_damage import AFTER, LATER, garble, worked
from tests.support.store_help import PASSPHRASE, new_store, refused

RENAMES = 20


def put_back(folder: Path, until: int) -> None:
    """Puts the backup back and tells so, or kills the process before the rename with this number."""
    left = itertools.count(1)

    def counting(real: Callable[..., object]) -> Callable[..., object]:
        def rename(*arguments: object, **named: object) -> object:
            if next(left) == until:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*arguments, **named)

        return rename

    os.rename, os.replace = counting(os.rename), counting(os.replace)  # type: ignore[assignment]
    BackupStore().put_back(folder, next((folder / BACKUPS).glob("*.stipple-backup")), PASSPHRASE, LATER)
    print("done")


def killed_at(folder: Path, rename: int) -> bool:
    """Whether there was such a rename to be killed before."""
    with started(partial(put_back, until=rename), folder) as child:
        return next(child.told, ["killed"]) == ["killed"]


@pytest.mark.skipif(sys.platform == "win32", reason="no kill -9")
def test_killed_before_any_rename(folder: Path) -> None:
    worked(folder)
    garble(folder, 0)
    whole, between = folder.with_name("whole"), 0
    folder.rename(whole)
    for rename in range(1, RENAMES):
        where = folder.parent / str(rename) / "clinic"
        shutil.copytree(whole, where)
        was_killed = killed_at(where, rename)
        between += folder_swap.pending_folder(where) is not None
        assert main._is_store(where), "the first start would be shown"
        try:
            with closing(Store.open(where, PASSPHRASE)) as store:
                assert store.verify() == []
        except StoreError as error:
            if error.code not in DAMAGE - {"store-missing"}:
                raise
            BackupStore().put_back(
                where,
                next((where / BACKUPS).glob("*.stipple-backup")),
                PASSPHRASE,
                replace(LATER, utc_ms=LATER.utc_ms + 1000),
            )
            with closing(Store.open(where, PASSPHRASE)) as store:
                assert store.verify() == []
        if not was_killed:
            break
    assert (between, was_killed) == (1, False)


def half_done(folder: Path) -> Path:
    """Stopped between the two renames, of all 60 events; the folder that was about to come."""
    worked(folder)
    new, aside = folder_swap.swap_paths(folder, "2027-01-15T080000-123Z")
    shutil.copytree(folder, aside)
    (aside / KEYS).unlink()
    folder.rename(new)
    return new


def test_what_was_half_done_is_finished_by_opening(folder: Path) -> None:
    new = half_done(folder)
    assert main._is_store(folder)
    with closing(Store.open(folder, PASSPHRASE)) as store:
        assert (store.head().seq, store.verify()) == (AFTER, [])
    assert not new.exists()


def test_and_nothing_new_is_made_in_its_place(folder: Path) -> None:
    new = half_done(folder)
    with refused("folder-not-empty"):
        new_store(folder)
    assert (new / DATABASE).exists()
    assert not folder.exists()


def test_only_a_pair_of_one_time_is_half_done(folder: Path) -> None:
    new = half_done(folder)
    new.rename(folder_swap.swap_paths(folder, "2027-01-15T080000-124Z")[0])
    assert folder_swap.pending_folder(folder) is None
    assert main._is_store(folder)
    with refused("store-missing"):
        Store.open(folder, PASSPHRASE)
    kept = BackupStore().backup_files(folder)
    assert [each.file.parent.parent for each in kept] == folder_swap.damaged_folders(folder)
    done = BackupStore().put_back(folder, kept[0].file, PASSPHRASE, LATER)
    Store.open(folder, PASSPHRASE).close()
    assert done.aside is None


def test_what_fails_at_the_last_moment_leaves_all_as_it_was(folder: Path) -> None:
    backup = worked(folder)
    (folder / KEYS).unlink()

    def ready(into: Path) -> None:
        assert (into / DATABASE).exists()
        raise StoreError("disk-full", file="", detail="")

    with refused("disk-full"):
        BackupStore().put_back(folder, backup, PASSPHRASE, LATER, ready)
    assert [each.name for each in folder.parent.iterdir()] == [folder.name]
    assert not (folder / KEYS).exists()


def test_an_empty_place_beside_other_folders_is_no_store(folder: Path) -> None:
    for name in ("x", "damaged", "new"):
        folder.with_name(f"{folder.name}-{name}").mkdir()
        folder.with_name(f"{folder.name}-{name}-2027").mkdir()
    assert not main._is_store(folder)
    assert folder_swap.pending_folder(folder) is None

"""How far the log had been written stands in the lock file, for whoever opens next."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from console.app.ports import Finding
from console.core.events import Noted
from db.files import DATABASE, LOCK
from db.store import Store
from tests.support.store_help import PASSPHRASE, event, filled


def test_what_was_written_after_the_last_anchor_is_missed(folder: Path, tmp_path: Path) -> None:
    """An old database where the new one was: no anchor tells, the mark does, at once and when all is verified."""
    filled(folder)
    shutil.copy(folder / DATABASE, tmp_path / "old")
    with closing(Store.open(folder, PASSPHRASE)) as store:
        store.append(event(Noted("the last"), "s1", "c1"))
    shutil.copy(tmp_path / "old", folder / DATABASE)
    for _ in range(2):
        with closing(Store.open(folder, PASSPHRASE)) as store:
            assert store.doubts == [Finding("tail-cut", 6, f"{LOCK}: 6")]
            assert Finding("tail-cut", 6, f"{LOCK}: 6") in store.verify()


@pytest.mark.parametrize("left", [b"", b"garbage", b"\0" * 90, b"\0" + b"9" * 200, "gone"])
def test_a_mark_that_cannot_be_read_is_only_missing(folder: Path, left: bytes | str) -> None:
    filled(folder)
    (folder / LOCK).unlink()
    if isinstance(left, bytes):
        (folder / LOCK).write_bytes(left)
    for _ in range(2):
        with closing(Store.open(folder, PASSPHRASE)) as store:
            assert store.doubts == []
            assert store.verify() == []
            marked = store._lock.read_mark()
            assert marked == store.head()

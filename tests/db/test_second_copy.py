"""The note of the second medium, damaged or not, and the copies that go there."""

import os
import shutil
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from console.app.ports import SecondCopy
from db.backup.backup_store import BackupStore
from db.backup.second_copy import SECOND, backup_folders, read_second
from db.files import BACKUPS, copy_whole
from db.store import Store
from tests.support.store_help import event, refused, story

NEWER_MS = 1_790_000_000_000
DAMAGED = {
    "empty": b"",
    "cut": b'{"folder":"/media/st',
    "no text": b"\xff\xfe\x00",
    "another kind": b"[]",
    "a number for a folder": b'{"folder":7,"copied_utc_ms":null}',
    "a text for a time": b'{"folder":"/media/stick","copied_utc_ms":"yesterday"}',
    "no folder": b'{"copied_utc_ms":1}',
    "deep": b'{"more":' + b"[" * 100_000,
}


@pytest.fixture
def masks() -> Iterator[None]:
    """Nobody's umask helps."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.parametrize("how", DAMAGED)
def test_a_damaged_note_is_no_second_medium_and_stops_nothing(
    store: Store, folder: Path, tmp_path: Path, how: str
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    backup_store, made = BackupStore(), store.backup(event(story()[0].body).at)
    backup_store.choose_second(folder, stick)
    backup_store.copy(folder, made.file, NEWER_MS)
    assert [each.second for each in backup_store.backup_files(folder)] == [False, True]
    (folder / SECOND).write_bytes(DAMAGED[how])
    assert (read_second(folder), backup_folders(folder)) == (None, (folder / BACKUPS,))
    assert [each.file for each in backup_store.backup_files(folder)] == [made.file]
    backup_store.copy(folder, made.file, NEWER_MS)
    assert backup_store.thin(folder, NEWER_MS, made.file.name) == []
    assert store.verify() == []
    backup_store.choose_second(folder, stick)
    assert [each.second for each in backup_store.backup_files(folder)] == [False, True]


@pytest.mark.skipif(sys.platform == "win32", reason="modes are those of POSIX")
def test_second_copies_are_their_owners_alone(store: Store, folder: Path, tmp_path: Path, masks: None) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    backup_store, made = BackupStore(), store.backup(event(story()[0].body).at)
    made.file.chmod(0o644)
    backup_store.choose_second(folder, stick)
    backup_store.copy(folder, made.file, NEWER_MS)
    second = backup_store.second(folder)
    assert second is not None
    assert [stat.S_IMODE(each.stat().st_mode) for each in (second.folder, second.folder / made.file.name)] == [
        0o700,
        0o600,
    ]
    assert (second.folder / made.file.name).read_bytes() == made.file.read_bytes()


def test_a_copy_that_reads_back_otherwise_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    source.write_bytes(b"all of it")
    monkeypatch.setattr(shutil, "copyfile", lambda _, to: Path(to).write_bytes(b"all of i"))
    with refused("backup-failed"):
        copy_whole(source, target)
    assert [each.name for each in tmp_path.iterdir()] == ["source"]


def test_the_note_tells_where_and_how_new(folder: Path, tmp_path: Path, store: Store) -> None:
    (tmp_path / "stick").mkdir()
    BackupStore().choose_second(folder, tmp_path / "stick")
    assert read_second(folder) == SecondCopy(tmp_path / "stick" / f"stipple-{store.identity[:8]}", None)

"""The second medium gets each element once; one that is another's, or goes on otherwise, is left as it is and told."""

import os
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from console.app.ports import StoreError
from db.backup import elements
from db.backup.backup_place import LOCK, locked
from db.backup.backup_store import BackupStore
from db.files import BACKUPS
from db.store import Store
from tests.support.points import at, held, lying, restored, rows_files, visit
from tests.support.store_help import PASSPHRASE, new_store, refused


class Room:
    """A store with a stick, backed up after each visit."""

    def __init__(self, folder: Path, stick: Path) -> None:
        self.folder, self.backups, self.number = folder, BackupStore(), 0
        stick.mkdir(exist_ok=True)
        self.store = new_store(folder)
        self.backups.choose_second(folder, stick)
        self.second = stick / f"stipple-{self.store.identity[:8]}"

    def back_up(self) -> Path:
        visit(self.store, self.number)
        made = self.store.backup(at(self.number)).file
        self.number += 1
        return made

    def copy(self, file: Path) -> None:
        self.backups.copy(self.folder, file, 0, self.store.clash)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    made = Room(tmp_path / "store", tmp_path / "stick")
    yield made
    made.store.close()


def names(place: Path) -> list[str]:
    return [file.name for file in rows_files(place)]


def test_each_element_goes_there_once(room: Room, tmp_path: Path) -> None:
    for _ in range(3):
        file = room.back_up()
        before = {each: each.stat().st_ino for each in rows_files(room.second)}
        room.copy(file)
        assert {each: each.stat().st_ino for each in rows_files(room.second) if each in before} == before
    assert names(room.second) == names(room.folder / BACKUPS)
    shutil.rmtree(room.folder / BACKUPS)
    assert restored(room.second / file.name, tmp_path / "back", 12) == held(room.store, 12)


def test_an_element_that_was_cut_off_there_is_copied_anew(room: Room, tmp_path: Path) -> None:
    """As a stick is left that was pulled out while its cache was not written."""
    for _ in range(2):
        room.copy(room.back_up())
    rows_files(room.second)[0].write_bytes(b"")
    last = room.back_up()
    room.copy(last)
    shutil.rmtree(room.folder / BACKUPS)
    assert restored(room.second / last.name, tmp_path / "back", 12) == held(room.store, 12)


def test_a_medium_that_was_away_gets_what_it_lacks(room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elements, "SMALL_KEPT", 3)
    room.copy(room.back_up())
    for _ in range(6):
        last = room.back_up()
        room.store.tidy_backups()
    room.copy(last)
    assert len(rows_files(room.second)) <= 5
    shutil.rmtree(room.folder / BACKUPS)
    assert restored(room.second / last.name, tmp_path / "back", 28) == held(room.store, 28)


def test_many_small_ones_there_become_few_as_well(room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elements, "SMALL_KEPT", 3)
    first = room.back_up()
    room.copy(first)
    for _ in range(9):
        last = room.back_up()
        room.copy(last)
        room.store.tidy_backups()
        assert len(rows_files(room.second)) <= 8
    shutil.rmtree(room.folder / BACKUPS)
    assert restored(room.second / last.name, tmp_path / "back", 40) == held(room.store, 40)
    assert restored(room.second / first.name, tmp_path / "first", 4) == held(room.store, 4)


def test_a_stick_of_another_clinic_is_left_as_it_is(room: Room, tmp_path: Path) -> None:
    with closing(new_store(tmp_path / "other")) as other:
        visit(other, 0)
        shutil.copy(other.backup(at(0)).file, room.second)
    before = lying(room.second)
    file = room.back_up()
    with pytest.raises(StoreError) as caught:
        room.copy(file)
    assert caught.value.code == "second-foreign"
    assert {each for each in lying(room.second) if "lock" not in each.name} == set(before)


def test_two_computers_of_one_folder_write_to_one_stick(room: Room, tmp_path: Path) -> None:
    """A folder was copied: whoever comes second is told, whichever of its backups lie on the stick."""
    room.copy(room.back_up())
    room.store.close()
    shutil.copytree(room.folder, tmp_path / "copy")
    with closing(Store.open(tmp_path / "copy", PASSPHRASE)) as other:
        visit(other, 50)
        BackupStore().copy(tmp_path / "copy", other.backup(at(50)).file, 0, other.clash)
    before = lying(room.second)
    room.store = Store.open(room.folder, PASSPHRASE)
    file = room.back_up()
    with refused("two-heads"):
        room.copy(file)
    assert lying(room.second) == before
    for each in room.second.glob("*.stipple-backup"):
        each.unlink()
    visit(room.store, 60)
    file = room.back_up()
    with refused("two-heads"):
        room.copy(file)


def away(*_: object, **__: object) -> None:
    raise OSError(5, "gone")


def test_a_stick_pulled_out_while_it_is_written_to_goes_on_later(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At every file that is copied: what is there is whole, and the next copy completes it."""
    room.back_up()
    last = room.back_up()
    real = shutil.copyfile
    for step in range(4):
        done: list[Path] = []

        def pulled(source: Path, target: Path, step: int = step, done: list[Path] = done) -> object:
            if len(done) == step:
                target.write_bytes(source.read_bytes()[:100])
                monkeypatch.setattr(Path, "unlink", away)
                raise OSError(5, "gone", str(target))
            done.append(target)
            return real(source, target)

        shutil.rmtree(room.second)
        room.second.mkdir()
        monkeypatch.setattr(shutil, "copyfile", pulled)
        if step < 3:
            with refused("disk-error"):
                room.copy(last)
        else:
            room.copy(last)
        monkeypatch.undo()
        room.copy(last)
        assert not list(room.second.rglob(".*.part"))
        assert restored(room.second / last.name, tmp_path / f"back{step}", 8) == held(room.store, 8)


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_a_place_is_held_against_another_program_until_that_one_dies(tmp_path: Path) -> None:
    import fcntl

    read, write = os.pipe()
    if (child := os.fork()) == 0:
        with locked(tmp_path):
            os.write(write, b"1")
            signal.pause()
    os.read(read, 1)
    with (tmp_path / LOCK).open("rb") as file, pytest.raises(BlockingIOError):
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with locked(tmp_path):
        pass


def flip(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[60] ^= 1
    file.write_bytes(data)


def test_what_rotted_here_takes_no_good_ones_place_there(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(elements, "SMALL_KEPT", 3)
    for _ in range(6):
        room.copy(room.back_up())
    room.store.tidy_backups()
    flip(rows_files(room.folder / BACKUPS)[0])
    for _ in range(3):
        last = room.back_up()
        room.copy(last)
    shutil.rmtree(room.folder / BACKUPS)
    assert restored(room.second / last.name, tmp_path / "back", 36) == held(room.store, 36)


def test_what_rotted_here_is_not_said_to_be_copied(room: Room) -> None:
    file = room.back_up()
    flip(rows_files(room.folder / BACKUPS)[0])
    with refused("backup-damaged"):
        room.copy(file)
    assert not list(room.second.glob("*.stipple-backup"))

"""Who writes the log: every restore has a writer of its own, and two copies of one folder are told and kept apart."""

import json
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace

from console.app.ports import BackupFile, Finding, Head, StoreError
from console.core.clock import Instant
from console.core.events import Noted, RecoveryCodeChanged, WriterTaken
from db.backup.backup_format import MANIFEST
from db.backup.backup_store import BackupStore
from db.backup.restore import restore
from db.files import BACKUPS, KEYS
from db.keys.key_file import read_keys
from db.log.anchors import Anchor
from db.log.writers import Stretch, written_by
from db.store import Store
from tests.support.earlier_files import FIXTURES, earlier_file
from tests.support.store_damage import AFTER, AT, BEFORE, LATER, worked
from tests.support.store_help import PASSPHRASE, event, filled, refused
from tests.support.store_practice import Practice, led
from tests.support.whole_copies import copied_open

MINUTE_MS = 60_000


def later(minutes: int) -> Instant:
    return replace(LATER, utc_ms=LATER.utc_ms + minutes * MINUTE_MS)


def manifest(file: Path) -> dict[str, object]:
    with zipfile.ZipFile(file) as archive:
        found: dict[str, object] = json.loads(archive.read(MANIFEST))
    return found


def remade(file: Path, **changes: object) -> None:
    """The backup with other facts in its manifest; None takes one away."""
    with zipfile.ZipFile(file) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    facts = {name: fact for name, fact in (manifest(file) | changes).items() if fact is not None}
    members[MANIFEST] = json.dumps(facts).encode()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)


def writers(folder: Path) -> list[tuple[str, str]]:
    """Writer and the one before, of each restore."""
    with closing(Store.open(folder, PASSPHRASE)) as store:
        bodies = [each.body for each in store.events("")]
    return [(body.writer, body.before) for body in bodies if isinstance(body, WriterTaken)]


def test_no_copy_before_another_schema_is_written_where_two_copies_write(folder: Path, tmp_path: Path) -> None:
    """A folder was copied, one went on, and its backup came to the other, which has yet to be migrated."""
    older = earlier_file(2, folder)
    copied = Path(shutil.copytree(folder, tmp_path / "copy"))
    with closing(Store.open(copied, older.secret)) as store:
        store.append(event(RecoveryCodeChanged()))
        theirs = shutil.copy(store.backup(AT).file, folder / BACKUPS)
    stood = {each.name for each in (folder / BACKUPS).glob("*.stipple-backup")}
    with closing(Store.open(folder, older.secret)) as store:
        assert store.clash(folder / BACKUPS) == Path(theirs).name
    assert {each.name for each in (folder / BACKUPS).glob("*.stipple-backup")} == stood
    assert [each.name for each in folder.glob("*.stipple-backup")] == ["before-schema-3.stipple-backup"]


def test_a_stores_first_writer_is_called_as_the_store(folder: Path) -> None:
    filled(folder)
    with closing(Store.open(folder, PASSPHRASE)) as store:
        told = manifest(store.backup(AT).file)
        assert (told["version"], told["db_uuid"], told["writer"]) == (3, store.identity, store.identity)


def test_each_restore_has_a_writer_of_its_own_who_names_the_one_before(folder: Path, tmp_path: Path) -> None:
    backup = worked(folder)
    restore(backup, tmp_path / "one", PASSPHRASE, LATER)
    restore(backup, tmp_path / "other", PASSPHRASE, LATER)
    ((one, before),) = writers(tmp_path / "one")
    ((other, also),) = writers(tmp_path / "other")
    uuid = read_keys(folder / KEYS).db_uuid
    assert (before, also) == (uuid, uuid)
    assert len({one, other, uuid}) == 3
    with closing(Store.open(tmp_path / "one", PASSPHRASE)) as store:
        again = store.backup(later(1)).file
        assert (manifest(again)["db_uuid"], manifest(again)["writer"]) == (uuid, one)
    done = BackupStore().put_back(tmp_path / "one", again, PASSPHRASE, later(2))
    (_, (third, before_it)) = writers(tmp_path / "one")
    assert (before_it, third not in (one, other, uuid), done.last) == (one, True, BEFORE + 1)


def test_a_backup_whose_manifest_names_another_writer_is_refused(folder: Path, tmp_path: Path) -> None:
    backup = worked(folder)
    remade(backup, writer="ab" * 16)
    with refused("backup-damaged"):
        restore(backup, tmp_path / "back", PASSPHRASE, LATER)


def test_a_manifest_of_before_names_no_writer_and_is_read(tmp_path: Path) -> None:
    (backup,) = (FIXTURES / "clinic_2" / "clinic" / "backups").iterdir()
    assert manifest(backup)["version"] == 1
    restore(backup, tmp_path / "back", "a kettle on the blue stove", LATER)
    with closing(Store.open(tmp_path / "back", "a kettle on the blue stove")) as store:
        taken = store.latest("writer-taken")
        assert taken is not None
        assert isinstance(taken.body, WriterTaken)
        assert (taken.body.before, store.verify()) == (store.identity, [])
        assert taken.actor != ""


def test_what_was_lost_before_a_restore_is_no_contradiction_after_it(folder: Path) -> None:
    """The backup with the most events is gone bad; an older one takes the clinic's place, and its log goes on."""
    older = worked(folder)
    with closing(Store.open(folder, PASSPHRASE)) as store:
        store.backup(later(-1))
    moved = folder.rename(folder.with_name("gone"))
    restore(moved / BACKUPS / older.name, folder, PASSPHRASE, LATER)
    shutil.copytree(moved / BACKUPS, folder / BACKUPS)
    with closing(Store.open(folder, PASSPHRASE)) as store:
        for number in range(AFTER):
            store.append(event(Noted(f"goes on {number}"), "s1", "c1"))
        assert store.contradictions(BackupStore().backup_files(folder)) == []
        assert store.verify() == []
        store.backup(later(1))
        assert store.verify() == []


def test_a_backup_made_while_the_clock_ran_ahead_stops_no_other(folder: Path, tmp_path: Path) -> None:
    """Set a day ahead, backed up, set right, and put back from an older one: what came between was lost."""
    older, stick = worked(folder), tmp_path / "stick"
    with closing(Store.open(folder, PASSPHRASE)) as store:
        ahead = store.backup(later(1440), stick).file
    moved = folder.rename(folder.with_name("gone"))
    restore(moved / BACKUPS / older.name, folder, PASSPHRASE, LATER)
    with closing(Store.open(folder, PASSPHRASE)) as store:
        assert store.contradictions([BackupFile(ahead, later(1440).utc_ms)]) == []
        assert store.backup(later(1), stick).file.exists()
        assert store.clash(stick) == ""


def test_who_goes_on_after_a_backup_of_it_was_put_back_elsewhere_is_told(folder: Path, tmp_path: Path) -> None:
    """Both write to one place: the one that was left behind is told of the other, and writes nothing there."""
    older, shared = worked(folder), tmp_path / "stick"
    restore(older, tmp_path / "moved", PASSPHRASE, LATER)
    with closing(Store.open(folder, PASSPHRASE)) as first, closing(Store.open(tmp_path / "moved", PASSPHRASE)) as moved:
        first.append(event(Noted("here"), "s1", "c1"))
        moved.append(event(Noted("there"), "s1", "c1"))
        mine = first.backup(later(1), shared).file
        theirs = moved.backup(later(2), shared).file
        with pytest.raises(StoreError) as caught:
            first.backup(later(3), shared)
        assert caught.value.code == "two-heads"
        assert caught.value.facts == {"folder": str(shared), "file": theirs.name}
        assert sorted(shared.glob("*.stipple-backup")) == [mine, theirs]
        shutil.copy(theirs, folder / BACKUPS)
        assert first.verify() == [Finding("other-copy", moved.head().seq, theirs.name)]


def test_a_backup_of_before_writers_had_ids_stops_no_other(folder: Path) -> None:
    """What it knows of a log that was lost before is told as it was; it proves no copy that is in use."""
    worked(folder)
    with closing(Store.open(folder, PASSPHRASE)) as store:
        made = copied_open(store, later(1)).file
        head = {"seq": AFTER + 9, "mac": "f" * 64}
        remade(made, version=1, writer=None, head=head)
        assert [each.code for each in store.contradictions(BackupStore().backup_files(folder))] == ["tail-cut"]
        assert store.backup(later(2)).file.exists()
        remade(made, version=2, writer=store.identity, head=head)
        store._heads.clear()
        with refused("two-heads"):
            store.backup(later(3))


@pytest.fixture
def rooms(tmp_path: Path) -> Iterator[tuple[Practice, Practice]]:
    """A clinic and a copy of its folder, closed while it was copied; both use the same stick."""
    first = Practice(tmp_path)
    first.backups.choose(first.stick, first.osei)
    first.back_up()
    first.clock.advance(MINUTE_MS)
    first.store.close()
    shutil.copytree(first.folder, tmp_path / "copy")
    other = object.__new__(Practice)
    other.__dict__.update(first.__dict__)
    other.folder = tmp_path / "copy"
    for room in (first, other):
        room.use(Store.open(room.folder, PASSPHRASE))
        room.clinic.actor = room.osei.id
    yield first, other
    for room in (first, other):
        room.store.close()


def stick(room: Practice) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in room.stick.rglob("*.stipple-backup")}


def test_a_copied_folder_is_told_in_both_and_treating_goes_on(rooms: tuple[Practice, Practice]) -> None:
    first, other = rooms
    first.note("here")
    other.note("there")
    first.back_up()
    before = stick(first)
    first.clock.advance(400 * 86_400_000)
    made = other.backups.make()
    assert made is not None
    assert made.file.parent == other.folder / BACKUPS
    assert other.backups.problem is not None
    assert other.backups.problem.code == "two-heads"
    assert stick(other) == before
    status = other.backups.status()
    assert [each.code for each in status.doubts] in (["anchor-differs"], ["tail-cut"])
    other.note("goes on")
    assert other.store.verify() != []
    with pytest.raises(StoreError, match="two-heads"):
        other.backups.choose(other.stick, other.osei)
    assert stick(other) == before


def test_a_copy_that_was_put_back_from_a_backup_is_nobodys_double(rooms: tuple[Practice, Practice]) -> None:
    """What the notice says to do: on the wrong one, put back a backup of the right one."""
    first, other = rooms
    first.note("here")
    other.note("there")
    backup = first.back_up()
    other.store.close()
    shutil.rmtree(other.folder)
    restore(backup.file, other.folder, PASSPHRASE, first.clock.now())
    other.use(Store.open(other.folder, PASSPHRASE))
    assert other.store.contradictions(other.backup_store.backup_files(first.folder)) == []
    assert other.store.verify() == []
    assert led(other.store, other.clock)[1].state(first.session).history[-1].body == Noted("here")


STRETCHES = [Stretch("a", 1, 10), Stretch("b", 11, 20), Stretch("c", 21, None)]


@pytest.mark.parametrize(
    ("writer", "seq", "fate"),
    [
        ("a", 10, "held"), ("a", 11, "lost"), ("a", 5, "held"), ("b", 20, "held"), ("b", 21, "lost"),
        ("c", 21, "held"), ("c", 999, "held"), ("", 999, "held"), ("d", 1, "elsewhere"),
    ],
)  # fmt: skip
def test_what_becomes_of_what_a_writer_wrote_down(writer: str, seq: int, fate: str) -> None:
    assert Anchor(Head(seq, "0" * 64), "a backup", writer).fate(STRETCHES) == fate


def test_every_row_has_its_writer() -> None:
    assert [written_by(STRETCHES, seq) for seq in (1, 10, 11, 20, 21, 99)] == ["a", "a", "b", "b", "c", "c"]

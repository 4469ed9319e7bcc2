"""A whole copy is one file that opens by itself; put back it is the store that was; what is not whole is refused."""

import shutil
import struct
import zipfile
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.app.ports import Backup, StoreError
from console.core.clock import Instant
from console.core.events import Noted, WriterTaken
from db.backup import backup_writer as backups
from db.backup.backup_format import MANIFEST, POINT, Manifest
from db.backup.restore import restore
from db.files import BACKUPS, DATABASE, KEYS
from db.keys.key_file import LIGHT_COST, read_keys
from db.store import Store
from tests.support.examples import examples
from tests.support.store_help import PASSPHRASE, RESTORED, event, filled, raw, refused, story
from tests.support.whole_copies import copied, copied_open

AT = Instant(1_800_000_000_123, 0, "boot-1")


def backed_up(folder: Path) -> Backup:
    with closing(Store.open(folder, PASSPHRASE)) as store:
        return store.backup(AT)


@pytest.fixture(scope="module")
def backup(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole") / "store"
    filled(folder)
    return copied(folder, AT).file


def test_a_store_in_which_nothing_stands_yet_can_be_put_back(folder: Path, tmp_path: Path) -> None:
    """Its anchor would be a row that is not there."""
    with closing(Store.create(folder, "rehearsal", PASSPHRASE, LIGHT_COST)[0]) as store:
        made = store.backup(AT)
        store.anchor()
        assert store.verify() == []
    restore(made.file, tmp_path / "back", PASSPHRASE, RESTORED)
    with closing(Store.open(tmp_path / "back", PASSPHRASE)) as back:
        assert (back.doubts, back.verify()) == ([], [])


def test_one_file_named_by_its_time(folder: Path) -> None:
    filled(folder)
    made = copied(folder, AT)
    assert made.file == folder / BACKUPS / "2027-01-15T080000.123Z.stipple-backup"
    assert (made.seq, made.sha256) == (5, sha256(made.file.read_bytes()).hexdigest())
    assert [each.name for each in (folder / BACKUPS).iterdir()] == [made.file.name]
    with zipfile.ZipFile(made.file) as archive:
        manifest = msgspec.json.decode(archive.read(MANIFEST), type=Manifest)
        assert b"SQLite format 3" not in archive.read(DATABASE)
        assert b"Bea Sample" not in b"".join(archive.read(name) for name in archive.namelist())
    assert (manifest.head.seq, manifest.counts["log"], manifest.made_utc_ms) == (5, 5, AT.utc_ms)


def test_elsewhere(folder: Path, tmp_path: Path) -> None:
    filled(folder)
    with closing(Store.open(folder, PASSPHRASE)) as store:
        made = store.backup(AT, tmp_path / "stick" / "stipple")
    assert made.file.parent == tmp_path / "stick" / "stipple"
    assert not (folder / BACKUPS).exists()


def test_put_back_with_either_secret(folder: Path, tmp_path: Path) -> None:
    store, code = Store.create(folder, "rehearsal", PASSPHRASE, LIGHT_COST)
    with closing(store):
        events = story()
        for each in events:
            store.append(each)
        made = copied_open(store, AT)
        store.append(event(Noted("after the backup"), "s1", "c1"))
        views = (store.clients(), store.sessions(), store.people())
    for number, secret in enumerate((PASSPHRASE, code)):
        into = tmp_path / f"back{number}"
        restore(made.file, into, secret, RESTORED)
        assert sorted(each.name for each in into.iterdir()) == [KEYS, DATABASE]
        with closing(Store.open(into, secret)) as back:
            *own, taken = back.events("")
            assert (own, back.events("s1")) == (events[:1], events[1:])
            assert isinstance(taken.body, WriterTaken)
            assert (back.clients(), back.sessions(), back.people()) == views
            assert (back.doubts, back.verify()) == ([], [])
            assert [anchor.seq for anchor in read_keys(into / KEYS).anchors] == [5]
            assert back.append(event(Noted("goes on"), "s1", "c1")).seq == 7


def test_taken_while_the_store_is_at_work(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is committed after the copy began is not in it, and hurts nothing."""
    filled(folder)
    examine = backups.examine
    with closing(Store.open(folder, PASSPHRASE)) as store:

        def busy(*arguments: object) -> object:
            store.append(event(Noted("meanwhile"), "s1", "c1"))
            store.anchor()
            return examine(*arguments)  # type: ignore[arg-type]

        monkeypatch.setattr(backups, "examine", busy)
        made = copied_open(store, AT)
        monkeypatch.undo()
        assert store.head().seq == 6
    restore(made.file, tmp_path / "back", PASSPHRASE, RESTORED)
    with closing(Store.open(tmp_path / "back", PASSPHRASE)) as back:
        assert (back.head().seq, back.verify()) == (6, [])


def test_a_copy_that_cannot_be_read_is_no_backup(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(folder)
    examine = backups.examine

    def spoilt(path: Path, *rest: object) -> object:
        data = bytearray(path.read_bytes())
        data[-2000] ^= 1
        path.write_bytes(data)
        return examine(path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(backups, "examine", spoilt)
    with refused("backup-failed"):
        copied(folder, AT)
    assert list((folder / BACKUPS).iterdir()) == []


def test_what_was_wrong_already_is_copied_faithfully(folder: Path, tmp_path: Path) -> None:
    filled(folder)
    with raw(folder) as connection:
        connection.execute("DROP TRIGGER log_never_changes")
        connection.execute("UPDATE log SET actor = 'eve' WHERE seq = 2")
    restore(copied(folder, AT).file, tmp_path / "back", PASSPHRASE, RESTORED)
    with closing(Store.open(tmp_path / "back", PASSPHRASE)) as back:
        assert [(each.code, each.seq) for each in back.verify()] == [("row-changed", 2), ("trigger-missing", None)]


def test_only_into_an_empty_folder(backup: Path, folder: Path) -> None:
    folder.mkdir()
    (folder / "notes.txt").write_text("mine")
    with refused("folder-not-empty"):
        restore(backup, folder, PASSPHRASE, RESTORED)
    assert [each.name for each in folder.iterdir()] == ["notes.txt"]
    (folder / "notes.txt").rename(folder / ".DS_Store")
    restore(backup, folder, PASSPHRASE, RESTORED)
    Store.open(folder, PASSPHRASE).close()


def test_a_backup_where_none_can_be_is_said_to_have_failed(folder: Path, tmp_path: Path) -> None:
    filled(folder)
    (tmp_path / "file").touch()
    with closing(Store.open(folder, PASSPHRASE)) as store, refused("backup-failed"):
        store.backup(RESTORED, tmp_path / "file")


def test_the_secret_must_be_right(backup: Path, folder: Path) -> None:
    with refused("wrong-secret"):
        restore(backup, folder, "wrong", RESTORED)
    assert list(folder.parent.iterdir()) == []


def packed(source: Path, target: Path, change: Callable[[dict[str, bytes]], object], method: int = 0) -> Path:
    with zipfile.ZipFile(source) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target


def told(members: dict[str, bytes], **changes: object) -> None:
    manifest = msgspec.json.decode(members[MANIFEST])
    digests = {name: sha256(members[name]).hexdigest() for name in (DATABASE, KEYS)}
    members[MANIFEST] = msgspec.json.encode(manifest | {"sha256": digests} | changes)


def forged_database(members: dict[str, bytes]) -> None:
    data = bytearray(members[DATABASE])
    data[-2000] ^= 1
    members[DATABASE] = bytes(data)
    told(members)


CHANGES: dict[str, tuple[str, Callable[[dict[str, bytes]], object]]] = {
    "a member less": ("backup-unsafe", lambda members: members.pop(KEYS)),
    "a member more": ("backup-unsafe", lambda members: members.update({"more.txt": b""})),
    "a path upwards": ("backup-unsafe", lambda members: members.update({f"../{KEYS}": members.pop(KEYS)})),
    "a path from the root": ("backup-unsafe", lambda members: members.update({f"/tmp/{KEYS}": members.pop(KEYS)})),
    "a huge key file": ("backup-unsafe", lambda members: members.update({KEYS: bytes(2 << 20)})),
    "another key file": ("backup-damaged", lambda members: members.update({KEYS: b"{}"})),
    "a space in the key file": ("backup-damaged", lambda members: members.update({KEYS: members[KEYS] + b" "})),
    "another database": ("backup-damaged", lambda members: members.update({DATABASE: bytes(8192)})),
    "no manifest": ("backup-damaged", lambda members: members.update({MANIFEST: b"{}"})),
    "a newer manifest": ("backup-newer", lambda members: told(members, version=POINT + 1)),
    "a forged head": ("backup-damaged", lambda members: told(members, head={"seq": 9, "mac": "0" * 64})),
    "forged counts": ("backup-damaged", lambda members: told(members, counts={})),
    "a database forged with its digest": ("backup-damaged", forged_database),
}


@pytest.mark.parametrize(("code", "change"), CHANGES.values(), ids=CHANGES.keys())
def test_refused(backup: Path, tmp_path: Path, code: str, change: Callable[[dict[str, bytes]], object]) -> None:
    file = packed(backup, tmp_path / "changed.stipple-backup", change)
    with refused(code):
        restore(file, tmp_path / "into", PASSPHRASE, RESTORED)
    assert [each.name for each in tmp_path.iterdir()] == [file.name]


def test_a_bomb(backup: Path, tmp_path: Path) -> None:
    """Members that unpack to more than the file holds: compressed ones, and sizes that are not true."""
    file = packed(
        backup, tmp_path / "b", lambda members: members.update({DATABASE: bytes(50 << 20)}), zipfile.ZIP_DEFLATED
    )
    with refused("backup-unsafe"):
        restore(file, tmp_path / "into", PASSPHRASE, RESTORED)
    data = backup.read_bytes()
    at = data.rindex(b"PK\x01\x02")
    huge = struct.pack("<II", 1 << 31, 1 << 31)
    file.write_bytes(data[: at + 20] + huge + data[at + 28 :])
    with refused("backup-unsafe"):
        restore(file, tmp_path / "into", PASSPHRASE, RESTORED)


@pytest.mark.parametrize("data", [b"", b"PK\x05\x06" + bytes(18), b"garbage" * 99])
def test_no_backup_at_all(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "b"
    with refused("backup-missing"):
        restore(file, tmp_path / "into", PASSPHRASE, RESTORED)
    file.write_bytes(data)
    with pytest.raises(StoreError, match=r"backup-(damaged|unsafe)"):
        restore(file, tmp_path / "into", PASSPHRASE, RESTORED)


@examples(40)
@given(data=st.data())
def test_cut_or_changed_anywhere(backup: Path, data: st.DataObject) -> None:
    """A byte of a header that says nothing may change; what comes back is whole even so."""
    whole = backup.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1) | st.integers(len(whole) - 400, len(whole) - 1))
    changed = whole[:at] + data.draw(
        st.just(b"") | st.binary(min_size=1, max_size=4).map(lambda some: some + whole[at + len(some) :])
    )
    folder = backup.parent / "fuzz"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / "b").write_bytes(changed)
    try:
        restore(folder / "b", folder / "into", PASSPHRASE, RESTORED)
    except StoreError as error:
        known = {"backup-damaged", "backup-unsafe", "backup-newer", "wrong-secret"}
        if error.code not in known or (folder / "into").exists():
            raise
    else:
        with closing(Store.open(folder / "into", PASSPHRASE)) as back:
            assert (back.head().seq, back.verify()) == (6, [])

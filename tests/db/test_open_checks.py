"""What is not our whole store is said by name, and nothing is made, changed or overwritten."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

from console.app.ports import StoreKind
from db.connections import connect
from db.files import DATABASE, KEYS, LOCK
from db.keys.store_keys import LIGHT_COST, KdfCost
from db.store import Store
from tests.support.store_help import PASSPHRASE, filled, keys_of, new_store, raw, refused


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.name != LOCK}


def damage(folder: Path, at: int) -> None:
    data = bytearray((folder / DATABASE).read_bytes())
    data[at] ^= 1
    (folder / DATABASE).write_bytes(data)


def cut(folder: Path, size: int) -> None:
    os.truncate(folder / DATABASE, size)


def set_pragma(folder: Path, sql: str) -> None:
    with raw(folder) as connection:
        connection.execute(sql)


def plain(folder: Path) -> None:
    (folder / DATABASE).unlink()
    with closing(driver.connect(str(folder / DATABASE))) as connection:
        connection.execute("CREATE TABLE log (seq INTEGER)")


def without_wal(folder: Path) -> None:
    """A database whose tables are still in the -wal that was left behind."""
    keys, made = keys_of(folder), folder.with_name("made.db")
    with closing(connect(made, keys, "rwc")) as connection:
        connection.execute("CREATE TABLE meta (name TEXT)")
        shutil.copy(made, folder / DATABASE)


def other_keys(folder: Path) -> None:
    other = folder.with_name("other")
    filled(other)
    shutil.copy(other / KEYS, folder / KEYS)


def other_database(folder: Path) -> None:
    set_pragma(folder, "UPDATE meta SET value = '0' WHERE name = 'db_uuid'")


def empty(folder: Path) -> None:
    for file in folder.iterdir():
        file.unlink()


FAULTS: dict[str, tuple[str, Callable[[Path], object]]] = {
    "folder gone": ("store-missing", shutil.rmtree),
    "folder empty": ("store-missing", empty),
    "keys gone": ("keys-missing", lambda folder: (folder / KEYS).unlink()),
    "keys garbled": ("keys-damaged", lambda folder: (folder / KEYS).write_text("{")),
    "keys of another store": ("keys-foreign", other_keys),
    "database gone": ("database-missing", lambda folder: (folder / DATABASE).unlink()),
    "zero length": ("database-zero", lambda folder: cut(folder, 0)),
    "copied without -wal": ("database-empty", without_wal),
    "not encrypted": ("database-plain", plain),
    "cut within the first page": ("database-truncated", lambda folder: cut(folder, 100)),
    "cut within a page": ("database-truncated", lambda folder: cut(folder, 4096 * 5 + 100)),
    "cut between pages": ("database-damaged", lambda folder: cut(folder, 4096 * 5)),
    "one bit of the first page": ("database-damaged", lambda folder: damage(folder, 2000)),
    "another program's": ("database-foreign", lambda folder: set_pragma(folder, "PRAGMA application_id = 7")),
    "a newer program's": ("database-newer", lambda folder: set_pragma(folder, "PRAGMA user_version = 99")),
    "another store's": ("database-other", other_database),
    "the list of kinds gone": ("database-damaged", lambda folder: set_pragma(folder, "DROP TABLE kinds")),
    "the clients' keys gone": ("database-damaged", lambda folder: set_pragma(folder, "DROP TABLE client_keys")),
}


@pytest.mark.parametrize(("code", "fault"), FAULTS.values(), ids=FAULTS.keys())
def test_refused(folder: Path, code: str, fault: Callable[[Path], object]) -> None:
    filled(folder)
    fault(folder)
    before = contents(folder) if folder.exists() else None
    with refused(code):
        Store.open(folder, PASSPHRASE)
    assert (contents(folder) if folder.exists() else None) == before


def test_the_secret_must_be_right(folder: Path) -> None:
    filled(folder)
    with refused("wrong-secret"):
        Store.open(folder, "wrong")


@pytest.mark.parametrize("kinds", [("clinic",), ("clinic", "example")])
def test_kinds_stay_apart(folder: Path, kinds: tuple[StoreKind, ...]) -> None:
    filled(folder)
    with refused("wrong-kind"):
        Store.open(folder, "wrong", kinds)


def test_a_rehearsal_does_not_open_a_clinic(folder: Path) -> None:
    clinics: tuple[StoreKind, ...] = ("clinic",)
    store, code = Store.create(folder, "clinic", PASSPHRASE)
    store.close()
    with refused("wrong-kind"):
        Store.open(folder, PASSPHRASE, ("rehearsal", "example"))
    with closing(Store.open(folder, code, clinics)) as store:
        assert store.kind == "clinic"
        with refused("cost-too-low"):
            store.set_passphrase("new", cost=LIGHT_COST)


@pytest.mark.parametrize("found", [DATABASE, KEYS, "notes.txt"])
def test_nothing_is_made_in_a_folder_that_holds_something(folder: Path, found: str) -> None:
    folder.mkdir()
    (folder / found).write_text("mine")
    with refused("folder-not-empty"):
        new_store(folder)
    assert contents(folder) == {found: b"mine"}


def test_what_a_file_manager_leaves_by_itself_counts_as_nothing(folder: Path) -> None:
    folder.mkdir()
    left = {".DS_Store", "desktop.ini", "Thumbs.db"}
    for name in left:
        (folder / name).write_bytes(b"looks")
    new_store(folder).close()
    assert {DATABASE, *left} <= contents(folder).keys()
    Store.open(folder, PASSPHRASE).close()


def test_made_whole_or_not_at_all(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopped on the last step before the rename, and started anew: what it left is in nobody's way."""
    monkeypatch.setattr("db.create.put_in_place", lambda *_: 1 / 0)
    monkeypatch.setattr("db.create.discard", lambda _: None)
    with pytest.raises(ZeroDivisionError):
        new_store(folder)
    assert not folder.exists()
    monkeypatch.undo()
    new_store(folder).close()
    assert Store.open(folder, PASSPHRASE).verify() == []


def test_a_folder_that_happens_to_stand_beside_is_left_alone(folder: Path) -> None:
    stranger = folder.with_name(f".{folder.name}.new")
    stranger.mkdir()
    (stranger / "precious").write_text("mine")
    new_store(folder).close()
    assert contents(stranger) == {"precious": b"mine"}
    assert {file.name for file in folder.parent.iterdir()} == {folder.name, stranger.name}


def test_one_at_a_time(folder: Path) -> None:
    new_store(folder).close()
    with closing(Store.open(folder, PASSPHRASE)), refused("in-use"):
        Store.open(folder, PASSPHRASE)
    Store.open(folder, PASSPHRASE).close()


def test_closed_is_closed(folder: Path) -> None:
    store = new_store(folder)
    store.close()
    store.close()
    for use in (store.head, store.people, store.anchor, lambda: store.last_beat("s")):
        with refused("closed"):
            use()


def test_a_new_passphrase_lasts(folder: Path) -> None:
    store, code = Store.create(folder, "rehearsal", PASSPHRASE, LIGHT_COST)
    store.set_passphrase("another", cost=KdfCost(16, 1))
    store.close()
    for secret in ("another", code):
        Store.open(folder, secret).close()
    with refused("wrong-secret"):
        Store.open(folder, PASSPHRASE)


def test_opening_imports_no_migrations(folder: Path) -> None:
    new_store(folder).close()
    script = (
        "import sys; from pathlib import Path; from db.store import Store\n"
        f"Store.open(Path({str(folder)!r}), {PASSPHRASE!r}).close()\n"
        "sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], cwd=Path(__file__).parents[2], check=False).returncode == 0

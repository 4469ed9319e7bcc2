"""After any damage: said on opening or by verify, put back from a backup, with the events that could still be read."""

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from console.app.ports import RestoreResult, StoreError
from console.app.rescue import DAMAGE as DAMAGE_CODES
from console.core.events import Noted, PersonRemoved, WriterTaken
from db.backup.backup_store import BackupStore
from db.files import BACKUPS, DATABASE, KEYS
from db.keys.store_keys import LIGHT_COST
from db.store import Store
from tests.support.long_run import quick_of
from tests.support.store_damage import (
    AFTER,
    BEFORE,
    DAMAGE,
    LATER,
    PAGE,
    cut,
    flip,
    garble,
    other_keys,
    pages,
    worked,
)
from tests.support.store_help import PASSPHRASE, event, raw, refused


def log_of(folder: Path) -> list[tuple[object, ...]]:
    with raw(folder) as connection:
        return list(connection.execute("SELECT * FROM log ORDER BY seq"))


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and file.name != "stipple.lock"
    }


def put_back(folder: Path, backup: Path) -> RestoreResult:
    """As the window does it; the damaged folder lies aside as it was, and what is there is whole."""
    before = contents(folder)
    file = folder.parent / "stick.stipple-backup"
    shutil.copy(backup, file)
    done = BackupStore().put_back(folder, file, PASSPHRASE, LATER)
    assert done.aside is not None
    assert contents(done.aside) == before
    assert (folder / BACKUPS / backup.name).read_bytes() == file.read_bytes()
    with closing(Store.open(folder, PASSPHRASE)) as store:
        assert (store.doubts, store.verify()) == ([], [])
        taken = store.latest("writer-taken")
        assert taken is not None
        assert isinstance(taken.body, WriterTaken)
        assert (store.head().seq, taken.body.before) == (done.last + 1, store.identity)
        assert store.append(event(Noted("goes on"), "s1", "c1")).seq == done.last + 2
    return done


@pytest.fixture
def backup(folder: Path) -> Path:
    return worked(folder)


@pytest.mark.parametrize("fault", quick_of(DAMAGE.values(), *list(DAMAGE.values())[::2]), ids=DAMAGE.keys())
def test_never_silent_and_put_back(folder: Path, backup: Path, fault: Callable[[Path], object]) -> None:
    old = log_of(folder)
    fault(folder)
    code = "found by verify"
    try:
        with closing(Store.open(folder, PASSPHRASE)) as store:
            assert store.verify() != []
    except StoreError as error:
        code = error.code
    assert code in DAMAGE_CODES | {"found by verify"}
    done = put_back(folder, backup)
    assert done.seq == BEFORE
    assert log_of(folder)[: done.last] == old[: done.last]
    assert done.known in (AFTER, done.last)


def test_all_is_carried_over_where_only_the_keys_went(folder: Path, backup: Path) -> None:
    (folder / KEYS).unlink()
    assert put_back(folder, backup).last == AFTER


@pytest.mark.parametrize("fault", [lambda folder: flip(folder, 3), other_keys], ids=["salt", "keys of another"])
def test_all_is_carried_over(folder: Path, backup: Path, fault: Callable[[Path], object]) -> None:
    old = log_of(folder)
    fault(folder)
    assert put_back(folder, backup).last == AFTER
    assert log_of(folder)[:AFTER] == old


@pytest.mark.parametrize("every", [3, pytest.param(1, marks=pytest.mark.soak)])
def test_what_is_lost_is_told(every: int, folder: Path, backup: Path) -> None:
    """Each page in turn, or every third: the chain goes on up to the first row that is gone, and the rest is told."""
    whole = folder.with_name("whole")
    shutil.copytree(folder, whole)
    reached = set()
    for page in range(1, pages(folder), every):
        shutil.rmtree(folder)
        shutil.copytree(whole, folder)
        garble(folder, page)
        done = put_back(folder, backup)
        assert (done.known, done.seq) == (AFTER, BEFORE)
        reached.add(done.last)
        assert done.aside is not None
        shutil.rmtree(done.aside)
    assert {BEFORE, AFTER} <= reached
    assert len(reached) >= 5


def test_a_database_that_was_cut_off_gives_what_is_left(folder: Path, backup: Path) -> None:
    cut(folder, PAGE * (pages(folder) - 1))
    done = put_back(folder, backup)
    assert (BEFORE < done.last < AFTER, done.known) == (True, AFTER)


def test_what_still_lies_in_the_wal_is_carried_over(folder: Path, backup: Path) -> None:
    """The program was killed: its last events were in no database file."""
    store = Store.open(folder, PASSPHRASE)
    store.append(event(Noted("late"), "s1", "c1"))
    torn = folder.with_name("torn")
    shutil.copytree(folder, torn)
    store.close()
    (torn / KEYS).unlink()
    done = put_back(torn, torn / BACKUPS / backup.name)
    assert done.last == AFTER + 1


def test_a_forged_row_is_not_carried_over(folder: Path, backup: Path) -> None:
    with raw(folder) as connection:
        for trigger in ("changes", "shrinks"):
            connection.execute(f"DROP TRIGGER log_never_{trigger}")
        connection.execute("UPDATE log SET utc_ms = utc_ms + 1 WHERE seq = 20")
    done = put_back(folder, backup)
    assert (done.last, done.known) == (19, AFTER)


def test_who_was_erased_since_the_backup_stays_erased(folder: Path, backup: Path) -> None:
    with raw(folder) as connection:
        connection.execute("UPDATE client_keys SET wrapped = NULL WHERE client = 'c1'")
    (folder / KEYS).unlink()
    put_back_file = folder.parent / "b.stipple-backup"
    shutil.copy(backup, put_back_file)
    done = BackupStore().put_back(folder, put_back_file, PASSPHRASE, LATER)
    assert done.last == AFTER
    with raw(folder) as connection:
        assert connection.execute("SELECT wrapped FROM client_keys WHERE client = 'c1'").fetchone() == (None,)


def test_a_passphrase_changed_since_the_backup_opens_it(folder: Path, backup: Path) -> None:
    with closing(Store.open(folder, PASSPHRASE)) as store:
        store.set_passphrase("another", cost=LIGHT_COST)
    garble(folder, 0)
    kept = BackupStore().backup_files(folder)
    assert BackupStore().look(folder, kept[0], "another").seq == BEFORE
    done = BackupStore().put_back(folder, kept[0].file, "another", LATER)
    assert (done.last, done.known) == (BEFORE, AFTER)
    Store.open(folder, "another").close()
    with refused("wrong-secret"):
        Store.open(folder, PASSPHRASE)


def test_nothing_is_touched_where_the_backup_is_no_good(folder: Path, backup: Path) -> None:
    data = bytearray(backup.read_bytes())
    data[len(data) // 2] ^= 1
    backup.write_bytes(data)
    garble(folder, 0)
    before = contents(folder)
    with refused("backup-damaged"):
        BackupStore().put_back(folder, backup, PASSPHRASE, LATER)
    with refused("wrong-secret"):
        worked(folder.with_name("mine"))
        BackupStore().put_back(folder, folder.with_name("mine") / BACKUPS / backup.name, "guess", LATER)
    assert contents(folder) == before
    assert {each.name for each in folder.parent.iterdir()} == {"store", "mine"}


def test_nothing_is_put_back_while_it_is_open(folder: Path, backup: Path) -> None:
    with closing(Store.open(folder, PASSPHRASE)), refused("in-use"):
        BackupStore().put_back(folder, backup, PASSPHRASE, LATER)


@pytest.mark.parametrize("fault", [DAMAGE["the keys gone"], DAMAGE["the keys cut"], other_keys])
def test_a_key_file_comes_back_from_a_backup(folder: Path, backup: Path, fault: Callable[[Path], object]) -> None:
    fault(folder)
    was = (folder / KEYS).read_bytes() if (folder / KEYS).exists() else None
    with refused("no-backup"):
        BackupStore().put_back_keys(folder, "guess", LATER.utc_ms)
    assert BackupStore().put_back_keys(folder, PASSPHRASE, LATER.utc_ms) == backup
    aside = list(folder.glob(f"damaged-*-{KEYS}"))
    assert [each.read_bytes() for each in aside] == ([] if was is None else [was])
    with closing(Store.open(folder, PASSPHRASE)) as store:
        assert (store.head().seq, store.verify()) == (AFTER, [])


def test_damage_anywhere_is_never_silent(folder: Path, backup: Path) -> None:
    whole = (folder / DATABASE).read_bytes()
    random = Random(7)
    silent = []
    for _ in range(60):
        at = random.randrange(len(whole))
        (folder / DATABASE).write_bytes(whole)
        flip(folder, at)
        try:
            with closing(Store.open(folder, PASSPHRASE)) as store:
                silent += [at] if store.verify() == [] else []
        except StoreError:
            pass
    assert silent == []


def test_who_was_removed_puts_nothing_back(folder: Path, backup: Path) -> None:
    """With their passphrase of then, and a backup of then on a stick of their own."""
    with closing(Store.open(folder, PASSPHRASE)) as store:
        store.set_passphrase("one who goes", "0a", LIGHT_COST)
        old = store.backup(LATER, folder.parent / "stick").file
        store.revoke("0a", event(PersonRemoved("0a")))
        kept = store.backup(LATER).file
        last = store.head().seq
    before = contents(folder)
    for file in (old, backup):
        with refused("not-yours"):
            BackupStore().put_back(folder, file, "one who goes", LATER)
    assert contents(folder) == before
    done = BackupStore().put_back(folder, old, PASSPHRASE, LATER)
    assert (done.last, done.known) == (done.seq, last), "under the former key nothing is carried over, and that is told"
    assert done.seq < last
    assert (folder / BACKUPS / kept.name).exists()


def test_another_clinic_takes_nobodys_place(folder: Path, backup: Path) -> None:
    other = worked(folder.with_name("other"))
    before = contents(folder)
    with refused("backup-foreign"):
        BackupStore().put_back(folder, other, PASSPHRASE, LATER)
    assert contents(folder) == before


def test_a_backup_under_a_former_key_is_not_called_damaged(folder: Path, backup: Path) -> None:
    with closing(Store.open(folder, PASSPHRASE)) as store:
        store.revoke("0a", event(PersonRemoved("0a")))
        kept = next(each for each in BackupStore().backup_files(folder) if each.file == backup)
        with refused("backup-former-key"):
            store.look(kept)
    assert BackupStore().look(folder, kept, PASSPHRASE).seq == BEFORE

"""Faults 9 to 13: files that are damaged, cut, gone, old or altered. Never silent, and never a new, empty clinic."""

import os
import shutil
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

from console.app.ports import StoreError
from console.core.clock import Instant
from console.core.events import ClientAdded, Event, Noted, WriterTaken
from db.backup.backup_store import BackupStore
from db.backup.restore import restore
from db.connections import Raw
from db.files import BACKUPS, DATABASE, KEYS, LOCK
from db.store import Store
from db.views.tables import TRIGGERS
from tests.faults.rooms import copied, killed, stands
from tests.faults.session_process import PASSPHRASE as REHEARSAL
from tests.faults.table import Losses, Outcome
from tests.support.store_help import BEA, PASSPHRASE, RESTORED, event, filled, raw

PAGE = 4096
WAL = DATABASE + "-wal"


def _flip(data: bytearray, random: Random) -> None:
    data[random.randrange(len(data))] ^= 1 << random.randrange(8)


def _garble(data: bytearray, random: Random) -> None:
    at = random.randrange(len(data) - 600)
    data[at : at + 512] = random.randbytes(512)


def _blank(data: bytearray, random: Random) -> None:
    at = random.randrange(len(data) // PAGE) * PAGE
    data[at : at + PAGE] = bytes(PAGE)


def _swap(data: bytearray, random: Random) -> None:
    one, two = (at * PAGE for at in random.sample(range(len(data) // PAGE), 2))
    data[one : one + PAGE], data[two : two + PAGE] = data[two : two + PAGE], data[one : one + PAGE]


def _truncate(data: bytearray, random: Random) -> None:
    del data[random.randrange(len(data)) :]


HARM: tuple[Callable[[bytearray, Random], None], ...] = (_flip, _garble, _blank, _swap, _truncate)


def damaged(where: Path, long: bool) -> Outcome:
    """What is read afterwards is what was written, or it is said that it is not; the newest backup brings it back."""
    losses, said = Losses(), Counter[str]()
    whole, events = _filled(where / "whole")
    for seed in range(400 if long else 25):
        random = Random(seed)
        harm = HARM[seed % len(HARM)]
        with losses.attempt(f"{harm.__name__} {seed}"):
            folder = where / "store"
            shutil.copytree(whole, folder)
            data = bytearray((folder / DATABASE).read_bytes())
            harm(data, random)
            (folder / DATABASE).write_bytes(data)
            said[_told(folder, events)] += 1
            assert (folder / DATABASE).stat().st_size <= (whole / DATABASE).stat().st_size
            shutil.rmtree(folder)
    with losses.attempt("restore"):
        backup = next((whole / BACKUPS).glob("*.stipple-backup"))
        restore(backup, where / "back", PASSPHRASE, RESTORED)
        assert _told(where / "back", events) == "nothing"
    return losses.outcome("said " + ", ".join(f"{code} {count}×" for code, count in said.most_common()))


def _filled(folder: Path) -> tuple[Path, list[Event]]:
    """A closed store with a backup, several pages of log in it."""
    events = filled(folder)
    with closing(Store.open(folder, PASSPHRASE)) as store:
        for number in range(30):
            events.append(event(Noted(f"all is well {number} " * 40), "s1", "c1"))
            store.append(events[-1])
        store.anchor()
        store.backup(Instant(0, 0, "boot"))
    return folder, events


def _told(folder: Path, events: list[Event], secret: str = PASSPHRASE) -> str:
    """What is said of a store: the code it is refused with, or the first finding; "nothing" of a whole one."""
    try:
        with closing(Store.open(folder, secret)) as store:
            if found := store.doubts or store.verify():
                return found[0].code
            kept = [each for session in ("", "s1") for each in store.events(session)]
            kept = [each for each in kept if not isinstance(each.body, WriterTaken)]
            assert kept == events, "silently other than it was written"
            return "nothing"
    except StoreError as error:
        return error.code


def no_wal(where: Path, long: bool) -> Outcome:
    """The -wal is deleted after a kill, or the database copied without it; a database that is gone is not made anew."""
    losses = Losses()
    for seed in range(20 if long else 2):
        with losses.attempt(f"deleted {seed}"):
            folder = copied("numbing", where / f"store{seed}")
            assert killed(folder, Random(seed))
            (folder / WAL).unlink()
            assert (said := _glanced(folder)) == "tail-cut", said
    with losses.attempt("copied alone"):
        (where / "copy").mkdir()
        for name in (DATABASE, KEYS, LOCK):
            shutil.copy(where / "store0" / name, where / "copy")
        assert (said := _glanced(where / "copy")) == "tail-cut", said
    for name in (DATABASE, KEYS):
        with losses.attempt(f"no {name}"):
            folder = copied("numbing", where / f"without-{name}")
            (folder / name).unlink()
            before = sorted(os.listdir(folder))
            assert _glanced(folder) in {"database-missing", "keys-missing"}
            assert sorted(os.listdir(folder)) == before, "something was made"
    return losses.outcome("said that the end of the log is missing; nothing was made anew")


def _glanced(folder: Path) -> str:
    """What opening says at once."""
    try:
        with closing(Store.open(folder, REHEARSAL)) as store:
            return next((finding.code for finding in store.doubts), "nothing")
    except StoreError as error:
        return error.code


def cut_wal(where: Path, long: bool) -> Outcome:
    """SQLite opens it without a word. Where an entry went with it, and no sign of life alone, the mark tells."""
    losses, said = Losses(), Counter[str]()
    for seed in range(40 if long else 2):
        with losses.attempt(seed):
            folder = copied("numbing", where / f"store{seed}")
            told = killed(folder, Random(seed))
            size = (folder / WAL).stat().st_size
            os.truncate(folder / WAL, max(0, size - 5_000 * (1 + seed % 4)))
            code = _glanced(folder)
            said[code] += 1
            if code == "nothing":
                stands(folder, [each for each, _ in told])
    return losses.outcome("said " + ", ".join(f"{code} {count}×" for code, count in said.most_common()))


def old_file(where: Path, long: bool) -> Outcome:
    """An old database is put where the new one was; with the old key file too, and only the lock file is left."""
    losses = Losses()
    for names in ((DATABASE,), (DATABASE, KEYS), (DATABASE, KEYS, LOCK)):
        with losses.attempt(" and ".join(names)):
            folder = where / f"store{len(names)}"
            whole, _ = _filled(folder)
            old = {name: (whole / name).read_bytes() for name in names}
            with closing(Store.open(folder, PASSPHRASE)) as store:
                for number in range(5):
                    store.append(event(ClientAdded(BEA), client=f"c{10 + number}"))
                store.anchor()
                store.backup(Instant(1_000, 0, "boot"))
            for name, data in old.items():
                (folder / name).write_bytes(data)
            assert (said := _doubted(folder)) == "tail-cut", said
    return losses.outcome("said that the end of the log is missing; of a whole old folder, by a backup that is newer")


def _doubted(folder: Path) -> str:
    """What stands on home after signing in."""
    with closing(Store.open(folder, PASSPHRASE)) as store:
        found = store.doubts or store.contradictions(BackupStore().backup_files(folder))
        assert store.verify() != []
        return found[0].code if found else "nothing"


SWAP = ";".join(f"UPDATE log SET seq = {new} WHERE seq = {old}" for old, new in ((8, 99), (9, 8), (99, 9)))
ALTERED: dict[str, tuple[str, str, int]] = {
    "edited": ("UPDATE log SET utc_ms = utc_ms + 1 WHERE seq = 3", "row-changed", 3),
    "author changed": ("UPDATE log SET actor = 'bob' WHERE seq = 4", "row-changed", 4),
    "code blanked": ("UPDATE log SET mac = zeroblob(32) WHERE seq = 2", "row-changed", 2),
    "deleted": ("DELETE FROM log WHERE seq = 3", "row-missing", 3),
    "tail cut": ("DELETE FROM log WHERE seq > 20", "tail-cut", 21),
    "all deleted": ("DELETE FROM log", "tail-cut", 1),
    "swapped": (SWAP, "row-changed", 8),
}


def altered(where: Path, long: bool) -> Outcome:
    """By somebody who has the key and another program, the triggers dropped."""
    losses = Losses()
    whole, _ = _filled(where / "whole")
    for name, (sql, code, seq) in ALTERED.items():
        with losses.attempt(name):
            folder = where / name
            shutil.copytree(whole, folder)
            with raw(folder) as connection:
                _forge(connection, sql)
            with closing(Store.open(folder, PASSPHRASE)) as store:
                found = [(each.code, each.seq) for each in store.verify()]
            assert (code, seq) in found, found
    return losses.outcome("verify names the first bad row")


def _forge(connection: Raw, sql: str) -> None:
    connection.execute("PRAGMA foreign_keys = OFF")
    for trigger in TRIGGERS:
        connection.execute(f"DROP TRIGGER {trigger}")
    for statement in sql.split(";"):
        connection.execute(statement)
    for statement in TRIGGERS.values():
        connection.execute(statement)

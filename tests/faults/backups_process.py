"""A program that backs up after each visit, here and on a stick, and tells each point once it is durable."""

import itertools
import shutil
import sys
from collections.abc import Callable, Iterable
from contextlib import closing
from itertools import islice
from pathlib import Path

from db.backup import elements, sealed_rows
from db.backup.backup_format import backups_in
from db.backup.backup_rotation import surplus
from db.backup.backup_store import BackupStore
from db.backup.client_key_files import ClientKeyFiles, tag_of
from db.backup.second_copy import backup_folders
from db.files import BACKUPS
from db.store import Store
from tests.support.points import at, visit
from tests.support.store_help import PASSPHRASE, new_store

FEW = 3
SOON = 8
STORE, STICK = "store", "stick"


def made(room: Path) -> None:
    """A store with a stick, and a first point on both."""
    (room / STICK).mkdir(parents=True)
    with closing(new_store(room / STORE)) as store:
        BackupStore().choose_second(room / STORE, room / STICK)
        back_up(store, room, 0, lambda *_: None)


def tell(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def back_up(store: Store, room: Path, number: int, tell: Callable[..., None] = tell) -> None:
    """Append a visit and back it up everywhere; every few times somebody's key goes, and old points are thinned."""
    backups = BackupStore()
    visit(store, number)
    point = store.backup(at(number * 600))
    tell("point", point.file, point.seq)
    backups.copy(room / STORE, point.file, at(number * 600).utc_ms, store.clash)
    second = backups.second(room / STORE)
    assert second is not None
    tell("copied", second.folder / point.file.name, point.seq)
    store.tidy_backups()
    if number % FEW == FEW - 1:
        gone = [tag_of(f"client-{number}")]
        for series in (room / STORE / BACKUPS).glob("rows-*"):
            ClientKeyFiles(series).erase(gone)
        now, good = at(number * 600).utc_ms, point.file.name
        for place in backup_folders(room / STORE):
            for name in surplus([file.name for file in backups_in(place)], now, good):
                tell("thinned", place / name, 0)
        backups.thin(room / STORE, now, good)


def keep(room: Path, numbers: Iterable[int] = itertools.count(1)) -> None:
    """Go on until killed, or for so many visits."""
    elements.SMALL_KEPT = FEW
    sealed_rows.PIECE = 400
    shutil._USE_CP_SENDFILE = False  # type: ignore[attr-defined]
    with closing(Store.open(room / STORE, PASSPHRASE)) as store:
        for number in numbers:
            back_up(store, room, number)


if __name__ == "__main__":
    keep(Path(sys.argv[2]), islice(itertools.count(1), SOON))

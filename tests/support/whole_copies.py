"""Backups as they were before points: the whole database in one file. Before a migration they still are."""

from contextlib import closing
from pathlib import Path

from console.app.ports import Backup
from console.core.clock import Instant
from db.backup import backup_writer
from db.backup.backup_format import name_at
from db.files import BACKUPS
from db.store import Store
from tests.support.store_help import PASSPHRASE


def copied(folder: Path, at: Instant) -> Backup:
    with closing(Store.open(folder, PASSPHRASE)) as store:
        return copied_open(store, at)


def copied_open(store: Store, at: Instant) -> Backup:
    name = name_at(at.utc_ms)
    return backup_writer.write(store._engine, store._keys, store.folder / BACKUPS, name, at.utc_ms)

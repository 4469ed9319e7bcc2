"""The store itself: one folder with the database, its key file, its lock and its backups."""

from collections.abc import Collection
from pathlib import Path

from console.app.ports import Report, StoreError, StoreKind
from db.backup import folder_swap
from db.backup.store_backups import StoreBackups
from db.create import make
from db.errors import file_errors
from db.files import DATABASE, KEYS, FolderLock
from db.keys import rekey
from db.keys.key_file import read_keys
from db.keys.key_ring import KeyRing
from db.keys.store_keys import CLINIC_COST, KdfCost, unlock
from db.log.event_log import EventLog
from db.maintenance import Maintenance
from db.read_only import view_only
from db.views.queries import Queries

KINDS: tuple[StoreKind, ...] = ("clinic", "example", "rehearsal")


class Store(EventLog, Queries, KeyRing, StoreBackups, Maintenance):
    """A store that is open, signed in to, and held against every other program. See `console.app.ports.Store`.

    doubts       what a glance found wrong on opening, to be followed by `verify`
    was_cut_off  the program that last had it open did not close it
    viewing      nothing can be written there: it is shown, and all that writes is refused with "viewing"
    """

    @classmethod
    def create(cls, folder: Path, kind: StoreKind, passphrase: str, cost: KdfCost = CLINIC_COST) -> tuple["Store", str]:
        """Make a store in a folder that is absent or empty; return it and its recovery code, shown this once."""
        keys, code = make(folder, kind, passphrase, cost)
        return cls(folder, keys), code

    @classmethod
    def open(
        cls,
        folder: Path,
        secret: str,
        kinds: Collection[StoreKind] = KINDS,
        report: Report = lambda done, total: None,
    ) -> "Store":
        """Open with the passphrase or the recovery code. A store of another kind than `kinds` is refused unopened.

        `report` hears how many sessions are done, and of how many, while an earlier schema is brought to today's.
        """
        with file_errors():
            folder_swap.finish(folder)
        if not any((folder / name).exists() for name in (KEYS, DATABASE)):
            raise StoreError("store-missing", folder=str(folder))
        if rekey.is_pending(folder):
            lock = FolderLock(folder)
            try:
                rekey.settle(folder)
            finally:
                lock.free()
        file = read_keys(folder / KEYS)
        if file.kind not in kinds:
            raise StoreError("wrong-kind", found=file.kind, wanted=", ".join(kinds))
        return cls(folder, unlock(file, secret), view_only(folder), report)

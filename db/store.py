"""The store itself: one folder with the database, its key file, its lock and its backups."""

from collections.abc import Collection
from pathlib import Path

from console.app.ports import Report, StoreError, StoreKind
from db import disk_reserve
from db.backup import folder_swap
from db.backup.store_backups import StoreBackups
from db.create import make
from db.errors import file_errors
from db.files import DATABASE, KEYS, FolderLock
from db.keys import rekey
from db.keys.key_file import read_keys
from db.keys.key_ring import KeyRing
from db.keys.store_keys import CLINIC_COST, KdfCost, Keys, unlock
from db.log.event_log import EventLog
from db.maintenance import Maintenance
from db.read_only import WhyViewing, view_only
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

        `report` hears how many sessions are done, and of how many, while an earlier schema is brought to today's. On a
        full disk the reserve is given up, and without one the store is opened to be looked at.
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
        keys = unlock(file, secret)
        why_viewing: WhyViewing = "viewing" if view_only(folder) else ""
        try:
            return cls(folder, keys, why_viewing, report)
        except StoreError as error:
            if why_viewing or error.code != "disk-full":
                raise
        return cls._open_full(folder, keys, report)

    @classmethod
    def _open_full(cls, folder: Path, keys: Keys, report: Report) -> "Store":
        """Open on a full disk: with the room that was kept in reserve, else to be looked at."""
        if disk_reserve.release(folder):
            try:
                return cls(folder, keys, report=report)
            except StoreError as error:
                if error.code != "disk-full":
                    raise
        return cls(folder, keys, "viewing-full", report)

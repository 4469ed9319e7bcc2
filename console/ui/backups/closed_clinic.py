"""What can be done for a clinic that is not open: its backups found, one put back, an emergency copy read in."""

from pathlib import Path

from console.app.clinic import Clinic
from console.app.emergency_copy import ImportResult, import_into_closed
from console.app.ports import BackupCheck, BackupStore, RestoreResult, Store, StoreError
from console.app.rescue import KEYS_ONLY, candidates, put_back
from console.app.sessions import Sessions
from console.ui.shell.window_dependencies import WindowDependencies


class ClosedClinic:
    """The clinic of the program's folder. Every method may take long, and may raise StoreError."""

    def __init__(self, dependencies: WindowDependencies) -> None:
        self._dependencies = dependencies

    @property
    def has_backups(self) -> bool:
        """Whether there are backups in the folder or on its second medium; True where nobody can tell."""
        made = self._dependencies.backup_store
        return made is None or bool(made().backup_files(self._dependencies.folder))

    def find(self, secret: str, error: StoreError | None) -> Path | list[BackupCheck]:
        """Return the backups that open; where the error is in the key file alone, put that back and return it."""
        store, folder, clock = self._backup_store(), self._dependencies.folder, self._dependencies.clock
        if error is not None and error.code in KEYS_ONLY:
            try:
                return store.put_back_keys(folder, secret, clock.now().utc_ms)
            except (StoreError, OSError):
                pass
        return candidates(store, folder, secret)

    def put_back(self, file: Path, secret: str) -> RestoreResult:
        """Put the backup in the place of the folder."""
        folder, at = self._dependencies.folder, self._dependencies.clock.now()
        return put_back(self._backup_store(), folder, file, secret, at, lambda into: self._open(into, secret)[:2])

    def take_in(self, copy: Path, secret: str) -> ImportResult:
        """Read in what the emergency copy has beyond the clinic."""
        return import_into_closed(
            self._backup_store(), copy, secret, lambda: self._open(self._dependencies.folder, secret)
        )  # fmt: skip

    def _open(self, folder: Path, secret: str) -> tuple[Store, Sessions, Clinic]:
        parts = self._dependencies
        store = parts.open_store(folder, secret)
        clinic = Clinic(store, parts.clock, parts.random)
        return store, Sessions(store, parts.clock, clinic, parts.random, parts.zone_name()), clinic

    def _backup_store(self) -> BackupStore:
        make = self._dependencies.backup_store
        assert make is not None
        return make()

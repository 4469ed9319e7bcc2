"""Backups: those of an open store, those of a folder whose store is closed, and the values that describe them."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol as Interface

from msgspec import Struct

from console.app.ports.faults import Finding
from console.app.ports.store_identity import StoreIdentity
from console.core.clock import Instant

Pace = Callable[[int], object]
"""Told after each piece that was written how many bytes it had: it may wait, or raise to stop between two pieces."""


def unpaced(size: int) -> None:
    """Wait for nothing."""


class Backup(Struct, frozen=True):
    """A backup that was written, opened and checked."""

    file: Path
    seq: int
    sha256: str


class BackupFile(Struct, frozen=True):
    """A backup that is there, by its name; nobody has opened it. `second`: on the second medium."""

    file: Path
    utc_ms: int
    second: bool = False


class BackupCheck(Struct, frozen=True):
    """A backup that was opened and checked: it holds the events 1 to `seq`. `whole`: the log in it has no fault."""

    backup: BackupFile
    seq: int
    whole: bool


class SecondCopy(Struct, frozen=True):
    """The folder for a second copy of each backup, and when the last one was put there; None: never."""

    folder: Path
    copied_utc_ms: int | None = None


class RestoreResult(Struct, frozen=True):
    """A clinic that was put back. The backup held the events 1 to `seq`; those up to `last` were carried over.

    aside  where the damaged folder lies now; None where there was none
    known  the last event that is known to have been: beyond `last` they are lost
    """

    aside: Path | None
    seq: int
    last: int
    known: int


class StoreBackups(StoreIdentity, Interface):
    """The copies that an open store makes of itself, and looks into. Every method may raise StoreError."""

    def backup(self, at: Instant, folder: Path | None = None, pace: Pace = unpaced) -> Backup:
        """Write what the backups in the store's folder, or in another, do not hold yet, read it back, and a point.

        `pace` is called where there is much of it. "two-heads" where `clash` names a backup in that folder. Any thread
        may call it.
        """
        ...

    def tidy_backups(self, pace: Pace = unpaced) -> None:
        """Make the many small files of the store's own backups few. Any thread may call it."""
        ...

    def look(self, kept: BackupFile) -> BackupCheck:
        """Open and check a backup with the keys of this store. Any thread may call it."""
        ...

    def copies(self) -> list[tuple[str, int]]:
        """Return the backups in the store's own folder by name, and when each was made (UTC ms); oldest first."""
        ...

    def contradictions(self, kept: Sequence[BackupFile]) -> list[Finding]:
        """Return the first contradiction between the log and what these backups say of themselves; none if they agree.

        Any thread may call it.
        """
        ...

    def clash(self, folder: Path) -> str:
        """Return the name of a backup in this folder by which a writer of the log has two heads; "" for none.

        Any thread may call it.
        """
        ...

    def write_emergency_copy(self, data: bytes, folder: Path, at: Instant) -> Path:
        """Write a file outside the store that only its keys open, with the key file in it.

        Needs nothing of the database, which may have failed.
        """
        ...

    def read_emergency_copy(self, file: Path) -> bytes:
        """Return what an emergency copy holds.

        "emergency-foreign" of another store; "emergency-older" from before the store had its key, which only a secret
        opens.
        """
        ...


class BackupStore(Interface):
    """The backups of a store's folder, without opening the store. Every method may raise StoreError."""

    def backup_files(self, folder: Path, migrations: bool = False) -> list[BackupFile]:
        """List the backups, newest first; those on the second medium too, where it is there.

        `migrations` adds the copies that were made before a migration: they are no day's backup.
        """
        ...

    def second(self, folder: Path) -> SecondCopy | None:
        """Return where second copies go; None where nobody has chosen."""
        ...

    def choose_second(self, folder: Path, medium: Path) -> None:
        """Choose the medium for second copies. "second-inside", "folder-missing"."""
        ...

    def forget_second(self, folder: Path) -> None:
        """Make no more second copies; those that are there stay."""
        ...

    def copy(self, folder: Path, file: Path, utc_ms: int, clash: Callable[[Path], str] = lambda _: "") -> None:
        """Put a checked backup, and what it needs, on the second medium, where one was chosen.

        "second-missing"; "second-foreign" where another clinic's lie there; "two-heads" where `clash` names a backup.
        """
        ...

    def thin(self, folder: Path, utc_ms: int, good: str) -> list[Path]:
        """Delete the backups that are too many by now, never `good`; return which."""
        ...

    def look(self, folder: Path, kept: BackupFile, secret: str) -> BackupCheck:
        """Open and check a backup."""
        ...

    def restore(self, folder: Path, file: Path, secret: str, at: Instant) -> None:
        """Put the backup into a folder that is absent or empty, to go on there under a new writer's id."""
        ...

    def put_back(
        self, folder: Path, file: Path, secret: str, at: Instant, ready: Callable[[Path], object] = lambda _: None
    ) -> RestoreResult:
        """Rename the damaged folder and put the backup in its place, with all that could still be read.

        It goes on under a new writer's id. `ready` does what else is to be done, in the folder that is about to take
        the place.
        """
        ...

    def put_back_keys(self, folder: Path, secret: str, utc_ms: int) -> Path:
        """Put back the key file of the newest backup that fits the database; return that backup. "no-backup"."""
        ...

    def emergency(self, file: Path, secret: str) -> bytes:
        """Return what an emergency copy holds."""
        ...

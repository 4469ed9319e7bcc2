"""After damage: the backups that can take the clinic's place, the best of them, and putting it back."""

from collections.abc import Callable, Sequence
from pathlib import Path

from console.app.ports import BackupCheck, BackupStore, RestoreResult, Store, StoreError
from console.app.sessions import Sessions
from console.core.clock import Instant

DAMAGE = frozenset({
    "keys-missing", "keys-damaged", "keys-foreign", "database-missing", "database-zero", "database-empty",
    "database-plain", "database-truncated", "database-damaged", "database-foreign", "database-other", "store-missing",
    "disk-error",
})  # fmt: skip
"""What opening a clinic may find that a backup can mend."""


KEYS_ONLY = frozenset({"keys-missing", "keys-damaged", "keys-foreign"})
"""Here the database may be whole: the key file alone is tried first."""


def candidates(backup_store: BackupStore, folder: Path, secret: str) -> list[BackupCheck]:
    """Return every backup that opens with the secret, newest first, here and on the second medium.

    StoreError "wrong-secret", "backup-newer", "no-backup" where none does.
    """
    found, refused = [], None
    for each in backup_store.backup_files(folder, migrations=True):
        try:
            found.append(backup_store.look(folder, each, secret))
        except StoreError as error:
            refused = error
    if not found:
        telling = refused is not None and refused.code in ("wrong-secret", "backup-newer")
        raise refused if refused and telling else StoreError("no-backup", folder=str(folder))
    return found


def best(found: Sequence[BackupCheck]) -> BackupCheck:
    """Return the one with the most events among those without a fault; where all have one, among them."""
    return max(found, key=lambda each: (each.whole, each.seq, each.backup.utc_ms))


def put_back(
    backup_store: BackupStore,
    folder: Path,
    file: Path,
    secret: str,
    at: Instant,
    opened: Callable[[Path], tuple[Store, Sessions]],
) -> RestoreResult:
    """Put the backup in the damaged folder's place, and make the views from all that was carried over."""

    def ready(into: Path) -> None:
        store, sessions = opened(into)
        try:
            store.rebuild(sessions.kept.view)
        finally:
            store.close()

    return backup_store.put_back(folder, file, secret, at, ready)

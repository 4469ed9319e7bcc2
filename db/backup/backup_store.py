"""Keep a store's backups: list, copy, thin, look into and put back, while the store is closed."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from console.app.ports import BackupCheck, BackupFile, Head, RestoreResult, SecondCopy, StoreError
from console.core.clock import Instant
from db.backup import emergency_copy, folder_swap
from db.backup.archive import key_file, manifest_of
from db.backup.backup_format import SUFFIX, Point, made_at, name_at
from db.backup.backup_rotation import surplus
from db.backup.client_key_files import COPIES
from db.backup.element_copy import copy_point
from db.backup.elements import elements_in, series_in, series_name
from db.backup.merging import drop_unneeded
from db.backup.point_check import Scans
from db.backup.rescue import carry
from db.backup.restore import look, restore, take_writer, unpack
from db.backup.second_copy import SECOND, backup_folders, read_second, write_second
from db.errors import file_errors
from db.files import BACKUPS, DATABASE, KEYS, FolderLock, copy_whole, sync_folder, write_whole
from db.keys.key_file import parse_keys, read_keys
from db.keys.store_keys import Keys, unlock
from db.log.anchors import anchors

HEADER = 16
MIGRATIONS = f"before-schema-*{SUFFIX}"
"""The copies that are made before a migration."""


class BackupStore:
    """Every method takes the store's folder first and may raise StoreError."""

    def __init__(self) -> None:
        self._scans = Scans()

    def backup_files(self, folder: Path, migrations: bool = False) -> list[BackupFile]:
        """See the port."""
        own = folder if folder.exists() else next(iter(folder_swap.damaged_folders(folder)), folder)
        found = [BackupFile(file, at) for file, at in _files(own / BACKUPS)]
        if migrations:
            copies = (own / BACKUPS).glob(MIGRATIONS)
            found += [BackupFile(file, round(file.stat().st_mtime * 1000)) for file in copies]
        if second := self.second(folder):
            found += [BackupFile(file, at, second=True) for file, at in _files(second.folder)]
        return sorted(found, key=lambda each: (each.utc_ms, not each.second), reverse=True)

    def second(self, folder: Path) -> SecondCopy | None:
        return read_second(folder)

    def choose_second(self, folder: Path, medium: Path) -> None:
        """Make a folder there, named by the store's number alone: where that is missing, so is the medium."""
        inside = medium.resolve()
        if folder.resolve() in (inside, *inside.parents):
            raise StoreError("second-inside", folder=str(medium))
        if not medium.is_dir():
            raise StoreError("folder-missing", folder=str(medium))
        own = medium / f"stipple-{read_keys(folder / KEYS).db_uuid[:8]}"
        with file_errors():
            own.mkdir(mode=0o700, exist_ok=True)
            newest = max((at for _, at in _files(own)), default=None)
        write_second(folder, SecondCopy(own, newest))

    def forget_second(self, folder: Path) -> None:
        """Forget the medium; the copies stay where they are."""
        with file_errors():
            (folder / SECOND).unlink(missing_ok=True)

    def copy(self, folder: Path, file: Path, utc_ms: int, clash: Callable[[Path], str] = lambda _: "") -> None:
        """See the port."""
        second = self.second(folder)
        if second is None:
            return
        if not second.folder.is_dir():
            raise StoreError("second-missing", folder=str(second.folder.parent))
        if isinstance(said := manifest_of(file), Point):
            copy_point(said, file, second.folder, clash)
        else:
            copy_whole(file, second.folder / file.name)
        write_second(folder, SecondCopy(second.folder, utc_ms))

    def thin(self, folder: Path, utc_ms: int, good: str) -> list[Path]:
        """Delete the backups that are too many, here and on the second medium; return which."""
        gone = []
        for place in backup_folders(folder):
            names = [file.name for file, _ in _files(place)]
            for name in sorted(surplus(names, utc_ms, good)):
                with file_errors():
                    (place / name).unlink(missing_ok=True)
                gone.append(place / name)
            drop_unneeded(place, series_name(read_keys(folder / KEYS)))
        return gone

    def look(self, folder: Path, kept: BackupFile, secret: str) -> BackupCheck:
        """Unpack and open a backup with the secret of its time or of today."""
        manifest = look(kept.file, folder, secret, _own_keys(folder, secret), self._scans, backup_folders(folder))
        return BackupCheck(kept, manifest.head.seq, not manifest.findings)

    def restore(self, folder: Path, file: Path, secret: str, at: Instant) -> None:
        """See the port."""
        restore(file, folder, secret, at, places=backup_folders(folder))

    def put_back(
        self, folder: Path, file: Path, secret: str, at: Instant, ready: Callable[[Path], object] = lambda _: None
    ) -> RestoreResult:
        """See the port. What stands goes by a secret of today, for its own backup: "not-yours", "backup-foreign".

        `ready` does what else is to be done, in the folder that is about to take the place.
        """
        into, aside = folder_swap.swap_paths(folder, name_at(at.utc_ms).replace(".", "-"))
        with file_errors():
            folder_swap.finish(folder)
        lock = FolderLock(folder) if folder.exists() else None
        mark = lock.read_mark() if lock else None
        try:
            spare, stands = _own_keys(folder, secret), _has_clinic(folder)
            if stands and spare is None:
                raise StoreError("not-yours", folder=str(folder))
            manifest = unpack(file, into, secret, spare, places=backup_folders(folder))
            if stands and spare and spare.file.db_uuid != manifest.db_uuid:
                raise StoreError("backup-foreign", file=str(file), folder=str(folder))
            head, known = self._carry_over(folder, into, secret, spare, at)
            known = max(known, mark.seq if mark else 0)
            _bring_along(folder, into)
            ready(into)
            with file_errors():
                sync_folder(into)
        except BaseException:
            shutil.rmtree(into, ignore_errors=True)
            raise
        finally:
            if lock:
                lock.free()
        with file_errors():
            folder_swap.exchange(folder, into, aside)
            sync_folder(folder.parent)
        return RestoreResult(aside if lock else None, manifest.head.seq, head.seq, known)

    def _carry_over(self, folder: Path, into: Path, secret: str, spare: Keys | None, at: Instant) -> tuple[Head, int]:
        """Carry over what the damaged folder holds beyond the backup; return the head that was reached.

        Return besides it the last event that is known to have been; the other backups tell of events too. Behind the
        head the log goes on under a new writer's id.
        """
        file = read_keys(into / KEYS)
        keys = spare if spare and spare.intact and spare.fits(file) else unlock(file, secret)
        head, known = carry(folder, into, keys)
        keys.with_anchor(take_writer(into, keys, at)).save(into)
        return head, max([known, *(each.head.seq for each in anchors(keys, [folder / BACKUPS], ())[0])])

    def put_back_keys(self, folder: Path, secret: str, utc_ms: int) -> Path:
        """Put back the key file of the newest backup that fits the database; rename the damaged one.

        StoreError "no-backup".
        """
        with file_errors(), (folder / DATABASE).open("rb") as database:
            salt = database.read(HEADER)
        for each in self.backup_files(folder):
            with suppress(StoreError):
                data = key_file(each.file)
                keys = unlock(parse_keys(data, KEYS), secret)
                if keys.file.salt == salt and keys.intact:
                    with file_errors():
                        if (folder / KEYS).exists():
                            (folder / KEYS).rename(folder / f"damaged-{name_at(utc_ms)}-{KEYS}")
                    write_whole(folder / KEYS, data)
                    return each.file
        raise StoreError("no-backup", folder=str(folder / BACKUPS))

    def emergency(self, file: Path, secret: str) -> bytes:
        """See the port."""
        return emergency_copy.read(file, secret)


def _files(place: Path) -> Iterator[tuple[Path, int]]:
    with suppress(OSError, ValueError):
        for file in sorted(place.iterdir()):
            at = made_at(file.name)
            if at is not None:
                yield file, round(at.timestamp() * 1000)


def _own_keys(folder: Path, secret: str) -> Keys | None:
    """Return the keys that the secret opens in the folder itself; None where its key file or the secret is no good."""
    with suppress(StoreError):
        return unlock(read_keys(folder / KEYS), secret)
    return None


def _has_clinic(folder: Path) -> bool:
    """Return whether a clinic is there that a secret may open: a key file, and its own database or none."""
    try:
        salt = read_keys(folder / KEYS).salt
        with (folder / DATABASE).open("rb") as database:
            return database.read(HEADER) == salt
    except FileNotFoundError:
        return True
    except (StoreError, OSError):
        return False


def _bring_along(folder: Path, into: Path) -> None:
    """Give the new folder the other backups: as second names of the same files where the disk allows it."""
    with file_errors():
        (into / BACKUPS).mkdir(mode=0o700)
        _link([file for file, _ in _files(folder / BACKUPS)], into / BACKUPS)
        for series in series_in(folder / BACKUPS):
            (into / BACKUPS / series.name).mkdir(mode=0o700)
            _link([each.file for each in elements_in(series)], into / BACKUPS / series.name)
            for name in COPIES:
                if (series / name).exists():
                    shutil.copyfile(series / name, into / BACKUPS / series.name / name)
        if (folder / SECOND).exists():
            shutil.copyfile(folder / SECOND, into / SECOND)


def _link(files: Iterable[Path], into: Path) -> None:
    for file in files:
        try:
            (into / file.name).hardlink_to(file)
        except OSError:
            shutil.copyfile(file, into / file.name)

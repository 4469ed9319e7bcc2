"""The part of an open store that copies it, and looks into its copies."""

from collections.abc import Sequence
from pathlib import Path

from console.app.ports import Backup, BackupCheck, BackupFile, Finding, Pace, Report, StoreError, unpaced
from console.core.clock import Instant
from db.backup import emergency_copy, merging, point_writer
from db.backup.backup_format import backups_in, made_at, name_at, read_stamp
from db.backup.elements import series_in, series_name
from db.backup.heads import clash, element_heads, heads_in
from db.backup.point_check import Scans
from db.backup.restore import look
from db.backup.second_copy import backup_folders
from db.connections import raw_of
from db.errors import BAD_ARCHIVE, file_errors
from db.files import BACKUPS
from db.keys.store_keys import Keys
from db.log.anchors import Anchor, anchor_of
from db.log.glance import contradictions
from db.open_store import OpenStore
from db.read_only import WhyViewing


class StoreBackups(OpenStore):
    """See `console.app.ports.StoreBackups`. Any thread may call all of it: each call has a connection of its own."""

    def __init__(
        self, folder: Path, keys: Keys, why_viewing: WhyViewing = "", report: Report = lambda done, total: None
    ) -> None:
        super().__init__(folder, keys, why_viewing, report)
        self._heads: dict[Path, Anchor | None] = {}
        """What each backup says of itself: asked for once."""

        self._scans = Scans()

    def backup(self, at: Instant, folder: Path | None = None, pace: Pace = unpaced) -> Backup:
        target = folder or self.folder / BACKUPS
        if clash := self.clash(target):
            raise StoreError("two-heads", folder=str(target), file=clash)
        source = point_writer.Source(self._engine, self._keys, self._log, target)
        return point_writer.write(source, name_at(at.utc_ms), at.utc_ms, pace)

    def tidy_backups(self, pace: Pace = unpaced) -> None:
        """See the port."""
        place, now = self.folder / BACKUPS, series_name(self._keys.file)
        merging.drop_unneeded(place, now)
        series = place / now
        if series in series_in(place):
            with self._reading() as connection:
                writer = self._log.stretches(raw_of(connection))[-1].writer
            merging.merge(series, writer, self._keys, self._log, pace)

    def look(self, kept: BackupFile) -> BackupCheck:
        manifest = look(kept.file, self.folder, "", self._keys, self._scans, backup_folders(self.folder))
        return BackupCheck(kept, manifest.head.seq, not manifest.findings)

    def copies(self) -> list[tuple[str, int]]:
        with file_errors():
            return [(file.name, _made_ms(file)) for file in sorted(backups_in(self.folder / BACKUPS)) if _whole(file)]

    def contradictions(self, kept: Sequence[BackupFile]) -> list[Finding]:
        known = [anchor for each in kept if (anchor := self._anchor(each.file))]
        with self._reading() as connection:
            return contradictions(raw_of(connection), self._log, known)

    def clash(self, folder: Path) -> str:
        known = heads_in(folder, self._anchor)
        with self._reading() as connection:
            raw = raw_of(connection)
            known += element_heads(folder / series_name(self._keys.file), self._log.stretches(raw)[-1].writer)
            return clash(raw, self._log, known)

    def _anchor(self, file: Path) -> Anchor | None:
        if file not in self._heads:
            self._heads[file] = anchor_of(file, self._keys.file.db_uuid)
        return self._heads[file]

    def write_emergency_copy(self, data: bytes, folder: Path, at: Instant) -> Path:
        return emergency_copy.write(self._keys, data, folder, name_at(at.utc_ms))

    def read_emergency_copy(self, file: Path) -> bytes:
        return emergency_copy.read_own(file, self._keys)


def _whole(file: Path) -> bool:
    """Return whether the backup has the clients' keys in it; one that can't be read may have them."""
    try:
        return not read_stamp(file).series
    except (OSError, *BAD_ARCHIVE):
        return True


def _made_ms(file: Path) -> int:
    """Return when the backup was made (UTC ms), by its name, else by the file system."""
    at = made_at(file.name)
    return round((at.timestamp() if at else file.stat().st_mtime) * 1000)

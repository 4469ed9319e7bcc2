"""Where the head of the log is written down outside the log: in the key file, with each backup, on paper."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from msgspec import Struct

from console.app.ports import Finding, Head, Report
from db.backup.backup_format import Stamp, backups_in, read_stamp
from db.errors import BAD_ARCHIVE
from db.files import KEYS
from db.keys.store_keys import Keys
from db.log.writers import Stretch


class Anchor(Struct, frozen=True):
    """A head, what it is written down in, and by whom; the writer is "" where nothing says who it was.

    named  it says so itself: backups of before writers had ids are taken to be by the store's first
    """

    head: Head
    where: str
    writer: str = ""
    named: bool = False

    def fate(self, known: Sequence[Stretch]) -> Literal["held", "lost", "elsewhere"]:
        """Return whether the log must have the head.

        Not where its writer's rows end before it: those behind were "lost" when a backup was put back. "elsewhere" goes
        on a writer whom the log never had. No clock is asked: one that ran ahead once would accuse for ever.
        """
        own = next((each for each in known if self.writer in ("", each.writer)), None)
        if own is None:
            return "elsewhere"
        return "held" if not self.writer or own.last is None or self.head.seq <= own.last else "lost"


def anchors(
    keys: Keys, backups: Sequence[Path], printed: Sequence[tuple[str, Head]], report: Report = lambda done, total: None
) -> tuple[list[Anchor], list[Finding]]:
    """Return all anchors of this store, and a finding for each backup that can't be read.

    An anchor before the first row says nothing and is left out.
    """
    known = [Anchor(head, KEYS) for head in keys.file.anchors] + [Anchor(head, name) for name, head in printed]
    found: list[Finding] = []
    files = sorted(file for place in backups for file in backups_in(place))
    for number, file in enumerate(files, 1):
        report(number, len(files))
        try:
            stamp = read_stamp(file)
        except (OSError, *BAD_ARCHIVE):
            found.append(Finding("backup-unreadable", detail=file.name))
            continue
        if stamp.db_uuid == keys.file.db_uuid:
            known.append(_anchor(stamp, file))
    return [anchor for anchor in known if anchor.head.seq > 0], found


def anchor_of(file: Path, db_uuid: str) -> Anchor | None:
    """Return what a backup of this store has written down; None for another's, and for one that can't be read."""
    try:
        stamp = read_stamp(file)
    except (OSError, *BAD_ARCHIVE):
        return None
    return _anchor(stamp, file) if stamp.db_uuid == db_uuid and stamp.head.seq else None


def _anchor(stamp: Stamp, file: Path) -> Anchor:
    return Anchor(stamp.head, file.name, stamp.of_writer, named=bool(stamp.writer))

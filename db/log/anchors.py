"""Where the head of the log is written down outside the log: in the key file, with each backup, on paper."""

import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from console.app.ports import Finding, Head
from db.errors import BAD_ARCHIVE
from db.files import KEYS
from db.keys.store_keys import Keys

SMALL = 1 << 20
Told = Callable[[int, int], None]


class Anchor(Struct, frozen=True):
    """A head, and what it is written down in."""

    head: Head
    where: str


class _Manifest(Struct):
    db_uuid: str
    head: Head


def anchors(
    keys: Keys, backups: Sequence[Path], printed: Sequence[tuple[str, Head]], told: Told = lambda done, total: None
) -> tuple[list[Anchor], list[Finding]]:
    """All that are known of this store, and the backups that can't be asked; heads before the first row say nothing."""
    known = [Anchor(head, KEYS) for head in keys.file.anchors] + [Anchor(head, name) for name, head in printed]
    found: list[Finding] = []
    files = sorted(file for place in backups for file in _files(place))
    for number, file in enumerate(files, 1):
        told(number, len(files))
        try:
            manifest = _manifest(file)
        except (OSError, *BAD_ARCHIVE):
            found.append(Finding("backup-unreadable", detail=file.name))
            continue
        if manifest.db_uuid == keys.file.db_uuid:
            known.append(Anchor(manifest.head, file.name))
    return [anchor for anchor in known if anchor.head.seq > 0], found


def anchor_of(file: Path, db_uuid: str) -> Anchor | None:
    """What a backup of this store has written down; None for another's, and for one that can't be read."""
    try:
        manifest = _manifest(file)
    except (OSError, *BAD_ARCHIVE):
        return None
    return Anchor(manifest.head, file.name) if manifest.db_uuid == db_uuid and manifest.head.seq else None


def _files(place: Path) -> Iterator[Path]:
    from db.backup.backup_writer import SUFFIX

    if place.is_dir():
        yield from place.glob(f"*{SUFFIX}")


def _manifest(file: Path) -> _Manifest:
    from db.backup.backup_writer import MANIFEST

    with zipfile.ZipFile(file) as archive, archive.open(MANIFEST) as source:
        return msgspec.json.decode(source.read(SMALL), type=_Manifest)

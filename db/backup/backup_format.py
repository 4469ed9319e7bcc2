"""What a backup is: one archive of three members, named by the time it was begun, with a manifest of what it holds."""

import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from console.app.ports import Finding, Head, StoreError, StoreKind
from db.files import DATABASE, KEYS

VERSION = 2
"""Of version 1 no manifest names the writer: it is the store's first, called as the store."""
SUFFIX = ".stipple-backup"
MANIFEST = "manifest.json"
MEMBERS = (MANIFEST, KEYS, DATABASE)
SMALL = 1 << 20
"""The most bytes that a manifest or a key file may have."""
NAME = re.compile(r"\d{4}-\d\d-\d\dT\d{6}\.\d{3}Z\.stipple-backup")
Digest = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]


class Manifest(Struct, frozen=True, forbid_unknown_fields=True):
    """What a backup holds: whose, of which schema, up to which row, how many rows of each table.

    writer    who writes the log since its last restore, as `WriterTaken` has it
    findings  what was wrong with the log already, copied faithfully; sha256 by file name
    """

    version: int
    db_uuid: str
    kind: StoreKind
    schema: int
    made_utc_ms: int | None
    head: Head
    counts: dict[str, int]
    findings: tuple[Finding, ...]
    sha256: dict[str, Digest]
    writer: Annotated[str, Meta(pattern="^([0-9a-f]{32})?$")] = ""

    @property
    def of_writer(self) -> str:
        return self.writer or self.db_uuid


class Stamp(Struct, frozen=True):
    """The part of a manifest that every version has: of which store and writer, up to which row."""

    db_uuid: str
    head: Head
    writer: str = ""

    @property
    def of_writer(self) -> str:
        return self.writer or self.db_uuid


class Versioned(Struct, frozen=True):
    """What a manifest of any version, a newer one's too, says first of all."""

    version: int


def parse_manifest(data: bytes, file: Path) -> Manifest:
    """Return the manifest; `file` is the backup that errors name. StoreError "backup-damaged", "backup-newer"."""
    try:
        found = msgspec.json.decode(data, type=Versioned).version
        if found > VERSION:
            raise StoreError("backup-newer", file=str(file), found=f"manifest {found}", known=f"manifest {VERSION}")
        return msgspec.json.decode(data, type=Manifest)
    except msgspec.DecodeError as error:
        raise StoreError("backup-damaged", file=str(file), detail=MANIFEST) from error


def read_stamp(file: Path) -> Stamp:
    """Read the stamp of a backup of any version, without opening the store in it. OSError, or one of BAD_ARCHIVE."""
    with zipfile.ZipFile(file) as archive, archive.open(MANIFEST) as source:
        return msgspec.json.decode(source.read(SMALL), type=Stamp)


def backups_in(folder: Path) -> Iterator[Path]:
    """Yield every file of the folder that is called a backup, in no order; none where there is no folder."""
    if folder.is_dir():
        yield from folder.glob(f"*{SUFFIX}")


def name_at(utc_ms: int) -> str:
    """Return the name, without suffix, of a backup begun then, in UTC."""
    seconds, ms = divmod(utc_ms, 1000)
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H%M%S}.{ms:03}Z"


def made_at(name: str) -> datetime | None:
    """Return when the backup with this file name was begun; None for a name that `name_at` never gives."""
    if not NAME.fullmatch(name):
        return None
    try:
        return datetime.strptime(name.partition("Z")[0] + "000", "%Y-%m-%dT%H%M%S.%f").replace(tzinfo=UTC)
    except ValueError:
        return None

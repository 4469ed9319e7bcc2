"""What a backup is: one archive, named by the time it was begun, with a manifest of what it holds. A whole copy has the
database in it; a point names the elements beside it that hold the log, and has the rest."""

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
"""Of a whole copy. Of version 1 no manifest names the writer: it is the store's first, called as the store."""
POINT = 3
"""Of a point, and the newest there is."""
SUFFIX = ".stipple-backup"
MANIFEST = "manifest.json"
MEMBERS = (MANIFEST, KEYS, DATABASE)
RECORDS = "records"
POINT_MEMBERS = (MANIFEST, KEYS, RECORDS)
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


class Part(Struct, frozen=True, forbid_unknown_fields=True):
    """A file that a point needs, by its name beside the point, and its digest."""

    file: str
    sha256: Digest


class Stretch(Struct, frozen=True, forbid_unknown_fields=True):
    """Rows of the log that one writer wrote."""

    writer: str
    first: int
    last: int


class Point(Struct, frozen=True, forbid_unknown_fields=True):
    """What a point holds: whose, under which data key, up to which row of which writers, and what it needs.

    series       the folder beside it in which its elements lie, and the clients' keys
    heads        the head of each store whose rows it holds, by its writer
    elements     those that held the log when it was made; since then they may have become fewer and longer
    attachments  files beside the log that belong to it
    """

    version: int
    db_uuid: str
    kind: StoreKind
    schema: int
    made_utc_ms: int | None
    head: Head
    writer: str
    series: Annotated[str, Meta(pattern=r"^rows-[0-9a-f]{16}-\d{1,6}$")]
    stretches: tuple[Stretch, ...]
    heads: dict[str, Head]
    elements: tuple[Part, ...]
    sha256: dict[str, Digest]
    attachments: tuple[Part, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def of_writer(self) -> str:
        return self.writer


class Stamp(Struct, frozen=True):
    """The part of a manifest that every version has: of which store and writer, up to which row.

    series  the folder in which a point's elements lie; "" for a whole copy
    """

    db_uuid: str
    head: Head
    writer: str = ""
    series: str = ""

    @property
    def of_writer(self) -> str:
        return self.writer or self.db_uuid


class Versioned(Struct, frozen=True):
    """What a manifest of any version, a newer one's too, says first of all."""

    version: int


def parse_manifest(data: bytes, file: Path) -> Manifest | Point:
    """Return the manifest; `file` is the backup that errors name. StoreError "backup-damaged", "backup-newer"."""
    try:
        found = msgspec.json.decode(data, type=Versioned).version
        if found > POINT:
            raise StoreError("backup-newer", file=str(file), found=f"manifest {found}", known=f"manifest {POINT}")
        if found == POINT:
            return msgspec.json.decode(data, type=Point)
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

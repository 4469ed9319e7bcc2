"""Backups: one file each, opened again and checked before it counts."""

import hashlib
import zipfile
from contextlib import closing
from pathlib import Path

import msgspec
from msgspec import Struct
from sqlalchemy import Engine

from console.app.ports import Backup, Finding, Head, StoreError
from db.backup.backup_format import MANIFEST, MEMBERS, SUFFIX, VERSION, Manifest
from db.connections import connect, raw_of
from db.errors import file_errors, sqlite_errors
from db.files import DATABASE, KEYS, claim_empty, discard, sync_file, sync_folder
from db.keys.store_keys import Keys
from db.log.log import Log
from db.log.verify import verify
from db.log.writers import stretches

UNREADABLE = frozenset({"cipher-page", "page", "unreadable"})


def write(engine: Engine, keys: Keys, folder: Path, name: str, utc_ms: int | None) -> Backup:
    """Copy what is committed now, check the copy, and put `name`.stipple-backup into the folder.

    StoreError "backup-failed" when it can't be written, or read back whole, and those of the disk that is copied.
    """
    target = folder / (name + SUFFIX)
    try:
        return _write(engine, keys, target, utc_ms)
    except StoreError as error:
        if error.code != "disk-full" and not isinstance(error.__cause__, OSError):
            raise
        raise StoreError("backup-failed", file=str(target), detail=str(error.facts["detail"])) from error


def _write(engine: Engine, keys: Keys, target: Path, utc_ms: int | None) -> Backup:
    folder = target.parent
    with file_errors():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = claim_empty(folder / target.name.removesuffix(SUFFIX))
    try:
        with sqlite_errors(engine.url.database), engine.connect() as connection:
            raw_of(connection).execute("VACUUM INTO ?", (str(draft / DATABASE),))
        try:
            found = examine(draft / DATABASE, keys)
        except StoreError as error:
            raise StoreError("backup-failed", file=str(target), detail=error.code) from error
        if any(finding.code in UNREADABLE for finding in found.findings):
            raise StoreError("backup-failed", file=str(target), detail=found.findings[0].code)
        if keys.intact:
            keys = keys.with_anchor(found.head)
        with file_errors():
            (draft / KEYS).write_bytes(keys.encode())
            digests = {member: _digest(draft / member) for member in (DATABASE, KEYS)}
            manifest = Manifest(
                VERSION, keys.file.db_uuid, keys.file.kind, found.schema, utc_ms, found.head, found.counts,
                found.findings, digests, found.writer,
            )  # fmt: skip
            (draft / MANIFEST).write_bytes(msgspec.json.format(msgspec.json.encode(manifest), indent=2))
            sha256 = _pack(draft, target)
    finally:
        discard(draft)
    return Backup(target, found.head.seq, sha256)


class Examination(Struct, frozen=True):
    """What a database holds: the log's head and its writer, schema, rows of each table, and what is wrong."""

    head: Head
    writer: str
    schema: int
    counts: dict[str, int]
    findings: tuple[Finding, ...]


def examine(path: Path, keys: Keys) -> Examination:
    """Read all of a database that nobody else has open. StoreError."""
    log = Log(keys)
    findings = verify(lambda: connect(path, keys, "ro"), log, keys)
    with sqlite_errors(path), closing(connect(path, keys, "ro")) as raw:
        head, writer = log.head(raw), stretches(raw, keys.file.db_uuid)[-1].writer
        schema = raw.execute("PRAGMA user_version").fetchone()[0]
        names = raw.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
        counts = {name: raw.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in names}
        return Examination(head, writer, schema, counts, tuple(findings))


def _pack(draft: Path, target: Path) -> str:
    """Pack the three members, uncompressed, and put the file in place; return its SHA-256."""
    packed = draft / target.name
    packed.touch(mode=0o600, exist_ok=False)
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for member in MEMBERS:
            archive.write(draft / member, member)
    sync_file(packed)
    sha256 = _digest(packed)
    packed.replace(target)
    sync_folder(target.parent)
    return sha256


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

"""Putting a backup back: into an empty folder, and only when all of it is as it was written."""

import hashlib
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import IO

from console.app.ports import Head, Report, StoreError
from console.core.clock import Instant
from db.backup.backup_format import MANIFEST, MEMBERS, SMALL, Manifest, parse_manifest
from db.backup.backup_writer import Examination, examine
from db.bring_up import bring_up_file
from db.connections import connect
from db.errors import BAD_ARCHIVE, file_errors, sqlite_errors
from db.files import DATABASE, KEYS, claim_empty, discard, put_in_place, sync_file
from db.keys.key_file import KeyFile, parse_keys
from db.keys.store_keys import Keys, unlock
from db.log.log import Log
from db.log.writers import stretches, writer_event
from db.open_checks import check_header, check_identity

CHUNK = 1 << 20


def restore(
    file: Path,
    into: Path,
    secret: str,
    at: Instant,
    spare: Keys | None = None,
    report: Report = lambda done, total: None,
) -> Manifest:
    """Put the store in `file` into a folder that is absent or empty, to go on there under a writer's id of its own.

    Nothing is there unless all was well. `report` hears how far an earlier one is brought up. StoreError as `unpack`.
    """
    return unpack(file, into, secret, spare, lambda draft, keys: take_writer(draft, keys, at, report))


def unpack(
    file: Path, into: Path, secret: str, spare: Keys | None, last: Callable[[Path, Keys], object] = lambda *_: None
) -> Manifest:
    """Put the store in `file` into a folder that is absent or empty, once `last` was done to it there.

    `spare` opens it where the secret is newer than the backup. StoreError "backup-missing", "backup-damaged", "backup-
    unsafe", "backup-newer", "folder-not-empty", "wrong-secret", and those of the disk.
    """
    draft = claim_empty(into)
    try:
        manifest, keys = _unpack_and_check(file, draft, secret, spare)
        last(draft, keys)
        with file_errors():
            (draft / MANIFEST).unlink()
            for member in (KEYS, DATABASE):
                (draft / member).chmod(0o600)
                sync_file(draft / member)
        put_in_place(draft, into)
    finally:
        discard(draft)
    return manifest


def look(file: Path, near: Path, secret: str, spare: Keys | None = None) -> Manifest:
    """Return what a backup holds, by unpacking and opening it in a folder of its own beside `near`.

    StoreError as `restore`.
    """
    draft = claim_empty(near.with_name(f"{near.name}.look"))
    try:
        return _unpack_and_check(file, draft, secret, spare)[0]
    finally:
        discard(draft)


def key_file(file: Path) -> bytes:
    """Return the key file in a backup, as it was written. StoreError "backup-damaged", "backup-unsafe"."""
    try:
        with file_errors(), zipfile.ZipFile(file) as archive:
            members = _members(file, archive)
            manifest = parse_manifest(archive.read(members[MANIFEST]), file)
            data = archive.read(members[KEYS])
    except BAD_ARCHIVE as error:
        raise StoreError("backup-damaged", file=str(file), detail=str(error)) from error
    if hashlib.sha256(data).hexdigest() != manifest.sha256.get(KEYS):
        raise StoreError("backup-damaged", file=str(file), detail=KEYS)
    return data


def take_writer(folder: Path, keys: Keys, at: Instant, report: Report = lambda done, total: None) -> Head:
    """Let the store in this folder go on under a new writer's id; bring it to what the program knows before that.

    Return the log's new head. Nobody else may have it open.
    """
    path, log = folder / DATABASE, Log(keys)
    bring_up_file(path, keys, check_identity(path, keys), report)
    with sqlite_errors(path), closing(connect(path, keys)) as raw:
        raw.execute("BEGIN IMMEDIATE")
        before = stretches(raw, keys.file.db_uuid)[-1].writer
        head = log.append(raw, writer_event(before, keys.person, at), log.head(raw))
        raw.execute("COMMIT")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return head


def _unpack_and_check(file: Path, draft: Path, secret: str, spare: Keys | None) -> tuple[Manifest, Keys]:
    if not file.is_file():
        raise StoreError("backup-missing", file=str(file))
    with file_errors():
        manifest = _unpack(file, draft)
    try:
        return manifest, _check(draft, manifest, secret, spare)
    except StoreError as error:
        raise _about(file, error) from error


def _about(file: Path, error: StoreError) -> StoreError:
    """Return the error that is wrong with the draft, said of the backup."""
    if error.code == "backup-former-key":
        return StoreError(error.code, file=str(file))
    if error.code in {"keys-newer", "database-newer"}:
        return StoreError("backup-newer", file=str(file), found=error.facts["found"], known=error.facts["known"])
    if error.code.startswith(("keys-", "database-", "disk-error")):
        return StoreError("backup-damaged", file=str(file), detail=error.code)
    return error


def _check(draft: Path, manifest: Manifest, secret: str, spare: Keys | None) -> Keys:
    """Return the keys of the store in the draft folder; it must open with the secret and be what the manifest says."""
    keys = keys_for(parse_keys((draft / KEYS).read_bytes(), KEYS), secret, spare)
    path = draft / DATABASE
    check_header(path, keys.file.salt)
    check_identity(path, keys, "ro")
    said = Examination(manifest.head, manifest.of_writer, manifest.schema, manifest.counts, manifest.findings)
    if (keys.file.db_uuid, keys.file.kind, examine(path, keys)) != (manifest.db_uuid, manifest.kind, said):
        raise StoreError("database-other", file=str(path))
    return keys


def keys_for(file: KeyFile, secret: str, spare: Keys | None) -> Keys:
    """Return the keys that the secret opens, else the keys at hand where they are of the same data key.

    The keys at hand count where the secret was changed since, or none is given. StoreError "wrong-secret"; "backup-
    former-key" where none is given and the keys at hand are of another data key.
    """
    own = spare if spare and spare.fits(file) else None
    if spare and not secret:
        if own is None:
            raise StoreError("backup-former-key", file=KEYS)
        return own.over(file)
    try:
        return unlock(file, secret)
    except StoreError as error:
        if error.code != "wrong-secret" or own is None:
            raise
        return own.over(file)


def _unpack(file: Path, draft: Path) -> Manifest:
    try:
        with zipfile.ZipFile(file) as archive:
            members = _members(file, archive)
            with archive.open(members[MANIFEST]) as source:
                manifest = parse_manifest(source.read(SMALL), file)
            for name in (KEYS, DATABASE):
                with archive.open(members[name]) as source:
                    if _copy(source, draft / name) != manifest.sha256.get(name):
                        raise StoreError("backup-damaged", file=str(file), detail=name)
            (draft / MANIFEST).touch()
            return manifest
    except BAD_ARCHIVE as error:
        raise StoreError("backup-damaged", file=str(file), detail=str(error)) from error


def _members(file: Path, archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Return the three members, uncompressed and no larger than the file they came in, and nothing else. StoreError."""
    members = {member.filename: member for member in archive.infolist()}
    if sorted(members) != sorted(MEMBERS) or len(archive.infolist()) != len(MEMBERS):
        raise StoreError("backup-unsafe", file=str(file), detail="members")
    for name, member in members.items():
        most = file.stat().st_size if name == DATABASE else SMALL
        if member.compress_type != zipfile.ZIP_STORED or not member.file_size == member.compress_size <= most:
            raise StoreError("backup-unsafe", file=str(file), detail=name)
    return members


def _copy(source: IO[bytes], target: Path) -> str:
    sha256 = hashlib.sha256()
    target.touch(mode=0o600, exist_ok=False)
    with target.open("wb") as copy:
        while chunk := source.read(CHUNK):
            sha256.update(chunk)
            copy.write(chunk)
    return sha256.hexdigest()

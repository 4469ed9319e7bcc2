"""Putting a backup back: into an empty folder, and only when all of it is as it was written."""

from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from pathlib import Path

from console.app.ports import Head, Report, StoreError
from console.core.clock import Instant
from db.backup.archive import point_members, unpack_copy
from db.backup.backup_format import MANIFEST, Manifest, Point, backups_in, read_stamp
from db.backup.backup_writer import Examination, examine
from db.backup.point_check import Scans
from db.backup.point_reader import Opened, build, open_point
from db.bring_up import bring_up_file
from db.connections import connect
from db.errors import BAD_ARCHIVE, file_errors, sqlite_errors
from db.files import DATABASE, KEYS, claim_empty, discard, put_in_place, sync_file
from db.keys.key_file import KeyFile, parse_keys
from db.keys.store_keys import Keys, unlock
from db.log.log import Log
from db.log.writers import stretches, writer_event
from db.open_checks import check_header, check_identity


def restore(
    file: Path,
    into: Path,
    secret: str,
    at: Instant,
    spare: Keys | None = None,
    report: Report = lambda done, total: None,
    places: Sequence[Path] = (),
) -> Manifest | Point:
    """Put the store in `file` into a folder that is absent or empty, to go on there under a writer's id of its own.

    Nothing is there unless all was well. `report` hears how far an earlier one is brought up. StoreError as `unpack`.
    """
    return unpack(file, into, secret, spare, lambda draft, keys: take_writer(draft, keys, at, report), places)


def unpack(
    file: Path,
    into: Path,
    secret: str,
    spare: Keys | None,
    last: Callable[[Path, Keys], object] = lambda *_: None,
    places: Sequence[Path] = (),
) -> Manifest | Point:
    """Put the store in `file` into a folder that is absent or empty, once `last` was done to it there.

    `spare` opens it where the secret is newer than the backup; what a point needs and is not whole beside it is looked
    for in `places`. StoreError "backup-missing", "backup-damaged", "backup-incomplete", "backup-unsafe",
    "backup-newer", "folder-not-empty", "wrong-secret", and those of the disk.
    """
    draft = claim_empty(into)
    try:
        manifest, keys = _unpack_and_check(file, draft, secret, spare, places)
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


def look(
    file: Path,
    near: Path,
    secret: str,
    spare: Keys | None = None,
    scans: Scans | None = None,
    places: Sequence[Path] = (),
) -> Manifest | Point:
    """Return what a backup holds: a point by reading all that it needs, once for the points in `scans` together.

    A whole copy is unpacked and opened in a folder of its own beside `near`. StoreError as `restore`.
    """
    if (opened := _opened(file, secret, spare, places)) is not None:
        return (scans or Scans()).check(opened, _heads_beside(file))
    draft = claim_empty(near.with_name(f"{near.name}.look"))
    try:
        return _unpack_and_check(file, draft, secret, spare)[0]
    finally:
        discard(draft)


def _heads_beside(file: Path) -> set[int]:
    """Return the rows at which the points in the backup's folder end."""
    heads = set()
    for each in backups_in(file.parent):
        with suppress(OSError, *BAD_ARCHIVE):
            stamp = read_stamp(each)
            heads |= {stamp.head.seq} if stamp.series else set()
    return heads


def _opened(file: Path, secret: str, spare: Keys | None, places: Sequence[Path]) -> Opened | None:
    """Return the point that the file is; None for a whole copy. StoreError."""
    try:
        members = point_members(file)
        return open_point(file, members, lambda own: keys_for(own, secret, spare), places) if members else None
    except StoreError as error:
        raise _about(file, error) from error


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


def _unpack_and_check(
    file: Path, draft: Path, secret: str, spare: Keys | None, places: Sequence[Path] = ()
) -> tuple[Manifest | Point, Keys]:
    opened = _opened(file, secret, spare, places)
    try:
        if opened is not None:
            return opened.point, _built(opened, draft)
        with file_errors():
            manifest = unpack_copy(file, draft)
        return manifest, _check(draft, manifest, secret, spare)
    except StoreError as error:
        raise _about(file, error) from error


def _built(opened: Opened, draft: Path) -> Keys:
    """Make the point's store in the draft folder; return its keys. StoreError."""
    with file_errors():
        (draft / KEYS).write_bytes(opened.keys.encode())
        (draft / MANIFEST).touch()
        build(opened, draft / DATABASE)
    check_identity(draft / DATABASE, opened.keys)
    return opened.keys


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

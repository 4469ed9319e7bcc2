"""The archive that a backup is: its members taken out, and nothing else with them."""

import hashlib
import zipfile
from pathlib import Path
from typing import IO

from console.app.ports import StoreError
from db.backup.backup_format import MANIFEST, MEMBERS, POINT_MEMBERS, SMALL, Manifest, Point, parse_manifest
from db.errors import BAD_ARCHIVE, file_errors
from db.files import DATABASE, KEYS

CHUNK = 1 << 20


def manifest_of(file: Path) -> Manifest | Point:
    """Return what a backup says of itself. StoreError "backup-damaged", "backup-unsafe"."""
    return _said(file)[0]


def _said(file: Path) -> tuple[Manifest | Point, bytes]:
    """Return the manifest and the key file in a backup. StoreError "backup-damaged", "backup-unsafe"."""
    try:
        with file_errors(), zipfile.ZipFile(file) as archive:
            members = members_of(file, archive)
            return parse_manifest(archive.read(members[MANIFEST]), file), archive.read(members[KEYS])
    except BAD_ARCHIVE as error:
        raise StoreError("backup-damaged", file=str(file), detail=str(error)) from error


def key_file(file: Path) -> bytes:
    """Return the key file in a backup, as it was written. StoreError "backup-damaged", "backup-unsafe"."""
    manifest, data = _said(file)
    if hashlib.sha256(data).hexdigest() != manifest.sha256.get(KEYS):
        raise StoreError("backup-damaged", file=str(file), detail=KEYS)
    return data


def point_members(file: Path) -> dict[str, bytes] | None:
    """Return the members of a point; None for a whole copy. StoreError."""
    if not file.is_file():
        raise StoreError("backup-missing", file=str(file))
    try:
        with file_errors(), zipfile.ZipFile(file) as archive:
            members = members_of(file, archive)
            if sorted(members) != sorted(POINT_MEMBERS):
                return None
            return {name: archive.read(member) for name, member in members.items()}
    except BAD_ARCHIVE as error:
        raise StoreError("backup-damaged", file=str(file), detail=str(error)) from error


def unpack_copy(file: Path, draft: Path) -> Manifest:
    try:
        with zipfile.ZipFile(file) as archive:
            members = members_of(file, archive)
            with archive.open(members[MANIFEST]) as source:
                manifest = parse_manifest(source.read(SMALL), file)
            if not isinstance(manifest, Manifest):
                raise StoreError("backup-unsafe", file=str(file), detail="members")
            for name in (KEYS, DATABASE):
                with archive.open(members[name]) as source:
                    if _copy(source, draft / name) != manifest.sha256.get(name):
                        raise StoreError("backup-damaged", file=str(file), detail=name)
            (draft / MANIFEST).touch()
            return manifest
    except BAD_ARCHIVE as error:
        raise StoreError("backup-damaged", file=str(file), detail=str(error)) from error


def members_of(file: Path, archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Return the three members, uncompressed and no larger than the file they came in, and nothing else. StoreError."""
    members = {member.filename: member for member in archive.infolist()}
    known = (sorted(MEMBERS), sorted(POINT_MEMBERS))
    if sorted(members) not in known or len(archive.infolist()) != len(MEMBERS):
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

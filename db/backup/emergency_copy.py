"""Emergency copies: a file outside the store that only its keys open, for when the database fails."""

import secrets
import zipfile
from pathlib import Path

from cryptography.exceptions import InvalidTag

from console.app.ports import StoreError
from db.errors import BAD_ARCHIVE, file_errors
from db.files import KEYS, claim_empty, discard, sync_file, sync_folder
from db.keys.key_file import parse_keys
from db.keys.store_keys import Keys, unlock

SUFFIX = ".stipple-emergency"
SEALED = "sealed"
PURPOSE = b"emergency"
MOST = 64 << 20
NONCE = 12


def write(keys: Keys, data: bytes, folder: Path, name: str) -> Path:
    """Write `name`.stipple-emergency into the folder and read it back. StoreError."""
    nonce = secrets.token_bytes(NONCE)
    sealed = nonce + keys.own_key(PURPOSE).encrypt(nonce, data, keys.file.db_uuid.encode())
    target = folder / (name + SUFFIX)
    with file_errors():
        if not folder.is_dir():
            raise StoreError("folder-missing", folder=str(folder))
    draft = claim_empty(target)
    try:
        with file_errors():
            packed = draft / target.name
            packed.touch(mode=0o600)
            with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
                archive.writestr(KEYS, keys.encode())
                archive.writestr(SEALED, sealed)
            sync_file(packed)
            packed.replace(target)
            sync_folder(folder)
    finally:
        discard(draft)
    if _decrypt(target, _parts(target)[1], keys) != data:
        raise StoreError("backup-failed", file=str(target), detail=SEALED)
    return target


def read(file: Path, secret: str) -> bytes:
    """Return what the copy holds. StoreError "backup-missing", "backup-damaged", "wrong-secret"."""
    if not file.is_file():
        raise StoreError("backup-missing", file=str(file))
    held, sealed = _parts(file)
    return _decrypt(file, sealed, unlock(parse_keys(held, str(file)), secret))


def read_own(file: Path, keys: Keys) -> bytes:
    """Return what the copy holds, by the keys of the open store. StoreError "emergency-foreign", "emergency-older"."""
    if not file.is_file():
        raise StoreError("backup-missing", file=str(file))
    held, sealed = _parts(file)
    of = parse_keys(held, str(file))
    if of.db_uuid != keys.file.db_uuid:
        raise StoreError("emergency-foreign", file=str(file))
    if of.salt != keys.file.salt:
        raise StoreError("emergency-older", file=str(file))
    return _decrypt(file, sealed, keys)


def _parts(file: Path) -> tuple[bytes, bytes]:
    try:
        with file_errors(), zipfile.ZipFile(file) as archive:
            for name in (KEYS, SEALED):
                if archive.getinfo(name).file_size > MOST:
                    raise StoreError("backup-unsafe", file=str(file), detail=name)
            return archive.read(KEYS), archive.read(SEALED)
    except BAD_ARCHIVE as error:
        raise StoreError("backup-damaged", file=str(file), detail=str(error)) from error


def _decrypt(file: Path, sealed: bytes, keys: Keys) -> bytes:
    try:
        return keys.own_key(PURPOSE).decrypt(sealed[:NONCE], sealed[NONCE:], keys.file.db_uuid.encode())
    except (InvalidTag, ValueError) as error:
        raise StoreError("backup-damaged", file=str(file), detail=SEALED) from error

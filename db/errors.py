"""Everything the store can refuse or fail at: the codes, the facts each carries, and where they come from."""

import errno
import shutil
import struct
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlcipher3.dbapi2 as driver
from sqlalchemy.exc import DBAPIError

from console.app.ports import Finding, StoreError

CODES: dict[str, frozenset[str]] = {
    code: frozenset(facts.split())
    for code, facts in {
        # the folder
        "store-missing": "folder",
        "folder-not-empty": "folder found",
        "in-use": "folder",
        "read-only": "file detail",
        "viewing": "folder",
        "viewing-full": "folder",
        "wrong-kind": "found wanted",
        # the key file
        "keys-missing": "file",
        "keys-damaged": "file detail",
        "keys-newer": "file found known",
        "keys-foreign": "file",
        "keys-changed": "file",
        "wrong-secret": "",
        "not-signed-in": "",
        "passphrase-empty": "",
        "passphrase-taken": "",
        "rekey-failed": "file detail",
        "cost-too-low": "floor_kib",
        "slots-full": "most",
        # the database file
        "database-gone": "file",
        "database-missing": "file",
        "database-zero": "file",
        "database-empty": "file",
        "database-plain": "file",
        "database-truncated": "file bytes",
        "database-damaged": "file detail",
        "database-foreign": "file",
        "database-other": "file",
        "database-newer": "file found known",
        "migration-failed": "file found known detail",
        # the engine
        "engine-unfit": "what found",
        # at work
        "disk-full": "file detail",
        "disk-error": "file detail",
        "busy": "file detail",
        "refused": "file detail",
        "head-moved": "expected found",
        "event-unreadable": "seq kind detail",
        "client-erased": "client",
        "closed": "",
        # backup and restore
        "backup-failed": "file detail",
        "two-heads": "folder file",
        "backup-missing": "file",
        "backup-damaged": "file detail",
        "backup-incomplete": "file missing",
        "backup-unsafe": "file detail",
        "backup-newer": "file found known",
        "backup-former-key": "file",
        "backup-foreign": "file folder",
        "not-yours": "folder",
        "no-backup": "folder",
        "emergency-foreign": "file",
        "emergency-older": "file",
        "second-missing": "folder",
        "second-foreign": "folder file",
        "second-inside": "folder",
        "folder-missing": "folder",
    }.items()
}

FINDINGS = frozenset({
    "cipher-page", "page", "unreadable", "event-unreadable", "foreign-key", "trigger-missing", "trigger-foreign",
    "keys-changed", "key-forged", "backup-unreadable", "view-differs", "seal-missing", "seal-of-nothing",
    "seal-of-another", "seal-key-unknown", "seal-forged", "seal-log-differs", "seal-record-differs",
    "row-changed", "row-missing", "tail-cut", "anchor-differs", "unsealable", "key-missing", "kinds-differ",
    "other-copy",
})  # fmt: skip
"""The codes of `Finding` that `verify` may report."""

BAD_ARCHIVE = (
    zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError, struct.error,
)  # fmt: skip
"""What reading an archive that is none may raise; the third where it is packed in a way that nobody knows."""

_SQLITE = {
    13: "disk-full",
    10: "disk-error",
    11: "disk-error",
    26: "disk-error",
    14: "disk-error",
    5: "busy",
    6: "busy",
    8: "read-only",
}
_OS = {
    errno.ENOSPC: "disk-full", errno.EDQUOT: "disk-full", errno.EACCES: "read-only", errno.EPERM: "read-only",
    errno.EROFS: "read-only",
}  # fmt: skip


IOERR = 10
LEAST_FREE = 32_768
"""By so much the -shm file grows. Where there is no room for it, SQLite speaks of an I/O error, not of a full disk."""


def sqlite_code(error: BaseException | None) -> int:
    """Return SQLite's primary result code, raw or wrapped by SQLAlchemy; 0 when the error has none."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    return int(getattr(cause, "sqlite_errorcode", 0)) & 0xFF


class sqlite_errors:
    """The driver's errors, raw or wrapped by SQLAlchemy, leave as StoreError about this file."""

    def __init__(self, file: object = "") -> None:
        self._file = file

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if isinstance(error, DBAPIError | driver.Error):
            cause = error.orig if isinstance(error, DBAPIError) else error
            code = _SQLITE.get(sqlite_code(cause), "refused")
            if sqlite_code(cause) == IOERR and _full(str(self._file)):
                code = "disk-full"
            raise StoreError(code, file=str(self._file), detail=str(cause)) from error


def _full(file: str) -> bool:
    try:
        return bool(file) and shutil.disk_usage(Path(file).parent).free < LEAST_FREE
    except OSError:
        return False


@contextmanager
def file_errors() -> Iterator[None]:
    """Turn the file system's errors into StoreError."""
    try:
        yield
    except OSError as error:
        code = _OS.get(error.errno or 0, "disk-error")
        raise StoreError(code, file=str(error.filename or ""), detail=str(error.strerror)) from error


def finding_of(error: StoreError) -> Finding:
    """Return what this error says of the file; raise it where it says nothing of that."""
    if error.code == "event-unreadable":
        return Finding("event-unreadable", int(str(error.facts["seq"])), str(error.facts["kind"]))
    if error.code == "disk-error":
        return Finding("unreadable", detail=str(error.facts["detail"]))
    raise error

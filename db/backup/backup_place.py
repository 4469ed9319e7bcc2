"""A place of backups: a folder that one program at a time writes to, and the drafts of those that died there."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from db.errors import file_errors
from db.files import sync_file, sync_folder

LOCK = ".stipple-backups.lock"
MERGING = ".stipple-merging.lock"
"""Held for as long as elements are merged: that may take long, and keeps nobody from the place."""
DRAFT, MERGED = ".part", ".merge"
NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP})
"""What a file system says that knows no locks; there the heads alone tell of another writer."""


@contextmanager
def locked(place: Path, name: str = LOCK) -> Iterator[None]:
    """Hold the place against every other writer, of this program or another; wait for one that is at work. StoreError.

    The kernel frees it when the program ends, however it ends.
    """
    with file_errors():
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(place / name, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        with file_errors():
            _wait_for(descriptor)
        yield
    finally:
        os.close(descriptor)


def _wait_for(descriptor: int) -> None:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX)
    except OSError as error:
        if error.errno not in NO_LOCKS:
            raise


def draft_of(target: Path, writer: str, suffix: str = DRAFT) -> Path:
    """Return where the file is written before it is whole; the name says by which writer of the log."""
    return target.with_name(f".{target.name}.{writer[:16]}{suffix}")


def put(draft: Path, target: Path) -> None:
    """Put the finished draft in its place, durably. OSError."""
    sync_file(draft)
    draft.replace(target)
    sync_folder(target.parent)


def sweep(folder: Path, writer: str, suffix: str = DRAFT) -> None:
    """Remove this writer's drafts, in the caller's lock: whoever made them is dead. Those of others stay."""
    with suppress(OSError):
        for draft in folder.glob(f".*.{writer[:16]}{suffix}"):
            draft.unlink(missing_ok=True)

"""Files of a store: their names, the lock, and writing that is whole or absent after a power cut."""

import filecmp
import os
import re
import shutil
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from console.app.ports import Head, StoreError
from db.backup.folder_swap import pending_folder
from db.errors import file_errors

DATABASE = "stipple.db"
KEYS = "keys.json"
LOCK = "stipple.lock"
BACKUPS = "backups"
CHECKED = "stipple.checked"
LEFT_BY_FILE_MANAGERS = frozenset(
    {".ds_store", "._.ds_store", ".localized", ".directory", "desktop.ini", "thumbs.db", "ehthumbs.db"}
)
MARK = re.compile(rb"([0-9]{19}) ([0-9a-f]{64})\n")
AFTER_LOCK = 1
"""Where the mark begins: Windows locks the byte before it."""


def sync_file(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(path: Path) -> None:
    """Make renames in this folder durable; Windows has no such call and needs none."""
    if sys.platform == "win32":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_whole(path: Path, data: bytes) -> None:
    """Replace the file in one step, readable by its owner alone. StoreError."""
    draft = path.with_name(path.name + ".new")
    with file_errors():
        draft.unlink(missing_ok=True)
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with open(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
        sync_folder(path.parent)


def copy_whole(source: Path, target: Path, draft_name: str = "") -> None:
    """Copy the file and read the copy back: it is the same, or nothing is there. StoreError."""
    draft = target.with_name(draft_name or f".{target.name}.part")
    try:
        with file_errors():
            draft.touch(mode=0o600)
            shutil.copyfile(source, draft)
            sync_file(draft)
            if not filecmp.cmp(source, draft, shallow=False):
                raise StoreError("backup-failed", file=str(target), detail=source.name)
            draft.replace(target)
            sync_folder(target.parent)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def claim_empty(folder: Path) -> Path:
    """Make a draft folder of its own beside `folder`, which must be absent or empty, else "folder-not-empty".

    A folder that is absent and about to come back is not empty; one in which only the system's own files lie is.
    """
    with file_errors():
        if coming := pending_folder(folder):
            raise StoreError("folder-not-empty", folder=str(folder), found=coming.name)
        if folder.exists():
            found = next((each for each in sorted(folder.iterdir()) if not _of_the_system(each)), None)
            if found is not None:
                raise StoreError("folder-not-empty", folder=str(folder), found=found.name)
        folder.parent.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=f".{folder.name}.", suffix=".new", dir=folder.parent))


def _of_the_system(path: Path) -> bool:
    """Return whether a file manager left it there by itself: it says how the folder looks, and nobody misses it."""
    return path.name.casefold() in LEFT_BY_FILE_MANAGERS and path.is_file()


def put_in_place(draft: Path, folder: Path) -> None:
    """Rename the finished draft folder to `folder`, durably: all of it is there, or nothing."""
    with file_errors():
        sync_folder(draft)
        if folder.exists():
            for each in filter(_of_the_system, [*folder.iterdir()]):
                each.rename(draft / each.name)
            folder.rmdir()
        draft.rename(folder)
        sync_folder(folder.parent)


def discard(draft: Path) -> None:
    """Remove a draft folder and the files in it."""
    if draft.is_dir():
        for file in draft.iterdir():
            file.unlink()
        draft.rmdir()


class FolderLock:
    """Held by the one program that writes; the kernel frees it when that program ends, however it ends.

    In it stands how far the log had been written, a mark for whoever opens next: a log that ends before it has lost
    its last commits. It is not synced, since it need only outlive the program, and is never ahead of what was.
    """

    def __init__(self, folder: Path, viewing: bool = False) -> None:
        """Take the lock. With `viewing` make nothing; where there is no lock file, go without. "in-use"."""
        self.held, self._descriptor = True, -1
        if viewing and not (folder / LOCK).exists():
            return
        with file_errors():
            self._descriptor = os.open(folder / LOCK, os.O_RDONLY if viewing else os.O_RDWR | os.O_CREAT, 0o600)
        try:
            if sys.platform == "win32":
                import msvcrt

                msvcrt.locking(self._descriptor, msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(self._descriptor, (fcntl.LOCK_SH if viewing else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except OSError as error:
            os.close(self._descriptor)
            raise StoreError("in-use", folder=str(folder)) from error

    def mark(self, head: Head) -> None:
        """Write down how far the log is durable. A mark that cannot be written is only missing."""
        with suppress(OSError):
            os.lseek(self._descriptor, AFTER_LOCK, os.SEEK_SET)
            os.write(self._descriptor, f"{head.seq:019} {head.mac}\n".encode())

    def read_mark(self) -> Head | None:
        """Return the mark of whoever had the store open last; None where there is none that can be read."""
        with suppress(OSError):
            os.lseek(self._descriptor, AFTER_LOCK, os.SEEK_SET)
            if match := MARK.match(os.read(self._descriptor, 100)):
                return Head(int(match[1]), match[2].decode())
        return None

    def free(self) -> None:
        if self.held:
            self.held = False
            if self._descriptor >= 0:
                os.close(self._descriptor)

"""A file that leaves the program: whole or not at all, and in place of nothing but a file."""

import errno
import os
import stat
import tempfile
from pathlib import Path
from typing import Literal

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
Place = Literal["new", "file", "device", "pipe", "other"]


class WriteError(Exception):
    """`code` says why: disk-full, no-rights, no-file or other; `detail` in the system's words."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(code, detail)
        self.code, self.detail = code, detail


def place_of(path: Path) -> Place:
    """Return what stands there, behind a link too: nothing, a file, a device, a pipe, or what takes no bytes."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        return "other" if error.errno == errno.ELOOP else "new"
    if stat.S_ISREG(mode):
        return "file"
    return "device" if stat.S_ISCHR(mode) else "pipe" if stat.S_ISFIFO(mode) else "other"


def write_out(path: Path, data: bytes) -> None:
    """Write a file beside the place, then put it there; a link stays, and what it names is written. WriteError.

    A device is given the bytes; "no-file" for a pipe, at which nobody may read, and for whatever else is no file.
    """
    place = place_of(path)
    if place in ("pipe", "other"):
        raise WriteError("no-file", "")
    try:
        if place == "device":
            write_into(path, data)
            return
        target = path.resolve()
        handle, draft = tempfile.mkstemp(dir=target.parent, prefix=".stipple-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(draft, target)
        finally:
            Path(draft).unlink(missing_ok=True)
    except OSError as error:
        raise write_error(error) from error


def write_into(path: Path, data: bytes) -> None:
    """Give a device or a pipe the bytes. OSError."""
    with path.open("wb") as stream:
        stream.write(data)


def write_error(error: OSError) -> WriteError:
    """Return what stands in the way of writing."""
    number = error.errno or 0
    code = "disk-full" if number in FULL else "no-rights" if number in FORBIDDEN else "other"
    return WriteError(code, error.strerror or "")

"""A file that leaves the program: whole or not at all, and in place of nothing but a file."""

import errno
import os
import stat
import tempfile
from pathlib import Path
from typing import Literal

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
Place = Literal["new", "file", "stream", "other"]


class WriteError(Exception):
    """`code` says why: disk-full, no-rights, no-file or other; `detail` in the system's words."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(code, detail)
        self.code, self.detail = code, detail


def place_of(path: Path) -> Place:
    """Return what stands there, behind a link too: nothing, a file, a pipe or terminal, or what takes no file."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return "new"
    if stat.S_ISREG(mode):
        return "file"
    return "stream" if stat.S_ISFIFO(mode) or stat.S_ISCHR(mode) else "other"


def write_out(path: Path, data: bytes) -> None:
    """Write a file beside the place, then put it there; a link stays, and what it names is written. WriteError.

    "no-file" where something else stands there than a file.
    """
    if place_of(path) not in ("new", "file"):
        raise WriteError("no-file", "")
    try:
        target = path.resolve()
        handle, draft = tempfile.mkstemp(dir=target.parent, prefix=".stipple-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(draft, target)
        except OSError:
            os.unlink(draft)
            raise
    except OSError as error:
        raise write_error(error) from error


def write_error(error: OSError) -> WriteError:
    """Return what stands in the way of writing."""
    number = error.errno or 0
    code = "disk-full" if number in FULL else "no-rights" if number in FORBIDDEN else "other"
    return WriteError(code, error.strerror or "")

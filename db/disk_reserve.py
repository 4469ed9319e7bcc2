"""A file that is there to be given up: when the disk is full, the running session still finds room."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

from db.files import sync_file

NAME = "ballast"
SIZE = 32 << 20
CHUNK = 1 << 20
PLENTY = 500 << 20
"""Only with so much room besides is it laid down."""


def lay(folder: Path) -> bool:
    """Lay the reserve down where there is plenty of room; return whether it lies there, whole. Never raises."""
    file = folder / NAME
    try:
        if file.exists() and file.stat().st_size == SIZE:
            return True
        if shutil.disk_usage(folder).free < PLENTY + SIZE:
            return False
        file.touch(mode=0o600)
        with file.open("wb") as ballast:
            for at in range(0, SIZE, CHUNK):
                ballast.write(os.urandom(min(CHUNK, SIZE - at)))
        sync_file(file)
        return True
    except OSError:
        release(folder)
        return False


def release(folder: Path) -> bool:
    """Give the reserve up; return whether there was one."""
    with suppress(OSError):
        (folder / NAME).unlink()
        return True
    return False

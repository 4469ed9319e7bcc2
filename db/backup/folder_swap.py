"""A store's folder in place of a damaged one: two renames, and what a crash between them left is finished.

Asked before the first window, so without the database's modules.
"""

import re
from contextlib import suppress
from pathlib import Path

STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d{6}-\d{3}Z")


def swap_paths(folder: Path, stamp: str) -> tuple[Path, Path]:
    """Return where the new folder is made, and where the damaged one goes."""
    new, damaged = (folder.with_name(f"{folder.name}-{what}-{stamp}") for what in ("new", "damaged"))
    return new, damaged


def exchange(folder: Path, new: Path, damaged: Path) -> None:
    """Rename `new` to `folder`, and what stood there to `damaged`; a failure leaves it as it was. OSError."""
    if folder.exists():
        folder.rename(damaged)
    try:
        new.rename(folder)
    except OSError:
        if damaged.exists() and not folder.exists():
            damaged.rename(folder)
        raise


def damaged_folders(folder: Path) -> list[Path]:
    """Return the damaged folders that were put aside for this one, newest first."""
    return [swap_paths(folder, stamp)[1] for stamp in _stamps(folder, "damaged")]


def pending_folder(folder: Path) -> Path | None:
    """Return the folder that was to take the place of a damaged one, which is gone from there already; or None."""
    if folder.exists():
        return None
    gone = _stamps(folder, "damaged")
    return next((swap_paths(folder, stamp)[0] for stamp in _stamps(folder, "new") if stamp in gone), None)


def finish(folder: Path) -> None:
    """Do the second rename, where only the first was done; all before the first one was durable. OSError."""
    new = pending_folder(folder)
    if new is not None:
        new.rename(folder)


def _stamps(folder: Path, what: str) -> list[str]:
    """Return the stamps of such folders beside this one, newest first."""
    start, names = f"{folder.name}-{what}-", []
    with suppress(OSError):
        names = [each.name for each in folder.absolute().parent.iterdir() if each.is_dir()]
    found = (name.removeprefix(start) for name in names if name.startswith(start))
    return sorted(filter(STAMP.fullmatch, found), reverse=True)

"""Where a file is saved: the folder that is proposed, and the system's dialog."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget


def documents_folder() -> Path:
    """Return the person's folder for documents, or their home where there is none."""
    places = (QStandardPaths.StandardLocation.DocumentsLocation, QStandardPaths.StandardLocation.HomeLocation)
    folders = [Path(QStandardPaths.writableLocation(place)) for place in places]
    return next((each for each in folders if each.is_dir()), folders[-1])


def free_path(proposed: Path) -> Path:
    """Return the path, numbered where a file of another client or day has that name already."""
    free, number = proposed, 1
    while free.exists():
        number += 1
        free = proposed.with_stem(f"{proposed.stem}-{number}")
    return free


def ask_save_path(parent: QWidget, title: str, proposed: Path, kind: str) -> Path | None:
    """Ask where to save a file of the proposed one's kind, and return that with its suffix; None for nowhere.

    The dialog asks before a file is replaced. It does not know the suffix that comes behind a name without one: for a
    file that is there by that name it is shown once more.
    """
    suffix = proposed.suffix
    while name := QFileDialog.getSaveFileName(parent, title, str(proposed), kind)[0]:
        if name.lower().endswith(suffix):
            return Path(name)
        proposed = Path(f"{name}{suffix}")
        if not proposed.exists():
            return proposed
    return None

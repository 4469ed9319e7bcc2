"""Where the second copies of the backups go, as it is noted in the store's folder."""

from pathlib import Path

import msgspec

from console.app.ports import Second
from db.files import BACKUPS, write_whole

SECOND = "second.json"


def noted(folder: Path) -> Second | None:
    try:
        return msgspec.json.decode((folder / SECOND).read_bytes(), type=Second, dec_hook=lambda kind, text: kind(text))
    except (OSError, ValueError, RecursionError):
        return None


def note(folder: Path, second: Second) -> None:
    write_whole(folder / SECOND, msgspec.json.encode(second, enc_hook=str))


def places(folder: Path) -> tuple[Path, ...]:
    """Where backups of this store may lie: in its own folder, and on the second medium."""
    second = noted(folder)
    return (folder / BACKUPS, *([second.folder] if second else []))

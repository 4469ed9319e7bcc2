"""Where the second copies of the backups go, as it is noted in the store's folder."""

from pathlib import Path

import msgspec

from console.app.ports import SecondCopy
from db.files import BACKUPS, write_whole

SECOND = "second.json"


def read_second(folder: Path) -> SecondCopy | None:
    """Return where the second copies go; None where nobody has chosen, or that can't be read."""
    try:
        return msgspec.json.decode(
            (folder / SECOND).read_bytes(), type=SecondCopy, dec_hook=lambda kind, text: kind(text)
        )
    except (OSError, ValueError, RecursionError):
        return None


def write_second(folder: Path, second: SecondCopy) -> None:
    """Write down where the second copies go. StoreError."""
    write_whole(folder / SECOND, msgspec.json.encode(second, enc_hook=str))


def backup_folders(folder: Path) -> tuple[Path, ...]:
    """Return where backups of this store may lie: in its own folder, and on the second medium."""
    second = read_second(folder)
    return (folder / BACKUPS, *([second.folder] if second else []))

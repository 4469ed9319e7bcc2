"""What the backups in a folder say of the log's head, and whether another copy of the store writes there too."""

from collections.abc import Callable, Iterable
from pathlib import Path

from db.backup.backup_format import backups_in
from db.connections import Raw
from db.log.anchors import Anchor
from db.log.glance import contradictions
from db.log.log import Log


def heads_in(folder: Path, said: Callable[[Path], Anchor | None]) -> list[Anchor]:
    """Return the heads of the backups in a folder that name their writer; `said` gives what each says."""
    return [anchor for file in sorted(backups_in(folder)) if (anchor := said(file)) and anchor.named]


def clash(raw: Raw, log: Log, known: Iterable[Anchor]) -> str:
    """Return which of these the log contradicts first, and so nothing is written beside; "" for none."""
    return next((each.where for each in known if contradictions(raw, log, [each])), "")

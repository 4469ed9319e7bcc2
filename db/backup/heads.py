"""What the backups in a folder say of the log's head, and whether another copy of the store writes there too."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from console.app.ports import Head, StoreError
from db.backup.backup_format import backups_in
from db.backup.element_writer import end_of
from db.backup.elements import elements_in
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


def element_heads(series: Path, writer: str) -> list[Anchor]:
    """Return where the last element of this writer ends, for whoever goes on otherwise ends elsewhere.

    One whose end can't be read tells nothing.
    """
    own = [each for each in elements_in(series) if each.writer == writer[:16]]
    with suppress(StoreError, ValueError):
        newest = max(own, key=lambda each: each.last)
        end = end_of(newest)[0]
        return [Anchor(Head(end.last, end.after), newest.file.name, end.writer, named=True)]
    return []

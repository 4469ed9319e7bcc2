"""The note, beside the views, of the first entry of the log that nobody could read when they were made."""

from collections.abc import Iterator
from typing import Any

from console.app.ports import Finding
from db.connections import Raw
from db.log.log import READ, Log
from db.views.log_views import if_readable

NOTED = "SELECT DISTINCT unread FROM views WHERE unread IS NOT NULL ORDER BY unread"
FROM = f"{READ} WHERE log.seq >= ? ORDER BY log.seq"
NOTE = "UPDATE views SET unread = ? WHERE unread = ?"


def unread(raw: Raw, log: Log) -> tuple[list[Finding], bool]:
    """Return the first entry noted that can't be read yet, if there is one, and whether all of the notes still hold."""
    noted = [seq for (seq,) in raw.execute(NOTED)]
    found = [next(_unreadable(raw, log, seq), None) for seq in noted]
    holds = [row is not None and row[0] == seq for seq, row in zip(noted, found, strict=True)]
    told = [Finding("event-unreadable", row[0], row[5]) for row in found[:1] if row is not None]
    return told, all(holds)


def settle(raw: Raw, log: Log) -> None:
    """Bring the notes to the first entry from there on that can't be read; drop them where there is none.

    What only a client's key would open reads, as erased, once they were erased.
    """
    for (seq,) in raw.execute(NOTED).fetchall():
        row = next(_unreadable(raw, log, seq), None)
        raw.execute(NOTE, (None if row is None else row[0], seq))


def _unreadable(raw: Raw, log: Log, first: int) -> Iterator[Any]:
    for row in raw.execute(FROM, (first,)):
        if if_readable(log.event, row) is None:
            yield row

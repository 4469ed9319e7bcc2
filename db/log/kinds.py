"""Which kinds of events a log holds, by version: a table beside it, and what of that this program can read."""

from collections.abc import Iterator
from typing import get_args

from console.app.ports import Finding
from console.core.events import AnyBody
from db.connections import Raw
from db.log.field_encryption import UPGRADES

TAGS = frozenset(str(body.__struct_config__.tag) for body in get_args(AnyBody))
SINCE = 3
"""The schema that brought the table."""
ADD = "INSERT INTO kinds (kind, version) VALUES (?, ?) ON CONFLICT DO NOTHING"
IN_LOG, IN_TABLE = "SELECT DISTINCT kind, version FROM log", "SELECT kind, version FROM kinds"


def readable(kind: str, version: int) -> bool:
    """Return whether this program reads an event of this kind, written as this version of it."""
    newest = max((each for name, each in UPGRADES if name == kind), default=0) + 1
    return (kind, version) in UPGRADES or (kind in TAGS and version == newest)


def has_table(raw: Raw) -> bool:
    """Return whether the file is of a schema that has the table."""
    return int(raw.execute("PRAGMA user_version").fetchone()[0]) >= SINCE


def unreadable(raw: Raw) -> list[str]:
    """Return what a newer program wrote, each as kind and version; nothing for a file without the table."""
    found = raw.execute(f"{IN_TABLE} ORDER BY 1, 2").fetchall() if has_table(raw) else []
    return [f"{kind} {version}" for kind, version in found if not readable(kind, version)]


def check(raw: Raw) -> Iterator[Finding]:
    """Yield the first difference between the table and the log."""
    if has_table(raw):
        for one, other in ((IN_LOG, IN_TABLE), (IN_TABLE, IN_LOG)):
            for kind, version in raw.execute(f"{one} EXCEPT {other} ORDER BY 1, 2 LIMIT 1"):
                yield Finding("kinds-differ", detail=f"{kind} {version}")
                return


def refill(raw: Raw) -> int:
    """Make the table from the log; return how many rows differed. Nothing in a file without the table."""
    if not has_table(raw):
        return 0
    stood, right = (set(raw.execute(sql).fetchall()) for sql in (IN_TABLE, IN_LOG))
    for gone in stood - right:
        raw.execute("DELETE FROM kinds WHERE kind = ? AND version = ?", gone)
    for missing in right - stood:
        raw.execute(ADD, missing)
    return len(stood ^ right)

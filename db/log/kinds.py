"""Which kinds of events this program can read, by version; how a file notes those that its log holds."""

from typing import get_args

from console.core.events import AnyBody
from db.connections import Raw
from db.log.field_encryption import UPGRADES

TAGS = frozenset(str(body.__struct_config__.tag) for body in get_args(AnyBody))
SINCE = 3
"""The schema that brought the table."""
ADD = "INSERT INTO kinds (kind, version) VALUES (?, ?) ON CONFLICT DO NOTHING"


def readable(kind: str, version: int) -> bool:
    """Return whether this program reads an event of this kind, written as this version of it."""
    newest = max((each for name, each in UPGRADES if name == kind), default=0) + 1
    return (kind, version) in UPGRADES or (kind in TAGS and version == newest)


def has_table(raw: Raw) -> bool:
    """Return whether the file is of a schema that has the table."""
    return int(raw.execute("PRAGMA user_version").fetchone()[0]) >= SINCE

"""Who wrote which rows of the log: the store itself at first, and a writer with an id of its own after each restore."""

import secrets

from msgspec import Struct

from console.app.ids import new_id, system_random
from console.core.clock import Instant
from console.core.events import Event, WriterTaken
from db.connections import Raw

TAKEN = """SELECT seq, writer FROM (
        SELECT seq, CASE WHEN json_valid(body) THEN json_extract(body, '$.writer') END AS writer FROM log
        WHERE session = '' AND client = '' AND kind = 'writer-taken'
    ) WHERE writer IS NOT NULL ORDER BY seq"""


class Stretch(Struct, frozen=True):
    """Rows that one writer wrote, from `first` to `last`; None for the newest writer."""

    writer: str
    first: int
    last: int | None


def stretches(raw: Raw, db_uuid: str) -> list[Stretch]:
    """Return the stretches of a log, oldest first; the first one's writer is the store's own id."""
    starts = [(1, db_uuid), *raw.execute(TAKEN).fetchall()]
    ends = [seq - 1 for seq, _ in starts[1:]]
    return [Stretch(writer, first, last) for (first, writer), last in zip(starts, [*ends, None], strict=True)]


def writer_event(before: str, actor: str, at: Instant) -> Event:
    """Return the event by which a store that was put back goes on under a new id."""
    return Event(new_id(at, system_random), "", "", actor, at, WriterTaken(secrets.token_hex(16), before))


def written_by(known: list[Stretch], seq: int) -> str:
    """Return who wrote the row with this number."""
    return next(each.writer for each in reversed(known) if each.first <= seq)

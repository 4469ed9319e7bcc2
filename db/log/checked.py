"""How far the log was checked, and when all of it was: a mark that nobody makes without the keys."""

from contextlib import suppress
from pathlib import Path
from secrets import token_bytes

import msgspec
from cryptography.exceptions import InvalidTag
from msgspec import Struct

from console.app.ports import Head, StoreError
from db.connections import Raw
from db.files import CHECKED, write_whole
from db.keys.key_slots import NONCE
from db.keys.store_keys import Keys
from db.log.log import READ, Log
from db.views.tables import SCHEMA

FORM = 1
"""Raised whenever a check comes to look at more: a mark of before then stands for nothing."""
WHOLE_MS = 7 * 86_400_000
"""A mark stands for so long after everything was looked at."""
MOST = 4096
"""Bytes."""
PURPOSE = b"checked"
LAST_TWO = f"{READ} WHERE log.seq IN (?, ?) ORDER BY log.seq"


class Mark(Struct, frozen=True, forbid_unknown_fields=True):
    """Everything up to and with this head was found as it was written.

    writer        who wrote the head's row
    rows          how many rows there were up to it
    epochs        the last rows of former data keys
    form, schema  what was looked at, and in a file of which schema
    whole_utc_ms  when all of it was read, from the first row on
    """

    writer: str
    head: Head
    rows: int
    epochs: tuple[int, ...]
    whole_utc_ms: int
    form: int = FORM
    schema: int = SCHEMA


def mark_of(raw: Raw, log: Log, keys: Keys, head: Head, whole_utc_ms: int) -> Mark:
    """Return the mark of a check that went up to this head."""
    return Mark(log.place(raw, head.seq).store, head, head.seq, _epochs(keys), whole_utc_ms)


def write(folder: Path, keys: Keys, mark: Mark) -> None:
    """Put the mark in place. One that can't be written is only missing."""
    nonce = token_bytes(NONCE)
    with suppress(StoreError):
        write_whole(folder / CHECKED, nonce + keys.own_key(PURPOSE).encrypt(nonce, msgspec.json.encode(mark), PURPOSE))


def standing(folder: Path, raw: Raw, log: Log, keys: Keys, utc_ms: int) -> Mark | None:
    """Return the mark, where it is of this log, of today's checks and not too old; else everything is to be checked."""
    mark = _read(folder, keys)
    if mark is None or (mark.form, mark.schema, mark.epochs) != (FORM, SCHEMA, _epochs(keys)):
        return None
    seq = mark.head.seq
    if not 0 <= utc_ms - mark.whole_utc_ms < WHOLE_MS or mark.rows != seq:
        return None
    rows = raw.execute(LAST_TWO, (seq - 1, seq)).fetchall()
    if not rows or (rows[-1][0], rows[-1][13].hex()) != (seq, mark.head.mac):
        return None
    if not log.follows(rows[0][13] if len(rows) == 2 else log.start, rows[-1]):
        return None
    return mark if log.place(raw, seq).store == mark.writer else None


def _read(folder: Path, keys: Keys) -> Mark | None:
    try:
        with (folder / CHECKED).open("rb") as file:
            data = file.read(MOST)
        return msgspec.json.decode(keys.own_key(PURPOSE).decrypt(data[:NONCE], data[NONCE:], PURPOSE), type=Mark)
    except (OSError, InvalidTag, ValueError, msgspec.DecodeError):
        return None


def _epochs(keys: Keys) -> tuple[int, ...]:
    return tuple(each.up_to for each in keys.file.epochs)

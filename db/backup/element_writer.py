"""An element is written, put in place, and read back; what it says of itself is known from then on."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from console.app.ports import Pace, StoreError
from db.backup import sealed_rows
from db.backup.backup_place import DRAFT, draft_of, put
from db.backup.elements import Element
from db.backup.sealed_rows import Extent
from db.connections import Raw
from db.errors import file_errors
from db.keys.store_keys import Keys
from db.log.log import Log

DAMAGED = ".damaged"
"""Behind the name of an element that can't be read: it counts for nothing, and nobody has to miss it."""
MAC = "SELECT mac FROM log WHERE seq = ?"


def mac_at(raw: Raw, log: Log, seq: int) -> str:
    """Return the code of a row, of the log's start for 0; where the row is missing, zeros."""
    if seq == 0:
        return log.start.hex()
    found = raw.execute(MAC, (seq,)).fetchone()
    return bytes(found[0]).hex() if found else "0" * 64


def put_element(
    target: Element, extent: Extent, rows: Any, keys: Keys, log: Log, pace: Pace, suffix: str = DRAFT
) -> Extent:
    """Write an element, read it back, and put it in place. StoreError."""
    draft = draft_of(target.file, extent.writer, suffix)
    try:
        with file_errors():
            made = sealed_rows.write(draft, extent, rows, keys, log, pace)
            _read_back(draft, made, keys, log)
            put(draft, target.file)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    return made


def _read_back(draft: Path, made: Extent, keys: Keys, log: Log) -> None:
    """Read the rows as a restore would, and hold the chain. StoreError "backup-failed"."""
    before, faults = bytes.fromhex(made.before), []
    expected = made.first
    try:
        with draft.open("rb") as file:
            for row in sealed_rows.read_rows(file, draft.name, keys):
                if row[0] != expected or not log.follows(before, row):
                    faults.append(row[0])
                before, expected = row[13], row[0] + 1
    except StoreError as error:
        raise StoreError("backup-failed", file=str(draft), detail=str(error.facts["detail"])) from error
    if (before.hex(), tuple(faults)) != (made.after, made.faults):
        raise StoreError("backup-failed", file=str(draft), detail="chain")


_ends: dict[tuple[str, int, int, int], tuple[Extent, str]] = {}
"""What elements say of themselves, by path, inode, size and time of change, for they are written once."""


def end_of(element: Element) -> tuple[Extent, str]:
    """Return what an element says of itself, and its digest. StoreError."""
    with file_errors():
        stat = element.file.stat()
        key = (str(element.file), stat.st_ino, stat.st_size, stat.st_mtime_ns)
        if key not in _ends:
            with element.file.open("rb") as file:
                _ends[key] = sealed_rows.read_end(file, element.file.name)
    return _ends[key]


def whole(found: Iterable[Element]) -> list[Element]:
    """Return the elements whose end can be read; rename the others, so that their rows are written anew. StoreError.

    A power cut may leave an empty file under the name of one that was written.
    """
    kept = []
    for each in found:
        try:
            end_of(each)
        except StoreError as error:
            if error.code != "backup-damaged":
                raise
            with file_errors():
                each.file.replace(each.file.with_name(each.file.name + DAMAGED))
        else:
            kept.append(each)
    return kept

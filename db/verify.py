"""Is everything as it was written? The pages, the references, the chain of the log, its anchors and its seals."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing

from cryptography.exceptions import InvalidTag

from console.app.ports import Finding, Head, StoreError
from db.engine import Raw
from db.errors import sqlite_errors
from db.keys import Keys
from db.log import READ, READ_ALL, Log
from db.tables import TRIGGERS

Progress = Callable[[int, int], None]
EVERY = 1000
KEYLESS = """SELECT min(seq), client FROM log WHERE sealed IS NOT NULL
    AND client NOT IN (SELECT client FROM client_keys) GROUP BY client ORDER BY 1"""


def verify(
    opened: Callable[[], Raw], log: Log, keys: Keys, progress: Progress | None = None, mark: Head | None = None
) -> list[Finding]:
    """All that is wrong, worst first; of the chain and of the seals only the first bad row. See `glance` for `mark`.

    Every stage has a connection of its own, since one that met a damaged page fails at everything after. Progress is
    given rows of the log: how many are checked, of how many.
    """
    found = _key_file(keys)
    anchors = (*keys.file.anchors, mark) if mark and mark.seq else keys.file.anchors
    for stage in (pages, _structure, _references, _seals, lambda raw: _rows(raw, log, anchors, progress)):
        try:
            with sqlite_errors(), closing(opened()) as raw:
                found.extend(stage(raw))
        except StoreError as error:
            if error.code != "disk-error":
                raise
            found.append(Finding("unreadable", detail=str(error.facts["detail"])))
    return found


def glance(raw: Raw, log: Log, keys: Keys, mark: Head | None = None) -> list[Finding]:
    """What can be told at once: the key file, the newest anchor, the last row, and how far it was written last."""
    found = _key_file(keys)
    last = raw.execute(f"{READ} ORDER BY log.seq DESC LIMIT 2").fetchall()
    if last and not log.follows(last[1][13] if len(last) == 2 else log.start, last[0]):
        found.append(Finding("row-changed", last[0][0]))
    known = [*keys.file.anchors[-1:], *([mark] if mark and mark.seq else [])]
    for anchor in known:
        at = raw.execute("SELECT mac FROM log WHERE seq = ?", (anchor.seq,)).fetchone()
        if at is None:
            found.append(Finding("tail-cut", last[0][0] + 1 if last else 1, f"anchored up to {anchor.seq}"))
        elif at[0].hex() != anchor.mac:
            found.append(Finding("anchor-differs", anchor.seq))
        else:
            continue
        break
    return found


def pages(raw: Raw) -> Iterator[Finding]:
    """Damage to the file's pages, found by their own codes."""
    for (detail,) in raw.execute("PRAGMA cipher_integrity_check"):
        yield Finding("cipher-page", detail=detail)


def _structure(raw: Raw) -> Iterator[Finding]:
    for (detail,) in raw.execute("PRAGMA quick_check"):
        if detail != "ok":
            yield Finding("page", detail=detail)
    found = dict(raw.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall())
    for name, statement in TRIGGERS.items():
        if found.get(name) != statement:
            yield Finding("trigger-missing", detail=name)


def _references(raw: Raw) -> Iterator[Finding]:
    for table, row, parent, _ in raw.execute("PRAGMA foreign_key_check"):
        yield Finding("foreign-key", detail=f"{table} {row} → {parent}")


def _key_file(keys: Keys) -> list[Finding]:
    return [] if keys.intact else [Finding("keys-changed")]


def _seals(raw: Raw) -> Iterator[Finding]:
    for seq, client in raw.execute(KEYLESS):
        yield Finding("key-missing", seq, client)


def _rows(raw: Raw, log: Log, anchors: Sequence[Head], progress: Progress | None = None) -> Iterator[Finding]:
    total = raw.execute("SELECT count(*) FROM log").fetchone()[0]
    expected = {anchor.seq: bytes.fromhex(anchor.mac) for anchor in anchors}
    before, chained, sealed, number = log.start, True, True, 0
    for number, row in enumerate(raw.execute(READ_ALL), 1):
        if chained and (bad := _link(log, before, number, row)):
            chained = False
            yield bad
        if sealed and not _opens(log, row):
            sealed = False
            yield Finding("unsealable", row[0])
        if expected.pop(row[0], row[13]) != row[13]:
            yield Finding("anchor-differs", row[0])
        before = row[13]
        if progress and (number % EVERY == 0 or number == total):
            progress(number, total)
    if expected:
        yield Finding("tail-cut", number + 1, f"anchored up to {max(expected)}")


def _link(log: Log, before: bytes, number: int, row: Sequence[object]) -> Finding | None:
    if row[0] != number:
        return Finding("row-missing", number)
    return None if log.follows(before, row) else Finding("row-changed", number)


def _opens(log: Log, row: Sequence[object]) -> bool:
    try:
        log.personal(row)
    except InvalidTag:
        return False
    return True

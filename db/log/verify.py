"""Is everything as it was written? The pages, the chain of the log, its anchors, its seals, references and views."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from itertools import islice
from pathlib import Path

from cryptography.exceptions import InvalidTag
from msgspec import Struct

from console.app.ports import CheckStage, Finding, Head, Progress, Report, SessionView, StoreError
from console.core.events import Event
from db.connections import Raw
from db.errors import sqlite_errors
from db.files import KEYS, LOCK
from db.keys.store_keys import Keys
from db.log import kinds_noted, signatures
from db.log.anchors import Anchor, anchors
from db.log.log import READ, READ_ALL, Log
from db.views.client_index import LINES, differing
from db.views.log_rows import rows_of_log
from db.views.tables import TRIGGERS
from db.views.view_rows import standing_rows

View = Callable[[Sequence[Event]], SessionView]
Stage = Callable[[Raw], Iterator[Finding]]
EVERY = 1000
KEYLESS = """SELECT min(seq), client FROM log WHERE sealed IS NOT NULL
    AND client NOT IN (SELECT client FROM client_keys WHERE wrapped IS NOT NULL)
    AND client NOT IN (SELECT client FROM log WHERE session = '' AND kind = 'client-erased')
    GROUP BY client ORDER BY 1"""


class Also(Struct, frozen=True):
    """What else is looked at: the backups in folders, heads printed on papers (by their names), and the views.

    mark   how far the log was written last, as the lock file has it
    """

    backups: tuple[Path, ...] = ()
    printed: tuple[tuple[str, Head], ...] = ()
    view: View | None = None
    mark: Head | None = None


def verify(
    opened: Callable[[], Raw], log: Log, keys: Keys, progress: Progress | None = None, also: Also | None = None
) -> list[Finding]:
    """Return all that is wrong, worst first; of the chain only the first bad row.

    Every stage has a connection of its own, since one that met a damaged page fails at everything after.
    """
    also, report = also or Also(), progress or (lambda stage, done, total: None)
    known, unreadable = anchors(keys, also.backups, also.printed, partial(report, "backups"))
    if also.mark and also.mark.seq and also.mark not in [each.head for each in known]:
        known.append(Anchor(also.mark, LOCK))
    found = [*_key_file(keys), *unreadable]
    stages: list[tuple[CheckStage, Stage]] = [
        ("pages", pages),
        ("structure", _structure),
        ("rows", lambda raw: _rows(raw, log, known, partial(report, "rows"))),
        ("rows", lambda raw: kinds_noted.check(raw, log)),
        ("seals", _missing_keys),
        ("seals", lambda raw: signatures.check(raw, log, keys)),
        ("views", _references),
        ("views", _triggers),
    ]
    for name, stage in stages:
        report(name, 0, 0)
        found += _run(stage, opened)
    if also.view is not None and not any(each.code in CHAIN for each in found):
        found += _run(lambda raw: _views(raw, log, also.view), opened)
    return found


CHAIN = frozenset({"row-changed", "row-missing", "unsealable", "unreadable", "event-unreadable"})
"""After these a rebuild would only repeat what was found."""


def _run(stage: Stage, opened: Callable[[], Raw]) -> list[Finding]:
    found: list[Finding] = []
    try:
        with sqlite_errors(), closing(opened()) as raw:
            found.extend(stage(raw))
    except StoreError as error:
        if error.code == "event-unreadable":
            found.append(Finding("event-unreadable", int(str(error.facts["seq"])), str(error.facts["kind"])))
        elif error.code == "disk-error":
            found.append(Finding("unreadable", detail=str(error.facts["detail"])))
        else:
            raise
    return found


def glance(raw: Raw, log: Log, keys: Keys, mark: Head | None = None) -> list[Finding]:
    """Return what can be told at once: by key file, newest anchor, last row, and the mark of the last write."""
    found = _key_file(keys)
    last = raw.execute(f"{READ} ORDER BY log.seq DESC LIMIT 2").fetchall()
    if last and not log.follows(last[1][13] if len(last) == 2 else log.start, last[0]):
        found.append(Finding("row-changed", last[0][0]))
    known = [Anchor(each, KEYS) for each in keys.file.anchors[-1:]]
    known += [Anchor(mark, LOCK)] if mark and mark.seq else []
    return found + contradictions(raw, log, known)


def contradictions(raw: Raw, log: Log, known: Sequence[Anchor]) -> list[Finding]:
    """Return a finding by the first of these anchors that the log contradicts; none where it agrees."""
    for anchor in known:
        fate = anchor.fate(log.stretches(raw))
        if fate == "elsewhere":
            return [Finding("other-copy", anchor.head.seq, anchor.where)]
        if fate == "lost":
            continue
        at = raw.execute("SELECT mac FROM log WHERE seq = ?", (anchor.head.seq,)).fetchone()
        if at is None:
            last = raw.execute("SELECT max(seq) FROM log").fetchone()[0] or 0
            return [_cut(last + 1, anchor)]
        if at[0].hex() != anchor.head.mac:
            return [Finding("anchor-differs", anchor.head.seq, anchor.where)]
    return []


def pages(raw: Raw) -> Iterator[Finding]:
    """Yield damage to the file's pages, found by their own codes."""
    for (detail,) in raw.execute("PRAGMA cipher_integrity_check"):
        yield Finding("cipher-page", detail=detail)


def _structure(raw: Raw) -> Iterator[Finding]:
    for (detail,) in raw.execute("PRAGMA quick_check"):
        if detail != "ok":
            yield Finding("page", detail=detail)


def _triggers(raw: Raw) -> Iterator[Finding]:
    found = dict(raw.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall())
    for name, statement in TRIGGERS.items():
        if found.pop(name, None) != statement:
            yield Finding("trigger-missing", detail=name)
    for name in found:
        yield Finding("trigger-foreign", detail=name)


def _references(raw: Raw) -> Iterator[Finding]:
    for table, row, parent, _ in raw.execute("PRAGMA foreign_key_check"):
        yield Finding("foreign-key", detail=f"{table} {row} → {parent}")


def _key_file(keys: Keys) -> list[Finding]:
    return [] if keys.intact else [Finding("keys-changed")]


def _missing_keys(raw: Raw) -> Iterator[Finding]:
    for seq, client in raw.execute(KEYLESS):
        yield Finding("key-missing", seq, client)


def _rows(raw: Raw, log: Log, known: Sequence[Anchor], report: Report) -> Iterator[Finding]:
    total = raw.execute("SELECT count(*) FROM log").fetchone()[0]
    expected: dict[int, list[Anchor]] = {}
    for anchor in known:
        fate = anchor.fate(log.stretches(raw))
        if fate == "elsewhere":
            yield Finding("other-copy", anchor.head.seq, anchor.where)
        elif fate == "held":
            expected.setdefault(anchor.head.seq, []).append(anchor)
    before, chained, sealed, number = log.start, True, True, 0
    for number, row in enumerate(raw.execute(READ_ALL), 1):
        if chained and (bad := _link(log, before, number, row)):
            chained = False
            yield bad
        if sealed and not _opens(log, row):
            sealed = False
            yield Finding("unsealable", row[0])
        for anchor in expected.pop(row[0], ()):
            if bytes.fromhex(anchor.head.mac) != row[13]:
                yield Finding("anchor-differs", row[0], anchor.where)
        before = row[13]
        if number % EVERY == 0 or number == total:
            report(number, total)
    if expected:
        yield _cut(number + 1, expected[max(expected)][0])


def _cut(seq: int, anchor: Anchor) -> Finding:
    return Finding("tail-cut", seq, f"{anchor.where}: {anchor.head.seq}")


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


def _views(raw: Raw, log: Log, view: View | None) -> Iterator[Finding]:
    """Yield the first row of the views that a rebuild would change."""
    made = rows_of_log(raw, log, view)
    if made.unread is not None:
        yield made.unread
        return
    if made.unfolded:
        yield Finding("view-differs", detail=made.unfolded)
        return
    stands = standing_rows(raw)
    differ = (key for key in {**stands, **made.rows} if stands.get(key) != made.rows.get(key))
    for table, key in islice(differ, 1):
        yield Finding("view-differs", detail=" ".join(map(str, (table, *key))))
    for client in islice(differing(raw), 1):
        yield Finding("view-differs", detail=f"{LINES} {client}")

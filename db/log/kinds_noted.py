"""The table of the kinds that a log holds, held against it: by the chain a newer program's are told from damage."""

from collections.abc import Iterator

from console.app.ports import Finding
from db.connections import Raw
from db.log.kinds import ADD, has_table, readable
from db.log.log import READ, Log

IN_LOG, IN_TABLE = "SELECT DISTINCT kind, version FROM log", "SELECT kind, version FROM kinds"
OF_KIND = f"{READ} WHERE log.kind = ? AND log.version = ? ORDER BY log.seq"
BEFORE = "SELECT mac FROM log WHERE seq = ?"

Kind = tuple[str, int]


def newer(raw: Raw, log: Log) -> list[str]:
    """Return what a newer program wrote, each as kind and version; nothing for a file without the table.

    A kind that nobody knows, in rows that the chain does not vouch for, is damage and no newer program's.
    """
    return [f"{kind} {version}" for kind, version in _unknown(raw) if _vouched(raw, log, kind, version)]


def damaged(raw: Raw, log: Log) -> list[Finding]:
    """Return what the table has of kinds that nobody ever wrote: by the row that says so, or where none does."""
    found = []
    for kind, version in _unknown(raw):
        if not _vouched(raw, log, kind, version):
            row = raw.execute(OF_KIND, (kind, version)).fetchone()
            told = Finding("event-unreadable", row[0], kind) if row else _differs((kind, version))
            found.append(told)
    return found


def check(raw: Raw, log: Log) -> Iterator[Finding]:
    """Yield the first difference between the table and the log."""
    if has_table(raw):
        stood, right = _stood(raw), _right(raw, log)
        for each in (*sorted(right - stood)[:1], *sorted(stood - right)[:1])[:1]:
            yield _differs(each)


def refill(raw: Raw, log: Log) -> int:
    """Make the table from the log; return how many rows differed. Nothing in a file without the table.

    What a damaged row gives as its kind is left out, or the file would look like a newer program's for ever.
    """
    if not has_table(raw):
        return 0
    stood, right = _stood(raw), _right(raw, log)
    for gone in stood - right:
        raw.execute("DELETE FROM kinds WHERE kind = ? AND version = ?", gone)
    for missing in right - stood:
        raw.execute(ADD, missing)
    return len(stood ^ right)


def _unknown(raw: Raw) -> list[Kind]:
    return [each for each in sorted(_stood(raw)) if not readable(*each)] if has_table(raw) else []


def _stood(raw: Raw) -> set[Kind]:
    return set(raw.execute(IN_TABLE).fetchall())


def _right(raw: Raw, log: Log) -> set[Kind]:
    return {each for each in raw.execute(IN_LOG).fetchall() if readable(*each) or _vouched(raw, log, *each)}


def _vouched(raw: Raw, log: Log, kind: str, version: int) -> bool:
    """Return whether a row of this kind follows the row before it, and so was written as it is."""
    for row in raw.execute(OF_KIND, (kind, version)):
        before = raw.execute(BEFORE, (row[0] - 1,)).fetchone()
        if log.follows(before[0] if before else log.start, row):
            return True
    return False


def _differs(kind: Kind) -> Finding:
    return Finding("kinds-differ", detail=f"{kind[0]} {kind[1]}")

"""What can be told of a log at once: by its last rows, and by heads that are written down elsewhere."""

from collections.abc import Sequence

from console.app.ports import Finding, Head
from db.connections import Raw
from db.files import KEYS, LOCK
from db.keys.store_keys import Keys
from db.log.anchors import Anchor
from db.log.log import READ, Log


def glance(raw: Raw, log: Log, keys: Keys, mark: Head | None = None) -> list[Finding]:
    """Return what can be told at once: by key file, newest anchor, last row, and the mark of the last write."""
    found = key_file(keys)
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
            return [cut(last + 1, anchor)]
        if at[0].hex() != anchor.head.mac:
            return [Finding("anchor-differs", anchor.head.seq, anchor.where)]
    return []


def elsewhere(raw: Raw, log: Log, known: Sequence[Anchor], up_to: int) -> list[Finding]:
    """Return the heads of copies that go on elsewhere, and of those up to this row the first that differs."""
    fates = [(anchor, anchor.fate(log.stretches(raw))) for anchor in known]
    found = [Finding("other-copy", anchor.head.seq, anchor.where) for anchor, fate in fates if fate == "elsewhere"]
    own = [anchor for anchor, fate in fates if fate != "elsewhere" and anchor.head.seq <= up_to]
    return found + contradictions(raw, log, own)


def held(raw: Raw, log: Log, known: Sequence[Anchor], after: int) -> dict[int, list[Anchor]]:
    """Return by its row what the log has to have after this one."""
    found: dict[int, list[Anchor]] = {}
    for anchor in known:
        if anchor.head.seq > after and anchor.fate(log.stretches(raw)) == "held":
            found.setdefault(anchor.head.seq, []).append(anchor)
    return found


def cut(seq: int, anchor: Anchor) -> Finding:
    """Return that the log ends before this anchor's row."""
    return Finding("tail-cut", seq, f"{anchor.where}: {anchor.head.seq}")


def key_file(keys: Keys) -> list[Finding]:
    return [] if keys.intact else [Finding("keys-changed")]

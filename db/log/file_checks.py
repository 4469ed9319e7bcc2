"""What is looked at in the whole file: its pages, its order, its triggers, references, and that no key is missing."""

from collections.abc import Callable, Iterator

from console.app.ports import Finding
from db.connections import Raw
from db.log import kinds_noted
from db.log.log import Log
from db.views.tables import TRIGGERS

Stage = Callable[[Raw, Log], Iterator[Finding]]
KEYLESS = """SELECT min(seq), client FROM log WHERE sealed IS NOT NULL
    AND client NOT IN (SELECT client FROM client_keys WHERE wrapped IS NOT NULL)
    AND client NOT IN (SELECT client FROM log WHERE session = '' AND kind = 'client-erased')
    GROUP BY client ORDER BY 1"""


def pages(raw: Raw, _: Log | None = None) -> Iterator[Finding]:
    """Yield damage to the file's pages, found by their own codes."""
    for (detail,) in raw.execute("PRAGMA cipher_integrity_check"):
        yield Finding("cipher-page", detail=detail)


def _structure(raw: Raw, _: Log) -> Iterator[Finding]:
    for (detail,) in raw.execute("PRAGMA quick_check"):
        if detail != "ok":
            yield Finding("page", detail=detail)


def triggers(raw: Raw, _: Log) -> Iterator[Finding]:
    found = dict(raw.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall())
    for name, statement in TRIGGERS.items():
        if found.pop(name, None) != statement:
            yield Finding("trigger-missing", detail=name)
    for name in found:
        yield Finding("trigger-foreign", detail=name)


def _references(raw: Raw, _: Log) -> Iterator[Finding]:
    for table, row, parent, _ in raw.execute("PRAGMA foreign_key_check"):
        yield Finding("foreign-key", detail=f"{table} {row} → {parent}")


def _missing_keys(raw: Raw, _: Log) -> Iterator[Finding]:
    for seq, client in raw.execute(KEYLESS):
        yield Finding("key-missing", seq, client)


STAGES: dict[str, Stage] = {
    "pages": pages,
    "structure": _structure,
    "kinds": kinds_noted.check,
    "missing": _missing_keys,
    "references": _references,
    "triggers": triggers,
}
"""All of it, by name."""

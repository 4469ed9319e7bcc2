"""Brings a file to the present schema, all of it or nothing. Slow to import: only where there is work to do."""

import hashlib
from pathlib import Path

import msgspec
from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from msgspec import Struct

from console.app.ports import Report, StoreError
from db.connections import Raw, make_engine, raw_of
from db.errors import sqlite_errors
from db.keys.store_keys import Keys
from db.log import kinds_noted
from db.log.log import COLUMNS, Log
from db.views.forms import behind, remake
from db.views.tables import APPLICATION_ID, RECORDS, SCHEMA, TRIGGERS, VIEWS, metadata

TABLES = """SELECT name, sql FROM sqlite_schema
    WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'alembic_version'"""
LOG_ROWS = f"SELECT {COLUMNS}, mac FROM log ORDER BY seq"


def config(location: str = "db:migrations") -> Config:
    """Return Alembic's settings, made without a file.

    `location` is a package and its folder, or a path, with env.py and versions/ in it.
    """
    settings = Config()
    settings.set_main_option("script_location", location.replace("%", "%%"))
    settings.set_main_option("path_separator", "os")
    return settings


def migrate(
    path: Path, keys: Keys, settings: Config, *, schema: int = SCHEMA, report: Report = lambda done, total: None
) -> None:
    """Run the missing revisions in one transaction. Back up before: that is the caller's.

    The views that are not in this program's form then, and those that a revision changed, are made from the log, and
    `report` hears how many sessions are done. StoreError "migration-failed" when a revision can't be run, anything else
    lost rows, a row of the log changed or references are broken; the file then stays as it was, as after a kill at any
    time.
    """
    engine = make_engine(path, keys)
    try:
        with sqlite_errors(path), engine.connect() as connection:
            raw = raw_of(connection)
            raw.execute("PRAGMA foreign_keys = OFF")
            with connection.begin():
                before = _survey(raw)
                rows = _log_digest(raw)
                settings.attributes["connection"] = connection
                _upgrade(raw, settings, path, schema)
                _make_triggers(raw)
                remake(raw, Log(keys), behind(raw) | _changed_views(before, _survey(raw)), report)
                changed = [] if _log_digest(raw) == rows else ["log"]
                _compare(raw, before, changed, path, schema)
                raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                raw.execute(f"PRAGMA user_version = {schema}")
                _settle_kinds(raw, Log(keys), path)
    finally:
        engine.dispose()


def _settle_kinds(raw: Raw, log: Log, path: Path) -> None:
    """Leave damaged rows' kinds out of the table. StoreError "database-newer" for a newer program's."""
    kinds_noted.refill(raw, log)
    if unknown := kinds_noted.newer(raw, log):
        raise StoreError("database-newer", file=str(path), found=", ".join(unknown), known=f"schema {SCHEMA}")


class Survey(Struct, frozen=True):
    """What stands in a file: the SQL of each table, and how many rows it has."""

    tables: dict[str, str]
    counts: dict[str, int]


def _survey(raw: Raw) -> Survey:
    tables = dict(raw.execute(TABLES).fetchall())
    counts = {name: raw.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}
    return Survey(tables, counts)


def _upgrade(raw: Raw, settings: Config, path: Path, schema: int) -> None:
    """Run the missing revisions. StoreError "migration-failed" where another program altered the file before."""
    stands = raw.execute("PRAGMA user_version").fetchone()[0]
    steps = raw.execute("SELECT version_num FROM alembic_version").fetchall() if _has_steps(raw) else []
    if steps != [(f"{stands:04}",)]:
        found = ", ".join(str(step) for (step,) in steps) or "nothing"
        raise _failure(raw, path, schema, f"alembic_version says {found}")
    try:
        with sqlite_errors(path):
            command.upgrade(settings, "head")
    except CommandError as error:
        raise _failure(raw, path, schema, str(error)) from error
    except StoreError as error:
        if error.code != "refused":
            raise
        raise _failure(raw, path, schema, str(error.facts["detail"])) from error


def _has_steps(raw: Raw) -> bool:
    asked = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'alembic_version'"
    return raw.execute(asked).fetchone() is not None


def _failure(raw: Raw, path: Path, schema: int, detail: str) -> StoreError:
    found = raw.execute("PRAGMA user_version").fetchone()[0]
    return StoreError("migration-failed", file=str(path), found=found, known=schema, detail=detail)


def _log_digest(raw: Raw) -> str:
    """Return the SHA-256 over all rows of the log, as the revisions before this schema had them too."""
    digest = hashlib.sha256()
    for row in raw.execute(LOG_ROWS):
        digest.update(msgspec.msgpack.encode(row))
    return digest.hexdigest()


def _make_triggers(raw: Raw) -> None:
    for name, statement in TRIGGERS.items():
        raw.execute(f"DROP TRIGGER IF EXISTS {name}")
        raw.execute(statement)


def _changed_views(before: Survey, after: Survey) -> set[str]:
    """Return the views that a revision changed, emptied or dropped."""
    return {
        each.name
        for each in VIEWS
        if (each.name in before.tables)
        and (before.tables.get(each.name), before.counts.get(each.name))
        != (after.tables.get(each.name), after.counts.get(each.name))
    }


def _compare(raw: Raw, before: Survey, changed: list[str], path: Path, schema: int) -> None:
    after = _survey(raw)
    lost = changed + [
        name for name, rows in before.counts.items() if name in RECORDS and after.counts.get(name) != rows
    ]
    lost += [name for name in metadata.tables if name not in after.tables]
    broken = len(raw.execute("PRAGMA foreign_key_check").fetchall())
    if lost or broken:
        detail = f"rows of {', '.join(sorted(set(lost))) or 'nothing'} changed, {broken} broken references"
        raise _failure(raw, path, schema, detail)

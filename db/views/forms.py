"""The tables of the views in a file: made by the values that this program keeps, and made again where they differ."""

import hashlib
from contextlib import closing
from functools import cache
from pathlib import Path

from sqlalchemy import Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable, ExecutableDDLElement

from console.app.ports import Report
from db.connections import Raw, connect
from db.errors import sqlite_errors
from db.keys.store_keys import Keys
from db.log.log import Log
from db.views.client_index import LINES, index_forms, make_index
from db.views.log_rows import OWNERS, LogRows, owner_of, rows_of_log
from db.views.tables import RECORDS, VIEWS, views
from db.views.view_rows import write_changes

STANDING = "SELECT name, form FROM views"
NOTE = """INSERT INTO views (name, form, unread) VALUES (?, ?, ?)
    ON CONFLICT (name) DO UPDATE SET form = excluded.form, unread = excluded.unread"""
NO_VIEWS = {*RECORDS, views.name, "alembic_version"}
IS_THERE = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'views'"


@cache
def forms() -> dict[str, str]:
    """Return by view the digest of what makes its table, and of the number of what its columns mean."""
    return index_forms() | {
        table.name: hashlib.sha256("\n".join([*statements(table), str(table.info["form"])]).encode()).hexdigest()
        for table in VIEWS
    }


@cache
def statements(table: Table) -> list[str]:
    """Return the SQL that makes a table and its indexes, the same whatever blanks SQLAlchemy sets."""
    indexes = sorted(table.indexes, key=lambda index: str(index.name))
    made: list[ExecutableDDLElement] = [CreateTable(table), *map(CreateIndex, indexes)]
    return [" ".join(str(each.compile(dialect=sqlite.dialect())).split()) for each in made]


def behind(raw: Raw) -> set[str]:
    """Return the views of the file that are not in this program's form, whether it has them or not."""
    there = raw.execute(IS_THERE).fetchone()
    stand = dict(raw.execute(STANDING).fetchall()) if there else {}
    known = forms()
    others = {name for name in stand.keys() - known.keys() if _may_be_view(name)}
    return others | {name for name in known if stand.get(name) != known[name]}


def _may_be_view(name: str) -> bool:
    """Return whether a name that this program does not know may be another's view. SQLite takes no note of case."""
    small = name.lower()
    return small not in NO_VIEWS and small not in forms() and not small.startswith("sqlite_")


def bring_up_views(path: Path, keys: Keys, report: Report) -> None:
    """Make the views of a file that are in another program's form anew from the log, all of them or none."""
    with sqlite_errors(path), closing(connect(path, keys)) as raw:
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute("BEGIN IMMEDIATE")
        remake(raw, Log(keys), behind(raw), report)
        raw.execute("COMMIT")


def remake(raw: Raw, log: Log, names: set[str], report: Report) -> None:
    """Drop these views and make those that this program has anew, with all that belongs to them, from the log.

    In the caller's transaction, without foreign keys.
    """
    if not names:
        return
    owners = {owner_of(name) for name in names}
    wanted = [table for table in VIEWS if owner_of(table.name) in owners]
    raw.execute(statements(views)[0].replace("CREATE TABLE", "CREATE TABLE IF NOT EXISTS", 1))
    for name in [*sorted(names - forms().keys()), *(table.name for table in wanted)]:
        raw.execute(f'DROP TABLE IF EXISTS "{name.replace(chr(34), chr(34) * 2)}"')
        raw.execute("DELETE FROM views WHERE name = ?", (name,))
    for table in wanted:
        for statement in statements(table):
            raw.execute(statement)
    own = {table.name for table in wanted}
    if OWNERS[LINES] in owners:
        make_index(raw)
        own |= index_forms().keys()
    made = rows_of_log(raw, log, report=report, sessions="sessions" in owners)
    write_changes(raw, {}, {key: row for key, row in made.rows.items() if key[0] in own})
    for name in own:
        note_form(raw, name, made.unread.seq if made.unread else None)


def note_form(raw: Raw, name: str, unread_seq: int | None) -> None:
    """Note that a view is in this program's form, and the first entry of the log that nobody could read for it."""
    raw.execute(NOTE, (name, forms()[name], unread_seq))


def note_rebuilt(raw: Raw, made: LogRows) -> None:
    """Note what a rebuild of all views could not read."""
    raw.execute("UPDATE views SET unread = ?", (made.unread and made.unread.seq,))

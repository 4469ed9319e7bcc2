"""The rows of the views in the database: read as they stand, and written where they differ, with the index of them."""

from collections.abc import Iterable
from functools import cache

from sqlalchemy import Table
from sqlalchemy.dialects import sqlite

from console.app.projections.client_view import ClientRow
from console.app.projections.row import Row
from console.app.projections.row_values import Rows
from db.connections import Raw
from db.views.client_index import drop_from_index, index_row
from db.views.tables import VIEWS, metadata


def write_rows(raw: Raw, rows: Rows) -> None:
    """Write the rows over those with the same key; columns that are kept stay."""
    for (table, _), row in rows.items():
        _write(raw, table, row, keep=True)


def write_changes(raw: Raw, before: Rows, after: Rows) -> int:
    """Make the rows `before` into `after`, touching only those that differ, kept columns too. Return how many did."""
    gone = [key for key in reversed(before) if key not in after]
    changed = {key: row for key, row in after.items() if before.get(key) != row}
    for table, key in gone:
        raw.execute(_delete(table), key)
        if table == ClientRow.shape.table:
            drop_from_index(raw, str(key[0]))
    for (table, _), row in changed.items():
        _write(raw, table, row, keep=False)
    return len(gone) + len(changed)


def standing_rows(raw: Raw, tables: Iterable[Table] = VIEWS) -> Rows:
    """Return all rows of all views, or of these."""
    return _standing(raw, tables)


def rows_standing_for(raw: Raw, kind: type[Row], key: str) -> Rows:
    """Return the rows of one value with this key, which is of one column, and of what it holds."""
    tables = (kind.shape.table, *(table for _, table in kind.shape.children))
    return _standing(raw, (metadata.tables[each] for each in tables), key)


def _standing(raw: Raw, tables: Iterable[Table], *key: str) -> Rows:
    rows: Rows = {}
    for table in tables:
        names = [each.name for each in table.c]
        own = [names.index(each.name) for each in table.primary_key]
        where = f' WHERE "{names[own[0]]}" = ?' if key else ""
        for row in raw.execute(f"SELECT {_quoted(names)} FROM {table.name}{where}", key):
            rows[table.name, tuple(row[at] for at in own)] = tuple(row)
    return rows


def _write(raw: Raw, table: str, row: tuple[object, ...], keep: bool) -> None:
    raw.execute(_upsert(table, keep), row)
    if table == ClientRow.shape.table:
        index_row(raw, row)


@cache
def _upsert(table: str, keep: bool) -> str:
    known = metadata.tables[table]
    new = sqlite.insert(known)
    keys = [each.name for each in known.primary_key]
    stays = {*keys, *(known.info["kept"] if keep else ())}
    changes = {each.name: new.excluded[each.name] for each in known.c if each.name not in stays}
    put = new.on_conflict_do_update(keys, set_=changes) if changes else new.on_conflict_do_nothing(keys)
    return str(put.compile(dialect=sqlite.dialect()))


@cache
def _delete(table: str) -> str:
    keys = (f'"{each.name}" = ?' for each in metadata.tables[table].primary_key)
    return f"DELETE FROM {table} WHERE {' AND '.join(keys)}"


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)

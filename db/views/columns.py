"""Which columns a query chooses for a value: by the value's own fields."""

from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Table

from console.app.projections.row_values import columns


def chosen(kind: type[Struct], table: Table, **given: ColumnElement[Any] | Table) -> list[ColumnElement[Any]]:
    """Return what `read(kind, row)` takes, in its order: columns of the table by name, or what is given for a field.

    A table that is given for a field which is a value itself has that value's columns.
    """
    found: list[ColumnElement[Any]] = []
    for column in columns(kind):
        source = given.get(column.path.partition(".")[0], table)
        found.append(source.c[column.name] if isinstance(source, Table) else source.label(column.name))
    return found

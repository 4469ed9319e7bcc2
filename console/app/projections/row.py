"""What makes a value a row of a view: where it stands there, and by which key."""

from typing import ClassVar

from msgspec import Struct


class Shape(Struct, frozen=True):
    """Where a view's rows stand. Its columns are the value's fields, in order.

    table     the table's name
    key       the key columns
    kept      the columns that never change once written
    children  (path of a field, table): its values are rows of that table, keyed by this row's key and their position
    parent    what such a row calls this row's key
    form      one more wherever the same columns come to say something else: every file's rows are then made anew
    """

    table: str
    key: tuple[str, ...] = ("id",)
    kept: tuple[str, ...] = ()
    children: tuple[tuple[str, str], ...] = ()
    parent: str = ""
    form: int = 1


class Row(Struct, frozen=True):
    """A value that is a row of a view. A field that is a value itself gives its own fields as columns."""

    shape: ClassVar[Shape]


class Place(Struct, frozen=True):
    """Where an event stands: who wrote it, and which number it has in that writer's log.

    Rows that several stores wrote are in order by (number, store): never by an event's id, for a clock may be set back.
    """

    store: str
    number: int


PLACE = ("store", "number")
"""The columns of a place."""

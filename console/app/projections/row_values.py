"""Values to rows and back, by the value's own fields: the one place for every store that keeps views."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from operator import attrgetter
from typing import Any, Literal, TypeVar

import msgspec
from msgspec import Struct, inspect
from msgspec.structs import replace

from console.app.projections.row import Row

Key = tuple[str, tuple[object, ...]]
Rows = dict[Key, tuple[object, ...]]
"""(table, key) → the whole row, in the order of the table's columns. A parent comes before its children."""
Form = Literal["text", "whole", "flag", "list"]
"""How a column is stored: text, an integer, 0 or 1, a JSON array as text."""
Tuples = Mapping[str, tuple[Any, ...]]
Value = TypeVar("Value", bound=Struct)

FORMS: dict[type[inspect.Type], Form] = {
    inspect.StrType: "text",
    inspect.LiteralType: "text",
    inspect.IntType: "whole",
    inspect.BoolType: "flag",
    inspect.VarTupleType: "list",
}


class ValueColumn(Struct, frozen=True):
    """A column that a value gives.

    path      the fields that lead to it, with dots between
    optional  it may be NULL
    """

    name: str
    path: str
    form: Form
    optional: bool


@cache
def columns(kind: type[Struct]) -> tuple[ValueColumn, ...]:
    """Return the columns of a value's own row, in order. TypeError for a field that no column can hold."""
    made: list[ValueColumn] = []
    for name, _, known in _fields(kind):
        if isinstance(known, inspect.StructType):
            made += [replace(each, path=f"{name}.{each.path}") for each in columns(known.cls)]
        elif _item(known) is None:
            optional = isinstance(known, inspect.UnionType)
            bare = [each for each in known.types if type(each) in FORMS] if optional else [known]
            if len(bare) != 1 or type(bare[0]) not in FORMS:
                raise TypeError(f"no column can hold {kind.__name__}.{name}")
            made.append(ValueColumn(name, name, FORMS[type(bare[0])], optional))
    return tuple(made)


@cache
def children(kind: type[Row]) -> tuple[tuple[str, str, type[Struct]], ...]:
    """Return (path, table, type of its values) of each field whose values are rows of their own."""
    items = dict(_items(kind))
    return tuple((path, table, items[path]) for path, table in kind.shape.children)


def rows_of(*values: Row) -> Rows:
    """Return the rows of these values and of what they hold."""
    rows: Rows = {}
    for value in values:
        key, row = _row(value)
        rows[value.shape.table, key] = row
        for path, table, _ in children(type(value)):
            for position, each in enumerate(attrgetter(path)(value)):
                rows[table, (*key, position)] = (*key, position, *_cells(each))
    return rows


def add_rows(rows: Rows, *values: Row) -> None:
    """Bring `rows` to what writing these values after them leaves: columns that are kept stay."""
    for value in values:
        key, row = _row(value)
        stood = rows.get((value.shape.table, key))
        rows.update(rows_of(value))
        if stood:
            kept = [each.name in value.shape.kept for each in columns(type(value))]
            merged = (old if keep else new for old, new, keep in zip(stood, row, kept, strict=True))
            rows[value.shape.table, key] = tuple(merged)


def read(kind: type[Value], row: Iterable[object], **tuples: tuple[Any, ...]) -> Value:
    """Return the value of a row in the order of `columns(kind)`. `tuples`: the fields that are rows of their own."""
    return kind(*row) if _is_bare(kind) else _build(kind, iter(row), tuples)


@cache
def _is_bare(kind: type[Struct]) -> bool:
    """Return whether each field is a cell as it is stored: such values are made at once, for lists are long."""
    bare = [each.path for each in columns(kind) if each.form in ("text", "whole")]
    return bare == list(kind.__struct_fields__)


def _row(value: Row) -> tuple[tuple[object, ...], tuple[object, ...]]:
    """Return the key and the whole row."""
    row = _cells(value)
    return tuple(row[at] for at in _key_positions(type(value))), row


@cache
def _key_positions(kind: type[Row]) -> tuple[int, ...]:
    names = [each.name for each in columns(kind)]
    return tuple(names.index(name) for name in kind.shape.key)


def _cells(value: Struct) -> tuple[object, ...]:
    return tuple(get(value) for get in _getters(type(value)))


@cache
def _getters(kind: type[Struct]) -> tuple[Callable[[Struct], object], ...]:
    return tuple(_getter(each) for each in columns(kind))


def _getter(column: ValueColumn) -> Callable[[Struct], object]:
    get = attrgetter(column.path)
    if column.form == "flag":
        return lambda value: int(get(value))
    if column.form == "list":
        return lambda value: msgspec.json.encode(get(value)).decode()
    return get


def _build(kind: type[Value], cells: Iterator[object], tuples: Tuples) -> Value:
    return kind(**{name: build(cells, tuples) for name, build in _builders(kind)})


@cache
def _builders(kind: type[Struct]) -> tuple[tuple[str, Callable[[Iterator[Any], Tuples], object]], ...]:
    """Return by name what makes each field of the cells that are left, or of the tuples."""
    return tuple((name, _builder(name, python, known)) for name, python, known in _fields(kind))


def _builder(name: str, python: Any, known: Any) -> Callable[[Iterator[Any], Tuples], object]:
    if isinstance(known, inspect.StructType):
        return lambda cells, tuples: _build(known.cls, cells, tuples)
    if _item(known) is not None:
        return lambda _, tuples: tuples.get(name, ())
    if isinstance(known, inspect.BoolType):
        return lambda cells, _: bool(next(cells))
    if isinstance(known, inspect.VarTupleType):
        decode = msgspec.json.Decoder(python).decode
        return lambda cells, _: decode(next(cells))
    return lambda cells, _: next(cells)


@cache
def _fields(kind: type[Struct]) -> tuple[tuple[str, Any, Any], ...]:
    """Return (name, Python type, type as msgspec tells it) of each field, in order."""
    fields = msgspec.structs.fields(kind)
    known = inspect.multi_type_info(each.type for each in fields)
    return tuple((each.name, each.type, told) for each, told in zip(fields, known, strict=True))


def _items(kind: type[Struct]) -> Iterator[tuple[str, type[Struct]]]:
    """Yield the path, and the type of its values, of each field that is a tuple of values."""
    for name, _, known in _fields(kind):
        if isinstance(known, inspect.StructType):
            yield from ((f"{name}.{path}", item) for path, item in _items(known.cls))
        elif item := _item(known):
            yield name, item


def _item(known: Any) -> type[Struct] | None:
    """Return the type of the values in a tuple of values; None for any other field."""
    item = known.item_type if isinstance(known, inspect.VarTupleType) else None
    return item.cls if isinstance(item, inspect.StructType) else None

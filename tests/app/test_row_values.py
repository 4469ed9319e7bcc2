"""A value becomes the rows of its fields and comes back from them; a field that no column can hold is refused."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from console.app.ports import ClientView, Place, ProductView, Row, SessionView, ZoneView
from console.app.projections.client_view import ClientRow
from console.app.projections.clinic_views import PersonRow, ProductRow, RemovalRow, StockRow
from console.app.projections.row import Shape
from console.app.projections.row_values import Rows, add_rows, columns, read, rows_of
from console.core.people import Operator, Profile
from console.core.stock import Product, StockMove

HERE, THERE = Place("a" * 32, 3), Place("b" * 32, 1)
VALUES: list[Row] = [
    PersonRow(Operator("ann", "Ann", ("treat", "print"), 1500), HERE),
    PersonRow(Operator("bob", "Bob"), THERE),
    RemovalRow("bob"),
    ClientRow("c1", Profile("Bea", "1990-01-02", 3, "latex", "+49 30 1")),
    ProductRow(Product("p1", "Tip", "cartridge", "", "04012345678901", True, 5), HERE),
    StockRow("e1", StockMove("p1", "L1", "S1", "2027-01-31", 2, False, 7), HERE),
]


def names(kind: type[Struct]) -> list[str]:
    return [each.name for each in columns(kind)]


def test_the_columns_are_the_fields_in_order() -> None:
    assert names(PersonRow) == ["id", "name", "rights", "max_depth_um", "store", "number"]
    assert [each.path for each in columns(PersonRow)][2:5] == ["person.rights", "person.max_depth_um", "place.store"]
    assert [each.form for each in columns(PersonRow)] == ["text", "text", "list", "whole", "text", "whole"]
    assert [each.name for each in columns(PersonRow) if each.optional] == ["max_depth_um"]
    assert names(ClientView) == [*names(ClientRow), "sessions"]
    assert [each.form for each in columns(ProductRow) if each.name == "single_use"] == ["flag"]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_a_value_comes_back_from_its_row(value: Row) -> None:
    ((key, row),) = rows_of(value).items()
    assert key == (value.shape.table, (row[0],))
    assert all(type(cell) in (str, int, type(None)) for cell in row)
    assert read(type(value), row) == value


zones = st.builds(ZoneView, st.text(max_size=3), st.integers(0, 9), st.none() | st.integers(0, 9))
uses = st.builds(ProductView, st.just("glide"), st.text(max_size=3))


@given(st.lists(zones, max_size=3).map(tuple), st.lists(uses, max_size=3).map(tuple))
def test_what_a_value_holds_stands_below_it(treated: tuple[ZoneView, ...], used: tuple[ProductView, ...]) -> None:
    view = SessionView("s1", "c1", "ann", 5, "needling", "open", None, "severe", treated, used)
    first, *others = rows_of(view).items()
    assert first == (("sessions", ("s1",)), ("s1", "c1", "ann", 5, "needling", "open", None, "severe", 0, None, None))
    keys = [("treated_zones", ("s1", at)) for at in range(len(treated))]
    assert [key for key, _ in others] == keys + [("product_uses", ("s1", at)) for at in range(len(used))]
    assert all(row[:2] == key for (_, key), row in others)
    below = [read(ZoneView if table == "treated_zones" else ProductView, row[2:]) for (table, _), row in others]
    assert below == [*treated, *used]
    assert read(SessionView, first[1], zones=treated, products=used) == view


def test_columns_that_are_kept_stay() -> None:
    rows: Rows = {}
    add_rows(rows, PersonRow(Operator("ann", "Ann"), HERE), PersonRow(Operator("ann", "Anna"), THERE))
    assert rows == rows_of(PersonRow(Operator("ann", "Anna"), HERE))
    add_rows(rows, ClientRow("c1", Profile("Bea", "1990-01-02")), ClientRow("c1", Profile("Bee")))
    assert rows["clients", ("c1",)] == ("c1", "Bee", "", None, "", "", "[]")


@pytest.mark.parametrize("kind", [float, bytes, str | int, dict[str, str]])
def test_a_field_that_no_column_can_hold_is_refused(kind: Any) -> None:
    class Odd(Row, frozen=True):
        shape = Shape("odd")
        id: str
        field: kind

    with pytest.raises(TypeError, match=r"Odd\.field"):
        columns(Odd)

"""What the views answer about products: what the clinic keeps, what came, what was used and on whom."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, func, select

from console.app.ports import LotUseView
from console.app.projections.row_values import read
from console.core.looks import look_key
from console.core.names import lot_key
from console.core.stock import Product, StockMove, UnitUse
from db.views import tables as t
from db.views.columns import chosen
from db.views.session_queries import session_number

AT_ONCE = 1_000
"""So many rows are in memory at once."""


def products(connection: Connection) -> list[Product]:
    """Return the products in the order in which they were first named."""
    query = select(*chosen(Product, t.products)).order_by(t.products.c.number, t.products.c.store)
    return [read(Product, row) for row in connection.execute(query)]


def moves(connection: Connection) -> list[StockMove]:
    """Return what came and what was counted, oldest first."""
    query = select(*chosen(StockMove, t.stock)).order_by(t.stock.c.number, t.stock.c.store)
    return [read(StockMove, row) for row in connection.execute(query)]


def uses(connection: Connection, since_utc_ms: int) -> Iterator[UnitUse]:
    """Give the uses since then, as the database reads them."""
    used = t.product_uses.c.used_utc_ms
    query = select(*chosen(UnitUse, t.product_uses, utc_ms=used)).where(used >= since_utc_ms)
    for row in connection.execute(query.execution_options(yield_per=AT_ONCE)):
        yield read(UnitUse, row)


def unit_uses(connection: Connection, serial: str) -> list[tuple[str, UnitUse]]:
    c = t.product_uses.c
    query = select(c.session, *chosen(UnitUse, t.product_uses, utc_ms=c.used_utc_ms))
    found = connection.execute(query.where(c.serial_key == lot_key(serial)))
    return [(session, read(UnitUse, row)) for session, *row in found]


def lots_like(connection: Connection, lot: str) -> list[UnitUse]:
    """Return the uses of lots that look like this one and are another."""
    c = t.product_uses.c
    query = select(*chosen(UnitUse, t.product_uses, utc_ms=c.used_utc_ms)).where(c.lot_look == look_key(lot))
    query = query.where(c.lot_key != lot_key(lot), c.lot_look != "").order_by(c.used_utc_ms, c.lot)
    return [read(UnitUse, row) for row in connection.execute(query)]


def lot_uses(connection: Connection, lot: str) -> list[LotUseView]:
    """Return every use of the lot, newest session first. The lot is found by its index, however it was written."""
    p, s, c, o, z = t.product_uses.c, t.sessions.c, t.clients.c, t.people.c, t.treated_zones.c
    ordered = select(z.zone).where(z.session == s.id).order_by(z.position).correlate(t.sessions).subquery()
    given: dict[str, ColumnElement[Any] | Table] = {
        "session": s.id,
        "name": func.coalesce(c.name, ""),
        "born": func.coalesce(c.born, ""),
        "contact": func.coalesce(c.contact, ""),
        "number": session_number(),
        "operator": func.coalesce(o.name, ""),
        "product": t.product_uses,
        "zones": select(func.json_group_array(ordered.c.zone)).scalar_subquery(),
    }
    query = (
        select(*chosen(LotUseView, t.sessions, **given))
        .select_from(
            t.product_uses.join(t.sessions, s.id == p.session)
            .outerjoin(t.clients, c.id == s.client)
            .outerjoin(t.people, o.id == s.operator)
        )
        .where(p.lot_key == lot_key(lot))
        .order_by(s.begun_utc_ms.desc(), s.id.desc(), p.position)
    )
    return [read(LotUseView, row) for row in connection.execute(query)]

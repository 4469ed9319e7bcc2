"""What the views answer about products: what the clinic keeps, what came, what was used and on whom."""

import msgspec
from sqlalchemy import Connection, func, select

from console.app.ports import LotUseView, ProductView
from console.core.stock import Product, StockMove, UnitUse
from db.views import tables as t

_zones = msgspec.json.Decoder(tuple[str, ...])


def products(connection: Connection) -> list[Product]:
    """Return the products in the order in which they were first named."""
    c = t.products.c
    query = select(c.id, c.name, c.use, c.agent, c.gtin, c.single_use, c.named_utc_ms).order_by(c.seq)
    return [
        Product(id_, name, use, agent, gtin, bool(single), named)
        for id_, name, use, agent, gtin, single, named in connection.execute(query)
    ]


def moves(connection: Connection) -> list[StockMove]:
    """Return what came and what was counted, oldest first."""
    c = t.stock.c
    query = select(c.product, c.lot, c.serial, c.expiry, c.count, c.counted, c.utc_ms).order_by(c.seq)
    return [StockMove(*row[:5], bool(row.counted), row.utc_ms) for row in connection.execute(query)]


def uses(connection: Connection, since_utc_ms: int) -> list[UnitUse]:
    c = t.product_uses.c
    query = select(c.use, c.name, c.gtin, c.lot, c.serial, c.expiry, c.used_utc_ms)
    return [UnitUse(*row) for row in connection.execute(query.where(c.used_utc_ms >= since_utc_ms))]


def unit_uses(connection: Connection, serial: str) -> list[tuple[str, str, int]]:
    c = t.product_uses.c
    query = select(c.session, c.gtin, c.used_utc_ms).where(c.serial == serial)
    return [(session, gtin, used) for session, gtin, used in connection.execute(query)]


def lot_uses(connection: Connection, lot: str) -> list[LotUseView]:
    """Return every use of the lot, newest session first. The lot is found by its index, whatever its case."""
    p, s, c, o, z = t.product_uses.c, t.sessions.c, t.clients.c, t.people.c, t.treated_zones.c
    wanted = p.lot.collate("NOCASE") == lot
    ordered = select(z.session, z.zone).where(z.session.in_(select(p.session).where(wanted)))
    inner = ordered.order_by(z.session, z.position).subquery()
    grouped = select(inner.c.session, func.json_group_array(inner.c.zone)).group_by(inner.c.session)
    zones = {session: _zones.decode(found) for session, found in connection.execute(grouped)}
    query = (
        select(
            s.id, s.client, c.name, c.contact, s.number, s.begun_utc_ms, o.name,
            p.use, p.name, p.lot, p.expiry, p.mass_mg, p.gtin, p.serial, p.used_utc_ms,
        )
        .select_from(
            t.product_uses.join(t.sessions, s.id == p.session)
            .outerjoin(t.clients, c.id == s.client)
            .outerjoin(t.people, o.id == s.operator)
        )
        .where(wanted)
        .order_by(s.begun_utc_ms.desc(), s.id.desc(), p.position)
    )  # fmt: skip
    return [
        LotUseView(
            row[0], row[1], row[2] or "", row[3] or "", row[4], row[5], row[6] or "",
            ProductView(*row[7:15]), zones.get(row[0], ()),
        )
        for row in connection.execute(query)
    ]  # fmt: skip

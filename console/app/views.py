"""What the views say of a session: a projection of its state."""

from console.app.ports import ProductView, SessionView, ZoneView
from console.core.state import SessionState


def session_view(state: SessionState) -> SessionView:
    """The rows for search and reports; nothing that is not in the events."""
    signed = state.signed
    return SessionView(
        id=state.id,
        client=state.client,
        number=state.number,
        operator=state.operator.id,
        begun_utc_ms=state.begun.utc_ms,
        step=state.step,
        status="signed" if signed else "open",
        ended_utc_ms=signed[1].utc_ms if signed else None,
        zones=_zones(state),
        products=_products(state),
    )


def _zones(state: SessionState) -> tuple[ZoneView, ...]:
    """Treated zones in the order of their first pass; working time once the zone was left."""
    rows = []
    for record in state.treated:
        left = all(until is not None for _, until in record.spans)
        depths = [each.depth_um for each in record.passes]
        worked = state.worked_ms(record.zone, 0) if left and record.spans else None
        rows.append(ZoneView(record.zone, len(record.passes), max(depths), record.endpoint, worked))
    return tuple(rows)


def _products(state: SessionState) -> tuple[ProductView, ...]:
    creams = [ProductView("numbing", each.agent, each.lot, each.expiry, each.mass_mg) for each in state.applications]
    others = [ProductView(used.use, used.name, used.lot, used.expiry, used.mass_mg) for used, _ in state.products]
    return (*creams, *others)

"""What the views say of a session: the rows that they keep, and how its state makes them."""

from typing import Literal

from msgspec import Struct

from console.app.projections.row import Row, Shape
from console.core.days import begun_minutes, local_minutes
from console.core.event_rules import rules_of
from console.core.events import Endpoint, ProductUsed, Severity
from console.core.looks import look_key
from console.core.names import lot_key
from console.core.products import unit_key
from console.core.reactions import worst_grade
from console.core.state import SessionState
from console.core.state_parts import Application, Moment, ZoneRecord
from console.core.unsigned_entries import missing_seals

SessionStatus = Literal["open", "signed", "mistaken"]
"""mistaken: opened by mistake; it is none of its client's, and nothing was used in it."""


class ZoneView(Struct, frozen=True):
    """A treated zone, for search and reports. None: not recorded. worked_ms without pauses and dangers."""

    zone: str
    passes: int
    depth_um: int | None = None
    endpoint: Endpoint | None = None
    worked_ms: int | None = None


class ProductView(Struct, frozen=True):
    """A product used in a session, numbing agents included (use "numbing"); expiry is an ISO day or "".

    lot_key and serial_key are what these have in common however they were written: by them they are found; lot_look is
    what lots have in common that look alike.
    """

    use: str
    name: str
    lot: str = ""
    expiry: str = ""
    mass_mg: int | None = None
    gtin: str = ""
    serial: str = ""
    used_utc_ms: int = 0
    volume_ul: int | None = None
    lot_key: str = ""
    serial_key: str = ""
    lot_look: str = ""


class SessionView(Row, frozen=True):
    """What the views keep of one session. reaction: the worst grade of any; None: none was graded.

    unsigned  how many entries came at the danger card after sign-off that nobody has signed yet
    begun_min, ended_min  by so many minutes the record's local time led UTC then; None: an older record does not say
    """

    shape = Shape(
        "sessions", children=(("zones", "treated_zones"), ("products", "product_uses")), parent="session", form=3
    )  # fmt: skip

    id: str
    client: str
    operator: str
    begun_utc_ms: int
    step: str
    status: SessionStatus
    ended_utc_ms: int | None = None
    reaction: Severity | None = None
    zones: tuple[ZoneView, ...] = ()
    products: tuple[ProductView, ...] = ()
    unsigned: int = 0
    begun_min: int | None = None
    ended_min: int | None = None

    @property
    def remarks(self) -> tuple[str, ...]:
        """Return what a list says beside what was done: codes of the texts `event`."""
        told = [f"list-{self.reaction}"] if self.reaction else []
        return (*told, *(["list-unsigned"] if self.unsigned else []))


def session_view(state: SessionState, before: tuple[SessionState, SessionView] | None = None) -> SessionView:
    """Return the rows for search and reports; nothing that is not in the events.

    `before` is an earlier state with its view: what did not change since is taken from there.
    """
    if state.closed:
        return SessionView(
            state.id, state.client, state.operator.id, state.begun.utc_ms, state.step, "mistaken", state.closed.utc_ms,
            begun_min=begun_minutes(state),
        )  # fmt: skip
    signed = state.signed
    return SessionView(
        id=state.id,
        client=state.client,
        operator=state.operator.id,
        begun_utc_ms=state.begun.utc_ms,
        step=state.step,
        status="signed" if signed else "open",
        ended_utc_ms=signed[1].utc_ms if signed else None,
        reaction=worst_grade(state),
        zones=_zones(state, before),
        products=_products(state, before),
        unsigned=_unsigned(state) if signed else 0,
        begun_min=begun_minutes(state),
        ended_min=local_minutes(signed[0].offsets, signed[1].utc_ms) if signed and signed[0].offsets else None,
    )


def _unsigned(state: SessionState) -> int:
    return sum(rules_of(event.body).afterwards for event in missing_seals(state.history))


def _zones(state: SessionState, before: tuple[SessionState, SessionView] | None) -> tuple[ZoneView, ...]:
    """Return treated zones in the order of their first pass; with working time once the zone was left."""
    known: dict[str, ZoneView] = {}
    if before and before[0].pauses is state.pauses and before[0].dangers is state.dangers:
        if before[0].zones is state.zones:
            return before[1].zones
        known = {row.zone: row for row in before[1].zones if before[0].zones[row.zone] is state.zones.get(row.zone)}
    return tuple(known.get(record.zone) or _zone(state, record) for record in state.treated)


def _zone(state: SessionState, record: ZoneRecord) -> ZoneView:
    left = all(until is not None for _, until in record.spans)
    deepest = max(each.depth_um for each in record.passes)
    worked = state.worked_ms(record.zone, state.timeline.t_ms) if left and record.spans else None
    return ZoneView(record.zone, len(record.passes), deepest, record.endpoint, worked)


def _products(state: SessionState, before: tuple[SessionState, SessionView] | None) -> tuple[ProductView, ...]:
    if before and before[0].applications is state.applications and before[0].products is state.products:
        return before[1].products
    creams = (_product("numbing", each.agent, each, each.on) for each in state.applications)
    others = (_product(used.use, used.name, used, at) for used, at in state.products)
    return (*creams, *others)


def _product(use: str, name: str, used: Application | ProductUsed, at: Moment) -> ProductView:
    volume_ul = used.volume_ul if isinstance(used, ProductUsed) else None
    return ProductView(
        use, name, used.lot, used.expiry, used.mass_mg, *unit_key(used.gtin, used.serial), at.utc_ms, volume_ul,
        lot_key(used.lot), lot_key(used.serial), look_key(used.lot),
    )  # fmt: skip

"""What only the clinic's other sessions know of a unit: whether it was used before."""

import msgspec
from msgspec.structs import replace

from console.app.local_time import day_in
from console.app.ports import Queries
from console.core.events import Corrected, CreamOn, DeviceChosen, ProductUsed, SessionBody
from console.core.history import UNIT, apply_corrections
from console.core.mistakes import undone_ids
from console.core.names import one_line
from console.core.products import ProductEvent, unit_key
from console.core.state import SessionState
from console.core.stock import product_of

ONE_LINE = ("name", "lot", "serial", "prescriber", "strength", "own_label")
"""What is typed on one line of a product, a numbing agent or a device."""


def complete_unit(queries: Queries, state: SessionState, body: SessionBody) -> SessionBody:
    """Return the intent with what the program knows of its unit, so that the session folds the same for ever.

    The day alone is kept, not whose session it was: that is another client's. Refusal where a line can't be read: asked
    here, of what is typed now, so that no record of before is judged by it.
    """
    typed = {name: one_line(getattr(body, name), "code-unreadable") for name in ONE_LINE if hasattr(body, name)}
    match body:
        case CreamOn():
            return _with_unit(queries, state, replace(body, **typed), "numbing", body.agent)
        case ProductUsed():
            known = product_of(queries.products(), body.use, typed["name"], body.gtin)
            made = _with_unit(queries, state, replace(body, **typed), body.use, typed["name"])
            return replace(made, holds=known.holds if known else ())
        case DeviceChosen():
            return replace(body, **typed)
        case Corrected():
            body = _with_readable_value(body)
            return replace(body, used_before=_of_correction(queries, state, body))
        case _:
            return body


def _with_readable_value(body: Corrected) -> Corrected:
    """Return the correction with its text as one line, where it corrects one."""
    try:
        value = msgspec.json.decode(body.value) if body.field in ONE_LINE else None
    except msgspec.DecodeError:
        return body
    line = one_line(value, "code-unreadable") if isinstance(value, str) else value
    return body if line == value else replace(body, value=msgspec.json.encode(line).decode())


def _with_unit(queries: Queries, state: SessionState, body: ProductEvent, use: str, name: str) -> ProductEvent:
    known = product_of(queries.products(), use, name, body.gtin) if body.serial else None
    reusable = known is not None and not known.single_use
    return replace(body, reusable=reusable, used_before="" if reusable else _used_before(queries, state, body))


def _of_correction(queries: Queries, state: SessionState, body: Corrected) -> str:
    """Return the day for the unit as it would then be; "" where the correction is none of a unit."""
    target = next((each for each in state.history if each.id == body.target), None)
    if target is None or body.field not in UNIT or target.id in undone_ids(state.history):
        return ""
    fixes = [each for each in state.history if isinstance(each.body, Corrected) and each.body.target == target.id]
    try:
        right = apply_corrections(target, [*fixes, replace(target, body=body)], state.protocol)[0]
    except (msgspec.DecodeError, ValueError, RecursionError):
        return ""
    return (
        _used_before(queries, state, right) if isinstance(right, CreamOn | ProductUsed) and not right.reusable else ""
    )


def _used_before(queries: Queries, state: SessionState, body: ProductEvent) -> str:
    """Return the day (ISO) on which another session had the unit first; "" for none."""
    gtin, serial = unit_key(body.gtin, body.serial)
    found = queries.unit_uses(serial) if serial else []
    times = [utc_ms for session, code, utc_ms in found if session != state.id and code == gtin]
    return day_in(state.zone_name, min(times)).isoformat() if times else ""

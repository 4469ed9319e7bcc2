"""What only the clinic knows of a product: whether its unit was used before in another session, and what it holds."""

import msgspec
from msgspec.structs import replace

from console.app.local_time import day_in
from console.app.ports import Queries
from console.core.corrections import UNIT, apply_corrections
from console.core.events import Corrected, CreamOn, DeviceChosen, ProductUsed, SessionBody
from console.core.mistakes import undone_ids
from console.core.names import lot_key, one_line, serial_key
from console.core.product_codes import code_key
from console.core.products import ProductEvent, unit_key
from console.core.state import SessionState
from console.core.stock import held_by, product_of

ONE_LINE = ("name", "lot", "serial", "prescriber", "strength", "own_label")
"""What is typed on one line of a product, a numbing agent or a device."""
PRODUCT = ("use", "name", "gtin", "agent")
"""Fields that say which of the clinic's products was used: correcting one also replaces `holds`."""


def complete_unit(queries: Queries, state: SessionState, body: SessionBody) -> SessionBody:
    """Return the intent with what the program knows of its unit, so that the session folds the same for ever.

    The day alone is kept, not whose session it was: that is another client's. Refusal where a line can't be read: asked
    here, of what is typed now, so that no record of before is judged by it.
    """
    typed = {name: one_line(getattr(body, name), "code-unreadable") for name in ONE_LINE if hasattr(body, name)}
    match body:
        case CreamOn():
            made = replace(body, **typed)
            made = replace(made, holds=_held(queries, made))
            return _with_unit(queries, state, made, "numbing", made.agent)
        case ProductUsed():
            used = replace(body, **typed)
            used = replace(used, holds=_held(queries, used))
            return _with_unit(queries, state, used, used.use, used.name)
        case DeviceChosen():
            return replace(body, **typed)
        case Corrected():
            return _with_known(queries, state, _with_readable_value(body))
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
    used, alike = ("", "") if reusable else _used_before(queries, state, body)
    return replace(body, reusable=reusable, used_before=used, used_alike=alike)


def _with_known(queries: Queries, state: SessionState, body: Corrected) -> Corrected:
    """Return the correction with what the clinic knows of the unit and the product that it then tells of."""
    body = replace(body, used_before="", used_alike="", holds=None)
    target = next((each for each in state.history if each.id == body.target), None)
    gone = undone_ids(state.history)
    if target is None or body.field not in {*UNIT, *PRODUCT} or target.id in gone:
        return body
    made = (each for each in state.history if isinstance(each.body, Corrected) and each.id not in gone)
    fixes = [each for each in made if isinstance(each.body, Corrected) and each.body.target == target.id]
    try:
        right = apply_corrections(target, [*fixes, replace(target, body=body)], state.protocol)[0]
    except (msgspec.DecodeError, ValueError, RecursionError):
        return body
    if isinstance(right, CreamOn | ProductUsed) and body.field in PRODUCT:
        body = replace(body, holds=_held(queries, right))
    if isinstance(right, CreamOn | ProductUsed) and body.field in UNIT and not right.reusable:
        earlier = frozenset(each.id for each in state.history[: state.history.index(target)])
        used, alike = _used_before(queries, state, right, earlier)
        body = replace(body, used_before=used, used_alike=alike)
    return body


def _held(queries: Queries, body: ProductEvent) -> tuple[str, ...]:
    """Return the groups that the product holds, as the clinic keeps it; () of one that it does not keep."""
    if isinstance(body, CreamOn):
        return held_by(queries.products(), "numbing", body.name, body.gtin, body.agent)
    return held_by(queries.products(), body.use, body.name, body.gtin)


def _used_before(
    queries: Queries, state: SessionState, body: ProductEvent, among: frozenset[str] | None = None
) -> tuple[str, str]:
    """Return the day (ISO) of the unit's first use, and that of a unit whose number has other dashes; "" for none.

    Of this session's uses, or those `among` these events, count those whose number was written otherwise: one that
    was written alike is found by the session itself, also once one of the two was taken back.
    """
    (gtin, exact), serial = unit_key(body.gtin, body.serial), lot_key(body.serial)
    if not serial:
        return "", ""
    elsewhere = [
        (each.gtin, each.serial, each.utc_ms) for session, each in queries.unit_uses(serial) if session != state.id
    ]
    here = [(each.gtin, each.serial, at) for each, at in state.products]
    here += [(each.gtin, each.serial, each.on) for each in state.applications]
    otherwise = [
        (code, written, at.utc_ms)
        for code, written, at in here
        if written.strip() != exact and lot_key(written) == serial and (among is None or at.event in among)
    ]
    times: dict[bool, list[int]] = {True: [], False: []}
    for code, written, utc_ms in (*elsewhere, *otherwise):
        if code_key(code) == gtin:
            times[serial_key(written) == serial_key(exact)].append(utc_ms)
    used, alike = (day_in(state.zone_name, min(found)).isoformat() if found else "" for found in times.values())
    return used, "" if used else alike

"""The rules of products used on a client: readable codes, not past expiry, no unit used before."""

import unicodedata
from datetime import date

from msgspec.structs import replace

from console.core.days import YEARS, session_day
from console.core.events import CreamOn, ProductUsed, SessionBody
from console.core.limits import DEEPEST_UM
from console.core.product_codes import allow_code_form, code_key
from console.core.protocol_parts import Situation
from console.core.refusal import Refusal
from console.core.state import SessionState
from console.core.state_parts import Deviation, Moment

MOST_MG = 1_000_000
"""A kilogram in milligrams: beyond it a figure is a typing error."""
MOST_UL = 1_000_000
"""A litre in microlitres, by the same thought."""
MOST_NEEDLES = 1_000
"""Of a cartridge, or a roller: more is a typing error."""
LONGEST = 200
"""Characters of a lot or a serial number: beyond it a scanner is stuck. A barcode has 20 at most."""
ProductEvent = CreamOn | ProductUsed


def allow_product(name: str, expiry: str, mass_mg: int | None) -> None:
    """Raise Refusal where the name is empty, the expiry no ISO day, or the mass not above 0 and up to a kilogram."""
    if not name.strip():
        raise Refusal("product-needs-name")
    if expiry:
        iso_day(expiry)
    if mass_mg is not None and not 0 < mass_mg <= MOST_MG:
        raise Refusal("mass-not-positive")


def allow_amount(body: ProductUsed) -> None:
    """Raise Refusal where a volume is not above 0 and up to a litre, g and ml are both told, or needles can't be so."""
    if body.volume_ul is not None and not 0 < body.volume_ul <= MOST_UL:
        raise Refusal("volume-not-positive")
    if body.volume_ul is not None and body.mass_mg is not None:
        raise Refusal("amount-once")
    if body.needles is not None and not 0 < body.needles <= MOST_NEEDLES:
        raise Refusal("needles-range", most=MOST_NEEDLES)
    if body.length_um is not None and not 0 < body.length_um <= DEEPEST_UM:
        raise Refusal("length-range", most_um=DEEPEST_UM)


def allow_codes(*texts: str) -> None:
    """Raise Refusal where a lot, serial number or code has control characters, or more than LONGEST characters."""
    for text in texts:
        if len(text) > LONGEST:
            raise Refusal("code-too-long", count=LONGEST)
        if any(unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") for char in text):
            raise Refusal("code-unreadable")


def iso_day(text: str, years: range = YEARS) -> date:
    """Return the day of YYYY-MM-DD that somebody entered. Raises Refusal, also for a year beyond these."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise Refusal("not-a-day", text=text[:20])
    if day.year not in years:
        raise Refusal("year-not-meant", text=text, first=years[0], last=years[-1])
    return day


def allow_pack(body: ProductEvent) -> None:
    """Raise Refusal where lot, serial number or product code can't be what a pack says."""
    allow_codes(body.lot, body.serial)
    allow_code_form(body.gtin)


def allow_use(state: SessionState, body: ProductEvent, t: int) -> None:
    """Raise Refusal for an expired lot or a used unit, unless an operator who may pass a stop gives a reason.

    Of a unit whose number was written with other dashes everybody may say which it is.
    """
    expired, used = _expired(state, body, t), _used_day(state, body, t)
    if expired or used:
        _allow_stopped(state, body, expired, used)
    if body.used_alike and not (used or body.reusable or reason_for(body, "unit-alike")):
        raise Refusal("unit-used-alike", "unit-alike", serial=body.serial, used_day=body.used_alike)


def _allow_stopped(state: SessionState, body: ProductEvent, expired: bool, used: str) -> None:
    stopped_by = "lot-expired-unit-used" if expired and used else "lot-expired" if expired else "unit-used-before"
    may = "pass-stop" in state.operator.rights
    situation: Situation = "unit-used" if used else "expired"
    if may and reason_for(body, situation):
        return
    raise Refusal(stopped_by, situation if may else None, expiry_day=body.expiry, used_day=used)


def reason_for(body: ProductEvent, situation: Situation) -> str:
    """Return the reason for this stop; "" where reasons were given, and none for it."""
    if isinstance(body, CreamOn) and body.reasons:
        return body.reasons.get(situation, "").strip()
    return body.reason


def with_reason(body: SessionBody, situation: Situation, reason: str) -> SessionBody:
    """Return the event with the reason for this stop: cream may meet several, and each is asked for its own."""
    if situation == "allergy":
        return replace(body, despite=reason)
    if isinstance(body, CreamOn):
        return replace(body, reasons={**body.reasons, situation: reason})
    return replace(body, reason=reason)


def use_deviations(state: SessionState, body: ProductEvent, at: Moment) -> tuple[Deviation, ...]:
    """Return the deviations of using an expired lot or a used unit."""
    name = state.protocol.agent[body.agent].label if isinstance(body, CreamOn) else body.name
    facts: dict[str, str | int] = {"name": name, "lot": body.lot or "–"}
    noted: tuple[Deviation, ...] = ()
    used = _used_day(state, body, at.t_ms)
    reason = reason_for(body, "unit-used" if used else "expired")
    if _expired(state, body, at.t_ms):
        found = facts | {"expiry_day": body.expiry}
        noted += (Deviation(at.event, at, "expired-used", facts=found, reason=reason),)
    if used:
        found = facts | {"serial": body.serial, "used_day": used}
        noted += (Deviation(f"{at.event}-unit", at, "unit-used-again", facts=found, reason=reason),)
    elif body.used_alike and not body.reusable:
        found = facts | {"serial": body.serial, "used_day": body.used_alike}
        told = reason_for(body, "unit-alike")
        noted += (Deviation(f"{at.event}-unit", at, "unit-alike", facts=found, reason=told),)
    return noted


def unit_key(gtin: str, serial: str) -> tuple[str, str]:
    """Return the key of one unit: its product's code, and its serial number."""
    return code_key(gtin), serial.strip()


def _expired(state: SessionState, body: ProductEvent, t: int) -> bool:
    return bool(body.expiry) and date.fromisoformat(body.expiry) < session_day(state, t)


def _used_day(state: SessionState, body: ProductEvent, t: int) -> str:
    """Return the ISO day on which this unit was used before, in another session or this one; "" for none."""
    if not body.serial or body.reusable:
        return ""
    if body.used_before:
        return body.used_before
    here = [(each, at) for each, at in state.products] + [(each, each.on) for each in state.applications]
    mine = unit_key(body.gtin, body.serial)
    days = [session_day(state, at.t_ms) for each, at in here if unit_key(each.gtin, each.serial) == mine]
    return min(days).isoformat() if days else ""

"""How a script line puts cream on, and takes it off."""

from console.app.scripts.language import Line, option_set
from console.app.scripts.line_values import PACKAGE, area_mm2, mass_mg, zones
from console.core import events as ev
from console.core.state import SessionState

OWN_LABEL = ("name", "strength", "own-label")
"""Options that say what stands on a cream that its agent only stands for."""
CREAM_ON = option_set(
    "lot expiry grams occluded gtin serial reason area prescriber name strength own-label despite reasons"
)


def cream_on(line: Line, state: SessionState) -> ev.SessionBody:
    occluded = line.yes(line.options["occluded"]) if "occluded" in line.options else None
    named = tuple(zone for word in line.words[1:] for zone in zones(state.protocol, word))
    lot, expiry, gtin, serial, reason = (line.options.get(key, "") for key in (*PACKAGE, "reason"))
    area = area_mm2(line, line.options["area"]) if "area" in line.options else None
    by, name, strength, said = (line.options.get(key, "") for key in ("prescriber", *OWN_LABEL))
    return ev.CreamOn(
        line.words[0], named, 0, lot, expiry, mass_mg(line), occluded, reason, area, by, gtin=gtin, serial=serial,
        name=name, strength=strength, own_label=said, despite=line.options.get("despite", ""), reasons=_reasons(line),
    )  # fmt: skip


def _reasons(line: Line) -> dict[str, str]:
    """Return the reason for each stop by its situation, as `SITUATION: REASON`, a semicolon between two."""
    told = (each.partition(":") for each in line.options.get("reasons", "").split(";") if each.strip())
    return {situation.strip(): reason.strip() for situation, _, reason in told}


def cream_off(line: Line, state: SessionState) -> ev.SessionBody:
    number = line.number_of(line.words[0]) if line.words else 0
    return ev.CreamOff(number, line.options.get("reason", ""))

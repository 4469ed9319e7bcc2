"""How a script line corrects what was recorded."""

import msgspec

from console.app.scripts.language import Line
from console.app.scripts.line_values import area_mm2, depth_um, endpoint, passes, zones
from console.core import events as ev
from console.core.history import recorded_times
from console.core.mistakes import MISTAKE
from console.core.state import SessionState


def correct_zone(line: Line, state: SessionState) -> ev.SessionBody:
    seen = endpoint(line, line.options["endpoint"]) if "endpoint" in line.options else None
    to, reason = line.options.get("to", ""), line.options.get("reason", "")
    of_pass = line.number_of(line.options.get("of-pass", "0"))
    device, serial = line.options.get("device", ""), line.options.get("serial", "")
    moved = tuple(map(line.number_of, filter(None, line.options.get("moved", "").split(","))))
    return ev.ZoneCorrected(
        line.words[0], depth_um(line), passes(line), seen, to, reason, of_pass=of_pass, device=device, serial=serial,
        moved=moved, swap=line.yes(line.options.get("swap", "no")),
    )  # fmt: skip


def correct(line: Line, state: SessionState) -> ev.SessionBody:
    """correct KIND FIELD VALUE: corrects the latest event of that kind, or with KIND#2 the second."""
    kind, _, which = line.words[0].partition("#")
    found = [event for event in state.history if type(event.body).__struct_config__.tag == kind]
    index = line.number_of(which) - 1 if which else -1
    if not -1 <= index < len(found) or (which and index < 0) or not found:
        raise line.error(f"an earlier {line.words[0]}", f"{len(found)} of {kind}")
    target = found[index]
    field, value = _value(line, state, target, line.words[1], line.words[2])
    return ev.Corrected(target.id, field, value, line.options.get("reason", ""))


def _value(line: Line, state: SessionState, target: ev.Event, field: str, text: str) -> tuple[str, str]:
    """Return the event's field and its value as JSON. A time counts from the session's beginning by the boot clock."""
    value: object = text
    if field == "time":
        value = target.at.utc_ms - recorded_times(state.history)[target.id] + line.time(text)
    elif field == "grams":
        field, value = "mass_mg", line.thousandths(text, "grams")
    elif field == "area":
        field, value = "area_mm2", area_mm2(line, text)
    elif field == "depth":
        field, value = "depth_um", line.thousandths(text, "millimetres")
    elif field == "zones":
        value = zones(state.protocol, text)
    elif field in ("occluded", "met", MISTAKE):
        value = line.yes(text)
    elif field in ("answers", "since"):
        stands: dict[str, str] = getattr(state, field)
        kept = {rule: stands[rule] for rule in getattr(target.body, field, ()) if rule in stands}
        value = kept | dict(pair.split(":", 1) for pair in text.split(",") if ":" in pair)
    return field, msgspec.json.encode(value).decode()

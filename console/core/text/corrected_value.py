"""What was corrected: which value, what it was and what it is."""

import json

from msgspec import Struct

from console.core.amendments import as_corrected
from console.core.events import Corrected as Fix
from console.core.events import DangerAction, SignedOff
from console.core.mistakes import MISTAKE, undone_ids
from console.core.state_parts import Correction
from console.core.text.record_text import RecordText
from console.core.text.setup_words import share_text

CORRECTED = ("when", "entry", "old", "new", "reason")
"""What is told of each, by the heads of its columns."""


class Corrected(Struct, frozen=True):
    """A correction as it reads: when and by whom, of what, the value before and since, and why."""

    at: str
    by: str
    what: str
    old: str
    new: str
    reason: str


def corrections(text: RecordText, after: bool = False) -> list[Corrected]:
    """Return each correction, oldest first; those from before sign-off, or those that are an addendum."""
    bodies = [event.body for event in text.state.history]
    signed = next((at for at, body in enumerate(bodies) if isinstance(body, SignedOff)), len(bodies))
    since = {event.id for event in text.state.history[signed:]}
    return [_told(text, each) for each in text.state.corrections if (each.at.event in since) == after]


def _told(text: RecordText, fix: Correction) -> Corrected:
    of = text.zone(fix.zone) if fix.zone else text.words.say("event", fix.of)
    of = share_text(text.words, text.state.protocol, (fix.zone, fix.passes)) if fix.passes else of
    of = (_stray_action(text, fix) if fix.field == MISTAKE else "") or of
    field = text.words.say("field", fix.field) if text.words.has("field", fix.field) else fix.field
    old, new = (corrected_value(text, fix.field, value) for value in (fix.old, fix.new))
    at, by, what = text.time(fix.at.utc_ms), text.person(fix.at.actor), text.words.pair(of, field)
    return Corrected(at, by, what, old, new, text.personal(fix.reason))


def _stray_action(text: RecordText, fix: Correction) -> str:
    """Return what was taken back of a danger card and when it had been told; "" of anything else.

    With an action its value is taken back, wherever that was told.
    """
    history = {event.id: event for event in text.state.history}
    made = history[fix.at.event].body
    target = history[made.target] if isinstance(made, Fix) else None
    if target is None or not isinstance(target.body, DangerAction):
        return ""
    gone = undone_ids(text.state.history)
    told = [each for each in history.values() if getattr(each.body, "target", "") == target.id and each.id not in gone]
    said = [body for body, _ in (as_corrected(text.state, each) for each in (target, *told))]
    value = next((each.value for each in reversed(said) if isinstance(each, DangerAction) and each.value), "")
    ago_ms = as_corrected(text.state, target)[1]
    at, what = text.entered(target.at.utc_ms - ago_ms, ago_ms), text.personal(getattr(said[0], "what", ""))
    code = "stray-value" if target.body.target else "danger-done-value" if value else "danger-done"
    return text.say(code, at=at, what=what, value=value)


def corrected_value(text: RecordText, field: str, stored: str) -> str:
    """Return a corrected value as it reads; `stored` is JSON text, or plain."""
    try:
        known = json.loads(stored)
    except ValueError:
        known = stored
    if known is None or known == "":
        return text.entry("")
    if isinstance(known, bool):
        return text.say("yes" if known else "no")
    if isinstance(known, list):
        told = (_planned(text, each) if isinstance(each, dict) else text.zone(str(each)) for each in known)
        return text.words.listed(told, "list-long")
    if isinstance(known, dict):
        told = (text.words.pair(_name(text, key), str(value)) for key, value in known.items())
        return text.words.listed(told, "list-long") or text.entry("")
    return _number(text, field, known) if isinstance(known, int) else _plain(text, field, str(known))


def _number(text: RecordText, field: str, known: int) -> str:
    """Return a whole number in the unit in which people say it."""
    match field:
        case "time":
            return text.time(known)
        case "area_mm2":
            return text.area(known / 100)
        case "mass_mg":
            return text.mass(known)
        case "volume_ul":
            return text.words.ml(known)
        case "length_um":
            return text.words.mm(known)
        case "speed_milli" | "energy_milli":
            return text.words.number(known / 1000, 3)
        case "x" | "y":
            return text.words.number(known / 10, 1)
        case _:
            return _plain(text, field, str(known))


def _plain(text: RecordText, field: str, known: str) -> str:
    protocol = text.state.protocol
    match field:
        case "depth_um":
            depths = dict.fromkeys(each for each in known.split(",") if each.isdigit())
            return text.words.listed(text.words.mm(int(each)) for each in depths) or text.entry("")
        case "endpoint":
            return text.endpoint(known)
        case "zone":
            return text.zone(known)
        case "expiry":
            return text.date(known)
        case "use" if text.words.has("use", known):
            return text.words.say("use", known)
        case "disinfectant" if known in protocol.disinfectant:
            return protocol.disinfectant[known].label
        case "agent" if known in protocol.agent:
            return protocol.agent[known].label
        case "device" if set(known.split(",")) <= set(protocol.device):
            return text.words.listed(protocol.device[each].label for each in dict.fromkeys(known.split(",")))
    return text.entry(known)


def _planned(text: RecordText, planned: dict[str, object]) -> str:
    if "what" in planned:  # a sub-area, as it was called
        place = text.words.zone(text.state.protocol, str(planned.get("id", "")))
        return text.words.pair(place, text.entry(str(planned.get("name", ""))))
    depth, passes = planned.get("depth_um"), planned.get("passes")
    told = [text.zone(str(planned.get("zone", "")))]
    told += [text.words.mm(depth)] if isinstance(depth, int) else []
    return " ".join([*told, *([f"× {passes}"] if passes else [])])


def _name(text: RecordText, key: str) -> str:
    """Return the name of a detail: a screening question, a field."""
    rule = text.state.protocol.rule.get(key)
    if rule:
        return rule.text
    return text.words.say("field", key) if text.words.has("field", key) else key

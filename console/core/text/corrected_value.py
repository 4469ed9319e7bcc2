"""What was corrected: which value, what it was and what it is."""

import json

from msgspec import Struct

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


def corrections(text: RecordText) -> list[Corrected]:
    """Return each correction, oldest first."""
    told = []
    for each in text.state.corrections:
        of = text.zone(each.zone) if each.zone else text.words.say("event", each.of)
        of = share_text(text.words, text.state.protocol, (each.zone, each.passes)) if each.passes else of
        field = text.words.say("field", each.field) if text.words.has("field", each.field) else each.field
        old, new = (corrected_value(text, each.field, value) for value in (each.old, each.new))
        at, by, what = text.time(each.at.utc_ms), text.person(each.at.actor), text.words.pair(of, field)
        told.append(Corrected(at, by, what, old, new, text.personal(each.reason)))
    return told


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

"""What a script may expect of the record: zones, creams, checks, findings, deviations, corrections, reactions."""

import msgspec

from console.app.scripts.client_options import CLIENT_OPTIONS, told
from console.app.scripts.language import Line, option_set
from console.app.scripts.subject import Found, Subject, compare_options, mm, thousandths
from console.core.anatomy import zone_of
from console.core.client_groups import file_answers
from console.core.dosing import UNITS, dose, figures, together
from console.core.screening import answers, findings
from console.core.state import SessionState
from console.core.state_parts import Application, Moment
from console.core.text.locale import clock_text

ZONE = option_set("passes depth endpoint worked set planned left-out")
CREAM = option_set(
    "agent zones on recorded off lot expiry grams occluded area stated drugs prescriber name strength together"
)
FIGURE = option_set("value least most usual over")
REACTION = option_set("what zones action began over")


def _zone(line: Line, state: SessionState, t: int) -> Found:
    zone = line.words[1]
    if zone_of(zone) not in state.protocol.zone:
        raise line.error("a zone of the maps, with its side", repr(zone))
    if not line.options:
        raise line.error("zone with options of " + ", ".join(sorted(ZONE)), "none")
    known = {"passes": "0", "depth": "-", "endpoint": "not recorded", "worked": "0:00", "set": "-"}
    planned, left_out = state.planned(zone), state.zones_left_out.get(zone)
    known["planned"] = mm(planned.depth_um if planned else None)
    known["left-out"] = left_out.text if left_out else "none"
    record = state.zones.get(zone)
    if record:
        known["passes"] = str(len(record.passes))
        known["depth"] = "/".join(dict.fromkeys(mm(each.depth_um) for each in record.passes)) or "-"
        known["endpoint"] = record.endpoint or "not recorded"
        known["worked"] = clock_text(state.worked_ms(zone, t))
        known["set"] = mm(record.depth_um)
    return compare_options(line, zone, known)


def _cream(line: Line, state: SessionState, t: int) -> Found:
    number = line.number_of(line.words[1])
    found = next((each for each in state.applications if each.number == number), None)
    if found is None:
        return f"{number}", "none"
    return compare_options(line, f"{number}", _application(state, found))


def _application(state: SessionState, cream: Application) -> dict[str, str]:
    found = dose(state.protocol, cream)
    sums, least = together(state, cream)
    return {
        "agent": cream.agent,
        "zones": ",".join(cream.zones),
        "on": clock_text(cream.on.t_ms),
        "recorded": _recorded(state, cream.on),
        "off": clock_text(cream.off.t_ms) if cream.off else "none",
        "lot": cream.lot or "not recorded",
        "expiry": cream.expiry or "not recorded",
        "grams": "not recorded" if cream.mass_mg is None else thousandths(cream.mass_mg),
        "occluded": "not recorded" if cream.occluded is None else _yes(cream.occluded),
        "area": "unknown" if found.area_mm2 is None else f"{found.area_mm2 / 100:g}",
        "stated": _yes(found.stated),
        "drugs": ",".join(f"{name}:{mass:g}" for name, mass in found.drugs) or "unknown",
        "prescriber": cream.prescriber or "not recorded",
        "name": cream.name or "not recorded",
        "strength": cream.strength or "not recorded",
        "together": f"{'least ' * least}{','.join(f'{name}:{mass:g}' for name, mass in sums) or 'unknown'}",
    }


def _figure(line: Line, state: SessionState, t: int) -> Found:
    """Compare one of the label's figures with an application's."""
    code, number = line.words[1], line.number_of(line.words[2])
    cream = next((each for each in state.applications if each.number == number), None)
    if code not in UNITS or cream is None:
        raise line.error("an application's " + ", ".join(UNITS), f"{code} {number}")
    found = next(each for each in figures(state, cream) if each.code == code)

    def read(whole: int | None, none: str) -> str:
        return none if whole is None else f"{whole / UNITS[code]:g}"

    known = {"value": read(found.value, "unknown"), "most": read(found.limit, "none"), "over": _yes(found.over)}
    known |= {"usual": read(found.usual, "none"), "least": _yes(found.least)}
    return compare_options(line, f"{code} {number}", known)


def _recorded(state: SessionState, at: Moment) -> str:
    """Return when it was entered on the session's own time; a late entry happened before that."""
    return clock_text(at.t_ms + at.recorded_utc_ms - at.utc_ms)


def _check(line: Line, state: SessionState, t: int) -> Found:
    check, wanted = line.words[1:]
    if check not in state.protocol.check:
        raise line.error("a check: " + ", ".join(state.protocol.check), repr(check))
    record = state.checks.get(check)
    found = "open" if record is None else _yes(record.met)
    expected, reason = compare_options(line, "", {"reason": record.reason if record else ""})
    return f"{check} {wanted}{expected}", f"{check} {found}{reason}"


def _screening(line: Line, state: SessionState, t: int) -> Found:
    rule, wanted = line.words[1:]
    if rule not in state.protocol.rule:
        raise line.error("a screening question: " + ", ".join(state.protocol.rule), repr(rule))
    told = ", ".join(entry.text for entry in file_answers(state).get(rule, ()))
    expected, by = compare_options(line, "", {"file": told or "none"})
    return f"{rule} {wanted}{expected}", f"{rule} {answers(state).get(rule, 'open')}{by}"


def _finding(line: Line, state: SessionState, t: int) -> Found:
    wanted = " ".join(line.words[1:])
    found = {f"{each.rule.id} {each.rule.outcome}": each for each in findings(state)}
    if wanted not in found:
        return wanted, ", ".join(found) or "none"
    until = found[wanted].until
    known = {"cleared": _yes(found[wanted].cleared), "until": until.isoformat() if until else "unknown"}
    return compare_options(line, wanted, known)


def _deviation(line: Line, state: SessionState, t: int) -> Found:
    wanted = line.words[1]
    found = [each for each in state.deviations if wanted in (each.code, each.what)]
    if not found:
        return wanted, ", ".join(each.code or each.what for each in state.deviations) or "none"
    by_ms = found[-1].facts.get("by_ms")
    by = clock_text(by_ms) if isinstance(by_ms, int) else "unknown"
    known = {"reason": found[-1].reason or "none", "by": by}
    known["prescriber"] = str(found[-1].facts.get("prescriber", "")) or "none"
    known["days"] = str(found[-1].facts.get("count", "unknown"))
    return compare_options(line, wanted, known)


def _correction(line: Line, state: SessionState, t: int) -> Found:
    wanted, old, new = " ".join(line.words[1:3]), *line.words[3:5]
    found = [each for each in state.corrections if f"{each.of} {each.field}" == wanted]
    values = [(_plain(state, each.field, each.old), _plain(state, each.field, each.new)) for each in found]
    expected = f"{wanted} {old} {new}"
    if (old, new) not in values:
        return expected, "; ".join(f"{wanted} {was} {now}" for was, now in values) or "none"
    return compare_options(line, expected, {"reason": found[values.index((old, new))].reason or "none"})


def _plain(state: SessionState, field: str, text: str) -> str:
    """Return the JSON text of a correction's value as a script writes it."""
    try:
        value = msgspec.json.decode(text)
    except msgspec.DecodeError:
        return text or "none"
    if field == "time" and isinstance(value, int):
        return clock_text(value - state.begun.utc_ms)
    if isinstance(value, list):
        return ",".join(map(str, value))
    if isinstance(value, dict):
        return ",".join(f"{key}:{each}" for key, each in sorted(value.items()))
    if isinstance(value, bool):
        return _yes(value)
    return "none" if value in (None, "") else str(value)


def _client(line: Line, state: SessionState, t: int) -> Found:
    """Compare the client's profile as the session has it."""
    if not line.options:
        raise line.error("client with options of " + ", ".join(sorted(CLIENT_OPTIONS)), "none")
    return compare_options(line, "", told(state.profile))


def _reaction(line: Line, state: SessionState, t: int) -> Found:
    if line.words[1] == "none":
        return "none", ", ".join(each.what for each in state.reactions) or "none"
    number = line.number_of(line.words[1])
    found = next((each for each in state.reactions if each.number == number), None)
    if found is None:
        return f"{number}", "none"
    known = {"what": found.what, "zones": ",".join(found.zones), "action": found.action or "none"}
    known |= {"began": clock_text(found.begun.t_ms), "over": clock_text(found.over.t_ms) if found.over else "none"}
    return compare_options(line, f"{number}", known)


def _danger(line: Line, state: SessionState, t: int) -> Found:
    number = line.number_of(line.words[1])
    found = next((each for each in state.dangers if each.number == number), None)
    if found is None:
        return f"{number}", "none"
    told = (f"{each.text} {each.value}".strip() + f"@{clock_text(each.at.t_ms)}" for each in found.done)
    known = {"began": clock_text(found.begun.t_ms), "done": ",".join(told) or "none"}
    known |= {"over": clock_text(found.over.t_ms) if found.over else "none", "after": _yes(found.after)}
    known["what"] = found.what or "none"
    return compare_options(line, f"{number}", known)


def _done_by(line: Line, state: SessionState, t: int) -> Found:
    """Compare who made the latest entry of this kind, as it is known now."""
    kind, wanted = line.words[1], " ".join(line.words[2:])
    made = [event for event in state.history if type(event.body).__struct_config__.tag == kind]
    if not made:
        return f"{kind} {wanted}", "none"
    person = state.named.get(made[-1].id) or next(
        (each for each, _ in state.operators if each.id == made[-1].actor), None
    )
    return f"{kind} {wanted}", f"{kind} {person.name if person else 'somebody'}"


def _count(line: Line, state: SessionState, t: int) -> Found:
    of = line.words[1]
    known = {
        "addenda": state.addenda, "corrections": state.corrections, "deviations": state.deviations,
        "interruptions": state.interruptions, "notes": state.notes, "operators": state.operators,
        "products": state.products, "reactions": state.reactions, "dangers": state.dangers,
        "treated": state.treated, "named": state.named,
        "unnamed": state.unnamed,
    }  # fmt: skip
    if of not in known:
        raise line.error("count of " + ", ".join(known), repr(of))
    return f"{of} {line.number_of(line.words[2])}", f"{of} {len(known[of])}"


def _yes(value: bool) -> str:
    return "yes" if value else "no"


RECORD_EXPECTS: dict[str, Subject] = {
    "client": Subject(_client, least=0, most=0, options=CLIENT_OPTIONS),
    "zone": Subject(_zone, options=ZONE),
    "cream": Subject(_cream, options=CREAM),
    "figure": Subject(_figure, least=2, most=2, options=FIGURE),
    "screening": Subject(_screening, least=2, most=2, options=option_set("file")),
    "check": Subject(_check, least=2, most=2, options=option_set("reason")),
    "finding": Subject(_finding, most=2, options=option_set("until cleared")),
    "deviation": Subject(_deviation, options=option_set("reason by prescriber days")),
    "correction": Subject(_correction, least=4, most=4, options=option_set("reason")),
    "reaction": Subject(_reaction, options=REACTION),
    "danger": Subject(_danger, options=option_set("began done over after what")),
    "done-by": Subject(_done_by, least=2, most=9),
    "count": Subject(_count, least=2, most=2),
}

"""What a script may expect of a session: each compares one thing and says what it found instead."""

from collections.abc import Callable

from msgspec import Struct

from console.app.scripts.language import Line, clock_text
from console.core.clocks import alarms, timers
from console.core.limits import depth_limit
from console.core.plan import next_action
from console.core.state import SessionState

Found = tuple[str, str]
"""What the line expects, and what the session has, as text that must be equal."""


def expect(line: Line, state: SessionState, t: int) -> None:
    """Raises ScriptError where the session is not as the line says."""
    subject = line.words[0] if line.words else ""
    if subject not in EXPECTS:
        raise line.error("one of " + ", ".join(sorted([*EXPECTS, "refusal"])), repr(subject))
    known = EXPECTS[subject]
    line.fit(f"expect {subject}", known.least, known.most, known.options, before=1)
    expected, found = known.compare(line, state, t)
    if expected != found:
        raise line.error(f"{subject} {expected}".strip(), found or "nothing")


class Subject(Struct, frozen=True):
    """What an expectation compares: least and most words behind its name, and the options it knows."""

    compare: Callable[[Line, SessionState, int], Found]
    least: int
    most: int
    options: frozenset[str] = frozenset()


def _rest(line: Line) -> str:
    return " ".join(line.words[1:])


def mm(depth_um: int | None) -> str:
    """Micrometres as millimetres without idle zeros; "-" for none."""
    return "-" if depth_um is None else f"{depth_um / 1000:.3f}".rstrip("0").rstrip(".")


def _status(line: Line, state: SessionState, t: int) -> Found:
    return _rest(line), "signed" if state.signed else "paused" if state.paused else "open"


def _next(line: Line, state: SessionState, t: int) -> Found:
    action = next_action(state, t)
    number = str(action.application) if action.application else ""
    found = " ".join(filter(None, (action.code, action.zone, number)))
    return _rest(line), found if len(line.words) > 2 else action.code


def _left(line: Line, state: SessionState, t: int) -> Found:
    return _rest(line), ",".join(next_action(state, t).left)


def _numbing(line: Line, state: SessionState) -> int:
    if len(line.words) > 2:
        return line.number_of(line.words[2])
    return state.on[0].number if state.on else 0


def _window(line: Line, state: SessionState, t: int) -> Found:
    wanted = _numbing(line, state)
    found = [each.phase for each in timers(state, t) if each.kind == "numbing" and each.number == wanted]
    return line.words[1], (found[0] or "") if found else "off"


def _timer(line: Line, state: SessionState, t: int) -> Found:
    kind, number = line.words[1], line.number_of(line.words[3]) if len(line.words) > 3 else 0
    found = [each for each in timers(state, t) if each.kind == kind and number in (0, each.number)]
    return clock_text(line.time(line.words[2])), clock_text(found[0].elapsed_ms) if found else "not running"


def _overtime(line: Line, state: SessionState, t: int) -> Found:
    found = [each.overtime_ms for each in timers(state, t) if each.kind == "numbing" and each.overtime_ms]
    return clock_text(line.time(line.words[1])), clock_text(max(found, default=0))


def _known(line: Line, state: SessionState, zone: str) -> str:
    if zone not in state.protocol.zone:
        raise line.error("a zone of the map, with its side", repr(zone))
    return zone


def _zone(line: Line, state: SessionState, t: int) -> Found:
    zone = _known(line, state, line.words[1])
    record = state.zones.get(zone)
    known = {"passes": "0", "depth": "-", "endpoint": "not recorded", "worked": "0:00", "set": "-"}
    if record:
        known["passes"] = str(len(record.passes))
        known["depth"] = "/".join(sorted({mm(each.depth_um) for each in record.passes})) or "-"
        known["endpoint"] = record.endpoint or "not recorded"
        known["worked"] = clock_text(state.worked_ms(zone, t))
        known["set"] = mm(record.depth_um)
    if not line.options:
        raise line.error("zone with one or more of " + ", ".join(known), "none")
    return (
        f"{zone} " + " ".join(f"{key}={value}" for key, value in line.options.items()),
        f"{zone} " + " ".join(f"{key}={known[key]}" for key in line.options),
    )


def _alarm(line: Line, state: SessionState, t: int) -> Found:
    found = alarms(state, t)
    if line.words[1:] == ("none",):
        return "none", " ".join(f"{each.level} {each.id}" for each in found) or "none"
    wanted = _rest(line)
    raised = [f"{each.level} {each.id}" for each in found]
    return wanted, wanted if wanted in raised else ", ".join(raised) or "none"


def _limit(line: Line, state: SessionState, t: int) -> Found:
    limit = depth_limit(state, _known(line, state, line.options.get("zone", state.current)))
    return _rest(line), f"{mm(limit.um)} {limit.by}" if limit else "none"


def _deviation(line: Line, state: SessionState, t: int) -> Found:
    if line.words[1:] == ("none",):
        return "none", ", ".join(each.code or each.what for each in state.deviations) or "none"
    wanted = line.words[1]
    found = [each for each in state.deviations if wanted in (each.code, each.what)]
    reason = line.options.get("reason", found[-1].reason if found else "")
    return f"{wanted} {reason}".strip(), f"{wanted} {found[-1].reason}".strip() if found else "none"


def _correction(line: Line, state: SessionState, t: int) -> Found:
    """Text as it was entered, times as h:mm:ss since the session began."""

    def read(field: str, value: str) -> str:
        return clock_text(int(value) - state.begun.utc_ms) if field == "time" and value else value.strip('"')

    found = [
        f"{each.of} {each.field} {read(each.field, each.old)} {read(each.field, each.new)}"
        for each in state.corrections
    ]
    wanted = _rest(line)
    return wanted, wanted if wanted in found else "; ".join(found)


def _gap(line: Line, state: SessionState, t: int) -> Found:
    last = state.interruptions[-1] if state.interruptions else None
    wanted = clock_text(line.time(line.words[1])) + (f" {line.words[2]}" if len(line.words) > 2 else "")
    basis = f" {last.basis}" if last and len(line.words) > 2 else ""
    return wanted, clock_text(last.off_ms) + basis if last else "none"


EXPECTS: dict[str, Subject] = {
    "step": Subject(lambda line, state, t: (_rest(line), state.step), 1, 1),
    "status": Subject(_status, 1, 1),
    "next": Subject(_next, 1, 3),
    "left": Subject(_left, 0, 1),
    "window": Subject(_window, 1, 2),
    "timer": Subject(_timer, 2, 3),
    "overtime": Subject(_overtime, 1, 1),
    "zone": Subject(_zone, 1, 1, frozenset({"passes", "depth", "endpoint", "worked", "set"})),
    "current": Subject(lambda line, state, t: (_rest(line), state.current or "none"), 1, 1),
    "plan": Subject(lambda line, state, t: (_rest(line), ",".join(each.zone for each in state.plan) or "none"), 1, 1),
    "alarm": Subject(_alarm, 1, 2),
    "limit": Subject(_limit, 1, 2, frozenset({"zone"})),
    "deviation": Subject(_deviation, 1, 1, frozenset({"reason"})),
    "correction": Subject(_correction, 1, 9),
    "gap": Subject(_gap, 1, 2),
    "jumps": Subject(lambda line, state, t: (_rest(line), str(len(state.jumps))), 1, 1),
    "operator": Subject(lambda line, state, t: (_rest(line), state.operator.name), 1, 9),
}

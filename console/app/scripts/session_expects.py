"""What a script may expect of a session now: step, next action, plan, timers, alarms, limits, gaps."""

from collections.abc import Callable

from console.app.scripts.language import Line, option_set
from console.app.scripts.record_expects import RECORD_EXPECTS
from console.app.scripts.setup_expects import SETUP_EXPECTS
from console.app.scripts.subject import Found, Subject, compare_options, mm
from console.core.alarms import Timer, alarms, timers
from console.core.anatomy import zone_of
from console.core.limits import depth_limit
from console.core.next_action import next_action
from console.core.refusal import Refusal
from console.core.state import SessionState
from console.core.text.locale import clock_text


def expect(line: Line, state: SessionState, t: int) -> None:
    """Raise ScriptError where the session is not as the line says."""
    name = line.words[0] if line.words else ""
    subject = EXPECTS.get(name)
    if subject is None:
        raise line.error("one of " + ", ".join(sorted([*EXPECTS, "refusal"])), repr(name))
    line.fit(f"expect {name}", subject.least, subject.most, subject.options, before=1)
    expected, found = subject.compare(line, state, t)
    if expected != found:
        raise line.error(f"{name} {expected}", found or "nothing")


def expect_refusal(line: Line, refused: Refusal | None) -> None:
    """Raise ScriptError where the line before was not refused, or not with this code and these facts."""
    line.fit("expect refusal", 1, 1, REFUSAL, before=1)
    code = refused.code if refused else ""
    said = refused.facts.items() if refused else ()
    facts = {key.removesuffix("_day"): fact.code if isinstance(fact, Refusal) else str(fact) for key, fact in said}
    expected, found = compare_options(line, line.words[1], dict.fromkeys(REFUSAL, "none") | facts)
    if code != line.words[1] or expected != found:
        raise line.error(f"refusal {expected}", (found if code == line.words[1] else code) or "nothing")


def _rest(line: Line) -> str:
    return " ".join(line.words[1:])


def _text(read: Callable[[SessionState], str]) -> Subject:
    """Return a subject that compares one text."""
    return Subject(lambda line, state, t: (_rest(line), read(state) or "none"), most=9)


def _status(state: SessionState) -> str:
    if state.closed:
        return "mistaken"
    return "signed" if state.signed else "paused" if state.paused else "open"


def _next(line: Line, state: SessionState, t: int) -> Found:
    action = next_action(state, t)
    number = str(action.application) if action.application else ""
    found = " ".join(filter(None, (action.code, action.zone, number)))
    return _rest(line), found if len(line.words) > 2 else action.code


def _left(line: Line, state: SessionState, t: int) -> Found:
    return _rest(line), ",".join(next_action(state, t).left) or "none"


def _timers(line: Line, state: SessionState, t: int, kind: str, number: int) -> list[Timer]:
    return [each for each in timers(state, t) if each.kind == kind and number in (0, each.number)]


def _window(line: Line, state: SessionState, t: int) -> Found:
    number = line.number_of(line.words[2]) if len(line.words) > 2 else 0
    found = _timers(line, state, t, "numbing", number)
    return line.words[1], (found[0].phase or "") if found else "off"


def _timer(line: Line, state: SessionState, t: int) -> Found:
    kind, wanted = line.words[1], line.words[2]
    found = _timers(line, state, t, kind, line.number_of(line.words[3]) if len(line.words) > 3 else 0)
    expected = "none" if wanted == "none" else clock_text(line.time(wanted))
    return f"{kind} {expected}", f"{kind} {clock_text(found[0].elapsed_ms) if found else 'none'}"


def _due(line: Line, state: SessionState, t: int) -> Found:
    found = _timers(line, state, t, "numbing", line.number_of(line.words[2]) if len(line.words) > 2 else 0)
    due = found[0].due_ms if found else None
    return clock_text(line.time(line.words[1])), "none" if due is None else clock_text(due)


def _overtime(line: Line, state: SessionState, t: int) -> Found:
    found = [each.overtime_ms for each in timers(state, t) if each.kind == "numbing"]
    return clock_text(line.time(line.words[1])), clock_text(max(found, default=0))


def _alarm(line: Line, state: SessionState, t: int) -> Found:
    wanted = _rest(line)
    raised = [f"{each.level} {each.id}{' seen' if each.quiet else ''}" for each in alarms(state, t)]
    return wanted, wanted if wanted in raised else ", ".join(raised) or "none"


def _limit(line: Line, state: SessionState, t: int) -> Found:
    zone = line.options.get("zone", state.current)
    if zone_of(zone) not in state.protocol.zone:
        raise line.error("a zone of the maps, or one in work", repr(zone))
    limit = depth_limit(state, zone)
    return _rest(line), f"{mm(limit.um)} {limit.by}" if limit else "none"


def _gap(line: Line, state: SessionState, t: int) -> Found:
    last = state.interruptions[-1] if state.interruptions else None
    basis = line.words[2:]
    wanted = " ".join([clock_text(line.time(line.words[1])), *basis])
    if last is None:
        return wanted, "none"
    return wanted, " ".join([clock_text(last.off_ms), *([last.basis] if basis else [])])


REFUSAL = option_set("name rule until why zone expiry used")
"""The facts of a refusal that a line may name."""
EXPECTS: dict[str, Subject] = (
    {
        "step": _text(lambda state: state.step),
        "status": _text(_status),
        "next": Subject(_next, most=3),
        "left": Subject(_left),
        "current": _text(lambda state: state.current),
        "plan": _text(lambda state: ",".join(each.zone for each in state.plan)),
        "operator": _text(lambda state: state.operator.name),
        "jumps": _text(lambda state: str(len(state.jumps))),
        "stopped": _text(lambda state: state.stopped.text if state.stopped else ""),
        "window": Subject(_window, most=2),
        "timer": Subject(_timer, least=2, most=3),
        "due": Subject(_due, most=2),
        "overtime": Subject(_overtime),
        "alarm": Subject(_alarm, most=3),
        "limit": Subject(_limit, most=2, options=option_set("zone")),
        "gap": Subject(_gap, most=2),
    }
    | RECORD_EXPECTS
    | SETUP_EXPECTS
)

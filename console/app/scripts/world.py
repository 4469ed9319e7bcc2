"""The verbs that are no intents: who and what there is, and what befalls the computer."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec.structs import replace

from console.app.clinic import capped
from console.app.scripts.expects import expect
from console.app.scripts.language import Line
from console.app.scripts.stage import Stage
from console.core.anatomy import Zone
from console.core.clock import ScriptClock
from console.core.errors import Refusal
from console.core.events import HandedOver, PlanSet
from console.core.people import RIGHTS, Operator, Profile, Right
from console.core.protocol import Number, Step

SPAN = re.compile(r"([+-])(\d{1,4})(d|h|min|s)\Z")
UNITS = {"d": 86_400_000, "h": 3_600_000, "min": 60_000, "s": 1000}


def _day(stage: Stage, line: Line) -> None:
    """day DATE TIME [ZONE]: when the script begins. First of all."""
    _before_clients(stage, line)
    zone = line.words[2] if len(line.words) > 2 else "UTC"
    try:
        at = datetime.fromisoformat(f"{line.words[0]} {line.words[1]}").replace(tzinfo=ZoneInfo(zone))
    except (ValueError, IndexError, ZoneInfoNotFoundError):
        raise line.error("day YYYY-MM-DD HH:MM Region/City", " ".join(line.words)) from None
    stage.clock = ScriptClock(round(at.timestamp() * 1000))
    stage.zone = zone


def _clinic(stage: Stage, line: Line) -> None:
    """clinic NAME: the name on the paper."""
    _before_clients(stage, line)
    stage.name = _word(line, 0, "a name")


def _cap(stage: Stage, line: Line) -> None:
    """cap ZONE MM: the clinic's own greatest depth for a zone."""
    _before_clients(stage, line)
    caps = {_word(line, 0, "a zone"): line.thousandths(_word(line, 1, "a depth"), "millimetres") / 1000}
    known = {zone.id: zone.max_depth_mm for zone in stage.protocol.zones if zone.max_depth_mm is not None}
    try:
        stage.protocol = capped(stage.protocol, known | caps)
    except Refusal:
        raise line.error("a zone of zones.toml, without its side", repr(line.words[0])) from None


def _area(stage: Stage, line: Line) -> None:
    """area ZONE CM2: the clinic corrects the nominal area of a zone."""
    _before_clients(stage, line)
    zone_id, area = _word(line, 0, "a zone"), line.thousandths(_word(line, 1, "an area"), "cm²") / 1000

    def corrected(zone: Zone) -> Zone:
        return replace(zone, area_cm2=area) if zone.id == zone_id else zone

    stage.protocol = replace(stage.protocol, zones=tuple(map(corrected, stage.protocol.zones)))


def _minimum(stage: Stage, line: Line) -> None:
    """minimum STEP TIME [pause]: the clinic fills in a least duration."""
    _before_clients(stage, line)
    step_id = _word(line, 0, "a step")
    if step_id not in stage.protocol.step:
        raise line.error("a step: " + ", ".join(stage.protocol.step), repr(step_id))
    number = Number(line.time(_word(line, 1, "a time")) / 1000, "the clinic", "own")

    def filled(step: Step) -> Step:
        if step.id != step_id:
            return step
        pause = line.words[2:] == ("pause",)
        return replace(step, pause_minimum_s=number) if pause else replace(step, minimum_s=number)

    stage.protocol = replace(stage.protocol, steps=tuple(map(filled, stage.protocol.steps)))


def _operator(stage: Stage, line: Line) -> None:
    """operator HANDLE NAME [max-depth=MM] [rights=A,B]: somebody who works here; the first one begins."""
    _before_clients(stage, line)
    most = line.thousandths(line.options["max-depth"], "millimetres") if "max-depth" in line.options else None
    rights = tuple(filter(None, line.options["rights"].split(","))) if "rights" in line.options else RIGHTS
    for right in rights:
        if right not in get_args(Right):
            raise line.error("rights of " + ", ".join(get_args(Right)), right)
    stage.people[_word(line, 0, "a handle")] = Operator("", _word(line, 1, "a name"), rights, most)  # type: ignore[arg-type]


def _client(stage: Stage, line: Line) -> None:
    """client HANDLE NAME [born=DATE] [skin=1-6] [allergies=TEXT] [contact=TEXT]"""
    if not stage.clients:
        stage.open_clinic()
    skin = line.number_of(line.options["skin"]) if "skin" in line.options else None
    born, allergies, contact = (line.options.get(key, "") for key in ("born", "allergies", "contact"))
    profile = Profile(_word(line, 1, "a name"), born, skin, allergies, contact)
    try:
        stage.clients[_word(line, 0, "a handle")] = stage.clinic.add_client(profile)
    except Refusal as refusal:
        raise line.error("a client that can be", refusal.code) from None


def _begin(stage: Stage, line: Line) -> None:
    """begin CLIENT [as=NAME] [couch=TEXT] [operator=HANDLE]: a session; its name is the client's handle."""
    handle = _word(line, 0, "a client")
    if handle not in stage.clients:
        raise line.error("a client: " + ", ".join(stage.clients), repr(handle))
    person = stage.people[_handle(stage, line, line.options.get("operator", next(iter(stage.people))))]
    try:
        state = stage.sessions.begin(stage.clients[handle], person, line.options.get("couch", ""))
    except Refusal as refusal:
        stage.refused = refusal
        return
    stage.named[line.options.get("as", handle)] = state.id


def _next(stage: Stage, line: Line) -> None:
    """next [TIMES]: the primary action, as Space would do it."""
    for _ in range(line.number_of(line.words[0]) if line.words else 1):
        action = stage.sessions.next_action(stage.session(line))
        if action.intent is None:
            raise line.error("a primary action", f"{action.code} {','.join(action.left)}".strip())
        stage.propose(line, action.intent)


def _last(stage: Stage, line: Line) -> None:
    """same-as-last: the plan of the client's last session."""
    state = stage.state(line)
    try:
        zones = stage.sessions.last_plan(state.client)
    except Refusal as refusal:
        stage.refused = refusal
        return
    stage.propose(line, PlanSet("last", zones))


def _hand_over(stage: Stage, line: Line) -> None:
    """hand-over HANDLE: another practitioner goes on."""
    stage.propose(line, HandedOver(stage.people[_handle(stage, line, _word(line, 0, "a handle"))]))


def _resume(stage: Stage, line: Line) -> None:
    """resume [off=TIME]: goes on after a gap; `off` states it where the wall clock can't tell."""
    off_ms = line.time(line.options["off"]) if "off" in line.options else None
    try:
        stage.sessions.resume(stage.session(line), off_ms)
    except Refusal as refusal:
        stage.refused = refusal


def _kill(stage: Stage, line: Line) -> None:
    """kill: the program dies and is started again at once."""
    stage.restart()


def _reboot(stage: Stage, line: Line) -> None:
    """reboot TIME: the computer loses power for so long; the program starts again."""
    off_ms = line.time(_word(line, 0, "a time"))
    stage.clock.reboot(off_ms)
    stage.passed_ms += off_ms
    stage.restart()


def _suspend(stage: Stage, line: Line) -> None:
    """suspend TIME: the computer sleeps for so long."""
    stage.pass_time(line.time(_word(line, 0, "a time")))


def _wall(stage: Stage, line: Line) -> None:
    """wall +3d: somebody sets the wall clock; also h, min and s."""
    match = SPAN.match(_word(line, 0, "a span"))
    if not match:
        raise line.error("a span such as -3d, +1h, +5min or -30s", repr(line.words[0]))
    stage.clock.jump_wall(int(match[1] + match[2]) * UNITS[match[3]])


def _expect(stage: Stage, line: Line) -> None:
    """expect SUBJECT …: the session is as the line says, or the script ends here."""
    if line.words[:1] == ("refusal",):
        found, stage.refused = (stage.refused.code if stage.refused else "nothing"), None
        if line.words[1:] != (found,):
            raise line.error("refusal " + " ".join(line.words[1:]), found)
        return
    state = stage.state(line)
    expect(line, state, stage.sessions.now_t(state))


def _before_clients(stage: Stage, line: Line) -> None:
    if stage.clients:
        raise line.error(f"{line.verb} before the first client", "a client")


def _word(line: Line, index: int, what: str) -> str:
    if index >= len(line.words):
        raise line.error(what, "the end of the line")
    return line.words[index]


def _handle(stage: Stage, line: Line, handle: str) -> str:
    if handle not in stage.people:
        raise line.error("an operator: " + ", ".join(stage.people), repr(handle))
    return handle


WORLD: dict[str, Callable[[Stage, Line], None]] = {
    "day": _day,
    "clinic": _clinic,
    "cap": _cap,
    "area": _area,
    "minimum": _minimum,
    "operator": _operator,
    "client": _client,
    "begin": _begin,
    "next": _next,
    "same-as-last": _last,
    "hand-over": _hand_over,
    "resume": _resume,
    "kill": _kill,
    "reboot": _reboot,
    "suspend": _suspend,
    "wall": _wall,
    "expect": _expect,
}

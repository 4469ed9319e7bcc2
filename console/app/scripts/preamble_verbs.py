"""The verbs before the first session: the day, the clinic with its own numbers, its people, its clients."""

import re
from datetime import datetime
from typing import get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec.structs import replace

from console.app.clinic import with_caps
from console.app.protocol_offer import values_of
from console.app.scripts.client_options import CLIENT_OPTIONS, another, with_options
from console.app.scripts.command_verb import CommandVerb, word
from console.app.scripts.language import Line
from console.app.scripts.script_stage import Stage
from console.core.anatomy import Zone
from console.core.clock import ScriptClock
from console.core.events import NumberEdit
from console.core.names import readable_name
from console.core.people import RIGHTS, Operator, Profile, Right
from console.core.protocol_edits import check_edit, edited
from console.core.protocol_parts import Number, Step
from console.core.refusal import Refusal

DAY = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d\Z", re.ASCII)
YEARS_MS = range(946_684_800_000, 4_102_444_800_000)
"""Milliseconds UTC between 2000 and 2100."""
DEEPEST_MM, LARGEST_CM2 = 10.0, 10_000.0
LONGEST_MINIMUM_MS = 86_400_000


def _day(stage: Stage, line: Line) -> None:
    """day DATE TIME [ZONE]: when the script begins. First of all."""
    _before_clients(stage, line)
    zone, text = (*line.words, "UTC")[2], " ".join(line.words[:2])
    try:
        utc_ms = round(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp() * 1000)
    except (ValueError, OverflowError, OSError, ZoneInfoNotFoundError):
        utc_ms = 0
    if not DAY.match(text) or utc_ms not in YEARS_MS:
        raise line.error("day YYYY-MM-DD HH:MM Region/City, from 2000 on", " ".join(line.words))
    stage.clock = ScriptClock(utc_ms)
    stage.zone = zone


def _clinic(stage: Stage, line: Line) -> None:
    """clinic NAME: the name on the paper."""
    _before_clients(stage, line)
    stage.name = _name(line, 0)


def _cap(stage: Stage, line: Line) -> None:
    """cap ZONE MM: the clinic's own greatest depth for a zone."""
    _before_clients(stage, line)
    depth = line.thousandths(line.words[1], "millimetres") / 1000
    if not 0 < depth <= DEEPEST_MM:
        raise line.error(f"a depth up to {DEEPEST_MM:.0f} mm", line.words[1])
    caps = {word(line, 0, "a zone"): depth}
    known = {zone.id: zone.max_depth_mm for zone in stage.protocol.zones if zone.max_depth_mm is not None}
    try:
        stage.protocol = with_caps(stage.protocol, known | caps)
    except Refusal:
        raise line.error("a zone of zones.toml, without its side", repr(line.words[0])) from None


def _area(stage: Stage, line: Line) -> None:
    """area ZONE CM2: the clinic corrects the nominal area of a zone."""
    _before_clients(stage, line)
    zone_id, area = word(line, 0, "a zone"), line.thousandths(line.words[1], "cm²") / 1000
    if not 0 < area <= LARGEST_CM2:
        raise line.error(f"an area up to {LARGEST_CM2:.0f} cm²", line.words[1])
    if zone_id not in {zone.id for zone in stage.protocol.zones}:
        raise line.error("a zone of zones.toml, without its side", repr(zone_id))

    def corrected(zone: Zone) -> Zone:
        return replace(zone, area_cm2=area) if zone.id == zone_id else zone

    stage.protocol = replace(stage.protocol, zones=tuple(map(corrected, stage.protocol.zones)))


def _minimum(stage: Stage, line: Line) -> None:
    """minimum STEP TIME [pause]: the clinic fills in a least duration."""
    _before_clients(stage, line)
    step_id = word(line, 0, "a step")
    if step_id not in stage.protocol.step:
        raise line.error("a step: " + ", ".join(stage.protocol.step), repr(step_id))
    if line.words[2:] not in ((), ("pause",)):
        raise line.error("pause, or nothing", repr(line.words[2]))
    if (least_ms := line.time(line.words[1])) > LONGEST_MINIMUM_MS:
        raise line.error("a time up to 24 hours", line.words[1])
    number = Number(least_ms / 1000, "the clinic", "own")

    def filled(step: Step) -> Step:
        if step.id != step_id:
            return step
        return replace(step, pause_minimum_s=number) if line.words[2:] else replace(step, minimum_s=number)

    stage.protocol = replace(stage.protocol, steps=tuple(map(filled, stage.protocol.steps)))


def _number(stage: Stage, line: Line) -> None:
    """number KEY VALUE: the clinic sets a number of the protocol, as on the page of numbers."""
    _before_clients(stage, line)
    try:
        edit = NumberEdit(word(line, 0, "a number"), (), values_of(line.words[1]), "the clinic", "for this script")
        stage.protocol = edited(stage.protocol, [check_edit(stage.protocol, edit)])
    except Refusal as refusal:
        raise line.error("a number of the protocol that can stand there", refusal.code) from None


def _operator(stage: Stage, line: Line) -> None:
    """operator HANDLE NAME [max-depth=MM] [rights=A,B]: somebody who works here; the first one begins."""
    _before_clients(stage, line)
    most = line.thousandths(line.options["max-depth"], "millimetres") if "max-depth" in line.options else None
    rights = tuple(filter(None, line.options["rights"].split(","))) if "rights" in line.options else RIGHTS
    for right in rights:
        if right not in get_args(Right):
            raise line.error("rights of " + ", ".join(get_args(Right)), right)
    stage.people[word(line, 0, "a handle")] = Operator("", _name(line, 1), rights, most)  # type: ignore[arg-type]


def _client(stage: Stage, line: Line) -> None:
    """client HANDLE NAME [born=DATE] [skin=1-6] [allergies=TEXTS] [medicines=TEXTS] [conditions=TEXTS]
    [contact=TEXT] [another=yes]: with `another` the name and the birthday may be those of a client before."""
    if not stage.clients:
        stage.open_clinic()
    profile = with_options(Profile(word(line, 1, "a name")), line.options, line.number_of)
    handle, told = word(line, 0, "a handle"), another(line)
    try:
        if not told:
            stage.clinic.allow_namesake(profile)
        stage.clients[handle] = stage.clinic.add_client(profile)
    except Refusal as refusal:
        raise line.error("a client that can be", refusal.code) from None


def _before_clients(stage: Stage, line: Line) -> None:
    if stage.clients:
        raise line.error(f"{line.verb} before the first client", "a client")


def _name(line: Line, index: int) -> str:
    try:
        return readable_name(word(line, index, "a name"))
    except Refusal as refusal:
        raise line.error("a name", refusal.code) from None


PREAMBLE: dict[str, CommandVerb] = {
    "day": CommandVerb(_day, 2, 3),
    "clinic": CommandVerb(_clinic, 1, 1),
    "cap": CommandVerb(_cap, 2, 2),
    "area": CommandVerb(_area, 2, 2),
    "minimum": CommandVerb(_minimum, 2, 3),
    "number": CommandVerb(_number, 2, 2),
    "operator": CommandVerb(_operator, 2, 2, frozenset({"max-depth", "rights"})),
    "client": CommandVerb(_client, 2, 2, CLIENT_OPTIONS - {"name"} | {"another"}),
}

"""The numbers that a clinic sets otherwise than the file: applied, carried over to a later file, and judged."""

from collections.abc import Iterable
from itertools import chain
from typing import Any

import msgspec
from msgspec.structs import replace

from console.core.allowed import Problem
from console.core.events import NumberEdit
from console.core.names import one_line
from console.core.protocol import Protocol
from console.core.protocol_check import problems
from console.core.protocol_reading import Path, readings
from console.core.protocol_sense import contradictions
from console.core.refusal import Refusal

RANGES = frozenset({"suggest_mm"})
"""Numbers that are two: the least and the most."""
ZONE_SOURCES = {"suggest_mm": ("source", "grade"), "area_cm2": ("area_source", "area_grade")}


def edited(protocol: Protocol, edits: Iterable[NumberEdit]) -> Protocol:
    """Return the protocol with these numbers; an edit of what is not in it changes nothing."""
    wanted = tuple(edits)
    known = {each.key: each.path for each in readings(protocol) if each.number} if wanted else {}
    meant = [each for each in wanted if each.key in known]
    if not meant:
        return protocol
    raw = msgspec.to_builtins(protocol)
    for each in meant:
        _set(raw, known[each.key], each)
    return msgspec.convert(raw, Protocol)


def rebased(shipped: Protocol, protocol: Protocol, edits: Iterable[NumberEdit]) -> tuple[NumberEdit, ...]:
    """Return the edits that say something of this protocol and can stand in it, each with what the file itself has.

    `protocol` is the file with what the clinic made its own. Of what the file does not have, such as the clinic's own
    device, an edit keeps what stood there before the first one.
    """
    wanted = tuple(edits)
    if not wanted:
        return ()
    file, own = ({each.key: each.values for each in readings(of) if each.number} for of in (shipped, protocol))
    known = (replace(each, old=file.get(each.key, each.old or own[each.key])) for each in wanted if each.key in own)
    meant = tuple(each for each in known if not each.old == each.new == own[each.key])
    wrong = set(_wrong(protocol))
    if set(_wrong(edited(protocol, meant))) <= wrong:
        return meant
    kept: tuple[NumberEdit, ...] = ()
    for each in meant:
        if set(_wrong(edited(protocol, (*kept, each)))) <= wrong:
            kept += (each,)
    return kept


def offered(
    shipped: Protocol, adopted: Protocol | None, standing: Iterable[NumberEdit], edits: Iterable[NumberEdit]
) -> Protocol:
    """Return the shipped file with what the clinic made its own: its devices, its caps on zones, its numbers.

    `standing` are the edits in what was adopted: a cap that is one of them stands as long as it is one of `edits`.
    """
    if adopted is None:
        return edited(shipped, edits)
    own = (each for each in adopted.devices if each.id not in shipped.device and each.max_mm.grade == "own")
    by_edit = {each.key for each in standing}
    caps = {zone.id: zone.max_depth_mm for zone in adopted.zones if f"zones.{zone.id}.max_depth_mm" not in by_edit}
    zones = (replace(zone, max_depth_mm=zone.max_depth_mm or caps.get(zone.id)) for zone in shipped.zones)
    version = max(shipped.version, adopted.version + 1)
    whole = replace(shipped, version=version, devices=(*shipped.devices, *own), zones=tuple(zones))
    return edited(whole, edits)


def check_edit(protocol: Protocol, edit: NumberEdit) -> NumberEdit:
    """Return the edit with its words on one line. Refusal where source or reason is missing, or it can't be so.

    `protocol` is what stands before it: what was wrong there already is no reason against this edit.
    """
    number = next((each for each in readings(protocol) if each.key == edit.key and each.number), None)
    if number is None:
        raise Refusal("number-unknown", key=edit.key)
    pair = number.number in RANGES
    if len(edit.new) not in ((0, 2) if pair else (0, 1)):
        if pair:
            raise Refusal("number-range")
        raise Refusal("number-needed")
    made = replace(edit, source=one_line(edit.source), reason=one_line(edit.reason))
    if not made.source or not made.reason:
        raise Refusal("number-source")
    try:
        before, after = (set(_wrong(each)) for each in (protocol, edited(protocol, [made])))
    except msgspec.ValidationError:
        raise Refusal("number-needed") from None
    for key, allowed in sorted(after - before):
        plan = next((each for each in protocol.presets if key == f"presets {each.id!r} zones"), None)
        if plan is not None:
            raise Refusal("plan-uncovered", plan=plan.label)
        raise Refusal("number-not-possible", allowed=allowed)
    return made


def _wrong(protocol: Protocol) -> Iterable[Problem]:
    return chain(problems(protocol), contradictions(protocol))


def _set(raw: Any, path: Path, edit: NumberEdit) -> None:
    *above, last = path
    for each in above:
        raw = raw[each]
    if above[0] != "zones":
        value = {"value": edit.new[0]} if edit.new else {}
        raw[last] = {**value, "source": edit.source, "grade": "own"}
        return
    raw.pop(last, None)
    if edit.new:
        raw[last] = list(edit.new) if last in RANGES else edit.new[0]
    for name, said in zip(ZONE_SOURCES.get(str(last), ()), (edit.source, "own"), strict=False):
        raw[name] = said

"""The checks of a protocol beyond its shape: each problem as (key, what is allowed there)."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import get_args

from msgspec import Struct
from msgspec.structs import asdict

from console.core.anatomy import to_um, zones_by_side
from console.core.protocol import Protocol
from console.core.protocol_parts import Agent, Device, Number, Reason, Rule, Situation, Step, StepKind

MAX_CHECKS = 7
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
ONCE: tuple[StepKind, ...] = ("prepare", "needling", "sign-off")
AT_MOST_ONCE: tuple[StepKind, ...] = ("numbing", "aftercare")
Problem = tuple[str, str]


def problems(protocol: Protocol) -> Iterator[Problem]:
    """Yield everything wrong with a protocol."""
    if not 1 <= protocol.version <= 1_000_000:
        yield "version", "a whole number from 1 to 1,000,000"
    for kind, ids in _ids(protocol).items():
        yield from _names(kind, ids)
    yield from _steps(protocol.steps)
    for rule in protocol.rules:
        yield from _rule(rule)
    for agent in protocol.agents:
        yield from _agent(agent)
    for device in protocol.devices:
        yield from _device(device)
    for situation in get_args(Situation):
        needed = {"second-cream": protocol.second_cream, "allergy": protocol.groups}.get(situation, True)
        if not all(protocol.reason_texts(situation) or (("",) if needed else ())):
            yield f"reasons {situation!r}", "at least one reason, and none of them empty"
    yield from _reasons(protocol)
    yield from _caps(protocol)
    danger = protocol.danger
    if not danger.first or not danger.signs or not danger.actions or not all(danger.actions):
        yield "danger", "the first thing to do, at least one sign, and what may be done, none of them empty"
    for reading in danger.readings:
        if reading.action not in danger.actions or not reading.unit:
            yield f"danger readings {reading.action!r}", "an action of the card, and its unit"
    for event in danger.events:
        if not event.signs or not event.measures:
            yield f"danger events {event.id!r}", "at least one sign, and what is done first"
    for key, part in parts(protocol):
        yield from _part(key, part)
    yield from _zones(protocol)
    yield from _presets(protocol)


def _reasons(protocol: Protocol) -> Iterator[Problem]:
    """Yield ids that stand for several texts, or several for one text: a record could not be read by them."""
    pairs = {each for reasons in protocol.reasons.values() for each in reasons if isinstance(each, Reason)}
    yield from _names("reasons", [each.id for each in pairs])
    for text, times in Counter(each.text for each in pairs).items():
        if times > 1:
            yield f"reasons {text!r}", "the same words have the same id"


def _ids(protocol: Protocol) -> dict[str, list[str]]:
    return {
        "id": [protocol.id],
        "steps": [step.id for step in protocol.steps],
        "checks": [check.id for step in protocol.steps for check in step.checks],
        "rules": [rule.id for rule in protocol.rules],
        "agents": [agent.id for agent in protocol.agents],
        "devices": [device.id for device in protocol.devices],
        "depth_caps": [cap.id for cap in protocol.depth_caps],
        "aftercare": [care.id for care in protocol.aftercare],
        "danger events": [event.id for event in protocol.danger.events],
        "groups": [group.id for group in protocol.groups],
        "disinfectants": [each.id for each in protocol.disinfectants],
        "presets": [preset.id for preset in protocol.presets],
        "zone": [split for zone in protocol.zones for split in zones_by_side((zone,))],
    }


def _names(kind: str, ids: list[str]) -> Iterator[Problem]:
    for name, times in Counter(ids).items():
        if not NAME.match(name):
            yield f"{kind} {name!r}", "an id is made of small letters, digits and single dashes"
        if times > 1:
            yield f"{kind} {name!r}", "each id stands once"


def _steps(steps: tuple[Step, ...]) -> Iterator[Problem]:
    kinds = [step.kind for step in steps]
    for kind in ONCE:
        if kinds.count(kind) != 1:
            yield "steps", f"exactly one step of kind {kind}"
    for kind in AT_MOST_ONCE:
        if kinds.count(kind) > 1:
            yield "steps", f"at most one step of kind {kind}"
    order = [kind for kind in kinds if kind != "plain"]
    if order != sorted(order, key=("prepare", "numbing", "needling", "aftercare", "sign-off").index):
        yield "steps", "prepare, numbing, needling, aftercare, sign-off come in this order"
    if kinds and (kinds[0] != "prepare" or kinds[-1] != "sign-off"):
        yield "steps", "prepare comes first and sign-off last"
    for step in steps:
        if len(step.checks) > MAX_CHECKS:
            yield f"steps {step.id!r} checks", f"at most {MAX_CHECKS} checks in a pause point"


def _rule(rule: Rule) -> Iterator[Problem]:
    if rule.outcome == "wait" and (rule.wait_days is None or rule.wait_days.value is None):
        yield f"rules {rule.id!r} wait_days", "a rule that waits needs the number of days"
    if rule.age_below and rule.age_below.value is None:
        yield f"rules {rule.id!r} age_below", "a rule that fires by age needs the number of years"
    if rule.skin_from and rule.skin_from.value not in range(1, 7):
        yield f"rules {rule.id!r} skin_from", "a rule that fires by skin type needs a Fitzpatrick type, 1 to 6"
    if rule.by_file and not rule.groups:
        yield f"rules {rule.id!r} groups", "a rule that fires by the client's file needs a group"
    if rule.outcome == "wait" and not rule.asked:
        yield f"rules {rule.id!r} outcome", "a rule that fires by age or skin type can't wait"
    if not rule.source or not rule.grade:
        yield f"rules {rule.id!r} source", "a rule needs its source and grade"


def _agent(agent: Agent) -> Iterator[Problem]:
    ends = [agent.effective_from_min.value, agent.remove_by_min.value, agent.hard_max_min.value]
    if ends[0] is None or ends[1] is None:
        yield f"agents {agent.id!r}", "a window needs effective_from_min and remove_by_min"
    known = [end for end in ends if end is not None]
    if known != sorted(known):
        yield f"agents {agent.id!r}", "effective_from_min ≤ remove_by_min ≤ hard_max_min"


def _device(device: Device) -> Iterator[Problem]:
    lengths = [each.value or 0 for each in (device.step_mm, device.min_mm, device.max_mm)]
    if not all(0.001 <= length <= 10 for length in lengths):
        yield f"devices {device.id!r}", "step_mm, min_mm and max_mm, each from 0.001 to 10 mm"
        return
    step, low, high = map(to_um, lengths)
    if low > high or low % step or high % step:
        yield f"devices {device.id!r}", "min_mm ≤ max_mm, both whole steps of step_mm"


def _caps(protocol: Protocol) -> Iterator[Problem]:
    for cap in protocol.depth_caps:
        if cap.most_mm.value is None or not 0 < cap.most_mm.value <= 10:
            yield f"depth_caps {cap.id!r} most_mm", "more than 0 and at most 10 mm"
        if cap.device and cap.device not in protocol.device:
            yield f"depth_caps {cap.id!r} device", f"a device of this file, and {cap.device!r} is none"
        for zone in cap.zones:
            if zone not in protocol.own_ids:
                yield f"depth_caps {cap.id!r} zones", f"zones of zones.toml, and {zone!r} is none"


def numbers(protocol: Protocol) -> Iterator[tuple[str, Number]]:
    """Yield every number with its key in the file, open ones included: what an adopter reads."""
    for key, part in parts(protocol):
        if isinstance(part, Number):
            yield key, part


def parts(part: Struct, key: str = "") -> Iterator[tuple[str, Struct]]:
    """Yield a part and all those in it, each with its key in the file."""
    yield key, part
    for name, value in asdict(part).items():
        each: Iterable[object] = value if isinstance(value, tuple) else (value,)
        for item in each:
            if isinstance(item, Struct):
                own = getattr(item, "id", "") if isinstance(value, tuple) else ""
                yield from parts(item, " ".join(filter(None, (key, name, own and repr(own)))))


def _part(key: str, part: Struct) -> Iterator[Problem]:
    for words in ("title", "label", "text", "name"):
        if getattr(part, words, "words") == "":
            yield f"{key} {words}".strip(), "words, not nothing"
    if getattr(part, "source", "") and not getattr(part, "grade", ""):
        yield key, "a source needs its grade"
    if isinstance(part, Number):
        yield from _number(key, part)


def _number(key: str, number: Number) -> Iterator[Problem]:
    if number.value is None:
        return
    if not number.source or not number.grade:
        yield key, "a number needs its source and grade; without a source it stays empty"
    if not 0 <= number.value <= 1_000_000:
        yield key, "a number from 0 to 1,000,000"


def _zones(protocol: Protocol) -> Iterator[Problem]:
    for zone in protocol.zones:
        if not zone.maps:
            yield f"zone {zone.id!r} maps", "at least one map"
        low, high = zone.suggest_mm or (0.0, 0.0)
        if not 0 <= low <= high <= 10:
            yield f"zone {zone.id!r} suggest_mm", "[low, high] in millimetres, low ≤ high"
        if zone.suggest_mm and not (zone.source and zone.grade):
            yield f"zone {zone.id!r} suggest_mm", "a published range needs its source and grade"
        if zone.max_depth_mm is not None and not 0 < zone.max_depth_mm <= 10:
            yield f"zone {zone.id!r} max_depth_mm", "more than 0 and at most 10 mm"
        if zone.area_cm2 is not None and not 0 < zone.area_cm2 <= 10_000:
            yield f"zone {zone.id!r} area_cm2", "more than 0 and at most 10,000 cm²"


def _presets(protocol: Protocol) -> Iterator[Problem]:
    for preset in protocol.presets:
        if not preset.zones or len(set(preset.zones)) < len(preset.zones):
            yield f"presets {preset.id!r} zones", "at least one zone, and each of them once"
        if preset.passes.value is not None and preset.passes.value not in range(1, 10):
            yield f"presets {preset.id!r} passes", "a whole number from 1 to 9, as a digit key says it"
        for zone_id in preset.zones:
            if zone_id not in protocol.zone:
                yield f"presets {preset.id!r} zones", f"zones of zones.toml, and {zone_id!r} is none"
            elif protocol.zone[zone_id].never:
                yield f"presets {preset.id!r} zones", f"{zone_id!r} is never needled"

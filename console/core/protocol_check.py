"""The checks of a protocol beyond its shape: each as its key and what is allowed there."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import get_args

from msgspec import Struct
from msgspec.structs import asdict

from console.core.allowed import Problem, problem
from console.core.anatomy import to_um, zones_by_side
from console.core.protocol import Protocol
from console.core.protocol_agents import Agent
from console.core.protocol_parts import Device, Number, Reason, Rule, Situation, Step, StepKind

MAX_CHECKS = 7
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
ONCE: tuple[StepKind, ...] = ("prepare", "needling", "sign-off")
AT_MOST_ONCE: tuple[StepKind, ...] = ("numbing", "aftercare")


def problems(protocol: Protocol) -> Iterator[Problem]:
    """Yield everything wrong with a protocol."""
    if not 1 <= protocol.version <= 1_000_000:
        yield problem("version", "version")
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
        wanted = {"second-cream": protocol.second_cream, "allergy": protocol.groups, "finding-numbing": None}
        needed = wanted.get(situation, True)
        if not all(protocol.reason_texts(situation) or (("",) if needed else ())):
            yield problem(f"reasons {situation!r}", "some-reason")
    yield from _reasons(protocol)
    yield from _caps(protocol)
    danger = protocol.danger
    if not danger.first or not danger.signs or not danger.actions or not all(danger.actions):
        yield problem("danger", "danger-parts")
    for reading in danger.readings:
        if reading.action not in danger.actions or not reading.unit:
            yield problem(f"danger readings {reading.action!r}", "danger-reading")
    for event in danger.events:
        if not event.signs or not event.measures:
            yield problem(f"danger events {event.id!r}", "danger-event")
        if event.after_answer and event.after_answer not in protocol.rule:
            yield problem(f"danger events {event.id!r} after_answer", "danger-question")
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
            yield problem(f"reasons {text!r}", "one-id-for-words")


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
            yield problem(f"{kind} {name!r}", "id-letters")
        if times > 1:
            yield problem(f"{kind} {name!r}", "id-once")


def _steps(steps: tuple[Step, ...]) -> Iterator[Problem]:
    kinds = [step.kind for step in steps]
    for kind in ONCE:
        if kinds.count(kind) != 1:
            yield problem("steps", "one-step", kind=kind)
    for kind in AT_MOST_ONCE:
        if kinds.count(kind) > 1:
            yield problem("steps", "one-step-at-most", kind=kind)
    order = [kind for kind in kinds if kind != "plain"]
    if order != sorted(order, key=("prepare", "numbing", "needling", "aftercare", "sign-off").index):
        yield problem("steps", "steps-order")
    if kinds and (kinds[0] != "prepare" or kinds[-1] != "sign-off"):
        yield problem("steps", "steps-ends")
    for step in steps:
        if len(step.checks) > MAX_CHECKS:
            yield problem(f"steps {step.id!r} checks", "most-checks", most=MAX_CHECKS)


def _rule(rule: Rule) -> Iterator[Problem]:
    if rule.outcome == "wait" and (rule.wait_days is None or rule.wait_days.value is None):
        yield problem(f"rules {rule.id!r} wait_days", "wait-days")
    if rule.age_below and rule.age_below.value is None:
        yield problem(f"rules {rule.id!r} age_below", "age-years")
    if rule.skin_from and rule.skin_from.value not in range(1, 7):
        yield problem(f"rules {rule.id!r} skin_from", "skin-type")
    if rule.by_file and not rule.groups:
        yield problem(f"rules {rule.id!r} groups", "file-group")
    if rule.outcome == "wait" and not rule.asked:
        yield problem(f"rules {rule.id!r} outcome", "no-wait")
    if not rule.source or not rule.grade:
        yield problem(f"rules {rule.id!r} source", "rule-source")


def _agent(agent: Agent) -> Iterator[Problem]:
    ends = [agent.effective_from_min.value, agent.remove_by_min.value, agent.hard_max_min.value]
    if ends[0] is None or ends[1] is None:
        yield problem(f"agents {agent.id!r}", "window-ends")
    known = [end for end in ends if end is not None]
    if known != sorted(known):
        yield problem(f"agents {agent.id!r}", "window-order")


def _device(device: Device) -> Iterator[Problem]:
    lengths = [each.value or 0 for each in (device.step_mm, device.min_mm, device.max_mm)]
    if not all(0.001 <= length <= 10 for length in lengths):
        yield problem(f"devices {device.id!r}", "device-lengths")
        return
    step, low, high = map(to_um, lengths)
    if low > high or low % step or high % step:
        yield problem(f"devices {device.id!r}", "device-steps")


def _caps(protocol: Protocol) -> Iterator[Problem]:
    for cap in protocol.depth_caps:
        if cap.most_mm.value is None or not 0 < cap.most_mm.value <= 10:
            yield problem(f"depth_caps {cap.id!r} most_mm", "depth-range")
        if cap.device and cap.device not in protocol.device:
            yield problem(f"depth_caps {cap.id!r} device", "own-device", name=cap.device)
        for zone in cap.zones:
            if zone not in protocol.own_ids:
                yield problem(f"depth_caps {cap.id!r} zones", "own-zone", name=zone)


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
            yield problem(f"{key} {words}".strip(), "words")
    if getattr(part, "source", "") and not getattr(part, "grade", ""):
        yield problem(key, "source-grade")
    if isinstance(part, Number):
        yield from _number(key, part)


def _number(key: str, number: Number) -> Iterator[Problem]:
    if number.value is None:
        return
    if not number.source or not number.grade:
        yield problem(key, "number-source")
    if not 0 <= number.value <= 1_000_000:
        yield problem(key, "number-reach")


def _zones(protocol: Protocol) -> Iterator[Problem]:
    for zone in protocol.zones:
        if not zone.maps:
            yield problem(f"zone {zone.id!r} maps", "some-map")
        low, high = zone.suggest_mm or (0.0, 0.0)
        if not 0 <= low <= high <= 10:
            yield problem(f"zone {zone.id!r} suggest_mm", "range-order")
        if zone.suggest_mm and not (zone.source and zone.grade):
            yield problem(f"zone {zone.id!r} suggest_mm", "range-source")
        if zone.max_depth_mm is not None and not 0 < zone.max_depth_mm <= 10:
            yield problem(f"zone {zone.id!r} max_depth_mm", "depth-range")
        if zone.area_cm2 is not None and not 0 < zone.area_cm2 <= 10_000:
            yield problem(f"zone {zone.id!r} area_cm2", "area-reach")


def _presets(protocol: Protocol) -> Iterator[Problem]:
    for preset in protocol.presets:
        if not preset.zones or len(set(preset.zones)) < len(preset.zones):
            yield problem(f"presets {preset.id!r} zones", "plan-zones")
        if preset.passes.value is not None and preset.passes.value not in range(1, 10):
            yield problem(f"presets {preset.id!r} passes", "plan-passes")
        for zone_id in preset.zones:
            if zone_id not in protocol.zone:
                yield problem(f"presets {preset.id!r} zones", "own-zone", name=zone_id)
            elif protocol.zone[zone_id].never:
                yield problem(f"presets {preset.id!r} zones", "zone-never", name=zone_id)

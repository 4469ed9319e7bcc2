"""What a protocol file may not say beside itself, and that everything in it has a source: (key, what is allowed there).

It is asked of a file that is read. A clinic's own device goes into what it adopted before, whatever that says.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from msgspec import Struct

from console.core.allowed import Problem, problem
from console.core.anatomy import Zone, to_um
from console.core.people import NO_GROUP
from console.core.protocol import Protocol
from console.core.protocol_agents import Agent, Cover
from console.core.protocol_check import parts
from console.core.protocol_parts import Holds, Preset, Rule, Sign


def contradictions(protocol: Protocol) -> Iterator[Problem]:
    """Yield what cannot hold together, or stands there without source or grade."""
    for agent in protocol.agents:
        yield from _window(agent)
        yield from _amounts(agent)
        yield from _ages(agent)
    for rule in protocol.rules:
        yield from _reach(protocol, rule)
    for text, devices in protocol.reason_devices.items():
        for each in devices:
            if each not in protocol.device:
                yield problem(f"reasons {text!r} devices", "own-thing", kind="devices", name=each)
    yield from _groups(protocol)
    for zone in protocol.zones:
        yield from _range(protocol, zone)
    for preset in protocol.presets:
        yield from _covered(protocol, preset)
    yield from _sources(protocol)


def _window(agent: Agent) -> Iterator[Problem]:
    effective, remove, hard = agent.effective_from_min.value, agent.remove_by_min.value, agent.hard_max_min.value
    if remove is not None and remove == hard:
        yield problem(f"agents {agent.id!r} remove_by_min", "before-maximum")
    remind = agent.remind_min.value
    if remind is not None and not (effective or 0) <= remind < (remove or 0):
        yield problem(f"agents {agent.id!r} remind_min", "reminder-order")


def _amounts(agent: Agent) -> Iterator[Problem]:
    area, rate, most = agent.max_area_cm2.value, agent.g_per_10cm2.value, agent.max_g.value
    if area is not None and rate is not None and most is not None and area * rate / 10 > most:
        yield problem(f"agents {agent.id!r} max_area_cm2", "area-covered", area=most / rate * 10)
    top = agent.max_g_per_10cm2.value
    if rate is not None and top is not None and rate > top:
        yield problem(f"agents {agent.id!r} g_per_10cm2", "rate-most")


def _ages(agent: Agent) -> Iterator[Problem]:
    below = [each.below_years.value for each in agent.by_age]
    known = [each for each in below if each is not None]
    if len(known) < len(below) or any(now <= before for before, now in pairwise(known)):
        yield problem(f"agents {agent.id!r} by_age", "ages-order")


def _reach(protocol: Protocol, rule: Rule) -> Iterator[Problem]:
    for kind, named, known in (
        ("agents", rule.agents, protocol.agent), ("devices", rule.devices, protocol.device),
    ):  # fmt: skip
        for each in named:
            if each not in known:
                yield problem(f"rules {rule.id!r} {kind}", "own-thing", kind=kind, name=each)
    if (rule.agents or rule.drugs) and rule.outcome != "block-numbing":
        yield problem(f"rules {rule.id!r} agents", "numbing-rule")
    asked = protocol.rule.get(rule.answer_of)
    if rule.answer_of and (asked is None or not asked.asked or rule.age_below or rule.skin_from):
        yield problem(f"rules {rule.id!r} answer_of", "own-question")


def _groups(protocol: Protocol) -> Iterator[Problem]:
    things = (("agents", protocol.agents), ("devices", protocol.devices), ("disinfectants", protocol.disinfectants))
    held = [(f"{kind} {one.id!r} holds", each.group) for kind, every in things for one in every for each in one.holds]
    named = [(f"rules {rule.id!r} groups", group) for rule in protocol.rules for group in rule.groups]
    for key, group in (*held, *named):
        if group not in protocol.group and not (group == NO_GROUP and key.endswith("holds")):
            yield problem(key, "own-group", name=group)
    for known in protocol.groups:
        if known.id == NO_GROUP:
            yield problem(f"groups {known.id!r}", "group-id", name=NO_GROUP)


def _range(protocol: Protocol, zone: Zone) -> Iterator[Problem]:
    if zone.suggest_mm is None:
        return
    for cap in protocol.depth_caps:
        holds = not cap.zones or zone.id in cap.zones
        if holds and cap.most_mm.value is not None and zone.suggest_mm[1] > cap.most_mm.value:
            yield problem(f"zone {zone.id!r} suggest_mm", "below-cap", most_um=to_um(cap.most_mm.value), name=cap.id)


def _covered(protocol: Protocol, preset: Preset) -> Iterator[Problem]:
    areas = [protocol.zone[each].area_cm2 for each in preset.zones if each in protocol.zone]
    area = sum(filter(None, areas))
    if protocol.agents and not preset.uncovered and not any(_covers(each, area) for each in protocol.agents):
        yield problem(f"presets {preset.id!r} zones", "plan-covered", area=area)


def _covers(agent: Agent, area_cm2: float) -> bool:
    """Whether the label's limits are known and reach so far; an agent without any is no proof."""
    limit, rate, most = agent.max_area_cm2.value, agent.g_per_10cm2.value, agent.max_g.value
    if limit is None and most is None:
        return False
    grams = 0.0 if rate is None else area_cm2 * rate / 10
    return (limit is None or area_cm2 <= limit) and (most is None or grams <= most)


def _sources(protocol: Protocol) -> Iterator[Problem]:
    sourced: Iterable[tuple[str, Struct]] = (
        *((f"steps {step.id!r} checks {check.id!r}", check) for step in protocol.steps for check in step.checks),
        *((key, part) for key, part in parts(protocol) if isinstance(part, Sign | Cover | Holds)),
    )
    for key, part in sourced:
        if not getattr(part, "source", "") or not getattr(part, "grade", ""):
            yield problem(key, "sentence-source")
    for line in protocol.call_if:
        if isinstance(line, str):
            yield problem(f"call_if {line!r}", "sentence-source")
    for zone in protocol.zones:
        if zone.area_cm2 is not None and not (zone.area_source and zone.area_grade):
            yield problem(f"zone {zone.id!r} area_source", "area-source")

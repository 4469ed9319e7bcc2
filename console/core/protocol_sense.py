"""What a protocol file may not say beside itself, and that everything in it has a source: (key, what is allowed there).

It is asked of a file that is read. A clinic's own device goes into what it adopted before, whatever that says.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from msgspec import Struct

from console.core.anatomy import Zone
from console.core.people import NO_GROUP
from console.core.protocol import Protocol
from console.core.protocol_check import Problem, parts
from console.core.protocol_parts import Agent, Cover, Holds, Preset, Rule, Sign


def contradictions(protocol: Protocol) -> Iterator[Problem]:
    """Yield what cannot hold together, or stands there without source or grade."""
    for agent in protocol.agents:
        yield from _window(agent)
        yield from _amounts(agent)
        yield from _ages(agent)
    for rule in protocol.rules:
        yield from _reach(protocol, rule)
    yield from _groups(protocol)
    for zone in protocol.zones:
        yield from _range(protocol, zone)
    for preset in protocol.presets:
        yield from _covered(protocol, preset)
    yield from _sources(protocol)


def _window(agent: Agent) -> Iterator[Problem]:
    effective, remove, hard = agent.effective_from_min.value, agent.remove_by_min.value, agent.hard_max_min.value
    if remove is not None and remove == hard:
        yield f"agents {agent.id!r} remove_by_min", "less than hard_max_min: else the first alarm is the last"
    remind = agent.remind_min.value
    if remind is not None and not (effective or 0) <= remind < (remove or 0):
        yield f"agents {agent.id!r} remind_min", "effective_from_min ≤ remind_min < remove_by_min"


def _amounts(agent: Agent) -> Iterator[Problem]:
    area, rate, most = agent.max_area_cm2.value, agent.g_per_10cm2.value, agent.max_g.value
    if area is not None and rate is not None and most is not None and area * rate / 10 > most:
        yield (
            f"agents {agent.id!r} max_area_cm2",
            f"an area that g_per_10cm2 covers with max_g: {most / rate * 10:g} cm²",
        )
    top = agent.max_g_per_10cm2.value
    if rate is not None and top is not None and rate > top:
        yield f"agents {agent.id!r} g_per_10cm2", "at most max_g_per_10cm2"


def _ages(agent: Agent) -> Iterator[Problem]:
    below = [each.below_years.value for each in agent.by_age]
    known = [each for each in below if each is not None]
    if len(known) < len(below) or any(now <= before for before, now in pairwise(known)):
        yield f"agents {agent.id!r} by_age", "each with its below_years, the youngest first"


def _reach(protocol: Protocol, rule: Rule) -> Iterator[Problem]:
    for kind, named, known in (
        ("agents", rule.agents, protocol.agent), ("devices", rule.devices, protocol.device),
    ):  # fmt: skip
        for each in named:
            if each not in known:
                yield f"rules {rule.id!r} {kind}", f"{kind} of this file, and {each!r} is none"
    if (rule.agents or rule.drugs) and rule.outcome != "block-numbing":
        yield f"rules {rule.id!r} agents", "only a rule that bars numbing names agents or drugs"
    asked = protocol.rule.get(rule.answer_of)
    if rule.answer_of and (asked is None or not asked.asked or rule.age_below or rule.skin_from):
        yield f"rules {rule.id!r} answer_of", "a question of this file, and no age or skin type beside it"


def _groups(protocol: Protocol) -> Iterator[Problem]:
    things = (("agents", protocol.agents), ("devices", protocol.devices), ("disinfectants", protocol.disinfectants))
    held = [(f"{kind} {one.id!r} holds", each.group) for kind, every in things for one in every for each in one.holds]
    named = [(f"rules {rule.id!r} groups", group) for rule in protocol.rules for group in rule.groups]
    for key, group in (*held, *named):
        if group not in protocol.group and not (group == NO_GROUP and key.endswith("holds")):
            yield key, f"groups of this file, and {group!r} is none"
    for known in protocol.groups:
        if known.id == NO_GROUP:
            yield f"groups {known.id!r}", f"another id: {NO_GROUP!r} says that an entry touches none"


def _range(protocol: Protocol, zone: Zone) -> Iterator[Problem]:
    if zone.suggest_mm is None:
        return
    for cap in protocol.depth_caps:
        holds = not cap.zones or zone.id in cap.zones
        if holds and cap.most_mm.value is not None and zone.suggest_mm[1] > cap.most_mm.value:
            yield f"zone {zone.id!r} suggest_mm", f"at most {cap.most_mm.value:g} mm, the cap {cap.id!r}"


def _covered(protocol: Protocol, preset: Preset) -> Iterator[Problem]:
    areas = [protocol.zone[each].area_cm2 for each in preset.zones if each in protocol.zone]
    area = sum(filter(None, areas))
    if protocol.agents and not preset.uncovered and not any(_covers(each, area) for each in protocol.agents):
        yield (
            f"presets {preset.id!r} zones",
            f"{area:g} cm² that a cream of this file covers, or why not in `uncovered`",
        )


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
            yield key, "a sentence needs its source and grade"
    for line in protocol.call_if:
        if isinstance(line, str):
            yield f"call_if {line!r}", "a sentence with its source and grade"
    for zone in protocol.zones:
        if zone.area_cm2 is not None and not (zone.area_source and zone.area_grade):
            yield f"zone {zone.id!r} area_source", "an area needs its source and grade"

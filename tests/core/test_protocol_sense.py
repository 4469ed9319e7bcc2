"""What a file may not say beside itself: each contradiction is refused, and the shipped file has none."""

import pytest
from msgspec.structs import replace

import resources
from console.core.anatomy import Zone
from console.core.protocol import Protocol
from console.core.protocol_agents import AgeLimit, Cover
from console.core.protocol_check import problems
from console.core.protocol_file import BadFile, load
from console.core.protocol_parts import Check, Number, Preset, Reason, Rule, Sign, Step
from console.core.protocol_sense import contradictions
from tests.support.moves import num
from tests.support.texts import WORDS

TEXT = resources.text("protocols", "cit-standard.toml")
ZONES = resources.text("zones.toml")
SHIPPED = load(TEXT, ZONES)
BARE = Sign("A sentence", "", "")
EMLA = "lidocaine-prilocaine"


def with_agent(**more: object) -> Protocol:
    made = replace(SHIPPED.agent[EMLA], **more)
    return replace(SHIPPED, agents=tuple(made if each.id == EMLA else each for each in SHIPPED.agents))


def with_rule(**more: object) -> Protocol:
    last: Rule = SHIPPED.rules[-1]
    return replace(SHIPPED, rules=(*SHIPPED.rules[:-1], replace(last, **more)))


def with_check(**more: object) -> Protocol:
    first: Step = SHIPPED.steps[0]
    made: Check = replace(first.checks[0], **more)
    return replace(SHIPPED, steps=(replace(first, checks=(made, *first.checks[1:])), *SHIPPED.steps[1:]))


def with_zone(**more: object) -> Protocol:
    first: Zone = SHIPPED.zones[0]
    return replace(SHIPPED, zones=(replace(first, **more), *SHIPPED.zones[1:]))


def with_preset(**more: object) -> Protocol:
    both = tuple(f"{zone}-{side}" for zone in ("upper-back", "mid-back") for side in ("left", "right"))
    return replace(SHIPPED, presets=(replace(Preset("back", "Back", both), **more),))


ELSEWHERE = Reason("elsewhere", "Elsewhere", ("roller",))
CASES: dict[str, tuple[Protocol, str, str]] = {
    "a reason of a device that is not there": (
        replace(SHIPPED, reasons={**SHIPPED.reasons, "pause": (ELSEWHERE,)}),
        "reasons 'Elsewhere' devices",
        "roller",
    ),
    "remove by is the maximum": (with_agent(remove_by_min=num(300)), f"agents '{EMLA}' remove_by_min", "less than"),
    "reminder too early": (with_agent(remind_min=num(59)), f"agents '{EMLA}' remind_min", "effective_from_min ≤"),
    "reminder too late": (with_agent(remind_min=num(120)), f"agents '{EMLA}' remind_min", "< remove_by_min"),
    "area beyond the grams": (with_agent(max_area_cm2=num(600)), f"agents '{EMLA}' max_area_cm2", "400 cm²"),
    "amount above its most": (
        with_agent(g_per_10cm2=num(1.5), max_g_per_10cm2=num(1)),
        f"agents '{EMLA}' g_per",
        "at most",
    ),
    "ages out of order": (
        with_agent(by_age=(AgeLimit(num(12)), AgeLimit(num(6)))),
        f"agents '{EMLA}' by_age",
        "youngest",
    ),
    "an age that is open": (with_agent(by_age=(AgeLimit(Number()),)), f"agents '{EMLA}' by_age", "below_years"),
    "an agent that is none": (with_rule(agents=("ice",)), "rules 'anti-arrhythmics' agents", "'ice' is none"),
    "a device that is none": (with_rule(devices=("roller",)), "rules 'anti-arrhythmics' devices", "'roller' is none"),
    "drugs of a stop": (
        with_rule(outcome="stop", drugs=("prilocaine",)),
        "rules 'anti-arrhythmics' agents",
        "bars numbing",
    ),
    "an answer that is none": (with_rule(answer_of="tea"), "rules 'anti-arrhythmics' answer_of", "a question"),
    "an answer nobody gives": (with_rule(answer_of="young"), "rules 'anti-arrhythmics' answer_of", "a question"),
    "an answer and an age": (
        with_rule(answer_of="keloid", age_below=num(9)),
        "rules 'anti-arrhythmics' answer_of",
        "no age",
    ),
    "a range over its cap": (
        with_zone(suggest_mm=(0.5, 1.75)),
        "zone 'forehead' suggest_mm",
        "1.50 mm, the cap 'face'",
    ),
    "a plan that no cream covers": (with_preset(), "presets 'back' zones", "1780 cm²"),
    "a check without source": (with_check(source=""), "steps 'prepare' checks 'right-client'", "source and grade"),
    "a check without grade": (with_check(grade=""), "steps 'prepare' checks 'right-client'", "source and grade"),
    "technique without source": (replace(SHIPPED, technique=(BARE,)), "technique", "source and grade"),
    "second cream without source": (replace(SHIPPED, second_cream=BARE), "second_cream", "source and grade"),
    "warning without source": (replace(SHIPPED, energy_warning=BARE), "energy_warning", "source and grade"),
    "standing without source": (
        replace(SHIPPED, devices=(replace(SHIPPED.devices[0], standing=(BARE,)), *SHIPPED.devices[1:])),
        "standing",
        "source and grade",
    ),
    "cover without source": (with_agent(cover=Cover("expected", "", "")), "cover", "source and grade"),
    "call-if in plain words": (replace(SHIPPED, call_if=("Fever",)), "call_if 'Fever'", "source and grade"),
    "call-if without source": (replace(SHIPPED, call_if=(BARE,)), "call_if", "source and grade"),
    "area without source": (with_zone(area_source=""), "zone 'forehead' area_source", "source and grade"),
    "area without grade": (with_zone(area_grade=""), "zone 'forehead' area_source", "source and grade"),
}


@pytest.mark.parametrize(("protocol", "key", "allowed"), CASES.values(), ids=CASES)
def test_a_contradiction_is_told(protocol: Protocol, key: str, allowed: str) -> None:
    found = list(contradictions(protocol))
    assert found
    assert all(key in each for each, _ in found)
    assert allowed in WORDS.allowed(found[0][1])


def test_the_shipped_file_holds_together_and_a_plan_may_say_why_no_cream_covers_it() -> None:
    assert list(contradictions(SHIPPED)) == []
    assert list(contradictions(with_preset(uncovered="Without cream"))) == []


def test_limits_that_nobody_published_cover_nothing() -> None:
    bare = replace(SHIPPED, agents=(SHIPPED.agent["topical-other"],), rules=())
    assert {key for key, _ in contradictions(bare)} >= {"presets 'full-face' zones"}
    grams = replace(SHIPPED.agent[EMLA], max_area_cm2=Number())
    only = replace(SHIPPED, agents=(grams,), rules=())
    assert [key for key, _ in contradictions(only)] == ["presets 'face-and-neck' zones"]


def test_a_file_that_contradicts_itself_is_not_read() -> None:
    with pytest.raises(BadFile) as bad:
        load(TEXT.replace("value = 120\n", "value = 300\n", 1), ZONES)
    assert "remove_by_min" in bad.value.key


def test_what_was_adopted_before_takes_a_device_all_the_same() -> None:
    """A clinic's own device is adopted with what it adopted before."""
    old = with_agent(remove_by_min=num(300))
    assert list(contradictions(old))
    assert list(problems(old)) == []
    without = {key: value for key, value in SHIPPED.reasons.items() if key != "second-cream"}
    assert list(problems(replace(SHIPPED, reasons=without, second_cream=None))) == []
    assert [key for key, _ in problems(replace(SHIPPED, reasons=without))] == ["reasons 'second-cream'"]

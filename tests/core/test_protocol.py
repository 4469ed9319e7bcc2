"""The shipped protocol: what it holds, where it has it from, and that it comes back from the log the same."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

import msgspec
from msgspec.structs import replace

import resources
from console.core.protocol import Protocol
from console.core.protocol_agents import Agent
from console.core.protocol_check import MAX_CHECKS, parts
from console.core.protocol_file import from_json, load
from console.core.protocol_parts import Check, Number, Outcome, Rule, Sign, Situation

TEXT = resources.text("protocols", "cit-standard.toml")
ZONES = resources.text("zones.toml")
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)

SCREENING: dict[Outcome, str] = {
    "stop": "skin-cancer broken-skin infection active-herpes eczema-in-area sunburn steel-allergy anaesthetic-allergy"
    " bleeding-disorder pregnancy isotretinoin-now uncontrolled-diabetes chemo-radiotherapy immunosuppression minor",
    "wait": "isotretinoin-past harsh-products sun tan self-tan toxin filler surgery chemo-radiotherapy-past young-scar",
    "consent": "active-acne rosacea solar-keratosis scleroderma keloid anticoagulants epilepsy heart-disease",
    "caution": "cold-sores-past eczema-psoriasis poor-healing diabetes anti-inflammatories nickel-allergy"
    " disinfectant-allergy latex-allergy adhesive-allergy atopic-skin other-anaesthetic peel-laser autoimmune-therapy"
    " young darker-skin",
    "block-numbing": "numbing-pregnancy numbing-allergy paba-allergy sulphonamide-allergy liver-disease"
    " pseudocholinesterase methaemoglobinaemia g6pd methaemoglobin-medicines anti-arrhythmics",
}
"""Every item of the published screening lists, in the order in which they are asked."""


@cache
def shipped() -> Protocol:
    return load(TEXT, ZONES)


def leaves(node: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Every table and value of parsed JSON with its path, tables before what is in them."""
    yield path, node
    inside = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in inside:
        yield from leaves(value, (*path, key))


def tables() -> list[dict[str, Any]]:
    return [node for _, node in leaves(msgspec.json.decode(shipped().content)) if isinstance(node, dict)]


def test_every_number_has_a_published_source_and_its_grade() -> None:
    """But for one that is not about skin: how early a shelf is warned of."""
    numbers = [table for table in tables() if "value" in table]
    assert len(numbers) > 50
    own = [table for table in numbers if table.get("grade") == "own"]
    assert own == [msgspec.to_builtins(shipped().stock.warn_days)]
    found = [table for table in numbers if table not in own]
    assert [table for table in found if not table.get("source") or table.get("grade") not in ("P", "J", "C")] == []


def test_every_rule_and_every_figure_in_words_has_a_source_and_its_grade() -> None:
    figures = [table for table in tables() if re.search(r"\d", table.get("text", ""))]
    assert {"no-harsh-products", "sunscreen"} <= {table.get("id") for table in figures}
    rules = [table for table in tables() if "outcome" in table]
    said = [msgspec.to_builtins(each) for event in shipped().danger.events for each in (*event.signs, *event.measures)]
    for table in figures + rules:
        own = table.get("hours", table)
        assert own.get("source"), table["text"]
        assert own.get("grade") in (("P", "J", "C", "M") if table in said else ("P", "J", "C")), table["text"]


def test_every_sentence_has_a_source_and_no_danger_sign_of_the_card_is_from_memory() -> None:
    protocol = shipped()
    checks = [check for step in protocol.steps for check in step.checks]
    sentences = [each for _, each in parts(protocol) if isinstance(each, Sign)]
    every: list[Check | Rule | Sign] = [*checks, *protocol.rules, *sentences]
    for each in every:
        assert each.source, each.text
        assert each.grade in ("P", "J", "C", "M", "own"), each.text
    assert {each.grade for each in protocol.danger.signs} == {"C", "P"}
    assert {each.text for each in protocol.call_if if isinstance(each, Sign)} == set(protocol.call_texts)


def test_each_danger_has_its_signs_and_what_is_done_first() -> None:
    events = shipped().danger.events
    assert [event.id for event in events] == [
        "toxicity", "methaemoglobinaemia", "anaphylaxis", "faint", "eye", "home",
    ]  # fmt: skip
    signs = [sign for event in events for sign in event.signs]
    assert not [sign.text for sign in signs if sign.grade == "M" or "memory" in sign.source]
    assert all(event.signs and event.measures for event in events)
    assert any("late" in sign.text for sign in events[0].signs)


def test_a_protocol_from_before_calls_with_plain_words() -> None:
    old = from_json(shipped().content.replace('"call_if":[{', '"call_if":["Fever",{', 1))
    assert old.call_texts == ("Fever", *shipped().call_texts)
    plain = replace(shipped(), call_if=("Fever", "Pus"))
    assert from_json(plain.content).call_texts == ("Fever", "Pus")
    assert '"call_if":["Fever","Pus"]' in plain.content


def test_no_minimum_time_was_published_so_none_is_shipped() -> None:
    assert {(step.minimum_s, step.pause_minimum_s) for step in shipped().steps} == {(Number(), Number())}


def test_the_steps_and_their_pause_points() -> None:
    protocol = shipped()
    assert list(protocol.step) == ["prepare", "cleanse", "numbing", "needling", "aftercare", "sign-off"]
    assert [protocol.after(step) for step in protocol.step] == [*list(protocol.step)[1:], "sign-off"]
    assert [step.id for step in protocol.steps if step.pause_point] == ["prepare", "numbing", "aftercare"]
    for step in protocol.steps:
        assert bool(step.checks) == bool(step.pause_point)
        assert len(step.checks) <= MAX_CHECKS
    assert [check.id for check in protocol.check.values() if check.when == "numbed"] == ["residue-removed"]
    before_needling = [check.effect for check in protocol.step["numbing"].checks if check.effect]
    assert before_needling == ["disinfect"] == [check.effect for check in protocol.check.values() if check.effect]


def test_every_screening_item_is_there_stops_first() -> None:
    rules = [(rule.outcome, rule.id) for rule in shipped().rules]
    assert rules == [(outcome, rule) for outcome in OUTCOMES for rule in SCREENING[outcome].split()]
    assert "steroids" in shipped().check["right-client"].text


def test_only_what_goes_by_age_by_skin_type_by_the_file_or_by_another_answer_is_not_asked() -> None:
    assert [rule.id for rule in shipped().rules if not rule.asked] == [
        "minor", "latex-allergy", "adhesive-allergy", "young", "darker-skin", "numbing-pregnancy", "numbing-allergy",
    ]  # fmt: skip
    assert len({rule.text for rule in shipped().rules}) == len(shipped().rules)


def test_the_numbers_of_the_rules() -> None:
    rule = shipped().rule
    days = {each.id: each.wait_days.value for each in rule.values() if each.wait_days}
    assert days == {
        "isotretinoin-past": 180, "harsh-products": 1, "sun": 2, "tan": 14, "self-tan": 2, "toxin": 14, "filler": 180,
        "surgery": 365, "chemo-radiotherapy-past": 28, "young-scar": 180,
    }  # fmt: skip
    ages = {each.id: each.age_below.value for each in rule.values() if each.age_below}
    assert ages == {"minor": 18, "young": 22}
    assert [each.skin_from.value for each in rule.values() if each.skin_from] == [4]


def test_the_windows_limits_and_strengths_of_the_agents() -> None:
    def row(agent: Agent) -> tuple[float | None, ...]:
        window = (agent.effective_from_min, agent.remove_by_min, agent.hard_max_min)
        limits = (agent.max_area_cm2, agent.max_g, agent.g_per_10cm2, agent.max_g_per_10cm2)
        return tuple(number.value for number in (*window, *limits, *(drug.mg_per_g for drug in agent.drugs)))

    assert {agent.id: row(agent) for agent in shipped().agents} == {
        "lidocaine-4": (30, 60, None, 900, None, 1.5, 2, 40),
        "lidocaine-prilocaine": (60, 120, 300, 400, 60, 1.5, 2, 25, 25),
        "lidocaine-tetracaine": (20, 30, None, 400, 53, 1.3, None, 70, 70),
        "topical-other": (15, 50, None, None, None, None, None),
    }


def test_the_depths_of_the_devices_and_the_way_back() -> None:
    protocol = shipped()
    depths = {each.id: (each.min_mm.value, each.max_mm.value, each.step_mm.value) for each in protocol.device.values()}
    assert depths == {"skinpen": (0.25, 2.5, 0.25), "dermapen-4": (0.2, 3.0, 0.1)}
    assert (protocol.follow_up.days.value, protocol.follow_up.warn_below_days.value) == (30, 28)
    assert {preset.passes.value for preset in protocol.presets} == {3, None}


def test_every_situation_has_reasons_for_the_digit_keys() -> None:
    assert list(shipped().reasons) == list(get_args(Situation))
    for reasons in shipped().reasons.values():
        assert 3 <= len(set(reasons)) == len(reasons) <= 6


def test_what_bars_the_numbing_too_is_passed_by_a_reason_that_says_that_numbing_is_left_out() -> None:
    found = {each.id for each in shipped().rules if "Numbing left out" in shipped().reasons_to_pass(each.id)[0]}
    assert found == {"anaesthetic-allergy", "pregnancy"}
    bound = shipped().reason_devices
    assert (
        [devices for text, devices in bound.items() if "Dermapen 4" in text] == [("dermapen-4",)] == [*bound.values()]
    )
    assert "without it" not in resources.Texts("en")["refusal"]["numbing-blocked"]


def test_aftercare_runs_on_in_hours_and_what_is_open_stays_open() -> None:
    hours = {care.id: care.hours.value for care in shipped().aftercare}
    assert [care for care, value in hours.items() if value is None] == ["home-routine"]
    assert (hours["no-make-up"], hours["sunscreen"], hours["no-exercise"], hours["no-actives"]) == (24, 24, 72, 168)
    assert (hours["moisturiser"], hours["no-pool"]) == (24, 72)
    assert len(shipped().call_texts) == 11


def test_what_is_adopted_comes_back_the_same() -> None:
    protocol = shipped()
    back = from_json(protocol.content)
    assert back == protocol
    assert (back.content, back.digest) == (protocol.content, protocol.digest)
    assert re.fullmatch("[0-9a-f]{64}", protocol.digest)
    assert load(TEXT, ZONES).digest == protocol.digest


def test_comments_and_the_order_of_keys_are_not_content() -> None:
    remarked = load(TEXT.replace("\n\n", "\n# a remark\n"), ZONES)
    pause = TEXT[TEXT.index("pause = [") :].partition("]")[0] + "]\n"
    moved = load(TEXT.replace(pause, "").replace("[reasons]\n", "[reasons]\n" + pause), ZONES)
    assert next(iter(moved.reasons)) == "pause"
    assert remarked.digest == moved.digest == shipped().digest


def test_a_default_written_out_comes_back_the_same() -> None:
    other = load(TEXT.replace('kind = "plain"', 'kind = "plain"\nminimum_s = {}\npause_point = ""'), ZONES)
    assert other == shipped()
    assert from_json(other.content).digest == other.digest


def test_the_digest_changes_with_every_number() -> None:
    content = msgspec.json.decode(shipped().content)
    numbers = [(path, node) for path, node in leaves(content) if type(node) in (int, float)]
    assert {"value", "version", "area_cm2"} <= {path[-1] for path, _ in numbers}
    digests = {shipped().digest}
    for path, number in numbers:
        table = content
        for key in path[:-1]:
            table = table[key]
        table[path[-1]] = number + 1
        digests.add(from_json(msgspec.json.encode(content).decode()).digest)
        table[path[-1]] = number
    assert len(digests) == len(numbers) + 1

"""The shipped protocol says what its sources say, row by row: no number is altered, and none added, in passing."""

import tomllib
from typing import Any

import pytest

import resources

PROTOCOL = tomllib.loads(resources.text("protocols", "cit-standard.toml"))
Number = float | None


def number(table: dict[str, Any], name: str) -> Number:
    """The value of one number, None where it is open or missing."""
    value: Number = table.get(name, {}).get("value")
    return value


def held(table: dict[str, Any]) -> tuple[str, ...]:
    return tuple(each["group"] for each in table.get("holds", ()))


def by_id(kind: str) -> dict[str, dict[str, Any]]:
    return {each["id"]: each for each in PROTOCOL[kind]}


LIMITS = ("effective_from_min", "remove_by_min", "hard_max_min", "max_area_cm2", "max_g", "g_per_10cm2",
          "max_g_per_10cm2", "age_from", "remind_min")  # fmt: skip
AGENTS: dict[str, tuple[dict[str, Number], str]] = {
    "lidocaine-4": (
        {"effective_from_min": 30, "remove_by_min": 60, "max_area_cm2": 900, "g_per_10cm2": 1.5,
         "max_g_per_10cm2": 2, "age_from": 18},
        "LMX4: 30 to 60 min, its 5 h are one cannulation site's; 900 cm², 1.5 to 2 g; large areas adults only",
    ),
    "lidocaine-prilocaine": (
        {"effective_from_min": 60, "remove_by_min": 120, "hard_max_min": 300, "max_area_cm2": 400, "max_g": 60,
         "g_per_10cm2": 1.5, "max_g_per_10cm2": 2},
        "EMLA: from 60 min, on the face studied for 2 h, at most 5 h; 60 g at 1.5 g on 10 cm² cover 400 cm²",
    ),
    "lidocaine-tetracaine": (
        {"effective_from_min": 20, "remove_by_min": 30, "max_area_cm2": 400, "max_g": 53, "g_per_10cm2": 1.3,
         "age_from": 18},
        "Pliaglis: 20 to 30 min, 400 cm², 53 g, about 1.3 g on 10 cm², 18 years and older",
    ),
    "topical-other": ({"effective_from_min": 15, "remove_by_min": 50}, "Dermapen manual: 15 to 50 min; no grams"),
}  # fmt: skip
DRUGS = {
    "lidocaine-4": {"lidocaine": 40},
    "lidocaine-prilocaine": {"lidocaine": 25, "prilocaine": 25},
    "lidocaine-tetracaine": {"lidocaine": 70, "tetracaine": 70},
    "topical-other": {},
}
"""Milligrams in each gram, by the labels: 4 %, 2.5 and 2.5 %, 7 and 7 %; another's is asked for."""
COVER = {"lidocaine-prilocaine": "expected", "topical-other": "forbidden"}
"""EMLA works under an occlusive dressing; of what is above 4 % the FDA says no wrap."""
EMLA_BY_AGE = [(1, 10, 1), (6, 100, 10), (12, 200, 20)]
"""Below so many years: cm² and grams. Leaflet: 0 to 2 months 1 g on 10; 1 to 5 years 10 on 100; 6 to 11 20 on 200."""

HOLDS = {
    ("agents", "lidocaine-4"): ("amide-anaesthetic", "preservative", "glycol"),  # lidocaine; benzyl alcohol
    ("agents", "lidocaine-prilocaine"): ("amide-anaesthetic", "glycol"),  # both are amides; no preservative
    ("agents", "lidocaine-tetracaine"): (  # tetracaine is an ester, and breaks down to PABA; parabens
        "amide-anaesthetic", "ester-anaesthetic", "paba", "preservative",
    ),
    ("agents", "topical-other"): (),  # what nobody told is taken to hold what its like do
    ("devices", "skinpen"): ("steel",),  # its tips were tested without nickel
    ("devices", "dermapen-4"): ("steel", "nickel"),  # surgical steel has 10 to 14 % nickel
    ("disinfectants", "chlorhexidine"): ("chlorhexidine",),
    ("disinfectants", "povidone-iodine"): ("iodine",),
    ("disinfectants", "other-disinfectant"): ("none",),
}  # fmt: skip
"""What each thing holds: by this an allergy stops it."""

DEVICES: dict[str, tuple[tuple[Number, Number, Number], str]] = {
    "skinpen": ((0.25, 0.25, 2.5), "11 settings, 0 to 2.5 mm by 0.25"),
    "dermapen-4": ((0.1, 0.2, 3.0), "0.2 to 3.0 mm by 0.1"),
}
"""Step, least and most in millimetres."""

ESTERS = ("tetracaine", "benzocaine")
METHB = ("prilocaine", "benzocaine")
RULES: dict[str, tuple[str, dict[str, object], str]] = {
    "skin-cancer": ("stop", {}, "SkinPen, Exceed, Dermapen"),
    "broken-skin": ("stop", {}, "SkinPen, Exceed, Dermapen"),
    "infection": ("stop", {}, "SkinPen, Exceed"),
    "active-herpes": ("stop", {}, "SkinPen, Exceed"),
    "eczema-in-area": ("stop", {}, "Exceed: eczema or rash in the area: none"),
    "sunburn": ("stop", {}, "several clinics"),
    "steel-allergy": ("stop", {"groups": ["steel"]}, "SkinPen"),
    "anaesthetic-allergy": ("stop", {"groups": ["amide-anaesthetic", "ester-anaesthetic"]}, "SkinPen, Exceed"),
    "bleeding-disorder": ("stop", {"groups": ["bleeding-disorder"]}, "Exceed"),
    "pregnancy": ("stop", {}, "SkinPen, Needlingpen"),
    "isotretinoin-now": ("stop", {"groups": ["isotretinoin"]}, "SkinPen"),
    "uncontrolled-diabetes": ("stop", {}, "Exceed: unregulated"),
    "chemo-radiotherapy": ("stop", {}, "Exceed: from 4 weeks before"),
    "immunosuppression": ("stop", {"groups": ["immunosuppressant"]}, "contraindications of clinics"),
    "minor": ("stop", {"age_below": 18}, "nothing under 18 without a prescriber"),
    "isotretinoin-past": ("wait", {"wait_days": 180}, "6 months, the medicine's label"),
    "harsh-products": ("wait", {"wait_days": 1}, "24 h"),
    "sun": ("wait", {"wait_days": 2}, "24 to 48 h"),
    "tan": ("wait", {"wait_days": 14}, "a tan or tanning bed: 14 days"),
    "self-tan": ("wait", {"wait_days": 2}, "48 h"),
    "toxin": ("wait", {"wait_days": 14}, "14 days"),
    "filler": ("wait", {"wait_days": 180}, "Exceed: filler in the area 180 days"),
    "surgery": ("wait", {"wait_days": 365}, "Exceed: 12 months"),
    "chemo-radiotherapy-past": ("wait", {"wait_days": 28}, "Exceed: 4 weeks after"),
    "young-scar": ("wait", {"wait_days": 180}, "Exceed: 6 months"),
    "active-acne": ("consent", {}, "Exceed, Needlingpen: any active acne; Dermapen III and IV with consent"),
    "rosacea": ("consent", {}, "Dermapen; Exceed stops it there"),
    "solar-keratosis": ("consent", {}, "Dermapen; Exceed stops it there"),
    "scleroderma": ("consent", {"groups": ["scleroderma"]}, "Dermapen"),
    "keloid": ("consent", {}, "Exceed: stop or consent"),
    "anticoagulants": ("consent", {"groups": ["anticoagulant"]}, "Exceed: not while taken; a doctor's consent"),
    "epilepsy": ("consent", {"groups": ["epilepsy"]}, "Needlingpen"),
    "heart-disease": ("consent", {"groups": ["heart-disease"]}, "Needlingpen"),
    "cold-sores-past": ("caution", {}, "an antiviral was tried with ablative laser only"),
    "eczema-psoriasis": ("caution", {}, "elsewhere than in the area"),
    "poor-healing": ("caution", {}, "Needlingpen"),
    "diabetes": ("caution", {}, "under control"),
    "anti-inflammatories": ("caution", {"groups": ["anti-inflammatory"]}, "Exceed counts aspirin among thinners"),
    "nickel-allergy": ("caution", {"groups": ["nickel"]}, "316L has 10 to 14 % nickel: ask, as a caution"),
    "disinfectant-allergy": ("caution", {"groups": ["chlorhexidine", "iodine"]}, "ask chlorhexidine, iodine allergy"),
    "latex-allergy": ("caution", {"groups": ["latex"], "by_file": True}, "HSE: gloves without it"),
    "adhesive-allergy": ("caution", {"groups": ["adhesive"], "by_file": True}, "EMLA goes under a film that sticks"),
    "atopic-skin": ("caution", {"groups": ["atopic-dermatitis"]}, "EMLA 15 to 30 min there; LMX4 no data"),
    "other-anaesthetic": ("caution", {}, "LMX4: repeated doses raise blood levels"),
    "peel-laser": ("caution", {}, "InMode, another device: no number for needling"),
    "autoimmune-therapy": ("caution", {}, "a clinic"),
    "young": ("caution", {"age_below": 22}, "FDA: 22 and older"),
    "darker-skin": ("caution", {"skin_from": 4}, "Fitzpatrick IV and darker"),
    "numbing-pregnancy": ("block-numbing", {"answer_of": "pregnancy"}, "Dermapen; asked once"),
    "numbing-allergy": ("block-numbing", {"answer_of": "anaesthetic-allergy"}, "Pliaglis; asked once"),
    "paba-allergy": ("block-numbing", {"groups": ["paba"], "drugs": ESTERS}, "ester creams only"),
    "sulphonamide-allergy": (
        "block-numbing",
        {"groups": ["sulphonamide"], "devices": ["dermapen-4"]},
        "in no cream label read: Dermapen's own bar",
    ),
    "liver-disease": ("block-numbing", {"groups": ["liver-disease"]}, "Dermapen: any"),
    "pseudocholinesterase": ("block-numbing", {"groups": ["pseudocholinesterase"], "drugs": ESTERS}, "ester creams"),
    "methaemoglobinaemia": (
        "block-numbing",
        {"groups": ["methaemoglobinaemia"], "drugs": METHB, "agents": ["lidocaine-tetracaine"]},
        "EMLA; benzocaine; Pliaglis: not with a history of it",
    ),
    "g6pd": ("block-numbing", {"groups": ["g6pd"], "drugs": METHB}, "EMLA: G6PD deficiency"),
    "methaemoglobin-medicines": (
        "block-numbing",
        {"groups": ["methaemoglobin-forming"], "drugs": METHB},
        "EMLA: medicines that form methaemoglobin, being taken",
    ),
    "anti-arrhythmics": ("block-numbing", {"groups": ["heart-rhythm"]}, "EMLA: class I adds, class III is watched"),
}
"""What a yes does, by what the file answers, whom it bars, how long it waits, and whose row it is."""

HOURS: dict[str, tuple[str, Number, str]] = {
    "clean-hands": ("until", 24, "clinics"),
    "supplied-gel": ("until", 24, "gel only, 24 h"),
    "no-make-up": ("until", 24, "make-up from 24 h"),
    "strict-shade": ("until", 24, "sunscreen from 24 h"),
    "gentle-cleanser": ("from", 24, "clinics"),
    "sunscreen": ("from", 24, "sunscreen from 24 h"),
    "moisturiser": ("from", 24, "not before the gel alone: set 24"),
    "home-routine": ("from", None, "without a time: asked for"),
    "redness": ("until", 48, "redness 48"),
    "no-exercise": ("until", 72, "exercise 72"),
    "no-sun": ("until", 72, "sun 72, Exceed 2 to 3 days"),
    "no-pool": ("until", 72, "Exceed: pool, sauna, peel, hair removal, self-tan for 2 to 3 days"),
    "no-actives": ("until", 168, "actives 168"),
    "no-scrubs": ("until", 168, "clinics, 7 days"),
    "flaking": ("until", 168, "clinics, 7 days"),
    "scabs": ("until", 240, "scabs 240"),
    "daily-sunscreen": ("until", 336, "daily sunscreen 336"),
    "ask-anti-inflammatories": ("until", 336, "one clinic, 2 weeks"),
}


@pytest.mark.parametrize("agent", AGENTS)
def test_an_agent_has_the_limits_of_its_label(agent: str) -> None:
    table = by_id("agents")[agent]
    limits, _ = AGENTS[agent]
    assert {name: number(table, name) for name in LIMITS} == {name: limits.get(name) for name in LIMITS}
    assert {drug["name"]: number(drug, "mg_per_g") for drug in table.get("drugs", ())} == DRUGS[agent]
    assert table.get("cover", {}).get("rule") == COVER.get(agent)
    by_age = [tuple(number(row, name) for name in ("below_years", "max_area_cm2", "max_g"))
              for row in table.get("by_age", ())]  # fmt: skip
    assert by_age == (EMLA_BY_AGE if agent == "lidocaine-prilocaine" else [])
    assert table.get("own_label", False) is (agent == "topical-other")


def test_no_agent_device_or_disinfectant_holds_more_or_less_than_its_label_says() -> None:
    kinds = ("agents", "devices", "disinfectants")
    assert {(kind, each["id"]): held(each) for kind in kinds for each in PROTOCOL[kind]} == HOLDS
    assert list(by_id("agents")) == list(AGENTS)


def test_a_device_goes_as_deep_and_in_such_steps_as_its_pages_say() -> None:
    depths = {
        id_: tuple(number(each, f"{name}_mm") for name in ("step", "min", "max"))
        for id_, each in by_id("devices").items()
    }
    assert depths == {id_: depth for id_, (depth, _) in DEVICES.items()}


def test_a_device_of_radiofrequency_is_told_apart_from_plain_needles() -> None:
    """FDA, 15 October 2025: burns, scars, fat loss, disfigurement, nerve damage; report it; never at home."""
    said = PROTOCOL["energy_warning"]
    for each in ("radiofrequency", "burns", "scars", "fat", "disfigurement", "nerve", "reported", "at home"):
        assert each in said["text"]
    assert ("15 October 2025" in said["source"], said["grade"]) == (True, "C")
    assert not any("radiofrequency" in each["text"] for each in PROTOCOL["technique"])


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_does_what_its_source_says(rule: str) -> None:
    outcome, facts, _ = RULES[rule]
    table = by_id("rules")[rule]
    beside = {name: value for name, value in table.items() if name not in ("id", "text", "outcome", "source", "grade")}
    told = {name: value.get("value") if isinstance(value, dict) else value for name, value in beside.items()}
    assert table["outcome"] == outcome
    assert told == {name: list(value) if isinstance(value, tuple) else value for name, value in facts.items()}


def test_no_rule_stands_outside_the_table() -> None:
    assert list(by_id("rules")) == list(RULES)


def test_aftercare_holds_for_the_hours_of_its_sources() -> None:
    told = {id_: (each["when"], number(each, "hours")) for id_, each in by_id("aftercare").items()}
    assert told == {id_: (when, hours) for id_, (when, hours, _) in HOURS.items()}


def test_visits_are_thirty_days_apart_and_fewer_than_twenty_eight_are_asked_about() -> None:
    assert {name: number(PROTOCOL["follow_up"], name) for name in PROTOCOL["follow_up"]} == {
        "days": 30,  # Exceed, SkinPen clinical study summary
        "warn_below_days": 28,  # PMC6122507, four weeks
    }


def test_a_preset_has_three_passes_by_its_source_and_hands_are_asked_for() -> None:
    passes = {id_: number(each, "passes") for id_, each in by_id("presets").items()}
    assert passes == {"full-face": 3, "face-and-neck": 3, "scalp": 3, "decolletage": 3, "hands": None}

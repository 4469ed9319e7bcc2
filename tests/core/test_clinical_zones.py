"""The shipped zones have the ranges, bounds and areas of their sources, the danger card its figures, row by row."""

import re
import tomllib

import pytest

import resources

ZONES = {zone["id"]: zone for zone in tomllib.loads(resources.text("zones.toml"))["zone"]}
PROTOCOL = tomllib.loads(resources.text("protocols", "cit-standard.toml"))
EVENTS = {event["id"]: event for event in PROTOCOL["danger"]["events"]}

RANGES = {
    "forehead": ([0.25, 0.75], "depth guide"),
    "glabella": ([0.25, 1.0], "depth guide"),
    "crow-feet": ([0.25, 0.5], "depth guide"),
    "under-eye": ([0.25, 0.5], "depth guide"),
    "nose": ([0.25, 0.5], "depth guide"),
    "upper-lip": ([0.25, 0.75], "depth guide"),
    "lower-lip": ([0.25, 0.5], "no row in the depth guide; another seller: around the mouth 0.25 to 0.5"),
    "cheek": ([0.5, 1.5], "depth guide to 2.0; nothing on the face is labelled above 1.5"),
    "chin": ([0.5, 1.5], "depth guide to 2.0; nothing on the face is labelled above 1.5"),
    "lateral-cheek": ([0.5, 1.0], "over bone the depth guide has its own row"),
    "frontal-scalp": ([0.5, 2.5], "studies 0.5 to 2.5"),
    "mid-scalp": ([0.5, 2.5], "studies 0.5 to 2.5"),
    "crown": ([0.5, 2.5], "studies 0.5 to 2.5"),
    "parietal": ([0.5, 2.5], "studies 0.5 to 2.5"),
    "occipital": ([0.5, 2.5], "studies 0.5 to 2.5"),
    "abdomen-upper": ([1.5, 2.0], "depth guide: stretch marks only"),
    "abdomen-lower": ([1.5, 2.0], "depth guide: stretch marks only"),
    "thigh-front": ([1.5, 2.0], "depth guide: stretch marks only"),
    "thigh-back": ([1.5, 2.0], "depth guide: stretch marks only"),
}
"""Every zone of which a range is published; of neck, décolletage, hands, temple and jaw nothing was found."""
STRIAE = ("abdomen-upper", "abdomen-lower", "thigh-front", "thigh-back")
FACE = (
    "forehead", "glabella", "temple", "crow-feet", "under-eye", "nose", "upper-lip", "lower-lip", "cheek",
    "lateral-cheek", "chin", "jawline",
)  # fmt: skip
"""Nothing on the face is labelled above 1.5 mm; eyelid and lips are never needled."""

FIGURES = {
    ("toxicity", "signs"): ["8"],  # levels were still drawn to 8 h
    ("toxicity", "measures"): ["20", "1.5", "1", "15", "12", "70", "100", "2", "3", "2", "4", "6"],
    ("methaemoglobinaemia", "signs"): ["1", "2"],  # 1 to 2 h after, or later
    ("methaemoglobinaemia", "measures"): ["1", "6"],  # methylene blue 1 mg/kg; G6PD
    ("anaphylaxis", "signs"): [],
    ("anaphylaxis", "measures"): ["500", "12", "5"],  # 500 µg above 12 years, again at 5 min
    ("faint", "signs"): [],
    ("faint", "measures"): ["1", "2", "8"],  # no better in 1 to 2 min; cream on within 8 h
    ("eye", "signs"): [],
    ("eye", "measures"): [],
    ("home", "signs"): ["1", "2", "8"],
    ("home", "measures"): [],
}
"""Every figure of a card's sentences, in order. Toxicity: 20 % lipid 1.5 mL/kg in 1 min, then 15 mL/kg/h, at most
12 mL/kg; above 70 kg 100 mL in 2 to 3 min; watched 2 h (brain), 4 to 6 h (heart)."""

SAID = {
    ("toxicity", "signs"): ("Numb mouth", "ringing", "taste of metal", "confused", "slurred", "twitch", "Seizure",
                            "unconscious", "irregular pulse", "may come late", "within 8 hours of cream"),
    ("toxicity", "measures"): ("wipe off all cream", "ambulance at once", "oxygen at a high flow", "recovery position",
                               "more than an hour", "benzodiazepine", "20 % lipid 1.5 mL/kg in 1 minute",
                               "15 mL/kg an hour, at most 12 mL/kg", "Above 70 kg", "100 mL of it in 2 to 3 minutes"),
    ("methaemoglobinaemia", "signs"): ("Blue or grey lips and nails", "1 to 2 hours", "hardly better on oxygen"),
    ("methaemoglobinaemia", "measures"): ("cream off, oxygen, ambulance", "Name the cream", "co-oximetry",
                                          "methylene blue 1 mg/kg", "G6PD"),
    ("anaphylaxis", "signs"): ("airway, breathing or circulation", "may be missing"),
    ("anaphylaxis", "measures"): ("Ambulance", "thigh muscle, 500 µg above 12 years; again after 5 minutes",
                                  "Lie flat, legs up; sit where breathing is hard", "no sudden standing",
                                  "antihistamine is not the first"),
    ("faint", "signs"): ("Pale, sweating, tunnel vision", "Short"),
    ("faint", "measures"): ("legs up", "Tense", "No better after 1 to 2 minutes, or again: call",
                            "Cream within the last 8 hours: first take it for too much local anaesthetic"),
    ("eye", "signs"): ("hours later", "Numb"),
    ("eye", "measures"): ("Rinse at once with water or saline", "Protect the eye", "eye doctor on the same day"),
    ("home", "signs"): ("Blue or grey lips", "within 8 hours of cream", "Pain in an eye", "Blisters"),
    ("home", "measures"): ("emergency number at once", "eye doctor on the same day"),
}  # fmt: skip
"""What the sources put first, by event."""
CALL_IF = ("Blue or grey lips", "short of breath", "Pain in an eye", "Lumps", "Blisters", "Fever", "Pus")
"""What was missing: methaemoglobin within hours, lasting lumps, eye pain, blisters."""


def sentences(event: str, part: str) -> str:
    return "\n".join(each["text"] for each in EVENTS[event][part])


def test_a_zone_has_the_range_of_its_own_row_or_none() -> None:
    told = {id_: zone["suggest_mm"] for id_, zone in ZONES.items() if "suggest_mm" in zone}
    assert told == {id_: range_ for id_, (range_, _) in RANGES.items()}
    assert [id_ for id_, zone in ZONES.items() if "striae" in zone.get("source", "")] == list(STRIAE)


def test_lips_and_eyelids_alone_are_never_needled() -> None:
    assert [id_ for id_, zone in ZONES.items() if "never" in zone] == ["lips", "eyelid"]


def test_the_whole_face_is_capped_at_one_and_a_half_millimetres_for_every_device() -> None:
    assert [(cap["id"], sorted(cap["zones"]), cap["most_mm"]["value"]) for cap in PROTOCOL["depth_caps"]] == [
        ("face", sorted(FACE), 1.5)
    ]
    assert "device" not in str(PROTOCOL["depth_caps"][0].keys())
    assert {id_ for id_, zone in ZONES.items() if zone["maps"] == ["face"] and "never" not in zone} == {*FACE, "neck"}


@pytest.mark.parametrize(("preset", "cm2"), [("full-face", 332), ("face-and-neck", 519), ("scalp", 370)])
def test_a_preset_is_as_large_as_it_was_measured(preset: str, cm2: int) -> None:
    [zones] = [each["zones"] for each in PROTOCOL["presets"] if each["id"] == preset]
    assert sum(ZONES[zone.removesuffix("-left").removesuffix("-right")]["area_cm2"] for zone in zones) == cm2


@pytest.mark.parametrize(("event", "part"), SAID)
def test_a_danger_card_says_what_its_source_puts_first(event: str, part: str) -> None:
    told = sentences(event, part)
    assert [each for each in SAID[event, part] if each not in told] == []
    assert re.findall(r"\d+(?:\.\d+)?", told) == FIGURES[event, part]


def test_what_comes_from_cream_comes_first_for_eight_hours() -> None:
    hours = {id_: event["after_cream_h"]["value"] for id_, event in EVENTS.items() if "after_cream_h" in event}
    assert hours == {"toxicity": 8}
    of_cream = {id_ for id_, event in EVENTS.items() if event.get("of_cream")}
    assert of_cream == {"toxicity", "methaemoglobinaemia", "eye"}
    assert set(EVENTS) == {event for event, _ in SAID}


def test_adrenaline_is_offered_with_five_hundred_micrograms_and_nothing_else_with_a_dose() -> None:
    readings = PROTOCOL["danger"]["readings"]
    assert [(each["action"], each["unit"], [choice["value"] for choice in each.get("choices", ())])
            for each in readings] == [
        ("Adrenaline given", "µg", [500]), ("Pulse oximeter read", "%", []), ("Lipid emulsion given", "mL", []),
    ]  # fmt: skip


def test_a_client_is_told_what_to_call_about() -> None:
    told = "\n".join(each["text"] for each in PROTOCOL["call_if"])
    assert [each for each in CALL_IF if each not in told] == []

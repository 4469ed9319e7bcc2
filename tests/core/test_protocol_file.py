"""No broken file gets through, and each is told by its file, its key and what is allowed there."""

import random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from console.core.protocol_file import BadFile, from_json, load
from tests.support.texts import WORDS

TEXT = resources.text("protocols", "cit-standard.toml")
ZONES = resources.text("zones.toml")
LINES = TEXT.splitlines()

SIGN_OFF = 'kind = "sign-off"'
GLOVES = '[[steps.checks]]\nid = "gloves"'
EIGHTH = '[[steps.checks]]\nid = "eighth"\ntext = "Eighth"\n'
AFTERCARE = '[[steps]]\nid = "aftercare"'
ONE_MORE = '[[steps]]\nid = "more"\nkind = "needling"\nlabel = "More"\n'
LAST_STEP = SIGN_OFF + '\nlabel = "Sign-off"\n'
TEA = '[[steps]]\nid = "tea"\nkind = "plain"\nlabel = "Tea"\n'
NEEDLE_CARE = 'kind = "needling"\nlabel = "Needling"\n\n[[steps]]\nid = "aftercare"\nkind = "aftercare"'
CARE_NEEDLE = 'kind = "aftercare"\nlabel = "Needling"\n\n[[steps]]\nid = "aftercare"\nkind = "needling"'
YOUNG = 'authorised"\noutcome = "caution"'
WAIT = 'wait_days = { value = 1, source = "Us", grade = "C" }\n#'
DAYS = "[follow_up.days]\nvalue = 30"
LAST = "[agents.remove_by_min]\nvalue = 50"
LEAST = "[devices.min_mm]\nvalue = 0.2\n"
SCABS = 'value = 240, source = "dermatiquelaserandskin.com: gone in 7 to 10 days", grade = "C"'
CANCER = 'in the area"\noutcome = "stop"'
PRESET = '["decolletage"]'
PASSES = "passes = { value = 3"
EYE = "measures = [\n" + TEXT.rpartition("measures = [\n")[2].partition("]\n")[0] + "]\n"
PAUSES = TEXT[TEXT.index("pause = [") :].partition("]")[0] + "]"

BAD = {
    "unknown key": (SIGN_OFF, SIGN_OFF + "\ncolour = 1", "steps[5]", "unknown field `colour`"),
    "unknown key on top": ("version = 2", "version = 2\ncolour = 1", "top level", "unknown field `colour`"),
    "missing key": ("version = 2", "", "top level", "missing required field `version`"),
    "wrong type": ("version = 2", 'version = "2"', "version", "Expected `int`, got `str`"),
    "broken TOML": ("version = 2", "version = ", "TOML", "Invalid value"),
    "a key twice": ("version = 2", "version = 2\nversion = 1", "TOML", "overwrite"),
    "word for a number": (DAYS, DAYS.replace("30", '"30"'), "follow_up.days.value", "Expected `float | null`"),
    "truth for a number": (DAYS, DAYS.replace("30", "true"), "follow_up.days.value", "Expected `float | null`"),
    "day for a number": (DAYS, DAYS.replace("30", "2026-01-01"), "follow_up.days.value", "Expected `float | null`"),
    "unknown kind": ('kind = "plain"', 'kind = "rinse"', "steps[1].kind", "Invalid enum value 'rinse'"),
    "unknown situation": (PAUSES, 'tea = ["Tea"]', "key in reasons", "Invalid enum value 'tea'"),
    "unknown outcome": ('outcome = "consent"', 'outcome = "ask"', "rules[25].outcome", "Invalid enum value 'ask'"),
    "bad grade": ('grade = "J"', 'grade = "A"', "rules[15].wait_days.grade", "Invalid enum value 'A'"),
    "version nought": ("version = 2", "version = 0", "version", "from 1 to 1,000,000"),
    "bad id": ('id = "cit-standard"', 'id = "CIT standard"', "id 'CIT standard'", "small letters"),
    "step twice": ('id = "cleanse"', 'id = "prepare"', "steps 'prepare'", "each id stands once"),
    "check twice": ('id = "gloves"', 'id = "consent"', "checks 'consent'", "each id stands once"),
    "rule twice": ('id = "peel-laser"', 'id = "self-tan"', "rules 'self-tan'", "each id stands once"),
    "two needling steps": (AFTERCARE, ONE_MORE + AFTERCARE, "steps", "exactly one step of kind needling"),
    "no needling step": ('kind = "needling"', 'kind = "plain"', "steps", "exactly one step of kind needling"),
    "two numbing steps": ('kind = "plain"', 'kind = "numbing"', "steps", "at most one step of kind numbing"),
    "care before needling": (NEEDLE_CARE, CARE_NEEDLE, "steps", "come in this order"),
    "sign-off not last": (LAST_STEP, LAST_STEP + TEA, "steps", "sign-off last"),
    "eight checks": (GLOVES, EIGHTH + GLOVES, "steps 'numbing' checks", "at most 7"),
    "check without words": ('text = "Fresh gloves on"', 'text = ""', "checks 'gloves' text", "words"),
    "source without grade": ('"\ngrade = "J"', '"', "rules 'isotretinoin-past' wait_days", "a source needs its grade"),
    "number without source": (SCABS, "value = 240", "aftercare 'scabs' hours", "needs its source and grade"),
    "not a number": (DAYS, DAYS.replace("30", "nan"), "follow_up days", "from 0 to 1,000,000"),
    "infinite": (DAYS, DAYS.replace("30", "inf"), "follow_up days", "from 0 to 1,000,000"),
    "negative": (DAYS, DAYS.replace("30", "-30"), "follow_up days", "from 0 to 1,000,000"),
    "huge": (DAYS, DAYS.replace("30", "1e9"), "follow_up days", "from 0 to 1,000,000"),
    "400 digits": (DAYS, DAYS.replace("30", "9" * 400), "follow_up.days.value", "out of range"),
    "5000 digits": (DAYS, DAYS.replace("30", "9" * 5000), "TOML", "5000 digits"),
    "deep nesting": (DAYS, DAYS.replace("30", "[" * 20_000), "TOML", "recursion"),
    "window out of order": (LAST, LAST.replace("50", "10"), "agents 'topical-other'", "≤ remove_by_min ≤"),
    "window without end": (LAST, LAST.replace("value = 50", ""), "agents 'topical-other'", "a window needs"),
    "depths out of order": (LEAST, LEAST.replace("0.2", "9"), "devices 'dermapen-4'", "min_mm ≤ max_mm"),
    "depth between steps": (LEAST, LEAST.replace("0.2", "0.25"), "devices 'dermapen-4'", "whole steps of step_mm"),
    "depth nought": (LEAST, LEAST.replace("0.2", "0"), "devices 'dermapen-4'", "from 0.001 to 10 mm"),
    "depth not a number": (LEAST, LEAST.replace("0.2", "nan"), "devices 'dermapen-4'", "from 0.001 to 10 mm"),
    "rule without source": (CANCER + "\nsource", CANCER + "\nsource = ''#", "rules 'skin-cancer' source", "source and"),
    "wait without days": ("value = 180", "", "rules 'isotretinoin-past' wait_days", "the number of days"),
    "age rule without age": ("value = 22", "", "rules 'young' age_below", "the number of years"),
    "skin type 7": ("value = 4\n", "value = 7\n", "rules 'darker-skin' skin_from", "Fitzpatrick type, 1 to 6"),
    "age rule that waits": (YOUNG, YOUNG.replace("caution", 'wait"\n' + WAIT), "rules 'young' outcome", "can't wait"),
    "unknown zone in a preset": (PRESET, '["tail"]', "presets 'decolletage' zones", "'tail' is none"),
    "paired zone without a side": (PRESET, '["cheek"]', "presets 'decolletage' zones", "'cheek' is none"),
    "never zone in a preset": (PRESET, '["eyelid-left"]', "presets 'decolletage' zones", "is never needled"),
    "zone twice in a preset": (PRESET, '["nose", "nose"]', "presets 'decolletage' zones", "each of them once"),
    "half a pass": (PASSES, PASSES.replace("3", "2.5"), "presets 'full-face' passes", "whole number from 1 to 9"),
    "reason's bad id": ('id = "small-area"', 'id = "Small area"', "reasons 'Small area'", "small letters"),
    "one id for two reasons": ('id = "wrong-zone"', 'id = "wrong-side"', "reasons 'wrong-side'", "each id stands once"),
    "two ids for one reason": (
        'id = "doctor-agreed"',
        'id = "doctor-said"',
        "reasons 'The doctor in charge",
        "same id",
    ),
    "situation left out": (PAUSES, "", "reasons 'pause'", "at least one reason"),
    "situation without reasons": (PAUSES, "pause = []", "reasons 'pause'", "at least one reason"),
    "empty reason": (PAUSES, 'pause = [""]', "reasons 'pause'", "none of them empty"),
    "danger without measures": (EYE, EYE.partition("{")[0] + "]\n", "danger events 'home'", "at least one sign, and"),
    "reading of nothing": (
        'action = "Adrenaline given"',
        'action = "Given"',
        "danger readings 'Given'",
        "an action of the card",
    ),
    "danger event twice": ('id = "faint"', 'id = "eye"', "danger events 'eye'", "each id stands once"),
    "zones in the protocol": (AFTERCARE, "[[zones]]\nid='z'\nlabel='Z'\nmaps=[]\n" + AFTERCARE, "zones", "zones.toml"),
}
"""What is replaced, by what, the key that is blamed, and what is said to be allowed."""

BAD_ZONES = {
    "unknown key": ('id = "nose"', 'id = "nose"\ncolour = 1', "zone[5]", "unknown field `colour`"),
    "zone twice": ('id = "chin"', 'id = "nose"', "zone 'nose'", "each id stands once"),
    "zone that is a side": ('id = "chin"', 'id = "cheek-left"', "zone 'cheek-left'", "each id stands once"),
    "unknown map": ('maps = ["scalp"]', 'maps = ["moon"]', "zone[17].maps[0]", "Invalid enum value 'moon'"),
    "on no map": ('maps = ["scalp"]', "maps = []", "zone 'frontal-scalp' maps", "at least one map"),
    "range of one": ("[0.25, 0.75]", "[0.25]", "zone[0].suggest_mm", "length 2"),
    "range out of order": ("[0.25, 0.75]", "[0.75, 0.25]", "zone 'forehead' suggest_mm", "low ≤ high"),
    "range not a number": ("[0.25, 0.75]", "[nan, nan]", "zone 'forehead' suggest_mm", "low ≤ high"),
    "range without source": ("[0.25, 0.75]\nsource", "[0.25, 0.75]\n#", "zone 'forehead' suggest_mm", "source and"),
    "area nought": ("area_cm2 = 74", "area_cm2 = 0", "zone 'forehead' area_cm2", "more than 0"),
    "cap nought": ("area_cm2 = 74", "max_depth_mm = 0", "zone 'forehead' max_depth_mm", "more than 0"),
    "no words": ('label = "Nose"', 'label = ""', "zones 'nose' label", "words"),
    "broken TOML": ("[[zone]]", "[[zone]", "TOML", "Expected"),
}

GARBAGE = {
    "nothing": "",
    "not TOML": "Dear colleague, the protocol is attached.",
    "binary": random.Random(7).randbytes(4096).decode("latin-1"),
    "a picture's head": "\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "deep lists": "id = " + "[" * 50_000,
    "deep tables": "id = " + "{a=" * 50_000,
    "a long key": ".".join("a" * 5_000) + " = 1",
    "half a file": TEXT[: len(TEXT) // 2],
    "the zones": ZONES,
}


@pytest.mark.parametrize(("old", "new", "key", "allowed"), BAD.values(), ids=BAD)
def test_a_bad_protocol_is_told_by_key_and_what_is_allowed(old: str, new: str, key: str, allowed: str) -> None:
    assert old in TEXT
    with pytest.raises(BadFile) as bad:
        load(TEXT.replace(old, new, 1), ZONES, "our.toml")
    assert bad.value.file == "our.toml"
    assert key in bad.value.key
    assert allowed in WORDS.allowed(bad.value.allowed)
    assert str(bad.value).startswith(f"our.toml: {bad.value.key}: ")


@pytest.mark.parametrize(("old", "new", "key", "allowed"), BAD_ZONES.values(), ids=BAD_ZONES)
def test_bad_zones_are_told_by_key_and_what_is_allowed(old: str, new: str, key: str, allowed: str) -> None:
    assert old in ZONES
    with pytest.raises(BadFile) as bad:
        load(TEXT, ZONES.replace(old, new, 1), zones_file="places.toml")
    assert bad.value.file == "places.toml"
    assert key in bad.value.key
    assert allowed in WORDS.allowed(bad.value.allowed)


@pytest.mark.parametrize("text", GARBAGE.values(), ids=GARBAGE)
def test_garbage_is_a_bad_file(text: str) -> None:
    with pytest.raises(BadFile):
        load(text, ZONES)
    if text is not ZONES:
        with pytest.raises(BadFile):
            load(TEXT, text)
    with pytest.raises(BadFile):
        from_json(text)


TOKENS = [
    "",
    "nan",
    "-1",
    "0",
    "1e308",
    "9" * 30,
    "true",
    '""',
    '"x"',
    "[]",
    "{}",
    "[[",
    "]",
    "\n[",
    "'''",
    "\0",
    "\\u",
    "é",
]


@st.composite
def edited(draw: st.DrawFn) -> str:
    """The shipped text after a few edits: lines swapped, dropped, doubled, values replaced, ends cut off."""
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 4))):
        here, there = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        match draw(st.sampled_from(["swap", "drop", "double", "value", "token", "letters"])):
            case "swap":
                lines[here], lines[there] = lines[there], lines[here]
            case "drop":
                del lines[here : here + draw(st.integers(1, 6))]
                lines = lines or [""]
            case "double":
                lines.insert(there, lines[here])
            case "value":
                lines[here] = lines[here].partition("=")[0] + "= " + draw(st.sampled_from(TOKENS))
            case "token":
                at = draw(st.integers(0, len(lines[here])))
                lines[here] = lines[here][:at] + draw(st.sampled_from(TOKENS)) + lines[here][at:]
            case _:
                lines[here] = draw(st.text(max_size=20))
    text = "\n".join(lines)
    return text[: draw(st.integers(0, len(text)))] if draw(st.integers(0, 9)) == 0 else text


@given(edited())
def test_an_edited_file_loads_whole_or_is_a_bad_file(text: str) -> None:
    try:
        protocol = load(text, ZONES)
    except BadFile:
        return
    assert from_json(protocol.content) == protocol


@given(st.text(), st.text())
def test_any_text_is_a_bad_file(protocol: str, zones: str) -> None:
    with pytest.raises(BadFile):
        load(protocol, ZONES)
    with pytest.raises(BadFile):
        load(TEXT, zones)


NODES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=9), inside, max_size=3),
    max_leaves=9,
)


@given(NODES)
def test_any_json_but_a_protocol_is_a_bad_file(node: object) -> None:
    with pytest.raises(BadFile) as bad:
        from_json(msgspec.json.encode(node).decode())
    assert bad.value.file == "adopted protocol"

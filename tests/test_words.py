"""Every code that can be said has its text, every text is used, and every text gets the facts that it asks for."""

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import resources
from console.core.clock import Instant
from console.core.refusal import Refusal
from console.core.text.locale import clock_text
from console.core.text.words import Words
from db.errors import CODES, FINDINGS
from resources import Texts
from tests.support.stage import protocol
from tests.support.texts import TABLES, TEXTS, WORDS

ROOT = Path(__file__).parents[1]
FORMS = {"one": "{count} zone", "other": "{count} zones"}
FAMILIES = {
    "depth-above-": ("device", "clinic", "operator", "protocol"),
    "may-not-": ("treat", "print", "export", "adopt", "see-log", "erase", "manage"),
    "finding-": ("stop", "wait", "consent"),
}
"""Codes that are put together at run time: their beginning, and what may follow."""
STORED_DAYS = frozenset({"born", "expiry", "since", "until", "day", "made", "possible", "first", "last"})
"""What fields and variables that hold a day are called."""
VARIABLES = {
    "why": ["cream-on-zone", "zone-not-disinfected"],
    "unreadable": ["text-unreadable", "name-unreadable", "code-unreadable"],
    "stopped_by": ["lot-expired", "unit-used-before", "lot-expired-unit-used"],
}
"""Codes handed over in a variable."""


def raised() -> Iterator[tuple[str, frozenset[str]]]:
    """Each refusal in the source: its code and the names of its facts."""
    for path in [
        *ROOT.glob("console/core/**/*.py"),
        *ROOT.glob("console/app/**/*.py"),
        *ROOT.glob("console/exchange/*.py"),
    ]:
        text = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text if "Refusal(" in text else "")):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Refusal" and node.args:
                facts = frozenset(keyword.arg or "" for keyword in node.keywords)
                yield from ((code, facts) for code in codes(node.args[0]))


def codes(node: ast.expr) -> list[str]:
    if isinstance(node, ast.Constant):
        return [str(node.value)]
    if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
        start = str(node.values[0].value)
        return [start + end for end in FAMILIES[start]]
    return VARIABLES[node.id] if isinstance(node, ast.Name) else []


def compared_in(path: Path) -> Iterator[str]:
    """The texts that a `code` is compared with."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Compare) and ast.unparse(node.left).rpartition(".")[2] == "code":
            found = (
                each.value for part in node.comparators for each in ast.walk(part) if isinstance(each, ast.Constant)
            )
            yield from (value for value in found if isinstance(value, str) and value)


def read_names(facts: frozenset[str]) -> frozenset[str]:
    return frozenset(name.removesuffix("_um").removesuffix("_ms").removesuffix("_day") for name in facts)


def asked(text: str | dict[str, str]) -> frozenset[str]:
    """The facts that a text asks for, in any of its forms."""
    forms = [text] if isinstance(text, str) else text.values()
    return frozenset(name for form in forms for _, name, _, _ in string.Formatter().parse(form) if name)


RAISED = sorted(set(raised()), key=str)


@pytest.mark.parametrize(("code", "facts"), RAISED)
def test_every_refusal_has_a_text_and_the_facts_for_it(code: str, facts: frozenset[str]) -> None:
    assert asked(TABLES["refusal"][code]) <= read_names(facts)


def test_no_refusal_text_is_idle() -> None:
    assert TABLES["refusal"].keys() == {code for code, _ in RAISED}
    assert len(RAISED) > 60


def test_what_a_protocol_file_may_say_has_its_texts() -> None:
    """Each text is used, and has the facts that it asks for; so no sentence about a number is made in the code."""
    used: dict[str, frozenset[str]] = {"zones-elsewhere": frozenset({"file"})}
    for path in (ROOT / "console/core/protocol_check.py", ROOT / "console/core/protocol_sense.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "problem":
                used[str(ast.literal_eval(node.args[1]))] = frozenset(each.arg or "" for each in node.keywords)
    assert TABLES["allowed"].keys() == used.keys()
    assert {code for code, facts in used.items() if asked(TABLES["allowed"][code]) != read_names(facts)} == set()


def test_store_errors_have_their_texts() -> None:
    assert TABLES["store"].keys() == CODES.keys()
    assert {code for code in CODES if not asked(TABLES["store"][code]) <= CODES[code]} == set()


def test_findings_have_their_texts() -> None:
    assert TABLES["finding"].keys() == FINDINGS


def raw_days_in(path: Path) -> Iterator[str]:
    """The facts of refusals and texts that are a day as it is stored and not named so; those of a file's name aside."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        name = ast.unparse(node.func).rpartition(".")[2] if isinstance(node, ast.Call) else ""
        if not isinstance(node, ast.Call) or name not in ("Refusal", "say", "_say", "paragraph", "parts", "StoreError"):
            continue
        if any(isinstance(each, ast.Constant) and each.value in ("format", "file-name") for each in node.args):
            continue
        for fact in node.keywords:
            said = ast.unparse(fact.value)
            stored = isinstance(fact.value, ast.Attribute | ast.Name) and said.rpartition(".")[2] in STORED_DAYS
            local = (isinstance(fact.value, ast.Name) and name != "Refusal") or fact.arg == "count"
            if (said.endswith(".isoformat()") or (stored and not local)) and not (fact.arg or "").endswith("_day"):
                yield f"{path.relative_to(ROOT)}:{fact.value.lineno} {fact.arg}={said}"


def test_every_day_in_a_text_is_read_by_the_one_formatter() -> None:
    """A refusal names the fact `NAME_day`, and `Words.facts` reads it; any other text is given `iso_day` or `day`."""
    every = [*ROOT.glob("console/**/*.py"), *ROOT.glob("db/**/*.py"), ROOT / "main.py"]
    assert [found for path in every for found in raw_days_in(path)] == []
    refusal = Refusal("finding-wait", rule="Tan", until_day="2030-01-02")
    assert "waiting, until 2 Jan 2030." in WORDS.refusal(refusal)


def test_no_refusal_shows_a_day_as_it_is_stored() -> None:
    days = {code for code, facts in RAISED if {f"{each}_day" for each in asked(TABLES["refusal"][code])} & facts}
    assert days >= {"finding-wait", "erase-too-early", "day-in-future", "lot-expired"}
    for code in days:
        refusal = Refusal(code)
        names = frozenset[str]().union(*(facts for found, facts in RAISED if found == code))
        refusal.facts = {name: "2030-01-02" if name.endswith("_day") else 1 for name in names}
        said = WORDS.refusal(refusal)
        assert ("2 Jan 2030" in said, "2030-01-02" in said) == (True, False), code


def test_a_code_that_is_compared_can_be_said() -> None:
    """Where mypy does not know the codes, or does not look into `in (...)`, a slip of the pen would never be equal."""
    compared = {
        code for path in (*ROOT.glob("console/**/*.py"), *ROOT.glob("db/**/*.py")) for code in compared_in(path)
    }
    said = {code.removeprefix("name-") for group in TABLES.values() for code in group}
    assert compared - said == set()
    assert len(compared) > 25


@pytest.mark.parametrize("group", ["refusal", "store"])
def test_a_text_is_kind(group: str) -> None:
    every = [form for text in TABLES[group].values() for form in ([text] if isinstance(text, str) else text.values())]
    loud = [text for text in every if "!" in text or not text.endswith(".")]
    assert loud == []


def test_an_alarm_is_acknowledged_by_one_word() -> None:
    said = [WORDS.say("window", "acknowledge"), WORDS.say("lock", "acknowledge"), WORDS.say("keys", "key-acknowledge")]
    said += [
        WORDS.say("event", "acknowledged"),
        WORDS.say("alarms", "seen", time=""),
        WORDS.say("lock", "acknowledge-of", where="", alarm=""),
    ]
    assert [text for text in said if "cknowledge" not in text] == []


def test_facts_read_as_people_say_them() -> None:
    refusal = Refusal("depth-above-clinic", zone="cheek-left", depth_um=1250, limit_um=1000)
    assert WORDS.refusal(refusal, protocol()) == (
        "1.25 mm is deeper than the clinic allows on Left cheek: at most 1.00 mm."
    )


def test_a_refusal_lists_as_the_language_does() -> None:
    arabic = "هل وافقت؟"
    other = Words({**TABLES, "format": {**TABLES["format"], "list": " / "}})
    assert "Not answered yet: Consent / Photo." in other.refusal(Refusal("checks-left", left=("Consent", "Photo")))
    assert f"{arabic}\u2069, Photo" in WORDS.refusal(Refusal("checks-left", left=(arabic, "Photo")))
    assert "are on: 1, 2." in WORDS.refusal(Refusal("which-application", on=(1, 2)))


def test_no_fact_of_a_refusal_is_joined_in_code() -> None:
    """A separator is the language's."""
    joined = [
        f"{path.name}:{fact.value.lineno}"
        for folder in ("core", "app", "exchange")
        for path in ROOT.glob(f"console/{folder}/**/*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Refusal"
        for fact in node.keywords
        if ".join(" in ast.unparse(fact.value)
    ]
    assert joined == []


def test_a_language_chooses_how_a_zone_stands_beside_its_side() -> None:
    german = Words({**TABLES, "format": {**TABLES["format"], "left": "{zone} links"}})
    assert german.zone(protocol(), "cheek-left") == "Cheek links"
    assert WORDS.zone(protocol(), "cheek-left") == "Left cheek"


def test_a_wait_without_a_day_says_so() -> None:
    assert "a day not recorded" in WORDS.refusal(Refusal("finding-wait", rule="Tan", until_day=""))


@pytest.mark.parametrize(
    ("ms", "text"),
    [(0, "0:00"), (59_999, "0:59"), (60_000, "1:00"), (3_599_999, "59:59"), (3_600_000, "1:00:00"), (-5_000, "-0:05")],
)
def test_durations(ms: int, text: str) -> None:
    assert clock_text(ms) == text


@pytest.mark.parametrize(
    ("ms", "text"),
    [
        (0, "0 s"), (999, "0 s"), (1_000, "1 s"), (60_000, "1 min"), (2_250_000, "37 min 30 s"), (3_600_000, "1 h"),
        (3_620_000, "1 h 20 s"), (4_350_000, "1 h 12 min 30 s"), (90_000_000, "25 h"), (-5_000, "5 s"),
    ],
)  # fmt: skip
def test_durations_in_words(ms: int, text: str) -> None:
    assert WORDS.spent(ms) == text


@pytest.mark.parametrize(
    ("least", "most", "text"), [(250, 500, "0,25–0,50 mm"), (500, 500, "0,50 mm"), (0, 0, "not recorded")]
)
def test_a_range_says_its_unit_once(least: int, most: int, text: str) -> None:
    assert Words({**TABLES, "format": {**TABLES["format"], "decimal": ","}}).mm_range(least, most) == text


def test_numbers_have_the_languages_sign() -> None:
    german = Words({**TABLES, "format": {**TABLES["format"], "decimal": ","}})
    assert german.mm(750) == "0,75 mm"
    assert german.number(6.0) == "6"
    assert german.number(1.50) == "1,5"


@pytest.mark.parametrize(("count", "text"), [(0, "none"), (1, "1 zone"), ("1", "1 zone"), (2, "2 zones")])
def test_one_is_not_told_as_many(count: object, text: str) -> None:
    few = Words({**TABLES, "group": {"zones": FORMS, "zones-none": "none"}, "plurals": TEXTS["plurals"]})
    assert few.say("group", "zones", count=count) == text


@pytest.mark.parametrize(
    ("count", "text"), [(0, "0 zero"), (1, "one"), (2, "two"), (3, "3 few"), (11, "11 many"), (100, "100 other")]
)
def test_a_language_has_as_many_forms_as_it_needs(count: int, text: str) -> None:
    forms = {"one": "one", "two": "two", "few": "{count} few", "many": "{count} many", "other": "{count} other"}
    arabic = Words({"group": {"zones": {"zero": "{count} zero", **forms}}, "plurals": Texts("ar")["plurals"]})
    assert arabic.say("group", "zones", count=count) == text


def test_a_text_that_counts_has_the_forms_of_its_language() -> None:
    """English has two; one that is missing would be told as many."""
    counted = {
        f"{group} {code}": text for group in TABLES for code, text in TABLES[group].items() if isinstance(text, dict)
    }
    assert {name for name, forms in counted.items() if forms.keys() != {"one", "other"}} == set()
    assert len(counted) > 50


def test_every_language_says_how_it_counts() -> None:
    languages = [each.name for each in resources.path("i18n").iterdir() if each.is_dir()]
    assert [each for each in languages if "other" in Texts(each)["plurals"]] == []
    assert "en" in languages


def test_instants_are_told_by_the_offset_given() -> None:
    at = Instant(1_772_445_600_000, 0, "")
    assert Words(TEXTS, lambda utc_ms: 60).day_and_time(at.utc_ms) == "Mon 2 Mar 2026 11:00"

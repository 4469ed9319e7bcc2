"""The plural forms that texts take, held against Babel's, which has CLDR's rules too."""

from decimal import Decimal

import pytest
from babel import Locale

from console.core.text.plurals import plural_category
from resources import table

RULES = table("plurals.toml")
WHOLE = [*range(1001), *range(1100, 1130), 10_000, 100_000, 999_999, 1_000_000, 1_000_001, 2_000_000, 12_345_678]
DECIMALS = [
    "0.0",
    "0.1",
    "0.5",
    "1.0",
    "1.00",
    "1.1",
    "1.20",
    "1.21",
    "1.5",
    "2.0",
    "2.3",
    "3.10",
    "5.25",
    "10.0",
    "11.11",
    "100.2",
]


@pytest.mark.parametrize("language", RULES)
def test_forms_are_cldrs(language: str) -> None:
    theirs = Locale.parse(language).plural_form
    numbers = [*map(str, WHOLE), *DECIMALS]
    differ = [each for each in numbers if plural_category(RULES[language], each) != theirs(Decimal(each))]
    assert differ == []


def test_languages_have_the_forms_that_they_are_known_for() -> None:
    assert {plural_category(RULES["ar"], each) for each in (0, 1, 2, 3, 11, 100)} == {
        "zero", "one", "two", "few", "many", "other"
    }  # fmt: skip
    assert [plural_category(RULES["pl"], each) for each in (1, 2, 5, 22, "1.5")] == [
        "one",
        "few",
        "many",
        "few",
        "other",
    ]
    assert [plural_category(RULES["fr"], each) for each in (0, 1, "1.5", 2)] == ["one", "one", "one", "other"]
    assert plural_category(RULES["ja"], 1) == "other"
    assert [plural_category(RULES["en"], each) for each in (1, "1.0", -1, 0)] == ["one", "other", "one", "other"]


@pytest.mark.parametrize("rule", ["n is 1", "n = 1 or", "x = 1", "n = 1 and"])
def test_what_is_no_rule_is_our_bug(rule: str) -> None:
    with pytest.raises(ValueError, match=r"[nx]"):
        plural_category({"one": rule}, 5)

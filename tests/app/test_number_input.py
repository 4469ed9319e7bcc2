"""Numbers as people type them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.app.number_input import parse_number, parse_whole


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("5", "5"), ("0,25", "0.25"), ("0.25", "0.25"), (" 12,5 ", "12.5"), ("5,", "5"), ("٥٫٢٥", "5.25"),
        ("१२.५", "12.5"), ("999.999", "999.999"), ("1,000", "1"),
    ],
)  # fmt: skip
def test_a_comma_a_point_and_the_digits_of_any_script(text: str, number: str) -> None:
    assert parse_number(text, 1000) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "-5", "+5", "−5", "1e3", "1e9999999", "nan", "inf", "0x10", "1 000", "1'000", "1,2.3", ".5", ",", "5²",
        "Ⅷ", "½", "9" * 5000, "1001", "0.0001", "1_0", "5\n6", "\x005",
    ],
)  # fmt: skip
def test_what_is_no_number(text: str) -> None:
    assert parse_number(text, 1000) is None


@pytest.mark.parametrize(
    ("text", "number"), [("12", 12), ("٣", 3), ("1,5", None), ("5,", None), ("101", None), ("-1", None)]
)
def test_whole_numbers(text: str, number: int | None) -> None:
    assert parse_whole(text, 100) == number


@given(st.text())
def test_nothing_that_can_be_typed_breaks_it(text: str) -> None:
    number = parse_number(text, 1000)
    assert number is None or 0 <= number <= 1000

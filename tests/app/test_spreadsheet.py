"""What a spreadsheet would change stays text, and what it shows as written has no mark."""

import pytest

from console.app.spreadsheet import as_csv, as_text


@pytest.mark.parametrize(
    "text",
    ["01512345678", "0012E5", "1e5", "1.5E+3", "1-2", "3/4", "12:30", "1.10", "123456789012", "MAR1", "12 Mar",
     "Sept 2", "5%", "5 %", "(5)", "7 P", "12:30 am", "12 345", "0151 234 567",
     "7 A", "12 PM", "12pm", "9:30 p.m.", "(12)", "1 1/2", "$12", "€ 5", "5 €", "12,50 EUR", "CHF 12.-", "(1.50)",
     "-5 kr", "R$ 9",     "TRUE", "falsch", "Vrai", "1D5", "2026-01-02 12:30", "10 Jan 2026",
     "12 avril", "2 Des", "5. dets", "1. 2. 2026",
     "１２",     "٣٤", "＝1+1", "\n=1", "12.", "12'000", "Mai-26",
     "=1+1", "+49 30 1", "-5", "@a", " =1", " 0012"],
)  # fmt: skip
def test_what_would_be_changed_is_marked_as_text(text: str) -> None:
    assert as_text(text) == f"'{text}"


@pytest.mark.parametrize(
    "text",
    [
        "0",
        "12345",
        "24B117",
        "0151 0000002",
        "Maya",
        "Marie 1",
        "L1",
        "AB-12",
        "7P",
        "7 B",
        "",
        "Mai",
        "May Lee",
        "True North",
        "12 Tip",
        "1.5 mm Tip",
        "Mar Iana",
        "(AB)",
        "$",
        "12 x 3",
    ],
)
def test_other_text_stays_as_it_is(text: str) -> None:
    assert as_text(text) == text


def test_cells_stand_between_what_the_place_has_in_lists() -> None:
    assert as_csv([["a;b", "c,d"]], ";") == '\ufeff"a;b";c,d\r\n'.encode()
    assert as_csv([["a;b", "c,d"]], ",") == '\ufeffa;b,"c,d"\r\n'.encode()

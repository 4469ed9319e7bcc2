"""A day as people type it, in either order and in other digits."""

import pytest

from console.app.day_input import parse_day, parse_expiry

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@pytest.mark.parametrize(
    ("typed", "month_first", "iso"),
    [
        ("14 3 1992", False, "1992-03-14"), ("3/14/1992", True, "1992-03-14"), ("14.03.1992", False, "1992-03-14"),
        ("1992-03-14", True, "1992-03-14"), ("14031992", False, "1992-03-14"), ("14 Mar 1992", True, "1992-03-14"),
        ("march 14, 1992", True, "1992-03-14"), ("١٤/٣/١٩٩٢", False, "1992-03-14"), ("14 3 92", False, None),
        ("31 2 1990", False, None), ("14 3", False, None), ("14 foo 1992", False, None), ("", False, None),
        ("mar mar 1992", False, None), ("0 0 0000", False, None),
        ("20010203", False, "2001-02-03"), ("20010203", True, "2001-02-03"), ("03022001", False, "2001-02-03"),
        ("03022001", True, "2001-03-02"), ("19121912", False, "1912-12-19"), ("20019999", False, None),
        ("31022001", False, None), ("2001 Feb 3", False, "2001-02-03"), ("01010203", False, None),
    ],
)  # fmt: skip
def test_a_day_as_it_is_typed(typed: str, month_first: bool, iso: str | None) -> None:
    day = parse_day(
        typed, ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"], month_first
    )
    assert (day.isoformat() if day else None) == iso


@pytest.mark.parametrize(
    ("typed", "month_first", "iso"),
    [
        ("30.6.2027", False, "2027-06-30"), ("6/30/2027", True, "2027-06-30"), ("2027-06-30", True, "2027-06-30"),
        ("06/2027", False, "2027-06-30"), ("2027-06", True, "2027-06-30"), ("6 2027", True, "2027-06-30"),
        ("2/2028", False, "2028-02-29"), ("2/2027", False, "2027-02-28"), ("Jun 2027", False, "2027-06-30"),
        ("2027 june", False, "2027-06-30"), ("٠٦/٢٠٢٧", False, "2027-06-30"),
        ("06/27", False, None), ("13/2027", False, None), ("0/2027", False, None), ("2027", False, None),
        ("062027", False, None), ("foo 2027", False, None), ("2026 2027", False, None), ("6 1027", False, None),
        ("20111230", False, "2011-12-30"), ("01010203", False, None),
        ("31.6.2027", False, None), ("Jun jul", False, None), ("", False, None),
    ],
)  # fmt: skip
def test_a_day_of_expiry_as_it_is_printed_on_packs(typed: str, month_first: bool, iso: str | None) -> None:
    day = parse_expiry(typed, MONTHS, month_first)
    assert (day.isoformat() if day else None) == iso

"""Clients are found by what is typed: a name, or a birthday in every form in which one is shown or typed."""

import pytest

from console.app.client_search import entries, matches
from console.app.ports import ClientView
from console.core.people import Profile
from tests.support.texts import WORDS

KNOWN = {"Noor": "1979-01-05", "Maya": "1979-05-01", "Ben": "1992-03-14", "Ida": ""}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("5 Jan 1979", "Noor"), ("5 january 1979", "Noor"), ("Jan 5, 1979", "Noor"), ("1979-01-05", "Noor"),
        ("19790105", "Noor"), ("05011979", "Noor Maya"), ("5.1.1979", "Noor Maya"), ("1/5/1979", "Noor Maya"),
        ("5-1-1979", "Noor Maya"), ("5 1 1979", "Noor Maya"), ("٥/١/١٩٧٩", "Noor Maya"), ("14 3 1992", "Ben"),
        ("3/14/1992", "Ben"), ("Jan 1979", "Noor"), ("noor 5 Jan 1979", "Noor"), ("3.1992", "Ben"),
        ("1979", "Noor Maya"), ("6 Jan 1979", ""), ("", "Noor Maya Ben Ida"),
        ("ben 14.3.92", "Ben"), ("ben, 14.3.1992", "Ben"), ("14 Mar 1992 ben", "Ben"), ("ben 14031992", "Ben"),
        ("ben 19920314", "Ben"), ("ben 3/14/1992", "Ben"), ("ben 14 3 92", "Ben"), ("ben mar 14, 1992", "Ben"),
        ("noor 5.1.1979", "Noor"), ("noor 1-5-79", "Noor"), ("noor 14.3.92", ""), ("٥/١/٧٩ noor", "Noor"),
    ],
)  # fmt: skip
def test_a_birthday_is_found_as_it_is_shown_and_typed(typed: str, found: str) -> None:
    clients = [ClientView(name, Profile(name, born)) for name, born in KNOWN.items()]
    names = {each.client.id for each in matches(entries(clients, WORDS), typed, WORDS.months)}
    assert names == set(found.split())

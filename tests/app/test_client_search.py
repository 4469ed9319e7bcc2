"""Clients are found by what is typed: a name, or a birthday in every form in which one is shown or typed."""

import pytest

from console.app.client_search import asked
from console.core.people import Profile
from tests.support.app_room import Room
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
    assert found_by(typed, *(Profile(name, born) for name, born in KNOWN.items())) == set(found.split())


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("O'Brien", "Sean O’Brien"), ("obrien", "Sean O’Brien"), ("o’brien", "Sean O'Brien"), ("brien", "Sean O’Brien"),
        ("o brien", "Sean O’Brien"), ("obrien", "Sean O Brien"), ("Mueller", "Ute Müller"), ("Muller", "Ute Müller"),
        ("muell", "Ute Müller"), ("Müller", "Ute Mueller"), ("Müller", "Ute Muller"), ("muller", "Ute Mueller"),
        ("Weiss", "Jo Weiß"), ("weiß", "Jo Weiss"), ("weismann", "Jo Weißmann"), ("Aase", "Åse Dahl"),
        ("Åse", "Aase Dahl"), ("ase", "Aase Dahl"), ("soerensen", "Bo Sørensen"), ("Sørensen", "Bo Soerensen"),
        ("sorensen", "Bo Sørensen"), ("haegg", "Ida Hägg"), ("mary ann", "Mary-Ann Day"), ("maryann", "Mary-Ann Day"),
        ("mary-ann", "Mary Ann Day"), ("ann", "Mary-Ann Day"), ("jones", "Al Smith-Jones"), ("nunez", "Ana Núñez"),
        ("علي", "علی کریمی"), ("كريمي", "علی کریمی"), ("کریمی", "علي كريمي"), ("太郎", "山田太郎"), ("joe", "Joe Low"),
        ("ROSSI", "ﬁona Rossi"), ("fiona", "ﬁona Rossi"), ("d'angelo", "Li D’Angelo"), ("4999", "Client 4999"),
    ],
)  # fmt: skip
def test_a_name_is_found_by_the_beginning_of_each_word_in_any_spelling(typed: str, name: str) -> None:
    other = Profile("Zelda Quist", "1950-12-31", contact="+1 99 000000")
    assert found_by(typed, Profile(name), other) == {name}
    assert found_by(f"{typed} zz", Profile(name), other) == set()


@pytest.mark.parametrize("typed", ["joe", "sue", "-", "'", '"', "a*", "NEAR(", "j-z", "13-2"])
def test_whatever_is_typed_finds_nobody_who_is_called_otherwise(typed: str) -> None:
    found = found_by(typed, Profile("Johanna Susanna"))
    assert found == (set() if any(map(str.isalnum, typed)) else {"Johanna Susanna"})


@pytest.mark.parametrize(
    "typed",
    [
        "0170 1234567", "01701234567", "+49 170 1234567", "0049 170 123", "170-123", "1234567", "(0170) 12 34",
        "+49 (0)170 1234", "4917012", "٠١٧٠ ١٢٣",
    ],
)  # fmt: skip
@pytest.mark.parametrize("contact", ["+49 170 1234567", "+49 (0)170/123 45 67", "mobile 0049 170 1234567"])
def test_a_telephone_number_is_found_by_its_digits(contact: str, typed: str) -> None:
    assert found_by(typed, Profile("Ben", contact=contact), Profile("Ida", contact="0171 55"), Profile("Bo")) == {"Ben"}


def test_a_number_without_blanks_is_found_without_its_country() -> None:
    assert found_by("0170123", Profile("Ben", contact="+491701234567")) == {"Ben"}


def found_by(typed: str, *known: Profile) -> set[str]:
    room = Room(maya=Profile("Xx"))
    for each in known:
        room.clinic.add_client(each)
    found = room.store.client_page(asked(typed, WORDS.months))
    return {each.profile.name for each in found.clients if each.id != room.maya}

"""Finding a client by what somebody types: parts of the name in any script, or the birthday."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from console.app.day_input import parse_day
from console.app.ports import ClientView
from console.core.looks import likely_name
from console.core.people import Profile
from console.core.text.words import Words

ALIKE = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})
MARKS = frozenset({"Mn", "Cf"})
_DAY_WORDS = 3
"""So many at most are one day: its number, its month and its year."""
_TWO_DIGITS = re.compile(r"(.*[^\d].*[^\d])(\d\d)")


class Entry(Struct, frozen=True):
    """A client and what is compared with the words typed."""

    client: ClientView
    key: str


def search_key(text: str) -> str:
    """Return the text in small letters without accents, vowel signs and direction marks, however it was typed."""
    bare = text if text.isascii() else unicodedata.normalize("NFKD", text)
    if not bare.isascii():
        bare = "".join(char for char in bare if unicodedata.category(char) not in MARKS)
    return bare.casefold().translate(ALIKE)


def entries(clients: Iterable[ClientView], words: Words) -> list[Entry]:
    """Return the clients by name, each with what is compared with the words typed."""
    made = [(search_key(each.profile.name), each) for each in clients]
    made.sort(key=lambda pair: pair[0])
    return [Entry(each, f"{name} {_days(each.profile.born, words)}") for name, each in made]


def namesakes(clients: Iterable[ClientView], client: str) -> list[Profile]:
    """Return this client and all others of the same name, however spelled; nobody where no other has it."""
    known = list(clients)
    own = next((likely_name(each.profile.name) for each in known if each.id == client), "")
    alike = [each.profile for each in known if own and likely_name(each.profile.name) == own]
    return alike if len(alike) > 1 else []


def matches(known: Sequence[Entry], typed: str, months: Sequence[str]) -> list[Entry]:
    """Return those in whom each word occurs, and who were born on the day that stands among them, in either order.

    All of them where nothing was typed. A year of two digits is of either century.
    """
    days, rest = _parted(typed.replace(",", " ").split(), months)
    words = [search_key(each).replace("/", ".") for each in rest]
    born = (each for each in known if not days or each.client.profile.born in days)
    return [each for each in born if all(word in each.key for word in words)]


def _parted(typed: list[str], months: Sequence[str]) -> tuple[set[str], list[str]]:
    """Return which days (ISO) stand among the words, the longest run that is one, and the words beside it."""
    for count in range(min(_DAY_WORDS, len(typed)), 0, -1):
        for at in range(len(typed) - count + 1):
            days = _born(" ".join(typed[at : at + count]), months)
            if days:
                return days, [*typed[:at], *typed[at + count :]]
    return set(), typed


def _born(text: str, months: Sequence[str]) -> set[str]:
    short = _TWO_DIGITS.fullmatch(text)
    texts = [f"{short[1]}{century}{short[2]}" for century in ("19", "20")] if short else [text]
    return {str(parse_day(each, months, first)) for each in texts for first in (False, True)} - {"None"}


def _days(born: str, words: Words) -> str:
    """Write a birthday in the ways in which people write it, and as lists show it; "" for what is no day."""
    try:
        day = date.fromisoformat(born)
    except ValueError:
        return ""
    d, m, y = day.day, day.month, day.year
    return f"{born} {d}.{m}.{y} {d:02}.{m:02}.{y} {m}.{d}.{y} {m:02}.{d:02}.{y} {search_key(words.day(day))}"

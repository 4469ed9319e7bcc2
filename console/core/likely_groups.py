"""Which group an entry in own words may be of: an offer by names that are alike. Nothing is sorted by it."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Final

from console.core.names import same_key
from console.core.people import Entry
from console.core.protocol_groups import Group

SHORTEST: Final = 5
"""Letters that a word has at least for anything but the very same to be taken for it."""
ALIKE: Final = 0.8
"""How much of two words is the same, of 1, where one may be another spelling of the other."""
TELLING: Final = 9
"""Letters that a word of a longer name has at least to stand for it."""


def likely_groups(groups: Iterable[Group], entry: Entry) -> tuple[str, ...]:
    """Return the groups with the names that are most like a word of the entry, or all of it; none where none is."""
    whole = _words(entry.text)
    said = {*whole, "".join(whole)}
    fit = {
        each.id: max((_likeness(one, name) for one in said for name in _names(each)), default=0.0)
        for each in groups
        if each.of == entry.kind
    }
    best = max(fit.values(), default=0.0)
    return tuple(group for group, value in fit.items() if value == best >= ALIKE)


def _names(group: Group) -> set[str]:
    found = set[str]()
    for part in re.split(r"[,()]| and | or ", f"{group.label},{group.like}"):
        words = _words(part)
        found |= {"".join(words), *(each for each in words if len(each) >= TELLING)}
    return found - {""}


def _likeness(said: str, name: str) -> float:
    """Return how alike two words are, 1 for the same; a word that only begins as the other is nearly so."""
    if said == name:
        return 1.0
    if min(len(said), len(name)) < SHORTEST:
        return 0.0
    if said.startswith(name) or (name.startswith(said) and len(said) >= ALIKE * len(name)):
        return 0.99
    return SequenceMatcher(None, said, name, autojunk=False).ratio()


def _words(text: str) -> list[str]:
    """Return the words without case, accents and what is no letter or digit."""
    plain = unicodedata.normalize("NFKD", same_key(text))
    return re.findall(r"\w+", "".join(each for each in plain if not unicodedata.combining(each)))

"""Which group an entry in own words may be of: an offer by names that are alike. Nothing is sorted by it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import chain
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
    named = {each.id: _names(each) for each in groups if each.of == entry.kind}
    shared = {name for name, count in Counter(chain.from_iterable(named.values())).items() if count > 1}
    known = {each.id: _words(f"{each.label} {each.like}") for each in groups}
    fit = {
        group: max(
            (_likeness(one, name) for one in said for name in _telling(names, shared, whole, known[group])), default=0.0
        )
        for group, names in named.items()
    }
    best = max(fit.values(), default=0.0)
    return tuple(group for group, value in fit.items() if value == best >= ALIKE)


def names_group(groups: Iterable[Group], entry: Entry) -> bool:
    """Say whether a word of the entry is itself the name of a likely group, or of one of its kind."""
    said, likely = {*_words(entry.text)}, likely_groups(groups, entry)
    return any(said & _names(each) for each in groups if each.id in likely)


def _names(group: Group) -> set[str]:
    found = set[str]()
    for part in re.split(r"[,()]| and | or ", f"{group.label},{group.like}"):
        words = _words(part)
        found |= {"".join(words), *(each for each in words if len(each) >= TELLING)}
    return found - {""}


def _telling(names: set[str], shared: set[str], said: Sequence[str], known: Sequence[str]) -> set[str]:
    """Return the names that tell the group: one that others have too does where all that was said is of this one."""
    alone = all(max((_likeness(each, word) for word in known), default=0.0) >= ALIKE for each in said)
    return names if alone else names - shared


def _likeness(said: str, name: str) -> float:
    """Return how alike two words are, 1 for the same; a word that only begins as the other is nearly so.

    One that has more in front of it is another thing, as tretinoin is none of isotretinoin.
    """
    if said == name:
        return 1.0
    if min(len(said), len(name)) < SHORTEST or said.endswith(name) or name.endswith(said):
        return 0.0
    if said.startswith(name) or (name.startswith(said) and len(said) >= ALIKE * len(name)):
        return 0.99
    return SequenceMatcher(None, said, name, autojunk=False).ratio()


def _words(text: str) -> list[str]:
    """Return the words without case, accents and what is no letter or digit."""
    plain = unicodedata.normalize("NFKD", same_key(text))
    return re.findall(r"\w+", "".join(each for each in plain if not unicodedata.combining(each)))

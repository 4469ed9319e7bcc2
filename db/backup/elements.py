"""Which elements lie in a folder, which of them hold a stretch of the log, and which are to become one."""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from db.keys.key_file import KeyFile
from db.views.tables import SCHEMA

SUFFIX = ".stipple-rows"
NAME = re.compile(r"rows-([1-9]\d{0,17})-([1-9]\d{0,17})-([0-9a-f]{16})\.stipple-rows")
SERIES = re.compile(r"rows-[0-9a-f]{16}-\d{1,6}")
FULL = 200_000
"""Rows of an element that is merged no more; where the log is long, a 64th of it."""
SMALL_KEPT = 32
"""So many elements that are not full may lie beside each other."""
CHUNK = 20_000
"""The most rows that are copied as one: what a kill costs while a base is made."""


class Element(Struct, frozen=True):
    """An element by its name: the rows that one writer wrote, from `first` to `last`."""

    file: Path
    first: int
    last: int
    writer: str

    @property
    def rows(self) -> int:
        return self.last - self.first + 1

    def within(self, other: "Element") -> bool:
        """Return whether the other one holds all of it and more."""
        return self != other and self.writer == other.writer and other.first <= self.first and self.last <= other.last


def series_name(keys: KeyFile) -> str:
    """Return the name of the folder for elements under this data key: another key, or schema, begins another base."""
    return f"rows-{keys.salt.hex()[:16]}-{SCHEMA}"


def series_in(place: Path) -> list[Path]:
    """Return the folders of elements in a place of backups."""
    with suppress(OSError):
        return sorted(each for each in place.iterdir() if SERIES.fullmatch(each.name) and each.is_dir())
    return []


def element_at(folder: Path, first: int, last: int, writer: str) -> Element:
    return Element(folder / f"rows-{first}-{last}-{writer[:16]}{SUFFIX}", first, last, writer[:16])


def elements_in(folder: Path) -> list[Element]:
    """Return the elements of a folder in the order of their rows, of two that begin alike the longer first."""
    files: list[Path] = []
    with suppress(OSError):
        files.extend(folder.iterdir())
    found = [
        Element(file, int(match[1]), int(match[2]), match[3]) for file in files if (match := NAME.fullmatch(file.name))
    ]
    return sorted(found, key=lambda each: (each.first, -each.last, each.writer))


def covering(found: Iterable[Element], writer: str, first: int, last: int) -> tuple[list[Element], int]:
    """Return the elements that hold the rows from `first` on, and the first row that none holds."""
    own = sorted((each for each in found if each.writer == writer[:16]), key=lambda each: each.first)
    used: list[Element] = []
    following = 0
    while first <= last:
        best: Element | None = None
        while following < len(own) and own[following].first <= first:
            if own[following].last >= max(first, best.last if best else 0):
                best = own[following]
            following += 1
        if best is None:
            break
        used.append(best)
        first = best.last + 1
    return used, first


def to_merge(found: Sequence[Element], head: int) -> list[Element]:
    """Return the elements that are to become one by now, in order; none where there are few.

    Each is merged with those after it once these are half as long: a row is written again some ten times in all, and
    what is left grows with the logarithm of the rows.
    """
    most = max(FULL, head // 64)
    best: list[Element] = []
    for writer in {each.writer for each in found}:
        own = [each for each in found if each.writer == writer]
        if sum(each.rows < most // 2 for each in own) > SMALL_KEPT:
            best = max(best, *(_group(own[: end + 1], most) for end in range(len(own))), key=len)
    return best if len(best) >= max(2, SMALL_KEPT // 4) else []


def _group(own: Sequence[Element], most: int) -> list[Element]:
    """Return the elements at the end of these that fit together: none more than twice as long as all after it."""
    chosen, rows = [own[-1]], own[-1].rows
    for each in reversed(own[:-1]):
        joined = each.last + 1 >= chosen[-1].first
        if not joined or own[-1].last - each.first + 1 > most or each.rows > 2 * rows:
            break
        chosen.append(each)
        rows += each.rows
    return chosen[::-1]


def superfluous(found: Sequence[Element]) -> list[Element]:
    """Return the elements whose rows another one holds as well."""
    longest: dict[str, int] = {}
    left = []
    for each in sorted(found, key=lambda each: (each.first, -each.last)):
        if each.last <= longest.get(each.writer, 0):
            left.append(each)
        longest[each.writer] = max(each.last, longest.get(each.writer, 0))
    return left

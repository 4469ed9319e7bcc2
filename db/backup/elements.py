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
    own, used = [each for each in found if each.writer == writer[:16]], []
    while first <= last:
        best = max((each for each in own if each.first <= first <= each.last), key=lambda each: each.last, default=None)
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
    for writer in {each.writer for each in found}:
        own = [each for each in found if each.writer == writer]
        small = [each for each in own if each.rows < most // 2]
        if len(small) <= SMALL_KEPT:
            continue
        last = len(own) - 1
        while last > 0 and own[last].rows >= most // 2:
            last -= 1
        chosen = [own[last]]
        for each in reversed(own[:last]):
            total = chosen[-1].last - each.first + 1
            joined = each.last + 1 >= chosen[-1].first
            if not joined or total > most or each.rows > 2 * sum(one.rows for one in chosen):
                break
            chosen.append(each)
        if len(chosen) > 1:
            return chosen[::-1]
    return []


def superfluous(found: Sequence[Element]) -> list[Element]:
    """Return the elements whose rows another one holds as well."""
    return [each for each in found if any(each.within(other) for other in found)]

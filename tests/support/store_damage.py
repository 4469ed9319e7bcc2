"""What happens to files: a bit flips, a page is garbled or swapped, an end is cut off, a file goes or is put back."""

import os
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

from console.core.clock import Instant
from console.core.events import Noted
from db.files import DATABASE, KEYS
from tests.support.store_help import event, new_store, story

PAGE = 4096
AT = Instant(1_800_000_000_123, 0, "boot-1")
LATER = Instant(AT.utc_ms + 3_600_000, 3_600_000, "boot-1")
BEFORE, AFTER = 5, 60
"""Events up to the backup, and in all."""


def worked(folder: Path) -> Path:
    """A closed store with a backup after 5 events, and 60 in all; the backup."""
    with closing(new_store(folder)) as store:
        for each in story():
            store.append(each)
        made = store.backup(AT).file
        for number in range(BEFORE + 1, AFTER + 1):
            store.append(event(Noted(f"note {number} " * 40), "s1", "c1" if number < 40 else "c2"))
        store.anchor()
    return made


def pages(folder: Path) -> int:
    return (folder / DATABASE).stat().st_size // PAGE


def overwrite(folder: Path, at: int, data: bytes, name: str = DATABASE) -> None:
    with (folder / name).open("rb+") as file:
        file.seek(at)
        file.write(data)


def flip(folder: Path, at: int, name: str = DATABASE) -> None:
    data = (folder / name).read_bytes()
    overwrite(folder, at, bytes([data[at] ^ 1]), name)


def garble(folder: Path, page: int) -> None:
    overwrite(folder, page * PAGE, Random(page).randbytes(PAGE))


def swap(folder: Path, one: int, two: int) -> None:
    data = (folder / DATABASE).read_bytes()
    first, second = (data[at * PAGE : (at + 1) * PAGE] for at in (one, two))
    overwrite(folder, one * PAGE, second)
    overwrite(folder, two * PAGE, first)


def cut(folder: Path, size: int, name: str = DATABASE) -> None:
    os.truncate(folder / name, size)


DAMAGE: dict[str, Callable[[Path], object]] = {
    "a bit of the first page": lambda folder: flip(folder, 2000),
    "a bit of the salt": lambda folder: flip(folder, 3),
    "the first page garbled": lambda folder: garble(folder, 0),
    "a whole page garbled": lambda folder: garble(folder, pages(folder) - 2),
    "two pages swapped": lambda folder: swap(folder, pages(folder) - 3, pages(folder) - 2),
    "cut within a page": lambda folder: cut(folder, PAGE * (pages(folder) - 3) + 100),
    "cut between pages": lambda folder: cut(folder, PAGE * (pages(folder) - 3)),
    "cut to nothing": lambda folder: cut(folder, 0),
    "the database gone": lambda folder: (folder / DATABASE).unlink(),
    "the keys gone": lambda folder: (folder / KEYS).unlink(),
    "the keys cut": lambda folder: cut(folder, 100, KEYS),
}


def other_keys(folder: Path) -> None:
    other = folder.with_name("other")
    new_store(other).close()
    shutil.copy(other / KEYS, folder / KEYS)


def both_gone(folder: Path) -> None:
    for name in (KEYS, DATABASE):
        (folder / name).unlink()


DAMAGE |= {"another clinic's keys": other_keys, "both gone": both_gone}

"""Elements that have become many are merged into longer ones, and what no point needs any more goes."""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from console.app.ports import Pace, StoreError
from db.backup import sealed_rows
from db.backup.backup_format import backups_in, read_stamp
from db.backup.backup_place import MERGED, MERGING, locked, sweep
from db.backup.element_writer import end_of, put_element
from db.backup.elements import Element, element_at, elements_in, series_in, superfluous, to_merge
from db.backup.sealed_rows import Extent
from db.errors import BAD_ARCHIVE, file_errors
from db.keys.store_keys import Keys
from db.log.log import Log


def merge(series: Path, writer: str, keys: Keys, log: Log, pace: Pace) -> int:
    """Merge what is many in a folder of elements; return how many went. StoreError where one of them is damaged.

    The longer one is read back before those that it stands for go: a kill leaves both, or it alone.
    """
    if not to_merge(elements_in(series), 0) and not any(series.glob(f".*{MERGED}")):
        return 0
    with locked(series, MERGING):
        sweep(series, writer, MERGED)
        found = elements_in(series)
        chosen = to_merge(found, max(each.last for each in found))
        if chosen:
            _merge(series, chosen, keys, log, pace)
        with locked(series.parent):
            return len(drop_superfluous(series))


def drop_superfluous(series: Path) -> list[Element]:
    """Remove the elements whose rows another one holds, in the caller's lock; return which."""
    left = superfluous(elements_in(series))
    for each in left:
        with suppress(OSError):
            each.file.unlink(missing_ok=True)
    return left


def _merge(series: Path, chosen: list[Element], keys: Keys, log: Log, pace: Pace) -> None:
    ends = [end_of(each)[0] for each in chosen]
    first, last = ends[0], ends[-1]
    span = (first.first, last.last)
    extent = Extent(sealed_rows.VERSION, first.of, first.writer, *span, first.before, last.after, 0)
    target = element_at(series, *span, first.writer)
    made = put_element(target, extent, _rows(chosen, keys), keys, log, pace, MERGED)
    if not set(made.faults) <= {seq for each in ends for seq in each.faults}:
        with file_errors():
            target.file.unlink()
        raise StoreError("backup-damaged", file=str(target.file), detail="chain")


def _rows(chosen: list[Element], keys: Keys) -> Iterator[Any]:
    following = chosen[0].first
    for element in chosen:
        with file_errors(), element.file.open("rb") as file:
            for row in sealed_rows.read_rows(file, str(element.file), keys):
                if row[0] >= following:
                    yield row
                    following = row[0] + 1


def drop_unneeded(place: Path, kept: str) -> None:
    """Remove the folders of elements that no point names any more, but for the one that is `kept`. StoreError."""
    found = [each for each in series_in(place) if each.name != kept]
    if not found:
        return
    with locked(place):
        named = set()
        for file in backups_in(place):
            try:
                named.add(read_stamp(file).series)
            except (OSError, *BAD_ARCHIVE):
                return
        for each in found:
            if each.name not in named:
                shutil.rmtree(each, ignore_errors=True)

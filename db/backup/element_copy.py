"""The second medium gets what it lacks: each element once, the clients' keys as they stand, then the point."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from console.app.ports import StoreError
from db.backup import elements
from db.backup.backup_format import Point, backups_in, read_stamp
from db.backup.backup_place import draft_of, locked, sweep
from db.backup.client_key_files import ClientKeyFiles, tag_of
from db.backup.element_writer import whole
from db.backup.elements import Element, covering, elements_in, series_in
from db.backup.merging import drop_superfluous
from db.backup.sealed_rows import intact
from db.errors import BAD_ARCHIVE, file_errors
from db.files import copy_whole


def copy_point(point: Point, file: Path, place: Path, clash: Callable[[Path], str]) -> None:
    """Put a point and what it needs into a place that is there. StoreError.

    "second-foreign" where a backup of another store lies there; "two-heads" where `clash` names one there that goes on
    otherwise.
    """
    own = file.parent / point.series
    with locked(place):
        if foreign := _foreign(place, point.db_uuid):
            raise StoreError("second-foreign", folder=str(place), file=foreign)
        if known := clash(place):
            raise StoreError("two-heads", folder=str(place), file=known)
        for folder in (place, *series_in(place)):
            sweep(folder, point.writer)
        target = place / point.series
        with file_errors():
            target.mkdir(mode=0o700, exist_ok=True)
        _copy_keys(own, target)
        for each in _lacking(own, target, point):
            if not intact(each.file):
                raise StoreError("backup-damaged", file=str(each.file), detail="digest")
            _copy(each.file, target, point.writer)
        drop_superfluous(target)
        _copy(file, place, point.writer)


def _foreign(place: Path, db_uuid: str) -> str:
    """Return the name of a backup there that is another store's; "" for none."""
    for file in backups_in(place):
        with suppress(OSError, *BAD_ARCHIVE):
            if read_stamp(file).db_uuid != db_uuid:
                return file.name
    return ""


def _copy_keys(own: Path, target: Path) -> None:
    """Bring the clients' keys there to those here, in series that only the other place has too: erased is erased."""
    here = ClientKeyFiles(own)
    if here.headers():
        there = ClientKeyFiles(target)
        if there.behind(here):
            gone = here.erased()
            for series in series_in(target.parent):
                ClientKeyFiles(series).erase(gone)
        there.follow(here)


def _lacking(own: Path, target: Path, point: Point) -> list[Element]:
    """Return the elements that are to be copied: those that hold rows which are lacking there.

    Where many small ones lie there by now, also those that stand for several of them.
    """
    here, there, lacking = elements_in(own), whole(elements_in(target)), list[Element]()
    for each in point.stretches:
        first = covering(there, each.writer, each.first, each.last)[1]
        if first <= each.last:
            lacking += covering(here, each.writer, first, each.last)[0]
    if len(there) > 2 * elements.SMALL_KEPT:
        longer = (each for each in here if sum(one.within(each) for one in there) > 1)
        lacking += [each for each in longer if intact(each.file)]
    return list(dict.fromkeys(lacking))


def _copy(file: Path, folder: Path, writer: str) -> None:
    """Copy a file and read the copy back. StoreError; nothing is there then but a draft that the next one takes."""
    copy_whole(file, folder / file.name, draft_of(folder / file.name, writer).name)


def erase_in_backups(places: Iterable[Path], client: str) -> None:
    """Destroy a client's key in the backups of every place that is there.

    What can't be written now is done by the next backup: it comes upon the entry that says so before it copies on.
    """
    for place in places:
        with suppress(StoreError):
            if series := series_in(place):
                with locked(place):
                    for each in series:
                        ClientKeyFiles(each).erase({tag_of(client)})

"""Points are checked without making a store of each: those that lie together in one reading of their elements."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from console.app.ports import Finding, StoreError
from db.backup.backup_format import Point, Stretch
from db.backup.elements import elements_in
from db.backup.point_reader import Opened, Walk


class Scan(Struct):
    """What was read of a log's elements: the codes of the rows at which points end, faults, and where it ended."""

    macs: dict[int, str]
    findings: list[Finding]
    error: StoreError | None = None


class Scans:
    """Checks points without making a store of each: those that lie together are checked in one reading."""

    def __init__(self) -> None:
        self._made: dict[object, Scan] = {}

    def check(self, opened: Opened, heads: set[int]) -> Point:
        """Return what the point says, with the first fault. `heads` are the rows at which others end. StoreError."""
        point = opened.point
        starts = tuple((each.writer, each.first) for each in point.stretches)
        key = (opened.folders, starts, tuple(_signature(opened.folders)), frozenset(heads))
        if key not in self._made:
            self._made = {key: self._scan(opened, heads | {point.head.seq})}
        scan = self._made[key]
        if point.head.seq and scan.macs.get(point.head.seq) != point.head.mac:
            raise opened.damaged("head") if scan.error is None else _of_this(scan.error, opened.file)
        return msgspec.structs.replace(
            point, findings=tuple(each for each in scan.findings if (each.seq or 0) <= point.head.seq)
        )

    def _scan(self, opened: Opened, heads: set[int]) -> Scan:
        *former, last = opened.point.stretches
        found = [each for folder in opened.folders for each in elements_in(folder)]
        top = max([last.last, *(each.last for each in found if each.writer == last.writer[:16])])
        walk = Walk(opened, [*former, Stretch(last.writer, last.first, min(top, max(heads)))])
        scan = Scan({}, walk.findings)
        try:
            for row in walk.rows():
                if row[0] in heads:
                    scan.macs[row[0]] = bytes(row[13]).hex()
        except StoreError as error:
            scan.error = error
        return scan


def _of_this(error: StoreError, file: Path) -> StoreError:
    return StoreError(error.code, **{**error.facts, "file": str(file)})


def _signature(folders: Sequence[Path]) -> Iterator[object]:
    for folder in folders:
        with suppress(OSError):
            for file in sorted(folder.iterdir()):
                stat = file.stat()
                yield file.name, stat.st_size, stat.st_mtime_ns

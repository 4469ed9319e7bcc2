"""A point is read: what it says, the rows that its elements hold, and the store that both make."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
from cryptography.exceptions import InvalidTag
from msgspec import Struct

from console.app.ports import Finding, StoreError
from db import new_file
from db.backup import sealed_rows
from db.backup.backup_format import MANIFEST, RECORDS, Point, Stretch, parse_manifest
from db.backup.client_key_files import GONE, ClientKeyFiles, tag_of
from db.backup.elements import Element, elements_in
from db.backup.point_writer import PURPOSE
from db.backup.sealed_rows import NONCE, Row
from db.connections import Raw, connect
from db.errors import sqlite_errors
from db.files import KEYS
from db.keys.key_file import parse_keys
from db.keys.store_keys import Keys
from db.log import kinds, kinds_noted
from db.log.log import ADD_KEY, INSERT, Log
from db.views.tables import SCHEMA, TRIGGERS

COMMIT_EVERY = 50_000
TAKE_KEPT = {
    "meta": "INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)",
    "pins": "INSERT INTO pins (person, salt, verifier, digits, failed) VALUES (?, ?, ?, ?, ?)",
    "heartbeats": "INSERT INTO heartbeats (session, utc_ms, boot_ms, boot_id) VALUES (?, ?, ?, ?)",
}


class Opened(Struct, frozen=True):
    """A point that its keys have opened: where it lies, what it says and holds, and where its elements may be."""

    file: Path
    point: Point
    keys: Keys
    records: dict[str, list[Any]]
    folders: tuple[Path, ...]

    @property
    def damaged(self) -> Callable[[str], StoreError]:
        return lambda detail: StoreError("backup-damaged", file=str(self.file), detail=detail)


def open_point(
    file: Path, members: dict[str, bytes], keys_for: Callable[[Any], Keys], places: Sequence[Path] = ()
) -> Opened:
    """Open a point; its elements may lie beside it, or in other places. StoreError "backup-damaged", "wrong-secret"."""
    point = parse_manifest(members[MANIFEST], file)
    if not isinstance(point, Point) or hashlib.sha256(members[KEYS]).hexdigest() != point.sha256.get(KEYS):
        raise StoreError("backup-damaged", file=str(file), detail=KEYS)
    keys = keys_for(parse_keys(members[KEYS], KEYS))
    sealed = members[RECORDS]
    try:
        plain = keys.own_key(PURPOSE).decrypt(sealed[:NONCE], sealed[NONCE:], members[MANIFEST])
        records = msgspec.msgpack.decode(plain, type=dict[str, list[Any]])
    except (InvalidTag, ValueError) as error:
        raise StoreError("backup-damaged", file=str(file), detail=MANIFEST) from error
    if point.schema > SCHEMA:
        raise StoreError("backup-newer", file=str(file), found=f"schema {point.schema}", known=f"schema {SCHEMA}")
    folders = dict.fromkeys(place / point.series for place in (file.parent, *places))
    return Opened(file, point, keys, records, tuple(folders))


class Walk:
    """The rows of a log, out of the elements of several folders, held to their chain as they come.

    Where one element is damaged, those that hold the same rows elsewhere are read instead. `findings` has the first row
    that was copied as it was, though it does not follow.
    """

    def __init__(self, opened: Opened, stretches: Sequence[Stretch]) -> None:
        self._opened, self._stretches = opened, stretches
        self._log = Log(opened.keys)
        self._allowed: set[int] = set()
        self.findings: list[Finding] = []
        self.keys: dict[bytes, bytes] = {}
        for folder in opened.folders:
            for tag, key in ClientKeyFiles(folder).read().items():
                self.keys[tag] = GONE if GONE in (key, self.keys.get(tag)) else key

    def rows(self) -> Iterator[Row]:
        """Yield them. StoreError "backup-damaged", "backup-incomplete", "backup-newer"; what came before is right."""
        before, expected = self._log.start, 1
        for stretch in self._stretches:
            for row in self._of(stretch):
                if row[0] != expected or not self._log.follows(before, row):
                    self._take_fault(row[0])
                elif not kinds.readable(row[5], row[6]):
                    raise self._newer(row)
                if row[12] is not None and tag_of(row[3]) not in self.keys:
                    raise self._opened.damaged(ClientKeyFiles(self._opened.folders[0]).files[0].name)
                before, expected = row[13], row[0] + 1
                yield row

    def _newer(self, row: Row) -> StoreError:
        found, known = f"{row[5]} {row[6]}", f"schema {SCHEMA}"
        return StoreError("backup-newer", file=str(self._opened.file), found=found, known=known)

    def _take_fault(self, seq: int) -> None:
        if seq not in self._allowed:
            raise self._opened.damaged(f"rows: {seq}")
        if not self.findings:
            self.findings.append(Finding("row-changed", seq))

    def _of(self, stretch: Stretch) -> Iterator[Row]:
        """Yield the rows of one writer. Elements that vanish meanwhile were merged: they are looked for again."""
        bad: dict[Path, StoreError] = {}
        gone: set[Path] = set()
        following = stretch.first
        while following <= stretch.last:
            element = self._holding(stretch.writer, following, bad, gone)
            try:
                with element.file.open("rb") as file:
                    self._allowed.update(sealed_rows.read_end(file, element.file.name)[0].faults)
                    for row in sealed_rows.read_rows(file, element.file.name, self._opened.keys):
                        if following <= row[0] <= stretch.last:
                            following = row[0] + 1
                            yield row
                        elif row[0] > stretch.last:
                            return
                following = element.last + 1
            except FileNotFoundError:
                gone.add(element.file)
            except OSError as error:
                bad[element.file] = self._opened.damaged(f"{element.file.name}: {error.strerror}")
            except StoreError as error:
                bad[element.file] = self._opened.damaged(f"{error.facts['file']}: {error.facts['detail']}")

    def _holding(self, writer: str, seq: int, bad: dict[Path, StoreError], gone: set[Path]) -> Element:
        for folder in self._opened.folders:
            fits = [
                each
                for each in elements_in(folder)
                if each.writer == writer[:16] and each.first <= seq <= each.last and each.file not in {*bad, *gone}
            ]
            if fits:
                return max(fits, key=lambda each: each.last)
        for error in bad.values():
            raise error
        raise StoreError("backup-incomplete", file=str(self._opened.file), missing=self._missing(seq))

    def _missing(self, seq: int) -> str:
        """Return the name of the file that should hold the row."""
        for each in self._opened.point.elements:
            first, last = each.file.split("-")[1:3]
            if int(first) <= seq <= int(last):
                return each.file
        return f"rows-{seq}"


def build(opened: Opened, path: Path) -> None:
    """Make the database that the point is of, but for its views: whoever opens it makes them. StoreError."""
    point, keys, log = opened.point, opened.keys, Log(opened.keys)
    walk = Walk(opened, point.stretches)
    path.touch(mode=0o600, exist_ok=False)
    new_file.write(path, keys)
    with sqlite_errors(path), closing(connect(path, keys)) as raw:
        raw.execute("PRAGMA synchronous = NORMAL").fetchall()
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("DROP TRIGGER log_has_no_gaps")
        _insert(raw, walk)
        for table, sql in TAKE_KEPT.items():
            for record in opened.records[table]:
                raw.execute(sql, tuple(record))
        raw.execute("DELETE FROM views")
        raw.execute(TRIGGERS["log_has_no_gaps"])
        kinds_noted.refill(raw, log)
        head = log.head(raw)
        raw.execute("COMMIT")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    if head != point.head:
        raise opened.damaged("head")


def _insert(raw: Raw, walk: Walk) -> None:
    clients: set[str] = set()
    for number, row in enumerate(walk.rows(), 1):
        raw.execute(INSERT, row)
        if row[3] and row[3] not in clients:
            clients.add(row[3])
            key = walk.keys.get(tag_of(row[3]))
            if key is not None:
                raw.execute(ADD_KEY, (row[3], None if key == GONE else key))
        if number % COMMIT_EVERY == 0:
            raw.execute("COMMIT")
            raw.execute("BEGIN IMMEDIATE")

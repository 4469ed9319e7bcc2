"""A backup of what is new: the log's rows since the last one as an element, and a point that says what it needs."""

import hashlib
import io
import secrets
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Engine

from console.app.ports import Backup, Finding, Head, Pace, StoreError
from db.backup import sealed_rows
from db.backup.backup_format import POINT, POINT_MEMBERS, SUFFIX, Part, Point, Stretch
from db.backup.backup_place import draft_of, locked, put, sweep
from db.backup.client_key_files import ClientKeyFiles, tag_of
from db.backup.element_writer import end_of, mac_at, put_element, whole
from db.backup.elements import CHUNK, covering, element_at, elements_in, series_in, series_name
from db.backup.sealed_rows import NONCE, Extent
from db.connections import Raw, raw_of, reading
from db.errors import file_errors
from db.files import KEYS
from db.keys.store_keys import Keys
from db.log.log import COLUMNS, KEY_OF, Log
from db.log.writers import stretches
from db.views.tables import SCHEMA

PURPOSE = b"backup point"
ROWS = f"SELECT {COLUMNS}, mac FROM log WHERE seq BETWEEN ? AND ? ORDER BY seq"
CLIENTS = "SELECT DISTINCT client FROM log WHERE seq BETWEEN ? AND ? AND client <> ''"
KNOWN_BEFORE = "SELECT 1 FROM log WHERE session = '' AND client = ? AND kind = 'client-added' AND seq < ? LIMIT 1"
ERASED = "SELECT client FROM log WHERE seq BETWEEN ? AND ? AND session = '' AND kind = 'client-erased'"
ALL_KEYS = "SELECT client, wrapped FROM client_keys"
KEPT = {
    "meta": "SELECT name, value FROM meta ORDER BY name",
    "pins": "SELECT person, salt, verifier, digits, failed FROM pins ORDER BY person",
    "heartbeats": """SELECT session, utc_ms, boot_ms, boot_id FROM heartbeats
        WHERE session IN (SELECT id FROM sessions WHERE status = 'open') ORDER BY session""",
}
"""What belongs to a store beside its log and its clients' keys: nothing else makes it again."""


class Source(Struct):
    """What is backed up, and where to."""

    engine: Engine
    keys: Keys
    log: Log
    place: Path

    @property
    def series(self) -> Path:
        return self.place / series_name(self.keys.file)

    @property
    def of(self) -> tuple[str, str]:
        return self.keys.file.db_uuid, self.keys.file.salt.hex()


def write(source: Source, name: str, utc_ms: int | None, pace: Pace) -> Backup:
    """Bring the elements up to the head of now, then put `name`.stipple-backup beside them. StoreError.

    "backup-failed" when something can't be written, or read back whole; "two-heads" where an element knows better than
    the log. Nobody is kept from the place for longer than one element takes.
    """
    target = source.place / (name + SUFFIX)
    try:
        return _write(source, target, utc_ms, pace)
    except StoreError as error:
        if error.code != "disk-full" and not isinstance(error.__cause__, OSError):
            raise
        raise StoreError("backup-failed", file=str(target), detail=str(error.facts["detail"])) from error


def _write(source: Source, target: Path, utc_ms: int | None, pace: Pace) -> Backup:
    with reading(source.engine) as connection:
        raw = raw_of(connection)
        head = source.log.head(raw)
        wanted = _stretches(raw, source, head)
        records = {name: raw.execute(sql).fetchall() for name, sql in KEPT.items()}
    findings: list[Finding] = []
    while True:
        with locked(source.place):
            _prepare(source, wanted[-1].writer)
            missing = _next(source, wanted)
            if missing is None:
                return _put_point(source, target, utc_ms, head, wanted, records, tuple(findings))
            findings += _add(source, missing, pace)


def _stretches(raw: Raw, source: Source, head: Head) -> tuple[Stretch, ...]:
    found = stretches(raw, source.keys.file.db_uuid)
    return tuple(Stretch(each.writer, each.first, each.last or head.seq) for each in found)


def _prepare(source: Source, writer: str) -> None:
    series = source.series
    with file_errors():
        series.mkdir(mode=0o700, exist_ok=True)
    sweep(series, writer)
    sweep(source.place, writer)
    clients = ClientKeyFiles(series)
    clients.settle()
    if not clients.headers():
        with reading(source.engine) as connection:
            clients.begin(*_owner(source), dict(raw_of(connection).execute(ALL_KEYS).fetchall()))


def _owner(source: Source) -> tuple[str, bytes]:
    return source.keys.file.db_uuid, source.keys.file.salt


def _next(source: Source, wanted: tuple[Stretch, ...]) -> Stretch | None:
    """Return the next rows that no element holds, no more than one is to have; None where all are there."""
    found = whole(elements_in(source.series))
    for each in wanted:
        first = covering(found, each.writer, each.first, each.last)[1]
        if first <= each.last:
            after = min((one.first for one in found if one.writer == each.writer[:16] and one.first > first), default=0)
            last = min(each.last, first + CHUNK - 1, after - 1 if after else each.last)
            return Stretch(each.writer, first, last)
    return None


def _add(source: Source, rows: Stretch, pace: Pace) -> list[Finding]:
    """Add an element with these rows, in the caller's lock: the clients' keys go before it, and those erased first."""
    span, target = (rows.first, rows.last), element_at(source.series, rows.first, rows.last, rows.writer)
    with reading(source.engine) as connection:
        raw = raw_of(connection)
        gone = {tag_of(client) for (client,) in raw.execute(ERASED, span).fetchall()}
        for series in series_in(source.place) if gone else ():
            ClientKeyFiles(series).erase(gone)
        ClientKeyFiles(source.series).add(_new_keys(raw, span))
        before, after = (mac_at(raw, source.log, seq) for seq in (rows.first - 1, rows.last))
        extent = Extent(sealed_rows.VERSION, source.of, rows.writer, *span, before, after, 0)
        made = put_element(target, extent, raw.execute(ROWS, span), source.keys, source.log, pace)
    return [Finding("row-changed", seq) for seq in made.faults[:1]]


def _new_keys(raw: Raw, span: tuple[int, int]) -> list[tuple[str, bytes | None]]:
    """Return the keys of clients whom no row before tells of; of one who was never added, again with each element."""
    found = []
    for (client,) in raw.execute(CLIENTS, span).fetchall():
        row = raw.execute(KEY_OF, (client,)).fetchone()
        if row and not raw.execute(KNOWN_BEFORE, (client, span[0])).fetchone():
            found.append((client, row[0]))
    return found


def parts(source: Source, wanted: tuple[Stretch, ...]) -> Iterator[Part]:
    """Yield the elements that hold these stretches."""
    found = elements_in(source.series)
    for each in wanted:
        for element in covering(found, each.writer, each.first, each.last)[0]:
            yield Part(element.file.name, end_of(element)[1])


def _put_point(
    source: Source, target: Path, utc_ms: int | None, head: Head, wanted: tuple[Stretch, ...],
    records: dict[str, list[Any]], findings: tuple[Finding, ...],
) -> Backup:  # fmt: skip
    keys = source.keys.with_anchor(head) if source.keys.intact else source.keys
    held, writer = keys.encode(), wanted[-1].writer
    point = Point(
        POINT, keys.file.db_uuid, keys.file.kind, SCHEMA, utc_ms, head, writer, source.series.name, wanted,
        {writer: head}, tuple(parts(source, wanted)), {KEYS: hashlib.sha256(held).hexdigest()}, (), findings,
    )  # fmt: skip
    manifest = msgspec.json.format(msgspec.json.encode(point), indent=1)
    nonce = secrets.token_bytes(NONCE)
    sealed = nonce + keys.own_key(PURPOSE).encrypt(nonce, msgspec.msgpack.encode(records), manifest)
    packed, draft = io.BytesIO(), draft_of(target, writer)
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for member, data in zip(POINT_MEMBERS, (manifest, held, sealed), strict=True):
            archive.writestr(member, data)
    try:
        with file_errors():
            draft.touch(mode=0o600)
            draft.write_bytes(packed.getvalue())
            put(draft, target)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    return Backup(target, head.seq, hashlib.sha256(packed.getvalue()).hexdigest())

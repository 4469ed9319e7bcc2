"""Backups by elements: a store that grows, what it holds as a digest, and all that lies in a place."""

import hashlib
from contextlib import closing
from pathlib import Path

from msgspec.structs import replace

from console.core.clock import Instant
from console.core.events import AnyBody, ClientAdded, Event, Noted, PassDone
from console.core.people import Profile
from db.backup.restore import restore
from db.connections import connect, raw_of
from db.files import DATABASE
from db.log.log import COLUMNS
from db.store import Store
from tests.support.store_help import PASSPHRASE, event, keys_of

START = Instant(1_800_000_000_000, 0, "boot-1")
MINUTE_MS = 60_000


def at(minutes: int) -> Instant:
    return replace(START, utc_ms=START.utc_ms + minutes * MINUTE_MS)


def visit(store: Store, number: int, rows: int = 4) -> None:
    """Append a client's coming and a session of theirs."""
    client, session = f"client-{number}", f"session-{number}"
    passes: list[AnyBody] = [PassDone("cheek", 500 + each) for each in range(rows - 2)]
    store.append(_numbered(number, 0, ClientAdded(Profile(f"Somebody {number}")), "", client))
    for each, body in enumerate([*passes, Noted(f"a bruise of visit {number}")], 1):
        store.append(_numbered(number, each, body, session, client))


def _numbered(visit: int, number: int, body: AnyBody, session: str, client: str) -> Event:
    """Make an event whose id no other process makes."""
    return replace(event(body, session, client), id=f"{visit + 1:016x}{number:016x}")


def held(store: Store, up_to: int, keys: bool = True) -> str:
    """Return a digest of the log up to a row, and of the clients' keys that it needs."""
    with store._reading() as connection:
        return _digest(raw_of(connection), up_to, keys)


def restored(file: Path, into: Path, up_to: int, secret: str = PASSPHRASE, keys: bool = True) -> str:
    """Put a point back, and return the digest of what it holds. StoreError."""
    restore(file, into, secret, at(1_000_000))
    with closing(connect(into / DATABASE, keys_of(into, secret))) as raw:
        return _digest(raw, up_to, keys)


def _digest(raw: object, up_to: int, keys: bool) -> str:
    sha256 = hashlib.sha256()
    clients = "SELECT DISTINCT client FROM log WHERE seq <= ?"
    for sql in (
        f"SELECT {COLUMNS}, mac FROM log WHERE seq <= ? ORDER BY seq",
        f"SELECT client, wrapped FROM client_keys WHERE client IN ({clients}) ORDER BY client",
    )[: 1 + keys]:
        for row in raw.execute(sql, (up_to,)):  # type: ignore[attr-defined]
            sha256.update(repr(row).encode())
    return sha256.hexdigest()


def lying(*places: Path) -> dict[Path, bytes]:
    """Return every file of these places."""
    return {file: file.read_bytes() for place in places for file in sorted(place.rglob("*")) if file.is_file()}


def rows_files(place: Path) -> list[Path]:
    """Return the elements in a place, in the order of their rows."""
    found = place.glob("rows-*/rows-*.stipple-rows")
    return sorted(found, key=lambda file: int(file.name.split("-")[1]))

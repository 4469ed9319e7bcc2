"""What can still be read of a damaged database: carried over to a backup that was put back, where the chain goes on."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from sqlcipher3 import dbapi2 as driver

from console.app.ports import Head, StoreError
from db.connections import Raw, connect
from db.errors import file_errors, sqlite_errors
from db.files import DATABASE, KEYS, discard
from db.keys.key_file import read_keys
from db.keys.store_keys import Keys
from db.log import kinds, kinds_noted
from db.log.log import ADD_KEY, COLUMNS, INSERT, KEY_OF, Log
from db.open_checks import PAGE
from db.views.tables import SCHEMA

BEYOND = 200
"""So many rows in a row that are not there or can't be read are taken for the end of the log."""
LONGER = 64 << 20
"""SQLite reads nothing of a file that ends before its last page; what is added takes no room on most disks."""
ROW = f"SELECT {COLUMNS}, mac FROM log WHERE seq = ?"


def carry(damaged: Path, into: Path, keys: Keys) -> tuple[Head, int]:
    """Append to the store in `into` what the folder `damaged` holds beyond it, unchanged and only as one chain.

    Return the new head, and the last event that is known to have been. The damaged files are copied, never written to.
    """
    log = Log(keys)
    with sqlite_errors(into / DATABASE), closing(connect(into / DATABASE, keys)) as raw:
        head = log.head(raw)
        known = max([head.seq, *(anchor.seq for anchor in _anchors(damaged, keys))])
        if not (damaged / DATABASE).exists():
            return head, known
        draft = Path(tempfile.mkdtemp(prefix=f".{into.name}.", suffix=".rescue", dir=into.parent))
        try:
            wreck = Wreck(_copy_wreck(damaged, draft, keys), keys)
            raw.execute("BEGIN IMMEDIATE")
            _erase_again(raw, wreck)
            linked = True
            for row in wreck.rows(head.seq + 1, known):
                known = max(known, row[0])
                linked = linked and row[0] == head.seq + 1 and _append(raw, log, head, row, wreck)
                if linked:
                    head = Head(row[0], bytes(row[13]).hex())
            kinds_noted.refill(raw, log)
            raw.execute("COMMIT")
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            discard(draft)
    return head, known


class Wreck:
    """A copy of a damaged database. A connection that met a damaged page fails from then on: another is made."""

    def __init__(self, path: Path, keys: Keys) -> None:
        self._path, self._keys = path, keys
        self._raw: Raw | None = None

    def ask(self, sql: str, *parameters: object) -> tuple[bool, Any]:
        """Return whether it could be read, and the first row of what was found."""
        try:
            if self._raw is None:
                self._raw = connect(self._path, self._keys)
            return True, self._raw.execute(sql, parameters).fetchone()
        except (StoreError, driver.Error):
            self.close()
            return False, None

    def rows(self, first: int, known: int) -> Iterator[Any]:
        """Yield the rows of the log from `first` on that can be read; look up to `known` at least."""
        try:
            _, top = self.ask("SELECT max(seq) FROM log")
            last = max(known, top[0] or 0) if top else known
            seq = first
            while seq <= last + (0 if top else BEYOND):
                _, row = self.ask(ROW, seq)
                if row is not None and row[0] == seq:
                    last = max(last, seq)
                    yield row
                seq += 1
        finally:
            self.close()

    def close(self) -> None:
        if self._raw is not None:
            raw, self._raw = self._raw, None
            with suppress(driver.Error):
                raw.close()


def _require_known(row: Any) -> None:
    """Refuse to carry over what a newer program wrote: this one could not open the result. StoreError."""
    kind, version = row[5], row[6]
    if not kinds.readable(kind, version):
        raise StoreError("database-newer", file=DATABASE, found=f"{kind} {version}", known=f"schema {SCHEMA}")


def _append(raw: Raw, log: Log, head: Head, row: Any, wreck: Wreck) -> bool:
    """Append the row as it was, if it follows the head and what it has sealed can be opened. Return whether it did."""
    if not log.follows(bytes.fromhex(head.mac), row):
        return False
    _require_known(row)
    client, sealed = row[3], row[12]
    own = raw.execute(KEY_OF, (client,)).fetchone() if client else None
    found = own or (wreck.ask(KEY_OF, client)[1] if client else None)
    if found is None and sealed is not None:
        return False
    try:
        log.personal((*row, found and found[0]))
    except InvalidTag:
        return False
    if found and not own:
        raw.execute(ADD_KEY, (client, found[0]))
    raw.execute(INSERT, row)
    return True


def _erase_again(raw: Raw, wreck: Wreck) -> None:
    """Destroy the keys of clients who were erased since the backup."""
    for (client,) in raw.execute("SELECT client FROM client_keys WHERE wrapped IS NOT NULL").fetchall():
        there, found = wreck.ask(KEY_OF, client)
        if there and found and found[0] is None:
            raw.execute("UPDATE client_keys SET wrapped = NULL WHERE client = ?", (client,))


def _anchors(damaged: Path, keys: Keys) -> tuple[Head, ...]:
    with suppress(StoreError):
        file = read_keys(damaged / KEYS)
        if file.db_uuid == keys.file.db_uuid and keys.over(file).intact:
            return file.anchors
    return ()


def _copy_wreck(damaged: Path, draft: Path, keys: Keys) -> Path:
    """Copy the damaged files, with the salt that belongs at the beginning.

    The copy is so long that no page lies beyond its end.
    """
    copy = draft / DATABASE
    with file_errors():
        for name in (DATABASE, f"{DATABASE}-wal"):
            if (damaged / name).exists():
                shutil.copyfile(damaged / name, draft / name)
        size = copy.stat().st_size
        os.truncate(copy, (2 * size // PAGE) * PAGE + LONGER)
        if size:
            with copy.open("rb+") as file:
                file.write(keys.file.salt)
    return copy

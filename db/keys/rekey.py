"""A new data key for the whole store. A copy of the database is made under it; the copy's rename is the moment at which
the old key ends: a kill before it leaves old and old, one after it new and new."""

import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import sqlcipher3.dbapi2 as driver
from cryptography.exceptions import InvalidTag

from console.app.ports import Head, StoreError
from db.backup.backup_writer import examine
from db.connections import Raw, connect
from db.errors import file_errors, sqlite_errors
from db.files import DATABASE, KEYS, sync_file, sync_folder, write_whole
from db.keys.key_file import read_keys
from db.keys.store_keys import Keys
from db.log.field_encryption import ClientKeys
from db.log.log import Log

DRAFT = DATABASE + ".new"
NEXT = KEYS + ".next"
DRAFTS = (DRAFT, DRAFT + "-wal", DRAFT + "-shm", DRAFT + "-journal", NEXT + ".new")
SALT = 16
KEYS_OF_CLIENTS = "SELECT client, wrapped FROM client_keys WHERE wrapped IS NOT NULL"
NEW_KEY = "UPDATE client_keys SET wrapped = ? WHERE client = ?"

Job = Callable[[Raw, Log, Head], Head]


def prepare(folder: Path, old: Keys, stays: Callable[[str], bool], job: Job) -> Keys:
    """Write the copy and its key file beside those in force, both durable on return; they change nothing yet.

    `job` is done in the copy, as the first thing under the new key, and gives the log's new head. Nobody else may write
    meanwhile. StoreError "rekey-failed" where the copy is not what the database is.
    """
    draft = folder / DRAFT
    discard_draft(folder)
    with sqlite_errors(folder / DATABASE), closing(connect(folder / DATABASE, old)) as raw:
        raw.execute("VACUUM INTO ?", (str(draft),))
    with file_errors():
        draft.chmod(0o600)
    before = examine(draft, old)
    new = old.renew(stays, before.head.seq)
    _rekey(draft, old, new)
    with sqlite_errors(draft), closing(connect(draft, new)) as raw:
        head = _first(raw, old, new, before.head, job)
        raw.execute("PRAGMA journal_mode = DELETE").fetchall()
    after = examine(draft, new)
    lost = sorted(name for name, rows in before.counts.items() if after.counts.get(name, 0) < rows)
    worse = [each for each in after.findings if each not in before.findings]
    if lost or worse or after.head != head or head.seq != before.head.seq + 1:
        raise StoreError("rekey-failed", file=str(draft), detail=", ".join([*lost, *(each.code for each in worse)]))
    with file_errors():
        sync_file(draft)
    new = new.with_anchor(head)
    write_whole(folder / NEXT, new.encode())
    return new


def commit(folder: Path) -> None:
    """Put the prepared database in force. StoreError "busy" where anybody has the database open."""
    if any((folder / (DATABASE + end)).exists() for end in ("-wal", "-journal")):
        raise StoreError("busy", file=str(folder / DATABASE), detail="the database is still open")
    with file_errors():
        os.replace(folder / DRAFT, folder / DATABASE)
        sync_folder(folder)


def settle(folder: Path) -> None:
    """Finish what was committed, take back what was not; do nothing where neither can be told."""
    stands, after = _header(folder / DATABASE), folder / NEXT
    if after.exists():
        if _salt(after) == stands:
            with file_errors():
                os.replace(after, folder / KEYS)
                sync_folder(folder)
        elif _salt(folder / KEYS) == stands:
            with file_errors():
                after.unlink()
    if not after.exists():
        discard_draft(folder)


def is_pending(folder: Path) -> bool:
    return any((folder / name).exists() for name in (NEXT, *DRAFTS))


def discard_draft(folder: Path) -> None:
    with file_errors():
        for name in DRAFTS:
            (folder / name).unlink(missing_ok=True)


def _rekey(path: Path, old: Keys, new: Keys) -> None:
    """Encrypt the file with the new keys, by the rollback journal, which can make a file of another salt."""
    with sqlite_errors(path), closing(driver.connect(str(path), isolation_level=None)) as raw:
        raw.execute("PRAGMA cipher_log_level = NONE")
        raw.execute(f"PRAGMA key = \"x'{old.database.hex()}{old.file.salt.hex()}'\"")
        raw.execute("PRAGMA temp_store = MEMORY")
        raw.execute(f"PRAGMA rekey = \"x'{new.database.hex()}{new.file.salt.hex()}'\"").fetchall()


def _first(raw: Raw, old: Keys, new: Keys, before: Head, job: Job) -> Head:
    """Wrap the clients' keys under the new key and do the job, in one transaction."""
    known, made = ClientKeys(old.wrapping), ClientKeys(new.wrapping)
    raw.execute("BEGIN IMMEDIATE")
    try:
        for client, wrapped in raw.execute(KEYS_OF_CLIENTS).fetchall():
            raw.execute(NEW_KEY, (made.wrap(client, known.bare(client, wrapped)), client))
        head = job(raw, Log(new), before)
        raw.execute("COMMIT")
        return head
    except InvalidTag as error:
        raise StoreError("refused", file="client_keys", detail="a forged key") from error
    finally:
        if raw.in_transaction:
            raw.rollback()


def _header(path: Path) -> bytes:
    """Read the file's salt; only while no connection to it is open in this process."""
    with file_errors():
        if not path.exists():
            return b""
        with path.open("rb") as file:
            return file.read(SALT)


def _salt(path: Path) -> bytes | None:
    try:
        return read_keys(path).salt
    except StoreError:
        return None

"""A store's database as it is made, and as it is brought to the schema of today."""

import tempfile
from pathlib import Path

from console.app.ports import Report, StoreError, StoreKind
from db import new_file
from db.backup import backup_writer
from db.backup.heads import clash, heads_in
from db.bring_up import bring_up_file
from db.connections import Mode, make_engine, raw_of
from db.errors import sqlite_errors
from db.files import BACKUPS, DATABASE, claim_empty, discard, put_in_place, sync_file
from db.keys.store_keys import KdfCost, Keys, make_keys
from db.log.anchors import anchor_of
from db.log.log import Log
from db.open_checks import Standing
from db.views.tables import SCHEMA


def make(folder: Path, kind: StoreKind, passphrase: str, cost: KdfCost) -> tuple[Keys, str]:
    """Make a store in a folder that is absent or empty; return its keys and its recovery code. StoreError."""
    keys, code = make_keys(kind, passphrase, cost)
    draft = claim_empty(folder)
    try:
        path = draft / DATABASE
        path.touch(mode=0o600)
        new_file.write(path, keys)
        sync_file(path)
        keys.save(draft)
        put_in_place(draft, folder)
    finally:
        discard(draft)
    return keys, code


def bring_up(folder: Path, keys: Keys, standing: Standing, report: Report) -> None:
    """Bring the database to what the program knows; back up before another schema. StoreError "migration-failed".

    Where another copy of the store writes among the backups too, that one lies beside the database.
    """
    if standing == "earlier":
        engine = make_engine(folder / DATABASE, keys)
        try:
            with sqlite_errors(folder / DATABASE), engine.connect() as connection:
                heads = heads_in(folder / BACKUPS, lambda file: anchor_of(file, keys.file.db_uuid))
                place = folder if clash(raw_of(connection), Log(keys), heads) else folder / BACKUPS
            backup_writer.write(engine, keys, place, f"before-schema-{SCHEMA}", None)
        except StoreError as error:
            full = isinstance(error.__cause__, StoreError) and error.__cause__.code == "disk-full"
            raise (error.__cause__ if full else error) from error  # type: ignore[misc]
        finally:
            engine.dispose()
    bring_up_file(folder / DATABASE, keys, standing, report)


def bring_up_copy(file: Path, keys: Keys, mode: Mode, standing: Standing, report: Report) -> Path:
    """Return a copy of a database that can't be written to, brought to what the program knows.

    It lies, encrypted as the original, in a folder of its own among the system's temporary ones. StoreError.
    """
    draft = Path(tempfile.mkdtemp(prefix="stipple-"))
    engine = make_engine(file, keys, mode)
    try:
        with sqlite_errors(file), engine.connect() as connection:
            raw_of(connection).execute("VACUUM INTO ?", (str(draft / DATABASE),))
        bring_up_file(draft / DATABASE, keys, standing, report)
    except BaseException:
        discard(draft)
        raise
    finally:
        engine.dispose()
    return draft / DATABASE

"""The database file of a store that is new: every table as this program has it, without one revision after another."""

from contextlib import closing
from pathlib import Path

from console.app.ports import StoreKind
from db.connections import connect
from db.errors import sqlite_errors
from db.keys.store_keys import Keys
from db.views.client_index import make_index
from db.views.forms import forms, note_form, statements
from db.views.tables import APPLICATION_ID, SCHEMA, TRIGGERS, metadata

STEPS = """CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"""
"""As Alembic makes it: the later revisions begin from what stands in it."""


def write(path: Path, keys: Keys) -> None:
    """Write the empty tables and whose store it is, all in one transaction. StoreError."""
    identity: tuple[tuple[str, str | StoreKind], ...] = (("db_uuid", keys.file.db_uuid), ("kind", keys.file.kind))
    with sqlite_errors(path), closing(connect(path, keys, "rwc")) as raw:
        raw.execute("BEGIN IMMEDIATE")
        for table in metadata.sorted_tables:
            for statement in statements(table):
                raw.execute(statement)
        make_index(raw)
        raw.execute(STEPS)
        raw.execute("INSERT INTO alembic_version VALUES (?)", (f"{SCHEMA:04}",))
        for statement in TRIGGERS.values():
            raw.execute(statement)
        for name in forms():
            note_form(raw, name, None)
        for name, value in identity:
            raw.execute("INSERT INTO meta (name, value) VALUES (?, ?)", (name, value))
        raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        raw.execute(f"PRAGMA user_version = {SCHEMA}")
        raw.execute("COMMIT")

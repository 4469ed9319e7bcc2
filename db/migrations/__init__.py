"""Brings a file to the present schema, all of it or nothing. Slow to import: only where there is work to do."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from console.app.ports import StoreError
from db.connections import make_engine, raw_of
from db.errors import sqlite_errors
from db.keys.store_keys import Keys
from db.views.tables import APPLICATION_ID, SCHEMA, TRIGGERS

TABLE_NAMES = (
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'alembic_version'"
)


def config(location: str = "db:migrations") -> Config:
    """Return Alembic's settings, made without a file.

    `location` is a package and its folder, or a path, with env.py and versions/ in it.
    """
    settings = Config()
    settings.set_main_option("script_location", location.replace("%", "%%"))
    settings.set_main_option("path_separator", "os")
    return settings


def migrate(path: Path, keys: Keys, settings: Config, *, new: bool = False, schema: int = SCHEMA) -> None:
    """Run the missing revisions in one transaction; `new` makes the file. Back up before: that is the caller's.

    StoreError "migration-failed" when rows were lost or references broken; the file then stays as it was.
    """
    engine = make_engine(path, keys, "rwc" if new else "rw")
    try:
        with sqlite_errors(path), engine.connect() as connection:
            raw_of(connection).execute("PRAGMA foreign_keys = OFF")
            with connection.begin():
                before = _counts(connection)
                settings.attributes["connection"] = connection
                command.upgrade(settings, "head")
                _make_triggers(connection)
                _compare(connection, before, path, schema)
                connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.exec_driver_sql(f"PRAGMA user_version = {schema}")
    finally:
        engine.dispose()


def _counts(connection: Connection) -> dict[str, int]:
    names = connection.exec_driver_sql(TABLE_NAMES).scalars().all()
    return {name: connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one() for name in names}


def _make_triggers(connection: Connection) -> None:
    for name, statement in TRIGGERS.items():
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
        connection.exec_driver_sql(statement)


def _compare(connection: Connection, before: dict[str, int], path: Path, schema: int) -> None:
    after = _counts(connection)
    lost = sorted(name for name, rows in before.items() if after.get(name) != rows)
    broken = len(connection.exec_driver_sql("PRAGMA foreign_key_check").all())
    if lost or broken:
        found = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        detail = f"row counts of {', '.join(lost) or 'nothing'} changed, {broken} broken references"
        raise StoreError("migration-failed", file=str(path), found=found, known=schema, detail=detail)

"""Fault 19: a migration is killed at each of its statements, and one that loses rows is refused."""

import os
import shutil
import sys
from functools import partial
from pathlib import Path

from alembic.config import Config
from sqlalchemy import Engine, event

from db import migrations
from db.files import DATABASE
from db.migrations import config, migrate
from db.views.tables import SCHEMA, TRIGGERS
from tests.faults.forked import started
from tests.faults.session_process import tell
from tests.faults.table import Losses, NotTried, Outcome
from tests.support.store_help import filled, keys_of, raw

NEXT = f'''"""Two tables made anew."""
import sqlalchemy as sa
from alembic import op
revision = "{SCHEMA + 1:04}"
down_revision = "{SCHEMA:04}"
def upgrade() -> None:
    for table in ("log", "clients"):
        with op.batch_alter_table(table, recreate="always") as batch:
            batch.add_column(sa.Column("room", sa.Text()))
'''


def newer(folder: Path) -> Config:
    """A newer program's migrations: ours and one more."""
    shutil.copytree(Path(migrations.__file__).parent, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "9999_next.py").write_text(NEXT, encoding="utf-8")
    return config(str(folder))


def killed(where: Path, long: bool) -> Outcome:
    if sys.platform == "win32":
        raise NotTried("Windows starts no process by a fork")
    filled(where / "whole")
    before = _counts(where / "whole")
    with started(partial(attempts, every=1 if long else 4), where) as child:
        done = [(name, int(code)) for name, code in child.told]
    losses, new = Losses(), 0
    for name, code in done:
        with losses.attempt(f"statement {name}"):
            folder = where / f"store{name}"
            schema = _schema(folder)
            assert schema in (SCHEMA, SCHEMA + 1), schema
            assert (schema == SCHEMA + 1) >= (code == 0), "it ended well and is not there"
            new += schema != SCHEMA
            assert _counts(folder) == before
            with raw(folder) as connection:
                found = dict(
                    connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
                )
                assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
                assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert found == TRIGGERS, "a trigger is missing"
    return losses.outcome(f"{losses.tried - new} stood at the old schema, {new} at the new; rows and triggers the same")


def _schema(folder: Path) -> int:
    with raw(folder) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _counts(folder: Path) -> dict[str, int]:
    with raw(folder) as connection:
        names = connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'alembic_version'"
        ).fetchall()
        return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in names}


def attempts(where: Path, every: int) -> None:
    """Tell each statement of a migration, or every so-manieth, and the exit code there, till one comes through."""
    settings = newer(where / "migrations")
    for number in range(1, 1_000, every):
        folder = where / f"store{number}"
        shutil.copytree(where / "whole", folder)
        if (child := os.fork()) == 0:
            _migrate_until(folder, settings, number)
        code = os.waitpid(child, 0)[1]
        tell(number, code)
        if code == 0:
            break


def _migrate_until(folder: Path, settings: Config, number: int) -> None:
    """Ends the process: at the statement with this number, or well."""
    seen = 0

    @event.listens_for(Engine, "before_cursor_execute")
    def count(*_: object) -> None:
        nonlocal seen
        seen += 1
        if seen == number:
            os.kill(os.getpid(), 9)

    code = 1
    try:
        migrate(folder / DATABASE, keys_of(folder), settings, schema=SCHEMA + 1)
        code = 0
    finally:
        os._exit(code)

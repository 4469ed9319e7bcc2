"""Fault 19: a migration is killed at each of its statements, and one that loses rows is refused."""

import os
import shutil
import sys
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

from alembic.config import Config

from db import migrations
from db.connections import connect
from db.files import DATABASE
from db.migrations import config, migrate
from db.store import Store
from db.views.tables import SCHEMA, TRIGGERS
from tests.faults.forked import started
from tests.faults.session_process import tell
from tests.faults.table import Losses, NotTried, Outcome
from tests.support.earlier_files import EarlierFile, earlier_file

NEXT = f'''"""A table made again, and every view to be made again."""
import sqlalchemy as sa
from alembic import op
revision = "{SCHEMA + 1:04}"
down_revision = "{SCHEMA:04}"
def upgrade() -> None:
    with op.batch_alter_table("log", recreate="always") as batch:
        batch.add_column(sa.Column("room", sa.Text()))
    op.execute("DELETE FROM views")
'''


def newer(folder: Path) -> Config:
    """A newer program's migrations: ours and one more."""
    shutil.copytree(Path(migrations.__file__).parent, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "9999_next.py").write_text(NEXT, encoding="utf-8")
    return config(str(folder))


def killed(where: Path, long: bool) -> Outcome:
    """A real file of the first schema goes through every revision and one more, and is killed at its statements."""
    if sys.platform == "win32":
        raise NotTried("Windows starts no process by a fork")
    before = _contents(earlier_file(1, where / "whole"))
    with started(partial(attempts, every=1 if long else 60), where) as child:
        done = [(name, int(code)) for name, code in child.told]
    losses, new = Losses(), 0
    for name, code in done:
        with losses.attempt(f"statement {name}"):
            file = earlier_file(1, where / f"store{name}")
            schema = file.schema_now()
            assert schema in (1, SCHEMA + 1), schema
            assert (schema == SCHEMA + 1) >= (code == 0), "it ended well and is not there"
            new += schema != 1
            assert _contents(file) == before
            with file.raw() as raw:
                found = dict(raw.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall())
                assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
                assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert found == TRIGGERS, "a trigger is missing"
            if schema == 1:
                _goes_on(file)
    return losses.outcome(f"{losses.tried - new} stood at the old schema, {new} at the new; rows and triggers the same")


def _goes_on(file: EarlierFile) -> None:
    """Opened again, the file is brought up as if nothing had been."""
    with closing(Store.open(file.folder, file.secret)) as store:
        assert store.verify() == []
        assert [store.head().seq, store.head().mac] == [file.expected["rows"], file.expected["head"]]
    assert file.schema_now() == SCHEMA


def _contents(file: EarlierFile) -> dict[str, list[tuple[object, ...]]]:
    """Return the log's rows and those of the views that every schema has so."""
    with file.raw() as raw:
        names = ("id, mac FROM log", "id, name FROM clients", "id, status FROM sessions", "person FROM pins")
        return {name: raw.execute(f"SELECT {name} ORDER BY 1").fetchall() for name in names}


def attempts(where: Path, every: int) -> None:
    """Tell each statement of a migration, or every so-manieth, and the exit code there, till one comes through."""
    settings = newer(where / "migrations")
    for number in range(1, 10_000, every):
        folder = where / f"store{number}"
        earlier_file(1, folder)
        if (child := os.fork()) == 0:
            _migrate_until(folder, settings, number)
        code = os.waitpid(child, 0)[1]
        tell(number, code)
        if code == 0:
            break


def _migrate_until(folder: Path, settings: Config, number: int) -> None:
    """End the process: at the statement with this number, or well."""
    seen = 0

    def count(_: str) -> None:
        nonlocal seen
        seen += 1
        if seen == number:
            os.kill(os.getpid(), 9)

    def traced(*given: Any) -> Any:
        raw = connect(*given)
        raw.set_trace_callback(count)  # type: ignore[attr-defined]
        return raw

    code = 1
    file = earlier_file(1, folder)
    try:
        with mock.patch("db.connections.connect", traced):
            migrate(folder / DATABASE, file.keys, settings, schema=SCHEMA + 1)
        code = 0
    finally:
        os._exit(code)

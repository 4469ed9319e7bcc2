"""Fault 19: a migration is killed at each of its statements, and so are views that are made again."""

import os
import shutil
import sys
from collections.abc import Callable
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
from db.views.forms import behind, bring_up_views
from db.views.tables import SCHEMA, TRIGGERS
from tests.faults.forked import Work, started
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

OTHER_VIEWS = (
    "ALTER TABLE sessions ADD COLUMN room TEXT",
    "UPDATE views SET form = 'another'",
)
"""What a program with another column leaves."""


def newer(folder: Path) -> Config:
    """A newer program's migrations: ours and one more."""
    shutil.copytree(Path(migrations.__file__).parent, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "9999_next.py").write_text(NEXT, encoding="utf-8")
    return config(str(folder))


def killed(where: Path, long: bool) -> Outcome:
    """A real file of the first schema goes through every revision and one more, one of today gets other views.

    Each is killed at its statements.
    """
    if sys.platform == "win32":
        raise NotTried("Windows starts no process by a fork")
    losses = Losses()
    new = _tried(where, partial(attempts, every=1 if long else 60), losses, 1, SCHEMA + 1)
    views = where / "views"
    views.mkdir()
    done = _tried(views, partial(view_attempts, every=1 if long else 30), losses, SCHEMA, SCHEMA)
    stood, came = losses.tried - new - done, new + done
    return losses.outcome(f"{stood} stood as they were, {came} as they were to be; rows and triggers the same")


def _tried(where: Path, work: Work, losses: Losses, old: int, today: int) -> int:
    """Let the work be killed again and again; return how often the file had become what it was to be."""
    before = _contents(earlier_file(1, where / "whole"))
    with started(work, where) as child:
        done = [(name, int(code)) for name, code in child.told]
    new = 0
    for name, code in done:
        with losses.attempt(f"statement {name}"):
            file = earlier_file(1, where / f"store{name}")
            came = _has_come(file, old, today)
            assert came >= (code == 0), "it ended well and is not there"
            new += came
            assert _contents(file) == before
            with file.raw() as raw:
                found = dict(raw.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall())
                assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
                assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert found == TRIGGERS, "a trigger is missing"
            if not came:
                _goes_on(file)
    assert done[-1][1] == 0, "none came through"
    return new


def _has_come(file: EarlierFile, old: int, today: int) -> bool:
    """Return whether all of it is as it was to be; none of it is otherwise."""
    schema = file.schema_now()
    assert schema in (old, today), schema
    if old != today:
        return schema == today
    with file.raw() as raw:
        columns = [name for _, name, *_ in raw.execute("PRAGMA table_info (sessions)")]
        left = behind(raw)
    assert ("room" in columns) == bool(left), "views of two programs"
    return not left


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
    _attempt(
        where / "store",
        every,
        lambda folder: earlier_file(1, folder),
        lambda file: migrate(file.folder / DATABASE, file.keys, settings, schema=SCHEMA + 1),
    )


def view_attempts(where: Path, every: int) -> None:
    """Do so with a file of today, whose views another program made."""
    kept = earlier_file(1, where / "kept")
    Store.open(kept.folder, kept.secret).close()
    with kept.raw() as raw:
        for sql in OTHER_VIEWS:
            raw.execute(sql)

    def copied(folder: Path) -> EarlierFile:
        shutil.copytree(kept.folder, folder)
        return earlier_file(1, folder)

    def done(file: EarlierFile) -> None:
        bring_up_views(file.folder / DATABASE, file.keys, lambda done, total: None)

    _attempt(where / "store", every, copied, done)


def _attempt(
    where: Path, every: int, make: Callable[[Path], EarlierFile], work: Callable[[EarlierFile], object]
) -> None:
    for number in range(1, 10_000, every):
        file = make(where.with_name(f"{where.name}{number}"))
        if (child := os.fork()) == 0:
            _work_until(file, work, number)
        code = os.waitpid(child, 0)[1]
        tell(number, code)
        if code == 0:
            break


def _work_until(file: EarlierFile, work: Callable[[EarlierFile], object], number: int) -> None:
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
    try:
        with mock.patch("db.connections.connect", traced), mock.patch("db.views.forms.connect", traced):
            work(file)
        code = 0
    finally:
        os._exit(code)

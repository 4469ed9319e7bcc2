"""A file comes to the present schema whole, with a copy kept from before, or stays as it was."""

import re
import shutil
from contextlib import closing
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_mock_engine
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import ExecutableDDLElement

from db import migrations, open_store, store
from db.backup.restore import restore
from db.files import BACKUPS, DATABASE
from db.migrations import config, migrate
from db.store import Store
from db.views.tables import SCHEMA, TRIGGERS, metadata
from tests.support.store_help import PASSPHRASE, filled, keys_of, raw, refused

NEWER = SCHEMA + 1
REVISION = f'''"""A newer program's."""
from alembic import op
import sqlalchemy as sa
revision = "{NEWER:04}"
down_revision = "{SCHEMA:04}"
def upgrade() -> None:
    BODY
'''
BATCH = """with op.batch_alter_table("sessions", recreate="always") as batch:
        batch.add_column(sa.Column("room", sa.Text()))
    with op.batch_alter_table("log", recreate="always") as batch:
        batch.add_column(sa.Column("room", sa.Text()))"""

ORPHAN = """op.execute("UPDATE sessions SET id = 's9'")"""


def plain(sql: str) -> str:
    return re.sub(r"\s*([(),])\s*", r"\1", " ".join(sql.split()))


def schema(folder: Path) -> set[str]:
    query = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND tbl_name <> 'alembic_version'"
    with raw(folder) as connection:
        return {plain(sql) for (sql,) in connection.execute(query)}


def models() -> set[str]:
    made: list[ExecutableDDLElement] = []
    metadata.create_all(create_mock_engine("sqlite://", lambda sql, *_, **__: made.append(sql)), checkfirst=False)
    statements = [str(sql.compile(dialect=sqlite.dialect())) for sql in made]
    return {plain(sql) for sql in (*statements, *TRIGGERS.values())}


def revised(tmp_path: Path, body: str) -> Config:
    """A newer program's revisions: ours and one more."""
    folder = tmp_path / "migrations"
    shutil.copytree(Path(migrations.__file__).parent, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / f"{NEWER:04}_newer.py").write_text(REVISION.replace("BODY", body))
    return config(str(folder))


def only(tmp_path: Path, newest: int) -> Path:
    """The revisions that an older program had."""
    folder = tmp_path / f"migrations-{newest}"
    shutil.copytree(Path(migrations.__file__).parent, folder, ignore=shutil.ignore_patterns("__pycache__"))
    for number in range(newest + 1, SCHEMA + 1):
        for file in (folder / "versions").glob(f"{number:04}_*.py"):
            file.unlink()
    return folder


def test_head_equals_models(folder: Path) -> None:
    filled(folder)
    assert schema(folder) == models()


def test_the_newest_revision_has_the_number_of_the_schema() -> None:
    assert ScriptDirectory.from_config(config()).get_current_head() == f"{SCHEMA:04}"


def treat(folder: Path) -> None:
    with raw(folder) as connection:
        connection.execute("INSERT INTO sessions VALUES ('s1', 'c1', 'ann', 0, 'prepare', 'open', NULL)")
        connection.execute("INSERT INTO treated_zones VALUES ('s1', 0, 'chin', 1, NULL, NULL, NULL)")


def test_rows_and_triggers_outlive_a_table_made_anew(folder: Path, tmp_path: Path) -> None:
    filled(folder)
    treat(folder)
    migrate(folder / DATABASE, keys_of(folder), revised(tmp_path, BATCH), schema=NEWER)
    with raw(folder) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (NEWER,)
        assert connection.execute("SELECT count(*) FROM treated_zones").fetchone() == (1,)
        triggers = dict(connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall())
    assert triggers == TRIGGERS


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ('op.execute("DELETE FROM clients")', "migration-failed"),
        ('op.execute("DROP TABLE clients")', "migration-failed"),
        (ORPHAN, "migration-failed"),
        ('op.execute("ALTER TABLE log ADD COLUMN room TEXT"); op.execute("nonsense")', "refused"),
    ],
)
def test_all_or_nothing(folder: Path, tmp_path: Path, body: str, code: str) -> None:
    filled(folder)
    treat(folder)
    before = schema(folder)
    with refused(code):
        migrate(folder / DATABASE, keys_of(folder), revised(tmp_path, body), schema=NEWER)
    assert schema(folder) == before
    with closing(Store.open(folder, PASSPHRASE)) as opened:
        assert opened.verify() == []
        assert len(opened.clients()) == 1


def test_a_copy_is_kept_from_before(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An older program's file, opened by a newer one; its copy still opens with the older one."""
    filled(folder)
    newer = revised(tmp_path, "op.execute(\"ALTER TABLE clients ADD COLUMN pronouns TEXT NOT NULL DEFAULT ''\")")
    with monkeypatch.context() as patch:
        patch.setattr("db.open_checks.SCHEMA", NEWER)
        patch.setattr(open_store, "SCHEMA", NEWER)
        patch.setattr("db.create.SCHEMA", NEWER)
        patch.setattr(migrations, "config", lambda: newer)
        patch.setattr(migrations.migrate, "__kwdefaults__", {"new": False, "schema": NEWER})
        with closing(Store.open(folder, PASSPHRASE)) as opened:
            assert len(opened.clients()) == 1
    with refused("database-newer"):
        Store.open(folder, PASSPHRASE)
    restore(folder / BACKUPS / f"before-schema-{NEWER}.stipple-backup", tmp_path / "back", PASSPHRASE)
    with closing(Store.open(tmp_path / "back", PASSPHRASE)) as opened:
        assert len(opened.events("s1")) == 4


@pytest.fixture(params=range(1, SCHEMA))
def older(request: pytest.FixtureRequest, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A filled store as the program of an earlier schema left it."""
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "config", lambda: config(str(only(tmp_path, request.param))))
        patch.setattr(migrations.migrate, "__kwdefaults__", {"new": False, "schema": request.param})
        patch.setattr(open_store, "SCHEMA", request.param)
        filled(folder)
    assert version(folder) == request.param
    return folder


def version(folder: Path) -> int:
    with raw(folder) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def test_a_store_of_every_earlier_schema_comes_to_this_one(older: Path, folder: Path) -> None:
    assert schema(folder) != models()
    with closing(Store.open(folder, PASSPHRASE)) as opened:
        assert opened.verify() == []
        assert len(opened.events("s1")) == 4
    assert (version(folder), schema(folder)) == (SCHEMA, models())


def test_one_that_cannot_be_written_to_is_shown_as_it_is(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = version(older)
    monkeypatch.setattr(store, "view_only", lambda folder: True)
    with closing(Store.open(older, PASSPHRASE)) as opened:
        assert (opened.viewing, opened.verify()) == (True, [])
        assert (len(opened.events("s1")), opened.latest("client-added", "c1") is None) == (4, False)
    assert version(older) == before


def test_no_copy_no_migration(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(folder)
    monkeypatch.setattr(open_store, "SCHEMA", NEWER)
    monkeypatch.setattr("db.create.SCHEMA", NEWER)
    (folder / BACKUPS).write_text("in the way")
    with refused("disk-error"):
        Store.open(folder, PASSPHRASE)
    monkeypatch.undo()
    Store.open(folder, PASSPHRASE).close()

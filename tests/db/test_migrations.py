"""A file comes to the present schema whole, with a copy kept from before, or stays as it was."""

import re
import shutil
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_mock_engine
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import ExecutableDDLElement

from console.app.clinic import Clinic
from console.app.ids import system_random
from console.app.ports import SessionView, StoreError
from console.app.sessions import Sessions
from console.core.clock import SystemClock
from console.core.events import Event, Noted
from db import migrations, store
from db.backup.restore import restore
from db.connections import Raw
from db.files import BACKUPS, DATABASE
from db.migrations import config, migrate
from db.store import Store
from db.views.tables import SCHEMA, TRIGGERS, metadata
from tests.support.earlier_files import EarlierFile, earlier_file
from tests.support.store_help import PASSPHRASE, RESTORED, event, filled, keys_of, new_store, raw, refused
from tests.support.texts import WORDS

NEWER = SCHEMA + 1
REVISION = f'''"""A newer program's."""
from alembic import op
import sqlalchemy as sa
revision = "{NEWER:04}"
down_revision = "{SCHEMA:04}"
def upgrade() -> None:
    BODY
'''
BATCH = """with op.batch_alter_table("client_keys", recreate="always") as batch:
        batch.add_column(sa.Column("room", sa.Text()))
    with op.batch_alter_table("log", recreate="always") as batch:
        batch.add_column(sa.Column("room", sa.Text()))"""

UNGUARDED = """op.execute("DROP TRIGGER log_never_changes"); op.execute("DROP TRIGGER log_never_shrinks")
    op.execute("{}")"""
ORPHAN = """op.execute("UPDATE sessions SET id = 's9'")"""


def plain(sql: str) -> str:
    return re.sub(r"\s*([(),])\s*", r"\1", " ".join(sql.split()))


def schema_of(connection: Raw) -> set[str]:
    query = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND tbl_name <> 'alembic_version'"
    return {plain(sql) for (sql,) in connection.execute(query)}


def standing(connection: Raw) -> tuple[object, ...]:
    """Everything that says which program the file is of."""
    queries = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL", "SELECT * FROM alembic_version"
    tables, steps = (connection.execute(query).fetchall() for query in queries)
    forms = connection.execute("SELECT name, form FROM views ORDER BY name").fetchall()
    numbers = [connection.execute(f"PRAGMA {name}").fetchone() for name in ("user_version", "application_id")]
    return sorted(plain(sql) for (sql,) in tables), steps, forms, numbers


def schema(folder: Path) -> set[str]:
    with raw(folder) as connection:
        return schema_of(connection)


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


def test_head_equals_models(folder: Path) -> None:
    filled(folder)
    assert schema(folder) == models()


def test_the_newest_revision_has_the_number_of_the_schema() -> None:
    assert ScriptDirectory.from_config(config()).get_current_head() == f"{SCHEMA:04}"


def folded(opened: Store) -> Callable[[Sequence[Event]], SessionView]:
    return Sessions(opened, SystemClock(), Clinic(opened, SystemClock(), system_random), system_random, "UTC").view


def treat(folder: Path) -> None:
    with raw(folder) as connection:
        connection.execute("INSERT INTO sessions VALUES ('s1', 'c1', 'ann', 0, 'prepare', 'open', NULL, NULL, 0)")
        connection.execute("INSERT INTO treated_zones VALUES ('s1', 0, 'chin', 1, NULL, NULL, NULL)")


def test_rows_and_triggers_outlive_a_table_made_anew(folder: Path, tmp_path: Path) -> None:
    filled(folder)
    migrate(folder / DATABASE, keys_of(folder), revised(tmp_path, BATCH), schema=NEWER)
    with raw(folder) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (NEWER,)
        assert connection.execute("SELECT client FROM client_keys").fetchall() == [("c1",)]
        triggers = dict(connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall())
    assert triggers == TRIGGERS


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ('op.execute("DELETE FROM client_keys")', "migration-failed"),
        ('op.execute("DROP TABLE pins")', "migration-failed"),
        ('op.execute("DELETE FROM log")', "migration-failed"),
        (UNGUARDED.format("DELETE FROM log WHERE seq = 5"), "migration-failed"),
        (UNGUARDED.format("UPDATE log SET actor = 'bea' WHERE seq = 2"), "migration-failed"),
        (UNGUARDED.format("UPDATE log SET sealed = NULL WHERE seq = 4"), "migration-failed"),
        (ORPHAN, "migration-failed"),
        ('op.execute("ALTER TABLE log ADD COLUMN room TEXT"); op.execute("nonsense")', "migration-failed"),
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


CHANGES = {
    "a column more": """with op.batch_alter_table("clients", recreate="always") as batch:
        batch.add_column(sa.Column("room", sa.Text()))""",
    "made again": """op.execute("ALTER TABLE clients ADD COLUMN room TEXT")
    op.execute("UPDATE clients SET name = ''")""",
    "emptied": """op.execute("DELETE FROM clients")""",
    "dropped": """op.execute("DROP TABLE clients")""",
    "to be made again": """op.execute("UPDATE clients SET name = ''")
    op.execute("DELETE FROM views WHERE name = 'clients'")""",
}


@pytest.mark.parametrize("body", CHANGES.values(), ids=CHANGES)
def test_a_view_that_a_revision_changed_is_made_from_the_log(folder: Path, tmp_path: Path, body: str) -> None:
    filled(folder)
    migrate(folder / DATABASE, keys_of(folder), revised(tmp_path, body), schema=NEWER)
    with raw(folder) as connection:
        assert connection.execute("SELECT id, name, allergies FROM clients").fetchall() == [
            ("c1", "Bea Sample", "lidocaine")
        ]


def test_sessions_are_folded_and_one_that_cannot_be_stays_in_the_list(folder: Path, tmp_path: Path) -> None:
    """The story's protocol was never adopted: what its session's beginning says is what the list has of it."""
    filled(folder)
    treat(folder)
    older = earlier_file(1, tmp_path / "clinic")
    reported: list[tuple[int, int]] = []
    newer = revised(tmp_path, 'op.execute("DELETE FROM views")')
    migrate(folder / DATABASE, keys_of(folder), newer, schema=NEWER)
    with raw(folder) as connection:
        assert connection.execute("SELECT id, client, status FROM sessions").fetchall() == [("s1", "c1", "open")]
    with older.raw() as connection:
        before = [
            connection.execute(f"SELECT count(*) FROM {name}").fetchone() for name in ("sessions", "treated_zones")
        ]
    migrate(older.folder / DATABASE, older.keys, newer, schema=NEWER, report=lambda *done: reported.append(done))
    with older.raw() as connection:
        after = [
            connection.execute(f"SELECT count(*) FROM {name}").fetchone() for name in ("sessions", "treated_zones")
        ]
    assert (before, reported) == (after, [(number, 6) for number in range(1, 7)])


def test_a_copy_is_kept_from_before(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An older program's file, opened by a newer one; its copy still opens with the older one."""
    filled(folder)
    newer = revised(tmp_path, "op.execute(\"ALTER TABLE clients ADD COLUMN of_later TEXT NOT NULL DEFAULT ''\")")
    with monkeypatch.context() as patch:
        patch.setattr("db.open_checks.SCHEMA", NEWER)
        patch.setattr("db.create.SCHEMA", NEWER)
        patch.setattr(migrations, "config", lambda: newer)
        patch.setattr(
            migrations.migrate, "__kwdefaults__", {**(migrations.migrate.__kwdefaults__ or {}), "schema": NEWER}
        )
        with closing(Store.open(folder, PASSPHRASE)) as opened:
            assert len(opened.clients()) == 1
    with refused("database-newer"):
        Store.open(folder, PASSPHRASE)
    restore(folder / BACKUPS / f"before-schema-{NEWER}.stipple-backup", tmp_path / "back", PASSPHRASE, RESTORED)
    with closing(Store.open(tmp_path / "back", PASSPHRASE)) as opened:
        assert len(opened.events("s1")) == 4


@pytest.fixture(params=range(1, SCHEMA))
def older(request: pytest.FixtureRequest, folder: Path) -> EarlierFile:
    """A clinic as the program of an earlier schema left it."""
    file = earlier_file(request.param, folder)
    assert file.schema_now() == request.param
    return file


def test_a_store_of_every_earlier_schema_comes_to_this_one(older: EarlierFile, folder: Path) -> None:
    reported: list[tuple[int, int]] = []
    with closing(Store.open(folder, older.secret, report=lambda *done: reported.append(done))) as opened:
        assert opened.verify(view=folded(opened)) == []
        assert [opened.head().seq, opened.head().mac] == [older.expected["rows"], older.expected["head"]]
        assert {view.id for view in opened.sessions()} == {view["id"] for view in older.expected["sessions"]}
    with older.raw() as connection:
        assert schema_of(connection) == models()
    assert older.schema_now() == SCHEMA
    assert reported in ([], [(done, len(older.expected["sessions"])) for done in range(1, len(reported) + 1)])


def test_a_new_store_is_what_an_earlier_one_becomes(older: EarlierFile, folder: Path, tmp_path: Path) -> None:
    Store.open(folder, older.secret).close()
    new_store(tmp_path / "new").close()
    with older.raw() as brought_up, raw(tmp_path / "new") as new:
        assert standing(brought_up) == standing(new)


def test_one_that_cannot_be_written_to_is_shown_in_a_private_copy(
    older: EarlierFile, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = {file: file.read_bytes() for file in older.folder.iterdir() if file.is_file()}
    monkeypatch.setattr(store, "view_only", lambda folder: True)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    with closing(Store.open(older.folder, older.secret)) as opened:
        assert (opened.viewing, opened.verify(view=folded(opened))) == (True, [])
        assert len(opened.sessions()) == len(older.expected["sessions"])
        (copy,) = (tmp_path / "temporary").iterdir()
        assert copy.stat().st_mode & 0o077 == 0
        with refused("viewing"):
            opened.append(event(Noted("a small bruise")))
    assert {file: file.read_bytes() for file in older.folder.iterdir() if file.is_file()} == before
    assert list((tmp_path / "temporary").iterdir()) == []


def test_no_copy_is_left_of_one_that_cannot_be_brought_up(
    older: EarlierFile, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(store, "view_only", lambda folder: True)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    newer = revised(tmp_path, "op.execute('nonsense')")
    monkeypatch.setattr(migrations, "config", lambda: newer)
    with refused("migration-failed"):
        Store.open(older.folder, older.secret)
    assert list((tmp_path / "temporary").iterdir()) == []


def test_no_copy_no_migration(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(folder)
    monkeypatch.setattr("db.open_checks.SCHEMA", NEWER)
    monkeypatch.setattr("db.create.SCHEMA", NEWER)
    (folder / BACKUPS).write_text("in the way")
    with refused("disk-error"):
        Store.open(folder, PASSPHRASE)
    monkeypatch.undo()
    Store.open(folder, PASSPHRASE).close()


def all_rows(connection: Raw) -> dict[str, object]:
    """Every table's SQL and rows."""
    tables = dict(connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'").fetchall())
    return {sql: connection.execute(f"SELECT * FROM {name}").fetchall() for name, sql in tables.items()}


ALTERED = {
    "a step that nobody knows": "UPDATE alembic_version SET version_num = 'feedcafe'",
    "a step of another schema": "UPDATE alembic_version SET version_num = '0003'",
    "no step": "DELETE FROM alembic_version",
    "no table of steps": "DROP TABLE alembic_version",
    "a table that is to be made": "CREATE TABLE kinds (kind TEXT)",
}


@pytest.mark.parametrize("sql", ALTERED.values(), ids=ALTERED)
def test_one_that_another_program_altered_is_refused_by_name_and_left_as_it_is(older: EarlierFile, sql: str) -> None:
    with older.raw() as connection:
        connection.execute(sql)
        before = all_rows(connection)
    with pytest.raises(StoreError) as caught:
        Store.open(older.folder, older.secret)
    assert caught.value.code == "migration-failed"
    said = WORDS.say("store", caught.value.code, **caught.value.facts)
    assert "put back a backup" in said
    assert "\n" not in said
    with older.raw() as connection:
        assert all_rows(connection) == before

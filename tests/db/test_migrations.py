"""A file comes to the present schema whole, with a copy kept from before, or stays as it was."""

from contextlib import closing
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory

from db import migrations
from db.backup.restore import restore
from db.files import BACKUPS, DATABASE
from db.migrations import config, migrate
from db.store import Store
from db.views.tables import SCHEMA, TRIGGERS
from tests.support.earlier_files import earlier_file
from tests.support.later_revisions import NEWER, models, revised, schema
from tests.support.store_help import PASSPHRASE, RESTORED, filled, keys_of, raw, refused

BATCH = """with op.batch_alter_table("client_keys", recreate="always") as batch:
        batch.add_column(sa.Column("room", sa.Text()))
    with op.batch_alter_table("log", recreate="always") as batch:
        batch.add_column(sa.Column("room", sa.Text()))"""

UNGUARDED = """op.execute("DROP TRIGGER log_never_changes"); op.execute("DROP TRIGGER log_never_shrinks")
    op.execute("{}")"""

ORPHAN = """op.execute("UPDATE sessions SET id = 's9'")"""


def test_head_equals_models(folder: Path) -> None:
    filled(folder)
    assert schema(folder) == models()


def test_the_newest_revision_has_the_number_of_the_schema() -> None:
    assert ScriptDirectory.from_config(config()).get_current_head() == f"{SCHEMA:04}"


def treat(folder: Path) -> None:
    with raw(folder) as connection:
        connection.execute(
            "INSERT INTO sessions VALUES ('s1', 'c1', 'ann', 0, 'prepare', 'open', NULL, NULL, 0, NULL, NULL)"
        )
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


def test_no_copy_no_migration(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(folder)
    monkeypatch.setattr("db.open_checks.SCHEMA", NEWER)
    monkeypatch.setattr("db.create.SCHEMA", NEWER)
    (folder / BACKUPS).write_text("in the way")
    with refused("backup-failed"):
        Store.open(folder, PASSPHRASE)
    monkeypatch.undo()
    Store.open(folder, PASSPHRASE).close()

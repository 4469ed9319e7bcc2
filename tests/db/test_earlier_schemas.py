"""Stores of every earlier schema: brought up whole, shown where nothing can be written, refused where altered."""

from contextlib import closing
from pathlib import Path

import pytest

from console.app.ports import StoreError
from console.core.events import Noted
from db import migrations, store
from db.connections import Raw
from db.store import Store
from db.views.tables import SCHEMA
from tests.support.earlier_files import EarlierFile, earlier_file
from tests.support.later_revisions import folded, models, revised, schema_of, standing
from tests.support.store_help import event, new_store, raw, refused
from tests.support.texts import WORDS


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

"""A file whose views another program made: whoever opens it makes its own from the log, and nothing else is touched."""

import json
import os
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from console.app.clinic import Clinic
from console.app.ids import system_random
from console.app.sessions import Sessions
from console.core.clock import SystemClock
from db import store as store_module
from db.backup.backup_store import BackupStore
from db.backup.restore import restore
from db.connections import Raw
from db.files import BACKUPS
from db.store import Store
from db.views.forms import behind
from tests.support.earlier_files import EarlierFile, earlier_file
from tests.support.store_damage import AT
from tests.support.store_help import RESTORED

ROOT = Path(__file__).parents[2]
OTHER = (
    "ALTER TABLE sessions ADD COLUMN room TEXT",
    "UPDATE sessions SET step = 'of another program'",
    "CREATE TABLE rooms (session TEXT NOT NULL REFERENCES sessions (id), name TEXT) STRICT",
    "INSERT INTO rooms SELECT id, 'blue' FROM sessions",
    "UPDATE views SET form = 'another' WHERE name IN ('sessions', 'treated_zones', 'product_uses')",
    "INSERT INTO views VALUES ('rooms', 'another', NULL)",
)
"""What a program with a column and a view more leaves."""


@pytest.fixture
def file(folder: Path) -> EarlierFile:
    """A clinic of today."""
    made = earlier_file(2, folder)
    Store.open(folder, made.secret).close()
    return made


def as_another_left_it(file: EarlierFile) -> None:
    with file.raw() as raw:
        for sql in OTHER:
            raw.execute(sql)


def tables(raw: Raw) -> dict[str, str]:
    return dict(raw.execute("SELECT name, sql FROM sqlite_schema").fetchall())


def rows(raw: Raw, *but: str) -> dict[str, list[tuple[object, ...]]]:
    names = [name for name, sql in tables(raw).items() if str(sql).startswith("CREATE TABLE") and name not in but]
    return {name: sorted(raw.execute(f"SELECT * FROM {name}"), key=repr) for name in names}


def verified(store: Store) -> list[str]:
    sessions = Sessions(store, SystemClock(), Clinic(store, SystemClock(), system_random), system_random, "UTC")
    return [each.code for each in store.verify(view=sessions.kept.view)]


def test_they_are_made_in_this_programs_form(file: EarlierFile) -> None:
    with file.raw() as raw:
        before, stood = tables(raw), rows(raw)
    as_another_left_it(file)
    reported: list[tuple[int, int]] = []
    with closing(Store.open(file.folder, file.secret, report=lambda *done: reported.append(done))) as store:
        assert verified(store) == []
        assert store.doubts == []
    count = len(file.expected["sessions"])
    assert reported == [(done, count) for done in range(1, count + 1)]
    with file.raw() as raw:
        assert (tables(raw), rows(raw)) == (before, stood)
    assert [each.name for each in (file.folder / BACKUPS).glob("before-*")] == ["before-schema-3.stipple-backup"]
    reported.clear()
    Store.open(file.folder, file.secret, report=lambda *done: reported.append(done)).close()
    assert reported == []


def test_no_session_is_folded_for_a_column_of_a_client(file: EarlierFile) -> None:
    with file.raw() as raw:
        raw.execute("UPDATE views SET form = 'another' WHERE name = 'client_entries'")
        raw.execute("UPDATE clients SET name = 'of another program'")
        raw.execute("UPDATE sessions SET step = 'as it stood'")
    reported: list[tuple[int, int]] = []
    with closing(Store.open(file.folder, file.secret, report=lambda *done: reported.append(done))) as store:
        assert {each.step for each in store.sessions()} == {"as it stood"}
        assert "of another program" not in {each.profile.name for each in store.clients()}
    assert reported == []


NO_VIEWS = (
    "log", "LOG", "client_keys", "Views", "views", "alembic_version", "sqlite_schema", "log_by_session", "Clients",
)  # fmt: skip


def test_only_what_the_file_says_to_be_a_view_is_dropped(file: EarlierFile) -> None:
    """Whoever writes a record into the list of views takes nothing away by it."""
    with file.raw() as raw:
        for name in NO_VIEWS:
            raw.execute("INSERT INTO views VALUES (?, 'x', NULL)", (name,))
        raw.execute("INSERT INTO views VALUES ('gone', 'x', NULL)")
        raw.execute("CREATE TABLE notes (text TEXT)")
        before = rows(raw, "views")
    with closing(Store.open(file.folder, file.secret)) as store:
        assert verified(store) == []
    with file.raw() as raw:
        assert rows(raw, "views") == before
        assert behind(raw) == set()


def test_a_file_that_has_lost_the_list_makes_all_of_them(file: EarlierFile) -> None:
    with file.raw() as raw:
        before = rows(raw)
        raw.execute("DROP TABLE views")
    with closing(Store.open(file.folder, file.secret)) as store:
        assert verified(store) == []
    with file.raw() as raw:
        assert rows(raw) == before


def test_one_that_cannot_be_written_to_is_shown_in_a_copy(
    file: EarlierFile, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    as_another_left_it(file)
    before = {each: each.read_bytes() for each in file.folder.iterdir() if each.is_file()}
    monkeypatch.setattr(store_module, "view_only", lambda folder: True)
    with closing(Store.open(file.folder, file.secret)) as store:
        assert (store.viewing, verified(store)) == (True, [])
        assert "of another program" not in {each.step for each in store.sessions()}
    assert {each: each.read_bytes() for each in file.folder.iterdir() if each.is_file()} == before


def test_a_backup_with_them_is_looked_at_and_restored(file: EarlierFile, tmp_path: Path) -> None:
    with closing(Store.open(file.folder, file.secret)) as store:
        with file.raw() as raw:
            for sql in OTHER:
                raw.execute(sql)
        backup = store.backup(AT).file
    kept = next(each for each in BackupStore().backup_files(file.folder) if each.file == backup)
    assert BackupStore().look(file.folder, kept, file.secret).whole
    restore(backup, tmp_path / "back", file.secret, RESTORED)
    with closing(Store.open(tmp_path / "back", file.secret)) as store:
        assert verified(store) == []


MORE = {
    "console/app/projections/session_view.py": (
        ("    reaction: Severity | None = None\n", '    reaction: Severity | None = None\n    room: str = ""\n'),
        (
            "        reaction=worst_grade(state),\n",
            "        reaction=worst_grade(state),\n        room=state.id[:4],\n",
        ),
    )
}
"""A column of a session, by the one file that it takes."""
OPENED = """
import json, sys
from contextlib import closing
from pathlib import Path
from console.app.clinic import Clinic
from console.app.ids import system_random
from console.app.sessions import Sessions
from console.core.clock import SystemClock
from db.connections import connect
from db.keys.key_file import read_keys
from db.keys.store_keys import unlock
from db.store import Store
folder, secret = Path(sys.argv[1]), sys.argv[2]
with closing(Store.open(folder, secret)) as store:
    sessions = Sessions(store, SystemClock(), Clinic(store, SystemClock(), system_random), system_random, "UTC")
    found = [each.code for each in store.verify(view=sessions.kept.view)]
    rooms = [each.room == each.id[:4] for each in store.sessions()]
print(json.dumps([found, rooms]))
"""


def test_a_program_with_a_column_more_and_this_one_open_it_in_turn(file: EarlierFile, tmp_path: Path) -> None:
    """A column of a view is one file; no revision, no table."""
    newer = tmp_path / "newer"
    for part in ("console", "db", "resources"):
        shutil.copytree(ROOT / part, newer / part, ignore=shutil.ignore_patterns("__pycache__"))
    for name, changes in MORE.items():
        text = (newer / name).read_text(encoding="utf-8")
        for old, new in changes:
            assert text.count(old) == 1
            text = text.replace(old, new)
        (newer / name).write_text(text, encoding="utf-8")
    with file.raw() as raw:
        before, stood = tables(raw), rows(raw)
    for _ in range(2):
        said = subprocess.run(
            [sys.executable, "-c", OPENED, file.folder, file.secret],
            cwd=newer, env={**os.environ, "PYTHONPATH": str(newer)}, capture_output=True, check=True,
        ).stdout  # fmt: skip
        assert json.loads(said) == [[], [True] * len(file.expected["sessions"])]
        with file.raw() as raw:
            assert "room" in tables(raw)["sessions"]
        with closing(Store.open(file.folder, file.secret)) as store:
            assert verified(store) == []
        with file.raw() as raw:
            assert (tables(raw), rows(raw)) == (before, stood)

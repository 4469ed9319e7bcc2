"""A file says which kinds of events it holds; a program that does not know them all refuses it in one clear line."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from console.app.ports import BackupFile, Finding, StoreError
from console.app.rescue import candidates
from console.core.clock import Instant
from console.core.events import Noted, PassDone
from db import store as store_module
from db.backup.backup_store import BackupStore
from db.backup.restore import restore
from db.files import BACKUPS, KEYS
from db.log import kinds, kinds_noted
from db.log.kinds import TAGS, readable
from db.log.log import Log
from db.store import Store
from tests.support.earlier_files import earlier_file
from tests.support.store_help import PASSPHRASE, RESTORED, event, filled, keys_of, new_store, raw, refused
from tests.support.texts import WORDS

NOW = Instant(1_800_000_060_000, 120_000, "boot-1")
Open = Callable[[Path], object]


def noted(folder: Path) -> list[str]:
    with raw(folder) as connection:
        return [kind for (kind,) in connection.execute("SELECT kind FROM kinds ORDER BY 1")]


@pytest.fixture
def older_program(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From the call on, the program does not know notes yet."""
    return lambda: monkeypatch.setattr(kinds, "TAGS", TAGS - {"noted"})


def test_each_kind_is_noted_with_its_first_event(folder: Path) -> None:
    filled(folder)
    assert noted(folder) == ["client-added", "noted", "pass-done", "session-begun"]


def test_what_did_not_commit_is_not_held_for_noted(folder: Path) -> None:
    with closing(new_store(folder)) as store:
        once = event(PassDone("chin"), "s1", "c1")
        with refused("refused"):
            store.append_all([once, once])
        assert noted(folder) == []
        store.append(once)
    assert noted(folder) == ["pass-done"]


def newest(folder: Path) -> Path:
    return max((folder / BACKUPS).glob("*.stipple-backup"))


def look(folder: Path) -> None:
    backup = newest(folder)
    BackupStore().look(folder, BackupFile(backup, NOW.utc_ms), PASSPHRASE)


def put_back(folder: Path) -> None:
    backup = newest(folder)
    BackupStore().put_back(folder, backup, PASSPHRASE, NOW)


OPENINGS: dict[str, tuple[str, Open]] = {
    "opened": ("database-newer", lambda folder: Store.open(folder, PASSPHRASE)),
    "a backup looked at": ("backup-newer", look),
    "a backup restored": (
        "backup-newer",
        lambda folder: restore(
            next((folder / BACKUPS).glob("*.stipple-backup")), folder.with_name("back"), PASSPHRASE, RESTORED
        ),
    ),
    "backups to choose from": ("backup-newer", lambda folder: candidates(BackupStore(), folder, PASSPHRASE)),
    "put back": ("backup-newer", put_back),
}


@pytest.mark.parametrize(("code", "use"), OPENINGS.values(), ids=OPENINGS)
def test_a_newer_programs_file_is_refused_in_one_line(
    folder: Path, code: str, use: Open, older_program: Callable[[], None]
) -> None:
    filled(folder)
    with closing(Store.open(folder, PASSPHRASE)) as store:
        store.backup(NOW)
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.name != "stipple.lock" and file.is_file()}
    older_program()
    with pytest.raises(StoreError) as caught:
        use(folder)
    assert (caught.value.code, caught.value.facts["found"]) == (code, "noted 1")
    assert "\n" not in (said := WORDS.say("store", code, **caught.value.facts))
    assert "Update Stipple" in said
    assert {file: file.read_bytes() for file in before} == before
    assert [file.name for file in folder.parent.iterdir()] == [folder.name]


def test_one_that_cannot_be_written_to_is_refused_as_well(
    folder: Path, older_program: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(folder)
    monkeypatch.setattr(store_module, "view_only", lambda folder: True)
    Store.open(folder, PASSPHRASE).close()
    older_program()
    with refused("database-newer"):
        Store.open(folder, PASSPHRASE)


def test_what_a_newer_program_wrote_is_not_carried_over(folder: Path, older_program: Callable[[], None]) -> None:
    """The backup is of before; the rows since then hold what this program can't read."""
    with closing(new_store(folder)) as store:
        store.append(event(PassDone("chin"), "s1", "c1"))
        backup = store.backup(NOW).file
        store.append(event(Noted("one"), "s1", "c1"))
    older_program()
    with refused("database-newer"):
        BackupStore().put_back(folder, backup, PASSPHRASE, NOW)
    assert [file.name for file in folder.parent.iterdir()] == [folder.name]


def test_kinds_of_what_is_carried_over_are_noted(folder: Path) -> None:
    with closing(new_store(folder)) as store:
        store.append(event(PassDone("chin"), "s1", "c1"))
        backup = store.backup(NOW).file
        store.append(event(Noted("one"), "s1", "c1"))
    (folder / KEYS).unlink()
    BackupStore().put_back(folder, backup, PASSPHRASE, NOW)
    assert noted(folder) == ["noted", "pass-done", "writer-taken"]


@pytest.mark.parametrize(
    ("sql", "detail"),
    [
        ("DELETE FROM kinds WHERE kind = 'noted'", "noted 1"),
        ("INSERT INTO kinds VALUES ('paused', 1)", "paused 1"),
        ("UPDATE kinds SET kind = 'paused' WHERE kind = 'noted'", "noted 1"),
    ],
)
def test_the_table_is_held_against_the_log(folder: Path, sql: str, detail: str) -> None:
    filled(folder)
    with raw(folder) as connection:
        connection.execute(sql)
    with closing(Store.open(folder, PASSPHRASE)) as store:
        assert store.verify() == [Finding("kinds-differ", detail=detail)]
        with raw(folder) as connection:
            assert kinds_noted.refill(connection, Log(keys_of(folder))) > 0
        assert store.verify() == []


DAMAGED = {
    "in the log and, by a rebuild, in the table": (
        "UPDATE log SET kind = 'noteg' WHERE kind = 'noted'; INSERT INTO kinds VALUES ('noteg', 1)",
        Finding("event-unreadable", 4, "noteg"),
    ),
    "in the table": (
        "UPDATE kinds SET kind = 'noteg' WHERE kind = 'noted'",
        Finding("kinds-differ", detail="noteg 1"),
    ),
}


@pytest.mark.parametrize(("sql", "told"), DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_kind_is_not_a_newer_programs(folder: Path, sql: str, told: Finding) -> None:
    filled(folder)
    with raw(folder) as connection:
        connection.execute("DROP TRIGGER log_never_changes")
        for statement in sql.split("; "):
            connection.execute(statement)
    with closing(Store.open(folder, PASSPHRASE)) as store:
        assert store.doubts == [told]
    with raw(folder) as connection:
        assert kinds_noted.refill(connection, Log(keys_of(folder))) > 0
        assert not [kind for kind, _ in connection.execute("SELECT * FROM kinds") if kind == "noteg"]
    with closing(Store.open(folder, PASSPHRASE)) as store:
        allowed = {"row-changed", "unsealable", "event-unreadable", "trigger-missing"}
        assert {each.code for each in store.verify()} <= allowed


def test_an_earlier_file_with_what_a_newer_program_wrote_is_refused_as_it_was(
    folder: Path, older_program: Callable[[], None]
) -> None:
    older = earlier_file(2, folder)
    older_program()
    for _ in range(2):
        with refused("database-newer"):
            Store.open(folder, older.secret)
    assert older.schema_now() == 2


def test_versions_that_are_read() -> None:
    assert [readable("noted", version) for version in (0, 1, 2)] == [False, True, False]
    assert not readable("unheard-of", 1)


def test_a_version_that_can_be_upgraded_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "UPGRADES", {("noted", 1): dict, ("gone", 1): dict})
    assert [readable("noted", version) for version in (1, 2, 3)] == [True, True, False]
    assert [readable("gone", version) for version in (1, 2)] == [True, False]

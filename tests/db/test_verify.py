"""Whoever has the key and another program changes nothing unseen: one attack after the other."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from console.app.ports import BackupFile, Finding, StoreError
from console.core.clock import Instant
from console.core.events import Noted
from db.backup.backup_store import BackupStore
from db.files import DATABASE, KEYS
from db.log import row_check
from db.log.file_checks import STAGES
from db.open_checks import PAGE
from db.store import Store
from db.views.tables import TRIGGERS
from tests.support.store_help import PASSPHRASE, event, filled, new_store, raw

SWAP = "UPDATE log SET sealed = (SELECT sealed FROM log AS other WHERE other.seq = 6 - log.seq) WHERE seq IN (2, 4)"
REST = "session, client, actor, kind, version, utc_ms, boot_ms, boot_id, ago_ms, body, sealed, mac"

INSERTED = f"INSERT INTO log SELECT {{}}, 'x', {REST} FROM log WHERE seq = 5"


def attack(folder: Path, *statements: str, triggers: bool = True) -> None:
    """Runs SQL on the closed store, the triggers put back as they were."""
    with raw(folder) as connection:
        for name in TRIGGERS:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        for trigger in TRIGGERS.values() if triggers else ():
            connection.execute(trigger)


def found(folder: Path) -> list[tuple[str, int | None]]:
    with closing(Store.open(folder, PASSPHRASE)) as store:
        return [(finding.code, finding.seq) for finding in store.verify()]


def anchored(folder: Path) -> None:
    filled(folder)
    with closing(Store.open(folder, PASSPHRASE)) as store:
        store.anchor()


def test_nothing_is_wrong_with_what_was_left_alone(folder: Path) -> None:
    anchored(folder)
    assert found(folder) == []


COLUMN_EDITS = {
    "id": "'x'", "session": "'s9'", "client": "'c9'", "actor": "'eve'", "kind": "'paused'", "version": "2",
    "utc_ms": "1", "boot_ms": "1", "boot_id": "'x'", "ago_ms": "9", "body": "'{}'",
    "sealed": "NULL", "mac": "zeroblob(32)",
}  # fmt: skip


@pytest.mark.parametrize(("column", "value"), COLUMN_EDITS.items())
def test_an_edited_row(folder: Path, column: str, value: str) -> None:
    filled(folder)
    attack(folder, f"UPDATE log SET {column} = {value} WHERE seq = 4")
    assert ("row-changed", 4) in found(folder)


def test_an_empty_code_is_no_excuse(folder: Path) -> None:
    filled(folder)
    attack(folder, "PRAGMA ignore_check_constraints = ON", "UPDATE log SET actor = 'eve', mac = x'' WHERE seq = 4")
    assert found(folder)[-1] == ("row-changed", 4)


ATTACKS: dict[str, tuple[tuple[str, int | None], tuple[str, ...]]] = {
    "the first row deleted": (("row-missing", 1), ("DELETE FROM log WHERE seq = 1",)),
    "a row deleted": (("row-missing", 3), ("DELETE FROM log WHERE seq = 3",)),
    "a row deleted, the others moved up": (
        ("row-changed", 3),
        ("DELETE FROM log WHERE seq = 3", *(f"UPDATE log SET seq = {n - 1} WHERE seq = {n}" for n in (4, 5))),
    ),
    "the tail cut": (("tail-cut", 4), ("DELETE FROM log WHERE seq > 3",)),
    "everything deleted": (("tail-cut", 1), ("DELETE FROM log",)),
    "two rows exchanged": (
        ("row-changed", 3),
        ("UPDATE log SET seq = 9 WHERE seq = 3", "UPDATE log SET seq = 3 WHERE seq = 5",
         "UPDATE log SET seq = 5 WHERE seq = 9"),
    ),
    "a row inserted": (("row-changed", 6), (INSERTED.format(6),)),
    "a row inserted after a gap": (("row-missing", 6), (INSERTED.format(8),)),
    "sealed text exchanged": (
        ("unsealable", 2),
        (SWAP,),
    ),
    "a client's key deleted": (("key-missing", 1), ("DELETE FROM client_keys",)),
    "a client's key garbled": (("unsealable", 1), ("UPDATE client_keys SET wrapped = zeroblob(60)",)),
    "a zone without its session": (
        ("foreign-key", None),
        ("PRAGMA foreign_keys = OFF", "INSERT INTO treated_zones VALUES ('s7', 0, 'chin', 1, NULL, NULL, NULL)"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("expected", "statements"), ATTACKS.values(), ids=ATTACKS.keys())
def test_attack(folder: Path, expected: tuple[str, int | None], statements: tuple[str, ...]) -> None:
    anchored(folder)
    attack(folder, *statements)
    assert expected in found(folder)


def test_missing_triggers(folder: Path) -> None:
    anchored(folder)
    attack(folder, triggers=False)
    assert found(folder) == [("trigger-missing", None)] * 3


def test_only_the_first_bad_row_is_named(folder: Path) -> None:
    filled(folder)
    attack(folder, "UPDATE log SET actor = 'eve' WHERE seq IN (2, 3, 5)")
    assert found(folder) == [("row-changed", 2)]


def test_an_old_file_put_back(folder: Path) -> None:
    filled(folder)
    old = folder.with_name("old.db")
    shutil.copy(folder / DATABASE, old)
    with closing(Store.open(folder, PASSPHRASE)) as store:
        store.append(event(Noted("later"), "s1", "c1"))
        store.anchor()
    shutil.copy(old, folder / DATABASE)
    with closing(Store.open(folder, PASSPHRASE)) as store:
        assert store.verify() == store.doubts == [Finding("tail-cut", 6, "keys.json: 6")]
        store.append(event(Noted("written anew"), "s1", "c1"))
        assert [(each.code, each.seq) for each in store.verify()] == [("anchor-differs", 6)]
    with closing(Store.open(folder, PASSPHRASE)) as store:
        assert store.doubts == [Finding("anchor-differs", 6, "keys.json")]


def test_edited_anchors(folder: Path) -> None:
    anchored(folder)
    text = (folder / KEYS).read_text()
    (folder / KEYS).write_text(text.replace('"seq": 5', '"seq": 4'))
    with closing(Store.open(folder, PASSPHRASE)) as store:
        assert [each.code for each in store.doubts] == ["keys-changed", "anchor-differs"]
        assert [each.code for each in store.verify()] == ["keys-changed", "anchor-differs"]
        for change in (store.anchor, lambda: store.set_passphrase("new")):
            with pytest.raises(Exception, match="keys-changed"):
                change()


@pytest.mark.parametrize("sql", ["UPDATE log SET actor = 'eve' WHERE seq = 5", "DELETE FROM log WHERE seq = 5"])
def test_a_glance_sees_the_end_of_the_log(folder: Path, sql: str) -> None:
    anchored(folder)
    with closing(Store.open(folder, PASSPHRASE)) as store:
        assert store.doubts == []
    attack(folder, sql)
    with closing(Store.open(folder, PASSPHRASE)) as store:
        assert [(each.code, each.seq) for each in store.doubts] in ([("row-changed", 5)], [("tail-cut", 5)])


def test_every_damaged_page_is_found(folder: Path) -> None:
    """One bit of a page: the store does not open (the pages with the tables' definitions), or the page is named."""
    filled(folder)
    whole = (folder / DATABASE).read_bytes()
    named = [page for page in range(1, len(whole) // PAGE + 1, 2) if is_named(folder, whole, page)]
    assert len(named) > len(whole) // PAGE / 4


def is_named(folder: Path, whole: bytes, page: int) -> bool:
    at = page * PAGE - 2000
    (folder / DATABASE).write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
    found = opened(folder)
    if isinstance(found, StoreError):
        assert found.code == "database-damaged"
        return False
    with closing(found):
        assert f"page {page}" in next(each.detail for each in found.verify() if each.code == "cipher-page")
    return True


def opened(folder: Path) -> Store | StoreError:
    try:
        return Store.open(folder, PASSPHRASE)
    except StoreError as error:
        return error


def test_a_page_half_written_is_looked_at_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    alarms = [Finding("cipher-page", detail="once")]
    monkeypatch.setitem(STAGES, "pages", lambda raw, log: iter([alarms.pop()]))
    assert store.verify() == []
    assert alarms == []


def test_progress(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(row_check, "EVERY", 2)
    filled(folder)
    seen: list[tuple[str, int, int]] = []
    with closing(Store.open(folder, PASSPHRASE)) as store:
        for ms in (0, 1):
            store.backup(Instant(ms, 0, "boot"))
        store.verify(lambda *told: seen.append(told))
    assert [each for each in seen if each[2]] == [
        ("backups", 1, 2), ("backups", 2, 2), ("rows", 2, 5), ("rows", 4, 5), ("rows", 5, 5),
    ]  # fmt: skip
    assert list(dict.fromkeys(stage for stage, _, _ in seen)) == [
        "backups", "pages", "rows", "structure",
    ]  # fmt: skip


def test_a_whole_old_folder_put_back_is_told_by_later_backups(folder: Path) -> None:
    """Database, keys and mark are of one time: only the backups know more, here or on the second medium."""
    filled(folder)
    old = {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}
    stick = folder.with_name("stick")
    stick.mkdir()
    BackupStore().choose_second(folder, stick)
    with closing(Store.open(folder, PASSPHRASE)) as store:
        store.append(event(Noted("late"), "s1", "c1"))
        made = store.backup(Instant(1_000, 0, "boot"))
        BackupStore().copy(folder, made.file, 2_000)
        assert store.contradictions(BackupStore().backup_files(folder)) == []
    for name, data in old.items():
        (folder / name).write_bytes(data)
    for place in ("here", "second"):
        with closing(Store.open(folder, PASSPHRASE)) as store:
            cut = [Finding("tail-cut", 6, f"{made.file.name}: 6")]
            assert (store.doubts, store.contradictions(BackupStore().backup_files(folder))) == ([], cut), place
            assert store.verify() == cut
        made.file.unlink(missing_ok=True)
    with closing(Store.open(folder, PASSPHRASE)) as store:
        store.append(event(Noted("another"), "s1", "c1"))
        assert [each.code for each in store.contradictions(BackupStore().backup_files(folder))] == ["anchor-differs"]


def test_another_stores_backup_and_a_bad_one_say_nothing(folder: Path) -> None:
    filled(folder)
    with closing(new_store(folder.with_name("other"))) as other:
        for _ in range(9):
            other.append(event(Noted("one"), "s1", "c1"))
        theirs = other.backup(Instant(0, 0, "boot")).file
    bad = folder / "bad.stipple-backup"
    bad.write_bytes(b"PK")
    with closing(Store.open(folder, PASSPHRASE)) as store:
        assert store.contradictions([BackupFile(theirs, 0), BackupFile(bad, 0)]) == []


def test_an_interrupted_end_is_told(folder: Path) -> None:
    """As after a kill: the -wal of a store that nobody closed."""
    store = new_store(folder)
    store.append(event(Noted("one"), "s1", "c1"))
    other = folder.with_name("copy")
    shutil.copytree(folder, other)
    assert not store.was_cut_off
    store.close()
    with closing(Store.open(other, PASSPHRASE)) as copy:
        assert copy.was_cut_off
        assert len(copy.events("s1")) == 1

"""A check goes on from what was checked before; a mark that is lost or wrong, and a week, make it read everything."""

import shutil
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from console.app.ports import Checked, CheckStage, CheckStopped, Finding
from console.core.clock import Instant
from console.core.people import RIGHTS, Operator
from db.backup.restore import restore
from db.files import CHECKED, DATABASE, LOCK
from db.keys.store_keys import Keys
from db.log import checked, row_check, view_check
from db.log.log import READ_AFTER
from db.store import Store
from tests.db.test_verify import attack
from tests.support.signatories import SUNDAY, Office, closed_office
from tests.support.store_help import PASSPHRASE, keys_of, raw

WEEK = 7 * 86_400_000


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A signed clinic that was checked whole."""
    folder = closed_office(tmp_path_factory.mktemp("office") / "store")
    assert look(folder).after == 0
    return folder


@pytest.fixture
def folder(office: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(office, tmp_path / "store"))


def look(folder: Path, whole: bool = False, utc_ms: int = SUNDAY) -> Checked:
    with closing(Store.open(folder, PASSPHRASE)) as store:
        return store.check_on(utc_ms, whole, Office(folder, store).sessions.kept.view)


def go_on(folder: Path, hours: int = 1) -> None:
    with closing(Store.open(folder, PASSPHRASE)) as store:
        made = Office(folder, store, SUNDAY + hours * 3_600_000)
        made.clinic.actor = store.person
        made.visit(Operator(store.person, "Ann Example", RIGHTS), store.sessions()[0].client)


def codes(found: Checked) -> list[str]:
    return [each.code for each in found.findings]


def rows(folder: Path) -> int:
    with raw(folder) as connection:
        return int(connection.execute("SELECT max(seq) FROM log").fetchone()[0])


def test_it_reads_what_came_since_and_no_more(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = rows(folder)
    go_on(folder)
    read, take = [0], row_check.RowCheck._take

    def count(self: row_check.RowCheck, row: object) -> None:
        read[0] += 1
        take(self, row)

    monkeypatch.setattr(row_check.RowCheck, "_take", count)
    found = look(folder)
    assert (found.findings, found.after, found.rows) == ((), before, rows(folder))
    assert read == [rows(folder) - before]
    assert look(folder).after == rows(folder)
    assert look(folder, whole=True).after == 0


def test_what_was_altered_since_is_found(folder: Path) -> None:
    before = rows(folder)
    go_on(folder)
    attack(folder, f"UPDATE log SET actor = 'eve' WHERE seq = {before + 2}")
    found = look(folder)
    assert Finding("row-changed", before + 2) in found.findings
    assert found.after == before
    assert look(folder).after == before


def test_a_view_altered_since_is_found(folder: Path) -> None:
    go_on(folder)
    with raw(folder) as connection:
        connection.execute("UPDATE sessions SET step = 'eve' WHERE rowid = (SELECT max(rowid) FROM sessions)")
    assert codes(look(folder)) == ["view-differs"]


TAMPERED = {
    "a row": ("UPDATE log SET actor = 'eve' WHERE seq = 4", "row-changed"),
    "a row that is gone": ("DELETE FROM log WHERE seq = 4", "row-missing"),
    "a view": ("UPDATE sessions SET step = 'eve'", "view-differs"),
    "a client's key": ("DELETE FROM client_keys", "key-missing"),
}


@pytest.mark.parametrize(("sql", "code"), TAMPERED.values(), ids=TAMPERED)
def test_what_lies_before_the_mark_is_found_by_all_and_by_the_weekly_check(folder: Path, sql: str, code: str) -> None:
    attack(folder, sql)
    assert code not in codes(look(folder))
    assert code in codes(look(folder, whole=True))
    (folder / CHECKED).unlink()
    assert code in codes(look(folder))


@pytest.mark.parametrize(("sql", "code"), TAMPERED.values(), ids=TAMPERED)
def test_after_a_week_everything_is_read(folder: Path, sql: str, code: str) -> None:
    attack(folder, sql)
    assert code not in codes(look(folder, utc_ms=SUNDAY + WEEK - 1))
    found = look(folder, utc_ms=SUNDAY + WEEK)
    assert (found.after, code in codes(found)) == (0, True)


def test_a_clock_that_is_set_back_puts_nothing_off(folder: Path) -> None:
    assert look(folder, utc_ms=SUNDAY - 1).after == 0


def test_going_on_is_no_whole_check(folder: Path) -> None:
    go_on(folder)
    assert look(folder, utc_ms=SUNDAY + WEEK - 1).whole_utc_ms == SUNDAY
    assert look(folder, utc_ms=SUNDAY + WEEK).after == 0


@pytest.mark.parametrize("left", [b"", b"garbage", b"\0" * 200, b"\0" * 9000, "gone", "turned"])
def test_a_mark_that_is_lost_or_wrong_is_none(folder: Path, left: bytes | str) -> None:
    file = folder / CHECKED
    data = file.read_bytes()
    file.unlink()
    if isinstance(left, bytes):
        file.write_bytes(left)
    elif left == "turned":
        file.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    assert look(folder).after == 0
    assert look(folder).after == rows(folder)


def written(folder: Path, keys: Keys, **changes: object) -> None:
    data = (folder / CHECKED).read_bytes()
    mark = keys_of(folder).own_key(checked.PURPOSE).decrypt(data[:12], data[12:], checked.PURPOSE)
    checked.write(folder, keys, replace(msgspec.json.decode(mark, type=checked.Mark), **changes))


@pytest.mark.parametrize("changes", [{"writer": "f" * 32}, {"rows": 2}, {"epochs": (3,)}, {"form": 0}, {"schema": 1}])
def test_a_mark_of_something_else_is_none(folder: Path, changes: dict[str, object]) -> None:
    written(folder, keys_of(folder), **changes)
    assert look(folder).after == 0


def test_nobody_makes_one_without_the_keys(folder: Path, tmp_path: Path) -> None:
    """Another clinic's keys write the very same mark."""
    with closing(Store.create(tmp_path / "other", "rehearsal", PASSPHRASE)[0]):
        pass
    written(folder, keys_of(tmp_path / "other"))
    assert look(folder).after == 0


def test_an_older_database_is_not_taken_for_checked(folder: Path, tmp_path: Path) -> None:
    shutil.copy(folder / DATABASE, tmp_path / "old")
    go_on(folder)
    look(folder)
    shutil.copy(tmp_path / "old", folder / DATABASE)
    found = look(folder)
    assert (found.after, "tail-cut" in codes(found)) == (0, True)


def test_an_older_database_that_went_on_as_far_is_not_taken_for_checked(folder: Path, tmp_path: Path) -> None:
    """Its rows have the same numbers and other codes."""
    shutil.copy(folder / DATABASE, tmp_path / "old")
    go_on(folder)
    look(folder)
    shutil.copy(tmp_path / "old", folder / DATABASE)
    (folder / LOCK).unlink()
    go_on(folder)
    go_on(folder, 2)
    found = look(folder)
    assert (found.after, found.rows) == (0, rows(folder))


def test_a_restored_clinic_is_read_whole(folder: Path, tmp_path: Path) -> None:
    with closing(Store.open(folder, PASSPHRASE)) as store:
        made = store.backup(Instant(SUNDAY, 0, "boot-1"))
    restore(made.file, tmp_path / "back", PASSPHRASE, Instant(SUNDAY, 0, "boot-1"))
    assert look(tmp_path / "back").after == 0


def test_what_is_not_as_it_was_leaves_no_mark(folder: Path) -> None:
    attack(folder, "UPDATE log SET actor = 'eve' WHERE seq = 4")
    (folder / CHECKED).unlink()
    look(folder)
    assert not (folder / CHECKED).exists()


def test_what_a_check_finds_is_among_the_doubts(folder: Path) -> None:
    attack(folder, "UPDATE log SET actor = 'eve' WHERE seq = 4")
    with closing(Store.open(folder, PASSPHRASE)) as store:
        assert store.doubts == []
        store.check_on(SUNDAY, True, Office(folder, store).sessions.kept.view)
        assert Finding("row-changed", 4) in store.doubts


def test_one_that_is_stopped_says_how_far_it_came_and_leaves_the_mark(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(row_check, "EVERY", 2)
    attack(folder, "UPDATE log SET actor = 'eve' WHERE seq = 4")
    before = (folder / CHECKED).read_bytes()

    def stop(stage: CheckStage, done: int, total: int) -> None:
        if done >= 6:
            raise CheckStopped

    with closing(Store.open(folder, PASSPHRASE)) as store:
        found = store.check_on(SUNDAY, True, Office(folder, store).sessions.kept.view, stop)
        assert (found.stopped, found.rows) == (True, 6)
        assert Finding("row-changed", 4) in found.findings
    assert (folder / CHECKED).read_bytes() == before


def test_a_session_spread_over_many_rows_is_read_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(row_check, "SPAN", 1)
    assert look(folder, whole=True).findings == ()
    with raw(folder) as connection:
        connection.execute("UPDATE sessions SET step = 'eve'")
    assert codes(look(folder, whole=True)) == ["view-differs"]


@pytest.mark.parametrize("sql", [row_check.NEW_ENDS, view_check.NEW_LAST, READ_AFTER])
def test_going_on_looks_at_rows_since_alone(folder: Path, sql: str) -> None:
    with raw(folder) as connection:
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", (5,))]
    assert plan[0].startswith("SEARCH log USING INTEGER PRIMARY KEY")

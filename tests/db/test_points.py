"""A backup is what is new: a point names the elements that hold the log, and costs what came since the one before."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.app.ports import BackupFile, Finding, StoreError
from console.core.events import Noted, PersonRemoved, WriterTaken
from db.backup import backup_place, element_writer, elements, merging, point_writer, sealed_rows
from db.backup.archive import manifest_of
from db.backup.backup_format import Point
from db.backup.backup_store import BackupStore
from db.backup.restore import restore
from db.files import BACKUPS
from db.keys.store_keys import LIGHT_COST
from db.store import Store
from tests.support.examples import examples
from tests.support.points import at, held, lying, restored, rows_files, visit
from tests.support.store_help import PASSPHRASE, event, new_store, raw, refused

NEW = 10


def grown(folder: Path, visits: int) -> Store:
    store = new_store(folder)
    for number in range(visits):
        visit(store, number)
    return store


@pytest.fixture
def room(folder: Path) -> Iterator[Store]:
    """Three points, four rows apart."""
    store = new_store(folder)
    for number in range(3):
        visit(store, number)
        store.backup(at(number))
    yield store
    store.close()


def points(folder: Path) -> list[Path]:
    return sorted((folder / BACKUPS).glob("*.stipple-backup"))


def cost(folder: Path, visits: int, monkeypatch: pytest.MonkeyPatch) -> tuple[int, int, int]:
    """Bytes written by a backup of ten new rows behind so many visits, the rows' own bytes, and the rows it read."""
    read: list[object] = []
    real = element_writer.put_element

    def counted(target: object, extent: object, rows: Iterator[object], *rest: object) -> object:
        kept = list(rows)
        read.extend(kept)
        return real(target, extent, kept, *rest)  # type: ignore[arg-type]

    with closing(grown(folder, visits)) as store:
        store.backup(at(0))
        before, first = lying(folder / BACKUPS), store.head().seq + 1
        for number in range(NEW):
            store.append(event(Noted(f"a note {number} " * 20), "session-0", "client-0"))
        monkeypatch.setattr(point_writer, "put_element", counted)
        store.backup(at(1))
        monkeypatch.undo()
        after = lying(folder / BACKUPS)
        written = sum(len(data) for file, data in after.items() if before.get(file) != data)
        with raw(folder) as connection:
            new = connection.execute("SELECT * FROM log WHERE seq >= ?", (first,)).fetchall()
    return written, sum(len(each) if isinstance(each, bytes | str) else 8 for row in new for each in row), len(read)


def test_what_a_backup_costs_is_what_is_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    few, rows, read = cost(tmp_path / "few", 2, monkeypatch)
    many, _, read_of_many = cost(tmp_path / "many", 200, monkeypatch)
    assert read == read_of_many == NEW
    assert max(few, many) <= 3 * rows + 32_000
    assert many <= 1.2 * few


def test_every_point_gives_back_what_stood_then(room: Store, folder: Path, tmp_path: Path) -> None:
    for number, file in enumerate(points(folder), 1):
        assert restored(file, tmp_path / f"back{number}", 4 * number) == held(room, 4 * number)
        with closing(Store.open(tmp_path / f"back{number}", PASSPHRASE)) as back:
            assert (back.head().seq, back.doubts, back.verify()) == (4 * number + 1, [], [])
            assert isinstance(back.events("")[-1].body, WriterTaken)
            assert [each.profile.name for each in back.clients()] == [f"Somebody {each}" for each in range(number)]


def test_each_row_is_written_once(room: Store, folder: Path) -> None:
    spans = [file.name.split("-")[1:3] for file in rows_files(folder / BACKUPS)]
    assert spans == [["1", "4"], ["5", "8"], ["9", "12"]]
    before = lying(folder / BACKUPS)
    room.backup(at(9))
    after = lying(folder / BACKUPS)
    assert [file.name for file in after if before.get(file) != after[file]] == ["2027-01-15T080900.000Z.stipple-backup"]
    said = manifest_of(points(folder)[-1])
    assert isinstance(said, Point)
    assert [each.file for each in said.elements] == [each.name for each in rows_files(folder / BACKUPS)]


def test_a_thief_reads_no_name_and_no_id(room: Store, folder: Path) -> None:
    data = b"".join(lying(folder / BACKUPS).values())
    for text in ("Somebody", "client-0", "session-0", "bruise", "cheek"):
        assert text.encode() not in data
        assert text.encode("utf-16-le") not in data


def test_pins_and_open_sessions_signs_of_life_come_back(room: Store, folder: Path, tmp_path: Path) -> None:
    with raw(folder) as connection:
        connection.execute("INSERT INTO pins VALUES ('ann', ?, ?, 4, 0)", (b"s", b"v"))
    made = room.backup(at(7)).file
    restore(made, tmp_path / "back", PASSPHRASE, at(8))
    with raw(tmp_path / "back") as connection:
        assert connection.execute("SELECT person, salt FROM pins").fetchall() == [("ann", b"s")]


@pytest.mark.parametrize("damage", ["gone", "flipped", "cut"])
def test_a_damaged_element_is_named_and_costs_no_earlier_point(
    room: Store, folder: Path, tmp_path: Path, damage: str
) -> None:
    first, last = points(folder)[0], points(folder)[2]
    element = rows_files(folder / BACKUPS)[1]
    data = bytearray(element.read_bytes())
    data[len(data) // 2] ^= 1
    if damage == "gone":
        element.unlink()
    else:
        element.write_bytes(data if damage == "flipped" else data[:99])
    with pytest.raises(StoreError) as caught:
        room.look(BackupFile(last, 0))
    assert caught.value.code == ("backup-incomplete" if damage == "gone" else "backup-damaged")
    assert element.name in str(caught.value.facts)
    with pytest.raises(StoreError):
        restore(last, tmp_path / "back", PASSPHRASE, at(9))
    assert not (tmp_path / "back").exists()
    assert room.look(BackupFile(first, 0)).whole
    assert restored(first, tmp_path / "back", 4) == held(room, 4)


def test_what_is_damaged_here_is_taken_from_the_second_medium(room: Store, folder: Path, tmp_path: Path) -> None:
    store = BackupStore()
    (tmp_path / "stick").mkdir()
    store.choose_second(folder, tmp_path / "stick")
    store.copy(folder, points(folder)[2], 0)
    for file in rows_files(folder / BACKUPS)[1:]:
        file.write_bytes(b"rubbish")
    last = points(folder)[2]
    assert room.look(BackupFile(last, 0)).seq == 12
    moved = Path(shutil.move(last, tmp_path / last.name))
    room.close()
    assert store.put_back(folder, moved, PASSPHRASE, at(9)).seq == 12


def test_merged_elements_serve_every_point(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elements, "SMALL_KEPT", 4)
    with closing(new_store(folder)) as store:
        for number in range(9):
            visit(store, number)
            store.backup(at(number))
            store.tidy_backups()
            assert len(rows_files(folder / BACKUPS)) <= 5
        for number, file in enumerate(points(folder), 1):
            assert store.look(BackupFile(file, 0)).whole
            assert restored(file, tmp_path / f"back{number}", 4 * number) == held(store, 4 * number)


def test_a_merge_that_reads_damage_takes_nothing_away(
    room: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(elements, "SMALL_KEPT", 2)
    rows_files(folder / BACKUPS)[1].write_bytes(b"rubbish")
    before = lying(folder / BACKUPS)
    with refused("backup-damaged"):
        room.tidy_backups()
    assert {file for file in lying(folder / BACKUPS) if "merging" not in file.name} == set(before)


def test_a_long_base_goes_on_where_it_was_stopped(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(point_writer, "CHUNK", 8)
    monkeypatch.setattr(sealed_rows, "PIECE", 500)

    class Enough(Exception):
        pass

    told: list[int] = []

    def pace(size: int) -> None:
        told.append(size)
        if len(told) == 4:
            raise Enough

    with closing(grown(folder, 10)) as store:
        with pytest.raises(Enough):
            store.backup(at(0), pace=pace)
        stood = lying(folder / BACKUPS)
        assert rows_files(folder / BACKUPS)
        assert not points(folder)
        store.backup(at(1))
        assert all(
            lying(folder / BACKUPS)[file] == stood[file] for file in rows_files(folder / BACKUPS) if file in stood
        )
        assert store.look(BackupFile(points(folder)[0], 0)).seq == 40


def test_after_a_new_data_key_there_is_a_new_base(room: Store, folder: Path, tmp_path: Path) -> None:
    room.set_passphrase("one who goes", "0a", LIGHT_COST)
    old = room.backup(at(10)).file
    room.revoke("0a", event(PersonRemoved("0a")))
    made = room.backup(at(11)).file
    names = [file.parent.name for file in rows_files(folder / BACKUPS)]
    assert len(set(names)) == 2
    assert restored(made, tmp_path / "new", 13) == held(room, 13)
    restore(old, tmp_path / "old", "one who goes", at(12))
    with refused("wrong-secret"):
        restore(made, tmp_path / "none", "one who goes", at(12))
    old.unlink()
    for file in points(folder)[:-1]:
        file.unlink()
    room.tidy_backups()
    assert len({file.parent for file in rows_files(folder / BACKUPS)}) == 1


def test_a_branch_that_was_put_back_leaves_the_other_whole(room: Store, folder: Path, tmp_path: Path) -> None:
    before = held(room, 12)
    room.close()
    kept = points(folder)
    shutil.rmtree(folder.with_name("gone"), ignore_errors=True)
    (folder / "stipple.db").unlink()
    done = BackupStore().put_back(folder, kept[1], PASSPHRASE, at(20))
    assert (done.seq, done.last) == (8, 8)
    with closing(Store.open(folder, PASSPHRASE)) as store:
        visit(store, 99)
        made = store.backup(at(21)).file
        assert store.look(BackupFile(folder / BACKUPS / kept[2].name, 0)).seq == 12
        assert restored(made, tmp_path / "branch", 13) == held(store, 13)
    assert restored(folder / BACKUPS / kept[2].name, tmp_path / "lost", 12) == before


def test_what_is_altered_before_it_was_copied_is_copied_as_it_is(folder: Path, tmp_path: Path) -> None:
    with closing(grown(folder, 2)) as store:
        with raw(folder) as connection:
            connection.execute("DROP TRIGGER log_never_changes")
            connection.execute("UPDATE log SET actor = 'eve' WHERE seq = 2")
        made = store.backup(at(0))
        assert not store.look(BackupFile(made.file, 0)).whole
    restore(made.file, tmp_path / "back", PASSPHRASE, at(1))
    with closing(Store.open(tmp_path / "back", PASSPHRASE)) as back:
        assert [(each.code, each.seq) for each in back.verify()] == [("row-changed", 2)]


def test_a_log_that_was_cut_is_not_written_beside_what_knows_better(room: Store, folder: Path) -> None:
    for file in points(folder):
        file.unlink()
    with raw(folder) as connection:
        connection.execute("DROP TRIGGER log_never_shrinks")
        connection.execute("DELETE FROM log WHERE seq > 10")
    before = lying(folder / BACKUPS)
    with refused("two-heads"):
        room.backup(at(9))
    assert lying(folder / BACKUPS) == before


def test_only_drafts_of_ones_own_are_swept(room: Store, folder: Path) -> None:
    series = rows_files(folder / BACKUPS)[0].parent
    mine, theirs = (
        backup_place.draft_of(series / "rows-9-9-x.stipple-rows", writer) for writer in (room.identity, "f" * 32)
    )
    for file in (mine, theirs):
        file.touch()
    room.backup(at(9))
    assert (mine.exists(), theirs.exists()) == (False, True)


@pytest.mark.skipif(sys.platform == "win32", reason="modes are those of POSIX")
def test_all_of_it_is_the_owners_alone(room: Store, folder: Path) -> None:
    assert {file.stat().st_mode & 0o077 for file in (folder / BACKUPS).rglob("*")} == {0}


def test_a_copy_that_reads_back_otherwise_is_no_element(
    room: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit(room, 7)
    before = lying(folder / BACKUPS)
    real = sealed_rows.write

    def spoilt(draft: Path, *rest: object) -> object:
        made = real(draft, *rest)  # type: ignore[arg-type]
        data = bytearray(draft.read_bytes())
        data[40] ^= 1
        draft.write_bytes(data)
        return made

    monkeypatch.setattr(sealed_rows, "write", spoilt)
    with refused("backup-failed"):
        room.backup(at(9))
    assert [file for file in lying(folder / BACKUPS) if file not in before] == []
    monkeypatch.undo()
    assert room.look(BackupFile(room.backup(at(10)).file, 0)).seq == 16


@pytest.mark.parametrize(("base", "most"), [(0, 60), (3_700_000, 80)])
def test_the_rule_keeps_few_files_and_writes_a_row_few_times(base: int, most: int) -> None:
    """Two thousand sign-offs of 74 rows behind a base, as names alone."""
    writer, written = "a" * 32, 0
    starts = range(1, base, elements.CHUNK)
    lie = [elements.element_at(Path(), first, first + elements.CHUNK - 1, writer) for first in starts]
    for first in range(base + 1, base + 2_000 * 74, 74):
        lie.append(elements.element_at(Path(), first, first + 73, writer))
        while chosen := elements.to_merge(lie, lie[-1].last):
            made = elements.element_at(Path(), chosen[0].first, chosen[-1].last, writer)
            written += made.rows
            lie = sorted((*lie, made), key=lambda each: (each.first, -each.last))
            gone = elements.superfluous(lie)
            assert gone == chosen
            lie = [each for each in lie if each not in gone]
        assert len(lie) <= most
    assert elements.covering(lie, writer, 1, lie[-1].last) == (lie, lie[-1].last + 1)
    assert written <= 12 * 148_000 + base


def test_findings_are_of_the_points_own_rows(room: Store, folder: Path) -> None:
    with raw(folder) as connection:
        connection.execute("DROP TRIGGER log_never_changes")
    visit(room, 5)
    with raw(folder) as connection:
        connection.execute("UPDATE log SET actor = 'eve' WHERE seq = 14")
    room.backup(at(9))
    store = BackupStore()
    looked = {each.file: store.look(folder, each, PASSPHRASE) for each in store.backup_files(folder)}
    assert [each.whole for each in looked.values()] == [False, True, True, True]
    assert manifest_of(points(folder)[-1]).findings == (Finding("row-changed", 14),)
    assert merging.drop_superfluous(rows_files(folder / BACKUPS)[0].parent) == []


@examples(60)
@given(data=st.data())
def test_cut_or_changed_anywhere(three: Path, data: st.DataObject) -> None:
    """In any file of a backup: what comes back is what it was, or it is refused and nothing is there."""
    place, stood = three / BACKUPS, lying(three / BACKUPS)
    file = data.draw(st.sampled_from([each for each in stood if each.suffix.startswith(".stipple-")]))
    whole = stood[file]
    at_byte = data.draw(st.integers(0, len(whole) - 1) | st.integers(len(whole) - 200, len(whole) - 1))
    some = data.draw(st.just(b"") | st.binary(min_size=1, max_size=4))
    file.write_bytes(whole[:at_byte] + (some + whole[at_byte + len(some) :] if some else b""))
    into = three.parent / "fuzz"
    try:
        found = restored(max(place.glob("*.stipple-backup")), into, 12)
    except StoreError as error:
        if error.code not in {"backup-damaged", "backup-unsafe", "backup-newer", "backup-incomplete"} or into.exists():
            raise
    else:
        assert found == (three.parent / "digest").read_text()
    finally:
        file.write_bytes(whole)
        shutil.rmtree(into, ignore_errors=True)


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fuzzed") / "store"
    with closing(grown(folder, 3)) as store:
        store.backup(at(0))
        (folder.parent / "digest").write_text(held(store, 12))
    return folder


@pytest.mark.parametrize("length", [0, 100])
@pytest.mark.parametrize("number", [0, 2])
def test_backups_go_on_where_an_element_was_cut_off_and_its_rows_are_written_anew(
    room: Store, folder: Path, tmp_path: Path, number: int, length: int
) -> None:
    """A power cut may leave an empty file under a good name: each backup after it was refused."""
    cut = sorted((folder / BACKUPS).rglob("*.stipple-rows"), key=lambda file: int(file.name.split("-")[1]))[number]
    cut.write_bytes(cut.read_bytes()[:length])
    visit(room, 3)
    room.backup(at(3))
    assert cut.with_name(cut.name + ".damaged").stat().st_size == length
    for at_point, file in enumerate(points(folder), 1):
        assert restored(file, tmp_path / f"back{at_point}", 4 * at_point) == held(room, 4 * at_point)

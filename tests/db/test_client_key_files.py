"""The clients' keys beside a backup's elements: twice there, whole after a crash, and gone everywhere once erased."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from console.app.erasure import erase, set_retention
from console.app.ids import system_random
from console.app.ports import StoreError
from console.core.events import PersonRemoved
from console.core.people import Profile
from db.backup import client_key_files
from db.backup.backup_store import BackupStore
from db.backup.client_key_files import COPIES, GONE, HEADER, RECORD, ClientKeyFiles, tag_of
from db.files import BACKUPS, write_whole
from db.store import Store
from tests.support.points import at, lying, restored, visit
from tests.support.store_help import PASSPHRASE, event, new_store, raw
from tests.support.store_practice import Practice

YEAR_MS = 366 * 86_400_000
KEYS = {f"client-{number}": bytes([number]) * 60 for number in range(1, 6)}


@pytest.fixture
def files(tmp_path: Path) -> ClientKeyFiles:
    made = ClientKeyFiles(tmp_path)
    made.begin("ab" * 16, b"s" * 16, dict(KEYS))
    return made


def known(files: ClientKeyFiles) -> dict[bytes, bytes]:
    return {tag_of(client): key for client, key in KEYS.items()}


def flipped(file: Path, where: int) -> int:
    data = bytearray(file.read_bytes())
    data[where] ^= 1
    return file.write_bytes(data)


DAMAGE: dict[str, Callable[[Path, Path], object]] = {
    "one copy gone": lambda one, other: one.unlink(),
    "one copy's beginning": lambda one, other: flipped(one, 20),
    "one copy cut": lambda one, other: one.write_bytes(one.read_bytes()[: HEADER.size + RECORD.size + 7]),
    "a key in each": lambda one, other: (flipped(one, HEADER.size + 20), flipped(other, HEADER.size + 200)),
    "a torn end": lambda one, other: one.write_bytes(one.read_bytes() + b"torn"),
}


@pytest.mark.parametrize("how", DAMAGE)
@pytest.mark.parametrize("which", [0, 1])
def test_what_one_copy_lost_the_other_has(files: ClientKeyFiles, how: str, which: int) -> None:
    DAMAGE[how](files.files[which], files.files[1 - which])
    assert files.read() == known(files)
    files.settle()
    files.add([("client-9", b"9" * 60)])
    assert files.read() == known(files) | {tag_of("client-9"): b"9" * 60}
    assert len(files.headers()) == len(COPIES)


def test_a_crash_between_the_copies_brings_no_key_back(files: ClientKeyFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[Path] = []

    def once(file: Path, data: bytes) -> None:
        written.append(file)
        if len(written) > 1:
            raise StoreError("disk-error", file="", detail="gone")
        write_whole(file, data)

    monkeypatch.setattr(client_key_files, "write_whole", once)
    with pytest.raises(StoreError):
        files.erase([tag_of("client-1")])
    monkeypatch.undo()
    assert files.read()[tag_of("client-1")] == GONE
    assert any(KEYS["client-1"] in file.read_bytes() for file in files.files)
    files.settle()
    assert not any(KEYS["client-1"] in file.read_bytes() for file in files.files)
    assert files.read() == known(files) | {tag_of("client-1"): GONE}


def test_a_draft_that_a_crash_left_is_dropped(files: ClientKeyFiles) -> None:
    left = files.files[0].with_name(f"{COPIES[0]}.new")
    left.write_bytes(KEYS["client-1"])
    files.erase([tag_of("client-1")])
    assert KEYS["client-1"] not in b"".join(lying(files.folder).values())


def test_who_has_the_file_alone_learns_no_id(files: ClientKeyFiles) -> None:
    assert b"client-1" not in b"".join(lying(files.folder).values())


def second(files: ClientKeyFiles, folder: Path) -> ClientKeyFiles:
    folder.mkdir()
    made = ClientKeyFiles(folder)
    made.follow(files)
    return made


def test_a_second_place_follows_by_what_is_new(files: ClientKeyFiles, tmp_path: Path) -> None:
    other = second(files, tmp_path / "stick")
    assert other.read() == known(files)
    files.add([("client-9", b"9" * 60)])
    before = other.files[0].stat().st_size
    other.follow(files)
    assert other.files[0].stat().st_size == before + RECORD.size
    stood = lying(other.folder)
    other.follow(files)
    assert lying(other.folder) == stood
    assert other.read() == files.read()


def test_who_was_erased_in_either_place_stays_so(files: ClientKeyFiles, tmp_path: Path) -> None:
    other = second(files, tmp_path / "stick")
    files.erase([tag_of("client-1")])
    other.erase([tag_of("client-2")])
    other.add([("client-9", b"9" * 60)])
    other.follow(files)
    gone = {tag_of(client): GONE for client in ("client-1", "client-2")}
    assert other.read() == known(files) | gone | {tag_of("client-9"): b"9" * 60}
    assert KEYS["client-1"] not in b"".join(lying(other.folder).values())


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[Practice]:
    made = Practice(tmp_path)
    made.backups.choose(made.stick, made.osei)
    yield made
    made.store.close()


def wrapped(folder: Path, client: str) -> bytes:
    with raw(folder) as connection:
        found: bytes = connection.execute("SELECT wrapped FROM client_keys WHERE client = ?", (client,)).fetchone()[0]
    return found


def having(key: bytes, *places: Path) -> set[str]:
    """The files of these places, besides the database's own, in which the key stands."""
    return {str(file) for file, data in lying(*places).items() if key in data and "stipple.db" not in file.name}


def erased(practice: Practice, client: str) -> None:
    set_retention(practice.store, practice.clock, system_random, practice.osei, 1, "")
    practice.clock.advance(2 * YEAR_MS)
    erase(practice.store, practice.sessions, practice.clock, system_random, practice.osei, client, "period over")


def test_no_file_of_any_place_has_an_erased_clients_key(practice: Practice, tmp_path: Path) -> None:
    somebody = practice.clinic.add_client(Profile("Ada Byron"))
    first = practice.back_up()
    practice.store.revoke("0a", event(PersonRemoved("0a")))
    former = wrapped_of_series(practice, first.file)
    practice.clock.advance(1000)
    practice.back_up()
    key = wrapped(practice.folder, somebody)
    assert having(key, practice.folder, practice.stick)
    assert former
    away = Path(shutil.move(practice.stick, tmp_path / "drawer"))
    erased(practice, somebody)
    assert having(key, practice.folder) == set()
    assert all(having(each, practice.folder) == set() for each in former[somebody])
    assert having(key, away)
    shutil.move(away, practice.stick)
    made, now = practice.store.backup(practice.clock.now()), practice.clock.now().utc_ms
    practice.backup_store.copy(practice.folder, made.file, now, practice.store.clash)
    for each in (key, *former[somebody]):
        assert having(each, practice.folder, practice.stick) == set()
    other = practice.maya
    assert having(wrapped(practice.folder, other), practice.stick)


def wrapped_of_series(practice: Practice, file: Path) -> dict[str, list[bytes]]:
    """What the backups of before the new data key have of each client, by the client's id."""
    series = next(each for each in file.parent.glob("rows-*"))
    clients = [each.id for each in practice.store.clients()]
    known = ClientKeyFiles(series).read()
    return {client: [known[tag_of(client)]] for client in clients}


def test_a_kill_right_after_the_erasure_is_made_good_by_the_next_backup(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    somebody = practice.clinic.add_client(Profile("Ada Byron"))
    practice.back_up()
    key = wrapped(practice.folder, somebody)
    monkeypatch.setattr("db.maintenance.erase_in_backups", lambda *_: None)
    erased(practice, somebody)
    assert having(key, practice.folder, practice.stick)
    practice.back_up()
    assert having(key, practice.folder, practice.stick) == set()


def test_a_point_of_before_the_erasure_opens_without_the_client(folder: Path, tmp_path: Path) -> None:
    with closing(new_store(folder)) as store:
        for number in range(2):
            visit(store, number)
        made = store.backup(at(0)).file
        key = wrapped(folder, "client-0")
        store._writer.run(lambda connection, _: connection.execute("UPDATE client_keys SET wrapped = NULL"))
        (series,) = (folder / BACKUPS).glob("rows-*")
        ClientKeyFiles(series).erase({tag_of("client-0")})
    restored(made, tmp_path / "back", 8)
    assert key not in b"".join(lying(tmp_path / "back").values())
    with closing(Store.open(tmp_path / "back", PASSPHRASE)) as back:
        assert [each.profile.name for each in back.clients()] == ["Somebody 1"]
        assert [(each.code, each.detail) for each in back.verify()] == [("key-missing", "client-0")]


def test_lost_keys_are_written_again_from_the_store(folder: Path, tmp_path: Path) -> None:
    with closing(new_store(folder)) as store:
        visit(store, 0)
        store.backup(at(0))
        for file in (folder / BACKUPS).glob("rows-*/clients-*"):
            file.unlink()
        visit(store, 1)
        made = store.backup(at(1)).file
        assert BackupStore().look(folder, BackupStore().backup_files(folder)[0], PASSPHRASE).seq == 8
    assert restored(made, tmp_path / "back", 8)

"""Faults 20 to 22: a program killed, or its power cut, while it backs up; a medium that is full, pulled, another's."""

import shutil
from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path
from random import Random

from console.app.ports import StoreError
from db.backup.backup_store import BackupStore
from db.backup.client_key_files import GONE, ClientKeyFiles, tag_of
from db.backup.element_copy import erase_in_backups
from db.files import BACKUPS
from db.store import Store
from tests.faults.backups_process import STICK, STORE, back_up, keep, made
from tests.faults.disk import Op, cuts, held, laid, recorded
from tests.faults.forked import told_until_killed
from tests.faults.space import mounted
from tests.faults.table import Losses, Outcome
from tests.support import points
from tests.support.store_help import PASSPHRASE, new_store

MODULE = "tests.faults.backups_process"


def quiet(*words: object) -> None:
    pass


def killed(where: Path, long: bool) -> Outcome:
    """kill -9 somewhere in making, copying, merging and thinning."""
    losses, told = Losses(), 0
    for seed in range(300 if long else 4):
        room = where / f"room{seed}"
        with losses.attempt(f"seed {seed}"):
            made(room)
            lines = told_until_killed(keep, room, Random(seed), 40)
            told += len(lines)
            _all_stand(room, lines, where / "back", Random(seed), 99 if long else 3)
        shutil.rmtree(room)
    return losses.outcome(f"{told} points and copies that were told of, all put back by their digests")


def power_cut(where: Path, long: bool) -> Outcome:
    """The disk as it may stand after a cut at any moment of eight backups, in both places."""
    room = where / "room"
    made(room)
    files = held(room)
    ops = recorded("keep", room, MODULE)
    losses, told = Losses(), 0
    for seed in range(3_000 if long else 8):
        with losses.attempt(f"seed {seed}"):
            told += _survives(files, ops, Random(seed), where, 99 if long else 2)
    return losses.outcome(f"{told} points and copies over {losses.tried} cuts among {len(ops)} calls")


def _survives(files: dict[str, bytes], ops: list[Op], random: Random, where: Path, most: int) -> int:
    left, _, lines = cuts(files, ops, random)
    room = laid(left, where / "after")
    try:
        own = [[what, *_moved(rest, where / "room", room)] for what, *rest in lines]
        _all_stand(room, own, where / "back", random, most)
    finally:
        shutil.rmtree(room)
    return len(lines)


def _moved(words: list[str], one: Path, other: Path) -> list[str]:
    return [words[0].replace(str(one), str(other), 1), *words[1:]]


def _all_stand(room: Path, lines: Iterable[list[str]], back: Path, random: Random, most: int) -> None:
    """Every point that was told of, and not thinned, gives back what the log holds; the next backup completes all."""
    known = {Path(file): int(seq) for what, file, seq in lines if what != "thinned"}
    names = {Path(file).name for what, file, _ in lines if what == "thinned"}
    known = {file: seq for file, seq in known.items() if file.exists() or file.name not in names}
    note = room / STORE / "second.json"
    note.write_bytes(note.read_bytes().replace(note.read_bytes().split(b'"')[3], _stick(room)))
    with closing(Store.open(room / STORE, PASSPHRASE)) as store:
        assert (found := [*store.doubts, *store.verify()]) == [], found
        for file in random.sample(sorted(known), min(most, len(known))):
            _gives_back(store, file, known[file], back)
        number = 10_000 + store.head().seq
        back_up(store, room, number, quiet)
        for place in (room / STORE / BACKUPS, Path(_stick(room).decode())):
            newest = max(place.glob("*.stipple-backup"))
            left = [each.name for each in place.rglob("*") if each.name.endswith((".part", ".merge", ".new"))]
            assert left == [], left
            _gives_back(store, newest, store.head().seq, back)


def _stick(room: Path) -> bytes:
    return str(next((room / STICK).iterdir())).encode()


def _gives_back(store: Store, file: Path, seq: int, back: Path) -> None:
    """Equal by digest, but for the keys of those who were erased since."""
    try:
        found = points.restored(file, back, seq, keys=False)
    finally:
        shutil.rmtree(back, ignore_errors=True)
    assert found == points.held(store, seq, keys=False), f"{file.name} is another"


def media(where: Path, long: bool) -> Outcome:
    losses = Losses()
    with losses.attempt("full"), mounted(where / "full", "-t", "tmpfs", "-o", "size=200k", "tmpfs") as disk:
        _full(where / "one", disk)
    with losses.attempt("another clinic's"):
        _foreign(where / "two")
    with losses.attempt("two computers"):
        _two_heads(where / "three")
    for erased in range(6 if long else 2):
        with losses.attempt(f"erased {erased}"):
            _erased(where / f"erased{erased}", erased)
    return losses.outcome("told, left as it was, and gone on with; no file has an erased client's key")


def _full(room: Path, disk: Path) -> None:
    """The stick is full: that is told, what is there is whole, and with room the next copy goes on."""
    room.mkdir()
    with closing(new_store(room / STORE)) as store:
        BackupStore().choose_second(room / STORE, disk)
        stick = next(disk.glob("stipple-*"))
        code = ""
        for number in range(60):
            points.visit(store, number, 30)
            point = store.backup(points.at(number)).file
            try:
                BackupStore().copy(room / STORE, point, 0, store.clash)
            except StoreError as error:
                code = error.code
                break
        assert code in ("disk-full", "backup-failed"), code
        before = max(stick.glob("*.stipple-backup"))
        _gives_back(store, before, 30 * number, room / "back")
        for file in stick.glob("*.stipple-backup"):
            file.unlink()
        for file in points.rows_files(stick)[1:]:
            file.unlink()
        with suppress(StoreError):
            BackupStore().copy(room / STORE, point, 0, store.clash)
        assert points.rows_files(stick)


def _foreign(room: Path) -> None:
    made(room)
    with closing(new_store(room / "other")) as other, closing(Store.open(room / STORE, PASSPHRASE)) as store:
        points.visit(other, 0)
        stick = next((room / STICK).iterdir())
        shutil.copy(other.backup(points.at(0)).file, stick / "2020-01-01T000000.000Z.stipple-backup")
        _refuses(store, room, stick, "second-foreign")


def _two_heads(room: Path) -> None:
    made(room)
    shutil.copytree(room / STORE, room / "copy")
    stick = next((room / STICK).iterdir())
    with closing(Store.open(room / "copy", PASSPHRASE)) as other:
        points.visit(other, 7)
        BackupStore().copy(room / "copy", other.backup(points.at(7)).file, 0, other.clash)
    with closing(Store.open(room / STORE, PASSPHRASE)) as store:
        _refuses(store, room, stick, "two-heads")


def _refuses(store: Store, room: Path, stick: Path, code: str) -> None:
    before = points.lying(stick)
    points.visit(store, 8)
    told = ""
    try:
        BackupStore().copy(room / STORE, store.backup(points.at(8)).file, 0, store.clash)
    except StoreError as error:
        told = error.code
    assert told == code, f"{told} for {code}"
    assert points.lying(stick) == before


def _erased(room: Path, number: int) -> None:
    """Erased while the stick was away, or there; searched for in every file of both places."""
    made(room)
    with closing(Store.open(room / STORE, PASSPHRASE)) as store:
        for each in range(1, 6):
            back_up(store, room, each * 3, quiet)
        client = f"client-{3 * (number % 5 + 1)}"
        (series,) = (room / STORE / BACKUPS).glob("rows-*")
        key = ClientKeyFiles(series).read()[tag_of(client)]
        assert key != GONE
        places = [room / STORE / BACKUPS] + [next((room / STICK).iterdir())] * (number % 2)
        erase_in_backups(places, client)
        back_up(store, room, 99, quiet)
        having = [file for file, data in points.lying(room / STORE / BACKUPS, room / STICK).items() if key in data]
        assert having == [], f"{client} still stands in {having}"

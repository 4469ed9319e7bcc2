"""Faults 5 to 8: no room, no longer files, a disk that cannot sync, a disk that may only be read."""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from random import Random

from console.app.ports import StoreError
from console.core.clock import Instant
from console.core.events import Noted
from db.files import BACKUPS, DATABASE
from db.store import Store
from tests.faults.rooms import copied, killed, ran, stands
from tests.faults.session_process import PASSPHRASE, led
from tests.faults.table import Losses, NotTried, Outcome, need_root, need_tool
from tests.support.store_help import PASSPHRASE as SECRET
from tests.support.store_help import event, new_store

WORDS = "all is well " * 40


def full_disk(where: Path, long: bool) -> Outcome:
    """Room is made by deleting a file that was only there to be deleted."""
    losses, events = Losses(), 0
    with losses.attempt("no more pages"):
        events += _no_more_pages(where / "pages")
    for size in ("2m", "3m", "5m") if long else ("2m",):
        with (
            losses.attempt(f"a disk of {size}"),
            mounted(where / size, "-t", "tmpfs", "-o", f"size={size}", "tmpfs") as disk,
        ):
            events += _fills(disk)
        with (
            losses.attempt(f"opening, {size}"),
            mounted(where / size, "-t", "tmpfs", "-o", f"size={size}", "tmpfs") as disk,
        ):
            _opens_full(disk)
    return losses.outcome(f"{events} acknowledged events; said to be full, and went on with room")


def _fills(disk: Path) -> int:
    folder, ballast = disk / "store", disk / "ballast"
    store = new_store(folder)
    ballast.write_bytes(bytes(1 << 20))
    acknowledged, code = fill(store)
    assert code == "disk-full", code
    assert len(acknowledged) > 10
    with suppress(StoreError):
        store.backup(Instant(0, 0, "boot"))
        raise AssertionError("a backup was made on a full disk")
    assert list((folder / BACKUPS).glob("*.stipple-backup")) == []
    ballast.unlink()
    _goes_on(folder, store, acknowledged)
    return len(acknowledged)


def _opens_full(disk: Path) -> None:
    folder, ballast = disk / "store", disk / "ballast"
    new_store(folder).close()
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(4096)):
            pass
    with closing(Store.open(folder, SECRET)) as store:
        assert (store.viewing, store.viewing_error.code) == (True, "viewing-full")
    ballast.unlink()
    with closing(Store.open(folder, SECRET)) as store:
        assert store.verify() == []


def _no_more_pages(folder: Path) -> int:
    """SQLite's own limit gives the same error as a full disk."""
    store = new_store(folder)
    _limit(store, (folder / DATABASE).stat().st_size // 4096 + 10)
    acknowledged, code = fill(store)
    assert code == "disk-full", code
    assert len(acknowledged) > 10
    _limit(store, 1 << 20)
    _goes_on(folder, store, acknowledged)
    return len(acknowledged)


def _limit(store: Store, pages: int) -> None:
    store._writer.run(lambda raw, _: raw.execute(f"PRAGMA max_page_count = {pages}").fetchone())


def fill(store: Store) -> tuple[list[str], str]:
    """Appends until it is refused: the events that were acknowledged, and the code."""
    acknowledged: list[str] = []
    while True:
        each = event(Noted(WORDS), "s1", "c1")
        try:
            store.append(each)
        except StoreError as error:
            return acknowledged, error.code
        acknowledged.append(each.id)


def _goes_on(folder: Path, store: Store, acknowledged: list[str]) -> None:
    assert [each.id for each in store.events("s1")] == acknowledged
    last = event(Noted(WORDS), "s1", "c1")
    store.append(last)
    store.anchor()
    assert store.verify() == []
    store.close()
    with closing(Store.open(folder, SECRET)) as again:
        assert [each.id for each in again.events("s1")] == [*acknowledged, last.id]
        assert again.verify() == []


@contextmanager
def mounted(at: Path, *options: str) -> Iterator[Path]:
    need_root()
    at.mkdir()
    if subprocess.run(["mount", *options, str(at)], capture_output=True, check=False).returncode:
        raise NotTried("no mounting here")
    try:
        yield at
    finally:
        subprocess.run(["umount", str(at)], check=True)
        at.rmdir()


def long_file(where: Path, long: bool) -> Outcome:
    """The kernel refuses to let a file grow: an I/O error, after which the store connects anew."""
    if sys.platform == "win32":
        raise NotTried("Windows has no such limit")
    losses, events = Losses(), 0
    for number in range(20 if long else 3):
        with losses.attempt(number):
            events += _grows(where / f"store{number}", 60_000 + 37_000 * number)
    return losses.outcome(f"{events} acknowledged events; said to be a disk error, and went on below the limit")


def _grows(folder: Path, room: int) -> int:
    store = new_store(folder)
    store.append(event(Noted(WORDS), "s0", "c1"))
    with _file_size((folder / (DATABASE + "-wal")).stat().st_size + room):
        acknowledged, code = fill(store)
        assert code == "disk-error", code
        assert acknowledged
        more, code = fill(store)
        assert code == "disk-error", code
        acknowledged += more
        assert [each.id for each in store.events("s1")] == acknowledged
    _goes_on(folder, store, acknowledged)
    return len(acknowledged)


@contextmanager
def _file_size(most: int) -> Iterator[None]:
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def no_sync(where: Path, long: bool) -> Outcome:
    """fsync fails once, or from then on; what it failed for is not told as saved."""
    strace = need_tool("strace")
    losses, said, whole = Losses(), Counter[str](), 0
    points = [(number, more) for number in range(1, 9) for more in ("", "+")]
    for number, more in points if long else Random(7).sample(points, 2):
        with losses.attempt(f"fsync {number}{more}"):
            folder = copied("cleanse", where / f"sync{number}{more}")
            inject = f"inject=fsync:error=EIO:when={number}{more}"
            _, lines = ran("step", folder, [strace, "-f", "-qq", "-o", "/dev/null", "-e", "trace=fsync", "-e", inject])
            refused = {words[1] for words in lines if words[0] == "refused"}
            acknowledged = [words[0] for words in lines if words[0] != "refused"]
            said.update(refused)
            whole += len(acknowledged) == 3
            stands(folder, acknowledged)
    told = ", ".join(f"{code} {count}×" for code, count in sorted(said.items()))
    return losses.outcome(f"said {told or 'nothing'}; {whole} went on by themselves")


def read_only(where: Path, long: bool) -> Outcome:
    """It is shown, -wal and all; what writes is refused by name, nothing changes; it goes on once it may be written."""
    losses = Losses()
    for state in ("closed", "killed"):
        folder = copied("numbing", where / state)
        told = killed(folder, Random(1)) if state == "killed" else []
        assert bool(told) == (state == "killed")
        before = {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}
        with losses.attempt(f"looking, {state}"), mounted(where / f"{state}-disk", "--bind", str(folder)) as disk:
            subprocess.run(["mount", "-o", "remount,ro,bind", str(disk)], check=True)
            _looked_at(disk, {event for event, _ in told})
        with losses.attempt(f"afterwards, {state}"):
            assert {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()} == before
            stands(folder, [event for event, _ in told])
    return losses.outcome("shown to the last entry, writing refused by name; nothing changed")


def _looked_at(disk: Path, acknowledged: set[str]) -> None:
    with closing(Store.open(disk, PASSPHRASE)) as store:
        assert store.viewing
        assert (store.doubts, store.verify()) == ([], [])
        sessions = led(store)
        state = sessions.open()[0]
        assert acknowledged <= {event.id for event in state.history}
        with refused_with("viewing"):
            sessions.propose(state.id, Noted("goes on"))


@contextmanager
def refused_with(code: str) -> Iterator[None]:
    """Fails where this is not what it was refused with."""
    try:
        yield
    except StoreError as error:
        if error.code != code:
            raise
    else:
        raise AssertionError(f"not refused with {code}")

"""What the backup of a sign-off costs behind few sessions and behind many, beside the bytes of its own rows.

`python -m tests.bench.sign_offs [SESSIONS …]` prints a line for each size.
"""

import secrets
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from msgspec.structs import replace

from console.core.events import ClientAdded
from console.core.people import Profile
from db.backup.backup_store import BackupStore
from db.connections import connect
from db.files import BACKUPS, DATABASE
from db.log.log import INSERT, Log
from db.store import Store
from tests.bench.timing import Measured
from tests.support.points import START
from tests.support.store_help import PASSPHRASE, event, keys_of, new_store

ROWS, BODY = 74, '{"kind":"noted","text":"%s"}'
SESSION_BYTES = 32_000
MINUTE_MS = 60_000


def sessions(folder: Path, first: int, number: int) -> None:
    """Append so many sessions of full length to the log itself: no use case, no view."""
    keys = keys_of(folder)
    log, text = Log(keys), secrets.token_hex((SESSION_BYTES // ROWS - 200) // 2)
    with closing(connect(folder / DATABASE, keys)) as raw:
        raw.execute("PRAGMA synchronous = OFF").fetchall()
        head = log.head(raw)
        seq, before = head.seq, bytes.fromhex(head.mac)
        raw.execute("BEGIN IMMEDIATE")
        for each in range(first, first + number):
            for event_number in range(ROWS):
                seq += 1
                row = (
                    seq, f"{each:016x}{event_number:016x}", f"{each:032x}", f"client-{each % 997}", "ann", "noted", 1,
                    START.utc_ms, 0, "boot-1", 0, BODY % text, None,
                )  # fmt: skip
                before = log.mac(before, row)
                raw.execute(INSERT, (*row, before))
            if each % 500 == 499:
                raw.execute("COMMIT")
                raw.execute("BEGIN IMMEDIATE")
        raw.execute("COMMIT")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def sign_offs(folder: Path, stick: Path, first: int, rounds: int) -> tuple[Measured, Measured, int]:
    """Time the backups of sessions, here and on a second medium that is there; return the most bytes of one as well."""
    backups, here, there, most = BackupStore(), [], [], 0
    stick.mkdir()
    with closing(Store.open(folder, PASSPHRASE)) as store:
        for number in range(997):
            store.append(event(ClientAdded(Profile("A Name")), client=f"client-{number}"))
        backups.choose_second(folder, stick)
    for number in range(-1, rounds):
        sessions(folder, first + number, 1)
        with closing(Store.open(folder, PASSPHRASE)) as store:
            store.clash(folder / BACKUPS)
            store.clash(next(stick.iterdir()))
            at = replace(START, utc_ms=START.utc_ms + (number + 1) * MINUTE_MS)
            before = {file: file.stat().st_mtime_ns for file in (folder / BACKUPS).rglob("*")}
            begun = time.perf_counter()
            point = store.backup(at).file
            made = time.perf_counter()
            backups.copy(folder, point, at.utc_ms, store.clash)
            copied = time.perf_counter()
            if number < 0:
                print(f"    the first, of everything: {made - begun:.1f} s, its copy {copied - made:.1f} s", flush=True)
                continue
            here.append((made - begun) * 1000)
            there.append((copied - made) * 1000)
            new = [file for file in (folder / BACKUPS).rglob("*.*") if before.get(file) != file.stat().st_mtime_ns]
            most = max(most, sum(file.stat().st_size for file in new if file.is_file()))
            store.tidy_backups()
    return Measured(here), Measured(there), most


def main() -> None:
    floor = 0.0
    for number in map(int, sys.argv[1:] or ["500", "5000"]):
        with tempfile.TemporaryDirectory(prefix="stipple-bench-") as made:
            folder = Path(made) / "store"
            new_store(folder).close()
            begun = time.perf_counter()
            sessions(folder, 0, number)
            print(f"    {number} sessions made in {time.perf_counter() - begun:.0f} s", flush=True)
            here, there, most = sign_offs(folder, Path(made) / "stick", number + 1, 60)
            floor = floor or here.median
            files = len(list((folder / BACKUPS).rglob("rows-*.stipple-rows")))
            print(
                f"backup of a sign-off, {number:6} sessions  {here.median:6.1f} ms (p95 {here.p95:6.1f})  second medium"
                f" {there.median:6.1f} ms  ratio to the first size {here.median / floor:4.2f} (at most 1.2)"
                f"  {most} bytes for rows of {SESSION_BYTES} (at most {3 * SESSION_BYTES + 32_000})  {files} elements",
                flush=True,
            )


if __name__ == "__main__":
    main()

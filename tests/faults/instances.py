"""Fault 14: started twice, and fifty times at once: one has the store, the others say so and write nothing."""

import os
import sys
from collections import Counter
from contextlib import closing
from functools import partial
from pathlib import Path

from console.app.ports import StoreError
from db.files import LOCK
from db.store import Store
from tests.faults.disk import held
from tests.faults.forked import started
from tests.faults.rooms import copied, stands
from tests.faults.session_process import PASSPHRASE, tell
from tests.faults.table import Losses, NotTried, Outcome

CROWD = 50


def instances(where: Path, long: bool) -> Outcome:
    if sys.platform == "win32":
        raise NotTried("Windows starts no process by a fork")
    losses, won = Losses(), 0
    with losses.attempt("a second"):
        folder = copied("numbing", where / "two")
        with closing(Store.open(folder, PASSPHRASE)) as first:
            before = _written(folder)
            for _ in range(3):
                assert _started(folder, 1) == {"in-use": 1}
            assert _written(folder) == before, "the second wrote"
            head = first.head()
        with closing(Store.open(folder, PASSPHRASE)) as again:
            assert again.head() == head
    for number in range(10 if long else 1):
        with losses.attempt(f"{CROWD} at once, {number}"):
            folder = copied("numbing", where / f"crowd{number}")
            came = _started(folder, CROWD)
            won += came.get("won", 0)
            assert came == {"won": 1, "in-use": CROWD - 1}, came
            stands(folder, [])
    return losses.outcome(f"{won} of {losses.tried - 1} crowds had one winner; all others said it is in use")


def _written(folder: Path) -> dict[str, bytes]:
    return {name: data for name, data in held(folder).items() if name != LOCK and not name.endswith("-shm")}


def _started(folder: Path, count: int) -> dict[str, int]:
    with started(partial(rush, count=count), folder) as child:
        return {code: int(number) for code, number in child.told}


def rush(folder: Path, count: int) -> None:
    """So many processes open the store at the same moment; the winner keeps it until all have tried.

    Tells each code and how many came to it.
    """
    gate, back, keep = os.pipe(), os.pipe(), os.pipe()
    for _ in range(count):
        if os.fork() == 0:
            os.close(gate[1])
            os.close(keep[1])
            os.read(gate[0], 1)
            try:
                Store.open(folder, PASSPHRASE)
                code = "won"
            except StoreError as error:
                code = error.code
            os.write(back[1], f"{code}\n".encode())
            os.read(keep[0], 1)
            os._exit(0)
    os.close(gate[1])
    os.close(back[1])
    came: Counter[str] = Counter()
    with open(back[0], encoding="utf-8") as lines:
        for _ in range(count):
            came[lines.readline().strip()] += 1
    os.close(keep[1])
    for _ in range(count):
        os.wait()
    for code, number in came.items():
        tell(code, number)

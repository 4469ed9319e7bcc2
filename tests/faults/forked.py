"""Processes of their own that begin at once: forked from one that has imported what they need, where the system can."""

import multiprocessing
import sys
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from msgspec import Struct

IMPORTED = [
    "tests.faults.session_process",
    "tests.faults.work",
    "tests.faults.migrating",
    "tests.faults.instances",
    "tests.faults.backups_process",
]
LONGEST_SPIN = 50_000
"""Turns of an empty loop: more than one event takes."""
KILLED = (-9, -15)
"""Exit codes, on Linux and on Windows."""
Work = Callable[[Path], None]

if sys.platform == "win32":
    CONTEXT = multiprocessing.get_context("spawn")
else:
    CONTEXT = multiprocessing.get_context("forkserver")


class Child(Struct, frozen=True):
    """A process at work, and the lines that it tells on standard output, as words; they end with it."""

    told: Iterator[list[str]]
    kill: Callable[[], None]


class _Lines:
    """Stands for standard output: each line reaches the parent whole or not at all."""

    def __init__(self, to: "Connection[bytes, bytes]") -> None:
        self._to = to

    def write(self, text: str) -> None:
        self._to.send_bytes(text.encode())

    def flush(self) -> None:
        pass


@contextmanager
def started(work: Work, folder: Path) -> Iterator[Child]:
    """Start the work on the folder; hear it out and wait for its end afterwards. AssertionError where it broke."""
    CONTEXT.set_forkserver_preload(IMPORTED)
    ours, its = CONTEXT.Pipe(duplex=False)
    process = CONTEXT.Process(target=_work, args=(work, folder, its))
    process.start()
    its.close()
    with ours:
        child = Child(_heard(ours), process.kill)
        yield child
        deque(child.told, 0)
    process.join()
    assert process.exitcode in (0, *KILLED), f"it ended with {process.exitcode}"
    process.close()


def told_until_killed(work: Work, folder: Path, random: Random, most: int) -> list[list[str]]:
    """Return what the work had told, `most` lines and the last ones, when it was killed somewhere in it."""
    with started(work, folder) as child:
        told = list(islice(child.told, random.randint(1, most)))
        for _ in range(random.randint(0, LONGEST_SPIN)):
            pass
        child.kill()
        return told + list(child.told)


def _heard(ours: "Connection[bytes, bytes]") -> Iterator[list[str]]:
    with suppress(EOFError):
        while True:
            yield ours.recv_bytes().decode().split()


def _work(work: Work, folder: Path, its: "Connection[bytes, bytes]") -> None:
    sys.stdout = _Lines(its)
    work(folder)

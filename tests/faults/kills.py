"""Faults 1, 2 and 15: a program that is killed, at random, at every call that writes, while it holds the lock."""

import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

from console.core.clock import SystemClock
from db.files import LOCK
from db.store import Store
from tests.faults.forked import started
from tests.faults.rooms import copied, killed, ran, stands, tracing
from tests.faults.session_process import PASSPHRASE, led, numbing_ms, run
from tests.faults.table import Losses, Outcome, need_tool

SECOND_MS = 1_000
EVERYTHING = ("fsync", "pwrite64", "unlink", "rename", "ftruncate")
"""Those of which the long run tries every one; of the others, which Python does in hundreds, none."""
AT_ONCE_MS = 3_000


def mid_session(where: Path, long: bool) -> Outcome:
    losses, events, worst = Losses(), 0, 0
    for seed in range(500 if long else 5):
        with losses.attempt(f"seed {seed}"):
            folder = copied("numbing", where / f"store{seed}")
            acknowledged = killed(folder, Random(seed))
            assert acknowledged
            events += len(acknowledged)
            worst = max(worst, _timer_error(folder, acknowledged[0][1]))
            stands(folder, [event for event, _ in acknowledged])
    return losses.outcome(f"{events} acknowledged events, timers off by at most {worst} ms")


def _timer_error(folder: Path, cream_on_ms: int) -> int:
    """By how much the numbing timer is wrong after a restart, in ms; that the gap is told as it was."""
    with closing(Store.open(folder, PASSPHRASE)) as store:
        sessions = led(store)
        state = sessions.open()[0]
        elapsed, now = numbing_ms(sessions, state), SystemClock().now()
        error = abs(elapsed - (now.boot_ms - cream_on_ms))
        assert error <= SECOND_MS, f"the timer is wrong by {error} ms"
        off = sessions.resume(state.id).interruptions[-1]
        assert off.basis == "boot"
        assert 0 <= off.off_ms < now.boot_ms - cream_on_ms + SECOND_MS
        return error


def each_call(where: Path, long: bool) -> Outcome:
    strace = need_tool("strace")
    counts = _counted(where)
    losses, dead, torn = Losses(), 0, 0
    points = [(call, number) for call in EVERYTHING for number in range(1, counts[call] + 1)]
    for call, number in points if long else Random(2).sample(points, min(2, len(points))):
        with losses.attempt(f"{call} {number}"):
            folder = copied("cleanse", where / f"{call}{number}")
            inject = [strace, "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}"]
            code, lines = ran("step", folder, [*inject, "-e", f"inject={call}:signal=KILL:when={number}"])
            dead += code != 0
            state = stands(folder, [line[0] for line in lines])
            entries = [type(event.body).__name__ for event in state.history][-3:]
            done = "StepDone" in entries[entries.index("Noted") :] if "Noted" in entries else False
            assert (state.step == "numbing") is done, "the step is half done"
            torn += done
    assert dead == losses.tried, f"only {dead} of {losses.tried} were killed"
    return losses.outcome(f"{dead} killed of {len(points)} calls; the step done in {torn}, absent in {dead - torn}")


def _counted(where: Path) -> dict[str, int]:
    """How often each call is made from the beginning to the end of going on by one step."""
    trace = where / "calls"
    code, lines = ran(
        "step", copied("cleanse", where / "counted"),
        [*tracing(f"trace={','.join(EVERYTHING)}"), "-o", str(trace)],
    )  # fmt: skip
    assert code == 0
    assert len(lines) == 3
    made = trace.read_text(errors="replace").splitlines()
    return {call: sum(f" {call}(" in line for line in made) for call in EVERYTHING}


def holder(where: Path, long: bool) -> Outcome:
    """Who holds the lock is killed; a lock file that names a number which is another program's by now is no lock."""
    losses, slowest = Losses(), 0
    for number, leave in enumerate(_held(where, 10 if long else 1)):
        with losses.attempt(number):
            before = SystemClock().now().boot_ms
            Store.open(leave, PASSPHRASE).close()
            slowest = max(slowest, SystemClock().now().boot_ms - before)
            assert slowest < AT_ONCE_MS, f"it took {slowest} ms"
    return losses.outcome(f"it starts within {slowest} ms of the kill")


def _held(where: Path, count: int) -> Iterator[Path]:
    """Stores whose holder was just killed, and one with an old lock file that anybody may have left."""
    for number in range(count):
        folder = copied("numbing", where / f"held{number}")
        with started(run, folder) as child:
            assert next(child.told)
            child.kill()
        yield folder
    folder = copied("numbing", where / "stale")
    (folder / LOCK).write_text(f"{sys.executable} 1")
    yield folder

"""Faults 16 and 17: the wall clock is set, the time zone changes, the computer sleeps."""

import os
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from console.core.clock import SystemClock
from console.core.events import CreamOn
from db.store import Store
from tests.faults.rooms import copied, ran, told
from tests.faults.session_process import PASSPHRASE, led
from tests.faults.table import ROOT, Losses, NotTried, Outcome, need_linux, need_root, need_tool

FAKETIME = (
    "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1",
    "/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1",
)
SECOND_MS = 1_000
DAY_MS = 86_400_000
SLEPT_S = 7_200
AWAKE_MS = 5_000
SHIFTS = {"-3d": -3 * DAY_MS, "+3d": 3 * DAY_MS, "+1h": 3_600_000}
ZONES = ("America/New_York", "Europe/Berlin", "Pacific/Kiritimati", "Asia/Kathmandu")


def _numbing(folder: Path) -> tuple[Path, int]:
    """A session with the cream on, left by closing, and when it was put on, on the boot clock."""
    copied("numbing", folder)
    with closing(Store.open(folder, PASSPHRASE)) as store:
        sessions = led(store)
        state = sessions.propose(sessions.open()[0].id, CreamOn("lidocaine-4", ("forehead",)))
        return folder, state.history[-1].at.boot_ms


def wall_clock(where: Path, long: bool) -> Outcome:
    """Nothing that is timed moves with it; what is recorded is UTC as the computer had it."""
    need_linux()
    library = _faketime()
    losses, worst = Losses(), 0
    tried = [(name, shift, "UTC") for name, shift in SHIFTS.items()] + [
        ("+0", 0, zone) for zone in ZONES[: 4 if long else 1]
    ]
    tried += [("+160d", 160 * DAY_MS, zone) for zone in ZONES[: 4 if long else 1]]
    for name, shift, zone in tried:
        with losses.attempt(f"{name} {zone}"):
            folder, on_ms = _numbing(where / f"{name}-{zone.replace('/', '-')}")
            environment = {"LD_PRELOAD": library, "FAKETIME": name, "FAKETIME_DONT_FAKE_MONOTONIC": "1", "TZ": zone}
            worst = max(worst, _looked(folder, on_ms, 0, shift, (), environment))
    return losses.outcome(f"timers off by at most {worst} ms; what is stored is UTC")


def suspend(where: Path, long: bool) -> Outcome:
    """Two hours of sleep between two runs: they count, and are told when the session is resumed."""
    need_root()
    unshare = need_tool("unshare")
    losses, worst = Losses(), 0
    for seconds in (60, 600, SLEPT_S, 4 * SLEPT_S) if long else (SLEPT_S,):
        with losses.attempt(f"{seconds} s"):
            folder, on_ms = _numbing(where / f"slept{seconds}")
            before = (unshare, "-T", "--boottime", str(seconds), "--")
            worst = max(worst, _looked(folder, on_ms, seconds * 1_000, 0, before, {}))
    with losses.attempt("with the window open"):
        _woken(where / "open")
    return losses.outcome(
        f"timers off by at most {worst} ms; the gap is recorded with the session; an open window is locked, and asks"
    )


def _woken(where: Path) -> None:
    """The window is open when two hours pass at once: nobody gets on without saying who they are, the timer is true."""
    folder, _ = _numbing(where / "store")
    clock = where / "clock"
    clock.write_text("+0\n", encoding="ascii")
    environment = {"LD_PRELOAD": _faketime(), "FAKETIME_TIMESTAMP_FILE": str(clock), "FAKETIME_NO_CACHE": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.asleep", str(folder), str(clock), str(SLEPT_S)], cwd=ROOT,
        capture_output=True, text=True, check=False, timeout=120,
        env={**os.environ, **environment, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-300:]
    awake, woken = told(done.stdout)
    assert awake[1:3] == ["False", "SessionPage"], awake
    assert (woken[1:3], woken[4]) == (["True", "LockedPage"], "True"), woken
    error = abs(int(woken[3]) - int(awake[3]) - SLEPT_S * 1_000)
    assert error <= AWAKE_MS, f"the timer is off by {error} ms"


def _faketime() -> str:
    library = next((each for each in FAKETIME if os.path.exists(each)), None)
    if library is None:
        raise NotTried("libfaketime is not installed")
    return library


def _looked(
    folder: Path, on_ms: int, slept_ms: int, shift_ms: int, before: tuple[str, ...], environment: dict[str, str]
) -> int:
    """By how much the numbing timer is off in another process, in ms; what that recorded is looked at too."""
    started = SystemClock().now()
    code, lines = ran("look", folder, before, environment)
    ended = SystemClock().now()
    assert code == 0
    assert len(lines) == 2, "nothing was told: is the tool allowed here?"
    (_, elapsed, utc), (_, off, basis, recorded) = lines
    least, most = started.boot_ms - on_ms + slept_ms, ended.boot_ms - on_ms + slept_ms
    error = max(least - int(elapsed), int(elapsed) - most, 0)
    assert error <= SECOND_MS, f"the timer is off by {error} ms"
    assert basis == "boot"
    assert slept_ms - SECOND_MS <= int(off) <= most + SECOND_MS, f"the gap is told as {off} ms"
    for at_ms in (int(utc), int(recorded)):
        assert started.utc_ms + shift_ms - SECOND_MS <= at_ms <= ended.utc_ms + shift_ms + SECOND_MS, "not UTC"
    shutil.rmtree(folder)
    return error

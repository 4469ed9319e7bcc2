"""Stores for faults to happen to, and what must still stand in them."""

import os
import shutil
import subprocess
import sys
from collections.abc import Collection, Mapping
from contextlib import closing
from functools import cache
from pathlib import Path
from random import Random
from tempfile import mkdtemp

from console.app.clinic import Clinic
from console.app.ids import system_random
from console.app.sessions import Sessions
from console.core.clock import SystemClock
from console.core.events import CheckAnswered, DeviceChosen, Noted, ScreeningAnswered, StepDone
from console.core.people import RIGHTS, Operator, Profile
from console.core.screening import open_questions
from console.core.state import SessionState
from db.keys.store_keys import LIGHT_COST
from db.store import Store
from tests.faults.forked import told_until_killed
from tests.faults.session_process import PASSPHRASE, led, run
from tests.faults.table import ROOT, need_tool
from tests.support.stage import protocol


@cache
def template(step: str) -> Path:
    """A closed store with one session that stands at "cleanse" or "numbing": to be copied, never opened."""
    import atexit

    made = Path(mkdtemp(prefix="stipple-faults-"))
    atexit.register(shutil.rmtree, made, True)
    folder = made / "store"
    store, _ = Store.create(folder, "rehearsal", PASSPHRASE, LIGHT_COST)
    clinic = Clinic(store, SystemClock(), system_random)
    clinic.open("Rehearsal")
    operator = clinic.add_person(Operator("", "A. Osei", RIGHTS))
    clinic.adopt(protocol(), "A. Osei")
    client = clinic.add_client(Profile("Maya Lindqvist"))
    sessions = Sessions(store, SystemClock(), clinic, system_random, "UTC")
    state = sessions.begin(client, operator)
    sessions.propose(state.id, ScreeningAnswered(dict.fromkeys(open_questions(state), "no")))
    sessions.propose(state.id, DeviceChosen("skinpen"))
    for check in state.protocol.steps[0].checks:
        sessions.propose(state.id, CheckAnswered(check.id))
    state = sessions.propose(state.id, StepDone("prepare"))
    if step == "numbing":
        state = sessions.propose(state.id, StepDone("cleanse"))
    assert state.step == step
    store.anchor()
    store.close()
    return folder


def copied(step: str, folder: Path) -> Path:
    shutil.copytree(template(step), folder)
    return folder


SESSION = "tests.faults.session_process"


def command(mode: str, folder: Path, module: str = SESSION) -> list[str]:
    return [sys.executable, "-m", module, mode, str(folder)]


def told(text: str) -> list[list[str]]:
    """The whole lines of what a process told, as words."""
    return [line.split() for line in text.splitlines(keepends=True) if line.endswith("\n")]


def ran(
    mode: str,
    folder: Path,
    before: Collection[str] = (),
    environment: Mapping[str, str] | None = None,
    module: str = SESSION,
) -> tuple[int, list[list[str]]]:
    """The exit code and what was told by a session that ran to its end, or to that which `before` does to it."""
    done = subprocess.run(
        [*before, *command(mode, folder, module)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        text=True, check=False, timeout=60, env={**os.environ, **(environment or {})},
    )  # fmt: skip
    return done.returncode, told(done.stdout)


def tracing(calls: str) -> list[str]:
    """Return the strace that writes these calls down and lets all others by. NotTried without strace.

    It can't inject: a call that is to fail or to kill must stop at strace by itself.
    """
    return [need_tool("strace"), "-f", "-qq", "--seccomp-bpf", "-e", calls]


def killed(folder: Path, random: Random) -> list[tuple[str, int]]:
    """What a running session had acknowledged, as (event, boot clock), when it was killed somewhere in its work."""
    return [(event, int(boot_ms)) for event, boot_ms in told_until_killed(run, folder, random, 40)]


def stands(folder: Path, acknowledged: Collection[str]) -> SessionState:
    """The one session, after checking that all acknowledged is there, that the chain holds, and that it goes on."""
    with closing(Store.open(folder, PASSPHRASE)) as store:
        assert store.doubts == [], store.doubts
        assert (found := store.verify()) == [], found
        sessions = led(store)
        state = sessions.open()[0]
        missing = set(acknowledged) - {event.id for event in state.history}
        assert not missing, f"{len(missing)} acknowledged events are gone"
        gone_on = sessions.propose(state.id, Noted("goes on"))
        assert gone_on.notes[-1].text == "goes on"
        return state

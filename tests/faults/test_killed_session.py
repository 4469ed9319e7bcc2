"""kill -9 at random moments of a running session: nothing acknowledged is lost, and the timers are right."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from console.app.ids import system_random
from console.app.sessions import Sessions
from console.core.clock import SystemClock
from console.core.clocks import timers
from console.core.events import (
    CheckAnswered,
    DeviceChosen,
    Noted,
    ScreeningAnswered,
    StepDone,
)
from console.core.people import RIGHTS, Operator, Profile
from console.core.screening import unanswered
from db.keys import LIGHT_COST
from db.store import Store
from tests.bench.stage import protocol
from tests.faults.child import PASSPHRASE, led

ROOT = Path(__file__).parents[2]
SECOND_MS = 1_000


@pytest.fixture(scope="module")
def numbing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one session that stands at numbing, to be copied for each run."""
    from console.app.clinic import Clinic

    folder = tmp_path_factory.mktemp("store") / "store"
    store, _ = Store.create(folder, "rehearsal", PASSPHRASE, LIGHT_COST)
    clinic = Clinic(store, SystemClock(), system_random)
    clinic.open("Rehearsal")
    operator = clinic.add_person(Operator("", "A. Osei", RIGHTS))
    clinic.adopt(protocol(), "A. Osei")
    client = clinic.add_client(Profile("Maya Lindqvist"))
    sessions = Sessions(store, SystemClock(), clinic, system_random, "UTC")
    state = sessions.begin(client, operator)
    sessions.propose(state.id, ScreeningAnswered(dict.fromkeys(unanswered(state), "no")))
    sessions.propose(state.id, DeviceChosen("skinpen"))
    for check in state.protocol.steps[0].checks:
        sessions.propose(state.id, CheckAnswered(check.id))
    sessions.propose(state.id, StepDone("prepare"))
    assert sessions.propose(state.id, StepDone("cleanse")).step == "numbing"
    store.close()
    return folder


def killed(folder: Path, random: Random) -> list[tuple[str, int]]:
    """What the child had acknowledged, as (event, boot clock), when it was killed somewhere in its work."""
    run = [sys.executable, "-m", "tests.faults.child", str(folder)]
    with subprocess.Popen(run, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout
        told = [child.stdout.readline() for _ in range(random.randint(1, 40))]
        for _ in range(random.randint(0, 20_000)):
            pass
        os.kill(child.pid, signal.SIGKILL)
        told += child.stdout.readlines()
    whole = [line.split() for line in told if line.endswith("\n")]
    return [(event, int(boot_ms)) for event, boot_ms in whole]


def survives(template: Path, folder: Path, random: Random) -> None:
    shutil.copytree(template, folder)
    told = killed(folder, random)
    assert told
    store = Store.open(folder, PASSPHRASE)
    try:
        assert store.verify() == []
        sessions = led(store)
        state = sessions.open()[0]
        assert {event for event, _ in told} <= {event.id for event in state.history}
        now = SystemClock().now()
        numb = next(timer for timer in timers(state, sessions.now_t(state)) if timer.kind == "numbing")
        assert abs(numb.elapsed_ms - (now.boot_ms - told[0][1])) < SECOND_MS
        resumed = sessions.resume(state.id)
        assert resumed.interruptions[-1].basis == "boot"
        assert 0 <= resumed.interruptions[-1].off_ms < now.boot_ms - told[0][1] + SECOND_MS
        assert sessions.propose(state.id, Noted("goes on")).notes[-1].text == "goes on"
    finally:
        store.close()


@pytest.mark.parametrize("seed", range(20))
def test_a_killed_session_stands_where_it_stood(seed: int, numbing: Path, tmp_path: Path) -> None:
    survives(numbing, tmp_path / "store", Random(seed))


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(1_000, 1_200))
def test_two_hundred_kills(seed: int, numbing: Path, tmp_path: Path) -> None:
    survives(numbing, tmp_path / "store", Random(seed))

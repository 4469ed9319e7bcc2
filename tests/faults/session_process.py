"""A session in a process of its own: what it writes is told on standard output once it is durable."""

import itertools
import sys
from collections.abc import Iterator
from pathlib import Path

from console.app.clinic import Clinic
from console.app.ids import system_random
from console.app.ports import StoreError
from console.app.sessions import Sessions
from console.core.alarms import timers
from console.core.clock import SystemClock
from console.core.events import CheckAnswered, CreamOn, Noted, Paused, SessionBody, StepDone, Undone
from console.core.state import SessionState
from db.store import Store

PASSPHRASE = "rehearsal"


def led(store: Store) -> Sessions:
    clock = SystemClock()
    return Sessions(store, clock, Clinic(store, clock, system_random), system_random, "UTC")


def intents() -> Iterator[SessionBody]:
    """Notes, checks, pauses and undos, without end."""
    return itertools.cycle(
        [Noted("all is well"), CheckAnswered("gloves"), Undone(), Paused(), Undone(), Noted("still")]
    )


def run(folder: Path) -> None:
    """Notes, checks, pauses and undos until it is killed."""
    store = Store.open(folder, PASSPHRASE)
    sessions = led(store)
    state = sessions.resume(sessions.open()[0].id)
    begun = sessions.propose(state.id, CreamOn("lidocaine-4", ("forehead",)))
    tell(begun.history[-1].id, begun.history[-1].at.boot_ms)
    for body in intents():
        state = sessions.propose(state.id, body)
        sessions.beat()
        tell(state.history[-1].id, state.history[-1].at.boot_ms)


def step(folder: Path) -> None:
    """Goes on to the next step, and closes.

    Each entry that the store refuses is tried again, ten times at most, as a person would press again.
    """
    store = Store.open(folder, PASSPHRASE)
    sessions = led(store)
    state = sessions.open()[0]
    for body in (Noted("before"), StepDone("cleanse"), Noted("after")):
        for _ in range(10):
            try:
                state = sessions.propose(state.id, body)
            except StoreError as error:
                tell("refused", error.code)
            else:
                tell(state.history[-1].id, state.history[-1].at.boot_ms)
                break
    store.close()


def day(folder: Path) -> None:
    """Ten notes with signs of life, an anchor in between, and closes."""
    store = Store.open(folder, PASSPHRASE)
    sessions = led(store)
    state = sessions.open()[0]
    for number in range(10):
        sessions.beat()
        state = sessions.propose(state.id, Noted(f"note {number}"))
        tell(state.history[-1].id, state.history[-1].at.boot_ms)
        if number == 4:
            store.anchor()
    store.close()


def look(folder: Path) -> None:
    """Tells how long the cream has been on, by the session's own timers, and how the gap was recorded."""
    store = Store.open(folder, PASSPHRASE)
    sessions = led(store)
    state = sessions.open()[0]
    tell("on", numbing_ms(sessions, state), SystemClock().now().utc_ms)
    resumed = sessions.resume(state.id)
    off = resumed.interruptions[-1]
    tell("off", off.off_ms, off.basis, resumed.history[-1].at.utc_ms)
    store.close()


def numbing_ms(sessions: Sessions, state: SessionState) -> int:
    """For how long the cream has been on."""
    now = sessions.now_t(state)
    return next(timer for timer in timers(state, now) if timer.kind == "numbing").elapsed_ms


def tell(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    {"run": run, "step": step, "day": day, "look": look}[sys.argv[1]](Path(sys.argv[2]))

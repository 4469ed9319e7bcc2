"""A session that goes on until it is killed: each event is told on standard output once it is durable."""

import itertools
import sys
from collections.abc import Iterator
from pathlib import Path

from console.app.clinic import Clinic
from console.app.ids import system_random
from console.app.sessions import Sessions
from console.core.clock import SystemClock
from console.core.events import CheckAnswered, CreamOn, Noted, Paused, SessionBody, Undone
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


def main(folder: Path) -> None:
    store = Store.open(folder, PASSPHRASE)
    sessions = led(store)
    state = sessions.resume(sessions.open()[0].id)
    begun = sessions.propose(state.id, CreamOn("lidocaine-4", ("forehead",)))
    tell(begun.history[-1].id, begun.history[-1].at.boot_ms)
    for body in intents():
        state = sessions.propose(state.id, body)
        sessions.beat()
        tell(state.history[-1].id, state.history[-1].at.boot_ms)


def tell(event: str, boot_ms: int) -> None:
    sys.stdout.write(f"{event} {boot_ms}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))

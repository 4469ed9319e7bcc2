"""An example clinic in memory, and the moments at which it is looked at."""

from copy import copy
from datetime import UTC, datetime
from functools import cache
from random import Random

from msgspec.structs import replace

from console.app.clinic import Clinic
from console.app.example.data import Example, read
from console.app.example.year import fill
from console.app.sessions import Sessions
from console.core.clock import Instant
from console.core.state import SessionState
from resources import text
from tests.support.memory_store import MemoryStore
from tests.support.stage import protocol

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
NOON = round(datetime(2026, 11, 23, 12, 51, tzinfo=UTC).timestamp() * 1000)
ZONE = "Europe/Berlin"
WEEKS_UP = Instant(NOON, 40 * DAY, "this-run")
JUST_STARTED = Instant(NOON, 5 * MINUTE, "this-run")
YEARS_UP = Instant(NOON, 800 * DAY, "this-run")


class Fixed:
    """A clock that stands."""

    def __init__(self, at: Instant) -> None:
        self.at = at

    def now(self) -> Instant:
        return self.at


def filled(now: Instant, seed: int, zone: str) -> MemoryStore:
    store = MemoryStore("example")
    fill(store, protocol(), example(), now, seed, zone)
    return store


_filled = cache(filled)


def _copied(store: MemoryStore) -> MemoryStore:
    """Another store with the same events and rows: what one writes, the other does not see."""
    made = copy(store)
    for name, value in vars(store).items():
        if isinstance(value, dict | list | set):
            setattr(made, name, value.copy())
    return made


class Made:
    """A filled store in memory, looked at `later_ms` after it was filled."""

    def __init__(self, now: Instant = WEEKS_UP, seed: int = 1, zone: str = ZONE, later_ms: int = 0) -> None:
        self.store = _copied(_filled(now, seed, zone))
        self.now = Instant(now.utc_ms + later_ms, now.boot_ms + later_ms, now.boot_id)
        clock, random = Fixed(self.now), Random(0).randbytes
        self.clinic = Clinic(self.store, clock, random)
        self.sessions = Sessions(self.store, clock, self.clinic, random, zone)

    def states(self) -> list[SessionState]:
        """Oldest first."""
        return [self.sessions.state(view.id) for view in reversed(self.store.sessions())]

    def open(self, couch: str) -> SessionState:
        return next(state for state in self.sessions.open() if state.couch == couch)

    def of(self, key: str, number: int) -> SessionState:
        name = example().clients[key].name
        client = next(each.id for each in self.store.clients() if each.profile.name == name)
        return next(each for each in self.states() if (each.client, each.number) == (client, number))


def example() -> Example:
    return read(text("rehearsals", "example.toml"))


def brief(whole: Example) -> Example:
    """Those only who come today, once before: filled in a fiftieth of the time."""
    today = {key: replace(guest, sessions=1) for key, guest in whole.clients.items() if guest.today}
    return replace(whole, clients=today, incidents=())

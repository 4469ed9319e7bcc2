"""A clinic of many years, made in minutes: one session is led by the use cases, every other is that one as another
client's on another day, sealed under their own key, chained and signed. The same seed gives the same people and lots.
"""

import argparse
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from random import Random

from msgspec.structs import replace

from console.app.clinic import Clinic
from console.app.ids import system_random
from console.app.projections.session_view import SessionView, session_view
from console.core.clock import Instant, SystemClock
from console.core.events import (
    ClientAdded,
    CreamOn,
    EndpointSeen,
    Event,
    PassDone,
    ProductUsed,
    SessionBegun,
    ZonePlanned,
    ZoneTaken,
)
from console.core.names import lot_key
from console.core.people import Profile
from console.core.record import Record
from db.keys.store_keys import LIGHT_COST
from db.store import Store
from tests.bench.checking import sealed
from tests.bench.made_up_clients import profiles
from tests.support import stage

SECRET = "bench bench bench"
DAY_MS = 86_400_000
A_DAY, ZONES, LOTS = 10, 10, 330
"""Sessions on a day, zones of a session; over so many lots of each product the sessions are spread."""
AT_ONCE = 1_000


def clinic(folder: Path, sessions: int, clients: int = 0, seed: int = 1) -> Path:
    """Return the folder of the store. Without `clients` there are two for each session: half of them came but once."""
    pattern, own = _pattern(folder / "pattern")
    store, _ = Store.create(folder / "clinic", "example", SECRET, LIGHT_COST)
    with closing(store):
        with store.bulk_load():
            store.append_all(own)
            Clinic(store, SystemClock(), system_random).take_key(store.person)
            known = list(profiles(Random(seed), clients or 2 * sessions))
            _add_clients(store, known, pattern)
            _add_sessions(store, known, pattern, sessions, Random(seed))
        store.anchor()
    return folder / "clinic"


def _pattern(folder: Path) -> tuple[Record, list[Event]]:
    """Return a record of some 74 events, ten zones with one pass each, and the clinic's own events without its client.

    The clock of the record is today's: what is made of it lies before.
    """
    room = stage.played(folder)
    with closing(room.store) as store:
        record, own = room.sessions.record(room.latest), store.events("")
    return replace(record, events=tuple(_shorter(record.events))), [each for each in own if not each.client]


def _shorter(events: Sequence[Event]) -> Iterator[Event]:
    passed: set[str] = set()
    taken: list[str] = []
    for event in events:
        match event.body:
            case ZonePlanned():
                continue
            case ZoneTaken(zone=zone):
                taken.append(zone)
            case PassDone(zone=zone) if zone in passed:
                continue
            case PassDone(zone=zone):
                passed.add(zone)
            case _:
                pass
        if not (isinstance(event.body, ZoneTaken | PassDone | EndpointSeen) and event.body.zone in taken[ZONES:]):
            yield event


def _add_clients(store: Store, known: Sequence[Profile], pattern: Record) -> None:
    first = pattern.events[0]
    at = _back(first.at, 20 * 365 * DAY_MS)
    added = [
        Event(f"{number:031x}a", "", _client(number), first.actor, at, ClientAdded(each))
        for number, each in enumerate(known)
    ]
    for begin in range(0, len(added), AT_ONCE):
        store.append_all(added[begin : begin + AT_ONCE])


def _add_sessions(store: Store, known: Sequence[Profile], pattern: Record, sessions: int, chance: Random) -> None:
    view = session_view(pattern.state())
    for number in range(sessions):
        of = chance.randrange(min(len(known), max(1, len(known) // 2)))
        back = (sessions - number) * DAY_MS // A_DAY
        events = tuple(_event(each, _client(of), known[of], back, number) for each in pattern.events)
        made = sealed(store, replace(pattern, events=events), f"{number:031x}e")
        store.append_all(made, None, _view(view, made[0], back, number))


def _event(event: Event, client: str, profile: Profile, back: int, number: int) -> Event:
    body = event.body
    match body:
        case SessionBegun():
            body = replace(body, profile=profile)
        case ProductUsed() | CreamOn():
            body = replace(body, lot=_lot(body.lot, number))
        case _:
            pass
    return replace(event, client=client, at=_back(event.at, back), body=body)


def _view(view: SessionView, begun: Event, back: int, number: int) -> SessionView:
    ended = (view.ended_utc_ms or 0) - back
    used = (
        replace(each, lot=lot, lot_key=lot_key(lot), lot_look=lot_key(lot), used_utc_ms=each.used_utc_ms - back)
        for each in view.products
        for lot in (_lot(each.lot, number),)
    )
    return replace(
        view, id=begun.session, client=begun.client, begun_utc_ms=begun.at.utc_ms, ended_utc_ms=ended,
        products=tuple(used),
    )  # fmt: skip


def _lot(lot: str, number: int) -> str:
    return f"{lot}-{number % LOTS}"


def _client(number: int) -> str:
    return f"{number:031x}c"


def _back(at: Instant, ms: int) -> Instant:
    return replace(at, utc_ms=at.utc_ms - ms)


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m tests.bench.years", description="Make a clinic of many years.")
    asked.add_argument("folder", type=Path)
    asked.add_argument("--sessions", type=int, default=500)
    asked.add_argument("--clients", type=int, default=0)
    asked.add_argument("--seed", type=int, default=1)
    options = asked.parse_args()
    begun = time.perf_counter()
    made = clinic(options.folder, options.sessions, options.clients, options.seed)
    size = sum(each.stat().st_size for each in made.iterdir() if each.is_file())
    print(f"{made}: {size / 1e6:.0f} MB in {time.perf_counter() - begun:.0f} s; its passphrase is {SECRET!r}")


if __name__ == "__main__":
    main()

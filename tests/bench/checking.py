"""Checking a whole clinic of a hundred thousand events, against reading all of its rows and making their codes.

Going on from the last check is measured with one session since.
"""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from msgspec.structs import replace

from console.app.clinic import Clinic
from console.app.ids import system_random
from console.app.projections.session_view import session_view
from console.app.sessions import Sessions
from console.app.signatures import seal_record
from console.core.clock import SystemClock
from console.core.events import Event, SignedOff
from console.core.record import Record
from db.connections import connect
from db.files import DATABASE
from db.keys.store_keys import LIGHT_COST
from db.log.log import READ_ALL, Log
from db.store import Store
from tests.bench.timing import interleaved, row
from tests.support import stage

EVENTS = 100_000
SECRET = "bench bench bench"


def measure(folder: Path, quick: bool) -> list[str]:
    with closing(filled(folder, EVENTS // 10 if quick else EVENTS)) as store:
        jobs = [checking(store), reading(store), reading(store, codes=True), checking(store, going_on=True)]
        ours, read, coded, since = interleaved(jobs, 3 if quick else 5)
        events = store.head().seq
        return [
            row(f"verify --all, {events} events", ours, "reading rows, making codes", coded, "at most 4"),
            row("  the same", ours, "reading their rows", read, "no bound"),
            row("verify, nothing since", since, "reading rows, making codes", coded, "no growth"),
        ]


def checking(store: Store, going_on: bool = False) -> Callable[[], None]:
    clock = SystemClock()
    sessions = Sessions(store, clock, Clinic(store, clock, system_random), system_random, "UTC")

    def check() -> None:
        found = store.check_on(clock.now().utc_ms, not going_on, sessions.kept.view)
        assert (found.findings, bool(found.after)) == ((), going_on), found

    return check


def reading(store: Store, codes: bool = False) -> Callable[[], None]:
    log = Log(store._keys)

    def read() -> None:
        before = log.start
        with closing(connect(store.folder / DATABASE, store._keys)) as raw:
            for row in raw.execute(READ_ALL):
                if codes:
                    assert log.mac(before, row[:13]) == row[13]
                    before = row[13]

    return read


def filled(folder: Path, events: int) -> Store:
    """One full face again and again, each time signed."""
    room = stage.played(folder / "pattern")
    record, own = room.sessions.record(room.latest), room.store.events("")
    room.store.close()
    store, _ = Store.create(folder / "clinic", "example", SECRET, LIGHT_COST)
    view = session_view(record.state())
    with store.bulk_load():
        for event in own:
            store.append(event)
        Clinic(store, SystemClock(), system_random).take_key(store.person)
        for number in range(events // len(record.events)):
            name = f"{number:032x}"
            made = sealed(store, record, name)
            store.append_all(made, None, replace(view, id=name, begun_utc_ms=view.begun_utc_ms))
    store.anchor()
    return store


def sealed(store: Store, record: Record, session: str) -> list[Event]:
    """The record's events as another session's, its sign-off sealed by whoever the store belongs to."""
    head = store.head()
    events = [replace(event, session=session) for event in record.events]
    at = next(at for at, event in enumerate(events) if isinstance(event.body, SignedOff))
    body = events[at].body
    assert isinstance(body, SignedOff)
    ended = replace(body, head_seq=head.seq, head=head.mac)
    events[at:] = [replace(events[at], actor=store.person, body=ended)]
    whole = replace(
        record, events=tuple(events), store="example", people={store.person: "Ann"}, head=(head.seq, head.mac)
    )
    seal = seal_record(store, whole, store.person, events[at].id)
    return [*events, replace(events[at], id="f" * 32, body=seal)]

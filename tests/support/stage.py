"""A real, encrypted rehearsal store with a session under way, and records for the documents."""

from collections.abc import Callable, Sequence
from contextlib import closing
from functools import cache
from pathlib import Path

import sqlcipher3.dbapi2 as driver

from console.app.ports import Store as AnyStore
from console.app.scripts.interpreter import play
from console.app.scripts.script_stage import Stage
from console.core.events import EndpointSeen, Event, Noted
from console.core.protocol import Protocol
from console.core.protocol_file import load
from console.core.record import Record
from console.core.session import apply, decide
from console.core.state import SessionState
from db.connections import connect
from db.files import DATABASE
from db.keys.store_keys import LIGHT_COST
from db.log.log import INSERT, READ
from db.store import Store
from db.views.forms import statements
from db.views.tables import TRIGGERS, log
from resources import text

SCRIPT = Path(__file__).parents[1] / "scripts" / "full-face.session"


@cache
def protocol() -> Protocol:
    return load(text("protocols", "cit-standard.toml"), text("zones.toml"))


def stage(folder: Path) -> Stage:
    store, _ = Store.create(folder, "rehearsal", "rehearsal", LIGHT_COST)
    store.close()
    return Stage(lambda: Store.open(folder, "rehearsal"), protocol())


def played(folder: Path, until: str = "") -> Stage:
    """The full face, played up to the first line that has `until` in it."""
    script = SCRIPT.read_text(encoding="utf-8")
    made = stage(folder)
    play(made, script.partition(until)[0].rpartition("\n")[0] if until else script, SCRIPT.name)
    return made


def record(folder: Path) -> Record:
    made = played(folder)
    try:
        return made.sessions.record(made.latest)
    finally:
        made.store.close()


def grown(state: SessionState, count: int) -> tuple[Event, ...]:
    """The session's events, lengthened to `count` by endpoints and notes in turn."""
    zone = next(iter(state.zones))
    while len(state.history) < count:
        at = state.history[-1].at
        body = EndpointSeen(zone, "erythema") if len(state.history) % 2 else Noted("all is well")
        event_id = f"{len(state.history):032x}"
        intent = Event(event_id, state.id, state.client, state.operator.id, at, body)
        state = apply(state, decide(state, intent))
    return state.history


def bare_database(file: Path) -> driver.Connection:
    """An empty encrypted database, as durable as a store."""
    bare = driver.connect(str(file), isolation_level=None)
    bare.execute(f"PRAGMA key = \"x'{'5' * 96}'\"")
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
        bare.execute(f"PRAGMA {pragma}")
    return bare


def last_row(store: AnyStore) -> Sequence[object]:
    """The log's last row, as it is inserted."""
    assert isinstance(store, Store)
    with closing(connect(store.folder / DATABASE, store._keys)) as raw:
        row: Sequence[object] = raw.execute(f"{READ} ORDER BY log.seq DESC LIMIT 1").fetchone()
        return row[:14]


def log_insert(file: Path, row: Sequence[object]) -> Callable[[], None]:
    """The floor of an intent: a row as long as this one of the log, with its columns, indexes, checks and triggers."""
    bare = bare_database(file)
    for statement in (*statements(log), *TRIGGERS.values()):
        bare.execute(statement)
    _, _, *rest = row
    last = 0

    def insert() -> None:
        nonlocal last
        last += 1
        bare.execute("BEGIN IMMEDIATE")
        bare.execute(INSERT, (last, f"{last:032x}", *rest))
        bare.execute("COMMIT")

    return insert


def bare_insert(file: Path) -> Callable[[], None]:
    """The floor of everything durable: an encrypted insert and commit of as many bytes as an event has."""
    bare = bare_database(file)
    bare.execute("CREATE TABLE log (seq INTEGER PRIMARY KEY, body TEXT) STRICT")
    text = "x" * 400

    def insert() -> None:
        bare.execute("BEGIN IMMEDIATE")
        bare.execute("INSERT INTO log (body) VALUES (?)", (text,))
        bare.execute("COMMIT")

    return insert

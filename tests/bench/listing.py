"""Lists in a clinic of fifty thousand full sessions and a hundred thousand clients, against reading bare rows."""

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import sqlcipher3.dbapi2 as driver

from console.app.client_search import asked
from console.app.clinic import Clinic
from console.app.ids import system_random
from console.app.recall import recall
from console.app.sessions import Sessions
from console.app.today import today
from console.core.clock import SystemClock
from console.core.text.words import Words
from db.store import Store
from resources import Texts
from tests.bench import years
from tests.bench.timing import Measured, interleaved, row
from tests.bench.windows.process import run

SESSIONS, CLIENTS = 50_000, 100_000
PAGE = 100
TYPED = ("maya mueller", "o'brien jo", "0170 1234", "14.3.1992", "smith-jones", "علی")
"""Typed letter by letter: each beginning is looked for."""
WORDS = Words(Texts("en"))
DAY_MS = 86_400_000


def measure(folder: Path, quick: bool) -> list[str]:
    sessions, clients = (SESSIONS // 50, CLIENTS // 10) if quick else (SESSIONS, CLIENTS)
    made = years.clinic(folder / "years", sessions, clients)
    empty = years.clinic(folder / "empty", 1, 1)
    with closing(Store.open(made, years.SECRET)) as store:
        lines = _asked(store, bare(folder / "bare.db", clients), 5 if quick else 20, f"{clients:,} clients")
    return [*lines, *_window(made, empty, quick)]


def _asked(store: Store, floor: Callable[[], object], rounds: int, size: str) -> list[str]:
    clock = SystemClock()
    clinic = Clinic(store, clock, system_random)
    sessions = Sessions(store, clock, clinic, system_random, "UTC")
    last = store.sessions(most=1)[0]
    client, lot, since = last.client, last.products[3].lot, last.begun_utc_ms - DAY_MS
    names = [asked(typed[:end], WORDS.months) for typed in TYPED for end in range(1, len(typed) + 1)]
    jobs: dict[str, tuple[Callable[[], object], str]] = {
        f"home, {size}": (lambda: today(store, clinic, sessions, since), "at most 150 ms"),
        f"the first page of {size}": (store.client_page, "at most 100 ms"),
        "a client's history": (lambda: store.sessions(client, most=5), "at most 20 ms"),
        "who else has the name": (lambda: store.namesakes(client), "at most 20 ms"),
        "a recall": (lambda: recall(store, clinic, WORDS, lot, "UTC", 0), "at most 20 ms"),
    }
    name = f"{PAGE} rows by a bare index"
    lines = []
    for each, (job, bound) in jobs.items():
        ours, bare_rows = interleaved([job, floor], rounds)
        lines.append(row(each, ours, name, bare_rows, bound))
    keys = [interleaved([lambda words=words: store.client_page(words), floor], rounds) for words in names]  # type: ignore[misc]
    ours, bare_rows = (Measured([ms for key in keys for ms in key[at].ms]) for at in (0, 1))
    return [
        *lines,
        row("a key in the search, found", ours, name, bare_rows, "at most 16 ms"),
        row("  and its p99", Measured([ours.p99]), f"{name}, p99", Measured([bare_rows.p99]), "at most 16 ms"),
    ]


def _pair(
    job: Callable[[], object], floor: Callable[[], object], rounds: int, name: str
) -> tuple[Measured, str, Measured]:
    ours, bare_rows = interleaved([job, floor], rounds)
    return ours, name, bare_rows


def _window(made: Path, empty: Path, quick: bool) -> list[str]:
    """Until the window has painted it, and how much more memory it takes than on an empty clinic."""
    found, none = (run("seeking", each, json.dumps(TYPED[: 2 if quick else None])) for each in (made, empty))
    lines = []
    for each, name, bound in (
        ("home", "home painted", "at most 150 ms"),
        ("page", "clients' page painted", "at most 100 ms"),
        ("key", "a key in the search painted", "at most 16 ms"),
    ):
        ours, floor = Measured(found[each]), Measured(none[each])
        lines.append(row(name, ours, "the same in an empty clinic", floor, bound))
    ours, floor = Measured(found["key"]), Measured(none["key"])
    lines.append(row("  and its p99", Measured([ours.p99]), "the same", Measured([floor.p99]), "at most 16 ms"))
    more = Measured([found["rss"][0] / 1024 - none["rss"][0] / 1024])
    all_of_it = Measured([none["rss"][0] / 1024])
    return [*lines, row("memory over an empty clinic", more, "an empty clinic", all_of_it, "at most 40 MB", "MB")]


def bare(file: Path, clients: int) -> Callable[[], None]:
    """So many rows by an index of an encrypted table with as many rows as there are clients."""
    made = driver.connect(str(file), isolation_level=None)
    made.execute(f"PRAGMA key = \"x'{'5' * 96}'\"")
    made.execute("CREATE TABLE clients (id INTEGER PRIMARY KEY, name TEXT, body TEXT) STRICT")
    made.execute("BEGIN")
    rows = ((f"{at * 7919 % clients:08}", "x" * 100) for at in range(clients))
    made.executemany("INSERT INTO clients (name, body) VALUES (?, ?)", rows)
    made.execute("CREATE INDEX clients_by_name ON clients (name)")
    made.execute("COMMIT")

    def read() -> None:
        assert (
            len(made.execute("SELECT * FROM clients WHERE name > '0' ORDER BY name LIMIT ?", (PAGE,)).fetchall())
            <= PAGE
        )

    return read

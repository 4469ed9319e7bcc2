"""A recall in a clinic of fifty thousand sessions, against reading as many rows by an index of a bare table.

A lot of needles is in some 150 sessions; one of 500 is measured too. The shelf is counted with all uses of all years.
"""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import sqlcipher3.dbapi2 as driver

from console.app.clinic import Clinic
from console.app.ids import system_random
from console.app.ports import ClientRow, ProductView, SessionView, ZoneView
from console.app.projections.row_values import rows_of
from console.app.recall import as_csv, recall
from console.app.stock import Stock
from console.core.clock import SystemClock
from console.core.names import lot_key
from console.core.people import RIGHTS, Operator, Profile
from console.core.stock import Product
from console.core.text.words import Words
from db.connections import connect
from db.files import DATABASE
from db.keys.store_keys import LIGHT_COST
from db.store import Store
from db.views.view_rows import write_rows
from resources import Texts
from tests.bench.timing import interleaved, row
from tests.support import stage

SESSIONS, CLIENTS, ZONES = 50_000, 2_000, 12
LOTS = {"cartridge": 330, "glide": 100, "numbing": 330}
"""How many lots of each kind the sessions are spread over."""
NAMES = {"cartridge": "Tip 12", "glide": "Hyaluron gel", "numbing": "lidocaine-4"}
WORDS = Words(Texts("en"))
DAY_MS = 86_400_000


def measure(folder: Path, quick: bool) -> list[str]:
    sessions = SESSIONS // 10 if quick else SESSIONS
    with closing(filled(folder / "clinic", sessions)) as store:
        clock = SystemClock()
        clinic = Clinic(store, clock, system_random)
        stock = Stock(store, clinic, clock, "Europe/Berlin")
        lines = []
        for lot in ("cartridge-7", "glide-7"):
            found = recall(store, clinic, WORDS, lot, "Europe/Berlin", 0)
            look = looking(folder / f"{lot}.db", len(found.uses), sessions)
            ours, floor = interleaved([_again(store, clinic, lot), look], 20 if quick else 60)
            name = f"recall, {found.sessions} of {sessions} sessions"
            lines.append(row(name, ours, "as many rows by a bare index", floor, "under 100 ms"))
            csv, _ = interleaved([lambda found=found: as_csv(found, WORDS), look], 20)  # type: ignore[misc]
            lines.append(row("  and as CSV", csv, "as many rows by a bare index", floor, ""))
        ours, floor = interleaved([stock.levels, lambda: [*store.uses()]], 5)
        lines.append(row("the shelf, all uses counted", ours, "reading the uses", floor, "beside the engine"))
        return lines


def _again(store: Store, clinic: Clinic, lot: str) -> Callable[[], object]:
    return lambda: recall(store, clinic, WORDS, lot, "Europe/Berlin", 0)


def filled(folder: Path, sessions: int) -> Store:
    """Its views as they would stand; the log has only the clinic's own events."""
    store, _ = Store.create(folder, "example", "bench bench bench", LIGHT_COST)
    clock = SystemClock()
    clinic = Clinic(store, clock, system_random)
    clinic.open("Bench")
    person = clinic.add_person(Operator("", "A. Osei", RIGHTS))
    clinic.adopt(stage.protocol(), "A. Osei")
    named = Stock(store, clinic, clock, "UTC").name(Product("", "Tip 12", "cartridge", "", "04012345678901"))
    Stock(store, clinic, clock, "UTC").receive(named.id, "cartridge-7", "2030-01-31", "", 200)
    with closing(connect(folder / DATABASE, store._keys)) as raw:
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("UPDATE products SET named_utc_ms = 0")
        for at in range(CLIENTS):
            profile = Profile(f"Client {at}", "1990-01-01", 3, "none", f"+49 30 {at}")
            write_rows(raw, rows_of(ClientRow(f"c{at:031}", profile)))
        now = clock.now().utc_ms
        zones = tuple(ZoneView(zone, 3, 500, "erythema", 60_000) for zone in list(stage.protocol().zone)[:ZONES])
        for at in range(sessions):
            begun = now - (sessions - at) * DAY_MS // 12
            used = tuple(
                ProductView(use, NAMES[use], lot, "2030-01-31", used_utc_ms=begun, lot_key=lot_key(lot))
                for use, lot in ((use, f"{use}-{at % lots}") for use, lots in LOTS.items())
            )
            client = f"c{at % CLIENTS:031}"
            view = SessionView(f"s{at:031}", client, person.id, begun, "sign-off", "signed", now, None, zones, used)
            write_rows(raw, rows_of(view))
        raw.execute("COMMIT")
    return store


def looking(file: Path, found: int, sessions: int) -> Callable[[], None]:
    """As many rows as were found, by an index of an encrypted table with as many rows as there are uses."""
    bare = driver.connect(str(file), isolation_level=None)
    bare.execute(f"PRAGMA key = \"x'{'5' * 96}'\"")
    bare.execute("CREATE TABLE uses (id INTEGER PRIMARY KEY, lot INTEGER, body TEXT) STRICT")
    bare.execute("BEGIN")
    apart = max(1, sessions // max(1, found))
    bare.executemany("INSERT INTO uses (lot, body) VALUES (?, ?)", ((at % apart, "x" * 200) for at in range(sessions)))
    bare.execute("CREATE INDEX uses_by_lot ON uses (lot)")
    bare.execute("COMMIT")

    def look() -> None:
        rows = bare.execute("SELECT * FROM uses WHERE lot = 0").fetchall()
        assert len(rows) >= found

    return look

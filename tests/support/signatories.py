"""A real store with a signed session, led by the use cases, and somebody who has every key but the signer's."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

from console.app.clinic import Clinic
from console.app.sessions import Sessions
from console.core.clock import ScriptClock
from console.core.events import Addendum, Noted, SignedOff, StoppedEarly
from console.core.people import RIGHTS, Operator, Profile
from console.core.state import SessionState
from db.connections import Raw
from db.files import KEYS
from db.keys.store_keys import LIGHT_COST
from db.log.log import INSERT, READ_ALL, Log
from db.store import Store
from db.views.tables import TRIGGERS
from tests.support.stage import protocol
from tests.support.store_help import PASSPHRASE, keys_of, raw

SUNDAY = 1_800_000_000_000
SECOND = "two wide rivers meet"


class Office:
    """A store with two people, `ann` who made it and `ben` whom she added, both with keys."""

    def __init__(
        self, folder: Path, store: Store | None = None, utc_ms: int = SUNDAY, secret: str = PASSPHRASE
    ) -> None:
        self.folder, self.clock, self.random = folder, ScriptClock(utc_ms), Random(1 if store is None else 2).randbytes
        self.store = store or Store.create(folder, "rehearsal", secret, LIGHT_COST)[0]
        self.clinic = Clinic(self.store, self.clock, self.random)
        self.sessions = Sessions(self.store, self.clock, self.clinic, self.random, "UTC")
        if store is None:
            self.clinic.open("Hautraum")
            self.ann = self.clinic.add_person(Operator(self.store.person, "Ann Example", RIGHTS))
            self.ben = self.clinic.add_person(Operator("", "Ben Example", RIGHTS))
            self.store.set_passphrase(SECOND, self.ben.id, LIGHT_COST)
            self.clinic.adopt(protocol(), "Ann Example")
            self.client = self.clinic.add_client(Profile("Bea Sample", allergies="lidocaine"))

    def visit(self, operator: Operator | None = None, client: str = "") -> SessionState:
        """A short session with a note, signed off."""
        state = self.sessions.begin(client or self.client, operator or self.ann)
        for body in (Noted("a small bruise"), StoppedEarly("unwell"), SignedOff()):
            self.clock.advance(60_000)
            state = self.sessions.propose(state.id, body)
        return state


def closed_office(folder: Path) -> Path:
    """Two visits of Ann's, one of Ben's, an addendum."""
    office = Office(folder)
    with closing(office.store):
        first = office.visit()
        office.visit(office.ben)
        office.sessions.propose(first.id, Addendum("called: all well"))
        office.visit()
    return folder


def with_all_keys(folder: Path, change: Callable[[Raw], object]) -> None:
    """Changes the closed store, then chains the log anew from its first row, and writes a key file that agrees."""
    keys = keys_of(folder)
    with raw(folder) as connection:
        for name in TRIGGERS:
            connection.execute(f"DROP TRIGGER {name}")
        change(connection)
        log, rows = Log(keys), connection.execute(READ_ALL).fetchall()
        before = log.start
        connection.execute("DELETE FROM log")
        for number, row in enumerate(rows, 1):
            values = (number, *row[1:13])
            before = log.mac(before, values)
            connection.execute(INSERT, (*values, before))
        for trigger in TRIGGERS.values():
            connection.execute(trigger)
    without = keys._with_mac(anchors=())
    (folder / KEYS).write_bytes(without.encode())
    for backup in (folder / "backups").glob("*.stipple-backup"):
        backup.unlink()

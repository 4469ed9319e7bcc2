"""A clinic on a disk with a session open, its backups, and a stick in the computer."""

from pathlib import Path

from console.app.backups import Backups
from console.app.clinic import Clinic
from console.app.ids import system_random
from console.app.ports import Backup, Store
from console.app.sessions import Sessions
from console.core.clock import ScriptClock
from console.core.events import Noted
from console.core.people import RIGHTS, Operator, Profile
from db.backup.backup_store import BackupStore
from db.store import Store as Encrypted
from tests.support.app_room import MONDAY
from tests.support.stage import protocol
from tests.support.store_help import PASSPHRASE, new_store


class Practice:
    """A clinic on a disk, with its backups, a session open, and a stick in the computer."""

    def __init__(self, tmp: Path) -> None:
        self.folder, self.stick = tmp / "clinic", tmp / "stick"
        self.stick.mkdir()
        self.clock, self.backup_store = ScriptClock(MONDAY), BackupStore()
        self.use(new_store(self.folder))
        self.clinic.open("Hautraum")
        self.osei = self.clinic.add_person(Operator("", "A. Osei", RIGHTS))
        self.clinic.adopt(protocol(), "A. Osei")
        self.maya = self.clinic.add_client(Profile("Maya Lindqvist", "1992-03-14", 3, "penicillin"))
        self.session = self.sessions.begin(self.maya, self.osei).id

    def use(self, store: Store) -> None:
        self.store = store
        self.clinic, self.sessions = led(store, self.clock)
        self.backups = Backups(store, self.clinic, self.clock, self.backup_store, self.folder)

    def note(self, text: str) -> None:
        self.sessions.propose(self.session, Noted(text))

    def back_up(self) -> Backup:
        made = self.backups.make()
        assert made is not None, self.backups.problem
        self.backups.note(made)
        return made

    def reopened(self, folder: Path) -> tuple[Store, Sessions]:
        store = Encrypted.open(folder, PASSPHRASE)
        return store, led(store, self.clock)[1]


def led(store: Store, clock: ScriptClock) -> tuple[Clinic, Sessions]:
    clinic = Clinic(store, clock, system_random)
    return clinic, Sessions(store, clock, clinic, system_random, "Europe/Berlin")

"""A treatment room in memory: a clinic with its people, a client, a script clock."""

from random import Random

from console.app.clinic import Clinic
from console.app.sessions import Sessions
from console.core.clock import ScriptClock
from console.core.people import RIGHTS, Operator, Profile
from console.core.protocol import Protocol
from tests.support.memory_store import MemoryStore
from tests.support.stage import protocol as shipped

MONDAY = 1_772_445_600_000


class Room:
    """Everything wired; `maya` is the client, `osei` the practitioner."""

    def __init__(
        self, store: MemoryStore | None = None, founded: bool = True, protocol: Protocol | None = None
    ) -> None:
        self.protocol = protocol or shipped()
        self.store = store or MemoryStore()
        self.clock = ScriptClock(MONDAY)
        self.random = Random(1).randbytes
        self.clinic = Clinic(self.store, self.clock, self.random)
        if founded:
            self._found()
        self.sessions = self.reopened()

    def _found(self) -> None:
        self.clinic.open("Hautraum")
        self.osei = self.clinic.add_person(Operator("", "A. Osei", RIGHTS))
        self.clinic.adopt(self.protocol, "A. Osei")
        self.maya = self.clinic.add_client(Profile("Maya Lindqvist", "1992-03-14", 3, "penicillin"))

    def reopened(self) -> Sessions:
        """As after a restart of the program: nothing in memory."""
        return Sessions(self.store, self.clock, self.clinic, self.random, "Europe/Berlin")

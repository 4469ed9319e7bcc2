"""A treatment room in memory: a clinic with its people, a client, a script clock."""

from random import Random
from typing import Any

from console.app.clinic import Clinic
from console.app.sessions import Sessions
from console.core.clock import ScriptClock
from console.core.events import Event
from console.core.people import NO_GROUP, RIGHTS, Entry, Operator, Profile
from console.core.protocol import Protocol
from tests.support.memory_store import MemoryStore
from tests.support.stage import protocol as shipped

SORTED = Profile("Maya Lindqvist", "1992-03-14", 3, entries=(Entry("", "allergy", "penicillin", (NO_GROUP,)),))
OLD_TEXT = Profile("Maya Lindqvist", "1992-03-14", 3, "penicillin")
"""As an older program left her: nobody has said yet what it touches."""
MONDAY = 1_772_445_600_000
_FOUNDED: dict[object, tuple[tuple[Event, ...], Operator, str, Any]] = {}
"""By the kind of store and the client: the events of a new clinic, its people, and how the dice lay then."""


class Room:
    """Everything wired; `maya` is the client, `osei` the practitioner."""

    def __init__(
        self, store: MemoryStore | None = None, founded: bool = True, protocol: Protocol | None = None,
        maya: Profile = OLD_TEXT,
    ) -> None:  # fmt: skip
        self._maya = maya
        self.protocol = protocol or shipped()
        self.store = store or MemoryStore()
        self.clock = ScriptClock(MONDAY)
        chance = Random(1)
        self.random = chance.randbytes
        self.clinic = Clinic(self.store, self.clock, self.random)
        if founded:
            self._found(chance)
        self.sessions = self.reopened()

    def _found(self, chance: Random) -> None:
        """As it was done the first time: the same clinic of the same protocol has the same events."""
        bare = self.protocol is shipped() and not getattr(self.store, "log", True)  # a file's has none to copy into
        same = (self.store.kind, self._maya) if bare else None
        if same in _FOUNDED:
            events, self.osei, self.maya, then = _FOUNDED[same]
            for event in events:
                self.store.append(event)
            self.clinic.actor = self.osei.id
            chance.setstate(then)
            return
        self.clinic.open("Hautraum")
        self.osei = self.clinic.add_person(Operator("", "A. Osei", RIGHTS))
        self.clinic.adopt(self.protocol, "A. Osei")
        self.maya = self.clinic.add_client(self._maya)
        if same:
            _FOUNDED[same] = tuple(self.store.log), self.osei, self.maya, chance.getstate()

    def reopened(self) -> Sessions:
        """As after a restart of the program: nothing in memory."""
        return Sessions(self.store, self.clock, self.clinic, self.random, "Europe/Berlin")

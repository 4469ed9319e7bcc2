"""What the example clinic's file holds: its people, its clients, its products, and what befell them."""

import tomllib
from typing import Literal

import msgspec
from msgspec import Struct

from console.core.events import Endpoint
from console.core.people import ENTRY_KINDS, RIGHTS, Entry, Operator, Right

Happening = Literal[
    "addendum",
    "check-not-met",
    "correction",
    "cream-early",
    "deviation",
    "hand-over",
    "pause",
    "reaction",
    "stop",
    "undo",
]
Today = Literal["", "signed-early", "signed-late", "needling", "numbing"]
"""What a client's visit of today has come to."""
TREATS: tuple[Right, ...] = ("treat", "print")


class Worker(Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody who works here, with their own device."""

    name: str
    device: str
    serial: str = ""
    manager: bool = False
    max_depth_um: int | None = None

    def operator(self) -> Operator:
        return Operator("", self.name, RIGHTS if self.manager else TREATS, self.max_depth_um)


class Guest(Struct, frozen=True, forbid_unknown_fields=True):
    """A client and their series.

    by        the key of who treats them
    area      a preset of the protocol, or an area of the file
    sessions  how many before today, the last of them `ago` days back
    agent     the numbing agent; "" goes without it, for the reason in `without`
    answers   the rules answered yes; since_days for those that start a wait; clears: reason by rule
    """

    name: str
    age: int
    by: str
    area: str
    sessions: int
    ago: int
    skin: int | None = None
    today: Today = ""
    allergies: tuple[str, ...] = ()
    medicines: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    touches: dict[str, tuple[str, ...]] = {}
    contact: str = ""
    agent: str = "lidocaine-4"
    without: str = ""
    answers: tuple[str, ...] = ()
    since_days: int = 0
    clears: dict[str, str] = {}

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Return what is recorded of the client, without ids yet."""
        known = {kind: getattr(self, name) for kind, name in ENTRY_KINDS.items()}
        return tuple(
            Entry("", kind, text, self.touches.get(text, ())) for kind, texts in known.items() for text in texts
        )


class Ware(Struct, frozen=True, forbid_unknown_fields=True):
    """A product on the shelf: a new lot every so many days, each good for so many."""

    name: str
    lot: str
    every: int
    lasts: int


class Incident(Struct, frozen=True, forbid_unknown_fields=True):
    """What befell a client's session, counted from 1. `minutes`: how long it went on, or came after."""

    client: str
    session: int
    kind: Happening
    text: str = ""
    reason: str = ""
    action: str = ""
    minutes: int = 0
    zone: str = ""
    passes: int | None = None
    depth_um: int | None = None
    endpoint: Endpoint | None = None
    to: str = ""


class Example(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file. pedal_days: since when passes are counted one by one."""

    clinic: str
    adopted_by: str
    pedal_days: int
    notes_numbing: tuple[str, ...]
    notes_end: tuple[str, ...]
    depths: dict[str, int]
    areas: dict[str, tuple[str, ...]]
    people: dict[str, Worker]
    products: dict[str, Ware]
    clients: dict[str, Guest]
    incidents: tuple[Incident, ...]

    def incidents_of(self, client: str, session: int) -> dict[Happening, Incident]:
        """Return what befell this session, by kind."""
        return {each.kind: each for each in self.incidents if (each.client, each.session) == (client, session)}


def read(text: str) -> Example:
    """Parse the file. It is shipped, so a mistake in it is ours: ValueError, or msgspec's."""
    return msgspec.convert(tomllib.loads(text), Example)

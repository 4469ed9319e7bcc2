"""What a script plays on: a store, a clock that it moves, the people, clients and sessions that it names."""

from collections.abc import Callable
from functools import partial
from random import Random
from typing import TypeVar

from console.app.clinic import Clinic
from console.app.ports import Store
from console.app.scripts.language import Line
from console.app.sessions import Sessions
from console.app.stock import Stock
from console.core.clock import ScriptClock
from console.core.events import UNKNOWN, SessionBody
from console.core.people import RIGHTS, Operator
from console.core.protocol import Protocol
from console.core.refusal import Refusal
from console.core.state import SessionState

Done = TypeVar("Done")

MONDAY_UTC_MS = 1_772_445_600_000
"""2026-03-02 10:00 UTC, where a script begins that names no day."""


class Stage:
    """A store and the use cases over it. `open_store` opens the store, and opens it again after a kill."""

    def __init__(self, open_store: Callable[[], Store], protocol: Protocol) -> None:
        self._open_store = open_store
        self._random = Random(MONDAY_UTC_MS).randbytes
        self.protocol = protocol
        self.zone = "UTC"
        self.name = "Example clinic"
        self.clock = ScriptClock(MONDAY_UTC_MS)
        self.passed_ms = 0
        self.refused: Refusal | None = None
        self.locked = False
        self.people: dict[str, Operator] = {}
        self.clients: dict[str, str] = {}
        self.named: dict[str, str] = {}
        self.store = open_store()
        self._wire("")

    def restart(self) -> None:
        """Kill the program and start it again."""
        self.store.close()
        self.locked = False
        self.store = self._open_store()
        self._wire(self.clinic.actor)

    def open_clinic(self) -> None:
        """Open the clinic, adopt the protocol and add the people, before the first client."""
        self._wire("")
        self.clinic.open(self.name)
        if not self.people:
            self.people["osei"] = Operator("", "A. Osei", RIGHTS)
        self.clinic.adopt(self.protocol, self.first.name)
        self.people = {handle: self.clinic.add_person(person) for handle, person in self.people.items()}

    @property
    def first(self) -> Operator:
        """Return the first operator."""
        return next(iter(self.people.values()))

    @property
    def latest(self) -> str:
        """Return the id of the session begun last."""
        return list(self.named.values())[-1]

    def session(self, line: Line) -> str:
        """Return the id of the session that a line is about. Raises ScriptError."""
        if line.session:
            if line.session not in self.named:
                raise line.error("a session: " + ", ".join(self.named), "@" + line.session)
            return self.named[line.session]
        if len(self.named) != 1:
            raise line.error("@NAME while there are several sessions, or a begin", f"{len(self.named)} sessions")
        return self.latest

    def state(self, line: Line) -> SessionState:
        """Return the state of the session that a line is about. Raises ScriptError."""
        return self.sessions.state(self.session(line))

    def propose(self, line: Line, body: SessionBody) -> None:
        """Propose an intent."""
        ago_ms = line.time(line.options["ago"]) if "ago" in line.options else 0
        self.attempt(partial(self.sessions.propose, self.session(line), body, ago_ms, UNKNOWN if self.locked else ""))

    def attempt(self, action: Callable[[], Done]) -> Done | None:
        """Return what `action` returns; None where it is refused. The next line must expect that refusal."""
        try:
            return action()
        except Refusal as refusal:
            self.refused = refusal
            return None

    def pass_time(self, ms: int) -> None:
        """Let time pass."""
        self.clock.advance(ms)
        self.passed_ms += ms

    def _wire(self, actor: str) -> None:
        self.clinic = Clinic(self.store, self.clock, self._random)
        self.clinic.actor = actor
        self.stock = Stock(self.store, self.clinic, self.clock, self.zone)
        self.sessions = Sessions(self.store, self.clock, self.clinic, self._random, self.zone)

"""A store in memory: the port without a disk, for tests of what stands above it."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Literal

from console.app.ports import (
    AdoptedView,
    Backup,
    ClientView,
    Finding,
    Head,
    Pin,
    SessionStatus,
    SessionView,
    StoreError,
    StoreKind,
)
from console.core.clock import Instant
from console.core.events import ClientAdded, ClientChanged, Event, PersonAdded, ProtocolAdopted
from console.core.people import Operator, Profile


class MemoryPins:
    """By person: the digits, and how often they were typed wrong."""

    def __init__(self) -> None:
        self.known: dict[str, tuple[str, int]] = {}

    def keep(self, person: str, digits: str) -> None:
        self.known[person] = digits, 0

    def of(self, person: str) -> Pin | None:
        digits, failed = self.known.get(person, ("", 0))
        return Pin(len(digits), failed) if digits else None

    def matches(self, person: str, digits: str) -> bool:
        known, failed = self.known.get(person, ("", 0))
        self.known[person] = known, 0 if known == digits else failed + 1
        return known == digits

    def forgive(self, person: str) -> None:
        if person in self.known:
            self.keep(person, self.known[person][0])


class MemoryStore:
    """Keeps the log in a list and derives the rest from it; session views as they are given."""

    def __init__(self, kind: StoreKind = "rehearsal") -> None:
        self.kind: StoreKind = kind
        self.log: list[Event] = []
        self.views: dict[str, SessionView] = {}
        self.beats: dict[str, Instant] = {}
        self.passphrases: dict[str, str] = {}
        """Whose each is. Nobody has given theirs until `admitted` says so."""
        self.admitted: set[str] = set()
        self.pins = MemoryPins()
        self.closed = False

    def append(self, event: Event, before: SessionView | None = None, after: SessionView | None = None) -> Head:
        self.log.append(event)
        if after:
            self.views[after.id] = after
        return self.head()

    def events(self, session: str) -> list[Event]:
        return [event for event in self.log if event.session == session]

    def head(self) -> Head:
        return Head(len(self.log), f"{len(self.log):064x}")

    def sessions(
        self, client: str = "", status: SessionStatus | Literal[""] = "", ended_since_utc_ms: int | None = None
    ) -> list[SessionView]:
        return [
            view
            for view in reversed(self.views.values())
            if client in ("", view.client)
            and status in ("", view.status)
            and (ended_since_utc_ms is None or (view.ended_utc_ms or 0) >= ended_since_utc_ms)
        ]

    def clients(self) -> list[ClientView]:
        profiles: dict[str, Profile] = {}
        for event in self.log:
            if isinstance(event.body, ClientAdded | ClientChanged) and event.body.profile:
                profiles[event.client] = event.body.profile
        counts = [view.client for view in self.views.values()]
        return [ClientView(client, profile, counts.count(client)) for client, profile in profiles.items()]

    def client(self, client: str) -> ClientView | None:
        return next((each for each in self.clients() if each.id == client), None)

    def people(self) -> list[Operator]:
        return [event.body.person for event in self.log if isinstance(event.body, PersonAdded)]

    def adopted(self, digest: str = "") -> AdoptedView | None:
        for event in reversed(self.log):
            body = event.body
            if isinstance(body, ProtocolAdopted) and digest in ("", body.digest):
                return AdoptedView(body.digest, body.content, body.by, event.at.utc_ms)
        return None

    def beat(self, session: str, at: Instant) -> None:
        self.beats[session] = at

    def last_beat(self, session: str) -> Instant | None:
        return self.beats.get(session)

    def hurried(self) -> AbstractContextManager[None]:
        return nullcontext()

    def anchor(self) -> None:
        pass

    @property
    def person(self) -> str:
        return next((person.id for person in self.people()), "")

    def admit(self, secret: str) -> str:
        if secret not in self.passphrases:
            raise StoreError("wrong-secret")
        self.admitted.add(self.passphrases[secret])
        return self.passphrases[secret]

    def public_key(self, person: str) -> str:
        return f"{1:064x}" if person in self.admitted else ""

    def sign(self, person: str, message: bytes) -> str:
        raise StoreError("not-signed-in")

    def set_passphrase(self, passphrase: str, person: str = "") -> None:
        pass

    def verify(self, progress: Callable[[int, int], None] | None = None) -> list[Finding]:
        return []

    def rebuild(self, view: Callable[[Sequence[Event]], SessionView]) -> int:
        return 0

    def backup(self, at: Instant, folder: Path | None = None) -> Backup:
        return Backup(Path("memory"), len(self.log), "")

    def close(self) -> None:
        self.closed = True

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
    Kept,
    Looked,
    SessionStatus,
    SessionView,
    StoreError,
    StoreKind,
)
from console.core.clock import Instant
from console.core.events import ClientAdded, ClientChanged, Event, PersonAdded, ProtocolAdopted
from console.core.people import Operator, Profile


class MemoryStore:
    """Keeps the log in a list and derives the rest from it; session views as they are given."""

    def __init__(self, kind: StoreKind = "rehearsal") -> None:
        self.kind: StoreKind = kind
        self.log: list[Event] = []
        self.views: dict[str, SessionView] = {}
        self.beats: dict[str, Instant] = {}
        self.free = 100 << 30
        self.found: list[Finding] = []

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
        raise StoreError("wrong-secret")

    def public_key(self, person: str) -> str:
        return ""

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

    def room(self) -> int:
        return self.free

    def look(self, kept: Kept) -> Looked:
        return Looked(kept, len(self.log), whole=True)

    def keep_room(self) -> bool:
        return True

    def put_away(self, data: bytes, folder: Path, at: Instant) -> Path:
        file = folder / f"{at.utc_ms}.stipple-emergency"
        file.write_bytes(data)
        return file

    @property
    def doubts(self) -> list[Finding]:
        return self.found

    def close(self) -> None:
        pass

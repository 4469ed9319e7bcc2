"""A store in memory: the port without a disk, for tests of what stands above it."""

import hashlib
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Literal

from msgspec.structs import replace

from console.app.ports import (
    AdoptedView,
    Backup,
    BackupCheck,
    BackupFile,
    ClientView,
    Finding,
    Head,
    Progress,
    SessionStatus,
    SessionView,
    StoreError,
    StoreKind,
)
from console.core.clock import Instant
from console.core.events import (
    ClientAdded,
    ClientChanged,
    Event,
    PersonAdded,
    PersonChanged,
    PersonRemoved,
    ProtocolAdopted,
    SigningKeyTaken,
)
from console.core.people import Operator, Profile
from db.keys.signing_key import Signer
from db.log.field_encryption import join, split
from tests.support.memory_people import MemoryPins
from tests.support.memory_stock import MemoryShelf


class MemoryStore(MemoryShelf):
    """Keeps the log in a list and derives the rest from it; session views as they are given."""

    def __init__(self, kind: StoreKind = "rehearsal") -> None:
        self.kind: StoreKind = kind
        self.viewing = False
        self.log: list[Event] = []
        self.views: dict[str, SessionView] = {}
        self.beats: dict[str, Instant] = {}
        self.secrets: dict[str, str] = {}
        """Passphrases by person; the recovery code's under ""."""
        self.admitted: set[str] = set()
        """Who gave theirs."""
        self.last = ""
        self.by_code = False
        """Opened with the recovery code: nobody has signed in."""
        self.away: set[str] = set()
        self.findings: list[Finding] = []
        self.free = 100 << 30
        self.found: list[Finding] = []
        self.pins = MemoryPins()
        self.closed = False

    def append(self, event: Event, before: SessionView | None = None, after: SessionView | None = None) -> Head:
        self.log.append(event)
        if after:
            self.views[after.id] = after
        return self.head()

    def append_all(
        self, events: Sequence[Event], before: SessionView | None = None, after: SessionView | None = None
    ) -> Head:
        """As one: a test's own `append` sees the first."""
        first, *others = events
        self.append(first, before, after)
        self.log.extend(others)
        return self.head()

    def events(self, session: str) -> list[Event]:
        return [event for event in self.log if event.session == session]

    def latest(self, kind: str, client: str = "") -> Event | None:
        own = (event for event in reversed(self.log) if not event.session and event.client == client)
        return next((event for event in own if event.body.__struct_config__.tag == kind), None)

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

    def people(self, gone: bool = False) -> list[Operator]:
        found: dict[str, Operator] = {}
        for event in self.log:
            if isinstance(event.body, PersonAdded | PersonChanged):
                found[event.body.person.id] = event.body.person
            elif isinstance(event.body, PersonRemoved) and not gone:
                found.pop(event.body.person, None)
        return list(found.values())

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

    def bulk_load(self) -> AbstractContextManager[None]:
        return nullcontext()

    def anchor(self) -> None:
        pass

    @property
    def identity(self) -> str:
        return "0" * 32

    @property
    def person(self) -> str:
        return self.last or ("" if self.by_code else next((person.id for person in self.people()), ""))

    def admit(self, secret: str) -> str:
        self.last = self.whose(secret)
        self.admitted.add(self.last)
        return self.last

    def whose(self, secret: str) -> str:
        for person, known in self.secrets.items():
            if known == secret:
                return person
        raise StoreError("wrong-secret")

    def new_code(self) -> str:
        return "ABCDE-FGHJK-MNPQR-STVWX-YZ012-34567"

    def renew_code(self, code: str, event: Event) -> Head:
        self.secrets[""] = code
        return self.append(event)

    def shut_out(self, person: str, event: Event) -> Head:
        self.secrets.pop(person, None)
        return self.append(event)

    def public_key(self, person: str) -> str:
        return self._signer(person).public if self._signs(person) else ""

    def taken_key(self, person: str) -> str:
        bodies = [event.body for event in reversed(self.log)]
        found = (each.public for each in bodies if isinstance(each, SigningKeyTaken) and each.person == person)
        return next(found, "")

    def sign(self, person: str, message: bytes) -> str:
        if not self._signs(person):
            raise StoreError("not-signed-in")
        return self._signer(person).sign(message)

    def _signs(self, person: str) -> bool:
        """Who has a passphrase signs once it was given; in a clinic others do too, but for those in `away`."""
        if person in self.secrets:
            return person in self.admitted or person == self.person
        return self.kind == "clinic" and person not in self.away

    def _signer(self, person: str) -> Signer:
        return Signer(hashlib.sha256(person.encode()).digest())

    def set_passphrase(self, passphrase: str, person: str = "") -> None:
        if passphrase in [known for who, known in self.secrets.items() if who != person]:
            raise StoreError("passphrase-taken")
        self.secrets[person or self.person] = passphrase
        self.admitted.add(person or self.person)

    def verify(
        self,
        progress: Progress | None = None,
        view: Callable[[Sequence[Event]], SessionView] | None = None,
        printed: Sequence[tuple[str, Head]] = (),
    ) -> list[Finding]:
        if progress:
            progress("rows", len(self.log), len(self.log))
        return self.findings

    def rebuild(self, view: Callable[[Sequence[Event]], SessionView]) -> int:
        return 0

    def erase(self, event: Event, view: Callable[[Sequence[Event]], SessionView]) -> bool:
        self.append(event)
        for at, each in enumerate(self.log):
            if each.client == event.client:
                kind, (rest, _) = str(each.body.__struct_config__.tag), split(each)
                self.log[at] = replace(each, body=join(at, kind, each.version, rest, None)[0])
        return True

    def copies(self) -> list[tuple[str, int]]:
        return []

    def backup(self, at: Instant, folder: Path | None = None) -> Backup:
        return Backup(Path("memory"), len(self.log), "")

    def room(self) -> int:
        return self.free

    def look(self, kept: BackupFile) -> BackupCheck:
        return BackupCheck(kept, len(self.log), whole=True)

    def keep_room(self) -> bool:
        return True

    def write_emergency_copy(self, data: bytes, folder: Path, at: Instant) -> Path:
        file = folder / f"{at.utc_ms}.stipple-emergency"
        file.write_bytes(data)
        return file

    def read_emergency_copy(self, file: Path) -> bytes:
        return file.read_bytes()

    def doubted_by(self, kept: Sequence[BackupFile]) -> list[Finding]:
        return []

    @property
    def doubts(self) -> list[Finding]:
        return self.found

    def close(self) -> None:
        self.closed = True

"""What the use cases need from the outside: a store for the log and its views."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Annotated, Literal
from typing import Protocol as Interface

from msgspec import Meta, Struct

from console.core.clock import Instant
from console.core.events import Endpoint, Event
from console.core.people import Operator, Profile

SessionStatus = Literal["open", "signed"]
StoreKind = Literal["clinic", "example", "rehearsal"]


class Head(Struct, frozen=True):
    """The end of the log: the last row's number (0: empty) and its code, 64 hexadecimal digits."""

    seq: Annotated[int, Meta(ge=0, le=2**63 - 1)]
    mac: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]


class ZoneView(Struct, frozen=True):
    """A treated zone, for search and reports. None: not recorded. worked_ms without pauses."""

    zone: str
    passes: int
    depth_um: int | None = None
    endpoint: Endpoint | None = None
    worked_ms: int | None = None


class ProductView(Struct, frozen=True):
    """A product used in a session, numbing agents included (use "numbing"); expiry is an ISO day or ""."""

    use: str
    name: str
    lot: str = ""
    expiry: str = ""
    mass_mg: int | None = None


class SessionView(Struct, frozen=True):
    """What the views say of one session. `number` counts the client's sessions from 1."""

    id: str
    client: str
    number: int
    operator: str
    begun_utc_ms: int
    step: str
    status: SessionStatus
    ended_utc_ms: int | None = None
    zones: tuple[ZoneView, ...] = ()
    products: tuple[ProductView, ...] = ()


class ClientView(Struct, frozen=True):
    """A client, as the views have them."""

    id: str
    profile: Profile
    sessions: int


class AdoptedView(Struct, frozen=True):
    """The protocol in force; content is its canonical JSON, zones included."""

    digest: str
    content: str
    by: str
    utc_ms: int


class Pin(Struct, frozen=True):
    """That a person has a PIN, of how many digits, and how often it was typed wrong since it was right."""

    digits: int
    failed: int


class Finding(Struct, frozen=True):
    """A place where the store is not what it should be. `seq`: the first bad row of the log, where it has one."""

    code: str
    seq: int | None = None
    detail: str = ""


class Backup(Struct, frozen=True):
    """A backup that was written, opened and checked."""

    file: Path
    seq: int
    sha256: str


class StoreError(Exception):
    """The store cannot do this. `code` names the text that says what happened and what to do; facts fill it."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts


class PinTable(Interface):
    """What is kept of the people's PINs, in the encrypted database alone. Every method may raise StoreError."""

    def keep(self, person: str, digits: str) -> None:
        """In place of the person's one before."""
        ...

    def of(self, person: str) -> Pin | None:
        """None for one who has none."""
        ...

    def matches(self, person: str, digits: str) -> bool:
        """Whether it is the person's PIN; counted as wrong first, and forgiven where it is right."""
        ...

    def forgive(self, person: str) -> None:
        """Wrong ones are counted anew."""
        ...


class Store(Interface):
    """The log, and the views kept in the same transaction. Every method may raise StoreError but `beat` and `close`."""

    kind: StoreKind

    @property
    def pins(self) -> PinTable: ...

    def append(self, event: Event, before: SessionView | None = None, after: SessionView | None = None) -> Head:
        """Durable on return. The session's views are brought from `before` to `after` with it."""
        ...

    def events(self, session: str) -> list[Event]:
        """All events of one session, oldest first; the clinic's own with "". Erased text comes back empty."""
        ...

    def head(self) -> Head: ...

    def sessions(
        self, client: str = "", status: SessionStatus | Literal[""] = "", ended_since_utc_ms: int | None = None
    ) -> list[SessionView]:
        """Newest first; all of them, or those of one client, of one status, signed off since then."""
        ...

    def clients(self) -> list[ClientView]:
        """By name."""
        ...

    def client(self, client: str) -> ClientView | None: ...

    def people(self) -> list[Operator]:
        """In the order in which they were added."""
        ...

    def adopted(self, digest: str = "") -> AdoptedView | None:
        """The protocol with this digest; without one the latest adopted."""
        ...

    def beat(self, session: str, at: Instant) -> None:
        """Keeps a sign of life for a running session: no event, overwritten each time. Never raises StoreError."""
        ...

    def last_beat(self, session: str) -> Instant | None: ...

    def hurried(self) -> AbstractContextManager[None]:
        """For making up a past: what is appended within need be durable only at the end. Refused for a clinic's."""
        ...

    def anchor(self) -> None:
        """Writes the log's head down outside the database, in the key file."""
        ...

    @property
    def person(self) -> str:
        """By id: whose passphrase opened the store, or was given last; "" after the recovery code."""
        ...

    def admit(self, secret: str) -> str:
        """Another person signs in with their passphrase while the store is open; who it is. "wrong-secret"."""
        ...

    def public_key(self, person: str) -> str:
        """With which the person's signatures are checked, 64 digits; "" for one who has not signed in."""
        ...

    def sign(self, person: str, message: bytes) -> str:
        """The person's signature, 128 digits. "not-signed-in" for one whose passphrase was not given."""
        ...

    def set_passphrase(self, passphrase: str, person: str = "") -> None:
        """The new passphrase replaces the person's own, by default that of who signed in; the recovery code stays."""
        ...

    def verify(self, progress: Callable[[int, int], None] | None = None) -> list[Finding]:
        """Checks cipher, chain, anchors, foreign keys; an empty list means that all is as it was written."""
        ...

    def rebuild(self, view: Callable[[Sequence[Event]], SessionView]) -> int:
        """Makes all views anew from the log, `view` giving each session's. Returns how many rows differed before."""
        ...

    def backup(self, at: Instant, folder: Path | None = None) -> Backup:
        """A whole copy, opened again and checked, with its keys and a manifest."""
        ...

    def close(self) -> None: ...

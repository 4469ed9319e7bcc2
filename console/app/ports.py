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
from console.core.stock import Move, Product, Use

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
    gtin: str = ""
    serial: str = ""
    used_utc_ms: int = 0


class UsedOn(Struct, frozen=True):
    """A session in which a lot was used: what a recall asks for. Names are "" where the client was erased.

    zones  those treated in the session, in order
    """

    session: str
    client: str
    name: str
    contact: str
    number: int
    begun_utc_ms: int
    operator: str
    product: ProductView
    zones: tuple[str, ...] = ()


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


class Kept(Struct, frozen=True):
    """A backup that is there, by its name; nobody has opened it. `second`: on the second medium."""

    file: Path
    utc_ms: int
    second: bool = False


class Looked(Struct, frozen=True):
    """A backup that was opened and checked: it holds the events 1 to `seq`. `whole`: the log in it has no fault."""

    kept: Kept
    seq: int
    whole: bool


class Second(Struct, frozen=True):
    """The folder for a second copy of each backup, and when the last one was put there; None: never."""

    folder: Path
    copied_utc_ms: int | None = None


class PutBack(Struct, frozen=True):
    """A clinic that was put back. The backup held the events 1 to `seq`; those up to `last` were carried over.

    aside  where the damaged folder lies now; None where there was none
    known  the last event that is known to have been: beyond `last` they are lost
    """

    aside: Path | None
    seq: int
    last: int
    known: int


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

    def append_all(
        self, events: Sequence[Event], before: SessionView | None = None, after: SessionView | None = None
    ) -> Head:
        """Several in one transaction: all of them, or none."""
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

    def people(self, gone: bool = False) -> list[Operator]:
        """In the order in which they were added; those who were removed only with `gone`."""
        ...

    def adopted(self, digest: str = "") -> AdoptedView | None:
        """The protocol with this digest; without one the latest adopted."""
        ...

    def products(self) -> list[Product]:
        """What the clinic keeps, in the order in which it was first named."""
        ...

    def moves(self) -> list[Move]:
        """What came and what was counted, oldest first."""
        ...

    def uses(self, since_utc_ms: int = 0) -> list[Use]:
        """Everything used in any session since then, in no order."""
        ...

    def used_units(self, serial: str) -> list[tuple[str, str, int]]:
        """Uses of units with this serial number, exactly: session, product's code, when (UTC ms)."""
        ...

    def used_on(self, lot: str) -> list[UsedOn]:
        """Every use of this lot, whatever its case, newest session first; with a name and contact where they stand."""
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
    def identity(self) -> str:
        """Which store this is, 32 hexadecimal digits, the same in its backups."""
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

    def taken_key(self, person: str) -> str:
        """The public key that the log names for the person latest; "" where it names none."""
        ...

    def sign(self, person: str, message: bytes) -> str:
        """The person's signature, 128 digits. "not-signed-in" for one whose passphrase was not given."""
        ...

    def set_passphrase(self, passphrase: str, person: str = "") -> None:
        """The new passphrase replaces the person's own, by default that of who signed in; the recovery code stays."""
        ...

    def whose(self, secret: str) -> str:
        """By id: whose passphrase this is, "" for the recovery code; nobody signs in by it. "wrong-secret"."""
        ...

    def new_code(self) -> str:
        """A recovery code to show; it opens nothing before `set_code`."""
        ...

    def set_code(self, code: str) -> None:
        """From now on this recovery code, as typed, stands in place of the one before. "wrong-secret" for none."""
        ...

    def shut_out(self, person: str, event: Event) -> Head:
        """Appends the event and gives the whole store a new data key, which the person does not have: both or neither.

        Nobody else may be reading. StoreError "rekey-failed", "busy", "keys-changed".
        """
        ...

    def verify(
        self,
        progress: Callable[[int, int], None] | None = None,
        view: Callable[[Sequence[Event]], SessionView] | None = None,
        printed: Sequence[tuple[str, Head]] = (),
    ) -> list[Finding]:
        """Checks cipher, chain, anchors, seals, references; an empty list means that all is as it was written.

        With `view`, which gives a session's view, the views too. `printed`: heads by the names of the papers that they
        stand on. It waits for no writer and lets none wait; any thread may call it.
        """
        ...

    def rebuild(self, view: Callable[[Sequence[Event]], SessionView]) -> int:
        """Makes all views anew from the log, `view` giving each session's. Returns how many rows differed before."""
        ...

    def erase(self, event: Event, view: Callable[[Sequence[Event]], SessionView]) -> bool:
        """Appends the event, which is its client's, and destroys their key and their row, in one transaction.

        Then everything is taken out of the -wal; False where a reader kept it from that, and closing will do it.
        """
        ...

    def copies(self) -> list[tuple[str, int]]:
        """The backups in the store's own folder by name, and when each was made (UTC ms); oldest first."""
        ...

    def backup(self, at: Instant, folder: Path | None = None) -> Backup:
        """A whole copy, opened again and checked, with its keys and a manifest."""
        ...

    def room(self) -> int:
        """How many bytes are free where the store lies."""
        ...

    def look(self, kept: Kept) -> Looked:
        """Opens and checks a backup with the keys of this store."""
        ...

    def keep_room(self) -> bool:
        """Lays down, where there is plenty of room, a file that is given up when the disk is full. Whether it lies."""
        ...

    def put_away(self, data: bytes, folder: Path, at: Instant) -> Path:
        """A file outside the store that only its keys open, with the key file in it; also while the database fails."""
        ...

    @property
    def doubts(self) -> Sequence[Finding]:
        """What a glance found wrong on opening."""
        ...

    def close(self) -> None: ...

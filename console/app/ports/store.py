"""The log, and the views kept in the same transaction: the one way to what lies on the disk."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Literal
from typing import Protocol as Interface

from console.app.ports.backups import Backup, BackupCheck, BackupFile
from console.app.ports.faults import Finding, Head, Progress, StoreKind
from console.app.ports.pins import PinTable
from console.app.ports.views import AdoptedView, ClientView, SessionStatus, SessionView, UsedOn
from console.core.clock import Instant
from console.core.events import Event
from console.core.people import Operator
from console.core.stock import Product, StockMove, UnitUse


class Store(Interface):
    """The log, and the views kept in the same transaction. Every method may raise StoreError but `beat` and `close`."""

    kind: StoreKind
    viewing: bool
    """Nothing can be written there: it is shown, and every method that writes is refused with "viewing"."""

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

    def latest(self, kind: str, client: str = "") -> Event | None:
        """Return the clinic's newest own event of this kind about this client, with "" about nobody; None if none."""
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

    def moves(self) -> list[StockMove]:
        """What came and what was counted, oldest first."""
        ...

    def uses(self, since_utc_ms: int = 0) -> list[UnitUse]:
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

    def bulk_load(self) -> AbstractContextManager[None]:
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
        """A recovery code to show; it opens nothing before `renew_code`."""
        ...

    def renew_code(self, code: str, event: Event) -> Head:
        """From now on this recovery code, as typed, stands in place of the one before, under a new data key: an older
        key file and the code before open nothing of what is there today. As `shut_out`. "wrong-secret" for no code."""
        ...

    def shut_out(self, person: str, event: Event) -> Head:
        """Appends the event and gives the whole store a new data key, which the person does not have: both or neither.

        Nobody else may be reading. StoreError "rekey-failed", "busy", "keys-changed".
        """
        ...

    def verify(
        self,
        progress: Progress | None = None,
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

    def look(self, kept: BackupFile) -> BackupCheck:
        """Opens and checks a backup with the keys of this store."""
        ...

    def keep_room(self) -> bool:
        """Lays down, where there is plenty of room, a file that is given up when the disk is full. Whether it lies."""
        ...

    def write_emergency_copy(self, data: bytes, folder: Path, at: Instant) -> Path:
        """A file outside the store that only its keys open, with the key file in it; also while the database fails."""
        ...

    def read_emergency_copy(self, file: Path) -> bytes:
        """What was put away in it. "emergency-foreign" of another store; "emergency-older" from before the store had
        its key, which only a secret opens."""
        ...

    @property
    def doubts(self) -> Sequence[Finding]:
        """What a glance found wrong on opening."""
        ...

    def doubted_by(self, kept: Sequence[BackupFile]) -> list[Finding]:
        """With the first of these backups that knows more of the log, or another one; by what they say of themselves.

        Any thread may call it.
        """
        ...

    def close(self) -> None: ...

"""Backups as people meet them: made each day and at every sign-off, kept twice, checked, and put back after damage."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol as Interface

from msgspec import Struct

from console.app.clinic import Clinic
from console.app.local_time import offsets
from console.app.ports import Backup, BackupCheck, BackupFile, Finding, PutBack, Second, Store, StoreError
from console.app.projections.session_view import session_view
from console.app.sessions import Sessions
from console.core.clock import Clock
from console.core.events import ClientAdded, Event, SessionBegun
from console.core.people import Operator
from console.core.record import Record, from_json, to_json
from console.core.refusal import Refusal

DAY_MS = 86_400_000
NAG_DAYS = 7

DAMAGE = frozenset({
    "keys-missing", "keys-damaged", "keys-foreign", "database-missing", "database-zero", "database-empty",
    "database-plain", "database-truncated", "database-damaged", "database-foreign", "database-other", "store-missing",
    "disk-error",
})  # fmt: skip
"""What opening a clinic may find that a backup can mend."""
KEYS_ONLY = frozenset({"keys-missing", "keys-damaged", "keys-foreign"})
"""Here the database may be whole: the key file alone is tried first."""


class BackupStore(Interface):
    """The backups of a store's folder, without opening the store. Every method may raise StoreError."""

    def backup_files(self, folder: Path) -> list[BackupFile]:
        """Newest first; those on the second medium too, where it is there."""
        ...

    def second(self, folder: Path) -> Second | None: ...

    def choose_second(self, folder: Path, medium: Path) -> None: ...

    def forget_second(self, folder: Path) -> None: ...

    def copy(self, folder: Path, file: Path, utc_ms: int) -> None:
        """A checked copy on the second medium, where one was chosen. "second-missing"."""
        ...

    def thin(self, folder: Path, utc_ms: int, good: str) -> list[Path]: ...

    def look(self, folder: Path, kept: BackupFile, secret: str) -> BackupCheck:
        """Opens and checks it."""
        ...

    def restore(self, folder: Path, file: Path, secret: str) -> None:
        """Into a folder that is absent or empty."""
        ...

    def put_back(
        self, folder: Path, file: Path, secret: str, utc_ms: int, ready: Callable[[Path], object] = lambda _: None
    ) -> PutBack:
        """The damaged folder is renamed, the backup stands in its place, with all that could still be read.

        `ready` does what else is to be done, in the folder that is about to take the place.
        """
        ...

    def put_back_keys(self, folder: Path, secret: str, utc_ms: int) -> Path:
        """The key file of the newest backup that fits the database. "no-backup"."""
        ...

    def emergency(self, file: Path, secret: str) -> bytes:
        """What was put away in an emergency."""
        ...


class TakenIn(Struct, frozen=True):
    """What came of an emergency copy: how many events of its session were read in, and how many were there already."""

    count: int
    known: int


class BackupStatus(Struct, frozen=True):
    """How the clinic's backups stand.

    late_days  since so many days there is no second copy; 0 while that is no more than a week
    doubts     what a glance found wrong when the clinic was opened, or what a backup knows that the clinic does not
    """

    kept: tuple[BackupFile, ...]
    second: Second | None
    late_days: int
    problem: StoreError | None
    doubts: tuple[Finding, ...]


class Backups:
    """The backups of an open store. `make` may run beside the engine; what it leaves to note is noted by `note`."""

    def __init__(self, store: Store, clinic: Clinic, clock: Clock, backup_store: BackupStore, folder: Path) -> None:
        self._store, self._clinic, self._clock = store, clinic, clock
        self._backup_store, self._folder = backup_store, folder
        self.problem: StoreError | None = None
        """Why the last backup, or its second copy, could not be made."""

    def due(self, day: Callable[[int], object]) -> bool:
        """Whether there is none of today; `day` tells of which day an instant is."""
        if self._store.viewing:
            return False
        newest = max(
            (each.utc_ms for each in self._backup_store.backup_files(self._folder) if not each.second), default=None
        )
        return newest is None or day(newest) != day(self._clock.now().utc_ms)

    def make(self) -> Backup | None:
        """Made, opened, checked, and copied to the second medium; then old ones are thinned. None: see `problem`."""
        self.problem = None
        at = self._clock.now()
        try:
            if self._store.viewing:
                raise StoreError("viewing", folder=str(self._folder))
            made = self._store.backup(at)
        except StoreError as error:
            self.problem = error
            return None
        try:
            self._backup_store.copy(self._folder, made.file, at.utc_ms)
            self._backup_store.thin(self._folder, at.utc_ms, made.file.name)
        except StoreError as error:
            self.problem = error
        return made

    def note(self, made: Backup | None) -> None:
        """In the engine's thread: the log says that it was made."""
        if made is not None:
            self._clinic.backed_up(made)

    def choose(self, medium: Path | None, operator: Operator) -> None:
        """The folder for second copies; the newest backup goes there at once. None: no more second copies."""
        if "export" not in operator.rights:
            raise Refusal("may-not-choose-medium", name=operator.name)
        self.problem = None
        if medium is None:
            self._backup_store.forget_second(self._folder)
            return
        self._backup_store.choose_second(self._folder, medium)
        own = [each for each in self._backup_store.backup_files(self._folder) if not each.second]
        for newest in own[:1]:
            self._backup_store.copy(self._folder, newest.file, self._clock.now().utc_ms)

    def look(self, kept: BackupFile) -> BackupCheck:
        """Opens and checks one of them."""
        return self._store.look(kept)

    def keep_room(self) -> None:
        """The reserve for a full disk lies there, where there is room for it."""
        self._store.keep_room()

    def standing(self) -> BackupStatus:
        kept, second = self._backup_store.backup_files(self._folder), self._backup_store.second(self._folder)
        since = [second.copied_utc_ms] if second else [each.utc_ms for each in kept[-1:] if not each.second]
        days = [(self._clock.now().utc_ms - at) // DAY_MS for at in since if at is not None]
        late = next((each for each in days if each >= NAG_DAYS), 0)
        doubts = tuple(self._store.doubts) or tuple(self._store.doubted_by(kept))
        problem = StoreError("viewing", folder=str(self._folder)) if self._store.viewing else self.problem
        return BackupStatus(tuple(kept), second, late, problem, doubts)


def candidates(backup_store: BackupStore, folder: Path, secret: str) -> list[BackupCheck]:
    """Every backup that opens with the secret, newest first, here and on the second medium. "wrong-secret" if none."""
    found, refused = [], None
    for each in backup_store.backup_files(folder):
        try:
            found.append(backup_store.look(folder, each, secret))
        except StoreError as error:
            refused = error
    if not found:
        raise refused if refused and refused.code == "wrong-secret" else StoreError("no-backup", folder=str(folder))
    return found


def best(found: Sequence[BackupCheck]) -> BackupCheck:
    """The one with the most events among those without a fault; where all have one, among them."""
    return max(found, key=lambda each: (each.whole, each.seq, each.kept.utc_ms))


def put_back(
    backup_store: BackupStore,
    folder: Path,
    file: Path,
    secret: str,
    utc_ms: int,
    opened: Callable[[Path], tuple[Store, Sessions]],
) -> PutBack:
    """The backup in the damaged folder's place, and the views made anew from all that was carried over."""

    def ready(into: Path) -> None:
        store, sessions = opened(into)
        try:
            store.rebuild(sessions.view)
        finally:
            store.close()

    return backup_store.put_back(folder, file, secret, utc_ms, ready)


def emergency_copy(store: Store, sessions: Sessions, clinic: Clinic, session: str, folder: Path, clock: Clock) -> Path:
    """The running session as it stands in memory, sealed, on another medium: nothing of the database is needed."""
    state, at = sessions.state(session), clock.now()
    name = ""
    with suppress(StoreError):
        name = clinic.name()
    zone = state.history[0].body.zone if isinstance(state.history[0].body, SessionBegun) else "UTC"
    record = Record(
        clinic=name, store=store.kind, people={each.id: each.name for each, _ in state.operators},
        protocol=state.protocol, events=state.history, zone=zone, offsets=offsets(zone, state.begun.utc_ms, at.utc_ms),
    )  # fmt: skip
    return store.write_emergency_copy(to_json(record), folder, at)


def take_in(store: Store, sessions: Sessions, clinic: Clinic, data: bytes) -> TakenIn:
    """Adds what an emergency copy has of its session beyond the store's own. Raises Refusal."""
    record: Record = from_json(data)
    first = record.events[0]
    known = [event.id for event in store.events(first.session)]
    copied = [event.id for event in record.events]
    if copied == known[: len(copied)]:
        return TakenIn(0, len(copied))
    if known != copied[: len(known)]:
        raise Refusal("emergency-differs")
    if store.adopted(record.protocol.digest) is None:
        raise Refusal("emergency-protocol")
    if store.client(first.client) is None and isinstance(first.body, SessionBegun):
        added = ClientAdded(first.body.profile)
        store.append(Event(clinic.new_id(), "", first.client, first.actor, first.at, added))
    missing = record.events[len(known) :]
    for at, event in enumerate(missing, start=len(known) + 1):
        before = session_view(sessions.fold(record.events[: at - 1])) if at > 1 else None
        store.append(event, before, session_view(sessions.fold(record.events[:at])))
    sessions.forget(first.session)
    return TakenIn(len(missing), len(known))


def take_in_closed(
    backup_store: BackupStore, file: Path, secret: str, opened: Callable[[], tuple[Store, Sessions, Clinic]]
) -> TakenIn:
    """The same for a store that is not open."""
    data = backup_store.emergency(file, secret)
    store, sessions, clinic = opened()
    try:
        return take_in(store, sessions, clinic, data)
    finally:
        store.close()

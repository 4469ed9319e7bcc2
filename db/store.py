"""The store itself: one folder with the database, its key file, its lock and its backups."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import Literal

from sqlalchemy import Connection

from console.app.ports import (
    AdoptedView,
    Backup,
    ClientView,
    Finding,
    Head,
    SessionStatus,
    SessionView,
    StoreError,
    StoreKind,
)
from console.core.clock import Instant
from console.core.events import Event
from console.core.people import Operator
from db import backup, reads, verify
from db.engine import Raw, connect, make_engine, raw_of, reading
from db.errors import sqlite_errors
from db.files import BACKUPS, DATABASE, KEYS, FolderLock, claim_empty, discard, put_in_place, sync_file
from db.keys import CLINIC_COST, KdfCost, Keys, make_keys, read_keys, unlock
from db.log import Log
from db.opening import check_header, check_identity, damage_named
from db.pins import Pins
from db.tables import SCHEMA
from db.views import clinic_rows, session_rows, standing_rows, write_changes
from db.writer import Writer

KINDS: tuple[StoreKind, ...] = ("clinic", "example", "rehearsal")


class Store:
    """A store that is open, signed in to, and held against every other program. See `console.app.ports.Store`.

    doubts       what a glance found wrong on opening, to be followed by `verify`
    was_cut_off  the program that last had it open did not close it
    """

    def __init__(self, folder: Path, keys: Keys) -> None:
        """For `open` and `create`: everything about the folder has been checked but the database file itself."""
        self.folder = folder
        self.kind: StoreKind = keys.file.kind
        path, wal = folder / DATABASE, folder / (DATABASE + "-wal")
        self._keys = keys
        self._keys_lock = Lock()
        self._log = Log(keys)
        with ExitStack() as undo:
            self._lock = FolderLock(folder)
            undo.callback(self._lock.free)
            check_header(path, keys.file.salt)
            self.was_cut_off = wal.exists() and wal.stat().st_size > 0
            if check_identity(path, keys) < SCHEMA:
                _migrate(folder, keys)
            self._engine = make_engine(path, keys)
            undo.callback(self._engine.dispose)
            with damage_named(path), self._reading() as connection:
                self.doubts = verify.glance(raw_of(connection), self._log, keys)
            undo.pop_all()
        self._writer = Writer(self._engine, self._log)
        self.pins = Pins(self._writer, self.kind)

    @classmethod
    def create(cls, folder: Path, kind: StoreKind, passphrase: str, cost: KdfCost = CLINIC_COST) -> tuple["Store", str]:
        """A new store in a folder that is absent or empty, and its recovery code, shown this once."""
        from db.migrations import config, migrate

        keys, code = make_keys(kind, passphrase, cost)
        draft = claim_empty(folder)
        try:
            path = draft / DATABASE
            path.touch(mode=0o600)
            migrate(path, keys, config(), new=True)
            _write_identity(path, keys)
            sync_file(path)
            keys.save(draft)
            put_in_place(draft, folder)
        except BaseException:
            discard(draft)
            raise
        return cls(folder, keys), code

    @classmethod
    def open(cls, folder: Path, secret: str, kinds: Collection[StoreKind] = KINDS) -> "Store":
        """With the passphrase or the recovery code. A store of another kind than `kinds` is refused unopened."""
        if not any((folder / name).exists() for name in (KEYS, DATABASE)):
            raise StoreError("store-missing", folder=str(folder))
        file = read_keys(folder / KEYS)
        if file.kind not in kinds:
            raise StoreError("wrong-kind", found=file.kind, wanted=", ".join(kinds))
        return cls(folder, unlock(file, secret))

    def close(self) -> None:
        """The keys are let go of; Python can't wipe memory, so that what they were may stand in it for a while yet."""
        self._writer.close()
        self._keys.forget()
        self._engine.dispose()
        self._lock.free()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        if not self._lock.held:
            raise StoreError("closed")
        with reading(self._engine) as connection:
            yield connection

    def append(self, event: Event, before: SessionView | None = None, after: SessionView | None = None) -> Head:
        """Durable on return. The session's views are brought from `before` to `after` with it."""

        def job(raw: Raw, last: Head) -> Head:
            head = self._log.append(raw, event, last)
            if not event.session:
                write_changes(raw, {}, clinic_rows(event, head.seq))
            if after is not None and after != before:
                stand = session_rows(before) if before else standing_rows(raw, after.id)
                write_changes(raw, stand, session_rows(after))
            return head

        return self._writer.run(job)

    def events(self, session: str) -> list[Event]:
        with self._reading() as connection:
            return self._log.events(raw_of(connection), session)

    def head(self) -> Head:
        with self._reading() as connection:
            return self._log.head(raw_of(connection))

    def sessions(
        self, client: str = "", status: SessionStatus | Literal[""] = "", ended_since_utc_ms: int | None = None
    ) -> list[SessionView]:
        with self._reading() as connection:
            return reads.sessions(connection, client, status, ended_since_utc_ms)

    def clients(self) -> list[ClientView]:
        with self._reading() as connection:
            return reads.clients(connection)

    def client(self, client: str) -> ClientView | None:
        with self._reading() as connection:
            return next(iter(reads.clients(connection, client)), None)

    def people(self) -> list[Operator]:
        with self._reading() as connection:
            return reads.people(connection)

    def adopted(self, digest: str = "") -> AdoptedView | None:
        with self._reading() as connection:
            return reads.adopted(connection, digest)

    def beat(self, session: str, at: Instant) -> None:
        """One that cannot be written is only a sign of life that is missing."""
        with suppress(StoreError):
            self._writer.run(lambda raw, _: reads.write_beat(raw, session, at))

    def last_beat(self, session: str) -> Instant | None:
        with self._reading() as connection:
            return reads.read_beat(raw_of(connection), session)

    def hurried(self) -> AbstractContextManager[None]:
        """See the port."""
        if self.kind == "clinic":
            raise StoreError("wrong-kind", found=self.kind, wanted="example")
        return self._writer.hurried()

    def anchor(self) -> None:
        """Raises StoreError "keys-changed" rather than sign what another hand changed."""
        head = self.head()
        self._change_keys(lambda keys: keys.anchored(head))

    @property
    def person(self) -> str:
        return self._keys.person

    def admit(self, secret: str) -> str:
        """See the port."""
        with self._keys_lock:
            self._keys = self._keys.admit(secret)
            return self._keys.person

    def public_key(self, person: str) -> str:
        signer = self._keys.signers.get(person)
        return signer.public if signer else ""

    def sign(self, person: str, message: bytes) -> str:
        """See the port."""
        signer = self._keys.signers.get(person)
        if signer is None:
            raise StoreError("not-signed-in")
        return signer.sign(message)

    def set_passphrase(self, passphrase: str, person: str = "", cost: KdfCost = CLINIC_COST) -> None:
        """The new passphrase replaces the old; the recovery code stays."""
        self._change_keys(lambda keys: keys.with_person(_whose(keys, person), passphrase, cost))

    def _change_keys(self, change: Callable[[Keys], Keys]) -> None:
        with self._keys_lock:
            if not self._keys.intact:
                raise StoreError("keys-changed", file=str(self.folder / KEYS))
            changed = change(self._keys)
            if changed is not self._keys:
                changed.save(self.folder)
                self._keys = changed

    def verify(self, progress: Callable[[int, int], None] | None = None) -> list[Finding]:
        """A page that a checkpoint was writing, or was cut off while writing, is whole in the -wal: it is looked at
        again when all of that is in the file and nothing is written."""
        if not self._lock.held:
            raise StoreError("closed")
        found = verify.verify(lambda: connect(self.folder / DATABASE, self._keys), self._log, self._keys, progress)
        if any(finding.code == "cipher-page" for finding in found):
            with suppress(StoreError):
                self._writer.checkpoint()
                real = self._writer.run(lambda raw, _: list(verify.pages(raw)))
                found = real + [finding for finding in found if finding.code != "cipher-page"]
        return found

    def rebuild(self, view: Callable[[Sequence[Event]], SessionView]) -> int:
        def job(raw: Raw, _: Head) -> int:
            return write_changes(raw, standing_rows(raw), reads.rows_of_log(raw, self._log, view))

        return self._writer.run(job)

    def backup(self, at: Instant, folder: Path | None = None) -> Backup:
        target = folder or self.folder / BACKUPS
        return backup.write(self._engine, self._keys, target, backup.name_at(at.utc_ms), at.utc_ms)


def _whose(keys: Keys, person: str) -> str:
    """Who signed in; after the recovery code whoever is named, or the only one who has a slot."""
    known = {slot.person for slot in keys.file.slots if slot.kind == "passphrase"}
    return person or keys.person or next(iter(known))


def _write_identity(path: Path, keys: Keys) -> None:
    engine = make_engine(path, keys)
    try:
        with sqlite_errors(path), engine.begin() as connection:
            for name, value in (("db_uuid", keys.file.db_uuid), ("kind", keys.file.kind)):
                connection.exec_driver_sql("INSERT INTO meta (name, value) VALUES (?, ?)", (name, value))
    finally:
        engine.dispose()


def _migrate(folder: Path, keys: Keys) -> None:
    from db.migrations import config, migrate

    engine = make_engine(folder / DATABASE, keys)
    try:
        backup.write(engine, keys, folder / BACKUPS, f"before-schema-{SCHEMA}", None)
    finally:
        engine.dispose()
    migrate(folder / DATABASE, keys, config())

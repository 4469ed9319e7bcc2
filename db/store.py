"""The store itself: one folder with the database, its key file, its lock and its backups."""

import shutil
from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager, ExitStack, suppress
from pathlib import Path

from console.app.ports import (
    Backup,
    BackupCheck,
    BackupFile,
    Finding,
    Head,
    Progress,
    SessionView,
    StoreError,
    StoreKind,
)
from console.core.clock import Instant
from console.core.events import Event
from db import disk_reserve
from db.backup import backup_writer, emergency_copy, folder_swap, second_copy
from db.backup.backup_format import name_at
from db.backup.restore import look
from db.connections import Mode, Raw, connect, make_engine, raw_of
from db.create import bring_up, make
from db.errors import file_errors
from db.files import BACKUPS, DATABASE, KEYS, FolderLock
from db.keys import erasure, rekey
from db.keys.key_file import read_keys
from db.keys.key_ring import KeyRing
from db.keys.pins import Pins
from db.keys.store_keys import CLINIC_COST, KdfCost, Keys, unlock
from db.log import verify
from db.log.log import Log
from db.log.writer import Writer
from db.open_checks import check_header, check_identity, damage_named
from db.read_only import ReadOnlyWriter, mode_for, view_only
from db.views import session_queries
from db.views.queries import Queries
from db.views.tables import READABLE, SCHEMA
from db.views.view_rows import clinic_rows, session_rows, standing_rows, write_changes

KINDS: tuple[StoreKind, ...] = ("clinic", "example", "rehearsal")


class Store(KeyRing, Queries):
    """A store that is open, signed in to, and held against every other program. See `console.app.ports.Store`.

    doubts       what a glance found wrong on opening, to be followed by `verify`
    was_cut_off  the program that last had it open did not close it
    viewing      nothing can be written there: it is shown, and all that writes is refused with "viewing"
    """

    def __init__(self, folder: Path, keys: Keys, viewing: bool = False) -> None:
        """For `open` and `create`: everything about the folder has been checked but the database file itself."""
        self.folder, self.viewing = folder, viewing
        self._mode: Mode = mode_for(folder) if viewing else "rw"
        self.kind: StoreKind = keys.file.kind
        path, wal = folder / DATABASE, folder / (DATABASE + "-wal")
        self._file = path
        self._heads = {}
        super().__init__()
        with ExitStack() as undo:
            self._lock = FolderLock(folder, viewing)
            undo.callback(self._lock.free)
            check_header(path, keys.file.salt)
            self.was_cut_off = wal.exists() and wal.stat().st_size > 0
            schema = check_identity(path, keys, self._mode)
            if viewing and schema < READABLE:
                raise StoreError("viewing", folder=str(folder))
            if not viewing and schema < SCHEMA:
                bring_up(folder, keys)
            self._connect(keys)
            undo.callback(self._engine.dispose)
            with damage_named(path), self._reading() as connection:
                self._mark = self._lock.marked()
                self._doubts = verify.glance(raw_of(connection), self._log, keys, self._mark)
                if not self._doubts:
                    self._lock.mark(self._log.head(raw_of(connection)))
            undo.pop_all()

    def _connect(self, keys: Keys) -> None:
        """Everything that works with these keys; nothing is opened yet."""
        self._keys, self._log = keys, Log(keys)
        self._engine = make_engine(self._file, keys, self._mode)
        if self.viewing:
            self._writer: Writer = ReadOnlyWriter(self._engine, self._log, self.folder)
        else:
            self._writer = Writer(self._engine, self._log, lambda raw: _whole(self._file, raw))
        self.pins = Pins(self._writer, self.kind)

    @classmethod
    def create(cls, folder: Path, kind: StoreKind, passphrase: str, cost: KdfCost = CLINIC_COST) -> tuple["Store", str]:
        """A new store in a folder that is absent or empty, and its recovery code, shown this once."""
        keys, code = make(folder, kind, passphrase, cost)
        return cls(folder, keys), code

    @classmethod
    def open(cls, folder: Path, secret: str, kinds: Collection[StoreKind] = KINDS) -> "Store":
        """With the passphrase or the recovery code. A store of another kind than `kinds` is refused unopened."""
        with file_errors():
            folder_swap.finish(folder)
        if not any((folder / name).exists() for name in (KEYS, DATABASE)):
            raise StoreError("store-missing", folder=str(folder))
        if rekey.unsettled(folder):
            lock = FolderLock(folder)
            try:
                rekey.settle(folder)
            finally:
                lock.free()
        file = read_keys(folder / KEYS)
        if file.kind not in kinds:
            raise StoreError("wrong-kind", found=file.kind, wanted=", ".join(kinds))
        return cls(folder, unlock(file, secret), view_only(folder))

    @property
    def doubts(self) -> list[Finding]:
        return self._doubts

    def close(self) -> None:
        """The keys are let go of; Python can't wipe memory, so that what they were may stand in it for a while yet."""
        self._writer.close()
        self._keys.forget()
        self._engine.dispose()
        self._lock.free()

    def append(self, event: Event, before: SessionView | None = None, after: SessionView | None = None) -> Head:
        """Durable on return. The session's views are brought from `before` to `after` with it."""
        return self.append_all((event,), before, after)

    def append_all(
        self, events: Sequence[Event], before: SessionView | None = None, after: SessionView | None = None
    ) -> Head:
        """See the port."""

        def job(raw: Raw, head: Head) -> Head:
            for event in events:
                head = _record(raw, self._log, event, head)
            if after is not None and after != before:
                stand = session_rows(before) if before else standing_rows(raw, after.id)
                write_changes(raw, stand, session_rows(after))
            return head

        try:
            head = self._writer.run(job)
        except StoreError as error:
            if error.code != "disk-full" or not disk_reserve.release(self.folder):
                raise
            head = self._writer.run(job)
        self._lock.mark(head)
        return head

    def beat(self, session: str, at: Instant) -> None:
        """One that cannot be written is only a sign of life that is missing."""
        with suppress(StoreError):
            self._writer.run(lambda raw, _: session_queries.write_beat(raw, session, at))

    def bulk_load(self) -> AbstractContextManager[None]:
        """See the port."""
        if self.kind == "clinic":
            raise StoreError("wrong-kind", found=self.kind, wanted="example")
        return self._writer.bulk_load()

    def anchor(self) -> None:
        """Raises StoreError "keys-changed" rather than sign what another hand changed."""
        head = self.head()
        self._change_keys(lambda keys: keys.anchored(head))

    def shut_out(self, person: str, event: Event) -> Head:
        """See the port."""
        return self._renew(event, lambda: self._keys, lambda each: each != person)

    def renew_code(self, code: str, event: Event, cost: KdfCost | None = None) -> Head:
        """See the port."""
        return self._renew(event, lambda: self._with_code(code, cost), lambda _: True)

    def _renew(self, event: Event, changed: Callable[[], Keys], stays: Callable[[str], bool]) -> Head:
        """A new data key, for those who stay. A kill at any moment leaves all of it done or none."""
        heads: list[Head] = []

        def job(raw: Raw, log: Log, last: Head) -> Head:
            heads.append(_record(raw, log, event, last))
            return heads[-1]

        with self._keys_lock:
            self._require_intact()
            old = new = self._keys
            asked = changed()
            self._writer.close()
            try:
                new = rekey.prepare(self.folder, asked, stays, job)
                self._engine.dispose()
                rekey.commit(self.folder)
            finally:
                self._engine.dispose()
                rekey.settle(self.folder)
                stands = read_keys(self.folder / KEYS).salt
                self._connect(new if new.file.salt == stands else old)
        return heads[-1]

    def verify(
        self,
        progress: Progress | None = None,
        view: Callable[[Sequence[Event]], SessionView] | None = None,
        printed: Sequence[tuple[str, Head]] = (),
    ) -> list[Finding]:
        """A page that a checkpoint was writing, or was cut off while writing, is whole in the -wal: it is looked at
        again when all of that is in the file and nothing is written."""
        if not self._lock.held:
            raise StoreError("closed")
        also = verify.Also(second_copy.places(self.folder), tuple(printed), view, self._mark)
        path, keys = self.folder / DATABASE, self._keys
        found = verify.verify(lambda: connect(path, keys, self._mode), Log(keys), keys, progress, also)
        if any(finding.code == "cipher-page" for finding in found):
            with suppress(StoreError):
                self._writer.checkpoint()
                real = self._writer.run(lambda raw, _: list(verify.pages(raw)))
                found = real + [finding for finding in found if finding.code != "cipher-page"]
        return found

    def rebuild(self, view: Callable[[Sequence[Event]], SessionView]) -> int:
        def job(raw: Raw, _: Head) -> int:
            return write_changes(raw, standing_rows(raw), session_queries.rows_of_log(raw, self._log, view))

        return self._writer.run(job)

    def erase(self, event: Event, view: Callable[[Sequence[Event]], SessionView]) -> bool:
        """See the port."""
        self._writer.run(lambda raw, last: erasure.erase(raw, self._log, last, event, view))
        self._log.forget()
        return self._writer.checkpoint()

    def copies(self) -> list[tuple[str, int]]:
        with file_errors():
            return erasure.copies(self.folder / BACKUPS)

    def room(self) -> int:
        with file_errors():
            return shutil.disk_usage(self.folder).free

    def look(self, kept: BackupFile) -> BackupCheck:
        manifest = look(kept.file, self.folder, "", self._keys)
        return BackupCheck(kept, manifest.head.seq, not manifest.findings)

    def keep_room(self) -> bool:
        return not self.viewing and disk_reserve.lay(self.folder)

    def write_emergency_copy(self, data: bytes, folder: Path, at: Instant) -> Path:
        return emergency_copy.put_away(self._keys, data, folder, name_at(at.utc_ms))

    def read_emergency_copy(self, file: Path) -> bytes:
        return emergency_copy.read_own(file, self._keys)

    def backup(self, at: Instant, folder: Path | None = None) -> Backup:
        target = folder or self.folder / BACKUPS
        return backup_writer.write(self._engine, self._keys, target, name_at(at.utc_ms), at.utc_ms)


def _record(raw: Raw, log: Log, event: Event, last: Head) -> Head:
    """The event's row, and the rows that it makes as one of the clinic's own."""
    head = log.append(raw, event, last)
    if not event.session:
        write_changes(raw, {}, clinic_rows(event, head.seq))
    return head


def _whole(path: Path, raw: Raw) -> None:
    for bad in verify.pages(raw):
        raise StoreError("database-damaged", file=str(path), detail=bad.detail)

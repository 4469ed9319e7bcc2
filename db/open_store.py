"""What every part of an open store works with: its folder, its keys, its connections."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from threading import Lock

from sqlalchemy import Connection

from console.app.ports import Finding, Report, StoreError, StoreKind
from db.connections import Mode, Raw, make_engine, raw_of, reading
from db.create import bring_up, bring_up_copy
from db.files import DATABASE, FolderLock, discard
from db.keys.pins import Pins
from db.keys.store_keys import Keys
from db.log import kinds_noted
from db.log.file_checks import pages
from db.log.glance import glance
from db.log.log import Log
from db.log.writer import Writer
from db.open_checks import check_header, check_identity, name_damage
from db.read_gate import ReadGate
from db.read_only import ReadOnlyWriter, WhyViewing, mode_for
from db.views.unread import settle, unread


class OpenStore:
    """The folder, held against every other program, with the keys and the connections that were made with them.

    A read has a connection of its own for as long as it lasts, never the writer's: any thread may read while another
    writes, and neither waits. Only a new data key and closing wait for the reads that are under way.
    """

    def __init__(
        self, folder: Path, keys: Keys, why_viewing: WhyViewing = "", report: Report = lambda done, total: None
    ) -> None:
        """Open a folder of which everything has been checked but the database file itself. StoreError.

        A file of an earlier schema is brought to today's, and `report` hears how far that is; where it can't be written
        to, a private copy of it is, and shown.

        why_viewing  why nothing can be written there; "" where something can
        """
        self.folder, self.viewing, self._why_viewing = folder, bool(why_viewing), why_viewing
        viewing = self.viewing
        self._mode: Mode = mode_for(folder) if viewing else "rw"
        self.kind: StoreKind = keys.file.kind
        path, wal = folder / DATABASE, folder / (DATABASE + "-wal")
        self._file = path
        self._gate, self._keys_lock = ReadGate(), Lock()
        with ExitStack() as undo:
            self._lock = FolderLock(folder, viewing)
            undo.callback(self._lock.free)
            check_header(path, keys.file.salt)
            self.was_cut_off = wal.exists() and wal.stat().st_size > 0
            standing = check_identity(path, keys, self._mode)
            if viewing and standing != "today":
                self._file = bring_up_copy(path, keys, self._mode, standing, report)
                self._mode = "view"
                undo.callback(discard, self._file.parent)
            elif standing != "today":
                bring_up(folder, keys, standing, report)
            self._connect(keys)
            undo.callback(self._engine.dispose)
            self._glance()
            undo.pop_all()

    def _glance(self) -> None:
        """Know what stands out at once: where the log ends, and what nobody can read."""
        with name_damage(self._file), self._reading() as connection:
            self._mark = self._lock.read_mark()
            self._doubts = glance(raw_of(connection), self._log, self._keys, self._mark)
            if not self._doubts:
                self._lock.mark(self._log.head(raw_of(connection)))
            told, holds = unread(raw_of(connection), self._log)
            self._tell([*told, *kinds_noted.damaged(raw_of(connection), self._log)])
        if not (holds or self.viewing):
            with suppress(StoreError):
                self._writer.run(lambda raw, _: settle(raw, self._log))

    def _tell(self, found: Iterable[Finding]) -> None:
        """Add what was met to the doubts, once."""
        self._doubts += [each for each in found if each not in self._doubts]

    @property
    def viewing_error(self) -> StoreError:
        if self._why_viewing == "viewing-full":
            return StoreError("viewing-full", folder=str(self.folder))
        return StoreError("viewing", folder=str(self.folder))

    @property
    def identity(self) -> str:
        return self._keys.file.db_uuid

    def close(self) -> None:
        """Drop keys and connections, once the reads under way are done. Python can't wipe what memory holds."""
        self._writer.close()
        with self._gate.alone():
            self._keys.forget()
            self._engine.dispose()
            self._lock.free()
            if self._file != self.folder / DATABASE:
                discard(self._file.parent)

    def _connect(self, keys: Keys) -> None:
        """Make everything that works with these keys; nothing is opened yet."""
        self._keys, self._log = keys, Log(keys)
        self._engine = make_engine(self._file, keys, self._mode)
        if self.viewing:
            self._writer: Writer = ReadOnlyWriter(self._engine, self._log, self.viewing_error)
        else:
            self._writer = Writer(self._engine, self._log, lambda raw: _require_whole(self._file, raw))
        self.pins = Pins(self._writer, self.kind)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """Lend a connection that only reads, in any thread. StoreError "closed"."""
        with self._gate.reading():
            if not self._lock.held:
                raise StoreError("closed")
            with reading(self._engine) as connection:
                yield connection


def _require_whole(path: Path, raw: Raw) -> None:
    for bad in pages(raw):
        raise StoreError("database-damaged", file=str(path), detail=bad.detail)

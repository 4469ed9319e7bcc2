"""A store in memory: the port without a disk, for tests of what stands above it."""

from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec.structs import replace

from console.app.ports import (
    Backup,
    BackupCheck,
    BackupFile,
    Checked,
    CheckStopped,
    Finding,
    Head,
    Pace,
    Progress,
    SessionView,
    StoreKind,
    unpaced,
)
from console.core.clock import Instant
from console.core.events import Event
from db.log.field_encryption import join, split
from tests.support.memory_keys import MemoryKeyRing
from tests.support.memory_log import MemoryLog


class MemoryStoreBackups(MemoryLog):
    """Copies nothing; an emergency copy is a file as it was given."""

    def backup(self, at: Instant, folder: Path | None = None, pace: Pace = unpaced) -> Backup:
        return Backup(Path("memory"), len(self.log), "")

    def tidy_backups(self, pace: Pace = unpaced) -> None:
        pass

    def look(self, kept: BackupFile) -> BackupCheck:
        return BackupCheck(kept, len(self.log), whole=True)

    def copies(self) -> list[tuple[str, int]]:
        return []

    def contradictions(self, kept: Sequence[BackupFile]) -> list[Finding]:
        return []

    def clash(self, folder: Path) -> str:
        return ""

    def write_emergency_copy(self, data: bytes, folder: Path, at: Instant) -> Path:
        file = folder / f"{at.utc_ms}.stipple-emergency"
        file.write_bytes(data)
        return file

    def read_emergency_copy(self, file: Path) -> bytes:
        return file.read_bytes()


class MemoryMaintenance(MemoryLog):
    """Finds what it is told to find: `findings` by checking, `found` at a glance."""

    def __init__(self, kind: StoreKind = "rehearsal") -> None:
        super().__init__(kind)
        self.findings: list[Finding] = []
        self.found: list[Finding] = []
        self.free = 100 << 30
        self.closed = False
        self.checked = 0

    @property
    def doubts(self) -> list[Finding]:
        return self.found

    def verify(
        self,
        progress: Progress | None = None,
        view: Callable[[Sequence[Event]], SessionView] | None = None,
        printed: Sequence[tuple[str, Head]] = (),
    ) -> list[Finding]:
        if progress:
            progress("rows", len(self.log), len(self.log))
        return self.findings

    def check_on(
        self,
        utc_ms: int,
        whole: bool,
        view: Callable[[Sequence[Event]], SessionView],
        progress: Progress | None = None,
        printed: Sequence[tuple[str, Head]] = (),
    ) -> Checked:
        """Goes on from what it checked before, which it keeps in memory."""
        after = 0 if whole or self.whole_check_is_due(utc_ms) else self.checked
        try:
            found = tuple(self.verify(progress, view, printed))
        except CheckStopped:
            return Checked((), after, after, utc_ms, stopped=True)
        self.checked = len(self.log)
        return Checked(found, len(self.log), after, utc_ms)

    def whole_check_is_due(self, utc_ms: int) -> bool:
        return not self.checked

    def rebuild(self, view: Callable[[Sequence[Event]], SessionView]) -> int:
        return 0

    def erase(self, event: Event, view: Callable[[Sequence[Event]], SessionView]) -> bool:
        self.append(event)
        for at, each in enumerate(self.log):
            if each.client == event.client:
                kind, (rest, _) = str(each.body.__struct_config__.tag), split(each)
                self.log[at] = replace(each, body=join(at, kind, each.version, rest, None)[0])
        self.fold_again()
        return True

    def free_bytes(self) -> int:
        return self.free

    def lay_reserve(self) -> bool:
        return True

    def close(self) -> None:
        self.closed = True


class MemoryStore(MemoryKeyRing, MemoryStoreBackups, MemoryMaintenance):
    """A whole store, in the parts of `console.app.ports`."""

"""Backups without a disk, for tests of what stands above them."""

from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from console.app.ports import BackupCheck, BackupFile, RestoreResult, SecondCopy, StoreError
from console.core.clock import Instant

DAY_MS = 86_400_000


class MemoryBackups:
    """`found` are the backups; each opens with `secret`. What is asked of it is noted in `asked`."""

    def __init__(self, utc_ms: int, secret: str = "four plain words") -> None:
        ages = (0, 1, 2, 8)
        self.found = [BackupFile(Path(f"/here/{age}.stipple-backup"), utc_ms - age * DAY_MS) for age in ages]
        self.medium: SecondCopy | None = None
        self.secret = secret
        self.problem: StoreError | None = None
        self.asked: list[str] = []

    def backup_files(self, folder: Path, migrations: bool = False) -> list[BackupFile]:
        copies = [replace(each, file=Path("/stick") / each.file.name, second=True) for each in self.found[:1]]
        return [*self.found, *(copies if self.medium else [])]

    def second(self, folder: Path) -> SecondCopy | None:
        return self.medium

    def choose_second(self, folder: Path, medium: Path) -> None:
        self.medium = SecondCopy(medium)

    def forget_second(self, folder: Path) -> None:
        self.medium = None

    def copy(self, folder: Path, file: Path, utc_ms: int, clash: Callable[[Path], str] = lambda _: "") -> None:
        if self.problem:
            raise self.problem
        if self.medium:
            self.medium = SecondCopy(self.medium.folder, utc_ms)

    def thin(self, folder: Path, utc_ms: int, good: str) -> list[Path]:
        return []

    def look(self, folder: Path, kept: BackupFile, secret: str) -> BackupCheck:
        if secret != self.secret:
            raise StoreError("wrong-secret")
        return BackupCheck(kept, 1204, whole=kept is not self.found[0])

    def restore(self, folder: Path, file: Path, secret: str, at: Instant) -> None:
        self.asked.append(f"restore {file}")

    def put_back(
        self, folder: Path, file: Path, secret: str, at: Instant, ready: Callable[[Path], object] = lambda _: None
    ) -> RestoreResult:
        if secret != self.secret:
            raise StoreError("wrong-secret")
        ready(folder)
        self.asked.append(f"put back {file.name}")
        return RestoreResult(folder.with_name("Stipple-damaged-2026-03-02T100000-000Z"), 1204, 1210, 1213)

    def put_back_keys(self, folder: Path, secret: str, utc_ms: int) -> Path:
        raise StoreError("no-backup", folder=str(folder))

    def emergency(self, file: Path, secret: str) -> bytes:
        raise StoreError("backup-missing", file=str(file))

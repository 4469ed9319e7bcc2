"""Backups as people meet them: made each day and at every sign-off, kept twice, checked, and put back after damage."""

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from console.app.clinic import Clinic
from console.app.ports import (
    Backup,
    BackupCheck,
    BackupFile,
    BackupStore,
    Finding,
    Pace,
    Progress,
    SecondCopy,
    Store,
    StoreError,
    unpaced,
)
from console.app.verify import check
from console.core.clock import Clock
from console.core.people import Operator
from console.core.refusal import Refusal

DAY_MS = 86_400_000
NAG_DAYS = 7


class BackupStatus(Struct, frozen=True):
    """How the clinic's backups stand.

    late_days  since so many days there is no second copy; 0 while that is no more than a week
    doubts     what a backup knows that the clinic does not, and what a glance found wrong when the clinic was opened
    """

    backups: tuple[BackupFile, ...]
    second: SecondCopy | None
    late_days: int
    problem: StoreError | None
    doubts: tuple[Finding, ...]


class Backups:
    """The backups of an open store. `make` may run beside the engine; what it leaves to note is noted by `note`."""

    def __init__(
        self,
        store: Store,
        clinic: Clinic,
        clock: Clock,
        backup_store: BackupStore,
        folder: Path,
        pace: Pace = unpaced,
    ) -> None:
        self._store, self._clinic, self._clock = store, clinic, clock
        self._backup_store, self._folder, self._pace = backup_store, folder, pace
        self.problem: StoreError | None = None
        """Why the last backup, or its second copy, could not be made."""

    def due(self, day: Callable[[int], object]) -> bool:
        """Return whether there is no backup of today; `day` tells of which day an instant (UTC ms) is."""
        if self._store.viewing:
            return False
        newest = max(
            (each.utc_ms for each in self._backup_store.backup_files(self._folder) if not each.second), default=None
        )
        return newest is None or day(newest) != day(self._clock.now().utc_ms)

    def make(self) -> Backup | None:
        """Make a backup, open and check it, copy it to the second medium, thin the old ones.

        Return None where it could not be made, and say why in `problem`.
        """
        self.problem = None
        at = self._clock.now()
        try:
            if self._store.viewing:
                raise self._store.viewing_error
            made = self._store.backup(at, pace=self._pace)
        except StoreError as error:
            self.problem = error
            return None
        try:
            self._copy(made.file, at.utc_ms)
            self._backup_store.thin(self._folder, at.utc_ms, made.file.name)
        except StoreError as error:
            self.problem = error
        return made

    def _copy(self, file: Path, utc_ms: int) -> None:
        """Put a copy on the second medium; "two-heads" where another copy of this clinic writes there. StoreError."""
        second = self._backup_store.second(self._folder)
        if second and (clash := self._store.clash(second.folder)):
            raise StoreError("two-heads", folder=str(second.folder), file=clash)
        self._backup_store.copy(self._folder, file, utc_ms, self._store.clash)

    def note(self, made: Backup | None) -> None:
        """Write into the log that the backup was made; in the engine's thread."""
        if made is not None:
            self._clinic.note_backup(made)

    def choose(self, medium: Path | None, operator: Operator) -> None:
        """Choose the folder for second copies, and put the newest backup there at once; None ends them. Refusal."""
        if "export" not in operator.rights:
            raise Refusal("may-not-choose-medium", name=operator.name)
        self.problem = None
        if medium is None:
            self._backup_store.forget_second(self._folder)
            return
        self._backup_store.choose_second(self._folder, medium)
        own = [each for each in self._backup_store.backup_files(self._folder) if not each.second]
        for newest in own[:1]:
            self._copy(newest.file, self._clock.now().utc_ms)

    def check_whole(self, progress: Progress) -> None:
        """Check everything, where that is due; what is found is among the doubts from then on."""
        if not self._store.viewing and self._store.whole_check_is_due(self._clock.now().utc_ms):
            check(self._store, self._clock, "UTC", progress, whole=True)

    def look(self, kept: BackupFile) -> BackupCheck:
        """Open and check one of them."""
        return self._store.look(kept)

    def tidy(self) -> None:
        """Make the many small files of the backups few; why it could not be done is said in `problem`."""
        try:
            if not self._store.viewing:
                self._store.tidy_backups(self._pace)
        except StoreError as error:
            self.problem = self.problem or error

    def lay_reserve(self) -> None:
        """Lay down the reserve for a full disk, where there is room for it."""
        self._store.lay_reserve()

    def status(self) -> BackupStatus:
        """Return how the backups stand."""
        kept, second = self._backup_store.backup_files(self._folder), self._backup_store.second(self._folder)
        since = [second.copied_utc_ms] if second else [each.utc_ms for each in kept[-1:] if not each.second]
        days = [(self._clock.now().utc_ms - at) // DAY_MS for at in since if at is not None]
        late = next((each for each in days if each >= NAG_DAYS), 0)
        doubts = tuple(dict.fromkeys((*self._store.contradictions(kept), *self._store.doubts)))
        problem = self._store.viewing_error if self._store.viewing else self.problem
        return BackupStatus(tuple(kept), second, late, problem, doubts)

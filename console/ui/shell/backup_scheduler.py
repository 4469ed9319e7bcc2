"""Makes backups beside the engine and, once a week, checks everything: in a thread and over a connection of its own."""

from contextlib import suppress
from functools import partial
from threading import Event

from PySide6.QtCore import QObject, QTimer, Signal

from console.app.backups import Backups, BackupStatus
from console.app.ports import Backup, CheckStage, CheckStopped
from console.ui.shell.model import Model
from console.ui.shell.runner import Runner

LOOK_MS = 600_000
"""So often it is looked whether a new day has begun, and whether everything is to be checked."""
BYTES_A_SECOND = 2_600_000
"""What is written beside the presses where there is much of it: 256 kB in a tenth of a second costs them nothing."""


class Stopped(Exception):
    """The store is about to be closed: what was written stays, and the next backup goes on from there."""


class Pacer:
    """Waits after each piece of a long backup, in its thread; ends it between two pieces once it is told to."""

    def __init__(self) -> None:
        self._stopping = Event()

    def __call__(self, size: int) -> None:
        if self._stopping.wait(size / BYTES_A_SECOND):
            raise Stopped

    def stop(self) -> None:
        self._stopping.set()


class BackupScheduler(QObject):
    """Only a clinic's own store is kept. `changed` brings how its backups stand."""

    changed = Signal(object)

    def __init__(self, model: Model) -> None:
        super().__init__(model)
        self._model = model
        self._runner = Runner(self)
        self._pacer = Pacer()
        self._unnoted: list[Backup] = []
        self.backups: Backups | None = None
        self.status: BackupStatus | None = None
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.daily)
        self._timer.timeout.connect(self.check_whole)
        self._wanted = False
        model.opened.connect(self.use)
        model.closing.connect(self.close)

    def use(self) -> None:
        """The model's store from now on; the first backup of the day is made at once."""
        dependencies, model = self._model.dependencies, self._model
        self.backups, self.status = None, None
        if dependencies.backup_store is None or model.open_clinic.store.kind != "clinic":
            return
        self._pacer = Pacer()
        self.backups = Backups(
            model.open_clinic.store,
            model.open_clinic.clinic,
            dependencies.clock,
            dependencies.backup_store(),
            dependencies.folder,
            self._pacer,
        )
        model.open_clinic.sessions.back_up = self.make
        self._timer.start()
        self.daily()
        if model.open_clinic.store.viewing:
            self.look_again()

    def daily(self) -> None:
        """A backup, where there is none of today."""
        backups, day_of = self.backups, self._model.words.day_of
        if backups is not None:
            self._runner.run(lambda: self._kept(backups) if backups.due(day_of) else None, self._came, self._failed)

    def check_whole(self) -> None:
        """Everything, where it is due and no session is open; it ends as soon as one is, or a backup is to be made."""
        backups = self.backups
        if backups is not None and not self._model.open_sessions:
            self._wanted = False
            self._runner.run(lambda: backups.check_whole(self._go_on), lambda _: self.look_again(), self._failed)

    def _go_on(self, stage: CheckStage, done: int, total: int) -> None:
        """In the scheduler's thread."""
        if self._wanted or self.backups is None or self._model.open_sessions:
            raise CheckStopped

    def make(self) -> None:
        """A backup now; also from the engine's thread."""
        backups = self.backups
        self._wanted = True
        if backups is not None:
            self._runner.run(lambda: self._kept(backups), self._came, self._failed)

    def look_again(self) -> None:
        """`changed` brings how they stand now."""
        if self.backups is not None:
            self._runner.run(self.backups.status, partial(self._show, self.backups), self._failed)

    def close(self) -> None:
        """The store is about to be closed: what is under way ends first."""
        self._timer.stop()
        self._pacer.stop()
        backups = self.backups
        self.backups = None
        self._runner.close()
        for made in self._unnoted:
            if backups is not None:
                backups.note(made)
        self._unnoted.clear()
        self._runner.deleteLater()
        self._runner = Runner(self)

    def _kept(self, backups: Backups) -> None:
        """Make a backup, in the scheduler's thread."""
        with suppress(Stopped):
            made = backups.make()
            backups.lay_reserve()
            if made is not None:
                self._unnoted.append(made)
            backups.tidy()

    def _came(self, _: None) -> None:
        backups = self.backups
        if backups is not None:
            self._model.run(lambda: self._note(backups), lambda _: None)
            self.look_again()

    def _note(self, backups: Backups) -> None:
        """In the engine's thread."""
        while self._unnoted:
            backups.note(self._unnoted.pop(0))

    def _show(self, backups: Backups, status: BackupStatus) -> None:
        if backups is not self.backups:
            return
        self.status = status
        self.changed.emit(status)

    def _failed(self, error: BaseException) -> None:
        self._model.broken.emit(error)
        raise error

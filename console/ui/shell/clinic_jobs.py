"""The engine's threads as the window sees them: jobs go out, answers, refusals and trouble come in."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TypeVar

from msgspec import Struct
from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from console.app.clinic import Clinic
from console.app.ports import Store, StoreError
from console.app.sessions import Sessions
from console.core.events import SessionBody
from console.core.refusal import Refusal
from console.ui.shell.open_clinic import OpenClinic
from console.ui.shell.runner import Failed, Runner
from console.ui.shell.window_dependencies import WindowDependencies

SLOW_MS = 400
"""A job that takes longer is said to be saving."""

Result = TypeVar("Result")


class RefusedIntent(Struct, frozen=True):
    """What the engine refused and why: with a situation, the same intent goes through with a reason."""

    refusal: Refusal
    body: SessionBody | None = None
    ago_ms: int = 0


class ClinicJobs(QObject):
    """Run jobs on the open clinic, one after the other. What was asked in a clinic that was closed reaches nobody.

    refused   a RefusedIntent: the rules said no, nothing has changed
    trouble   the StoreError that stands in the way, None once something was written again
    saving    whether an answer takes long
    broken    an exception that is our mistake; it is raised, too
    """

    opened = Signal()
    """A clinic was opened: `open_clinic` holds it."""
    closing = Signal()
    """The open clinic is about to be closed; what uses its store ends now."""
    refused = Signal(object)
    trouble = Signal(object)
    saving = Signal(bool)
    broken = Signal(object)

    def __init__(self, dependencies: WindowDependencies, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.dependencies = dependencies
        self.words = dependencies.words
        self.problem: StoreError | None = None
        self.runner = Runner(self)
        self._readers: dict[bool, Runner] = {}
        self._reading = 0
        self._open: OpenClinic | None = None
        self._slow = QTimer(self, singleShot=True, interval=SLOW_MS)
        self._slow.timeout.connect(partial(self.saving.emit, True))

    def use(self, store: Store, sessions: Sessions | None = None, clinic: Clinic | None = None) -> None:
        """Take this store for the open clinic; a rehearsal brings its own use cases."""
        if self._open is not None:
            if sessions is not None and sessions is self._open.sessions:
                return
            self.closing.emit()
            self._open.pages.close()
        self._open = OpenClinic(store, self.dependencies, sessions, clinic)
        self.opened.emit()

    def today(self) -> date:
        """Return today where the clinic is."""
        return self.words.day_of(self.dependencies.clock.now().utc_ms)

    @property
    def is_open(self) -> bool:
        return self._open is not None

    @property
    def open_clinic(self) -> OpenClinic:
        """The clinic that is open. Only what belongs to one asks: it goes before the clinic does."""
        assert self._open is not None, "no clinic is open"
        return self._open

    def run(self, job: Callable[[], Result], then: Callable[[Result], object]) -> None:
        """Run a use case in the engine's thread. A refusal or trouble is published, anything else is our mistake."""
        self.ask(job, then, self.fail)

    def read(
        self,
        job: Callable[[], Result],
        then: Callable[[Result], object],
        failed: Callable[[BaseException], object] | None = None,
        long: bool = False,
    ) -> None:
        """Run a job that only reads, in a second thread and over a connection of its own: no press waits for it.

        It begins after what was asked of the engine before, and sees it. What may take minutes is `long` and has a
        third thread, so that no telephone number waits for a check. `failed` gets an error in place of `fail`.
        """
        clinic = self._open

        def missed(error: BaseException) -> None:
            if clinic is self._open:  # else the store was closed under it
                (failed or self.fail)(error)

        def begin(_: None) -> None:
            self._reading -= 1
            if clinic is self._open:
                self._reader(long).run(job, lambda result: self._came(clinic, then, result), missed)

        self._reading += 1
        self.runner.run(lambda: None, begin, missed)

    def _reader(self, long: bool) -> Runner:
        if long not in self._readers:
            self._readers[long] = Runner(self)
        return self._readers[long]

    @property
    def busy(self) -> bool:
        """Whether an answer is due from any thread."""
        return self.runner.busy or self._reading > 0 or any(reader.busy for reader in self._readers.values())

    def close_clinic(self, then: Callable[[], object]) -> None:
        """Drop the open clinic with its pages and close its store; call `then` afterwards.

        Python cannot wipe the memory of what it let go of.
        """
        clinic = self.open_clinic
        self.closing.emit()
        self._open = None
        self.problem = None
        clinic.pages.close()

        def failed(error: BaseException) -> None:
            then()
            self.fail(error)

        self.ask(clinic.store.close, lambda _: then(), failed)

    def close(self) -> None:
        """End all threads and close the store: the program ends."""
        if self._open is not None:
            self.closing.emit()
        self._slow.stop()
        self.runner.close()
        for reader in self._readers.values():
            reader.close()
        if self._open is not None:
            self._open.store.close()
            self._open.pages.close()

    def ask(
        self, job: Callable[[], Result], then: Callable[[Result], object], failed: Callable[[BaseException], None]
    ) -> None:
        """Run the job in the engine's thread: `failed` gets its error. It is said where it takes long."""
        clinic = self._open
        self._slow.start()
        self.runner.run(job, lambda result: self._came(clinic, then, result), self._of(clinic, failed))

    def _of(self, clinic: OpenClinic | None, failed: Callable[[BaseException], object]) -> Failed:
        """Return what tells an error to those of its own clinic alone; what is our mistake is told in any."""

        def tell(error: BaseException) -> None:
            if clinic is self._open or not isinstance(error, Refusal | StoreError):
                failed(error)
            else:
                self._settled()

        return tell

    def _came(self, clinic: OpenClinic | None, then: Callable[[Result], object], result: Result) -> None:
        """Deliver to a page that still stands, of the clinic in which it was asked."""
        self._settled()
        owner = getattr(then.func if isinstance(then, partial) else then, "__self__", None)
        if clinic is self._open and (not isinstance(owner, QObject) or isValid(owner)):
            then(result)

    def fail(self, error: BaseException, body: SessionBody | None = None, ago_ms: int = 0) -> None:
        """Publish what stands in the way; `body` and `ago_ms` are what was proposed. Raise what is our mistake."""
        self._settled()
        if isinstance(error, Refusal):
            self.refused.emit(RefusedIntent(error, body, ago_ms))
        elif isinstance(error, StoreError):
            self.problem = error
            self.trouble.emit(error)
        else:
            self.broken.emit(error)
            raise error

    def _settled(self) -> None:
        if not self.runner.busy:
            self._slow.stop()
            self.saving.emit(False)

"""The one bridge between the window and the use cases: calls go out, published state and signals come in."""

from collections.abc import Callable
from typing import TypeVar

from msgspec import Struct
from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from console.app.clinic import Clinic
from console.app.ports import Store, StoreError
from console.app.sessions import Sessions
from console.core.alarms import Alarm, Timer, alarms, timers
from console.core.errors import Refusal
from console.core.events import SessionBody, SignedOff, StepDone
from console.core.people import Operator
from console.core.plan import Action, next_action
from console.core.state import SessionState
from console.ui.shell.dependencies import WindowDependencies
from console.ui.shell.open_clinic import OpenClinic
from console.ui.shell.runner import Runner

BEAT_MS = 5_000
SLOW_MS = 400
DOUBLE_MS = 300
"""A second press of the primary action within this never finishes a step, nor one so soon after the page changed."""
FINISHES = (StepDone, SignedOff)

Result = TypeVar("Result")


class Refused(Struct, frozen=True):
    """What the engine refused and why: with a situation, the same intent goes through with a reason."""

    refusal: Refusal
    body: SessionBody | None = None
    ago_ms: int = 0


class Model(QObject):
    """Holds the state last published by the engine; every change to it is durable before it is shown."""

    opened = Signal()
    """A clinic was opened: `open_clinic` holds it."""
    closing = Signal()
    """The open clinic is about to be closed; what uses its store ends now."""
    session_changed = Signal(object)
    open_changed = Signal()
    refused = Signal(object)
    trouble = Signal(object)
    saving = Signal(bool)
    broken = Signal(object)

    def __init__(self, dependencies: WindowDependencies, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.dependencies = dependencies
        self.words = dependencies.words
        self.operator: Operator | None = None
        self.session: SessionState | None = None
        self.open_sessions: tuple[SessionState, ...] = ()
        self.problem: StoreError | None = None
        self._wanted = "-"
        self._led: set[str] = set()
        self.runner = Runner(self)
        self._beside: Runner | None = None
        self._reading = 0
        self._last_primary = -DOUBLE_MS
        self._slow = QTimer(self, singleShot=True, interval=SLOW_MS)
        self._slow.timeout.connect(lambda: self.saving.emit(True))
        self._beat = QTimer(self, interval=BEAT_MS)
        self._beat.timeout.connect(self._beaten)
        self._open: OpenClinic | None = None

    def use(self, store: Store, sessions: Sessions | None = None, clinic: Clinic | None = None) -> None:
        """Take this store for the open clinic; a rehearsal brings its own use cases."""
        if self._open is not None:
            if sessions is not None and sessions is self._open.sessions:
                return
            self.closing.emit()
            self._open.pages.close()
        self._open = OpenClinic(store, self.dependencies, sessions, clinic)
        self._led.clear()
        self._beat.start()
        self.opened.emit()

    @property
    def is_open(self) -> bool:
        return self._open is not None

    @property
    def open_clinic(self) -> OpenClinic:
        """The clinic that is open. Only what belongs to one asks: it goes before the clinic does."""
        assert self._open is not None, "no clinic is open"
        return self._open

    @property
    def beside(self) -> Runner:
        """A second thread, for what is long and only reads."""
        self._beside = self._beside or Runner(self)
        return self._beside

    def sign_in(self, operator: Operator) -> None:
        self.operator = operator
        self.open_clinic.clinic.actor = operator.id

    def run(self, job: Callable[[], Result], then: Callable[[Result], object]) -> None:
        """Runs a use case in the engine's thread. A refusal or trouble is published, anything else is our mistake."""
        self._ask(job, then, lambda error: self._failed(error, None, 0))

    def read(
        self,
        job: Callable[[], Result],
        then: Callable[[Result], object],
        failed: Callable[[BaseException], object] | None = None,
    ) -> None:
        """Run a job that only reads, in a second thread and over a connection of its own: no press waits for it.

        It begins after what was asked of the engine before, and sees it. `failed` gets an error in place of `_failed`.
        """
        clinic = self._open

        def missed(error: BaseException) -> None:
            if clinic is self._open:
                failed(error) if failed is not None else self._failed(error, None, 0)

        def begin(_: None) -> None:
            self._reading -= 1
            self.beside.run(job, lambda result: self._came(clinic, then, result), missed)

        self._reading += 1
        self.runner.run(lambda: None, begin, missed)

    @property
    def busy(self) -> bool:
        """Whether an answer is due from either thread."""
        return self.runner.busy or self._reading > 0 or (self._beside is not None and self._beside.busy)

    def look_around(self) -> None:
        """Asks for every open session, the other couches' too."""
        sessions = self.open_clinic.sessions
        self.run(lambda: tuple(sessions.open()), self._found_open)

    def begin(self, client: str, couch: str = "") -> None:
        operator, sessions = self.operator, self.open_clinic.sessions
        assert operator is not None
        self._wanted = ""
        self.run(lambda: sessions.begin(client, operator, couch), self._committed)

    def choose(self, session: str) -> None:
        """Takes an open session in hand, or opens a signed one."""
        self._wanted, sessions = session, self.open_clinic.sessions
        self.run(lambda: sessions.state(session), self._publish)

    def go_on(self, session: str) -> None:
        """Takes it in hand; where the program was away since its last entry, that is recorded."""
        if session in self._led or all(each.id != session for each in self.open_sessions):
            self.choose(session)
        else:
            self.resume(session)

    def resume(self, session: str, off_ms: int | None = None) -> None:
        """Goes on after the program was away; `off_ms` where somebody had to say how long."""
        if self.open_clinic.store.viewing:
            self.choose(session)
            return
        self._wanted, sessions = session, self.open_clinic.sessions
        self.run(lambda: sessions.resume(session, off_ms), self._committed)

    def leave(self) -> None:
        """Nothing is in hand; the session stays open."""
        self.session, self._wanted = None, "-"

    def propose(self, body: SessionBody, ago_ms: int = 0) -> None:
        """What somebody did. It is shown once it is durable; `refused` or `trouble` where it is not."""
        assert self.session is not None
        self.propose_for(self.session.id, body, ago_ms)

    def take_up(self, state: SessionState) -> None:
        """Has a session in hand again as it stands, without asking."""
        self.session, self._wanted = state, state.id
        self.session_changed.emit(state)

    def propose_for(self, session: str, body: SessionBody, ago_ms: int = 0, actor: str = "") -> None:
        """The same for any open session, another couch's too; `actor` where it is not the session's own."""
        sessions = self.open_clinic.sessions
        self._ask(
            lambda: sessions.propose(session, body, ago_ms, actor),
            self._committed,
            lambda error: self._failed(error, body, ago_ms),
        )

    def primary(self, may_finish: bool = True) -> None:
        """The next action, as it stands when its turn comes: a fast second press never does the first one again.

        Without `may_finish` it ends no step: what it ends was not on the screen long enough to be meant."""
        assert self.session is not None
        session, sessions, now = self.session.id, self.open_clinic.sessions, self.dependencies.clock.now().boot_ms
        quick, self._last_primary = 0 <= now - self._last_primary < DOUBLE_MS, now
        hasty = quick or not may_finish
        done: list[SessionBody] = []

        def job() -> SessionState:
            action = sessions.next_action(session)
            if action.intent is None or (hasty and isinstance(action.intent, FINISHES)):
                return sessions.state(session)
            done.append(action.intent)
            return sessions.propose(session, action.intent)

        self._ask(
            job,
            lambda state: (self._committed if done else self._publish)(state),
            lambda error: self._failed(error, done[0] if done else None, 0),
        )

    def now_t(self) -> int:
        """Now, on the session's own time."""
        assert self.session is not None
        return self.session.timeline.t(self.dependencies.clock.now())

    def next_action(self) -> Action:
        assert self.session is not None
        return next_action(self.session, self.now_t())

    def timers_of(self, state: SessionState) -> list[Timer]:
        return timers(state, state.timeline.t(self.dependencies.clock.now()))

    def alarms_of(self, state: SessionState) -> list[Alarm]:
        return alarms(state, state.timeline.t(self.dependencies.clock.now()))

    def close_clinic(self, then: Callable[[], object]) -> None:
        """Sign everybody out, drop the open clinic with its pages and close its store; call `then` afterwards.

        Python cannot wipe the memory of what it let go of.
        """
        clinic = self.open_clinic
        self.closing.emit()
        self._beat.stop()
        self.leave()
        self.operator, self.open_sessions = None, ()
        self._led.clear()
        self._open = None
        clinic.pages.close()
        self.run(clinic.store.close, lambda _: then())

    def close(self) -> None:
        """End both threads and close the store: the program ends."""
        if self._open is not None:
            self.closing.emit()
        self._beat.stop()
        self._slow.stop()
        self.runner.close()
        if self._beside is not None:
            self._beside.close()
        if self._open is not None:
            self._open.store.close()

    def _ask(
        self, job: Callable[[], Result], then: Callable[[Result], object], failed: Callable[[BaseException], None]
    ) -> None:
        """Run the job in the engine's thread; say so where it takes long."""
        clinic = self._open
        self._slow.start()
        self.runner.run(job, lambda result: self._came(clinic, then, result), failed)

    def _came(self, clinic: OpenClinic | None, then: Callable[[Result], object], result: Result) -> None:
        """Deliver to a page that still stands, of the clinic in which it was asked."""
        self._settled()
        owner = getattr(then, "__self__", None)
        if clinic is self._open and (not isinstance(owner, QObject) or isValid(owner)):
            then(result)

    def _committed(self, state: SessionState) -> None:
        """Only what was written shows that the trouble is over."""
        if self.problem is not None:
            self.problem = None
            self.trouble.emit(None)
        self._led.add(state.id)
        self._publish(state)

    def _publish(self, state: SessionState) -> None:
        others = tuple(each for each in self.open_sessions if each.id != state.id)
        self.open_sessions = others if state.signed else (*others, state)
        if self._wanted in ("", state.id):
            self.session, self._wanted = state, state.id
            self.session_changed.emit(state)
        else:
            self.open_changed.emit()

    def _found_open(self, states: tuple[SessionState, ...]) -> None:
        """The one in hand is shown anew where it went on without being asked: its client was changed."""
        self.open_sessions = states
        self.open_changed.emit()
        mine = next((each for each in states if self.session and each.id == self.session.id), None)
        if mine is not None and mine is not self.session:
            self.session = mine
            self.session_changed.emit(mine)

    def _failed(self, error: BaseException, body: SessionBody | None, ago_ms: int) -> None:
        self._settled()
        if isinstance(error, Refusal):
            self.refused.emit(Refused(error, body, ago_ms))
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

    def _beaten(self) -> None:
        self.runner.run(self.open_clinic.sessions.beat, lambda _: None, lambda error: self._failed(error, None, 0))

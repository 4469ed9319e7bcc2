"""The one bridge between the window and the use cases: calls go out, published state and signals come in."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from console.app.late_signatures import sign_waiting
from console.app.ports import StoreError
from console.app.session_number import session_number
from console.core.actions import Action
from console.core.alarms import Alarm, Timer, alarms, timers
from console.core.event_rules import rules_of
from console.core.events import SessionBody
from console.core.next_action import next_action
from console.core.people import Operator
from console.core.state import SessionState
from console.ui.input.keys import DOUBLE_MS
from console.ui.kit.drafts import Drafts
from console.ui.shell.clinic_jobs import ClinicJobs
from console.ui.shell.window_dependencies import WindowDependencies

BEAT_MS = 5_000


class Model(ClinicJobs):
    """Holds the state last published by the engine; every change to it is durable before it is shown."""

    ignored = Signal()
    """A press of the primary action did nothing: what it would have done was not what it was for."""
    said = Signal(str)
    """What the page in sight tells of something that was left a moment ago; "" once that is over."""
    lock_asked = Signal()
    """Somebody presses to lock the screen, on whatever lies over a page."""
    session_changed = Signal(object)
    open_changed = Signal()
    session_numbered = Signal()

    def __init__(self, dependencies: WindowDependencies, parent: QObject | None = None) -> None:
        super().__init__(dependencies, parent)
        self.operator: Operator | None = None
        self.drafts = Drafts(self)
        self.session: SessionState | None = None
        self.session_number: int | None = None
        """Which of their client's sessions the one in hand is; read once, None until then."""
        self.open_sessions: tuple[SessionState, ...] = ()
        """Oldest first: each keeps its place, whichever was worked on last."""
        self._wanted = "-"
        self._led: set[str] = set()
        self._last_primary = -DOUBLE_MS
        self.proposals = 0
        """How many intents came by another way than the primary action."""
        self._beat = QTimer(self, interval=BEAT_MS)
        self._beat.timeout.connect(self._beaten)
        self.opened.connect(self._begin_beating)
        self.closing.connect(self._forget)
        self.trouble.connect(self._keep_typed)

    def sign_in(self, operator: Operator) -> None:
        self.operator = operator
        self.open_clinic.clinic.actor = operator.id
        self.drafts.come(operator)

    def sign_waiting(self, operator: Operator) -> None:
        """Have whoever has just signed in sign what came at a danger card after a sign-off."""
        store, sessions = self.open_clinic.store, self.open_clinic.sessions
        self.run(lambda: sign_waiting(store, sessions, operator.id), lambda _: None)

    def look_around(self) -> None:
        """Asks for every open session, the other couches' too."""
        sessions = self.open_clinic.sessions
        self.run(lambda: tuple(sessions.open()), self._found_open)

    def begin(self, client: str, couch: str = "") -> None:
        operator, sessions = self.operator, self.open_clinic.sessions
        assert operator is not None
        self._wanted = ""
        self.run(lambda: sessions.begin(client, operator, couch), self.show_written)

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
        self.run(lambda: sessions.resume(session, off_ms), self.show_written)

    def leave(self) -> None:
        """Nothing is in hand; the session stays open."""
        self.session, self._wanted = None, "-"

    def propose(self, body: SessionBody, ago_ms: int = 0) -> None:
        """What somebody did. It is shown once it is durable; `refused` or `trouble` where it is not."""
        assert self.session is not None
        self.propose_for(self.session.id, body, ago_ms)

    def take_up(self, state: SessionState) -> None:
        """Has a session in hand again as it stands, without asking."""
        self._take(state)

    def propose_for(self, session: str, body: SessionBody, ago_ms: int = 0, actor: str = "") -> None:
        """The same for any open session, another couch's too; `actor` where it is not the session's own."""
        sessions = self.open_clinic.sessions
        self.proposals += 1
        self.ask(
            lambda: sessions.propose(session, body, ago_ms, actor),
            self.show_written,
            lambda error: self.fail(error, body, ago_ms),
        )

    def primary(self, code: str, may_finish: bool = True) -> None:
        """The next action, as it stands when its turn comes: a fast second press never does the first one again.

        Where it is of another kind than `code` by then, which the press was for, nothing is done and `ignored` emitted.
        Without `may_finish` it ends no step: what it ends was not on the screen long enough to be meant."""
        assert self.session is not None
        session, sessions, now = self.session.id, self.open_clinic.sessions, self.dependencies.clock.now().boot_ms
        quick, self._last_primary = 0 <= now - self._last_primary < DOUBLE_MS, now
        hasty = quick or not may_finish
        done, came = list[SessionBody](), list[str]()

        def job() -> SessionState:
            action = sessions.next_action(session)
            came.append(action.code)
            if action.intent is None or action.code != code or (hasty and rules_of(action.intent).ends_step):
                return sessions.state(session)
            done.append(action.intent)
            return sessions.propose(session, action.intent)

        def then(state: SessionState) -> None:
            (self.show_written if done else self._publish)(state)
            if came != [code]:
                self.ignored.emit()

        self.ask(
            job,
            then,
            lambda error: self.fail(error, done[0] if done else None),
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

    def show_written(self, state: SessionState) -> None:
        """Publish what was written: only that shows that a trouble is over."""
        if self.problem is not None:
            self.problem = None
            self.trouble.emit(None)
        self.drafts.arrived()
        self._led.add(state.id)
        self._publish(state)

    def _publish(self, state: SessionState) -> None:
        before = self.open_sessions
        at = next((at for at, each in enumerate(before) if each.id == state.id), len(before))
        self.open_sessions = (*before[:at], *(() if state.over else (state,)), *before[at + 1 :])
        if self._wanted in ("", state.id):
            self._take(state)
        else:
            self.open_changed.emit()

    def _take(self, state: SessionState) -> None:
        """Have the session in hand as it stands; one that was not is numbered beside the engine."""
        if self.session is None or self.session.id != state.id:
            store, self.session_number = self.open_clinic.store, None
            self.read(lambda: session_number(store, state), partial(self._number_read, state.id))
        self.session, self._wanted = state, state.id
        self.session_changed.emit(state)

    def _number_read(self, session: str, number: int) -> None:
        if self.session is not None and self.session.id == session:
            self.session_number = number
            self.session_numbered.emit()

    def _found_open(self, states: tuple[SessionState, ...]) -> None:
        """The one in hand is shown anew where it went on without being asked: its client was changed."""
        self.open_sessions = states
        self.open_changed.emit()
        mine = next((each for each in states if self.session and each.id == self.session.id), None)
        if mine is not None and mine is not self.session:
            self.session = mine
            self.session_changed.emit(mine)

    def _keep_typed(self, error: StoreError | None) -> None:
        """What was on its way to be recorded is not lost with the disk."""
        if error is not None:
            self.drafts.stayed()

    def _begin_beating(self) -> None:
        self._beat.start()

    def _forget(self) -> None:
        """Sign everybody out: nothing of the clinic that is closed is held on to."""
        self._beat.stop()
        self.leave()
        self.operator, self.open_sessions = None, ()
        self.drafts.clear()
        self._led.clear()

    def _beaten(self) -> None:
        self.runner.run(self.open_clinic.sessions.beat, lambda _: None, self.fail)

"""The danger card away from a session: the signs and the number first, then whose it is, with one press."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal

from console.app.late_danger import LateDanger, record_late
from console.core.clock import Instant
from console.core.danger import danger_for, first_event, open_card
from console.core.danger_parts import Danger
from console.core.events import UNKNOWN, SessionBody
from console.core.protocol import Protocol
from console.core.state import SessionState
from console.ui.danger.couch_choice import CouchChoice
from console.ui.danger.cream_lines import cream_lines
from console.ui.danger.creams_elsewhere import ask_elsewhere
from console.ui.danger.danger_acts import DangerActs
from console.ui.danger.danger_board import DangerBoard
from console.ui.danger.danger_columns import DangerColumns
from console.ui.input.key_scope import KeyScope
from console.ui.kit.choice import Choice
from console.ui.kit.prompt import Prompt
from console.ui.kit.theme import Theme
from console.ui.shell.model import Model


class DangerPanel(DangerColumns):
    """`begin` opens it. With one session open it is recorded there at once; else nothing is until one is named.

    Emits `closed` when it is left.
    """

    closed = Signal()

    def __init__(self, model: Model, theme: Theme, keys: KeyScope, prompt: Prompt, locked: bool) -> None:
        """`keys` and `prompt` are the page's on which it stands. Where it is `locked`, no client is named."""
        super().__init__(theme, DangerBoard(model, model.words.say("danger", "close")))
        self._model, self._prompt = model, prompt
        self._actor = UNKNOWN if locked else ""
        self._state: SessionState | None = None
        self._asking = self._elsewhere = ""
        self.choice = CouchChoice(model, locked)
        self.board.asked.addWidget(self.choice)
        self.choice.chosen.connect(self._name)
        self.choice.nobodys.connect(self._ask_nobodys)
        self.choice.filled.connect(self._show)
        self._acts = DangerActs(model, prompt, self.board, lambda: self._state, self._propose)
        self._acts.waiting.connect(self._show)
        self._acts.ended.connect(self.closed)
        self.board.back.connect(self._close)
        model.open_changed.connect(self._follow)
        self._bind(keys)

    def begin(self) -> None:
        """Open the card: where one is open, that one; else in the one open session, or to be named."""
        clinic, model = self._model.open_clinic, self._model
        running = [each for each in model.open_sessions if open_card(each)]
        stands = self._state is not None and open_card(self._state) is not None
        if not stands:
            self._state = running[0] if len(running) == 1 else None
        model.said.emit("")
        self.board.call.read()
        self.choice.forget()
        model.read(lambda: clinic.clinic.protocol()[1], self._show_protocol)
        if self._state is None and not clinic.store.viewing:
            clinic.late_danger = clinic.late_danger or LateDanger(self._now())
            if len(model.open_sessions) == 1 and model.open_sessions[0].timeline.sure(self._now()):
                self._name(model.open_sessions[0].id)
            else:
                self.choice.load()
        self._show()

    def tick(self) -> None:
        """Show how long it goes on; called four times a second at most."""
        if not self.isVisible():
            return
        late, run = self._model.open_clinic.late_danger, open_card(self._state) if self._state else None
        if self._state is not None and run is not None:
            self.board.show_time(self._state.timeline.t(self._now()) - run.begun.t_ms)
        elif late is not None:
            self.board.show_time(self._now().boot_ms - late.opened.boot_ms)

    def digit(self, number: int) -> None:
        """Choose whose it is, else do what has this key."""
        if self._choosing:
            self.choice.digit(number)
        else:
            self.board.actions.digit(number)

    @property
    def _choosing(self) -> bool:
        """Whether digits name a session."""
        return not self.choice.isHidden() and self.choice.any

    def _show(self) -> None:
        clinic, run = self._model.open_clinic, open_card(self._state) if self._state else None
        late = clinic.late_danger if self._state is None else None
        self.choice.setVisible(late is not None and (self.choice.any or bool(late.done)))
        self.board.actions.number(not self._choosing)
        if late is not None:
            self.board.show_late(late)
        else:
            self.board.show_card(self._state, run)
        self.board.show_known(*(cream_lines(self._model.words, self._state) if self._state else ()))
        self.tick()

    def _name(self, session: str) -> None:
        """Record in this session what was done so far, with the times at which it was."""
        late, clock = self._model.open_clinic.late_danger, self._model.dependencies.clock
        sessions, actor = self._model.open_clinic.sessions, self._actor
        if late is not None and self._asking != session:
            self._asking = session
            job = partial(record_late, sessions, clock, session, late, actor)
            self._model.ask(job, partial(self._named, late), self._refused)

    def _named(self, written: LateDanger, state: SessionState) -> None:
        """Show where it was recorded, and record what was pressed meanwhile."""
        late, self._asking = self._model.open_clinic.late_danger, ""
        self._model.open_clinic.late_danger = None
        self._written(state)
        for body, at in late.done[len(written.done) :] if late else ():
            self._propose(body, self._now().boot_ms - at.boot_ms)
        first = first_event(state, state.timeline.t(self._now()))
        self.board.guide.show_danger(self._danger(state.protocol), first or self.board.guide.shown)
        self._look_elsewhere()

    def _written(self, state: SessionState) -> None:
        self._state = state
        self._model.show_written(state)
        self._show()

    def _refused(self, error: BaseException) -> None:
        self._asking = ""
        self._model.fail(error)
        self.choice.load()
        self._show()

    def _propose(self, body: SessionBody, ago_ms: int = 0) -> None:
        """Write it in the session that was named; without one there is nothing to write in."""
        if self._state is not None:
            job = partial(self._model.open_clinic.sessions.propose, self._state.id, body, ago_ms, self._actor)
            self._model.ask(job, self._written, self._refused)

    def _ask_nobodys(self) -> None:
        """What was done is asked about before it goes; opened alone it was nothing."""
        late, say = self._model.open_clinic.late_danger, self._model.words.say
        if late is None or not late.done:
            self._drop()
            return
        sure = Choice(say("danger", "nobodys"), self._drop, "danger")
        self._prompt.ask(say("danger", "nobodys-sure", count=len(late.done)), [sure])

    def _drop(self) -> None:
        """It was nobody's: there is nothing to record."""
        self._model.open_clinic.late_danger = None
        self.closed.emit()

    def _close(self) -> None:
        """What was done stays, to be recorded once somebody is named; opened alone it was nothing."""
        late = self._model.open_clinic.late_danger
        if late is not None and not late.done:
            self._model.open_clinic.late_danger = None
        self.closed.emit()
        self._model.said.emit(self._stays)

    @property
    def _stays(self) -> str:
        """What is said to who turns away: which card stays open, and how to come back to it; "" where none does."""
        say, state = partial(self._model.words.say, "danger"), self._state
        if self._model.open_clinic.late_danger is not None:
            return say("stays-unnamed")
        if state is None or open_card(state) is None:
            return ""
        return say("stays-empty" if self._acts.empty else "stays", where=self.choice.name_of(state))

    def _follow(self) -> None:
        """What another page wrote in the session that was named."""
        found = [each for each in self._model.open_sessions if self._state and each.id == self._state.id]
        if found and found[0] is not self._state:
            self._state = found[0]
            self._show()

    def _show_protocol(self, protocol: Protocol) -> None:
        self.board.show_danger(self._danger(protocol))
        self._show()
        self._look_elsewhere()

    def _look_elsewhere(self) -> None:
        if self._state is not None and self._state.id != self._elsewhere:
            ask_elsewhere(self._model, self._state, partial(self._found_elsewhere, self._state.id))

    def _found_elsewhere(self, session: str) -> None:
        """Another session put cream on this one's client today."""
        self._elsewhere = session
        if self._state is not None and self._state.id == session:
            self.board.guide.show_danger(self._danger(self._state.protocol))

    def _danger(self, protocol: Protocol) -> Danger:
        """Return what this session's own protocol says, in its order; the clinic's until a session is named."""
        state = self._state
        if state is None:
            return protocol.danger
        return danger_for(state, state.timeline.t(self._now()), self._elsewhere == state.id)

    def _now(self) -> Instant:
        return self._model.dependencies.clock.now()

    def _bind(self, keys: KeyScope) -> None:
        turn = self.board.guide.arrow
        acts: dict[str, Callable[[], object]] = {
            "home": self._close, "primary": self._acts.primary, "undo": self._acts.close_empty,
            "left": partial(turn, -1, 0), "right": partial(turn, 1, 0),
            "up": partial(turn, 0, -1), "down": partial(turn, 0, 1),
        }  # fmt: skip
        keys.bind({**acts, **{f"digit-{number}": partial(self.digit, number) for number in range(10)}}, self)

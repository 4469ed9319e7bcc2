"""What a press on the danger card does, wherever the card is shown."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from console.core.danger import cream_removal, open_card
from console.core.events import DangerAction, DangerOver, SessionBody
from console.core.state import SessionState
from console.ui.danger.danger_board import DangerBoard, creamed
from console.ui.danger.ending_prompt import ask_what_it_was
from console.ui.danger.reading_prompt import ask_reading, value_of_last
from console.ui.input.keys import DOUBLE_MS
from console.ui.kit.prompt import Prompt
from console.ui.shell.model import Model


class DangerActs(QObject):
    """Notes what was done and asks for its reading, takes the cream off, ends the danger.

    `state` gives the session that all of it goes into by `propose`. Where that is None, what was done waits in the
    clinic's late danger, and `waiting` is emitted.
    """

    waiting = Signal()
    ended = Signal()
    """The danger is over, and what it was is said or left out."""

    def __init__(
        self, model: Model, prompt: Prompt, board: DangerBoard, state: Callable[[], SessionState | None],
        propose: Callable[[SessionBody], object],
    ) -> None:  # fmt: skip
        super().__init__()
        self._model, self._prompt, self._board, self._state, self._propose = model, prompt, board, state, propose
        self._ending = False
        self._last = ("", -DOUBLE_MS)
        prompt.closed.connect(self._leave)
        board.pressed.connect(self._note)
        board.cream_off.connect(self._take_off)
        board.over.connect(self.end)
        board.mistaken.connect(self.close_empty)

    def primary(self) -> bool:
        """Take the cream off where there is some; nothing else is done by a pedal. Return whether there was."""
        state = self._state()
        if state is None or not creamed(state):
            return False
        self._take_off()
        return True

    def _is_double(self, what: str) -> bool:
        """Whether the same was pressed so shortly before, by key, pedal or finger, that both are one."""
        now = self._model.dependencies.clock.now().boot_ms
        before, at = self._last
        self._last = (what, now)
        return what == before and 0 <= now - at < DOUBLE_MS

    def _note(self, what: str) -> None:
        if self._is_double(what):
            return
        clinic = self._model.open_clinic
        if self._state() is not None:
            self._propose(DangerAction(what))
        elif clinic.late_danger is not None:
            clinic.late_danger = clinic.late_danger.plus(what, self._model.dependencies.clock.now())
            self.waiting.emit()
        reading = self._board.danger.reading(what)
        if reading is not None:
            ask_reading(self._prompt, self._model.words, reading, partial(self._tell_value, what))

    def _tell_value(self, what: str, value: str) -> None:
        clinic, state = self._model.open_clinic, self._state()
        body = value_of_last(open_card(state) if state else None, what, value)
        if body is not None:
            self._propose(body)
        elif state is None and clinic.late_danger is not None:
            clinic.late_danger = clinic.late_danger.valued(value)
            self.waiting.emit()

    def _take_off(self) -> None:
        """Every cream, at once; where one is too early the card is the reason."""
        state = self._state()
        if state is not None and not self._is_double(self._board.danger.first):
            t = state.timeline.t(self._model.dependencies.clock.now())
            for body in cream_removal(state, t, self._board.say("reason")):
                self._propose(body)

    def end(self) -> None:
        """Record that the danger is over, and ask once what it was."""
        state = self._state()
        run = open_card(state) if state else None
        self._propose(DangerOver())
        if state is not None and run is not None:
            told = partial(self._tell_what, run.number)
            self._ending = ask_what_it_was(self._prompt, self._model.words, state.protocol.danger, told)
        if not self._ending:
            self.ended.emit()

    @property
    def empty(self) -> bool:
        """Whether a card is open on which nothing was recorded yet."""
        state = self._state()
        run = open_card(state) if state else None
        return run is not None and not run.done

    @property
    def opened_again(self) -> str:
        """What is said to who opens the card that is in sight: what closes it."""
        return self._board.say("again-empty" if self.empty else "again")

    def close_empty(self) -> None:
        """Close the card that nobody meant to open: it was opened, and nothing happened. One with entries stays."""
        if self.empty:
            self._propose(DangerOver(what=self._board.say("nothing")))
            self.ended.emit()

    def _tell_what(self, number: int, what: str) -> None:
        self._propose(DangerOver(number, what))

    def _leave(self) -> None:
        if self._ending:
            self._ending = False
            self.ended.emit()

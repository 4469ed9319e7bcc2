"""What the run screen asks of a reaction: what it is, what was done, how severe it is, whether it is over."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import get_args

from console.core.events import ReactionGraded, ReactionOver, ReactionSeen, Severity
from console.core.reactions import actions
from console.core.state import SessionState
from console.core.state_parts import Reaction
from console.ui.kit.choice import Choice
from console.ui.session.pane_context import PaneContext


class ReactionPrompts:
    """`ask` is R on every step; `end` says that one is over."""

    def __init__(self, context: PaneContext) -> None:
        self._context, self._model = context, context.model
        self._reacting = False
        self._recording = 0
        context.prompt.closed.connect(self._closed)
        self._model.session_changed.connect(self._committed)

    @property
    def going(self) -> bool:
        """Whether a reaction runs."""
        return self._state is not None and any(each.over is None for each in self._state.reactions)

    @property
    def _state(self) -> SessionState | None:
        return self._model.session

    def ask(self) -> None:
        """What, then what was done; the time is that of the first press."""
        state = self._state
        if state is None or state.signed:
            return
        if self._reacting:
            return
        began = self._model.now_t()
        words = state.protocol.reactions
        choices = [Choice(what, partial(self._ask_action, what, began), "danger") for what in words.what]
        again = self._context.words.say("event", "severity-again")
        choices.append(Choice(self._context.say("reaction-over"), self.end, idle=not self.going))
        choices.append(Choice(again, self._grade, idle=not state.reactions))
        self._context.prompt.ask(self._context.say("reaction-what"), choices, self._context.say("reaction-long"))
        self._reacting = True

    def end(self) -> None:
        """Of several, which one."""
        state = self._state
        if state is None:
            return
        going = [each for each in state.reactions if each.over is None]
        if len(going) == 1:
            self._end(going[0])
            return
        self._ask_which(self._context.say("reaction-which"), going, self._end)

    def _end(self, reaction: Reaction) -> None:
        self._context.propose(ReactionOver(reaction.number))

    def _ask_action(self, what: str, began: int) -> None:
        state = self._state
        if state is None:
            return
        zones = (state.current,) if state.current else ()
        number = max((each.number for each in state.reactions), default=0) + 1

        def propose(action: str) -> None:
            ago_ms = max(0, self._model.now_t() - began)
            self._context.propose(ReactionSeen(what, zones, action), ago_ms)
            self._ask_severity(number, what)

        choices = [Choice(each, partial(propose, each), idle=not so) for each, so in actions(state).items()]
        choices.append(Choice(self._context.say("nothing-yet"), partial(propose, "")))
        self._context.prompt.ask(self._context.say("reaction-done"), choices, what)
        self._reacting = True

    def _ask_severity(self, number: int, what: str) -> None:
        """Ask how severe the reaction is, and say whether it is recorded: it loses nothing where nobody answers."""
        say, state = partial(self._context.words.say, "event"), self._state
        choices = [
            Choice(say(f"choose-{grade}"), partial(self._context.propose, ReactionGraded(grade, number)))
            for grade in get_args(Severity)
        ]
        known = state is not None and any(each.number == number for each in state.reactions)
        said = say("severity-recorded" if known else "severity-recording", what=what)
        self._context.prompt.ask(say("severity"), choices, said, columns=3, away=say("severity-later"))
        self._recording = 0 if known else number

    def _committed(self, state: SessionState) -> None:
        """Say on the sheet that is open that its reaction is recorded, once it is."""
        found = next((each for each in state.reactions if each.number == self._recording), None)
        if found is not None:
            self._recording = 0
            self._context.prompt.tell(self._context.words.say("event", "severity-recorded", what=found.what))

    def _grade(self) -> None:
        """Grade one of the reactions that there were; of several, which one."""
        state = self._state
        if state is None:
            return
        if len(state.reactions) == 1:
            self._ask_severity(state.reactions[0].number, state.reactions[0].what)
            return
        grade = self._context.words.say("event", "severity-which")
        self._ask_which(grade, state.reactions, lambda each: self._ask_severity(each.number, each.what))

    def _ask_which(self, title: str, open_: Sequence[Reaction], act: Callable[[Reaction], object]) -> None:
        """Which of those that are open to it; each has its own number for its digit, whichever were taken back."""
        known = {each.number: each for each in self._state.reactions} if self._state else {}
        gone = self._context.say("reaction-gone")
        choices = []
        for number in range(1, max(known, default=0) + 1):
            found = known.get(number)
            if found is None:
                choices.append(Choice(gone, lambda: None, idle=True))
            else:
                choices.append(Choice(found.what, partial(act, found), idle=found not in open_))
        self._context.prompt.ask(title, choices)

    def _closed(self) -> None:
        self._reacting, self._recording = False, 0

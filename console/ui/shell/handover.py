"""Whose a session is that comes in hand, and who did what in it while the screen was locked."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from console.core.attribution import UNNAMED_SUFFIX, named_with, unattributed_entries
from console.core.events import HandedOver
from console.core.people import Operator
from console.core.state import SessionState
from console.ui.kit.choice import Choice
from console.ui.kit.later import later
from console.ui.session.panes.attribution_prompt import ask_who
from console.ui.shell.model import Model
from console.ui.shell.window import Window

if TYPE_CHECKING:
    from console.ui.session.session_page import SessionPage


class Handover(QObject):
    """Asks on the run screen: another person goes on only by their own press; of a deed it asks once."""

    def __init__(self, model: Model, window: Window, home: Callable[[], object]) -> None:
        super().__init__(window)
        self._model, self._window, self._home = model, window, home
        self._say = partial(model.words.say, "lock")
        self._in_hand = ""
        self._deciding = False
        self._asked: set[str] = set()
        self._taking = ""
        model.session_changed.connect(self._came)
        window.session_made.connect(self._made)

    def handed_to(self, person: str) -> None:
        """By id: this person has the session that comes next without being asked. "" for nobody."""
        self._taking = person

    def leave(self) -> None:
        """The session is out of hand: whoever takes it next is asked anew."""
        self._in_hand, self._deciding = "", False

    def _made(self, page: "SessionPage") -> None:
        page.prompt.closed.connect(self._closed)

    def _closed(self) -> None:
        """After what the choice itself does."""
        later(self, self._name_or_judge)

    def _came(self, state: SessionState) -> None:
        operator = self._model.operator
        new, self._in_hand = state.id != self._in_hand, state.id
        taking, self._taking = self._taking, ""
        if new and operator and operator.id == taking != state.operator.id and not state.signed:
            self._take(operator)
        elif new and operator and operator.id != state.operator.id and not state.signed:
            self._ask_over(state, operator)
        else:
            self._name_or_judge()

    def _name_or_judge(self) -> None:
        state = self._model.session
        if state is None or state.signed:
            return
        page = self._window.session_page
        if not page.isVisible() or not page.prompt.isHidden():
            return
        if self._deciding:
            self._home()
            return
        for deed in unattributed_entries(state):
            if deed.id not in self._asked:
                with_it = [each + UNNAMED_SUFFIX for each in named_with(state, deed.at.event)]
                ask_who(page.context, deed, shown=partial(self._asked.update, with_it))
                return

    def _ask_over(self, state: SessionState, operator: Operator) -> None:
        """Until it is answered the session is theirs who had it; unanswered, home."""
        may = "treat" in operator.rights
        yes = Choice(self._say("go-on-yes", name=operator.name), partial(self._take, operator), idle=not may)
        choices = [yes, Choice(self._say("go-on-no"), self._home)]
        said = self._say("go-on-long" if may else "go-on-may-not", name=state.operator.name)
        self._deciding = True
        self._window.session_page.prompt.ask(self._say("go-on"), choices, said)

    def _take(self, operator: Operator) -> None:
        self._deciding = False
        self._model.propose(HandedOver(operator))

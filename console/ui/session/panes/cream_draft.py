"""What is entered of a cream that is not on yet, kept for whoever entered it, session by session."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QLineEdit, QWidget

from console.core.state import SessionState
from console.ui.kit.drafts import Place
from console.ui.kit.form_draft import HasAside, is_typed, put_text
from console.ui.session.pane_context import PaneContext


class CreamDraft:
    """`parts` hold what stands in none of the `lines`; `agent` returns the cream that all of it is about.

    What was scanned or pressed is taken down when the form is left: nothing is entered while it is hidden.
    """

    def __init__(
        self, context: PaneContext, form: QWidget, lines: Mapping[str, QLineEdit], parts: Mapping[str, HasAside],
        agent: Callable[[], str], empty: Callable[[], object],
    ) -> None:  # fmt: skip
        self._drafts, self._title = context.model.drafts, context.say("numbing")
        self._form, self._lines, self._parts, self._agent, self._empty = form, lines, parts, agent, empty
        self._place: Place | None = None
        for line in lines.values():
            line.textEdited.connect(self._keep)
        self._drafts.left.connect(self._let_go)

    def agent_for(self, state: SessionState) -> str | None:
        """Return of which cream something stood in the form for this session, "" where none was chosen; None where it
        is there, or nothing did.
        """
        place = Place("cream", state.client, state.id)
        if place == self._place:
            return None
        self._place, found = place, self._drafts.at(place)
        return str(found.get("agent", "")) if found else None

    def put_back(self) -> None:
        """Have it stand there again."""
        found = self._drafts.at(self._place) if self._place else {}
        by_hand = self._place is not None and self._drafts.by_hand(self._place)
        for name, line in self._lines.items():
            if found.get(name):
                put_text(line, str(found[name]), by_hand)
        for name, part in self._parts.items():
            aside = found.get(name)
            if isinstance(aside, dict):
                part.put_aside(aside)
        self._keep()

    def look_again(self) -> None:
        """The form is left, or opened anew: what stood in it comes back with the state that is shown next."""
        self._keep()
        self._place = None

    def drop(self) -> None:
        """It was of another cream than the one that is chosen."""
        if self._place is not None:
            self._drafts.drop(self._place)

    def send(self) -> None:
        """It is on its way to be recorded."""
        if self._place is not None:
            self._keep()
            self._drafts.send(self._place)

    def _keep(self) -> None:
        if self._place is None or self._form.isHidden():
            return
        texts = {name: line.text() for name, line in self._lines.items()}
        asides = {name: part.aside for name, part in self._parts.items()}
        some = any(texts.values()) or any(any(each.values()) for each in asides.values())
        values = {"agent": self._agent(), **asides, **texts} if some else {}
        typed = any(line.text() and is_typed(line) for line in self._lines.values())
        pressed = any(part.by_hand and any(part.aside.values()) for part in self._parts.values())
        self._drafts.keep(self._place, self._title, values, typed or pressed)

    def _let_go(self) -> None:
        if self._place is not None:
            self.look_again()
            self._empty()

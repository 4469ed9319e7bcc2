"""What is typed of a cream that is not on yet, kept for whoever typed it, session by session."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QLineEdit

from console.core.state import SessionState
from console.ui.kit.drafts import Place
from console.ui.kit.form_draft import HasAside, put_text
from console.ui.session.pane_context import PaneContext


class CreamDraft:
    """`agent` returns the cream that the lines are about; `empty` takes everything off the form."""

    def __init__(
        self, context: PaneContext, lines: Mapping[str, QLineEdit], pack: HasAside, agent: Callable[[], str],
        empty: Callable[[], object],
    ) -> None:  # fmt: skip
        self._drafts, self._title = context.model.drafts, context.say("numbing")
        self._lines, self._pack, self._agent, self._empty = lines, pack, agent, empty
        self._place: Place | None = None
        for line in lines.values():
            line.textEdited.connect(self._keep)
        self._drafts.left.connect(self._let_go)

    def agent_for(self, state: SessionState) -> str:
        """Return of which cream something stood in the form for this session; "" where it is there, or nothing did."""
        place = Place("cream", state.client, state.id)
        if place == self._place:
            return ""
        self._place = place
        return str(self._drafts.at(place).get("agent", ""))

    def put_back(self) -> None:
        """Have it stand there again."""
        found = self._drafts.at(self._place) if self._place else {}
        for name, line in self._lines.items():
            if found.get(name):
                put_text(line, str(found[name]))
        scanned = found.get("pack")
        if isinstance(scanned, dict):
            self._pack.put_aside(scanned)

    def send(self) -> None:
        """It is on its way to be recorded."""
        if self._place is not None:
            self._drafts.send(self._place)

    def _keep(self) -> None:
        texts = {name: line.text() for name, line in self._lines.items()}
        if self._place is not None:
            typed = {"agent": self._agent(), "pack": self._pack.aside, **texts} if any(texts.values()) else {}
            self._drafts.keep(self._place, self._title, typed)

    def _let_go(self) -> None:
        if self._place is not None:
            self._place = None
            self._empty()

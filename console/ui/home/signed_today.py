"""The sessions that were signed off today, each with the way to its paper."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QFrame, QVBoxLayout

from console.app.today import ViewedSession
from console.core.text.words import Words
from console.ui.clients.client_name import Clients, name_among
from console.ui.kit.labels import button, label
from console.ui.kit.layouts import clear_layout, column, row
from console.ui.kit.whole_name import WholeName


class SignedToday(QVBoxLayout):
    """A line each; `summary` is called with a session's id."""

    def __init__(self, words: Words, summary: Callable[[str], object]) -> None:
        super().__init__()
        self._words, self._summary, self._say = words, summary, partial(words.say, "home")
        self.setSpacing(12)

    def show_signed(self, signed: Sequence[ViewedSession], named: Clients) -> None:
        """Show these in place of what stood there; `named` are the clients who are named on the page."""
        clear_layout(self)
        for done in signed:
            self.addWidget(self._line(done, named))
        if not signed:
            self.addWidget(label(self._say("none-signed"), "body", "soft", wrap=True))

    def _line(self, done: ViewedSession, named: Clients) -> QFrame:
        view = done.view
        name = WholeName("body")
        name.set_text(name_among(self._words, view.client, done.profile, named))
        ended = self._words.time(self._words.local(view.ended_utc_ms or 0, view.ended_min))
        line = self._say("signed-line", time=ended, number=view.number)
        aloud = self._say("summary-of", name=name.accessibleName(), number=view.number)
        shown = button(self._words.say("clients", "summary"), partial(self._summary, view.id), "tab", aloud)
        made = QFrame()
        inside = row(column(name, label(line, "small", "soft", wrap=True), gap=2), shown, gap=8)
        inside.setStretch(0, 1)
        made.setLayout(inside)
        return made

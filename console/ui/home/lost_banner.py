"""What home says of sessions that were open and can't be read any more."""

from collections.abc import Callable, Iterable

from console.app.today import ViewedSession
from console.core.text.words import Words
from console.ui.clients.client_name import Clients, name_among
from console.ui.kit.banner import Banner


class LostBanner(Banner):
    """Shown on home while there is such a session, a line for each; nobody can go on with it."""

    def __init__(self, words: Words, pressed: Callable[[], object]) -> None:
        super().__init__("stop", "", words.say("home", "settings"), pressed)
        self._words = words
        self.hide()

    def show_lost(self, lost: Iterable[ViewedSession], named: Clients) -> None:
        """`named` are the clients who are named on the page."""
        text = "\n".join(self._line(each, named) for each in lost)
        self.set_text(text, "stop")
        self.setVisible(bool(text))

    def _line(self, each: ViewedSession, named: Clients) -> str:
        words, name = self._words, name_among(self._words, each.view.client, each.profile, named)
        day = words.day(words.day_of(each.view.begun_utc_ms, each.view.begun_min))
        return words.say("home", "lost", name=name, day=day, number=each.view.number)

"""What the first key of a scan did before the scan was known: it is taken back, and said."""

from collections.abc import Callable, Mapping

from console.app.taking_back import TakenBack, take_back
from console.core.text.entry_words import entry_text
from console.ui.shell.model import Model


class ScanHead:
    """`standing` before a key acts; `take_back` with that once it was a scan's. `tell` says what came of it."""

    def __init__(self, model: Model, tell: Callable[[str], object]) -> None:
        self._model, self._tell = model, tell

    def standing(self) -> Mapping[str, int]:
        """Return how many entries each open session has."""
        return {each.id: len(each.history) for each in self._model.open_sessions}

    def take_back(self, before: Mapping[str, int]) -> None:
        """Take back what came since in those sessions, behind whatever is being recorded."""
        if not self._model.is_open:
            return
        sessions = self._model.open_clinic.sessions
        self._model.ask(lambda: take_back(sessions, before), self._taken, self._model.fail)

    def _taken(self, taken: TakenBack) -> None:
        for state in taken.states:
            self._model.show_written(state)
        words = self._model.words
        parts = [words.say("scan", "headed")]
        for code, entries in (("headed-gone", taken.gone), ("headed-left", taken.left)):
            what = [entry_text(words, state, event) for state, event in entries]
            parts += [words.say("scan", code, what=words.listed(what))] if what else []
        self._tell(" ".join([*parts, words.say("scan", "headed-look")]))

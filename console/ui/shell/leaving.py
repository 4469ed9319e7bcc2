"""The ways out of a clinic, and what was typed and not saved, as it is said before it is lost."""

from collections.abc import Callable
from functools import partial

from console.ui.kit.choice import Choice
from console.ui.kit.prompt import Prompt
from console.ui.shell.model import Model


def unsaved_text(model: Model) -> str:
    """Return whose it is, and of who is here where it stands, never what it is; "" where there is nothing."""
    drafts, words = model.drafts, model.words
    mine, titles = model.operator.name if model.operator else "", drafts.titles()
    own = words.say("drafts", "own", name=mine, what=words.listed(titles, "list-long")) if titles else mine
    whose = [own if each == mine else each for each in drafts.counts()]
    return words.say("drafts", "sign-out", what=words.listed(whose, "list-long")) if whose else ""


def ask_leave(model: Model, prompt: Prompt, title: str, does: str, leave: Callable[[], object], long: str = "") -> None:
    """Ask before something closes, and say what is lost by it; `does` stands on the button that leaves."""
    choices = [Choice(model.words.say("lock", "stay"), lambda: None), Choice(does, leave)]
    prompt.ask(title, choices, f"{unsaved_text(model)} {long}".strip())


class Leaving:
    """Asks before a clinic is closed that may be gone back to. `home` shows Home and returns its sheet."""

    def __init__(self, model: Model, home: Callable[[], Prompt]) -> None:
        self._model, self._home, self._say = model, home, partial(model.words.say, "lock")

    def ask_sign_out(self, sign_out: Callable[[], object]) -> None:
        """Refuse while a session is open."""
        say, count = self._say, len(self._model.open_sessions)
        if count:
            self._home().ask(say("sign-out-open", count=count), [Choice(say("stay"), lambda: None)])
        else:
            title, does, long = say("sign-out-ask"), say("sign-out"), say("sign-out-long")
            ask_leave(self._model, self._home(), title, does, sign_out, long)

    def ask_put_back(self, close: Callable[[], object]) -> None:
        """Ask only where something typed is lost by it."""
        if unsaved_text(self._model):
            ask_leave(self._model, self._home(), self._say("put-back-ask"), self._say("put-back"), close)
        else:
            close()

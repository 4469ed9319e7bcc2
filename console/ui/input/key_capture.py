"""Teach a pedal, a clicker or any key what it stands for in a session: what it shall do, then one press of it."""

from collections.abc import Callable, Mapping
from functools import partial

from console.core.text.words import Words
from console.ui.input.keys import cap, keys_of
from console.ui.input.layout import Layout
from console.ui.kit.choice import Choice
from console.ui.kit.prompt import Prompt

Capture = Callable[[Callable[[str], object] | None], object]
"""Hands the name of the next key to the function, and keeps that key from doing anything; None ends it."""
ACTIONS = ("primary", "undo", "pause", "reaction", "acknowledge", "take", "deeper", "less-deep", "more")


class KeyCapture:
    """Asks what a key shall stand for. `aliases` has names of keys, each with its action; `save` gets all of them."""

    def __init__(
        self, words: Words, prompt: Prompt, aliases: Mapping[str, str], capture: Capture,
        save: Callable[[dict[str, str]], object], layout: Layout,
    ) -> None:  # fmt: skip
        self._words, self._prompt, self._aliases, self._capture, self._save = words, prompt, aliases, capture, save
        self._layout = layout
        prompt.closed.connect(partial(capture, None))

    def ask(self) -> None:
        """Ask what the key shall do, or which alias shall be forgotten."""
        asked = [Choice(self._does(action), partial(self._ask_key, action)) for action in ACTIONS]
        asked += [
            Choice(self._say("forget-key", key=self._cap(key), does=self._does(action)), partial(self._forget, key))
            for key, action in self._aliases.items()
        ]
        self._prompt.ask(self._say("teach-which"), asked, self._say("teach-long"))

    def _ask_key(self, action: str) -> None:
        leave = Choice(self._say("leave-it"), lambda: None)
        self._prompt.ask(self._say("teach-press", does=self._does(action)), [leave], self._say("teach-press-long"))
        self._capture(partial(self._check, action))

    def _check(self, action: str, key: str) -> None:
        """Say what else the key does before it is taken from there."""
        leave = Choice(self._say("leave-it"), lambda: None)
        others = [each for each, keys in keys_of("session").items() if self._layout.acts_as(key) in keys]
        before = self._aliases.get(key) or next(iter(others), "")
        if not key:
            self._prompt.ask(self._say("teach-unknown"), [leave], self._say("teach-unknown-long"))
        elif before == action:
            self._prompt.ask(self._say("teach-same", key=self._cap(key), does=self._does(action)), [leave])
        elif before:
            take = Choice(self._say("teach-anyway", does=self._does(action)), partial(self._take, action, key))
            title = self._say("teach-taken", key=self._cap(key), does=self._does(before))
            self._prompt.ask(title, [leave, take], self._say("teach-taken-long", does=self._does(before)))
        else:
            self._prompt.close_sheet()
            self._take(action, key)

    def _take(self, action: str, key: str) -> None:
        self._save({**self._aliases, key: action})

    def _forget(self, key: str) -> None:
        self._save({each: action for each, action in self._aliases.items() if each != key})

    def _does(self, action: str) -> str:
        return self._say("key-digits") if action.startswith("digit-") else self._say(f"key-{action}")

    def _cap(self, key: str) -> str:
        return cap(self._words, key)

    def _say(self, code: str, **facts: object) -> str:
        return self._words.say("keys", code, **facts)

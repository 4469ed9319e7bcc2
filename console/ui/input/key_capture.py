"""Teaching a pedal, a clicker or any key what it stands for in a session: what it shall do, then one press of it."""

from collections.abc import Callable, Mapping
from functools import partial

from console.core.text.words import Words
from console.ui.input.keys import cap, keys_of
from console.ui.kit.prompt import Choice, Prompt

Teach = Callable[[Callable[[str], object] | None], object]
"""Has the next key tell its name and do nothing else; None: no longer."""
ACTIONS = ("primary", "undo", "pause", "reaction", "acknowledge", "take", "deeper", "less-deep", "more")


class KeyCapture:
    """`done` is given all taught keys, each with its action."""

    def __init__(
        self, words: Words, prompt: Prompt, taught: Mapping[str, str], teach: Teach,
        done: Callable[[dict[str, str]], object],
    ) -> None:  # fmt: skip
        self._words, self._prompt, self._taught, self._teach, self._done = words, prompt, dict(taught), teach, done
        prompt.closed.connect(partial(teach, None))

    def ask(self) -> None:
        """What the key shall do, or which taught one shall be forgotten."""
        asked = [Choice(self._does(action), partial(self._listen, action)) for action in ACTIONS]
        asked += [
            Choice(self._say("forget-key", key=self._cap(key), does=self._does(action)), partial(self._forget, key))
            for key, action in self._taught.items()
        ]
        self._prompt.ask(self._say("teach-which"), asked, self._say("teach-long"))

    def _listen(self, action: str) -> None:
        leave = Choice(self._say("leave-it"), lambda: None)
        self._prompt.ask(self._say("teach-press", does=self._does(action)), [leave], self._say("teach-press-long"))
        self._teach(partial(self._came, action))

    def _came(self, action: str, key: str) -> None:
        """What else the key does is told before it is taken from there."""
        leave = Choice(self._say("leave-it"), lambda: None)
        others = [each for each, keys in keys_of("session").items() if key in keys]
        before = self._taught.get(key) or next(iter(others), "")
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
        self._done(self._taught | {key: action})

    def _forget(self, key: str) -> None:
        self._done({each: action for each, action in self._taught.items() if each != key})

    def _does(self, action: str) -> str:
        return self._say("key-digits") if action.startswith("digit-") else self._say(f"key-{action}")

    def _cap(self, key: str) -> str:
        return cap(self._words, key)

    def _say(self, code: str, **facts: object) -> str:
        return self._words.say("start", code, **facts)

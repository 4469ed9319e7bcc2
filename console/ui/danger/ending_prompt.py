"""Asking once what a danger was that is over: one press, or none."""

from collections.abc import Callable
from functools import partial

from console.core.danger_parts import Danger
from console.core.text.words import Words
from console.ui.kit.choice import Choice
from console.ui.kit.prompt import Prompt


def ask_what_it_was(prompt: Prompt, words: Words, danger: Danger, told: Callable[[str], object]) -> bool:
    """Ask on the sheet, in the file's own order; return whether there is anything to choose from."""
    say = partial(words.say, "danger")
    named = [each.label for each in danger.events]
    choices = [Choice(each, partial(told, each)) for each in (*named, say("something-else"), say("nothing"))]
    if named:
        prompt.ask(say("what-was-it"), choices, say("what-was-it-long"), away=say("leave-out"))
    return bool(named)

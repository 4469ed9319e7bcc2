"""On which couch a session begins: one press, and who lies where is told."""

from collections.abc import Callable, Sequence
from functools import partial

from console.core.state import SessionState
from console.core.words import Words
from console.ui.widgets.choices import Choice

COUCHES = 4


def couch_choices(words: Words, going: Sequence[SessionState], chosen: Callable[[str], object]) -> list[Choice]:
    """Couch 1 to 4, then none."""
    there = {state.couch: state.profile for state in going if state.couch}
    choices = []
    for number in range(1, COUCHES + 1):
        couch = words.say("clients", "couch", number=number)
        profile = there.get(couch)
        text = words.say("clients", "couch-taken", couch=couch, name=profile.name) if profile else couch
        choices.append(Choice(text, partial(chosen, couch)))
    return [*choices, Choice(words.say("clients", "no-couch"), partial(chosen, ""))]

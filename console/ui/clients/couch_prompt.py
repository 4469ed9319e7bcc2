"""On which couch a session begins: one press, and who lies where is told."""

import re
from collections.abc import Callable, Sequence
from functools import partial

from console.core.state import SessionState
from console.core.text.words import Words
from console.ui.clients.client_name import name_text
from console.ui.kit.prompt import Choice

COUCHES = 4
LONGEST = 20


def couch_choices(words: Words, going: Sequence[SessionState], chosen: Callable[[str], object]) -> list[Choice]:
    """Couch 1 to 4, then none."""
    there = {_number(state.couch): state.profile for state in going if state.couch}
    choices = []
    for number in range(1, COUCHES + 1):
        couch = words.say("clients", "couch", number=number)
        profile = there.get(number)
        name = " ".join(name_text(words, profile).split()) if profile else ""
        short = name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"
        text = words.say("clients", "couch-taken", couch=couch, name=short) if profile else couch
        choices.append(Choice(text, partial(chosen, couch)))
    return [*choices, Choice(words.say("clients", "no-couch"), partial(chosen, ""))]


def _number(couch: str) -> int | None:
    """Return the number in a couch's recorded name, in whatever language and digits it was recorded."""
    found = re.search(r"\d+", couch)
    return int(found[0]) if found else None

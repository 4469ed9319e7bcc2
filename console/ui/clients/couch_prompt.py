"""On which couch a session begins: one press, and who lies where is told."""

import re
from collections.abc import Callable, Sequence
from functools import partial

from console.core.state import SessionState
from console.core.text.words import Words
from console.ui.clients.client_name import Clients, name_among, name_text
from console.ui.kit.choice import Choice

COUCHES = 4
LONGEST = 20


def couch_choices(words: Words, going: Sequence[SessionState], chosen: Callable[[str], object]) -> list[Choice]:
    """Couch 1 to 4, then none."""
    there = {_number(state.couch): state for state in going if state.couch}
    named = {state.client: state.profile for state in going}
    choices = []
    for number in range(1, COUCHES + 1):
        couch = words.say("clients", "couch", number=number)
        state = there.get(number)
        text = words.say("clients", "couch-taken", couch=couch, name=_short(words, state, named)) if state else couch
        choices.append(Choice(text, partial(chosen, couch)))
    return [*choices, Choice(words.say("clients", "no-couch"), partial(chosen, ""))]


def _short(words: Words, state: SessionState, named: Clients) -> str:
    """Return the name, or its beginning; the birthday of one who is called like another stays whole."""
    name = " ".join(name_text(words, state.profile).split())
    whole = " ".join(name_among(words, state.client, state.profile, named).split())
    return whole if len(name) <= LONGEST else whole.replace(name, f"{name[: LONGEST - 1]}…")


def _number(couch: str) -> int | None:
    """Return the number in a couch's recorded name, in whatever language and digits it was recorded."""
    found = re.search(r"\d+", couch)
    return int(found[0]) if found else None

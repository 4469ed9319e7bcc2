"""What keys recorded that nobody pressed: taken back by entries of its own, as whatever else was not meant."""

import json
from collections.abc import Mapping

from msgspec import Struct

from console.app.sessions import Sessions
from console.core.event_rules import rules_of
from console.core.events import Corrected, Event, SessionBody, Undone
from console.core.mistakes import MISTAKE
from console.core.refusal import Refusal
from console.core.state import SessionState


class TakenBack(Struct, frozen=True):
    """The sessions as they stand then, what was taken back of each, and what nothing takes back."""

    states: tuple[SessionState, ...] = ()
    gone: tuple[tuple[SessionState, Event], ...] = ()
    left: tuple[tuple[SessionState, Event], ...] = ()


def take_back(sessions: Sessions, before: Mapping[str, int]) -> TakenBack:
    """Take back what came in each open session after so many entries, the newest first."""
    states, gone, left = list[SessionState](), list[tuple[SessionState, Event]](), list[tuple[SessionState, Event]]()
    for each in sessions.open():
        state = each
        for event in reversed(each.history[before.get(each.id, len(each.history)) :]):
            after = _without(sessions, state, event)
            (left if after is None else gone).append((each, event))
            state = after or state
        states += [] if state is each else [state]
    return TakenBack(tuple(states), tuple(gone), tuple(left))


def _without(sessions: Sessions, state: SessionState, event: Event) -> SessionState | None:
    """Return the session without the entry; None where nothing takes it back."""
    rules = rules_of(event.body)
    stray = Corrected(event.id, MISTAKE, json.dumps(True)) if rules.stray else None
    body: SessionBody | None = Undone(event.id) if rules.undo == "yes" else stray
    try:
        return sessions.propose(state.id, body) if body is not None else None
    except Refusal:
        return None

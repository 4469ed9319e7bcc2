"""Which entries of a session a signature is for, and which nobody has signed yet."""

from collections.abc import Sequence

from console.core.event_rules import rules_of
from console.core.events import Corrected, DangerOver, Event, Sealed, SessionBody, SignedOff
from console.core.state import SessionState


def signs_at_once(state: SessionState, body: SessionBody) -> bool:
    """Whether who makes this entry signs it with it, where their key is there."""
    return rules_of(body).signable or (isinstance(body, Corrected | DangerOver) and state.signed is not None)


def to_sign(events: Sequence[Event]) -> list[Event]:
    """Return what a seal signs: the sign-off, each addendum, and what came at the danger card after sign-off."""
    signed = [at for at, event in enumerate(events) if isinstance(event.body, SignedOff)]
    after = min(signed, default=len(events))
    return [
        event
        for at, event in enumerate(events)
        if rules_of(event.body).signable or (at > after and rules_of(event.body).afterwards)
    ]


def missing_seals(events: Sequence[Event]) -> list[Event]:
    """Return what no seal signs; what came at the danger card is signed by any that came after it."""
    done = {event.body.target for event in events if isinstance(event.body, Sealed)}
    found, covered = list[Event](), False
    for event in reversed(to_sign(events)):
        covered = covered or event.id in done
        if event.id not in done and not (covered and rules_of(event.body).afterwards):
            found.append(event)
    return found[::-1]

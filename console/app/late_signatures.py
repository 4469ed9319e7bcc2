"""What came at a danger card after a sign-off is signed by whoever signs in next."""

from console.app.ports import Store
from console.app.sessions import Sessions
from console.core.event_rules import rules_of
from console.core.unsigned_entries import missing_seals


def sign_waiting(store: Store, sessions: Sessions, person: str) -> None:
    """Sign, as who has just signed in, what nobody has signed yet; nothing without their key."""
    if store.viewing or not store.public_key(person):
        return
    for session in store.unsigned():
        missing = missing_seals(sessions.state(session).history)
        waiting = [each.id for each in missing if rules_of(each.body).afterwards]
        if waiting:
            sessions.seal(session, waiting[-1], person)

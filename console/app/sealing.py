"""Signing: a person's key made known in the log, and the seal on what they signed off or added."""

from msgspec.structs import replace

from console.app.ids import Random, new_id
from console.app.ports import Store
from console.core.clock import Clock
from console.core.errors import Refusal
from console.core.events import Event, Sealed, SigningKeyTaken
from console.core.record import Record
from console.core.sealing import message, up_to


def introduce(store: Store, clock: Clock, random: Random, person: str) -> bool:
    """Writes down with which key the person signs from now on, where the log does not say so yet. Whether it did.

    Nothing is written for one whose passphrase was not given since the store was opened. StoreError.
    """
    public = store.public_key(person)
    if not public or public == newest_key(store, person):
        return False
    at = clock.now()
    store.append(Event(new_id(at, random), "", "", person, at, SigningKeyTaken(person, public)))
    return True


def newest_key(store: Store, person: str) -> str:
    """The public key that the log last says is theirs; "" where it says none."""
    taken = (each.body for each in reversed(store.events("")) if isinstance(each.body, SigningKeyTaken))
    return next((body.public for body in taken if body.person == person), "")


def may_sign(store: Store, person: str, name: str) -> bool:
    """Whether there is a key to sign with. In a clinic there must be one: Refusal "sign-in-to-sign"."""
    if store.public_key(person):
        return True
    if store.kind == "clinic":
        raise Refusal("sign-in-to-sign", name=name)
    return False


def signed(store: Store, record: Record, person: str, target: str) -> Sealed:
    """The person's seal on the record up to the event `target`, which is about to be written. StoreError."""
    part, head = up_to(record, target), store.head()
    seal = Sealed(person, store.public_key(person), part.digest, "", target, head.seq, head.mac, part.people)
    session = record.events[0].session
    return replace(seal, signature=store.sign(person, message(store.identity, session, seal)))

"""Signing: a person's key made known in the log, and the seal on what they signed off or added."""

from msgspec.structs import replace

from console.app.ports import KeyRing, Store
from console.core.events import Sealed
from console.core.record import Record
from console.core.refusal import Refusal
from console.core.signatures import message_to_sign, record_until


def may_sign(keys: KeyRing, person: str, name: str, must: bool) -> bool:
    """Return whether there is a key to sign with. Where it `must`, in a clinic: Refusal "sign-in-to-sign"."""
    if keys.public_key(person):
        return True
    if must and keys.kind == "clinic":
        raise Refusal("sign-in-to-sign", name=name)
    return False


def seal_record(store: Store, record: Record, person: str, target: str) -> Sealed:
    """Sign the record up to the event `target`, which is about to be written, as this person. StoreError."""
    part, head = record_until(record, target), store.head()
    seal = Sealed(person, store.public_key(person), part.digest, "", target, head.seq, head.mac, part.people)
    session = record.events[0].session
    return replace(seal, signature=store.sign(person, message_to_sign(store.identity, session, seal)))

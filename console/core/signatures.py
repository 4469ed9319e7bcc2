"""What a seal signs: the record of one session up to its sign-off or an addendum, in one store's log."""

import hashlib

import msgspec
from msgspec.structs import replace

from console.core.events import Sealed
from console.core.record import Record

DOMAIN = b"stipple seal 1\n"


def message_to_sign(store: str, session: str, seal: Sealed) -> bytes:
    """Return the bytes to sign: all of the seal but the signature, bound to the store's identity and the session."""
    parts = [store, session, seal.person, seal.public, seal.target, seal.digest, seal.head_seq, seal.head]
    return DOMAIN + msgspec.json.encode(parts)


def fingerprint(public: str) -> str:
    """Return a public key as people compare it: the first 16 digits of its SHA-256, in fours."""
    digits = hashlib.sha256(bytes.fromhex(public)).hexdigest()[:16]
    return " ".join(digits[at : at + 4] for at in range(0, 16, 4))


def record_until(record: Record, target: str) -> Record:
    """Return the record up to and including the event `target`; all of it where it has no such event."""
    at = next((number for number, event in enumerate(record.events, 1) if event.id == target), len(record.events))
    return replace(record, events=record.events[:at])

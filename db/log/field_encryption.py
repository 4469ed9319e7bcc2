"""What names a person: taken out of an event's body and sealed under the client's own key."""

import secrets
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from msgspec import Meta

from console.app.ports import StoreError
from console.core.events import AnyBody, Event

NONCE = 12

Upgrade = Callable[[dict[str, Any]], dict[str, Any]]
UPGRADES: dict[tuple[str, int], Upgrade] = {}
"""(kind, version) → the body one version later, sealed fields included. The log itself is never rewritten."""

_body_decoder = msgspec.json.Decoder(AnyBody)
_canonical = msgspec.json.Encoder(order="sorted")


@cache
def personal_fields(body: type) -> frozenset[str]:
    """Return the names of the fields whose annotation says that they may name a person."""
    hints = get_type_hints(body, include_extras=True)
    return frozenset(name for name, hint in hints.items() if _is_personal(hint))


def _is_personal(hint: object) -> bool:
    if get_origin(hint) is not Annotated:
        return False
    return any(isinstance(note, Meta) and (note.extra or {}).get("personal") is True for note in get_args(hint)[1:])


def split(event: Event) -> tuple[str, bytes | None]:
    """Return canonical JSON of what is not personal, and of what is; None when there is nothing personal."""
    fields = personal_fields(type(event.body))
    if not fields:
        return _canonical.encode(event.body).decode(), None
    whole = msgspec.to_builtins(event.body)
    personal = {name: whole.pop(name) for name in fields & whole.keys()}
    return _canonical.encode(whole).decode(), _canonical.encode(personal) if personal else None


class ClientKeys:
    """Makes, wraps and unwraps clients' keys; each is 32 random bytes."""

    def __init__(self, wrapping: bytes) -> None:
        self._wrapping = AESGCM(wrapping)
        self.open = lru_cache(maxsize=1024)(self._open)

    def forget(self) -> None:
        """Drop the clients' keys from memory."""
        self.open.cache_clear()

    def make(self, client: str) -> bytes:
        """Make a key, wrapped for storing."""
        return self.wrap(client, secrets.token_bytes(32))

    def wrap(self, client: str, key: bytes) -> bytes:
        nonce = secrets.token_bytes(NONCE)
        return nonce + self._wrapping.encrypt(nonce, key, client.encode())

    def bare(self, client: str, wrapped: bytes) -> bytes:
        """Unwrap a key. InvalidTag where it was not wrapped so."""
        return self._wrapping.decrypt(wrapped[:NONCE], wrapped[NONCE:], client.encode())

    def _open(self, client: str, wrapped: bytes) -> AESGCM:
        return AESGCM(self.bare(client, wrapped))


def _bound(event_id: str, kind: str, client: str) -> bytes:
    return msgspec.json.encode([event_id, kind, client])


def encrypt(key: AESGCM, personal: bytes, event_id: str, kind: str, client: str) -> bytes:
    """Return nonce and ciphertext, bound to this event."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + key.encrypt(nonce, personal, _bound(event_id, kind, client))


def decrypt(key: AESGCM, sealed: bytes, event_id: str, kind: str, client: str) -> bytes:
    """Return the plain bytes. InvalidTag when anything is not as it was encrypted."""
    return key.decrypt(sealed[:NONCE], sealed[NONCE:], _bound(event_id, kind, client))


def join(seq: int, kind: str, version: int, body: str, personal: bytes | None) -> tuple[AnyBody, int]:
    """Return the body as the program knows it now, and its version. StoreError "event-unreadable".

    So is one whose row gives it as another kind than it is: whoever asks by kind would miss it.
    """
    try:
        text = body.encode() if personal is None else body.encode()[:-1] + b"," + personal[1:]
        if (kind, version) not in UPGRADES:
            known = _body_decoder.decode(text)
            if known.__struct_config__.tag != kind:
                raise StoreError("event-unreadable", seq=seq, kind=kind, detail=str(known.__struct_config__.tag))
            return known, version
        whole = msgspec.json.decode(text)
        while upgrade := UPGRADES.get((whole["kind"], version)):
            whole, version = upgrade(whole), version + 1
        return msgspec.convert(whole, AnyBody), version
    except msgspec.DecodeError as error:
        raise StoreError("event-unreadable", seq=seq, kind=kind, detail=str(error)) from error


__all__ = ["UPGRADES", "ClientKeys", "InvalidTag", "decrypt", "encrypt", "join", "personal_fields", "split"]

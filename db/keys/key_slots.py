"""A slot of the key file: what one secret opens. The data key is sealed to the slot's public half, so that the slot can
be given a new one while its secret is not at hand."""

import secrets
import unicodedata
from typing import Annotated, Literal

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from msgspec import Meta, Struct
from msgspec.structs import replace

from console.app.ports import StoreError
from db.files import KEYS
from db.keys.signing_key import Signer

NONCE, KEY = 12, 32
ONCE = bytes(NONCE)
"""The nonce under a key that is used a single time."""

SlotKind = Literal["passphrase", "recovery"]
PersonId = Annotated[str, Meta(pattern="^[0-9a-f-]*$", max_length=36)]
Hex32 = Annotated[str, Meta(pattern="^[0-9a-f]{32}$")]
Bytes12 = Annotated[bytes, Meta(min_length=12, max_length=12)]
Bytes16 = Annotated[bytes, Meta(min_length=16, max_length=16)]
Bytes32 = Annotated[bytes, Meta(min_length=32, max_length=32)]
Bytes60 = Annotated[bytes, Meta(min_length=60, max_length=60)]
Bytes80 = Annotated[bytes, Meta(min_length=80, max_length=80)]


class KdfCost(Struct, frozen=True, forbid_unknown_fields=True):
    """What one guess costs: argon2id's memory in KiB, passes and lanes. The defaults are a clinic's floor.

    A file that asks for more than this computer should give to a stranger's file is taken to be damaged.
    """

    memory_kib: Annotated[int, Meta(ge=8, le=256 * 1024)] = 64 * 1024
    passes: Annotated[int, Meta(ge=1, le=16)] = 3
    lanes: Annotated[int, Meta(ge=1, le=1)] = 1

    def reaches(self, floor: "KdfCost") -> bool:
        return self.memory_kib >= floor.memory_kib and self.passes >= floor.passes


class Place(Struct, frozen=True):
    """Names the person, the kind and the key file that a slot's contents are bound to, so that none can be moved."""

    version: int
    db_uuid: str
    store: str
    kind: SlotKind
    person: str

    def bound(self, uid: str, *rest: object) -> bytes:
        return msgspec.json.encode([self.version, self.db_uuid, self.store, self.kind, self.person, uid, *rest])


class Slot(Struct, frozen=True, forbid_unknown_fields=True):
    """What one secret opens.

    person   whose slot it is, by id; "" for the recovery code's
    wrapped  under a key made from the secret: private half, mark, and a person's signing key, 32 bytes each
    box      the public half
    sealed   the data key for that half: a key used once, and the ciphertext
    mark     nonce and ciphertext of the mark under the data key: without it nobody can seal for this slot
    """

    kind: SlotKind
    uid: Hex32
    cost: KdfCost
    salt: Bytes16
    nonce: Bytes12
    wrapped: Annotated[bytes, Meta(min_length=80, max_length=112)]
    box: Bytes32
    sealed: Bytes80
    mark: Bytes60
    person: PersonId = ""


def make_slot(place: Place, secret: str, cost: KdfCost, data_key: bytes, signer: Signer | None) -> Slot:
    """Make a slot for this secret; the recovery code's has no signer."""
    uid, salt, nonce, mark = secrets.token_hex(16), secrets.token_bytes(16), secrets.token_bytes(NONCE), _random()
    private = X25519PrivateKey.generate()
    box = private.public_key().public_bytes_raw()
    inside = private.private_bytes_raw() + mark + (signer.private if signer else b"")
    wrapped = _secret_key(secret, salt, cost).encrypt(nonce, inside, place.bound(uid, cost, "wrapped"))
    sealed, kept = _encrypt_data_key(place, uid, box, mark, data_key), _encrypt_mark(place, uid, mark, data_key)
    return Slot(place.kind, uid, cost, salt, nonce, wrapped, box, sealed, kept, place.person)


def open_slot(place: Place, slot: Slot, secret: str) -> tuple[bytes, Signer | None] | None:
    """Return the data key and the person's signing key; None where the secret is another. StoreError "keys-damaged"."""
    key = _secret_key(secret, slot.salt, slot.cost)
    try:
        inside = key.decrypt(slot.nonce, slot.wrapped, place.bound(slot.uid, slot.cost, "wrapped"))
    except InvalidTag:
        return None
    private, mark, signing = inside[:KEY], inside[KEY : 2 * KEY], inside[2 * KEY :]
    try:
        shared = X25519PrivateKey.from_private_bytes(private).exchange(_public(slot.sealed[:KEY]))
        data_key = _box_cipher(place, slot.uid, slot.sealed[:KEY], slot.box, shared, mark).decrypt(
            ONCE, slot.sealed[KEY:], place.bound(slot.uid, "sealed")
        )
    except (InvalidTag, ValueError) as error:
        raise StoreError("keys-damaged", file=KEYS, detail="seal") from error
    return data_key, Signer(signing) if signing else None


def reencrypt(place: Place, slot: Slot, old_key: bytes, new_key: bytes) -> Slot:
    """Put another data key into a slot, without its secret. StoreError "keys-damaged"."""
    try:
        kept = place.bound(slot.uid, "mark")
        mark = _mark_cipher(place, slot.uid, old_key).decrypt(slot.mark[:NONCE], slot.mark[NONCE:], kept)
        sealed = _encrypt_data_key(place, slot.uid, slot.box, mark, new_key)
    except (InvalidTag, ValueError) as error:
        raise StoreError("keys-damaged", file=KEYS, detail="mark") from error
    return replace(slot, sealed=sealed, mark=_encrypt_mark(place, slot.uid, mark, new_key))


def _random() -> bytes:
    return secrets.token_bytes(KEY)


def _public(raw: bytes) -> X25519PublicKey:
    return X25519PublicKey.from_public_bytes(raw)


def _secret_key(secret: str, salt: bytes, cost: KdfCost) -> AESGCM:
    kdf = Argon2id(salt=salt, length=KEY, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib)
    return AESGCM(kdf.derive(unicodedata.normalize("NFKC", secret).encode()))


def _box_cipher(place: Place, uid: str, once: bytes, box: bytes, shared: bytes, mark: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), KEY, once + box, place.bound(uid, "seal")).derive(shared + mark))


def _encrypt_data_key(place: Place, uid: str, box: bytes, mark: bytes, data_key: bytes) -> bytes:
    private = X25519PrivateKey.generate()
    once = private.public_key().public_bytes_raw()
    key = _box_cipher(place, uid, once, box, private.exchange(_public(box)), mark)
    return once + key.encrypt(ONCE, data_key, place.bound(uid, "sealed"))


def _mark_cipher(place: Place, uid: str, data_key: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), KEY, bytes.fromhex(place.db_uuid), place.bound(uid, "mark key")).derive(data_key))


def _encrypt_mark(place: Place, uid: str, mark: bytes, data_key: bytes) -> bytes:
    nonce = secrets.token_bytes(NONCE)
    return nonce + _mark_cipher(place, uid, data_key).encrypt(nonce, mark, place.bound(uid, "mark"))

"""The key file: slots that wrap the one data key, the keys derived from it, and anchors of the log's head."""

import hmac
import secrets
import unicodedata
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from msgspec import Meta, Struct
from msgspec.structs import replace

from console.app.ports import Head, StoreError, StoreKind
from db.files import KEYS, write_whole

VERSION = 1
ANCHORS_KEPT = 64
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 30

SlotKind = Literal["passphrase", "recovery"]
Hex32 = Annotated[str, Meta(pattern="^[0-9a-f]{32}$")]
Bytes12 = Annotated[bytes, Meta(min_length=12, max_length=12)]
Bytes16 = Annotated[bytes, Meta(min_length=16, max_length=16)]
Bytes48 = Annotated[bytes, Meta(min_length=48, max_length=48)]


class KdfCost(Struct, frozen=True, forbid_unknown_fields=True):
    """What one guess costs: argon2id's memory in KiB, passes and lanes. The defaults are a clinic's floor."""

    memory_kib: Annotated[int, Meta(ge=8, le=4 << 20)] = 64 * 1024
    passes: Annotated[int, Meta(ge=1, le=64)] = 3
    lanes: Annotated[int, Meta(ge=1, le=1)] = 1

    def reaches(self, floor: "KdfCost") -> bool:
        return self.memory_kib >= floor.memory_kib and self.passes >= floor.passes


CLINIC_COST = KdfCost()
LIGHT_COST = KdfCost(memory_kib=8, passes=1)
"""For tests and rehearsals only."""


class Slot(Struct, frozen=True, forbid_unknown_fields=True):
    """The data key, wrapped under a key made from one secret."""

    kind: SlotKind
    uid: Hex32
    cost: KdfCost
    salt: Bytes16
    nonce: Bytes12
    wrapped: Bytes48


class KeyFile(Struct, frozen=True, forbid_unknown_fields=True):
    """What keys.json holds; `mac` covers all the rest, under a derived key."""

    version: int
    db_uuid: Hex32
    kind: StoreKind
    salt: Bytes16
    slots: Annotated[tuple[Slot, ...], Meta(min_length=1, max_length=64)]
    anchors: tuple[Head, ...] = ()
    mac: bytes = b""


class Keys:
    """An unlocked key file: the derived keys, 32 bytes each, and the file as it stands."""

    def __init__(self, file: KeyFile, data_key: bytes) -> None:
        self.file = file
        self._data_key = data_key
        self.database = self._derive(b"database")
        self.audit = self._derive(b"audit")
        self.wrapping = self._derive(b"client keys")
        self._file_key = self._derive(b"key file")

    def _derive(self, purpose: bytes) -> bytes:
        return HKDF(SHA256(), 32, bytes.fromhex(self.file.db_uuid), b"stipple " + purpose).derive(self._data_key)

    def _mac(self, file: KeyFile) -> bytes:
        return hmac.digest(self._file_key, msgspec.json.encode(replace(file, mac=b"")), "sha256")

    @property
    def intact(self) -> bool:
        """False when anything in the key file was changed by another hand."""
        return hmac.compare_digest(self._mac(self.file), self.file.mac)

    def _sealed(self, **changes: object) -> "Keys":
        file = replace(self.file, **changes)
        return Keys(replace(file, mac=self._mac(file)), self._data_key)

    def anchored(self, head: Head) -> "Keys":
        """With this head as the latest anchor; anchors beyond it are left out, and all but the newest 64."""
        if self.file.anchors[-1:] == (head,):
            return self
        kept = tuple(anchor for anchor in self.file.anchors if anchor.seq < head.seq)
        return self._sealed(anchors=(*kept, head)[-ANCHORS_KEPT:])

    def with_secret(self, kind: SlotKind, secret: str, cost: KdfCost) -> "Keys":
        """With this secret in place of all others of its kind. "passphrase-empty", "cost-too-low"."""
        if not secret.strip():
            raise StoreError("passphrase-empty")
        if self.file.kind == "clinic" and not cost.reaches(CLINIC_COST):
            raise StoreError("cost-too-low", floor_kib=CLINIC_COST.memory_kib)
        others = tuple(slot for slot in self.file.slots if slot.kind != kind)
        return self._sealed(slots=(*others, _wrap(self.file, kind, secret, cost, self._data_key)))

    def encoded(self) -> bytes:
        return msgspec.json.format(msgspec.json.encode(self.file), indent=2)

    def save(self, folder: Path) -> None:
        write_whole(folder / KEYS, self.encoded())


def make_keys(kind: StoreKind, passphrase: str, cost: KdfCost = CLINIC_COST) -> tuple[Keys, str]:
    """New keys with two slots, and the recovery code for display. "passphrase-empty", "cost-too-low"."""
    file = KeyFile(VERSION, secrets.token_hex(16), kind, secrets.token_bytes(16), ())
    code = "".join(secrets.choice(CROCKFORD) for _ in range(CODE_LENGTH))
    keys = Keys(file, secrets.token_bytes(32)).with_secret("passphrase", passphrase, cost)
    return keys.with_secret("recovery", code, cost), "-".join(code[at : at + 5] for at in range(0, CODE_LENGTH, 5))


def read_keys(path: Path) -> KeyFile:
    """Raises StoreError "keys-missing", "keys-damaged" or "keys-newer"."""
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise StoreError("keys-missing", file=str(path)) from error
    except OSError as error:
        raise StoreError("keys-damaged", file=str(path), detail=str(error.strerror)) from error
    return parse_keys(data, str(path))


class _Version(Struct):
    version: int


def parse_keys(data: bytes, name: str) -> KeyFile:
    """Raises StoreError "keys-damaged" or "keys-newer"; `name` is for the text."""
    try:
        found = msgspec.json.decode(data, type=_Version).version
        if found > VERSION:
            raise StoreError("keys-newer", file=name, found=found, known=VERSION)
        return msgspec.json.decode(data, type=KeyFile)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise StoreError("keys-damaged", file=name, detail=str(error)) from error


def unlock(file: KeyFile, secret: str) -> Keys:
    """Tries the secret as a passphrase, then, if it has the form of one, as a recovery code; else "wrong-secret"."""
    code = recovery_code(secret)
    tries: list[tuple[SlotKind, str]] = [("passphrase", secret)]
    if code is not None:
        tries.append(("recovery", code))
    for kind, text in tries:
        for slot in file.slots:
            if slot.kind == kind and (data_key := _unwrap(file, slot, text)) is not None:
                return Keys(file, data_key)
    raise StoreError("wrong-secret")


def recovery_code(text: str) -> str | None:
    """The 30 characters of a recovery code as typed, forgiving case, spaces, dashes, O, I and L; None if it is none."""
    kept = "".join(text.upper().split()).replace("-", "").translate(str.maketrans("OIL", "011"))
    return kept if len(kept) == CODE_LENGTH and set(kept) <= set(CROCKFORD) else None


def _bound(file: KeyFile, kind: SlotKind, uid: str, cost: KdfCost) -> bytes:
    return msgspec.json.encode([file.version, file.db_uuid, file.kind, kind, uid, cost])


def _slot_key(secret: str, salt: bytes, cost: KdfCost) -> AESGCM:
    kdf = Argon2id(salt=salt, length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib)
    return AESGCM(kdf.derive(unicodedata.normalize("NFKC", secret).encode()))


def _wrap(file: KeyFile, kind: SlotKind, secret: str, cost: KdfCost, data_key: bytes) -> Slot:
    uid, salt, nonce = secrets.token_hex(16), secrets.token_bytes(16), secrets.token_bytes(12)
    wrapped = _slot_key(secret, salt, cost).encrypt(nonce, data_key, _bound(file, kind, uid, cost))
    return Slot(kind, uid, cost, salt, nonce, wrapped)


def _unwrap(file: KeyFile, slot: Slot, secret: str) -> bytes | None:
    try:
        return _slot_key(secret, slot.salt, slot.cost).decrypt(
            slot.nonce, slot.wrapped, _bound(file, slot.kind, slot.uid, slot.cost)
        )
    except InvalidTag:
        return None

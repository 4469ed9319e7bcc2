"""The key file: a slot for each person and one for the recovery code, the keys derived, anchors of the log's head."""

import hmac
import secrets
import unicodedata
from collections.abc import Iterable, Mapping
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
from db.signing import Signer

VERSION = 1
ANCHORS_KEPT = 64
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 30

SlotKind = Literal["passphrase", "recovery"]
PersonId = Annotated[str, Meta(pattern="^[0-9a-f-]*$", max_length=36)]
Hex32 = Annotated[str, Meta(pattern="^[0-9a-f]{32}$")]
Bytes12 = Annotated[bytes, Meta(min_length=12, max_length=12)]
Bytes16 = Annotated[bytes, Meta(min_length=16, max_length=16)]
Bytes48 = Annotated[bytes, Meta(min_length=48, max_length=48)]


class KdfCost(Struct, frozen=True, forbid_unknown_fields=True):
    """What one guess costs: argon2id's memory in KiB, passes and lanes. The defaults are a clinic's floor.

    A file that asks for more than this computer should give to a stranger's file is taken to be damaged.
    """

    memory_kib: Annotated[int, Meta(ge=8, le=256 * 1024)] = 64 * 1024
    passes: Annotated[int, Meta(ge=1, le=16)] = 3
    lanes: Annotated[int, Meta(ge=1, le=1)] = 1

    def reaches(self, floor: "KdfCost") -> bool:
        return self.memory_kib >= floor.memory_kib and self.passes >= floor.passes


CLINIC_COST = KdfCost()
SLOTS = 64
MOST_WORK = SLOTS * CLINIC_COST.memory_kib * CLINIC_COST.passes
"""KiB times passes of all slots together: what a wrong passphrase costs where all of them are a clinic's."""
LIGHT_COST = KdfCost(memory_kib=8, passes=1)
"""For tests and rehearsals only."""


class Slot(Struct, frozen=True, forbid_unknown_fields=True):
    """The data key, wrapped under a key made from one secret; a person's slot wraps their signing key too.

    person   whose slot it is, by id; "" for the recovery code's
    signing  nonce and wrapped private key; empty for the recovery code's
    """

    kind: SlotKind
    uid: Hex32
    cost: KdfCost
    salt: Bytes16
    nonce: Bytes12
    wrapped: Bytes48
    person: PersonId = ""
    signing: Annotated[bytes, Meta(max_length=60)] = b""


class KeyFile(Struct, frozen=True, forbid_unknown_fields=True):
    """What keys.json holds; `mac` covers all the rest, under a derived key."""

    version: int
    db_uuid: Hex32
    kind: StoreKind
    salt: Bytes16
    slots: Annotated[tuple[Slot, ...], Meta(min_length=1, max_length=SLOTS)]
    anchors: tuple[Head, ...] = ()
    mac: bytes = b""


class Keys:
    """An unlocked key file: the derived keys, 32 bytes each, and the file as it stands.

    person   whose passphrase unlocked it; "" where the recovery code did
    signers  by person: of everybody whose passphrase was given since
    """

    def __init__(
        self, file: KeyFile, data_key: bytes, person: str = "", signers: Mapping[str, Signer] | None = None
    ) -> None:
        self.file = file
        self.person = person
        self.signers = dict(signers or {})
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
        return Keys(replace(file, mac=self._mac(file)), self._data_key, self.person, self.signers)

    def anchored(self, head: Head) -> "Keys":
        """With this head as the latest anchor; anchors beyond it are left out, and all but the newest 64.

        An empty log is nothing to hold on to.
        """
        if not head.seq or self.file.anchors[-1:] == (head,):
            return self
        kept = tuple(anchor for anchor in self.file.anchors if anchor.seq < head.seq)
        return self._sealed(anchors=(*kept, head)[-ANCHORS_KEPT:])

    def with_code(self, code: str, cost: KdfCost) -> "Keys":
        """With this recovery code in place of the one before."""
        return self._with_slot("recovery", "", code, cost, b"")

    def with_person(self, person: str, passphrase: str, cost: KdfCost) -> "Keys":
        """With this passphrase in place of the person's own; one who is new, or came by the recovery code, signs with
        a new key from now on. "passphrase-empty", "cost-too-low", "slots-full"."""
        signer = self.signers.get(person) or Signer.make()
        changed = self._with_slot("passphrase", person, passphrase, cost, signer.private)
        changed.signers[person] = signer
        return changed

    def _with_slot(self, kind: SlotKind, person: str, secret: str, cost: KdfCost, private: bytes) -> "Keys":
        if not secret.strip():
            raise StoreError("passphrase-empty")
        if self.file.kind == "clinic" and not cost.reaches(CLINIC_COST):
            raise StoreError("cost-too-low", floor_kib=CLINIC_COST.memory_kib)
        others = tuple(slot for slot in self.file.slots if (slot.kind, slot.person) != (kind, person))
        made = _wrap(self.file, kind, person, secret, cost, self._data_key, private)
        slots = (*others, made)
        if len(slots) > SLOTS or _work(slots) > MOST_WORK:
            raise StoreError("slots-full", most=SLOTS - 1)
        return self._sealed(slots=slots)

    def admit(self, secret: str) -> "Keys":
        """With whoever has this passphrase as its person, and their signing key. "wrong-secret"."""
        came = unlock(self.file, secret)
        return Keys(self.file, self._data_key, came.person, self.signers | came.signers)

    def encoded(self) -> bytes:
        return msgspec.json.format(msgspec.json.encode(self.file), indent=2)

    def save(self, folder: Path) -> None:
        write_whole(folder / KEYS, self.encoded())


def make_keys(kind: StoreKind, passphrase: str, cost: KdfCost = CLINIC_COST) -> tuple[Keys, str]:
    """New keys with two slots, and the recovery code for display. "passphrase-empty", "cost-too-low"."""
    file = KeyFile(VERSION, secrets.token_hex(16), kind, secrets.token_bytes(16), ())
    code = "".join(secrets.choice(CROCKFORD) for _ in range(CODE_LENGTH))
    person = secrets.token_hex(16)
    keys = Keys(file, secrets.token_bytes(32), person).with_person(person, passphrase, cost)
    return keys.with_code(code, cost), "-".join(code[at : at + 5] for at in range(0, CODE_LENGTH, 5))


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
        file = msgspec.json.decode(data, type=KeyFile)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise StoreError("keys-damaged", file=name, detail=str(error)) from error
    if _work(file.slots) > MOST_WORK:
        raise StoreError("keys-damaged", file=name, detail="cost")
    return file


def _work(slots: Iterable[Slot]) -> int:
    return sum(slot.cost.memory_kib * slot.cost.passes for slot in slots)


def unlock(file: KeyFile, secret: str) -> Keys:
    """Tries the secret as a passphrase, then, if it has the form of one, as a recovery code; else "wrong-secret"."""
    code = recovery_code(secret)
    tries: list[tuple[SlotKind, str]] = [("passphrase", secret)]
    if code is not None:
        tries.append(("recovery", code))
    for kind, text in tries:
        for slot in file.slots:
            if slot.kind == kind and (found := _unwrap(file, slot, text)) is not None:
                data_key, signer = found
                return Keys(file, data_key, slot.person, {slot.person: signer} if signer else {})
    raise StoreError("wrong-secret")


def recovery_code(text: str) -> str | None:
    """The 30 characters of a recovery code as typed, forgiving case, spaces, dashes, O, I and L; None if it is none."""
    kept = "".join(text.upper().split()).replace("-", "").translate(str.maketrans("OIL", "011"))
    return kept if len(kept) == CODE_LENGTH and set(kept) <= set(CROCKFORD) else None


def _bound(file: KeyFile, kind: SlotKind, person: str, uid: str, cost: KdfCost, what: str) -> bytes:
    return msgspec.json.encode([file.version, file.db_uuid, file.kind, kind, person, uid, cost, what])


def _slot_key(secret: str, salt: bytes, cost: KdfCost) -> AESGCM:
    kdf = Argon2id(salt=salt, length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib)
    return AESGCM(kdf.derive(unicodedata.normalize("NFKC", secret).encode()))


def _wrap(
    file: KeyFile, kind: SlotKind, person: str, secret: str, cost: KdfCost, data_key: bytes, private: bytes
) -> Slot:
    uid, salt, nonce, second = (secrets.token_hex(16), *(secrets.token_bytes(size) for size in (16, 12, 12)))
    key = _slot_key(secret, salt, cost)
    wrapped = key.encrypt(nonce, data_key, _bound(file, kind, person, uid, cost, "data"))
    signing = (
        second + key.encrypt(second, private, _bound(file, kind, person, uid, cost, "signing")) if private else b""
    )
    return Slot(kind, uid, cost, salt, nonce, wrapped, person, signing)


def _unwrap(file: KeyFile, slot: Slot, secret: str) -> tuple[bytes, Signer | None] | None:
    """The data key, and the person's signing key where there is one; None where the secret is another."""
    key = _slot_key(secret, slot.salt, slot.cost)
    data, signing = (_bound(file, slot.kind, slot.person, slot.uid, slot.cost, what) for what in ("data", "signing"))
    try:
        data_key = key.decrypt(slot.nonce, slot.wrapped, data)
        signer = Signer(key.decrypt(slot.signing[:12], slot.signing[12:], signing)) if slot.signing else None
    except (InvalidTag, ValueError):
        return None
    return data_key, signer

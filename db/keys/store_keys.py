"""The keys that one secret opens: deriving, giving and renewing them; and the recovery code."""

import hmac
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from msgspec.structs import replace

from console.app.ports import Head, StoreError, StoreKind
from db.files import KEYS, write_whole
from db.keys.key_file import CLINIC_COST, LIGHT_COST, MOST_WORK, SLOTS, VERSION, Epoch, KeyFile, work
from db.keys.key_slots import NONCE, KdfCost, Place, Slot, SlotKind, make_slot, open_slot, reencrypt
from db.keys.signing_key import Signer

ANCHORS_KEPT = 64
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 30


class Keys:
    """An unlocked key file: the derived keys, 32 bytes each, and the file as it stands.

    person   whose passphrase unlocked it; "" where the recovery code did
    signers  by person: of everybody whose passphrase was given since
    former   the audit keys of rows up to a number, oldest first; `audit` is that of all rows after them
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
        self.former = tuple((epoch.up_to, self._former(epoch)) for epoch in file.epochs)

    def forget(self) -> None:
        """Drop every secret. Python can't wipe memory: the bytes may stand in it until they are written over."""
        self.signers.clear()
        self._data_key = self.database = self.audit = self.wrapping = self._file_key = b""

    def _derive(self, purpose: bytes) -> bytes:
        return HKDF(SHA256(), 32, bytes.fromhex(self.file.db_uuid), b"stipple " + purpose).derive(self._data_key)

    def _former(self, epoch: Epoch) -> bytes:
        try:
            return self._epoch_key.decrypt(epoch.wrapped[:NONCE], epoch.wrapped[NONCE:], str(epoch.up_to).encode())
        except InvalidTag as error:
            raise StoreError("keys-damaged", file=KEYS, detail="epochs") from error

    def _epoch(self, up_to: int, audit: bytes) -> Epoch:
        nonce = secrets.token_bytes(NONCE)
        return Epoch(up_to, nonce + self._epoch_key.encrypt(nonce, audit, str(up_to).encode()))

    @property
    def _epoch_key(self) -> AESGCM:
        return AESGCM(self._derive(b"former audit keys"))

    def _mac(self, file: KeyFile) -> bytes:
        return hmac.digest(self._file_key, msgspec.json.encode(replace(file, mac=b"")), "sha256")

    @property
    def intact(self) -> bool:
        """Return False when anything in the key file was changed by another hand."""
        return hmac.compare_digest(self._mac(self.file), self.file.mac)

    def _with_mac(self, **changes: object) -> "Keys":
        file = replace(self.file, **changes)
        return Keys(replace(file, mac=self._mac(file)), self._data_key, self.person, self.signers)

    def with_anchor(self, head: Head) -> "Keys":
        """Return the keys with this head as the latest anchor; drop anchors beyond it, and all but the newest 64.

        An empty log is nothing to hold on to.
        """
        if not head.seq or self.file.anchors[-1:] == (head,):
            return self
        kept = tuple(anchor for anchor in self.file.anchors if anchor.seq < head.seq)
        return self._with_mac(anchors=(*kept, head)[-ANCHORS_KEPT:])

    def with_code(self, code: str, cost: KdfCost) -> "Keys":
        """Return the keys with this recovery code in place of the one before."""
        return self._with_slot("recovery", "", code, cost, None)

    def with_person(self, person: str, passphrase: str, cost: KdfCost) -> "Keys":
        """Return the keys with this passphrase in place of the person's own.

        One who is new, or came by the recovery code, signs with a new key from now on. StoreError "passphrase-empty",
        "passphrase-taken", "cost-too-low", "slots-full".
        """
        for slot in self.file.slots:
            if slot.kind == "passphrase" and slot.person != person and _open(self.file, slot, passphrase):
                raise StoreError("passphrase-taken")
        signer = self.signers.get(person) or Signer.make()
        changed = self._with_slot("passphrase", person, passphrase, cost, signer)
        changed.signers[person] = signer
        return changed

    def _with_slot(self, kind: SlotKind, person: str, secret: str, cost: KdfCost, signer: Signer | None) -> "Keys":
        if not secret.strip():
            raise StoreError("passphrase-empty")
        if self.file.kind == "clinic" and not cost.reaches(CLINIC_COST):
            raise StoreError("cost-too-low", floor_kib=CLINIC_COST.memory_kib)
        others = tuple(slot for slot in self.file.slots if (slot.kind, slot.person) != (kind, person))
        slots = (*others, make_slot(_place(self.file, kind, person), secret, cost, self._data_key, signer))
        if len(slots) > SLOTS or work(slots) > MOST_WORK:
            raise StoreError("slots-full", most=SLOTS - 1)
        return self._with_mac(slots=slots)

    def renew(self, stays: Callable[[str], bool], up_to: int) -> "Keys":
        """Return keys with a new data key and salt, for all slots of whom `stays` says so and for the recovery code.

        Rows up to this one stay readable: their audit key is kept under the new data key.
        """
        slots = tuple(slot for slot in self.file.slots if slot.kind == "recovery" or stays(slot.person))
        signers = {person: signer for person, signer in self.signers.items() if stays(person)}
        data_key, salt = secrets.token_bytes(32), secrets.token_bytes(16)
        made = Keys(replace(self.file, salt=salt, epochs=()), data_key, self.person, signers)
        return made._with_mac(
            slots=tuple(reencrypt(_place_of(self.file, slot), slot, self._data_key, data_key) for slot in slots),
            epochs=tuple(made._epoch(*each) for each in (*self.former, (up_to, self.audit))),
        )

    def admit(self, secret: str) -> "Keys":
        """Return the keys with whoever has this passphrase as their person. StoreError "wrong-secret"."""
        came = unlock(self.file, secret)
        return Keys(self.file, self._data_key, came.person, self.signers | came.signers)

    def fits(self, file: KeyFile) -> bool:
        """Return whether that key file is of this store and of the same data key: a new one comes with a new salt."""
        return (self.file.db_uuid, self.file.salt) == (file.db_uuid, file.salt)

    def over(self, file: KeyFile) -> "Keys":
        """Return the same data key with another key file of this store: an older one, or a newer."""
        return Keys(file, self._data_key, self.person, self.signers)

    def own_key(self, purpose: bytes) -> AESGCM:
        """Derive a key for what is encrypted outside the database."""
        return AESGCM(self._derive(purpose))

    def encode(self) -> bytes:
        return msgspec.json.format(msgspec.json.encode(self.file), indent=2)

    def save(self, folder: Path) -> None:
        write_whole(folder / KEYS, self.encode())


def make_keys(kind: StoreKind, passphrase: str, cost: KdfCost = CLINIC_COST) -> tuple[Keys, str]:
    """Make keys with two slots; return them and the recovery code for display.

    StoreError "passphrase-empty", "cost-too-low".
    """
    file = KeyFile(VERSION, secrets.token_hex(16), kind, secrets.token_bytes(16), ())
    code = new_code()
    person = secrets.token_hex(16)
    keys = Keys(file, secrets.token_bytes(32), person).with_person(person, passphrase, cost)
    return keys.with_code(code.replace("-", ""), cost), code


def new_code() -> str:
    """Return 150 random bits as six groups of five characters."""
    code = "".join(secrets.choice(CROCKFORD) for _ in range(CODE_LENGTH))
    return "-".join(code[at : at + 5] for at in range(0, CODE_LENGTH, 5))


def unlock(file: KeyFile, secret: str) -> Keys:
    """Try the secret as a passphrase, then, if it has that form, as a recovery code. StoreError "wrong-secret"."""
    code = recovery_code(secret)
    tries: list[tuple[SlotKind, str]] = [("passphrase", secret)]
    if code is not None:
        tries.append(("recovery", code))
    for kind, text in tries:
        for slot in file.slots:
            if slot.kind == kind and (found := _open(file, slot, text)) is not None:
                data_key, signer = found
                return Keys(file, data_key, slot.person, {slot.person: signer} if signer else {})
    raise StoreError("wrong-secret")


def recovery_code(text: str) -> str | None:
    """Return the 30 characters of a recovery code as typed; None if it is none.

    Forgiven are case, blanks and dashes, and O, I and L for 0 and 1.
    """
    kept = "".join(text.upper().split()).replace("-", "").translate(str.maketrans("OIL", "011"))
    return kept if len(kept) == CODE_LENGTH and set(kept) <= set(CROCKFORD) else None


def _place(file: KeyFile, kind: SlotKind, person: str) -> Place:
    return Place(file.version, file.db_uuid, file.kind, kind, person)


def _place_of(file: KeyFile, slot: Slot) -> Place:
    return _place(file, slot.kind, slot.person)


def _open(file: KeyFile, slot: Slot, secret: str) -> tuple[bytes, Signer | None] | None:
    return open_slot(_place_of(file, slot), slot, secret)


__all__ = [
    "CLINIC_COST", "LIGHT_COST", "KdfCost", "Keys", "Slot", "make_keys", "new_code", "recovery_code", "unlock",
]  # fmt: skip

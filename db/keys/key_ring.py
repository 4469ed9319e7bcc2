"""What an open store does with its keys: who signed in, what they sign, how secrets are changed."""

from collections.abc import Callable
from pathlib import Path
from threading import Lock

from console.app.ports import StoreError, StoreKind
from db.files import KEYS
from db.keys.store_keys import CLINIC_COST, LIGHT_COST, KdfCost, Keys, new_code, recovery_code, unlock


class KeyRing:
    """The part of `db.store.Store` that knows the key file. See `console.app.ports.Store` for its methods."""

    folder: Path
    kind: StoreKind
    viewing: bool
    _keys: Keys

    def __init__(self) -> None:
        self._keys_lock = Lock()

    @property
    def identity(self) -> str:
        return self._keys.file.db_uuid

    @property
    def person(self) -> str:
        return self._keys.person

    def admit(self, secret: str) -> str:
        """See the port."""
        with self._keys_lock:
            self._keys = self._keys.admit(secret)
            return self._keys.person

    def public_key(self, person: str) -> str:
        signer = self._keys.signers.get(person)
        return signer.public if signer else ""

    def sign(self, person: str, message: bytes) -> str:
        """See the port."""
        signer = self._keys.signers.get(person)
        if signer is None:
            raise StoreError("not-signed-in")
        return signer.sign(message)

    def set_passphrase(self, passphrase: str, person: str = "", cost: KdfCost | None = None) -> None:
        """The new passphrase replaces the old; the recovery code stays."""
        self._change_keys(lambda keys: keys.with_person(_whose(keys, person), passphrase, self._cost(cost)))

    def whose(self, secret: str) -> str:
        return unlock(self._keys.file, secret).person

    def new_code(self) -> str:
        return new_code()

    def _with_code(self, code: str, cost: KdfCost | None) -> Keys:
        typed = recovery_code(code)
        if typed is None:
            raise StoreError("wrong-secret")
        return self._keys.with_code(typed, self._cost(cost))

    def _cost(self, asked: KdfCost | None) -> KdfCost:
        return asked or (CLINIC_COST if self.kind == "clinic" else LIGHT_COST)

    def _change_keys(self, change: Callable[[Keys], Keys]) -> None:
        with self._keys_lock:
            self._require_intact()
            changed = change(self._keys)
            if changed is not self._keys:
                changed.save(self.folder)
                self._keys = changed

    def _require_intact(self) -> None:
        if self.viewing:
            raise StoreError("viewing", folder=str(self.folder))
        if not self._keys.intact:
            raise StoreError("keys-changed", file=str(self.folder / KEYS))


def _whose(keys: Keys, person: str) -> str:
    """Who signed in; after the recovery code whoever is named, or the only one who has a slot."""
    known = {slot.person for slot in keys.file.slots if slot.kind == "passphrase"}
    return person or keys.person or next(iter(known))

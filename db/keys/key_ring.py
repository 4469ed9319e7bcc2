"""What an open store does with its keys: who signed in, what they sign, how secrets are changed."""

from collections.abc import Callable

from console.app.ports import Head, StoreError
from console.core.events import Event
from db.connections import Raw, raw_of
from db.files import KEYS
from db.keys import rekey
from db.keys.key_file import read_keys
from db.keys.store_keys import CLINIC_COST, LIGHT_COST, KdfCost, Keys, new_code, recovery_code, unlock
from db.log.event_log import append_with_rows
from db.log.log import Log
from db.open_store import OpenStore


class KeyRing(OpenStore):
    """See `console.app.ports.KeyRing`. The engine's thread alone calls it."""

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
        """See the port."""
        self._change_keys(lambda keys: keys.with_person(_whose(keys, person), passphrase, self._cost(cost)))

    def owner_of(self, secret: str) -> str:
        return unlock(self._keys.file, secret).person

    def new_code(self) -> str:
        return new_code()

    def renew_code(self, code: str, event: Event, cost: KdfCost | None = None) -> Head:
        """See the port."""
        return self._renew(event, lambda: self._with_code(code, cost), lambda _: True)

    def revoke(self, person: str, event: Event) -> Head:
        """See the port."""
        return self._renew(event, lambda: self._keys, lambda each: each != person)

    def anchor(self) -> None:
        """See the port. Raises StoreError "keys-changed" rather than sign what another hand changed."""
        with self._reading() as connection:
            head = self._log.head(raw_of(connection))
        self._change_keys(lambda keys: keys.with_anchor(head))

    def _renew(self, event: Event, changed: Callable[[], Keys], stays: Callable[[str], bool]) -> Head:
        """Give the store a new data key, for those who stay. A kill at any moment leaves all of it done or none."""
        heads: list[Head] = []

        def job(raw: Raw, log: Log, last: Head) -> Head:
            heads.append(append_with_rows(raw, log, event, last))
            return heads[-1]

        with self._keys_lock, self._gate.alone():
            self._require_intact()
            old = new = self._keys
            asked = changed()
            self._writer.close()
            try:
                new = rekey.prepare(self.folder, asked, stays, job)
                self._engine.dispose()
                rekey.commit(self.folder)
            finally:
                self._engine.dispose()
                rekey.settle(self.folder)
                stands = read_keys(self.folder / KEYS).salt
                self._connect(new if new.file.salt == stands else old)
        return heads[-1]

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
            raise self.viewing_error
        if not self._keys.intact:
            raise StoreError("keys-changed", file=str(self.folder / KEYS))


def _whose(keys: Keys, person: str) -> str:
    """Return who signed in; after the recovery code whoever is named, or the only one who has a slot."""
    known = {slot.person for slot in keys.file.slots if slot.kind == "passphrase"}
    return person or keys.person or next(iter(known))
